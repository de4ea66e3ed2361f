"""What no page and no column parts: medicines, codes to scan and their words, zones, the head of a quiz."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import CopiesWanted
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.render.look import Look
from guidegen.render.pdf import lay_out
from guidegen.theme import load_theme
from tests.conftest import TODAY, build_texts
from tests.placed_pieces import pieces_on

BEFORE = "Some words stand before it, so that it begins further down on its page. "
HEAD = "guide: sheet\ntitle: Sheet\nreaders: students\nmain-message: Read it.\nversion: 1\nsections:\n"
SCHEDULE = """  - title: Plan
    body:
      - |
        {before}
      - schedule: Your medicines
        medicines:
          - {{name: A1, morning: "1", evening: "2", how: Z1 with food}}
          - {{name: A2, morning: "1", how: Z2{after}}}
          - {{name: A3, night: "1", how: Z3}}
          - {{name: A4, how: Z4}}
        blank-rows: 2
"""
#: A word that leaves no room beside it, so that a list of times stands below each name.
LONG = " Supercalifragilisticexpialidocious"


def pages_of(path: Path) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def printed(tmp_path: Path, text: str, **choices) -> list[str]:
    """The pages of the one PDF that the guide makes."""
    output, _ = build_texts(tmp_path, {"content/sheet.yaml": text}, **choices)
    [path] = output.glob("sheet*.pdf")
    return pages_of(path)


@pytest.mark.parametrize("sentences", [1, 4, 7, 10])
@pytest.mark.parametrize(
    "choices",
    [
        {"size": "large"},
        {"size": "large", "theme": "exam", "page": "a4"},
        {"size": "giant"},
        {"page": "a5", "theme": "classroom"},
    ],
    ids=str,
)
def test_a_medicine_stands_on_one_page(tmp_path, choices, sentences):
    pages = printed(tmp_path, HEAD + SCHEDULE.format(before=BEFORE * sentences, after=""), **choices)
    for number in range(1, 5):
        # A name is printed once: where a page parts a medicine it is printed again.
        assert ["".join(pages).count(f"{letter}{number}") for letter in "AZ"] == [1, 1]
        assert [f"A{number}" in page for page in pages] == [f"Z{number}" in page for page in pages]
    # A row to write in has five times as often as it stands on the page, too.
    assert {page.count("Morning") - page.count("Bedtime") for page in pages} == {0}


def test_a_medicine_whose_times_are_a_list_stands_on_one_page(tmp_path):
    for sentences in range(1, 9):
        folder = tmp_path / str(sentences)
        pages = printed(folder, HEAD + SCHEDULE.format(before=BEFORE * sentences, after=LONG), size="giant")
        assert "How much" not in "".join(pages), "It is a table."
        assert [[f"A{n}" in page for page in pages] for n in range(1, 5)] == [
            [f"Z{n}" in page for page in pages] for n in range(1, 5)
        ]


CURRENT = (
    "  - title: Plan\n    body:\n      - |\n        {before}\nreviewer: pending\ndisclosure: none\n"
    "current-at: https://clinic.example/handouts/{{name}}?v={{version}}&c={{code}}\n"
)


def places_of(path: Path, *words: str) -> list[tuple[int, float]]:
    """The page of each text, and where it begins across."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for each in words:
                if place := text.search(each).get_next():
                    found.append((number, round(text.get_charbox(place[0])[0])))
    return found


@pytest.mark.parametrize("choices", [{"columns": 2}, {"size": "giant", "page": "a5"}], ids=str)
def test_a_code_to_scan_stands_with_the_words_that_tell_where_it_leads(tmp_path, choices):
    for sentences in range(1, 9):
        folder = tmp_path / str(sentences)
        text = HEAD + CURRENT.format(before=BEFORE * sentences)
        output, _ = build_texts(folder, {"content/sheet.yaml": text}, **choices)
        [path] = output.glob("sheet*.pdf")
        [title, how] = places_of(path, "Is this sheet", "Scan the code")
        assert title[0] == how[0] and abs(title[1] - how[1]) < 3, sentences


ZONES = """  - title: Plan
    body:
      - |
        {before}
      - zones: How are you?
        green: {{title: One, signs: [You sleep well], do: [Go on as before, See us next year]}}
        amber: {{title: Two, signs: [You wake up], do: [Call us]}}
        red: {{title: Three, signs: [Breathing is hard], do: [Call an ambulance]}}
"""


