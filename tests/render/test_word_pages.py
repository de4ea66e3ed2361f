"""What Word must not part at the end of a page: it lays the document out, and the file says what belongs together."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import build_texts

QUIZ = "quiz: q\ntitle: Samples\nbank: b\nshuffle-items: false\nshow-points: true\n"
TEXT = "Water boils at less than 100 degrees where the air is thin. "
BANK = f"""bank: b
stimuli:
  read: {{title: Water, text: {TEXT * 3}}}
items:
  - id: mode
    stem: |
      These are the marks of a class.

      | Mark | Pupils |
      |---|---|
      | 1 | 3 |
      | 2 | 8 |

      What is the mode?
    key: "2"
    distractors: ["1", "3"]
  - {{id: sum, stem: How much is 12 times 2?, answer: 24, unit: mg, box: 4 cm}}
  - {{id: squares, stem: Draw., kind: essay, grid: 20 cm}}
  - {{id: long, stem: Write a lot., kind: essay, lines: 60}}
  - {{id: judged, stem: Judge., statements: {{Ice swims.: true, Steam is cold.: false}}}}
  - {{id: told, stem: Explain., lines: 3, sample-answer: It boils., rubric: {{Says why: 1, Says when: 1}}}}
  - {{id: about, stem: Where?, stimulus: read, answer: On a mountain.}}
"""
FILES = {"quizzes/b.yaml": BANK, "quizzes/q.yaml": QUIZ}


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    output, problems = build_texts(folder, FILES, format="docx")
    assert not [problem for problem in problems if problem.code[0] in "YSL"]
    return {name: docx.Document(output / name) for name in ("q.docx", "q-key.docx")}


def stays(paragraph) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None or _is_heading(paragraph)


def _is_heading(paragraph) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val")).startswith("Heading")


def between(word, first: str, last: str):
    """The paragraphs, those in tables too, from that with the words `first` to that before the words `last`."""
    paragraphs = list(word.element.body.iter(qn("w:p")))
    texts = ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]
    start = next(index for index, text in enumerate(texts) if first in text)
    return paragraphs[start : next(index for index, text in enumerate(texts) if last in text and index > start)]


@pytest.mark.parametrize(
    ("first", "following", "ends"),
    [
        # Behind what stays stand the last option or cells, what Word needs behind a table, and the room below an item.
        ("These are the marks", "12 times 2", 2),
        ("12 times 2", "Answer:", 0),
        ("Judge.", "Steam is cold.", 0),
        ("about this text", "Where?", 0),
    ],
)
def test_an_item_is_on_one_page(words, first, following, ends):
    found = between(words["q.docx"], first, following)
    assert len(found) > 2 + ends
    assert all(stays(paragraph) for paragraph in found[: len(found) - ends])


def test_squares_are_on_one_page(words):
    found = between(words["q.docx"], "Draw.", "Write a lot.")
    rows = list(next(found[1].iterancestors(qn("w:tbl"))).iter(qn("w:tr")))
    assert len(rows) > 30
    assert all(stays(paragraph) for row in rows[:-1] for paragraph in row.iter(qn("w:p")))


def test_what_no_page_holds_is_not_chained(words):
    found = between(words["q.docx"], "Write a lot.", "Judge.")
    assert stays(found[0])
    assert not all(stays(paragraph) for paragraph in found[:-1])


def test_an_answer_in_the_key_is_on_one_page_with_its_rubric(words):
    entry = between(words["q-key.docx"], "6: ", "7: ")
    assert len(entry) > 8
    # The last row of the rubric ends it, with the gap that Word needs.
    assert all(stays(paragraph) for paragraph in entry[:-3])
    assert stays(between(words["q-key.docx"], "Rubric", "What counts")[0])


def test_nobody_has_to_write_their_name_on_an_inch(words):
    [line] = [p for p in words["q.docx"].paragraphs if p.text.startswith("Name ")]
    first = line.paragraph_format.tab_stops[0].position.inches
    # The label takes about half an inch.
    assert first - 0.5 >= 2
    assert "Score" not in line.text


def test_an_answer_stays_on_its_line(words):
    assert any("Answer:\u00a0____" in paragraph.text for paragraph in words["q.docx"].paragraphs)


def test_properties_stand_in_the_order_of_the_schema(words):
    order = [
        qn(f"w:{name}")
        for name in "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc".split()
    ]
    for word in words.values():
        for properties in word.element.body.iter(qn("w:pPr")):
            places = [order.index(child.tag) for child in properties if child.tag in order]
            assert places == sorted(places)
