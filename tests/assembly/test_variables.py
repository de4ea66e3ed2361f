"""Parametrised items: the values of a form, the items that come of them, and what breaks."""

# ruff: noqa: E501 (tables of cases)

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import Form, make_form
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.variables.draws import draw, pick_of
from guidegen.assembly.variables.fill import with_pick, with_stored
from guidegen.assembly.variables.worksheet import Worksheet, stored
from guidegen.diagnostics import Diagnostic
from guidegen.document.arrangement import arrange
from guidegen.inline import Code, Mathematics, Text, Variable, plain_text
from guidegen.lint.draws import draw_problems
from guidegen.model.bank import ItemBank
from guidegen.model.item import ItemCommon, MultipleChoice, Option
from guidegen.model.placeholders import placeholders
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import BankReference, Blueprint, Quiz
from guidegen.model.variables import Choices, Computed, Parameters, Range, Requirement
from guidegen.model.variables import Variable as Declared
from guidegen.reading import read_project

DOSE = """\
bank: b
items:
  - id: dose
    variables:
      weight: {from: 40, to: 90, step: 5}
      dose: [5, 10, 15]
      need: weight * dose
    require: distinct
    stem: "{{weight}} kg, {{dose}} mg per kg: how much?"
    key: "{{need}} mg"
    distractors: ["{{weight + dose}} mg", "{{need / 10}} mg"]
    rationale: "{{weight}} × {{dose}} = {{need}}"
"""


def bank_of(folder: Path, text: str) -> ItemBank:
    (folder / "quizzes").mkdir(exist_ok=True)
    (folder / "quizzes" / "b.yaml").write_text(text, encoding="utf-8")
    project, problems, _ = read_project(folder)
    assert not problems, problems
    return project.banks["b"]


def quiz_of(seed: int = 1) -> Quiz:
    nothing = ()
    return Quiz("q", nothing, nothing, "en", nothing, (BankReference("b"),), Blueprint(), seed, True, True, key="apart")


def stem(form: Form, id_: str = "dose") -> str:
    return plain_text(form.item(id_).common.stem[0].prose)


def test_a_form_holds_plain_items(tmp_path: Path) -> None:
    form = make_form(quiz_of(), [bank_of(tmp_path, DOSE)])
    item = form.item("dose")
    assert item.common.parameters is None
    assert not list(placeholders(item))
    weight, dose = (Fraction(form.values["dose"][name]) for name in ("weight", "dose"))
    assert stem(form) == f"{weight} kg, {dose} mg per kg: how much?"
    assert isinstance(item, MultipleChoice)
    (key,) = (option for option in item.options if option.is_key)
    assert key.prose == (Text(f"{weight * dose} mg"),)
    assert plain_text(item.common.rationale[0].prose) == f"{weight} × {dose} = {weight * dose}"
    assert not form.problems


def test_draws_are_pinned(tmp_path: Path) -> None:
    """The values that every machine and every later release must draw."""
    bank = bank_of(tmp_path, DOSE)
    drawn = [make_form(quiz_of(seed), [bank], name=name).values["dose"] for seed in (1, 2, 3) for name in "AB"]
    assert drawn == [
        {"weight": "60", "dose": "5"},
        {"weight": "80", "dose": "5"},
        {"weight": "75", "dose": "15"},
        {"weight": "80", "dose": "10"},
        {"weight": "65", "dose": "15"},
        {"weight": "65", "dose": "10"},
    ]


def test_options_keep_their_ids_and_the_key_follows_through_every_draw(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, DOSE)
    ids = {option.id for option in bank.items[0].options}
    codes = set()
    for seed in range(50):
        form = make_form(quiz_of(seed), [bank])
        item = form.item("dose")
        assert {option.id for option in item.options} == ids
        texts = [plain_text(option.prose) for option in arrange(item.options, form.arrangement.items[0].options)]
        assert len(set(texts)) == len(texts)
        values = {name: Fraction(text) for name, text in form.values["dose"].items()}
        right = [plain_text(option.prose) for option in item.options if option.is_key]
        assert right == [f"{values['weight'] * values['dose']} mg"]
        codes.add((quiz_code(form), key_revision(form)))
    assert len(codes) > 20


