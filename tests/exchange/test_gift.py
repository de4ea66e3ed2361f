"""GIFT: our own fixture, item by item, and the marks of the format."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from guidegen.exchange.gift_syntax import parse_gift
from guidegen.exchange.importing import import_bank
from guidegen.inline import Blank, Strong, Text, plain_text
from guidegen.model.item import Essay, Matching, MultipleChoice, MultipleResponse, Numerical, RangeAnswer, ShortAnswer
from guidegen.model.scoring import RIGHT_MINUS_WRONG

FIXTURE = Path(__file__).parent / "fixtures/hand-washing.gift"


@pytest.fixture(scope="module")
def imported():
    return import_bank([(FIXTURE.name, FIXTURE.read_bytes())], "quizzes/washing.yaml")


def item(imported, name):
    return next(each for each in imported.bank.items if each.common.id == name)


def test_every_question_arrives_or_is_named(imported):
    assert imported.formats == ("gift",)
    assert imported.found == 9
    assert len(imported.bank.items) == 8
    refused = [loss for loss in imported.losses if loss.refused]
    assert [(loss.item, loss.span.line) for loss in refused] == [("This text asks nothing.", 28)]


def test_a_category_alone_is_the_title(imported):
    assert plain_text(imported.bank.title) == "Hand washing"
    assert item(imported, "when-to-wash").common.tags == ("hygiene",)


def test_choices_keep_credit_and_feedback(imported):
    choice = item(imported, "when-to-wash")
    assert isinstance(choice, MultipleChoice)
    by_words = {plain_text(option.prose): option for option in choice.options}
    assert by_words["Before you cook"].is_key and by_words["Before you cook"].rationale
    assert by_words["After you read"].credit == Fraction(1, 2)


def test_weights_that_cancel_are_a_rule(imported):
    both = item(imported, "both")
    assert isinstance(both, MultipleResponse)
    assert both.credit == RIGHT_MINUS_WRONG
    assert all(option.credit is None for option in both.options)


def test_the_other_kinds(imported):
    assert isinstance(item(imported, "why"), Essay)
    name = item(imported, "name-it")
    assert isinstance(name, ShortAnswer)
    assert [answer.credit for answer in name.accepted] == [1, Fraction(1, 2)]
    pairs = item(imported, "match")
    assert isinstance(pairs, Matching)
    assert len(pairs.premises) == 2 and len(pairs.responses) == 3
    seconds = item(imported, "how-long")
    assert isinstance(seconds, Numerical)
    assert isinstance(seconds.accepted[0], RangeAnswer)
    assert seconds.accepted[0].high.value == Decimal(30)
    assert Strong((Text("many"),)) in seconds.common.stem[0].prose


def test_answers_inside_a_sentence_leave_a_blank(imported):
    sentence = next(each for each in imported.bank.items if Blank(5) in each.common.stem[0].prose)
    assert plain_text(sentence.common.stem[0].prose) == "Wash your hands _____ you eat."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Only words", "Description"),
        ("Write. {}", "Essay"),
        ("How many? {#3}", "Numerical"),
        ("Which? {~a =b}", "MC"),
        ("Pair. {=a -> b =c -> d}", "Matching"),
        ("So. {T}", "TF"),
        ("Say. {=yes =aye}", "Short"),
        ("$CATEGORY: a/b", "Category"),
    ],
)
def test_the_kind_is_told_as_moodle_tells_it(text, kind):
    (question,) = parse_gift(text)
    assert question.kind == kind


def test_escaped_marks_are_characters():
    (question,) = parse_gift(r"::a\:b::Is 2 \= 2 \{yes\}?{=\~ ~ \# \\ \n x}")
    assert question.title == "a:b"
    assert question.stem.text == "Is 2 = 2 {yes}?"
    assert [choice.text.text for choice in question.choices] == ["~", "# \\ \n x"]


def test_a_brace_that_is_never_closed_is_named():
    imported = import_bank([("a.gift", b"One? {=a ~b}\n\nTwo? {=a\n\nThree? {=c ~d}\n")], "quizzes/a.yaml")
    assert imported.found == len(imported.bank.items) + sum(loss.refused for loss in imported.losses)
    (loss,) = imported.losses
    assert (loss.span.line, loss.item, loss.refused) == (3, "Two? {=a", True)
    assert loss.reason == "the brace { in line 3 is never closed; write } behind its last answer"
    assert [item.common.id for item in imported.bank.items] == ["one", "three"]


def losses_of(text):
    imported = import_bank([("a.gift", text.encode())], "quizzes/a.yaml", "gift")
    items = imported.bank.items if imported.bank else ()
    assert imported.found == len(items) + sum(loss.refused for loss in imported.losses)
    return [plain_text(item.common.stem[0].prose) for item in items], [
        (loss.span.line, loss.item, loss.reason) for loss in imported.losses
    ]


def test_a_title_begins_a_question_without_a_blank_line_and_that_is_told():
    stems, losses = losses_of("::a:: Capital of France? {=Paris ~Rome}\n::b:: The sun is hot. {T}\n")
    assert stems == ["Capital of France?", "The sun is hot."]
    glued = "it is read as a question of its own, though no blank line stands before it; put one there"
    assert losses == [(2, "b", glued)]


def test_what_is_said_above_a_title_is_said_of_its_question():
    first, second = parse_gift("// [tag:x]\n::a:: A {T}\n// [tag:y]\n::b:: B {F}")
    assert (first.tags, second.tags, second.line) == (("x",), ("y",), 4)


def test_a_brace_that_is_never_closed_ends_where_a_title_begins():
    stems, losses = losses_of("::a:: One? {=a ~b\n::b:: Two? {=c ~d}\n")
    assert stems == ["Two?"]
    assert [line for line, _, _ in losses] == [1, 2]
    assert "the brace { in line 1 is never closed" in losses[0][2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Capital of France? {=Paris ~Rome}\nThe sun is hot. {T}\n", "a second brace { stands in line 2; put a blank"),
        ("One? {=a\nTwo? {=c ~d}\n", "a second brace { stands in line 2; put a blank"),
        ("One? {=a ~b}}\n", "a second brace } stands in line 1; put a blank"),
        ("Half of \\(\\frac{1}{2}\\)? {=a ~b}\n", "a second brace { stands in line 1; put a blank"),
        ("One? =a ~b}\n", "a brace } stands in line 1 before any {"),
        ("One? {=a {~b\n", "two braces { are never closed"),
        ("One? {=a\n", "the brace { in line 1 is never closed"),
    ],
)
def test_braces_that_are_not_those_of_one_question_are_named(text, told):
    stems, losses = losses_of(f"{text}\nLast? {{T}}\n")
    assert stems == ["Last?"]
    ((line, _, reason),) = losses
    assert line == 1 and reason.startswith(told)


def test_a_title_behind_the_answers_is_kept_and_told():
    stems, losses = losses_of("Capital of France? {=Paris ~Rome} ::b:: The sun is hot.\n")
    assert stems == ["Capital of France? _____::b:: The sun is hot."]
    assert [(line, "“::b::” behind its answers" in reason) for line, _, reason in losses] == [(1, True)]


@pytest.mark.parametrize(
    ("text", "format", "count"),
    [
        ("MC\tHalf of it?\t\\(\\frac{1}{2}\\)\tcorrect\t\\(x\\)\tincorrect\nTF\tIt is so.\ttrue\n", "blackboard", 2),
        ("Half of \\(x^{2}\\)?\nA. \\(\\frac{1}{2}x\\)\nB. Two\nANSWER: A\n", "aiken", 1),
    ],
)
def test_braces_of_formulas_are_not_taken_for_gift(text, format, count):
    found = import_bank([("week-1.txt", text.encode())], "quizzes/week-1.yaml")
    assert (found.formats, found.found, found.losses) == ((format,), count, ())


@pytest.mark.parametrize(
    ("files", "title", "tags"),
    [
        (["$CATEGORY: Unit 1\n\n{one}\n\n$CATEGORY: Unit 2\n\n{two}"], "Bank", ["Unit 1", "Unit 2"]),
        (["$CATEGORY: a/Recall\n\n{one}\n\n$CATEGORY: b/Recall\n\n{two}"], "Bank", ["a/Recall", "b/Recall"]),
        (["{one}\n\n$CATEGORY: Unit 2\n\n{two}"], "Bank", ["", "Unit 2"]),
        (["$CATEGORY: Unit 1\n\n{one}", "$CATEGORY: Unit 2\n\n{two}"], "Bank", ["Unit 1", "Unit 2"]),
        (["$CATEGORY: Unit 1\n\n{one}", "$CATEGORY: Unit 1\n\n{two}"], "Unit 1", ["", ""]),
        (["$CATEGORY: $course$/top/A//B\n\n{one}\n\n{two}"], "A/B", ["", ""]),
    ],
)
def test_a_category_that_does_not_hold_all_questions_is_a_tag(files, title, tags):
    questions = {"one": "::one:: Which? {=a ~b}", "two": "::two:: Which else? {=a ~b}"}
    texts = [text.replace("{one}", questions["one"]).replace("{two}", questions["two"]) for text in files]
    imported = import_bank([(f"{n}.gift", text.encode()) for n, text in enumerate(texts)], "quizzes/bank.yaml")
    assert imported.bank is not None
    assert plain_text(imported.bank.title) == title
    assert [item.common.tags for item in imported.bank.items] == [(tag,) if tag else () for tag in tags]
