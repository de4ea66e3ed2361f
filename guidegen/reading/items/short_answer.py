"""Short answer: a few words to be written."""

from __future__ import annotations

from guidegen.model.item import ItemCommon, ShortAnswer
from guidegen.reading.items.base import ONE_OR_MORE, Placed, report_equal
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Field, Integer, Values

FIELDS = (
    Field("answer", ONE_OR_MORE, "What is to be written; the best answer first when there are several."),
    Field("lines", Integer(1, 20), "How many lines to write on (default 1)."),
)


def short_answer(common: ItemCommon, values: Values, reader: Reader) -> ShortAnswer | None:
    """The accepted answers, the best one first."""
    if not values.has("answer"):
        reader.report("S101", values.at, "This item has no answer.", "Add `answer:`.")
        return None
    accepted = tuple(values.get("answer", ()))
    report_equal([Placed(a.prose, a.span) for a in accepted], reader, "answer")
    return ShortAnswer(common, tuple(answer.prose for answer in accepted), values.get("lines", 1))