def test_a_stored_form_can_be_made_again(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, DOSE)
    form = make_form(quiz_of(5), [bank], name="C")
    (entry,) = json.loads(json.dumps(form.stored()))["items"]
    assert entry["values"] == form.values["dose"]
    assert set(entry["values"]) == {"weight", "dose"}, "what follows from the drawn values would tell the key"
    assert with_stored(bank.items[0], entry["values"], "en") == form.item("dose")
    assert with_stored(bank.items[0], {"weight": "41", "dose": "5"}, "en") is None
    assert with_stored(bank.items[0], {"weight": "40"}, "en") is None


def test_values_are_uniform() -> None:
    """Chi-square over the nine choices that fit, of 12: 8 degrees of freedom, far beyond the 99.99 % point of 31.8."""
    parameters = Parameters(
        (
            Declared("a", Range(Fraction(1), Fraction(1), 4)),
            Declared("b", Choices((Fraction(1), Fraction(2), Fraction(3)))),
        ),
        (Requirement("expression", "a != b"),),
    )
    sheet = Worksheet(item_of(parameters, "{{a}} {{b}}"))
    count = 9_000
    drawn = [draw(sheet, Stream(seed)) for seed in range(count)]
    found = Counter(each.pick for each in drawn if each is not None)
    assert len(found) == 9 and sum(found.values()) == count
    assert sum((seen - count / 9) ** 2 / (count / 9) for seen in found.values()) < 31.8


def test_variables_do_not_lean_on_each_other(tmp_path: Path) -> None:
    parameters = Parameters(
        (Declared("a", Range(Fraction(0), Fraction(1), 4)), Declared("b", Range(Fraction(0), Fraction(1), 4)))
    )
    sheet = Worksheet(item_of(parameters, "{{a}} {{b}}"))
    count = 8_000
    found = Counter(each.pick for seed in range(count) if (each := draw(sheet, Stream(seed))) is not None)
    assert sum((found[a, b] - count / 16) ** 2 / (count / 16) for a in range(4) for b in range(4)) < 45


def item_of(parameters: Parameters, text: str) -> MultipleChoice:
    paragraph = Paragraph(tuple(Text(p) if i % 2 == 0 else Variable(p) for i, p in enumerate(_split(text)) if p))
    common = ItemCommon("item", (paragraph,), parameters=parameters)
    return MultipleChoice(common, ())


def _split(text: str) -> list[str]:
    import re

    return re.split(r"\{\{(.*?)\}\}", text)


def test_rows_of_a_table_and_of_lists_stay_together(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "t.csv").write_text("name;mass\nneon;20.18\niron;55.85\n\ngold;196.97\n", encoding="utf-8")
    bank = bank_of(
        tmp_path,
        """\
bank: b
items:
  - id: dose
    variables:
      name: {file: t.csv}
      mass: {file: t.csv}
      other: {file: t.csv, column: name, row: second}
      animal: [cat, hen]
      legs: {values: [4, 2], with: animal}
    require: name != other
    stem: "{{name}} {{mass}} {{other}} {{animal}} {{legs}}"
    answer: x
""",
    )
    seen = {stem(make_form(quiz_of(seed), [bank])) for seed in range(60)}
    assert len(seen) == 12
    assert {tuple(each.split()[:2]) for each in seen} == {("neon", "20.18"), ("iron", "55.85"), ("gold", "196.97")}
    assert {tuple(each.split()[3:]) for each in seen} == {("cat", "4"), ("hen", "2")}
    form = make_form(quiz_of(), [bank])
    assert with_stored(bank.items[0], form.values["dose"], "en") == form.item("dose")


def test_rows_at_fault_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "t.csv").write_text("name,mass\nneon,20\niron\ngold,\n", encoding="utf-8")
    (tmp_path / "quizzes" / "b.yaml").write_text(
        "bank: b\nitems:\n  - stem: '{{mass}}'\n    variables:\n      mass: {file: t.csv}\n    answer: x\n",
        encoding="utf-8",
    )
    project, problems, sources = read_project(tmp_path)
    assert [(p.code, p.span.path, p.span.line) for p in problems] == [("S219", "quizzes/t.csv", 3)]
    assert sources["quizzes/t.csv"].line(3) == "iron"
    assert not project.banks
    (tmp_path / "quizzes" / "t.csv").write_text("name,mass\nneon,20\ngold,\n", encoding="utf-8")
    _, problems, _ = read_project(tmp_path)
    assert [(p.code, p.span.path, p.span.line) for p in problems] == [("S202", "quizzes/t.csv", 3)]


