"""Every kind of item: what is printed, what the key says, and that points add up exactly."""

from __future__ import annotations

import itertools
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from guidegen.assembly.kinds import kind_of
from guidegen.assembly.random_streams import Stream
from guidegen.inline import Text, plain_text
from guidegen.locale import words_for
from guidegen.model.item import (
    Entry,
    Essay,
    ItemCommon,
    NumberAnswer,
    Numerical,
    Ordering,
    ShortAnswer,
    Tolerance,
    accepted_range,
)
from guidegen.model.number import Number, plain_number
from guidegen.model.prose import Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG, earned
from guidegen.reading import read_project
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words

WORDS = words_for("en")
COMMON = ItemCommon("item", (Paragraph((Text("Stem"),)),))
BANK = """\
bank: kinds
items:
  - stem: How many milligrams?
    id: milligrams
    answer: 12.50
    tolerance: 5%
    unit: mg
    points: 2.5
  - stem: How long?
    id: seconds
    answer: [0.8 to 0.9, {value: 1, tolerance: 0.05, credit: 1/3}]
    grid: 4 cm
    points: 2
  - stem: Put them in order.
    id: stages
    order: [Prophase, Metaphase, Anaphase, Telophase]
    credit: per-option
    points: 2
  - stem: Explain.
    id: explain
    rubric:
      Names a cause: 1
      Names an effect: 1.5
    sample-answer: Because of it.
    lines: 5
  - stem: Draw.
    id: draw
    box: 6 cm
    rubric: {2: Good, 0: Bad}
  - stem: Plot.
    id: plot
    space: third of a page
    rubric:
      - criterion: Axes
        levels: {2: Named, 0: Missing}
      - criterion: Dots
  - stem: Write much.
    id: much
    grid: 1.5 pages
  - stem: True?
    id: true-or-not
    statements:
      It makes two cells.: true
      It halves the number.: false
      It is fast.: false
    points: 2
  - stem: Agree?
    id: agree
    labels: [Agree, Disagree]
    statements:
      - {text: Soap helps., key: Agree, rationale: It does.}
      - {text: Gel is soap., key: Disagree}
    credit: all-or-nothing
  - stem: Symbol?
    id: symbol
    answer: [{text: Mg}, {text: magnesium, credit: 50%}]
    case-sensitive: true
  - stem: Gametes?
    id: gametes
    key: [Egg, Sperm]
    distractors: [Skin, Liver, Zygote]
    credit: right-minus-wrong
    points: 2
  - stem: Weighted?
    id: weighted
    kind: multiple-response
    options:
      - {text: Egg, key: true, credit: 1/3}
      - {text: Sperm, key: true, credit: 2/3}
      - {text: Skin, credit: -50%}
    points: 2
"""
QUIZ = "quiz: all\ntitle: All kinds\nbank: kinds\nshuffle-items: false\nshow-points: true\n"
FILES = {"quizzes/kinds.yaml": BANK, "quizzes/all.yaml": QUIZ}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    output, diagnostics = build_texts(tmp_path_factory.mktemp("kinds"), FILES)
    assert not diagnostics
    return output


@pytest.fixture(scope="module")
def items(built):
    project, _, _ = read_project(built.parent)
    return {item.common.id: item for item in project.banks["kinds"].items}


def key_of(item, seed=1) -> list[str]:
    """The lines of the key: what is right, then the paragraphs beside it."""
    kind = kind_of(item)
    order = kind.order(item, Stream(seed), shuffle=True)
    right = plain_text(kind.right(item, order, WORDS))
    beside = [*kind.before(item, order, WORDS), *kind.after(item, order, WORDS)]
    return [right, *(plain_text(block.line) for block in beside if hasattr(block, "line"))]


def test_a_number_is_printed_as_typed_and_its_range_is_exact(items):
    assert key_of(items["milligrams"]) == ["12.50 mg", "Accept 11.875 to 13.125 mg."]
    assert key_of(items["seconds"]) == ["0.8 to 0.9", "Also accept 0.95 to 1.05: it earns 2/3 of a point."]


