"""Answer space of items, with the words that a screen reader says for it."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.locale import Words
from guidegen.model.space import AnswerSpace


def printed_space(space: AnswerSpace, words: Words) -> doc.AnswerSpace:
    """The space for the document."""
    return doc.AnswerSpace(space.look, space.amount, space.measure, _label(space, words))


def _label(space: AnswerSpace, words: Words) -> str:
    if space.look != "lines":
        return words[f"space-{space.look}"]
    if space.measure != "line":
        return words["space-many-lines"]
    return words.counted("space-lines", space.amount)
