"""Builds without options are begun without the library that reads options, and are the same builds."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegen.cli import building, main
from guidegen.cli.plain import plain
from guidegen.kept.runs import Asked
from tests.cli.test_again import PROJECT

START = "import sys\nfrom guidegen.__main__ import run\n"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "-q"],
        ["build", "--quiet"],
        ["build", "-q", "--quiet"],
        ["build", "--force", "-q"],
        ["build", "--key", "end", "--key", "none"],
        ["build", "-j", "3", "--key", "inline"],
        ["build", "{project}/content/g.yaml", "--jobs", "99"],
        ["build", "-q", "{project}/content", "{project}/content/g.yaml"],
        ["build", "{project}"],
        ["build", "{project}/content/g.yaml", "-o", "{project}/elsewhere"],
        ["build", "{project}/content/g.yaml", "--output", "elsewhere", "--size", "large", "--page", "a4"],
        ["build", "{project}/content/g.yaml", "--roster", "{project}/class.csv"],
        ["build", "--roster", "{project}/class.csv", "--size", "giant", "-q", "-j", "2", "{project}/content"],
    ],
)
@pytest.mark.parametrize("within", ["", "content"])
def test_the_same_is_built_as_when_options_are_read(project, monkeypatch, arguments, within):
    (project / "class.csv").write_text("name\nAna\n")
    monkeypatch.chdir(project / within)
    arguments = [each.replace("{project}", str(project)) for each in arguments]
    found = []
    monkeypatch.setattr(building, "build_and_tell", lambda asked, wanted: found.append(wanted) or 0)
    CliRunner().invoke(main, arguments, obj=Asked(arguments, os.getcwd()))
    assert [plain(arguments)] == found
    assert found[0].day == datetime.date.today() and found[0].place.root == project


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["build", "--size", "larger"],
        ["build", "--size", "large", "--theme", "plain"],
        ["build", "--page", "A4"],
        ["build", "--output", ""],
        ["build", "-o", "memory://folder", "content/g.yaml"],
        ["build", "--roster", "class.csv"],
        ["build", "--roster", "missing.csv", "content/g.yaml"],
        ["build", "--roster", "content", "content/g.yaml"],
        ["build", "--roster", "class.csv", "--spares", "2", "content/g.yaml"],
        ["build", "--force=1"],
        ["build", "-qj2"],
        ["build", "--jobs=2"],
        ["build", "--jobs", "two"],
        ["build", "--jobs", "300"],
        ["build", "--jobs", "0"],
        ["build", "-j"],
        ["build", "--key", "nowhere"],
        ["build", "--key"],
        ["build", "--", "content/g.yaml"],
        ["build", "content/missing.yaml"],
        ["build", "guidegen.yaml"],
        ["build", "/"],
        ["build", "-h"],
        ["build", ""],
    ],
)
def test_whatever_else_is_asked_is_left_to_the_library(project, arguments):
    (project / "class.csv").write_text("name\nAna\n")
    assert plain(arguments) is None


def ended(folder: Path, before: str, *arguments: str, **environment: str) -> tuple[int, str, str, bool]:
    """Exit code, stdout, stderr, and whether options were read by the library."""
    loaded = folder / "loaded"
    note = f"open({str(loaded)!r}, 'w').write(str('click' in sys.modules))"
    code = f"{START}import atexit\n{before}\natexit.register(lambda: {note})\nrun()\n"
    command = [sys.executable, "-c", code, "build", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, check=False, capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr, loaded.read_text() == "True"


#: What may happen to a build, as code.
HAPPENS = {
    "nothing": "",
    "a bug": "import guidegen.batch.store as b\ndef sweep(self): raise KeyError('Zebulon')\nb.Store.sweep = sweep",
    "the machine": "import guidegen.batch.store as b\ndef sweep(self): raise OSError(28, 'No space left', 'x\\x1by')\n"
    "b.Store.sweep = sweep",
    "the keys": "import guidegen.batch.store as b\ndef sweep(self): raise KeyboardInterrupt\nb.Store.sweep = sweep",
    "no memory": "import guidegen.batch.store as b\ndef sweep(self): raise MemoryError\nb.Store.sweep = sweep",
    "no project": "import os; os.chdir('/')",
    "mistakes": "open('content/g.yaml', 'a').write('  - titel: X\\n')",
    "letters": "sys.stdout.reconfigure(encoding='ascii'); open('content/g.yaml', 'a').write('  - ti\\u0107el: X\\n')",
    "nobody reads": "import os; read, write = os.pipe(); os.close(read); os.dup2(write, 1)",
}


@pytest.mark.parametrize("happens", HAPPENS.values(), ids=HAPPENS)
@pytest.mark.parametrize("arguments", [(), ("-q",), ("content/g.yaml", "--roster", "class.csv")])
def test_it_says_and_ends_the_same(project, happens, arguments):
    (project / "class.csv").write_text("name\nAna\nBen\n")
    plainly = ended(project, happens, *arguments)
    for name, text in PROJECT.items():
        (project / name).write_text(text)
    for path in (project / "output").glob("*"):
        path.unlink()
    # A shell that asks how the command goes on has this set; then the library is asked.
    by_library = ended(project, happens, *arguments, _GUIDEGEN_COMPLETE="")
    assert plainly[:3] == by_library[:3]
    assert "Zebulon" not in plainly[2] and "\x1b" not in plainly[2]


def test_the_library_is_not_loaded(project):
    assert ended(project, "", "-q")[3] is False
    assert ended(project, "", "-q", "--force", "content/g.yaml")[3] is False
    (project / "class.csv").write_text("name\nAna\n")
    assert ended(project, "", "-q", "content/g.yaml", "--roster", "class.csv", "-o", "for-class")[3] is False
    assert [each.name for each in (project / "for-class").glob("*.pdf")]
    assert ended(project, "", "-q", "--size", "large", "--theme", "plain")[3] is True