@pytest.mark.parametrize(
    ("typed", "amount", "is_relative", "low", "high"),
    [
        ("0.1", "0.2", False, "-0.1", "0.3"),
        ("-40", "10", True, "-44", "-36"),
        ("1e30", "1e-30", False, "999999999999999999999999999999.999999999999999999999999999999", None),
        ("0.30", "33.3", True, "0.2001", "0.3999"),
    ],
)
def test_tolerances_are_decimal(typed, amount, is_relative, low, high):
    answer = NumberAnswer(Number((Text(typed),)), Tolerance(Number((Text(amount),)), is_relative))
    found = accepted_range(answer)
    assert found[0] == Decimal(low)
    assert high is None or found[1] == Decimal(high)


def test_unquoted_numbers_are_numerical_and_quoted_ones_are_words(tmp_path):
    bank = 'bank: b\nitems:\n  - {stem: A, answer: 1945}\n  - {stem: B, answer: "1945"}\n  - {stem: C, lines: 3}\n'
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/b.yaml").write_text(bank)
    project, diagnostics, _ = read_project(tmp_path)
    assert not diagnostics
    assert [type(item) for item in project.banks["b"].items] == [Numerical, ShortAnswer, Essay]


def test_an_order_is_never_the_right_one_and_every_other_is_as_likely():
    entries = tuple(Entry(name, (Text(name),)) for name in "abc")
    item = Ordering(COMMON, entries)
    counts = Counter(kind_of(item).order(item, Stream(seed), shuffle=False) for seed in range(5000))
    assert set(counts) == set(itertools.permutations("abc")) - {("a", "b", "c")}
    # Chi-square with 4 degrees of freedom: 23.5 is passed once in ten thousand.
    assert sum((count - 1000) ** 2 / 1000 for count in counts.values()) < 23.5


def test_the_key_of_an_order_numbers_the_printed_letters(items):
    item = items["stages"]
    for seed in range(30):
        kind = kind_of(item)
        order = kind.order(item, Stream(seed), shuffle=True)
        numbers = dict(
            zip("ABCD", (int(part[1]) for part in kind.letters(item, order, words_for("en")).split()), strict=True)
        )
        printed = dict(zip("ABCD", order, strict=True))
        assert [printed[mark] for mark in sorted(numbers, key=numbers.__getitem__)] == [e.id for e in item.entries]
    assert key_of(item)[1] == "Give 0.5 points for each number that is right."


def drawn_bank(answer: str, variables: str) -> str:
    return f"bank: b\nitems:\n  - stem: How much is {{{{n}}}} halves?\n    variables: {variables}\n    {answer}\n"


@pytest.mark.parametrize(
    ("answer", "variables"),
    [
        ("answer: '{{n}}'\n    unit: mg", "{n: [few, many]}"),
        ("answer: '{{n}} to 5'\n    kind: numerical", "{n: [7, 8]}"),
    ],
)
def test_drawn_answers_that_are_no_numbers_are_problems(tmp_path, answer, variables):
    files = {"quizzes/b.yaml": drawn_bank(answer, variables), "quizzes/q.yaml": "quiz: q\ntitle: Q\nbank: b\n"}
    _, diagnostics = build_texts(tmp_path, files)
    assert {diagnostic.code for diagnostic in diagnostics} == {"S264"}


def test_a_drawn_number_is_accepted_as_it_is_printed(tmp_path):
    answer = "answer: '{{n / 2:.2}}'\n    tolerance: '{{n}}%'\n    unit: mg"
    files = {"quizzes/b.yaml": drawn_bank(answer, "{n: [5]}"), "quizzes/q.yaml": "quiz: q\ntitle: Q\nbank: b\n"}
    output, diagnostics = build_texts(tmp_path, files)
    assert not diagnostics
    text = " ".join(words(leaf) for leaf in leaves(read(output / "q-key.pdf").tree))
    assert "2.50 mg Accept 2.375 to 2.625 mg." in text


@pytest.mark.parametrize("name", ["true-or-not", "agree"])
def test_the_key_of_statements_follows_the_shuffle(items, name):
    item = items[name]
    kind = kind_of(item)
    first, second = ("T", "F") if name == "true-or-not" else ("A", "D")
    by_id = {statement.id: statement for statement in item.statements}
    for seed in range(20):
        order = kind.order(item, Stream(seed), shuffle=True)
        expected = [first if by_id[id_].is_true else second for id_ in order]
        assert kind.letters(item, order, words_for("en")).split() == expected


