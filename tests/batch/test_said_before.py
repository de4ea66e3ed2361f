"""A key that says what it said before is left as it is, and made anew whenever anything of it may be otherwise."""

from __future__ import annotations

import json
import shutil
from zlib import adler32

import pytest

from guidegen.batch import compile as compiling
from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.kept.digests import blake2b
from tests.batch.test_stale import change, outputs, project, run, written  # noqa: F401
from tests.conftest import TODAY


@pytest.fixture
def laid(monkeypatch):
    """The names of the documents that are laid out."""
    names = []
    lay_out = compiling.lay_out

    def noted(document, *given, **named):
        names.append(document.template.identifier.partition(":")[0])
        return lay_out(document, *given, **named)

    monkeypatch.setattr(compiling, "lay_out", noted)
    return names


def edit(root, word="wet"):
    change(root / "content" / "g.yaml", "Water is", f"Water is {word},")


def clean(root, tmp_path):
    """What a build of a copy makes that has nothing kept."""
    copy = tmp_path / "clean"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("output", ".guidegen"))
    run(copy)
    found = outputs(copy)
    shutil.rmtree(copy)
    return found


def test_a_sentence_of_the_guide_leaves_its_key(project, laid, tmp_path):  # noqa: F811
    run(project)
    assert laid.count("key") == 3
    laid.clear()
    edit(project)
    report = run(project)
    assert written(report) == {"g", "g-key"}
    assert "key" not in laid
    assert outputs(project) == clean(project, tmp_path)
    laid.clear()
    # It is known for the next time as well.
    edit(project, "clear")
    run(project)
    assert "key" not in laid


def test_what_an_item_says_makes_it_anew(project, laid, tmp_path):  # noqa: F811
    run(project)
    laid.clear()
    change(project / "quizzes" / "bank.yaml", "key: Hard", "key: Heavy")
    run(project)
    assert sorted(laid) == ["key", "key", "quiz", "quiz"]
    assert outputs(project) == clean(project, tmp_path)


def test_pages_that_it_names_make_it_anew(project, laid, tmp_path):  # noqa: F811
    bank = project / "quizzes" / "bank.yaml"
    bank.write_text(
        bank.read_text()
        .replace("bank: bank\n", "bank: bank\nguide: g\n")
        .replace("  - id: one\n", "  - id: one\n    section: water\n")
    )
    run(project)
    laid.clear()
    edit(project)
    run(project)
    assert "key" not in laid
    laid.clear()
    # The section moves to another page.
    change(
        project / "content" / "g.yaml",
        "sections:\n",
        "sections:\n  - title: Before\n    body: |\n" + "      Line.\n\n" * 60,
    )
    run(project)
    assert "key" in laid
    assert outputs(project) == clean(project, tmp_path)


@pytest.mark.parametrize("damage", ["altered", "removed", "another's"])
def test_a_file_that_is_not_as_it_was_left_is_made_anew(project, laid, damage, tmp_path):  # noqa: F811
    run(project)
    key = project / "output" / "g-key.pdf"
    if damage == "removed":
        key.unlink()
    else:
        key.write_bytes(b"%PDF-1.7 something" if damage == "altered" else (project / "output" / "g.pdf").read_bytes())
    laid.clear()
    edit(project)
    run(project)
    assert laid.count("key") == 1
    assert outputs(project) == clean(project, tmp_path)


def test_force_and_other_producers_make_it_anew(project, laid):  # noqa: F811
    run(project)
    laid.clear()
    edit(project)
    build(project, choices=Choices(), today=TODAY, producer="guidegen", force=True)
    assert laid.count("key") == 3
    laid.clear()
    edit(project, "clear")
    build(project, choices=Choices(), today=TODAY, producer="another")
    assert laid.count("key") == 3


def sealed(name, data):
    told = f"{len(data)} {adler32(data)} {name}"
    return b"guidegen kept " + blake2b(told.encode(), digest_size=16).hexdigest().encode() + b"\n" + data


@pytest.mark.parametrize("told", [None, "x", [], ["a"], ["a", "b", "c"], [1, 2, "ua-1"], ["a", True, "x"], {}])
def test_what_is_noted_of_it_is_never_trusted(project, laid, told, tmp_path):  # noqa: F811
    run(project)
    [path] = (project / ".guidegen" / "outputs").glob("*.json")
    noted = json.loads(path.read_bytes().partition(b"\n")[2])
    for source in noted["sources"].values():
        source["said"] = dict.fromkeys(source["said"], told) if told is not None else told
    path.write_bytes(sealed(path.name, json.dumps(noted).encode()))
    laid.clear()
    edit(project)
    run(project)
    assert "key" in laid
    assert outputs(project) == clean(project, tmp_path)
