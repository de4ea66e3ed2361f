"""Files in which only words change are corrected: nothing is laid out, and the bytes are those of a clean build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from guidegen.batch import compile as compiling
from guidegen.batch import corrections
from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.diagnostics import has_errors
from guidegen.kept import folder as kept_folder
from guidegen.render.pdf import fragments
from guidegen.render.pdf.finished_file import FinishedFile
from tests.conftest import TODAY

GUIDE = """\
guide: water
title: Water
main-message: Water is wet, and you need it each day.
version: 1
sections:
  - title: What it is
    body: |
      Water is clear and has no taste. It falls from the sky as rain, runs in rivers, and comes out of the tap at home.

      **Drink** it *each day*, as [the first page](https://example.org/first) says, and more when it is hot [@one].

      - A cup in the morning
      - A cup at noon

      1. Open the tap.
      2. Fill the cup.

      What to remember, in a few words that stand here:
  - title: Where it stands
    id: where
    body:
      - callout: Ask before you drink from a river.
        title: Take care
      - comparison: Rain and river
        subjects: [Rain, River]
        features:
          - feature: Taste
            cells: [None at all, Some of it]
sources:
  one: A source of water, https://example.org/one
quiz:
  bank: bank
  items: [first, second]
"""
BANK = """\
bank: bank
items:
  - id: first
    stem: What is water like?
    key: Wet
    distractors: [Dry, Hard]
  - id: second
    stem: What is stone like?
    key: Hard
    distractors: [Soft, Wet]
"""


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    for name, text in {"guidegen.yaml": "{}\n", "content/water.yaml": GUIDE, "quizzes/bank.yaml": BANK}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def laid(monkeypatch):
    """What is laid out: the kind of each document, by the name of its template. A mistake in a correction is raised."""
    monkeypatch.setenv("GUIDEGEN_DEBUG", "1")
    names = []
    lay_out = compiling.lay_out

    def noted(document, *given, **named):
        names.append(document.template.title)
        return lay_out(document, *given, **named)

    monkeypatch.setattr(compiling, "lay_out", noted)
    return names


def run(root: Path, **choices):
    report = build(root, choices=Choices(**choices), today=TODAY, producer="guidegen")
    assert not report.failures
    assert not has_errors(report.diagnostics), report.diagnostics
    return report


def outputs(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "output").iterdir())}


def change(root: Path, old: str, new: str) -> None:
    path = root / "content" / "water.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def same_as_clean(root: Path, **choices) -> bool:
    clean = root.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("output", kept_folder.NAME))
    run(clean, **choices)
    return outputs(root) == outputs(clean)


WORDS = [
    ("clear and has no taste", "clean and has no smell"),
    ("Water is wet", "Water is blue"),
    ("A cup in the morning", "Two cups at breakfast"),
    ("Fill the cup", "Take a cup"),
    ("Ask before you drink", "Ask us, and then drink"),
    # Links move with the words before them.
    ("**Drink** it", "**Drink** of it"),
    ("*each day*", "*every day*"),
    ("when it is hot", "in a hot summer"),
    # A letter that was not there, so that fonts are cut anew.
    ("as rain", "as raïn"),
    # Other letters for the same words, which are one part of the sentence.
    ("**Drink**", "Drink"),
    ("and comes", "*and comes*"),
    ("a few words", "five words"),
    ("A source of water", "The source of water"),
]


@pytest.mark.parametrize(("old", "new"), WORDS)
@pytest.mark.parametrize("choices", [{}, {"size": "large", "page": "a4"}], ids=["as usual", "large"])
def test_other_words_in_as_many_lines_are_put_in_their_place(project, laid, old, new, choices):
    run(project, **choices)
    laid.clear()
    change(project, old, new)
    run(project, **choices)
    assert laid == []
    assert same_as_clean(project, **choices)


def test_corrections_follow_one_another(project, laid):
    run(project)
    laid.clear()
    for old, new in WORDS:
        change(project, old, new)
        run(project)
    assert laid == []
    assert same_as_clean(project)


MORE = [
    # More lines, or fewer.
    ("clear and has no taste", "clear and has no taste" + ", as they say in all countries of this world" * 3),
    ("runs in rivers, and comes out of the tap at home.", "runs."),
    # Parts of a sentence that come or go, or lead elsewhere.
    ("[the first page](https://example.org/first)", "the first page"),
    ("https://example.org/first", "https://example.org/second"),
    ("[the first page]", "[the page]"),
    (" [@one]", ""),
    # What it announces has to stay on its page.
    ("A cup at noon", "A cup at noon:"),
    ("that stand here:", "that stand here."),
    # What is no paragraph: titles, cells, names.
    ("title: What it is", "title: What it was"),
    ("title: Water", "title: Waters"),
    ("None at all", "Not at all"),
    ("Some of it", "A lot of it"),
    ("subjects: [Rain, River]", "subjects: [Snow, River]"),
    ("title: Take care", "title: Be careful"),
    # More or fewer of them.
    ("      - A cup at noon\n", "      - A cup at noon\n      - A cup at night\n"),
    ("      - A cup at noon\n", ""),
    # The last words in italics, so that the file needs a face less.
    ("*each day*", "each day"),
]


@pytest.mark.parametrize(("old", "new"), MORE)
def test_what_may_move_anything_is_laid_out(project, laid, old, new):
    run(project)
    laid.clear()
    change(project, old, new)
    run(project)
    assert "Water" in laid or "Waters" in laid
    assert same_as_clean(project)
    # And words are corrected after that as before.
    laid.clear()
    change(project, "Fill the cup", "Take a cup")
    run(project)
    assert laid == []
    assert same_as_clean(project)


def test_words_that_another_paragraph_has_too(project):
    run(project)
    change(project, "A cup at noon", "A cup in the morning")
    run(project)
    assert same_as_clean(project)


def test_a_paragraph_that_ends_in_a_link_is_corrected_again_and_again(project, laid):
    """What underlines the link stands behind the words, and is longer or shorter each time."""
    change(project, "Water is clear and has no taste.", "See [the page](https://example.org/page).")
    run(project)
    laid.clear()
    before = "See"
    for words in (
        "Go to wherever it is said, and see",
        "Go and see",
        "Look at all that is written in so many words, for everybody who wants to know it, on",
        "In short:",
    ):
        change(project, f"{before} [the page]", f"{words} [the page]")
        before = words
        run(project)
        assert same_as_clean(project)


def test_nothing_is_taken_down_once_lines_may_have_been_forgotten(project, laid, monkeypatch):
    """Who asked how wide a line is would be forgotten with it."""
    monkeypatch.setattr(fragments._LINES, "most", 3)
    run(project)
    assert not (project / kept_folder.NAME / "passages").exists() or not passages(project)
    change(project, *WORDS[0])
    run(project)
    assert same_as_clean(project)


def passages(root: Path) -> list[object]:
    """Those that can be corrected."""
    _, *lines = kept(root).read_text(encoding="utf-8").split("\n")[1:]
    return [each for line in lines[1::2] for each in json.loads(line)[3] if each is not None]


def test_two_passages_of_the_same_words_are_not_told_apart(project, laid):
    change(project, "A cup at noon", "A cup in the morning")
    run(project)
    laid.clear()
    change(project, "A cup in the morning", "A cup at night")
    run(project)
    assert "Water" in laid
    assert same_as_clean(project)


@pytest.mark.parametrize("harm", ["altered", "removed", "of another"])
def test_a_file_that_is_not_as_it_was_left_is_made_anew(project, laid, harm):
    run(project)
    file = project / "output" / "water.pdf"
    if harm == "removed":
        file.unlink()
    else:
        file.write_bytes(
            file.read_bytes() + b"\n" if harm == "altered" else (project / "output" / "water-key.pdf").read_bytes()
        )
    laid.clear()
    change(project, *WORDS[0])
    run(project)
    assert laid == ["Water"]
    assert same_as_clean(project)


def kept(root: Path) -> Path:
    [file] = (root / kept_folder.NAME / "passages").iterdir()
    return file


def sealed(name: str, text: str) -> bytes:
    data = text.encode()
    return kept_folder._seal(name, data) + b"\n" + data


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: "",
        lambda text: text.replace("]", ""),
        lambda text: text.replace('"', "'"),
        lambda text: text.replace("[", "{"),
        lambda text: text.replace("0", "x"),
        lambda text: text.replace("00", "ff"),
        lambda text: text.replace(",1,", ",2,"),
        lambda text: text.replace("body", "nobody"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: "\n".join(reversed(text.split("\n"))),
        lambda text: text.replace("AtkinsonHyperlegible", "None"),
    ],
)
def test_what_is_kept_and_does_not_fit_is_ignored(project, harm):
    """Even where it is sealed: damage that the seal tells is nothing to this."""
    run(project)
    file = kept(project)
    text = file.read_bytes().partition(b"\n")[2].decode()
    file.write_bytes(sealed(file.name, harm(text)))
    change(project, *WORDS[0])
    report = run(project)
    assert not report.failed
    # It was laid out, or corrected by what was left of it: a file that can be read in any case.
    assert (project / "output" / "water.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_what_is_kept_says_no_words_of_the_guide(project):
    """But those of links, which have to be the same."""
    run(project)
    told = kept(project).read_bytes()
    assert b"the first page" in told
    assert b"rivers" not in told
    assert b"breakfast" not in told


def test_copies_for_people_keep_nothing_of_the_kind(project, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("name\nAda\nGrace\n", encoding="utf-8")
    build(project, choices=Choices(), today=TODAY, producer="guidegen", copies=CopiesWanted(roster=roster))
    assert not (project / kept_folder.NAME / "passages").exists()


def test_what_is_forced_is_laid_out(project, laid):
    run(project)
    laid.clear()
    change(project, *WORDS[0])
    report = build(project, today=TODAY, producer="guidegen", force=True)
    assert not report.failures
    assert "Water" in laid
    assert same_as_clean(project)


@pytest.mark.parametrize(
    "choices",
    [{"fillable": True}, {"impose": "booklet"}, {"standard": "ua-2"}, {"key": "upside-down"}, {"forms": 2}],
    ids=lambda choices: "".join(choices),
)
def test_other_kinds_of_files_are_right_too(project, choices):
    run(project, **choices)
    for old, new in WORDS[:8]:
        change(project, old, new)
        run(project, **choices)
        assert same_as_clean(project, **choices)


def test_a_new_standard_is_corrected_as_well(project, laid):
    run(project, standard="ua-2")
    laid.clear()
    change(project, *WORDS[5])
    run(project, standard="ua-2")
    assert laid == []
    assert same_as_clean(project, standard="ua-2")


def test_a_finished_file_is_read_and_written_as_it_is(project):
    run(project)
    for data in (path.read_bytes() for path in (project / "output").glob("*.pdf")):
        file = FinishedFile.of(data)
        assert file.with_streams({}) == data
        containers = {file.container(number) for number in range(1, file.own) if file._row(number)[0] == 2}
        for container in containers:
            objects = file.objects(container)
            assert list(objects) == sorted(objects)
            assert all(body.startswith((b"<<", b"[")) for body in objects.values())
        with pytest.raises(ValueError, match="object stream"):
            file.container(next(iter(containers)))
    for damaged in (b"", b"%PDF-1.7", data[:-200], data.replace(b"/Length", b"/Longer")):
        with pytest.raises((ValueError, IndexError)):
            FinishedFile.of(damaged)


def test_a_wording_tells_apart_what_is_no_word(project, monkeypatch):
    """Everything but the words of paragraphs is told by one digest."""
    found = []
    wording = corrections.Corrections.wording

    def noted(self, *given):
        found.append(wording(self, *given))
        return found[-1]

    monkeypatch.setattr(corrections.Corrections, "wording", noted)
    run(project)
    first, *_ = found
    found.clear()
    change(project, *WORDS[0])
    run(project)
    second, *_ = found
    assert first.rest == second.rest
    assert sum(a != b for a, b in zip(first.digests, second.digests, strict=True)) == 2  # The sentence and the code.
    found.clear()
    change(project, "title: What it is", "title: What it was")
    run(project)
    assert found[0].rest != second.rest


#: A guide whose items test its first section, with enough behind that for an edit to move the others to another page.
LONG = GUIDE.replace(
    "  - title: Where it stands\n    id: where\n",
    "  - title: Where it goes\n    id: goes\n    body: |\n"
    + "".join(f"      It goes round, as was said {number} times.\n\n" for number in range(16))
    + "  - title: Where it stands\n    id: where\n",
).replace("  - title: What it is\n", "  - title: What it is\n    id: what\n")
ASKED = BANK.replace("    stem: What is water", "    section: what\n    stem: What is water").replace(
    "bank: bank\n", "bank: bank\nguide: water\n"
)
MORE_LINES = ("said 3 times.", "said 3 times" + ", and it is said again, with more words each time" * 40 + ".")


@pytest.fixture
def asked(project):
    (project / "content" / "water.yaml").write_text(LONG + "  teach-back: [first]\n", encoding="utf-8")
    (project / "quizzes" / "bank.yaml").write_text(ASKED, encoding="utf-8")
    return project


def pages_of_sections(root: Path) -> dict[str, int]:
    [handout] = [each for each in manifest(root) if each["kind"] == "handout"]
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(root / "output" / handout["file"])]
    titles = ("What it is", "Where it stands")
    return {title: next(index for index, text in enumerate(texts) if title in text) for title in titles}


def manifest(root: Path) -> list[dict[str, object]]:
    files: list[dict[str, object]] = json.loads((root / "output" / "manifest.json").read_text("utf-8"))["files"]
    return files


def test_pages_that_nobody_names_may_change(asked, laid):
    """The page for the clinician and the key name the page of the first section; the last one moves to another."""
    run(asked)
    before, kept = pages_of_sections(asked), outputs(asked)
    laid.clear()
    change(asked, *MORE_LINES)
    run(asked)
    after = pages_of_sections(asked)
    assert before["What it is"] == after["What it is"] and before["Where it stands"] < after["Where it stands"]
    assert laid == ["Water"]
    key = next(str(each["file"]) for each in manifest(asked) if each["kind"] == "key")
    assert outputs(asked)[key] == kept[key]
    assert same_as_clean(asked)


def test_pages_that_are_named_are_said_anew(asked, laid):
    bank = asked / "quizzes" / "bank.yaml"
    bank.write_text(ASKED.replace("section: what", "section: where"), encoding="utf-8")
    run(asked)
    laid.clear()
    change(asked, *MORE_LINES)
    run(asked)
    assert len(laid) == 3
    assert same_as_clean(asked)