def test_code_and_formulas_are_filled_in() -> None:
    parameters = Parameters((Declared("n", Choices((Fraction(-3, 2),))),))
    prose = (Code(r"f({{n}}) \{{n}}"), Mathematics("x^{{n}} + {{n:fraction}} {{n:+}} {{-n * 1000:,}} {{'mol'}}"))
    item = MultipleChoice(ItemCommon("item", (Paragraph(prose),), parameters=parameters), ())
    (paragraph,) = with_pick(Worksheet(item), (0,)).common.stem
    assert paragraph.prose == (Code("f(-1.5) {{n}}"), Mathematics(r"x^{-1.5} + -\frac{3}{2} -1.5 {1{,}500} \text{mol}"))


def test_texts_with_values_are_as_if_typed(tmp_path: Path) -> None:
    bank = bank_of(
        tmp_path,
        "bank: b\nitems:\n  - id: dose\n    variables: {a: [-5]}\n    stem: 'x = {{a}} and **{{a + 1:.1}}**.'\n    answer: y\n",
    )
    typed = bank_of(tmp_path, "bank: b\nitems:\n  - id: dose\n    stem: 'x = -5 and **-4.0**.'\n    answer: y\n")
    form = make_form(quiz_of(), [bank])
    assert form.item("dose") == typed.items[0]
    assert quiz_code(form) == quiz_code(make_form(quiz_of(), [typed]))


def test_a_statement_may_be_true_for_some_values(tmp_path: Path) -> None:
    bank = bank_of(
        tmp_path,
        "bank: b\nitems:\n  - id: dose\n    variables: {a: [1, 9]}\n    stem: '{{a}} is more than 5.'\n    key: '{{a > 5}}'\n",
    )
    seen = {(stem(form), form.item("dose").is_true) for seed in range(20) if (form := make_form(quiz_of(seed), [bank]))}
    assert seen == {("1 is more than 5.", False), ("9 is more than 5.", True)}


def test_a_field_that_needs_a_number_gets_one() -> None:
    from guidegen.assembly.variables.worksheet import Values

    parameters = Parameters((Declared("n", Choices((Fraction(5, 4),))),))
    values = Values(Worksheet(item_of(parameters, "{{n}}")), (0,))
    assert values.number(Variable("n:.1")) == Decimal("1.3")
    assert values.number(Variable("n * 1000:,")) == Decimal(1250)


