"""Several letterheads in one project: the site of a file, the site of a run, and the names of the files."""

from __future__ import annotations

import json
from pathlib import Path

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.batch.compile import Press
from guidegen.diagnostics import COMMAND
from guidegen.locale import words_for
from guidegen.model.project import Organisation, Settings, Site
from guidegen.reading import read_project
from tests.conftest import TODAY
from tests.pdf_reading import leaves, read, words

SETTINGS = """\
organisation:
  name: Example Health
  contact: 555-0142
primary-colour: "#0b4f5c"
sites:
  riverside:
    name: Riverside Clinic
    contact: 555-0143
    primary-colour: "#7a1f3d"
  north:
    page: a4
"""
GUIDE = (
    "guide: {name}\ntitle: Rest\nmain-message: Rest helps.\nversion: 1\n{site}sections:\n  - title: A\n    body: B\n"
)


def project(folder: Path) -> Path:
    (folder / "content").mkdir()
    (folder / "guidegen.yaml").write_text(SETTINGS)
    (folder / "content" / "one.yaml").write_text(GUIDE.format(name="one", site="site: riverside\n"))
    (folder / "content" / "two.yaml").write_text(GUIDE.format(name="two", site=""))
    return folder


def run(folder: Path, **choices):
    return build(folder, choices=Choices(**choices), today=TODAY, producer="guidegen")


def said(path: Path) -> str:
    return " ".join(words(leaf) for leaf in leaves(read(path).tree))


def written(folder: Path) -> set[str]:
    return {path.name for path in (folder / "output").glob("*.pdf")}


def test_a_file_has_the_letterhead_of_its_site(tmp_path: Path) -> None:
    assert run(project(tmp_path)).diagnostics == []
    assert written(tmp_path) == {"one.pdf", "two.pdf"}
    assert "Riverside Clinic 555-0143" in said(tmp_path / "output" / "one.pdf")
    assert "Example Health 555-0142" in said(tmp_path / "output" / "two.pdf")


def test_the_site_of_a_run_counts_for_all_and_names_the_files(tmp_path: Path) -> None:
    run(project(tmp_path))
    run(tmp_path, site="riverside")
    names = {"one.pdf", "two.pdf", "one-at-riverside.pdf", "two-at-riverside.pdf"}
    assert written(tmp_path) == names
    assert "Riverside Clinic 555-0143" in said(tmp_path / "output" / "two-at-riverside.pdf")
    run(tmp_path)
    assert written(tmp_path) == names
    entries = json.loads((tmp_path / "output" / "manifest.json").read_text())["files"]
    assert {entry["file"]: entry["site"] for entry in entries} == {
        **{"one.pdf": "", "two.pdf": ""},
        **{"one-at-riverside.pdf": "riverside", "two-at-riverside.pdf": "riverside"},
    }


def test_a_site_has_its_colour_and_paper_and_the_rest_of_the_project(tmp_path: Path) -> None:
    found = read_project(project(tmp_path))[0]
    words = words_for("en")
    assert words is not None
    looks = {site: Press(found.guides["two"], found, Choices(site=site), words).look for site in ("riverside", "north")}
    assert looks["north"].page == "a4"
    assert looks["riverside"].page == "letter"
    assert looks["riverside"].theme.colours["primary"] != looks["north"].theme.colours["primary"]


def test_codes_do_not_depend_on_the_site(tmp_path: Path) -> None:
    run(project(tmp_path))
    run(tmp_path, site="north")
    entries = json.loads((tmp_path / "output" / "manifest.json").read_text())["files"]
    codes = {entry["file"]: entry["version_code"] for entry in entries}
    assert codes["two-at-north.pdf"] == codes["two.pdf"]
    assert codes["one-at-north.pdf"] == codes["one.pdf"]


def test_a_site_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    [problem] = run(project(tmp_path), site="riversde").diagnostics
    assert (problem.code, problem.hint, problem.span) == ("S204", "Is `riverside` meant?", COMMAND)
    assert "The command asks" in problem.message and "--site" in problem.message
    assert written(tmp_path) == set()


def test_the_words_on_a_logo_stay_with_the_logo() -> None:
    settings = Settings(organisation=Organisation("Health", "1", logo_alt=""))
    at = settings.at(Site("a", name="Riverside"))
    assert at.organisation == Organisation("Riverside", "1", None, "")
    assert at.sites == ()
