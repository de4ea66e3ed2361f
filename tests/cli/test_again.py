"""The command line of incremental builds, in processes of their own: what is loaded, said and returned."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guidegen.kept.folder import KeptFolder

PROJECT = {
    "content/g.yaml": "guide: g\ntitle: A guide\nmain-message: Drink water.\nversion: 1\n"
    "sections:\n  - title: Water\n    body: Water is wet.\n",
    "quizzes/bank.yaml": "bank: bank\nitems:\n  - stem: What is water?\n    key: Wet\n    distractors: [Dry, Loud]\n",
    "quizzes/q.yaml": "quiz: q\ntitle: A quiz\nbank: bank\n",
}
#: Prints which of the heavy libraries are loaded when the program ends.
LOADED = (
    "import atexit, sys\n"
    "names = {'click', 'yaml', 'reportlab', 'babel', 'markdown_it', 'uharfbuzz', 'pikepdf', 'PIL', 'dataclasses',\n"
    "  'json', 'guidegen.reading', 'guidegen.batch.build', 'guidegen.assembly'}\n"
    "atexit.register(lambda: print('loaded', sorted(names & set(sys.modules))))\n"
    "from guidegen.__main__ import run\n"
    "run()\n"
)


@pytest.fixture
def project(tmp_path) -> Path:
    root = tmp_path / "project"
    for name, text in PROJECT.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def guidegen(folder: Path, *arguments: str, code: int = 0, **environment: str) -> tuple[list[str], list[str]]:
    """Lines of stdout and stderr."""
    result = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == code, result.stderr
    return result.stdout.splitlines(), result.stderr.splitlines()


def test_an_unchanged_project_is_recognised_before_anything_is_loaded(project):
    first, _ = guidegen(project, "build")
    assert first[:-1] == ["output/g.pdf  1 page", "output/q.pdf  1 page", "output/q-key.pdf  1 page"]
    for path in project.rglob("*"):
        os.utime(path, (1, 1))
    assert guidegen(project, "build") == (["loaded []"], ["3 files are up to date"])
    assert guidegen(project, "build", "-q")[1] == []
    assert guidegen(project, "build", "-q") == (["loaded []"], [])


#: What a build of plain texts needs none of: libraries, and modules for what few projects have.
UNNEEDED = (
    "PIL _hashlib babel click csv difflib email fontTools html importlib.metadata logging lxml markdown_it mpmath "
    "multiprocessing reportlab simpleeval svglib tempfile uniseg zipfile guidegen.assembly.selection.shortfall "
    "guidegen.assembly.variables.fill guidegen.catalogue.structure guidegen.cli.report guidegen.lint.guides "
    "guidegen.mathematics.speech guidegen.reading.translations.read guidegen.render.docx.writer "
    "guidegen.render.pdf.charts guidegen.render.pdf.tables guidegen.vector.svg"
).split()


@pytest.mark.parametrize("edit", [False, True])
def test_a_build_of_plain_texts_loads_little(project, edit):
    if edit:
        guidegen(project, "build")
    guide = project / "content" / "g.yaml"
    guide.write_text(guide.read_text().replace("wet", "**very** wet"))
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('loaded', sorted(set({UNNEEDED!r}) & set(sys.modules))))\n"
        "from guidegen.__main__ import run\nrun()\n"
    )
    command = [sys.executable, "-c", code, "build", "-q"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert result.stdout == "loaded []\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/g.yaml", PROJECT["content/g.yaml"].replace("wet", "very wet")),
        ("content/new.yaml", PROJECT["content/g.yaml"].replace("guide: g", "guide: new")),
        ("content/g.yaml", None),
        ("guidegen.yaml", "page: a4\n"),
        ("output/q.pdf", "mine"),
        ("output/q-key.pdf", None),
        ("output/manifest.json", "{}"),
        ("themes/own.yaml", "theme: own\nextends: clinic\n"),
    ],
)
def test_whatever_changes_is_seen(project, path, text):
    guidegen(project, "build")
    guidegen(project, "build")
    target = project / path
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True) if text is None else target.write_text(text)
    assert "guidegen.batch.build" in guidegen(project, "build")[0][-1]
    assert guidegen(project, "build")[0] == ["loaded []"]


def test_other_options_are_another_build(project):
    guidegen(project, "build")
    assert "output/q-large.pdf  1 page" in guidegen(project, "build", "--size", "large")[0]
    assert guidegen(project, "build", "--size", "large")[0] == ["loaded []"]
    # The manifest is another one now, so the first build looks at each file, and makes none.
    assert guidegen(project, "build")[1] == ["3 files are up to date"]
    assert guidegen(project, "build")[0] == ["loaded []"]


def test_warnings_and_exit_codes_stay(project):
    guide = project / "content" / "g.yaml"
    guide.write_text(guide.read_text().replace("title: A guide\n", "title: Ein Blatt\nlanguage: de\n"))
    (project / "quizzes" / "bad.yaml").write_text("quiz: bad\ntitle: B\nbank: missing\n")
    first, said = guidegen(project, "build", code=1)
    again, said_again = guidegen(project, "build", code=1)
    assert again[:-1] == [] and "guidegen.reading" not in " ".join(first[:-1])
    assert "'guidegen.batch.build'" not in again[-1] and "'yaml'" not in again[-1] and "'reportlab'" not in again[-1]
    assert [line for line in said if not line.startswith("building")] == [
        line for line in said_again if "up to date" not in line
    ]
    assert any("S208" in line for line in said_again) and any("S229" in line for line in said_again)
    assert any("language: de" in line or "guide: g" in line for line in said_again)


def test_force_and_dry_run(project):
    out, said = guidegen(project, "build", "--dry-run")
    assert out[0] == "would write output/g.pdf: it has not been built yet"
    assert not (project / "output").exists() and said == []
    guidegen(project, "build")
    out, said = guidegen(project, "build", "--dry-run")
    assert len(out) == 1 and said == ["3 files are up to date"]
    assert guidegen(project, "build", "--force")[0][:3] == [
        "output/g.pdf  1 page",
        "output/q.pdf  1 page",
        "output/q-key.pdf  1 page",
    ]
    assert "would write output/q.pdf: everything is built" in guidegen(project, "build", "--force", "--dry-run")[0]


def test_clean_removes_what_is_kept(project):
    guidegen(project, "build")
    assert (project / ".guidegen").is_dir()
    out, _ = guidegen(project, "clean")
    assert "removed what was kept to make builds faster" in out
    assert not (project / ".guidegen").exists()
    assert "output/g.pdf  1 page" in guidegen(project, "build")[0]


def test_clean_leaves_what_others_put_beside_what_is_kept(project):
    guidegen(project, "build")
    kept = project / ".guidegen"
    for name in ("foreign.txt", "runs/notes.json", "mine/a.txt"):
        (kept / name).parent.mkdir(exist_ok=True)
        (kept / name).write_text("mine")
    out, said = guidegen(project, "clean")
    assert "removed what was kept to make builds faster" in out
    assert said == [f"kept .guidegen/{name}: it is not ours" for name in ("foreign.txt", "mine", "runs/notes.json")]
    left = {str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file()}
    assert left == {".gitignore", "foreign.txt", "runs/notes.json", "mine/a.txt"}
    assert "removed" not in " ".join(guidegen(project, "clean")[0])
    (kept / "foreign.txt").unlink()
    (kept / "runs" / "notes.json").unlink()
    (kept / "mine" / "a.txt").unlink()
    (kept / "mine").rmdir()
    guidegen(project, "clean")
    assert not kept.exists()


def test_every_part_of_what_is_kept_is_known(tmp_path):
    with pytest.raises(ValueError, match="no part"):
        KeptFolder(str(tmp_path), "others", most_files=1, most_bytes=1)


def test_copies_of_a_roster_are_recognised_and_nothing_of_it_is_kept(project):
    roster = project / "class.csv"
    roster.write_text("name,id\nZebulon Quackenbush,77123\nAmaryllis Featherstone,77456\n")
    command = ("build", "quizzes/q.yaml", "--roster", "class.csv")
    guidegen(project, *command)
    assert guidegen(project, *command) == (["loaded []"], guidegen(project, *command)[1])
    assert guidegen(project, *command)[1][-1] == "3 files are up to date"
    kept = b"".join(path.read_bytes() for path in (project / ".guidegen").rglob("*") if path.is_file())
    assert not any(word in kept for word in (b"Zebulon", b"Quackenbush", b"77123", b"Amaryllis", b"Featherstone"))
    assert guidegen(project, *command, "--dry-run")[1] == ["the copies of q are up to date"]
    (project / "output" / "q-0002.pdf").unlink()
    assert "copies are missing or were altered" in guidegen(project, *command, "--dry-run")[0][0]
    assert "2 copies" in " ".join(guidegen(project, *command)[0])
    assert (project / "output" / "q-0002.pdf").exists()
    roster.write_text(roster.read_text().replace("77456", "77457"))
    assert "class.csv changed" in guidegen(project, *command, "--dry-run")[0][0]
    assert "2 copies" in " ".join(guidegen(project, *command)[0])


def test_copies_named_by_a_column_are_recognised(project):
    (project / "class.csv").write_text("name,id\nZebulon Quackenbush,77123\n")
    command = ("build", "quizzes/q.yaml", "--roster", "class.csv", "--name-by", "name")
    guidegen(project, *command)
    assert guidegen(project, *command)[0] == ["loaded []"]
    next((project / "output").glob("q-*uackenbush*.pdf")).unlink()
    assert guidegen(project, *command)[0] != ["loaded []"]
    kept = b"".join(path.read_bytes() for path in (project / ".guidegen").rglob("*") if path.is_file())
    assert b"uackenbush" not in kept


def test_a_strict_build_holds_for_its_day_alone(project):
    guidegen(project, "build", "--strict", code=1)
    record = next((project / ".guidegen" / "runs").iterdir())
    assert b'"day": ""' not in record.read_bytes()


def test_two_builds_at_once_do_each_other_no_harm(project):
    for number in range(6):
        text = PROJECT["content/g.yaml"].replace("guide: g", f"guide: g{number}")
        (project / "content" / f"g{number}.yaml").write_text(text)
    start = [sys.executable, "-m", "guidegen", "build", "-q"]
    for _ in range(2):
        running = [
            subprocess.Popen(start, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(3)
        ]
        ends = [(process.communicate(), process.returncode) for process in running]
        assert [code for _, code in ends] == [0, 0, 0], ends
    left = {path.name: path.read_bytes() for path in (project / "output").iterdir()}
    assert guidegen(project, "build", "-q")[0] == ["loaded []"]
    guidegen(project, "build", "-q", "--force")
    assert {path.name: path.read_bytes() for path in (project / "output").iterdir()} == left
    assert not list((project / ".guidegen").rglob(".new-*"))
