"""Short answer: a few words to be written."""

from __future__ import annotations

from guidegen.inline import plain_text
from guidegen.model.item import Accepted, ItemCommon, ShortAnswer
from guidegen.model.space import ONE_LINE
from guidegen.reading.items.answers import ANSWER_FIELD, SPACE_FIELDS, Given, full_credit_first, read_space
from guidegen.reading.items.base import Placed, report_equal
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Field, Switch, Values

FIELDS = (
    ANSWER_FIELD,
    Field("case-sensitive", Switch(), "True when capitals count: Mg is right, mg is wrong."),
    *SPACE_FIELDS,
)
_OF_NUMBERS = ("value", "tolerance", "from", "to")


def short_answer(common: ItemCommon, values: Values, reader: Reader) -> ShortAnswer | None:
    """The accepted answers, the best one first."""
    space = read_space(values, reader) or ONE_LINE
    if not values.has("answer"):
        reader.report("S101", values.at, "This item has no answer.", "Add `answer:`.")
        return None
    answers: list[Given] = values.get("answer") or []
    are_texts = [_is_text(answer, reader) for answer in answers]
    if not answers or not all(are_texts):
        return None
    is_exact = values.get("case-sensitive", False)
    _report_repeated(answers, reader, is_exact=is_exact)
    if not full_credit_first(answers, reader):
        return None
    return ShortAnswer(common, tuple(Accepted(answer.prose, answer.credit) for answer in answers), space, is_exact)


def _is_text(answer: Given, reader: Reader) -> bool:
    if answer.values is None:
        return True
    wrong = [name for name in _OF_NUMBERS if answer.values.has(name)]
    for name in wrong:
        message = f"`{name}` belongs to numbers, and this answer is words."
        reader.report("S201", answer.values.key(name), message, "Write `text:`, or `kind: numerical` for the item.")
    if not wrong and not answer.values.has("text"):
        reader.report("S202", answer.values.at, "An answer needs `text`.", "Add a line, for example: text: dry")
    return not wrong and answer.key("text") is not None


def _report_repeated(answers: list[Given], reader: Reader, *, is_exact: bool) -> None:
    """Equal but for letter case and white space, or, where capitals count, but for white space."""
    if not is_exact:
        report_equal([Placed(answer.prose, answer.span) for answer in answers], reader, "answer")
        return
    seen: set[str] = set()
    for answer in answers:
        text = " ".join(plain_text(answer.prose).split())
        if text in seen:
            reader.report("S102", answer.span, "This answer stands twice.", "Change or remove one of the two.")
        seen.add(text)