def test_the_key_says_in_one_sentence_how_points_are_given(items):
    assert key_of(items["true-or-not"])[1] == "Give 2/3 of a point for each row that is right."
    assert key_of(items["agree"])[1] == "Give 1 point only when every row is right."
    assert key_of(items["gametes"])[1] == (
        "Give 1 point for each right option that is marked, take 1 point off for each wrong one, and never go below 0."
    )
    weighted = key_of(items["weighted"])[1]
    assert {part.split(" ", 1)[1] for part in weighted[23:].split(". ")[0].split(", ")} == {
        "2/3 of a point",
        "1 1/3 points",
        "−1 point",
    }


def test_a_rubric_is_worth_what_it_adds_up_to(items):
    assert [items[name].common.points for name in ("explain", "draw", "plot")] == [Decimal("2.5"), 2, 3]


def test_credit_is_exact():
    two = Decimal(2)
    assert earned(ALL_OR_NOTHING, two, parts=3, right=3, wrong=0) == 2
    assert earned(ALL_OR_NOTHING, two, parts=3, right=3, wrong=1) == 0
    assert earned(PER_OPTION, two, parts=3, right=2, wrong=1) == Fraction(4, 3)
    assert earned(RIGHT_MINUS_WRONG, two, parts=3, right=2, wrong=1) == Fraction(2, 3)
    assert earned(RIGHT_MINUS_WRONG, two, parts=3, right=0, wrong=3) == 0
    assert [plain_number(Fraction(n, 6)) for n in (1, 3, 7, 12)] == ["1/6", "0.5", "1 1/6", "2"]


def test_statements_and_rubrics_are_tables_with_headers_on_both_axes(built):
    quiz, key = read(built / "all.pdf").tree, read(built / "all-key.pdf").tree
    table = next(node for node in quiz.find("Table") if "It makes two cells." in node.text())
    assert [head.text() for head in table.find("TH") if head.scope == "Column"] == ["Statement", "True", "False"]
    assert len([head for head in table.find("TH") if head.scope == "Row"]) == 3
    boxes = [cell.text() for cell in table.find("TD")]
    assert boxes == [f"{mark}, {label}: circle to mark" for mark in "ABC" for label in ("True", "False")]
    rubric = next(node for node in key.find("Table") if "Names a cause" in node.text())
    assert [words(head.text()) for head in rubric.find("TH")] == [
        "What counts",
        "Points",
        "Names a cause",
        "Names an effect",
    ]


def test_room_to_answer_is_said_once_and_goes_on_over_pages(built):
    reading = read(built / "all.pdf")
    said = [words(text) for text in leaves(reading.tree)]
    assert said.count("5 lines for your answer") == 1
    assert said.count("Box for your answer") == said.count("Space for your answer") == 1
    assert said.count("Squared paper for your answer") == 2
    assert any("23 points in all" in text for text in said)


@pytest.mark.parametrize("choices", [{"size": "large"}, {"size": "giant", "page": "a4"}, {"page": "a5"}], ids=str)
def test_every_kind_is_laid_out_in_every_print_size(tmp_path, choices):
    output, diagnostics = build_texts(tmp_path, FILES, **choices)
    assert not diagnostics
    for path in output.glob("*.pdf"):
        read(path)


def test_nothing_in_the_quiz_tells_the_order(built):
    assert "Prophase" in (text := " ".join(leaves(read(built / "all.pdf").tree)))
    names = ["Prophase", "Metaphase", "Anaphase", "Telophase"]
    assert sorted(names, key=text.index) != names


def test_statements_may_be_listed_in_their_short_form(tmp_path):
    bank = """bank: b
items:
  - stem: True?
    statements:
      - Ice is cold: true
      - text: Fire is cold.
        key: false
"""
    files = {"quizzes/b.yaml": bank, "quizzes/q.yaml": "quiz: q\ntitle: Q\nbank: b\n"}
    _, diagnostics = build_texts(tmp_path, files)
    assert not diagnostics
    (item,) = read_project(tmp_path)[0].banks["b"].items
    assert [(plain_text(each.prose), each.is_true) for each in item.statements] == [
        ("Ice is cold", True),
        ("Fire is cold.", False),
    ]
    wrong = bank.replace("Ice is cold: true", "Ice is cold: maybe").replace("key: false", "kee: false")
    _, diagnostics = build_texts(tmp_path / "wrong", {"quizzes/b.yaml": wrong})
    assert [diagnostic.code for diagnostic in diagnostics] == ["S101", "S201"]
