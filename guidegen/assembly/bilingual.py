"""Two documents of one form in two languages, put together row by row: every text beside its translation.

Both come from the same arrangement and have the same form, so they are walked side by side: where both have a line of
prose, the new one holds both. Pictures, numbers, letters and places are there once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import zip_longest
from typing import Any, cast

from guidegen.document import elements as doc
from guidegen.inline import Inline, Language, Parallel, Prose, Text, plain_text
from guidegen.model.guide import Guide
from guidegen.records import replace

#: What stands between the languages where they share a line.
BETWEEN = " / "
#: What is in copy after copy.
_REMEMBERED = (doc.Item, doc.Section, doc.Paragraph, doc.Heading, doc.Callout, doc.ListBlock, doc.MainMessage)
_MOST_REMEMBERED = 20_000
_RUNS = (*Inline.__args__, Parallel, doc.PageReference, doc.Slot)
#: Words that are no prose and that somebody reads: both languages, in one line.
_WORDS: frozenset[tuple[type, str]] = frozenset(
    {
        (doc.Field, "label"),
        (doc.KeyEntry, "answer"),
        (doc.Directions, "one"),
        (doc.Directions, "two"),
        (doc.Directions, "many"),
        (doc.Template, "title"),
        (doc.ExamHead, "title_text"),
        (doc.Figure, "alt"),
        (doc.Chart, "alt"),
        (doc.Pictograph, "alt"),
    }
)
#: Short lines that stay one line.
_SHORT: frozenset[tuple[type, str]] = frozenset(
    {
        (doc.FillIn, "label"),
        (doc.FillIn, "after"),
        (doc.TickRow, "labels"),
        (doc.KeyEntry, "points"),
        (doc.ExamHead, "about"),
        (doc.ExamHead, "form_label"),
        (doc.ExamHead, "code"),
        (doc.ExamHead, "form"),
        (doc.TurnedAnswers, "line"),
    }
)


def in_order_of(source: Guide, other: Guide) -> Guide:
    """The other guide with the words of its glossary in the order in which those of the source stand."""
    ranks = {id(term): rank for rank, term in enumerate(sorted(source.glossary, key=lambda each: each.word.casefold()))}
    terms = zip(source.glossary, other.glossary, strict=False)
    ordered = tuple(replace(theirs, order=f"{ranks[id(mine)]:06}") for mine, theirs in terms)
    return replace(other, glossary=ordered)


class Both:
    """Puts documents in two languages together.

    What is the same in many copies is put together once: a block is told by its identity, and what is made of two
    blocks is the same value each time.
    """

    def __init__(self, language: str, other: str) -> None:
        """For documents in `language` with the `other` one beside it."""
        self.language = language
        self.other = other
        self._known: dict[tuple[int, int], tuple[Any, Any, Any]] = {}

    def document(self, one: doc.Document, other: doc.Document) -> doc.Document:
        """The document in its own language, with every text in that of the other beside it."""
        template = self.value(one.template, other.template, (doc.Document, "template"))
        # What stands around the text, and what is said of marks, has one language.
        template = replace(
            template, name=one.template.name, furniture=one.template.furniture, labels=one.template.labels
        )
        return replace(one, template=template, values={**other.values, **one.values})

    def value(self, one: Any, other: Any, at: tuple[type, str]) -> Any:
        """Both values in one; the first where they do not differ in words."""
        if one is other or one == other:
            return one
        if _is_line(one) and _is_line(other):
            return self._line(one, other, at)
        if isinstance(one, tuple) and isinstance(other, tuple):
            if _are_blocks(one) and _are_blocks(other):
                return self._blocks(one, other)
            if len(one) == len(other):
                return tuple(self.value(mine, theirs, at) for mine, theirs in zip(one, other, strict=True))
            return one
        if isinstance(one, _REMEMBERED) and type(one) is type(other):
            return self._once(one, other)
        if dataclasses.is_dataclass(one) and type(one) is type(other):
            return self._fields(one, other)
        if isinstance(one, str) and isinstance(other, str) and (at in _WORDS or at == (doc.AnswerGrid, "answers")):
            return BETWEEN.join(filter(None, (one, other)))
        return one

    def _once(self, one: Any, other: Any) -> Any:
        """What is made of two blocks, now or before."""
        known = self._known.get((id(one), id(other)))
        if known is None or known[0] is not one or known[1] is not other:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[id(one), id(other)] = one, other, self._fields(_below(one), _below(other))
        return known[2]

    def _fields(self, one: Any, other: Any) -> Any:
        changed = {}
        for field in dataclasses.fields(one):
            mine, theirs = getattr(one, field.name), getattr(other, field.name)
            if field.compare and (new := self.value(mine, theirs, (type(one), field.name))) is not mine:
                changed[field.name] = new
        return replace(one, **changed) if changed else one

    def _line(self, one: doc.Line, other: doc.Line, at: tuple[type, str]) -> doc.Line:
        if _said(one) == _said(other):
            return one
        if at in _SHORT:
            theirs = Language(self.other, cast(Prose, other))
            return (*one, Text(BETWEEN), theirs) if one and other else one or (theirs,)
        return (self._beside(one, other),)

    def _beside(self, one: doc.Line, other: doc.Line) -> Parallel:
        # Lines of a document hold slots too, which no prose does.
        sides = (Language(self.language, cast(Prose, one)), Text(BETWEEN), Language(self.other, cast(Prose, other)))
        return Parallel(sides if one and other else (sides[0], sides[2]))

    def _blocks(self, one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
        """Blocks that belong together in order. What has no counterpart stands on its own side."""
        blocks: list[Any] = []
        for mine, theirs in zip_longest(one, other):
            if mine is not None and type(mine) is type(theirs) and _is_whole(mine, theirs):
                blocks += [mine, self._alone(theirs, self._told)]
            elif mine is None or theirs is None or type(mine) is not type(theirs):
                blocks += [self._alone(mine, self._first)] if mine is not None else []
                blocks += [self._alone(theirs, self._second)] if theirs is not None else []
            else:
                blocks.append(self.value(mine, theirs, (type(mine), "")))
        return tuple(blocks)

    def _first(self, line: doc.Line) -> doc.Line:
        return (self._beside(line, ()),)

    def _second(self, line: doc.Line) -> doc.Line:
        return (self._beside((), line),)

    def _told(self, line: doc.Line) -> doc.Line:
        """A line of the other language in the whole width."""
        return (Language(self.other, cast(Prose, line)),)

    def _alone(self, value: Any, place: Callable[[doc.Line], doc.Line]) -> Any:
        """A block with nothing beside it, whose lines are placed on one side."""
        if _is_line(value) and _said(value).strip():
            return place(value)
        if isinstance(value, tuple):
            return tuple(self._alone(each, place) for each in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type) and type(value).__module__ == doc.__name__:
            changed = {
                field.name: new
                for field in dataclasses.fields(value)
                if (new := self._alone(old := getattr(value, field.name), place)) is not old
                and not (isinstance(old, tuple) and new == old)
            }
            if place != self._first and "anchor" in {field.name for field in dataclasses.fields(value)}:
                # The place has the anchor of the other language already.
                changed["anchor"] = ""
            return replace(value, **changed) if changed else value
        return value


def _below(block: Any) -> Any:
    """An item with its points below the stem: beside it they would take the room of a column."""
    if not isinstance(block, doc.Item) or not block.points:
        return block
    points = tuple(Text(run.text.replace(" ", "\u00a0")) if isinstance(run, Text) else run for run in block.points)
    points = (Text("("), *points, Text(")"))
    return replace(block, points=(), hint=(*block.hint, Text(" "), *points) if block.hint else points)


def _is_line(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, _RUNS) for each in value)


def _are_blocks(value: tuple[Any, ...]) -> bool:
    blocks = doc.Block.__args__
    return bool(value) and all(isinstance(each, blocks) for each in value)


def _is_whole(one: Any, other: Any) -> bool:
    """Whether two blocks stay whole, one below the other: code, formulas and what is drawn otherwise."""
    if isinstance(one, doc.Figure):
        return bool(one.image != other.image)
    if isinstance(one, doc.Formula):
        return bool(one.source != other.source)
    if isinstance(one, doc.Chart | doc.Pictograph):
        return _drawn(one) != _drawn(other)
    return isinstance(one, doc.CodeBlock) and one != other


def _drawn(block: doc.Chart | doc.Pictograph) -> doc.Chart | doc.Pictograph:
    """A chart or pictograph without the words around its drawing: those in it have room for one language."""
    around = replace(block, caption=(), alt="", source=())
    return replace(around, corner=()) if isinstance(around, doc.Chart) else around


def _said(line: doc.Line) -> str:
    """The words of a line, with what stands for a value by its name."""
    runs: list[Inline | Parallel] = []
    for run in line:
        match run:
            case doc.PageReference() | doc.Slot():
                runs.append(Text("#"))
            case _:
                runs.append(run)
    return plain_text(tuple(runs))