@pytest.mark.parametrize("choices", [{}, {"theme": "exam", "page": "a4"}, {"page": "a5"}], ids=str)
def test_the_zones_of_a_plan_stand_together_unless_that_leaves_half_a_page_empty(tmp_path, choices):
    for sentences in range(4, 40, 4):
        text = HEAD + ZONES.format(before=BEFORE * sentences)
        output, _ = build_texts(tmp_path / str(sentences), {"content/sheet.yaml": text}, **choices)
        [path] = output.glob("sheet*.pdf")
        green, _, red = places_of(path, "Green zone", "Amber zone", "Red zone")
        if green[0] == red[0]:
            continue
        # More than half of the page would have been left empty.
        with pypdfium2.PdfDocument(path) as document:
            page = document[green[0]]
            text_page = page.get_textpage()
            [start] = [text_page.search("How are you").get_next()]
            assert text_page.get_charbox(start[0])[3] > 0.5 * page.get_height(), sentences


QUIZ = """quiz:
  bank: bank
  shuffle-items: false
"""
BANK = "bank: bank\nitems:\n  - id: one\n    stem: Q1\n    order: [{lines}]\n  - {{id: two, stem: Q2, key: true}}\n"


@pytest.mark.parametrize("key", ["end", "none"])
def test_the_code_of_a_quiz_stands_with_its_introduction(tmp_path, key):
    """Where the first question is too high to stand below both, and where it is not."""
    alone = set()
    for count in range(6, 16, 2):
        steps = ", ".join(f"step {number}" for number in range(count))
        files = {
            "content/sheet.yaml": HEAD + f"  - title: Plan\n    body:\n      - {BEFORE}\n{QUIZ}",
            "quizzes/bank.yaml": BANK.format(lines=steps),
        }
        output, _ = build_texts(tmp_path / str(count), files, size="large", key=key)
        places = places_of(output / "sheet-large.pdf", "Check what you learned", "Quiz code", "Q1", "Q2")
        assert len({page for page, _ in places[:2]}) == 1, count
        alone.add(places[2][0] > places[0][0])
    assert alone == {True, False}


def lines_of_pages(count: int, before: int) -> list[int]:
    """How many lines each page has, of so many before a whole section, its heading and its `count` lines."""
    lines = tuple(doc.Paragraph((Text(f"Line {number} of them"),), "explained") for number in range(count))
    whole = doc.Section((doc.Heading(2, (Text("Lines"),), "lines"), *lines), whole=True)
    filler = tuple(doc.Paragraph((Text("Before."),)) for _ in range(before))
    furniture = doc.Furniture((), "", "", "{page}/{pages}")
    template = doc.Template("t", "T", "en", (*filler, whole), furniture, doc.Labels(*"abcd"))
    made = lay_out(doc.Document(template), Look(load_theme("clinic")))
    return [len([each for each in pieces_on(page) if each.key >= 0]) for page in made.layered.pages]


def test_a_short_section_of_lines_is_not_parted_and_a_long_one_is():
    for before in range(12, 30):
        first, *rest = lines_of_pages(6, before)
        assert first + sum(rest) == before + 7
        assert not rest or rest[-1] >= 7
    assert len(lines_of_pages(60, 20)) == 3
    assert lines_of_pages(60, 20)[0] > 21


def test_few_copies_by_quiz_code_stand_on_one_page_of_the_key(tmp_path):
    """Some codes have several copies, so that each code has a line."""
    items = "".join(f"  - {{id: i{n}, stem: 'Q{n}?', key: K, distractors: [L, M]}}\n" for n in range(12))
    found = set()
    for students in range(8, 22, 2):
        folder = tmp_path / str(students)
        (folder / "quizzes").mkdir(parents=True)
        (folder / "quizzes" / "bank.yaml").write_text(f"bank: bank\nitems:\n{items}")
        quiz = "quiz: sheet\ntitle: Sheet\nbank: bank\nitems: 12\nforms: 6\n"
        (folder / "quizzes" / "sheet.yaml").write_text(quiz)
        rows = "".join(f"s{n},{'ABCDEF'[n % 6]}\n" for n in range(students)) + "s99,\n"
        (folder / "class.csv").write_text(f"id,form\n{rows}")
        build(folder, copies=CopiesWanted(folder / "class.csv"), today=TODAY, producer="guidegen")
        pages = pages_of(folder / "output" / "sheet-key.pdf")
        [page] = [page for page in pages if "Copies by quiz code" in page]
        found.add(len(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}: ", page.rpartition("Copies by quiz code")[2])))
    assert found == {7}
