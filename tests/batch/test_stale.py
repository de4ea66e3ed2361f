"""Only what is stale is made again, by content; a build that kept something and a clean one give the same bytes."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import zlib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.dry_run import plan
from guidegen.content_digest import content_digest
from guidegen.diagnostics import Span, has_errors
from guidegen.document.elements import Paragraph
from guidegen.inline import Emphasis, Strong, Text
from guidegen.kept import folder as kept_folder
from guidegen.kept.folder import KeptFolder
from guidegen.kept.project import ABSENT, content_paths, digest, digest_at
from guidegen.kept.runs import NEVER_RUN
from guidegen.records import replace
from guidegen.render.pdf import embedding
from guidegen.render.pdf.fragments import Fragments
from guidegen.source.files import ProjectFiles
from tests.conftest import TODAY

GUIDE = """guide: {name}
title: A guide of {name}
main-message: Drink water.
version: 1
sections:
  - id: water
    title: Water
    body: Water is wet.
quiz:
  bank: bank
  items: [one, two]
"""
QUIZ = """quiz: {name}
title: A quiz of {name}
bank: bank
items: [{items}]
"""
BANK = """bank: bank
items:
  - id: one
    stem: What is water?
    key: Wet
    distractors: [Dry, Loud]
  - id: two
    stem: What is stone?
    key: Hard
    distractors: [Soft, Loud]
  - id: three
    stem: What is air?
    key: Thin
    distractors: [Thick, Loud]
