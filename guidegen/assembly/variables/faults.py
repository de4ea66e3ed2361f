"""What is wrong with an item when it gets certain values: one fault for each way in which it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guidegen.assembly.variables.worksheet import Pick, Values, Worksheet, read_expression, read_placeholder
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label, Span
from guidegen.expressions.evaluate import Failure
from guidegen.expressions.formats import is_ugly, printed
from guidegen.expressions.numbers import settled
from guidegen.expressions.syntax import Expression
from guidegen.inline import Variable
from guidegen.model.item import (
    Cloze,
    Item,
    NumberAnswer,
    NumberBlank,
    Numerical,
    RangeAnswer,
    accepted_range,
)
from guidegen.model.placeholders import filled
from guidegen.model.variables import Computed
from guidegen.records import dataclass

_HINTS = {
    "S264": "Keep such values out with `require:`, or mend the expression.",
    "S265": "Add `require: distinct`, or change the expression of one of them.",
    "S266": "Say how it is printed, such as {{x:.2}} or {{x:3sig}}, or add `require: at most two decimals`.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A way in which a draw breaks: its code, a clause that tells it, and its place."""

    code: str
    clause: str
    span: Span
    label: Label | None = None

    def diagnostic(self, message: str) -> Diagnostic:
        """The fault as a problem of its file."""
        labels = (self.label,) if self.label is not None else ()
        return diagnosed(self.code, message, self.span, hint=_HINTS[self.code], labels=labels)


def faults(worksheet: Worksheet, pick: Pick) -> list[Fault]:
    """Everything that is wrong with one choice of values, in the order of the item."""
    failed = [*_failures(worksheet, pick)]
    # Texts without their values would look alike where nothing is: tell the cause alone.
    return failed or [*_alike(worksheet, pick), *_numbers(worksheet, pick), *_ugly(worksheet, pick)]


def _failures(worksheet: Worksheet, pick: Pick) -> Iterator[Fault]:
    seen: set[str] = set()
    for expression, span, must_be_truth in _expressions(worksheet):
        value = worksheet.value(expression, pick)
        clause = ""
        if isinstance(value, Failure):
            clause = value.message
        elif must_be_truth is not None and isinstance(value, bool) is not must_be_truth:
            clause = _wrong_kind(expression, must_be_truth)
        # A variable that fails makes fail what uses it; it stands first, and is told once.
        if clause and clause not in seen:
            seen.add(clause)
            yield Fault("S264", clause, span)


def _wrong_kind(expression: Expression, must_be_truth: bool) -> str:
    if must_be_truth:
        return f"`{expression.text}` is no comparison that can be required"
    return f"`{expression.text}` is true or false and cannot be printed"


def _expressions(worksheet: Worksheet) -> Iterator[tuple[Expression, Span, bool | None]]:
    """All expressions with their places, and whether each must be true or false (None: as it may be)."""
    for variable in worksheet.parameters.variables:
        if isinstance(variable.source, Computed):
            yield read_expression(variable.source.expression), variable.origin, None
    for requirement in worksheet.parameters.requirements:
        if requirement.rule == "expression":
            yield read_expression(requirement.expression), requirement.origin, True
    for place in worksheet.places:
        yield read_placeholder(place.expression).expression, _origin(worksheet, place), worksheet.is_truth(place)


def _origin(worksheet: Worksheet, place: Variable) -> Span:
    return place.origin if place.origin.path else worksheet.item.common.origin


def _alike(worksheet: Worksheet, pick: Pick) -> Iterator[Fault]:
    for first, second, words in worksheet.alike(pick):
        pair = "the key and a wrong option" if first.is_key is not second.is_key else "two of the texts to choose from"
        clause = f"{pair} read the same, “{_shortened(words)}”"
        earlier, later = sorted((first.origin, second.origin))
        yield Fault("S265", clause, later, Label(earlier, "the other one"))


def _numbers(worksheet: Worksheet, pick: Pick) -> Iterator[Fault]:
    """Answers that are no numbers where they must be, and ranges and tolerances that accept none."""
    if not _number_answers(worksheet.item):
        return
    for answer in _number_answers(filled(worksheet.item, Values(worksheet, pick))):
        try:
            low, high = accepted_range(answer)
        except ValueError as error:
            yield Fault("S264", f"{error}", worksheet.item.common.origin)
            continue
        if low > high:
            yield Fault("S264", "the right answer is a range that ends before it begins", worksheet.item.common.origin)


def _number_answers(item: Item) -> list[NumberAnswer | RangeAnswer]:
    """The numbers that are accepted in a numerical item, or in the blanks of a cloze."""
    if isinstance(item, Cloze):
        return [answer for blank in item.blanks if isinstance(blank, NumberBlank) for answer in blank.accepted]
    return list(item.accepted) if isinstance(item, Numerical) else []


def _ugly(worksheet: Worksheet, pick: Pick) -> Iterator[Fault]:
    for place in worksheet.places:
        placeholder = read_placeholder(place.expression)
        value = worksheet.value(placeholder.expression, pick)
        if isinstance(value, Fraction) and not isinstance(value, bool) and is_ugly(value, placeholder.format):
            text = printed(settled(value), placeholder.format, worksheet.marks)
            clause = f"`{place.expression}` is a number with too many digits to be printed, {text}"
            yield Fault("S266", clause, _origin(worksheet, place))


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