@given(
    st.lists(st.integers(-20, 20), min_size=1, max_size=6, unique=True),
    st.integers(1, 4),
    st.sampled_from(["a * b", "a + b", "a - b", "a ** 2", "a / b", "a"]),
    st.lists(st.sampled_from(["a + b", "a * b", "b - a", "2 * a", "a / 2", "b"]), min_size=1, max_size=3, unique=True),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_check_calls_fine_never_breaks(
    values: list[int], count: int, key: str, wrong: list[str], distinct: bool
) -> None:
    """For any item: either `check` says what breaks, or the key of every form is none of its distractors."""
    parameters = Parameters(
        (
            Declared("a", Choices(tuple(Fraction(value) for value in values))),
            Declared("b", Range(Fraction(1), Fraction(1), count)),
            Declared("c", Computed(key)),
        ),
        (Requirement("distinct"),) if distinct else (),
    )
    options = tuple(
        Option(str(place), (Variable(text),), is_key=place == 0) for place, text in enumerate(["c", *wrong])
    )
    item = MultipleChoice(ItemCommon("item", (Paragraph((Variable("a"),)),), parameters=parameters), options)
    bank = ItemBank("b", (), "en", "", (), (item,))
    codes = {problem.code for problem in draw_problems(bank)}
    broken = False
    for seed in range(10):
        form = make_form(quiz_of(seed), [bank])
        assert {problem.code for problem in form.problems} <= codes
        texts = [plain_text(option.prose) for option in form.item("item").options] if not form.problems else []
        broken = broken or len(set(texts)) != len(texts)
    assert not broken


def faults_of(folder: Path, text: str) -> list[Diagnostic]:
    return draw_problems(bank_of(folder, text))


ITEM = "bank: b\nitems:\n  - id: x\n    stem: '{{a}}?'\n"


@pytest.mark.parametrize(
    ("variables", "rest", "code", "line", "said"),
    [
        ("a: {from: 0, to: 9}", "answer: '{{5 / a:.1}}'", "S264", 6, "In 1 of all 10 possible draws something is divided by zero; for example with a = 0."),
        ("a: {from: 1, to: 4}", "key: '{{a}}'\n    distractors: ['{{a ** 2}}', '{{a + 9}}']", "S265", 7, "In 1 of all 4 possible draws the key and a wrong option read the same, “1”; for example with a = 1."),
        ("a: {from: 1, to: 4}", "key: '{{a}}'\n    distractors: ['{{2 * a + 5}}', '{{a + 6}}']", "S265", 7, "two of the texts to choose from read the same"),
        ("a: [6, 7]", "answer: '{{a / 3}}'", "S266", 6, "In 1 of all 2 possible draws `a / 3` is a number with too many digits to be printed, 2.33333333333"),
        ("a: [6, 7]", "require: a > 8\n    answer: x", "S262", 6, "No values fulfil what `require:` asks for; all 2 choices were looked at."),
        ("a: {from: 1, to: 1000000}", "require: a == 7\n    answer: x", "S262", 6, "No values were found"),
        ("a: {from: 1, to: 500}", "require: a == 7\n    answer: x", "S267", 6, "Only 1 of 500 choices"),
        ("a: [2, 3]", "require: a + 1\n    answer: x", "S264", 6, "In each of all 2 possible draws `a + 1` is no comparison"),
        ("a: [2, 3]", "answer: '{{a > 2}}'", "S264", 6, "`a > 2` is true or false and cannot be printed"),
        ("a: [two, 3]", "answer: '{{a * 2}}'", "S264", 6, "`*` needs a number, not words"),
        ("a: [5, 6]", "answer: '{{9 ** 9 ** a}}'", "S264", 6, "a number gets too large"),
        ("a: {from: 0, to: 1000, step: 0.5}", "answer: '{{1 / (a % 5 - 2.5):.2}}'", "S264", 6, "of 1,000 draws something is divided by zero; for example with a = "),
    ],
)  # fmt: skip
def test_faults_of_draws(tmp_path: Path, variables: str, rest: str, code: str, line: int, said: str) -> None:
    (problem,) = faults_of(tmp_path, f"{ITEM}    variables: {{{variables}}}\n    {rest}\n")
    assert (problem.code, problem.span.path, problem.span.line) == (code, "quizzes/b.yaml", line)
    assert said in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("variables", "require", "answer"),
    [
        ("a: {from: 0, to: 9}", "a != 0", "{{12 / a:.2}}"),
        ("a: {from: 1, to: 9}, b: 10 / a", "at most two decimals", "{{b}}"),
        ("a: {from: -9, to: 9}, b: 3 * a", "positive", "{{b - a}}"),
        ("a: [3, 6, 7], b: a / 3", "whole numbers", "{{b}}"),
        ("a: {from: 1, to: 9}", "a < 100", "{{sqrt(a):3sig}} {{a / 7:fraction}}"),
    ],
)
def test_requirements_keep_draws_whole(tmp_path: Path, variables: str, require: str, answer: str) -> None:
    text = f"{ITEM}    variables: {{{variables}}}\n    require: {require}\n    answer: '{answer}'\n"
    assert faults_of(tmp_path, text) == []


def test_a_requirement_that_comes_second_guards_the_first(tmp_path: Path) -> None:
    text = f"{ITEM}    variables: {{a: [0, 1, 2], b: 4 / a}}\n    require: [b > 1, a != 0]\n    answer: '{{{{b}}}}'\n"
    assert faults_of(tmp_path, text) == []


def test_few_fitting_choices_are_found_by_counting() -> None:
    """Two of 16,000 choices fit: drawing would hardly find them, counting does."""
    parameters = Parameters(
        (Declared("a", Range(Fraction(1), Fraction(1), 200)), Declared("b", Range(Fraction(1), Fraction(1), 80))),
        (Requirement("expression", "a * b == 15800 or a * b == 16000"),),
    )
    sheet = Worksheet(item_of(parameters, "{{a}} {{b}}"))
    found = {each.pick for seed in range(8) if (each := draw(sheet, Stream(seed))) is not None}
    assert found == {(199, 79), (199, 78)}


@given(st.integers(0, 10**6 - 1))
@settings(max_examples=50)
def test_a_pick_is_found_again_by_its_values(place: int) -> None:
    parameters = Parameters((Declared("a", Range(Fraction(-1, 2), Fraction(1, 8), 10**6)),))
    sheet = Worksheet(item_of(parameters, "{{a}}"))
    values = {name: stored(value) for name, value in sheet.drawn((place,)).items()}
    assert pick_of(sheet, values) == (place,)