"""


@pytest.fixture
def project(tmp_path) -> Path:
    root = tmp_path / "project"
    for name, text in {
        "content/g.yaml": GUIDE.format(name="g"),
        "quizzes/bank.yaml": BANK,
        "quizzes/first.yaml": QUIZ.format(name="first", items="one, two"),
        "quizzes/second.yaml": QUIZ.format(name="second", items="three"),
        "guidegen.yaml": "organisation:\n  name: A school\n",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def run(root: Path, **choices):
    report = build(root, choices=Choices(**choices), today=TODAY, producer="guidegen")
    assert not report.failures
    return report


def written(report) -> set[str]:
    return {each.path.name.removesuffix(".pdf") for each in report.written}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def outputs(root: Path) -> dict[str, bytes]:
    folder = root / "output"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.exists() else {}


EVERYTHING = {"g", "g-key", "first", "first-key", "second", "second-key"}


def test_nothing_is_made_when_nothing_changed(project):
    assert written(run(project)) == EVERYTHING
    before = outputs(project)
    report = run(project)
    assert written(report) == set()
    assert {each.path.name for each in report.current} == {f"{name}.pdf" for name in EVERYTHING}
    assert outputs(project) == before


def test_a_touched_file_makes_nothing(project):
    run(project)
    for path in project.rglob("*.yaml"):
        os.utime(path, (1, 1))
    assert written(run(project)) == set()


def test_a_comment_makes_nothing(project):
    run(project)
    change(project / "content" / "g.yaml", "sections:", "# A remark.\nsections:")
    report = run(project)
    assert written(report) == set()
    manifest = json.loads((project / "output" / "manifest.json").read_text())
    fresh = build(project, project / "elsewhere", today=TODAY, producer="guidegen")
    assert not fresh.failures
    assert manifest == json.loads((project / "elsewhere" / "manifest.json").read_text())


def test_a_changed_item_rebuilds_the_quizzes_that_draw_it(project):
    change(project / "content" / "g.yaml", "[one, two]", "[two]")
    run(project)
    change(project / "quizzes" / "bank.yaml", "What is air?", "What is air made of?")
    assert written(run(project)) == {"second", "second-key"}
    change(project / "quizzes" / "bank.yaml", "Hard", "Very hard")
    assert written(run(project)) == {"g", "g-key", "first", "first-key"}


def test_a_changed_sentence_rebuilds_its_guide(project):
    run(project)
    change(project / "content" / "g.yaml", "Water is wet.", "Water is very wet.")
    assert written(run(project)) == {"g", "g-key"}


def test_a_section_that_a_key_names_rebuilds_it(project):
    change(project / "quizzes" / "bank.yaml", "bank: bank\n", "bank: bank\nguide: g\n")
    change(project / "quizzes" / "bank.yaml", "    stem: What is air?", "    section: water\n    stem: What is air?")
    run(project)
    change(project / "content" / "g.yaml", "    title: Water", "    title: About water")
    assert {"second", "second-key"} <= written(run(project))


@pytest.mark.parametrize("line", ["theme: plain", "primary-colour: '#123456'", "page: a4", "duplex: true"])
def test_what_all_pages_share_rebuilds_all(project, line):
    run(project)
    with (project / "guidegen.yaml").open("a") as file:
        file.write(f"{line}\n")
    assert written(run(project)) == EVERYTHING


def test_a_theme_of_the_project_rebuilds_all(project):
    (project / "themes").mkdir()
    theme = project / "themes" / "mine.yaml"
    theme.write_text("theme: mine\nextends: clinic\ncolours:\n  ink: '#000000'\n")
    change(project / "guidegen.yaml", "organisation:", "theme: mine\norganisation:")
    assert written(run(project)) == EVERYTHING
    change(theme, "#000000", "#111111")
    assert written(run(project)) == EVERYTHING


def test_settings_of_the_check_rebuild_nothing(project):
    run(project)
    with (project / "guidegen.yaml").open("a") as file:
        file.write("check:\n  ignore: [R104]\n")
    assert written(run(project)) == set()


@pytest.mark.parametrize(
    "choices",
    [
        {"page": "a4"},
        {"theme": "classroom"},
        {"seed": 5},
        {"standard": "ua-2"},
        {"key": "apart"},
        {"forms": 2},
    ],
)
def test_other_options_rebuild_and_so_does_going_back(project, choices):
    run(project)
    clean = outputs(project)
    assert written(run(project, **choices))
    run(project)
    assert outputs(project) == clean


def test_sizes_formats_and_forms_to_fill_in_are_kept_side_by_side(project):
    for choices in ({}, {"size": "large"}, {"fillable": True}, {"format": "docx"}):
        run(project, **choices)
    for choices in ({}, {"size": "large"}, {"fillable": True}, {"format": "docx"}):
        assert written(run(project, **choices)) == set()


def test_files_that_somebody_altered_or_removed_are_made_again(project):
    run(project)
    clean = outputs(project)
    (project / "output" / "first.pdf").write_bytes(b"mine")
    (project / "output" / "g-key.pdf").unlink()
    assert written(run(project)) == {"first", "first-key", "g", "g-key"}
    assert outputs(project) == clean


def test_force_makes_everything(project):
    run(project)
    report = build(project, today=TODAY, producer="guidegen", force=True)
    assert written(report) == EVERYTHING


def test_warnings_are_told_again_and_at_their_new_places(project):
    change(project / "content" / "g.yaml", "Water is wet.", "Water ist nass.")
    change(project / "content" / "g.yaml", "title: A guide of g\n", "title: A guide of g\nlanguage: de\n")
    first = run(project)
    assert first.diagnostics
    assert run(project).diagnostics == first.diagnostics
    change(project / "content" / "g.yaml", "main-message", "# A remark.\nmain-message")
    assert [d.code for d in run(project).diagnostics] == [d.code for d in first.diagnostics]


def test_a_source_with_errors_is_refused_again_and_again(project):
    run(project)
    change(project / "content" / "g.yaml", "main-message:", "main-mesage:")
    for _ in range(2):
        report = run(project)
        assert {"S201", "S202"} & {d.code for d in report.diagnostics}
        assert report.kept
    change(project / "content" / "g.yaml", "main-mesage:", "main-message:")
    assert written(run(project)) == set()


def test_a_dry_run_says_what_and_why_and_writes_nothing(project):
    planned = plan(project, today=TODAY, producer="guidegen").planned
    assert {reason for each in planned for reason in each.reasons} == {"it has not been built yet"}
    assert not (project / "output").exists()
    run(project)
    before = outputs(project)
    change(project / "quizzes" / "bank.yaml", "What is air?", "What is air made of?")
    change(project / "content" / "g.yaml", "Water is wet.", "Water is very wet.")
    (project / "output" / "first-key.pdf").unlink()
    before.pop("first-key.pdf")
    report = plan(project, today=TODAY, producer="guidegen")
    reasons = {each.name: each.reasons for each in report.planned}
    assert reasons["second"] == ("the item three changed",)
    assert reasons["first"] == ("first-key.pdf is missing",)
    assert "content/g.yaml changed" in reasons["g"]
    assert outputs(project) == before
    (project / "quizzes" / "second.yaml").unlink()
    removed = [each for each in plan(project, today=TODAY, producer="guidegen").planned if each.is_removal]
    assert [each.reasons for each in removed] == [("quizzes/second.yaml is gone",)] * 2


EDITS = (
    ("content/g.yaml", "Water", "Rain"),
    ("content/g.yaml", "wet", "**wet**"),
    ("content/g.yaml", "[one, two]", "[one]"),
    ("content/g.yaml", "version: 1", "version: 2"),
    ("quizzes/bank.yaml", "Loud", "Noisy"),
    ("quizzes/bank.yaml", "What is air?", "Air is:"),
    ("quizzes/bank.yaml", "id: two\n", "id: two\n    points: 2\n"),
    (
        "quizzes/bank.yaml",
        "items:\n",
        "items:\n  - {id: four, stem: Who?, key: Wood, distractors: [Ash, Ice]}\n",
    ),
    ("quizzes/first.yaml", "one, two", "two, one"),
    ("quizzes/second.yaml", "items:", "seed: 4\nitems:"),
    ("quizzes/second.yaml", "items:", "forms: 2\nitems:"),
    ("guidegen.yaml", "A school", "A clinic"),
    ("guidegen.yaml", "organisation:", "page: a5\norganisation:"),
)


def told(root: Path, copies: CopiesWanted | None = None, **choices) -> tuple[set[str], set[str], dict]:
    """What a plan says of one source would be written and removed, and why; the build after it does just that."""
    asked = {"only": frozenset(["quizzes/first.yaml"]), "today": TODAY, "producer": "guidegen", "copies": copies}
    planned = plan(root, choices=Choices(**choices), changes=["class.csv changed"], **asked).planned
    before = {path.name for path in (root / "output").iterdir()}
    build(root, choices=Choices(**choices), **asked)
    after = {path.name for path in (root / "output").iterdir()}
    removed = {path.name for each in planned if each.is_removal for path in each.paths}
    unnamed = any(each.is_removal and not each.paths for each in planned)
    assert removed == before - after or (unnamed and removed < before - after)
    written = {path.name for each in planned if not each.is_removal for path in each.paths}
    return written, removed, {each.name: each.reasons for each in planned if not each.is_removal}


def test_a_plan_tells_of_what_a_source_makes_no_more(project):
    run(project)
    roster = project / "class.csv"
    roster.write_text("name,id\nOne,1\nTwo,2\nThree,3\n")
    assert told(project, forms=3)[1] == {"first.pdf"}
    written, removed, reasons = told(project, forms=2)
    assert (written, removed) == (
        {"first-form-a.pdf", "first-form-b.pdf", "first-key.pdf"},
        {"first-form-c.pdf"},
    )
    assert reasons["first"] == ("it was built with other options", "it has another number of forms")
    assert told(project, CopiesWanted(roster))[1] == {"first-form-a.pdf", "first-form-b.pdf"}
    assert told(project, CopiesWanted(roster, spares=2))[1] == set()
    assert told(project, CopiesWanted(roster))[1] == {"first-spare-1.pdf", "first-spare-2.pdf"}
    assert told(project, CopiesWanted(roster, merge=9))[1] == set()
    roster.write_text("name,id\nOne,1\nTwo,2\n")
    assert told(project, CopiesWanted(roster))[1] == {"first-copies-0001-0003.pdf", "first-0003.pdf"}
    assert told(project, CopiesWanted(roster, name_by="id"))[1] == {"first-0001.pdf", "first-0002.pdf"}
    assert told(project)[1] == set()


@pytest.mark.parametrize("merge", [0, 9])
def test_a_plan_tells_whether_copies_are_there(project, merge):
    roster = project / "class.csv"
    roster.write_text("name,id\nOne,1\nTwo,2\nThree,3\n")
    run(project)
    copies = CopiesWanted(roster, spares=1, merge=merge)
    assert told(project, copies)[2] == {"first": ("class.csv changed",)}
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    asked = {"only": frozenset(["quizzes/first.yaml"]), "today": TODAY, "producer": "guidegen", "copies": copies}
    changes = ["content/g.yaml changed", "quizzes/bank.yaml changed"]
    assert [each.reasons for each in plan(project, changes=changes, **asked).planned] == [()]
    [forced] = plan(project, changes=changes, force=True, **asked).planned
    assert forced.reasons == ("quizzes/bank.yaml changed",)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    (project / "output" / "first-key.pdf").unlink()
    [key] = plan(project, changes=["first-key.pdf is missing"], **asked).planned
    assert [path.name for path in key.paths] == ["first-key.pdf"]
    assert told(project, copies)[0] == {"first-key.pdf"}
    roster.write_text("name,id\nOne,1\nTwo,2\nFour,4\n")
    # One file with all of them is made anew.
    kept = () if merge else ("3 of 4 copies are there already and stay",)
    assert told(project, copies)[2] == {"first": ("class.csv changed", *kept)}


@pytest.mark.parametrize("merge", [0, 4])
def test_a_plan_counts_the_copies_that_an_interrupted_build_left(project, merge):
    roster = project / "class.csv"
    roster.write_text("name,id\nOne,1\nTwo,2\nThree,3\nFour,4\n")
    copies = CopiesWanted(roster, merge=merge)
    asked = {"only": frozenset(["quizzes/first.yaml"]), "today": TODAY, "producer": "guidegen", "copies": copies}

    def told_of_none(**more):
        [planned] = plan(project, changes=[NEVER_RUN], **asked, **more).planned
        return planned.reasons

    assert told_of_none() == (NEVER_RUN,)
    build(project, **asked)
    last = sorted((project / "output").glob("first-*000*.pdf"))[-1]
    last.unlink()
    begun, kept = told_of_none()
    assert "not built to the end" in begun
    assert kept == ("2 of 4 copies are there already and stay" if merge else "3 of 4 copies are there already and stay")
    assert told_of_none(force=True) == (NEVER_RUN,)


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_give_the_same_bytes_as_a_clean_build(project, tmp_path, seed):
    """Whatever is edited, undone, removed and damaged in between."""
    chance = random.Random(seed)
    done: list[tuple[str, str, str]] = []
    for _ in range(6):
        for path, old, new in chance.sample(EDITS, 2):
            file = project / path
            if (path, old, new) in done and new in file.read_text():
                file.write_text(file.read_text().replace(new, old))
            else:
                file.write_text(file.read_text().replace(old, new))
                done.append((path, old, new))
        if (project / "output").exists() and chance.random() < 0.4:
            victim = chance.choice(sorted((project / "output").glob("*.pdf")))
            chance.choice([victim.unlink, lambda victim=victim: victim.write_bytes(b"%PDF-")])()
        report = run(project)
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(project, clean, ignore=shutil.ignore_patterns("output", kept_folder.NAME))
        fresh = run(clean)
        assert report.diagnostics == fresh.diagnostics
        made = outputs(clean)
        if has_errors(fresh.diagnostics):  # files of refused sources stay as they were
            made.pop("manifest.json", None)
            assert made.items() <= outputs(project).items()
        else:
            assert outputs(project) == made


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "swap", "foreign"])
def test_what_is_kept_is_never_trusted(project, damage):
    run(project)
    before = outputs(project)
    files = list((project / kept_folder.NAME).rglob("*.json"))
    assert files
    for path in files:
        data = path.read_bytes()
        match damage:
            case "flip":
                for place in range(0, len(data), max(len(data) // 60, 1)):
                    path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
                    assert (
                        KeptFolder(str(project), path.parent.name, most_files=9, most_bytes=9**9).read(path.name)
                        is None
                    )
            case "cut":
                path.write_bytes(data[: len(data) // 2])
            case "empty":
                path.write_bytes(b"")
            case "swap":
                path.with_name(f"0{path.name[1:]}").write_bytes(data)
                path.write_bytes(data.replace(b"kept", b"kepd"))
            case "foreign":
                path.write_bytes(b'{"format": 1, "sources": {}}')
    assert written(run(project)) == EVERYTHING
    assert outputs(project) == before


SHOWCASE = """guide: g
title: Everything at once
main-message: See the [clinic](https://example.org/a/b-c), or the end.
version: 1
language: en
sections:
  - id: water
    title: Water
    body: |
      Water is **wet**, *cold* and `H2O`. [agua]{lang=es} [WHO]{abbr="World Health Organization"} ___ $`x^2`$.

      - One point [@s]
      - Another

      1. First
      2. Second
  - title: Table
    body:
      - comparison: Two things
        subjects:
          - Ice
          - Steam
        features:
          - feature: Warm
            cells:
              - "No"
              - "Yes"
sources:
  s: A source, https://example.org/s
quiz:
  bank: bank
  items: [one, two]
"""


def test_fragments_are_written_down_again_when_there_is_much_to_gain(project, monkeypatch):
    """After a small edit the file stays; not after a large one, nor where much is not used any more."""
    # Another test may have loaded it.
    monkeypatch.delitem(sys.modules, "uharfbuzz", raising=False)
    guide = project / "content" / "g.yaml"
    words = [f"Word {number} of this guide stands here." for number in range(30)]

    def kept(texts: list[str]) -> bytes:
        told = "".join(f"  - title: Part {number}\n    body: {text}\n" for number, text in enumerate(texts))
        guide.write_text(f"guide: g\ntitle: T\nmain-message: M\nversion: 1\nsections:\n{told}")
        # Else words alone would be corrected, and nothing laid out.
        shutil.rmtree(project / kept_folder.NAME / "passages", ignore_errors=True)
        report = build(project, only=frozenset({"content/g.yaml"}), today=TODAY, producer="guidegen")
        assert not has_errors(report.diagnostics)
        [file] = (project / kept_folder.NAME / "fragments").iterdir()
        return file.read_bytes()

    first = kept(words)
    assert kept(["Another one.", *words[1:]]) == first
    assert kept([f"{word} Or there." for word in words[:6]] + words[6:]) == first
    many = kept([f"{word} Or there." for word in words])
    assert many != first
    few = kept(["Short"])
    assert few != many
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    assert kept(["Shorter"]) != few


@pytest.mark.parametrize("damage", ["none", "flip", "cut", "swap", "nonsense"])
def test_fragments_that_were_kept_give_the_same_bytes(project, tmp_path, damage):
    """Also when they were damaged in between, and when what is kept is well sealed and still nonsense."""
    guide = project / "content" / "g.yaml"
    guide.write_text(SHOWCASE)
    assert not has_errors(run(project).diagnostics)
    folder = project / kept_folder.NAME / "fragments"
    files = sorted(folder.iterdir())
    assert len(files) == 3
    for path in files:
        data = path.read_bytes()
        match damage:
            case "flip":
                path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
            case "cut":
                path.write_bytes(data[:-20])
            case "swap":
                path.write_bytes(files[0].read_bytes())
            case "nonsense":
                part = KeptFolder(str(project), "fragments", most_files=9, most_bytes=9**9)
                head, *lines = zlib.decompress(part.read(path.name)[8:]).decode().split("\n")
                values = [None, [], [1], "x", {"a": 1}, [1.0, 2.0, [[]], [], 0, [], []], [1.0, 2.0, 3, 4, 5, 6, 7]]
                nonsense = [*map(json.dumps, values), "{", "[1.0, 2.0] 3", "", "[" * 9_999]
                told = [f"{line.split()[0]} {nonsense[number % len(nonsense)]}" for number, line in enumerate(lines)]
                text = "\n".join([head, *told]).encode()
                part.write(path.name, len(text).to_bytes(8, "big") + zlib.compress(text))
    for number in range(2):
        change(guide, "First", f"First {number}")
        change(project / "quizzes" / "bank.yaml", "Loud", f"Loud{number}")
        assert written(run(project)) >= {"g", "g-key", "first"}
        clean = tmp_path / f"clean{number}"
        shutil.copytree(project, clean, ignore=shutil.ignore_patterns("output", kept_folder.NAME))
        run(clean)
        assert outputs(project) == outputs(clean)
        change(project / "quizzes" / "bank.yaml", f"Loud{number}", "Loud")


@pytest.mark.parametrize("damage", ["none", "flip", "cut", "swap", "shift", "nonsense", "other program"])
def test_fonts_that_were_kept_give_the_same_bytes(project, tmp_path, damage):
    guide = project / "content" / "g.yaml"
    guide.write_text(SHOWCASE)
    assert not has_errors(run(project).diagnostics)
    part = KeptFolder(str(project), "fonts", most_files=9, most_bytes=9**9)
    files = sorted((project / kept_folder.NAME / "fonts").iterdir())
    assert len(files) == 3
    for path in files:
        data = path.read_bytes()
        head, _, blobs = part.read(path.name).partition(b"\n")
        told = json.loads(head)
        match damage:
            case "flip":
                path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
            case "cut":
                path.write_bytes(data[:-20])
            case "swap":
                path.write_bytes(files[0].read_bytes())
            case "shift":
                part.write(path.name, head + b"\n" + blobs + b"more")
            case "nonsense":
                nonsense = [
                    None,
                    [],
                    [1],
                    "x",
                    {"a": 1},
                    [1.0, 2, 3, "", "", ""],
                    [1, 2, 3, 4, 5, 6],
                    [1, 2, "", "", ""],
                ]
                keys = enumerate(told["fonts"])
                told["fonts"] = {key: nonsense[number % len(nonsense)] for number, key in keys}
                part.write(path.name, json.dumps(told).encode() + b"\n" + blobs)
            case "other program":
                told["program"] = "other"
                part.write(path.name, json.dumps(told).encode() + b"\n" + blobs)
    for number in range(2):
        change(guide, "First", f"First {number} éß" if number else "First")
        change(project / "quizzes" / "bank.yaml", "Loud", f"Loud{number}")
        run(project)
        clean = tmp_path / f"clean{number}"
        shutil.copytree(project, clean, ignore=shutil.ignore_patterns("output", kept_folder.NAME))
        run(clean)
        assert outputs(project) == outputs(clean)
        change(project / "quizzes" / "bank.yaml", f"Loud{number}", "Loud")


def test_a_kept_font_saves_subsetting(project, monkeypatch):
    run(project)
    made = []
    original = embedding.subset
    monkeypatch.setattr(embedding, "subset", lambda name, glyphs: made.append(name) or original(name, glyphs))
    embedding.made.cache_clear()
    change(project / "content" / "g.yaml", "Water is wet.", "Water is wet. Water is wet.")
    assert written(run(project)) == {"g", "g-key"}
    # The version code in the foot has other letters.
    assert len(made) <= 1
    made.clear()
    build(project, today=TODAY, producer="guidegen", force=True)
    assert len(made) > 3


def test_a_kept_fragment_saves_shaping(project, monkeypatch):
    run(project)
    change(project / "content" / "g.yaml", "Water is wet.", "Water is very wet.")
    laid = []
    original = Fragments._laid

    def noted(self, facts, *rest):
        laid.append("".join(node.text for node in facts.line if isinstance(node, Text)))
        return original(self, facts, *rest)

    monkeypatch.setattr(Fragments, "_laid", noted)
    assert written(run(project)) == {"g", "g-key"}
    assert "Water is very wet." in laid
    # The version code in the foot is another one as well.
    assert len(laid) < 6


def test_nothing_of_copies_for_people_is_kept_as_fragments(project):
    roster = project / "class.csv"
    roster.write_text("name,id\nZebulon,1\n")
    copies = CopiesWanted(roster)
    report = build(project, only=frozenset(["quizzes/first.yaml"]), today=TODAY, producer="guidegen", copies=copies)
    assert report.copies
    assert not (project / kept_folder.NAME / "fragments").exists()
    assert not (project / kept_folder.NAME / "fonts").exists()


def test_the_kept_folder_is_bounded_and_ignored_by_version_control(tmp_path):
    kept = KeptFolder(str(tmp_path), "runs", most_files=3, most_bytes=1000)
    part = tmp_path / kept_folder.NAME / "runs"
    names = [f"{number:032x}.json" for number in range(9)]
    for number, name in enumerate(names):
        kept.write(name, bytes(10))
        os.utime(part / name, (number, number))
    (part / "notes").write_text("somebody else's")
    os.utime(part / "notes", (0, 0))
    kept.trim()
    assert sorted(path.name for path in part.iterdir()) == [*names[6:], "notes"]
    kept.write(names[0], bytes(990))
    kept.trim()
    assert [path.name for path in part.iterdir()] == ["notes"]
    assert (tmp_path / kept_folder.NAME / ".gitignore").read_text().endswith("*\n")


def test_a_folder_that_cannot_be_written_to_stops_nothing(project):
    (project / kept_folder.NAME).write_text("a file is in the way")
    assert written(run(project)) == EVERYTHING
    assert written(run(project)) == EVERYTHING


def test_the_light_look_sees_the_files_that_reading_sees(project):
    (project / "content" / ".hidden.yaml").write_text("x")
    (project / "content" / "deep").mkdir()
    (project / "content" / "deep" / "a.YML").write_text("x")
    (project / "content" / "b.yaml").mkdir()
    (project / "quizzes" / "notes.txt").write_text("x")
    assert content_paths(str(project)) == ProjectFiles(project).content_files()[0]


@pytest.mark.parametrize("size", [0, 1, 100_000, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path, size):
    data = random.Random(size).randbytes(size)
    (tmp_path / "file").write_bytes(data)
    assert digest_at(str(tmp_path / "file")) == digest(data)
    assert digest_at(str(tmp_path)) is None
    assert digest_at(str(tmp_path / "none")) == ABSENT


def test_digests_tell_kinds_and_borders_apart():
    values = ["1", 1, True, 1.0, None, ("1",), (("1",),), ("1", ""), ("", "1"), {"1": 1}, (Text("1"),), frozenset("1")]
    assert len({content_digest(value) for value in values}) == len(values)
    with pytest.raises(TypeError):
        content_digest(object())


def test_digests_tell_values_and_not_where_they_were_typed():
    one = Paragraph((Text("a"), Strong((Text("b"),))), origin=Span("here", 1, 2))
    assert content_digest(one) == content_digest(replace(one, origin=Span("there", 5, 6)))
    # The same text may be one object or several, and stand in anything that keeps an order.
    again = Paragraph((Text("".join("a")), Strong((Text("".join("b")),))))
    assert content_digest((one, one)) == content_digest([again, one])
    assert content_digest({"a": 1, "b": 2}) == content_digest({"b": 2, "a": 1})
    assert content_digest(frozenset("abc")) == content_digest(frozenset("cba"))
    others = [replace(one, style="quotation"), Paragraph((Text("a"), Emphasis((Text("b"),)))), Paragraph(())]
    assert len({content_digest(each) for each in (one, *others)}) == 4
    assert len({content_digest(each) for each in (Decimal(1), Decimal("1.0"), Fraction(1), 1, "1", TODAY)}) == 6
