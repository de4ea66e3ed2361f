"""What is prepared for the next start: it changes nothing but the time, and it is never believed without its seal."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guidegen import prepared
from guidegen.kept.preparation import _parts
from tests.cli.test_again import PROJECT

START = "from guidegen.__main__ import run; run()"
#: Says how often a pattern, a constructor or a file of words was worked out.
COUNTED = (
    "import atexit, re, sys\n"
    "import guidegen.kept.preparation as p\n"
    "made = []\n"
    "parts = p._parts\n"
    "p._parts = lambda *a: (made.append(a[1]), parts(*a))[1]\n"
    "atexit.register(lambda: print('made', len(made), 'yaml' in sys.modules))\n"
)


@pytest.fixture
def project(tmp_path) -> Path:
    for name, text in PROJECT.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "project"


def build(project: Path, code: str = START, **environment: str) -> str:
    """Build everything anew; what was printed."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    prefix = {"PYTHONPYCACHEPREFIX": str(project.parent / "cache")}
    command = [sys.executable, "-c", code, "build", "--force"]
    done = subprocess.run(
        command, cwd=project, env={**kept, **prefix, **environment}, check=True, capture_output=True, text=True
    )
    return done.stdout


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "output").iterdir()}


def prepared_file(project: Path) -> Path:
    (found,) = (project.parent / "cache").rglob("*prepared*.bin")
    return found


def test_a_second_start_works_nothing_out_and_gives_the_same_bytes(project):
    build(project, COUNTED + START)
    first = files(project)
    assert "made 0 " in build(project, COUNTED + START)
    assert files(project) == first


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b[:50] + b"x" + b[51:], lambda b: b[:36]])
def test_a_damaged_file_counts_as_absent(project, spoil):
    build(project)
    # To compile the program takes more than to run it.
    prepared_file(project).unlink()
    build(project)
    first, path = files(project), prepared_file(project)
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert "made 0 " not in build(project, COUNTED + START)
    assert files(project) == first
    assert marshal.loads(path.read_bytes()[40:]).keys() == marshal.loads(whole[40:]).keys()


def test_that_of_another_program_counts_as_absent(project):
    build(project)
    other = "import guidegen.kept.program as p\np.fingerprint = lambda: 'other'\n"
    assert "made 0 " not in build(project, other + COUNTED + START)


def test_nothing_is_kept_where_python_keeps_no_bytecode(project):
    build(project, PYTHONDONTWRITEBYTECODE="1")
    assert not list(project.parent.rglob("*prepared*.bin"))


def test_nothing_is_kept_of_a_project(project):
    guide = project / "content" / "g.yaml"
    guide.write_text(guide.read_text().replace("Drink water", "Drink Zanzibar [tea](https://zanzibar.example)"))
    build(project)
    assert b"anzibar" not in prepared_file(project).read_bytes()
    late = (
        "import atexit, re\n"
        "def word(text):\n    return re.compile(text + 'zanzibar')\n"
        "atexit.register(word, 'a'); word('b'); import guidegen.cli; word('c')\n"
    )
    build(project, late + START)
    assert b"zanzibar" not in prepared_file(project).read_bytes()


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (r"(?P<one>a+)(b)?(?P<two>[^\S \u00a0])", 0),
        (r"(?i)straße|[à-ž]{2,5}", re.DOTALL),
        (r"^ x | y $", re.VERBOSE | re.MULTILINE),
        ("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", 0),
    ],
)
def test_a_prepared_pattern_is_the_pattern(text, flags):
    parts = marshal.loads(marshal.dumps(_parts(re._compiler, text, int(flags))))
    ours, theirs = re._compiler._sre.compile(text, *parts), re.compile(text, flags)
    assert ours == theirs
    assert (ours.flags, ours.groups, ours.groupindex) == (theirs.flags, theirs.groups, theirs.groupindex)
    for sample in ("aab\t", "STRASSE", "STRAßE", "x", "x\ny", "plain", "\x00", "éé"):
        assert [m.span() for m in ours.finditer(sample)] == [m.span() for m in theirs.finditer(sample)]


def test_a_value_is_made_once(monkeypatch):
    monkeypatch.setattr(prepared, "_values", {})
    monkeypatch.setattr(prepared, "_kept", {("test", "b"): marshal.dumps("kept")})
    made = []
    for _ in range(2):
        assert prepared.once("test", "a", lambda: made.append(1) or [1, 2]) == [1, 2]
        assert prepared.once("test", "b", lambda: made.append(2)) == "kept"
    assert made == [1]
    assert prepared.to_keep().keys() == {("test", "a"), ("test", "b")}


def test_what_is_prepared_stands_outside_of_the_package(tmp_path):
    # An installer leaves files that came later, and a folder with nothing else would hide the program.
    script = "import guidegen; from guidegen.kept.beside import beside_bytecode; print(guidegen.__path__[0]);"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPYCACHEPREFIX"}
    said = subprocess.run(
        [sys.executable, "-c", script + "print(beside_bytecode('x'))"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    package, kept = map(Path, said.stdout.split())
    assert package not in kept.parents
    assert kept.parent == package.parent / "__pycache__"


#: Says in the end which modules a run did without, or with a stand-in for. What finds an editable installation loads
#: some of them before the program begins.
DONE_WITHOUT = """
import sys
before = frozenset(sys.modules)
import atexit
def tell():
    for name in ("re", "enum", "json", "yaml", "yaml.scanner", "yaml.constructor", "typing"):
        if name not in before:
            print(name, type(sys.modules[name]).__name__ if name in sys.modules else "-")
atexit.register(tell)
"""


def test_a_build_does_without_what_it_has_no_use_for(project):
    """The first one works out what is kept, the second what an edit needs besides."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(project.parent / "cache")}
    guide = project / "content" / "g.yaml"
    text = guide.read_text()
    for sentence in ("Drink tea", "Drink juice", "Drink soup"):
        guide.write_text(text.replace("Drink water", sentence))
        command = [sys.executable, "-c", DONE_WITHOUT + START, "build", "-q"]
        done = subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True)
    said = dict(line.split() for line in done.stdout.splitlines())
    late = dict.fromkeys(("re", "yaml", "yaml.scanner", "yaml.constructor", "typing"), "_Late")
    expected = {**late, "enum": "-", "json": "-"}
    assert "yaml" in said and said == {name: expected[name] for name in said}


def test_a_pattern_that_is_not_kept_is_compiled_by_re(project):
    code = """
import guidegen.kept.preparation as p, sys
p.begin()
import re
late = type(re).__name__
found = re.compile("zanzibar|tea", re.IGNORECASE)
print(late, type(re).__name__, found.search("a cup of TEA").span(), re.compile is p._compiled, found.flags)
"""
    build(project)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(project.parent / "cache")}
    command = [sys.executable, "-c", f"{code}\n"]
    done = subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.split(" ", 1)[1] == "module (9, 12) False 34\n"
