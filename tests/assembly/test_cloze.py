"""Cloze: the key names what the bank calls right, and nothing that is printed tells it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import make_form
from guidegen.assembly.kinds import kind_of
from guidegen.cli import main
from guidegen.document.arrangement import arrange_those, letter
from guidegen.inline import NumberedBlank, Text, plain_text, walk
from guidegen.locale import LATIN, words_for
from guidegen.model.item import ChosenBlank, NumberBlank, WrittenBlank
from guidegen.model.quiz import BankReference, Blueprint, Quiz
from guidegen.reading import read_project
from tests import pdf_reading
from tests.conftest import build_texts

BANK = """bank: bank
items:
  - id: mixed
    stem: "In [[anaphase|the anaphase]] the [[chromatids]] part: [[46|~23|~92]] and [[two|~one|~three|~four]]."
    extra-words: [prophase, a much longer wrong one]
  - id: chosen
    stem: "It is [[red|~blue|~green]] or [[hot|~cold|~warm]]."
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cloze")
    (folder / "quizzes").mkdir()
    (folder / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    project, diagnostics, _ = read_project(folder)
    assert not diagnostics
    return project.banks["bank"]


def form_of(bank, seed=1, *, shuffle=True):
    quiz = Quiz("quiz", (), (), "en", (), (BankReference("bank"),), Blueprint(), seed, True, shuffle, "apart")
    return make_form(quiz, [bank])


def test_blanks_stand_in_the_stem_in_order_and_all_are_of_one_width(bank):
    item = bank.items[0]
    blanks = [node for block in item.common.stem for node in walk(block.prose) if isinstance(node, NumberedBlank)]
    assert [blank.number for blank in blanks] == [1, 2, 3, 4]
    written, chosen = {blanks[0].width, blanks[1].width}, {blanks[2].width, blanks[3].width}
    assert len(written) == len(chosen) == 1
    assert plain_text(item.blanks[0].accepted[0]) == "anaphase"
    assert len(item.blanks[0].accepted) == 2


@pytest.mark.parametrize("seed", range(25))
def test_the_letters_of_the_key_are_those_that_are_printed(bank, seed):
    form = form_of(bank, seed)
    placed = next(placed for placed in form.arrangement.items if placed.item == "chosen")
    item, task = form.item("chosen"), kind_of(form.item("chosen")).task(form.item("chosen"), words_for("en"))
    letters = kind_of(item).letters(item, placed.options, words_for("en")).split(" ")
    for blank, printed, mark in zip(item.blanks, task.lists, letters, strict=True):
        shown = arrange_those(printed.options, placed.options)
        right = next(plain_text(option.prose) for option in blank.options if option.is_key)
        marked = next(option for index, option in enumerate(shown) if letter(index, LATIN) == mark)
        assert plain_text(marked.line) == right


def test_lists_and_words_are_shuffled(bank):
    orders = [next(p.options for p in form_of(bank, seed).arrangement.items if p.item == "mixed") for seed in range(40)]
    assert len({tuple(id_ for id_ in order if id_.startswith("3:")) for order in orders}) == 6
    assert len({tuple(id_ for id_ in order if id_.startswith("word-")) for order in orders}) > 10


def test_unshuffled_words_stand_in_alphabetical_order(bank):
    form = form_of(bank, shuffle=False)
    placed = next(placed for placed in form.arrangement.items if placed.item == "mixed")
    words = [plain_text(word.prose) for word in arrange_those(form.item("mixed").words, placed.options)]
    assert words == ["a much longer wrong one", "anaphase", "chromatids", "prophase"]


def test_the_quiz_code_does_not_depend_on_what_is_right(bank):
    def turned(blank):
        if isinstance(blank, ChosenBlank):
            return replace(blank, options=tuple(replace(o, is_key=not o.is_key) for o in blank.options))
        return replace(blank, accepted=((Text("x" * 8),),))

    other = replace(
        bank, items=tuple(replace(i, blanks=tuple(turned(blank) for blank in i.blanks)) for i in bank.items)
    )
    assert quiz_code(form_of(bank)) == quiz_code(form_of(other))
    assert key_revision(form_of(bank)) != key_revision(form_of(other))


NUMBERS = """bank: bank
items:
  - id: short
    stem: "At [[60 to 100]] and [[5|5.5]] it is [[12.5 ± 4%]] or [[-3 +/- 0.5]] or [[{{x}} ± 10%]]."
    variables: {x: [200]}
  - id: long
    kind: cloze
    stem: "In [[year]] it was [[mass]] or [[both]] or [[word]]."
    blanks:
      year: 1999
      mass: {answer: 20, tolerance: 5%}
      both: [4, "6 ± 1"]
      word: "46"
  - id: bank
    stem: "From [[two|2]] come [[46]], give or take [[3 ± 1]]."
    word-bank: true
"""


def read(folder, text):
    (folder / "quizzes").mkdir(exist_ok=True)
    (folder / "quizzes" / "bank.yaml").write_text(text, encoding="utf-8")
    project, diagnostics, _ = read_project(folder)
    return project.banks.get("bank"), diagnostics


def key_of_blanks(item):
    kind, words = kind_of(item), words_for("en")
    credit, *also = [plain_text(block.line) for block in kind.before(item, (), words)]
    assert credit.endswith("for each blank that is right.")
    return plain_text(tuple(run for run in kind.right(item, (), words) if not hasattr(run, "anchor"))), also


def test_a_blank_with_numbers_accepts_what_they_reach(tmp_path):
    bank, diagnostics = read(tmp_path, NUMBERS)
    assert not diagnostics
    item = form_of(bank).item("short")
    assert [type(blank) for blank in item.blanks] == [NumberBlank] * 5
    right, also = key_of_blanks(item)
    for answer in ("60 to 100", "5", "12.5", "-3", "200"):
        assert answer in right
    assert also == [
        "Blank 2: also accept 5.5",
        "Blank 3: also accept 12 to 13",
        "Blank 4: also accept -3.5 to -2.5",
        "Blank 5: also accept 180 to 220",
    ]
    assert [type(blank) for blank in bank.items[1].blanks] == [NumberBlank, NumberBlank, NumberBlank, WrittenBlank]
    assert key_of_blanks(bank.items[1])[1] == ["Blank 2: also accept 19 to 21", "Blank 3: also accept 5 to 7"]
    assert [type(blank) for blank in bank.items[2].blanks] == [WrittenBlank, WrittenBlank, NumberBlank]
    assert [plain_text(word.prose) for word in bank.items[2].words] == ["two", "46"]


@pytest.mark.parametrize(
    ("stem", "code"),
    [
        ("It is [[5 to 2]].", "S204"),
        ("It is [[5|5.0]].", "S102"),
        ("It is [[5 ± -1]].", "S204"),
        ("It is [[5 ± 1|~six]] then.", ""),
        ("It is [[5 ± 1|six]].", "S204"),
    ],
)
def test_what_is_wrong_with_numbers_is_told(tmp_path, stem, code):
    _, diagnostics = read(tmp_path, f'bank: bank\nitems:\n  - stem: "{stem}"\n')
    assert [each.code for each in diagnostics] == ([code] if code else [])


def test_a_tolerance_belongs_to_a_blank_that_is_written(tmp_path):
    text = """bank: bank
items:
  - stem: "It is [[it]]."
    kind: cloze
    blanks: {it: {answer: 5, distractors: [6, 7], tolerance: 1}}
"""
    assert [each.code for each in read(tmp_path, text)[1]] == ["S201"]


DRAWN = """bank: bank
items:
  - id: a
    stem: |
      From [[{{low}} to {{low + 2}}]] to [[{{low / 2:.1}}]], a [[{{animal}}]], [[{{low:,}}]]
      and [[{{animal}} to {{low}}]].
    variables:
      low: {from: 1, to: 9}
      animal: [cat, dog]
"""


def test_blanks_with_drawn_numbers_are_for_numbers(tmp_path):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.yaml").write_text(DRAWN)
    project, problems, _ = read_project(tmp_path)
    assert not problems
    (item,) = project.banks["bank"].items
    kinds = [type(blank) for blank in item.blanks]
    # No number is written with separated thousands, and an animal is none.
    assert kinds == [NumberBlank, NumberBlank, WrittenBlank, WrittenBlank, WrittenBlank]
    drawn = form_of(project.banks["bank"]).item("a")
    low, high = drawn.blanks[0].accepted[0].low.value, drawn.blanks[0].accepted[0].high.value
    assert high == low + 2 and drawn.blanks[1].accepted[0].value.value == low / 2


MARKED = """bank: bank
items:
  - {id: shared, points: 3, stem: "Soap takes [[germs]] away in [[20]] seconds; use a [[clean|~used|~old]] towel."}
  - {id: one, stem: "A [[small]] dog.", points: 2}
"""


def key_text(folder, choices) -> str:
    files = {"quizzes/bank.yaml": MARKED, "quizzes/q.yaml": "quiz: q\ntitle: Gaps\nbank: bank\n"}
    output, _ = build_texts(folder, files, **({} if "roster" in choices else choices))
    if "roster" in choices:
        (folder / "class.csv").write_text("name\n" + "".join(f"P{number}\n" for number in range(20)))
        arguments = ["build", str(folder / "quizzes" / "q.yaml"), "--roster", str(folder / "class.csv")]
        assert CliRunner().invoke(main, arguments).exit_code == 0
    return "\n".join(map(pdf_reading.words, pdf_reading.leaves(pdf_reading.read(output / "q-key.pdf").tree)))


@pytest.mark.parametrize("choices", [{}, {"forms": 6}, {"roster": True}], ids=str)
def test_every_key_says_what_a_blank_earns_and_its_letter(tmp_path, choices):
    text = key_text(tmp_path, choices)
    assert text.count("for each blank that is right") == 1
    assert "Give 1 point for each blank that is right." in text
    if choices:
        # The list stands under other letters in each form.
        assert set(re.findall(r"\(3:\s([ABC])\)", text)) == {"A", "B", "C"}
    else:
        assert re.search(r"3: [ABC] clean", text)


def test_only_blanks_that_are_chosen_have_letters(bank):
    kind, words_en = kind_of(bank.items[0]), words_for("en")
    orders = {id_: placed.options for placed in form_of(bank).arrangement.items for id_ in (placed.item,)}
    assert re.fullmatch("3: [A-C], 4: [A-D]", kind.part_letters(bank.items[0], orders["mixed"], words_en))
    assert kind.part_letters(bank.items[1], orders["chosen"], words_en) == ""
