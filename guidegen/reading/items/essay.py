"""Essay: a text or drawing that a person marks, by a rubric if there is one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guidegen.diagnostics import Span
from guidegen.inline import Prose, plain_text
from guidegen.model.item import Essay, ItemCommon
from guidegen.model.rubric import Criterion, Level, Rubric
from guidegen.model.space import EIGHT_LINES
from guidegen.reading.items.answers import read_space
from guidegen.reading.items.base import Placed, PlacedText
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    ByKind,
    Field,
    InlineText,
    ListOf,
    Points,
    Record,
    TextMap,
    Values,
    points_of,
    shown,
)
from guidegen.records import dataclass, replace
from guidegen.source.nodes import Node, ScalarNode

_FROM_NOTHING = Points(Decimal(0))

LEVEL = Record(
    "a level",
    (
        Field("points", _FROM_NOTHING, "What an answer of this level is worth.", required=True),
        Field("text", InlineText(), "How good such an answer is.", required=True),
    ),
    lambda values, _: Level(values.get("points", Decimal(0)), values.runs("text")),
)


class _LevelMap(TextMap):
    """Points as keys, with what earns them as values."""

    def read(self, node: Node, reader: Reader, at: Span) -> list[Level] | None:  # type: ignore[override]
        pairs = super().read(node, reader, at)
        if pairs is None:
            return None
        levels = [(_FROM_NOTHING.read(key, reader, key.span), placed.prose) for key, placed in pairs]
        return [Level(points, prose) for points, prose in levels if points is not None]


@dataclass(frozen=True, slots=True)
class _Typed:
    """A rubric in its short form, before it is known whether texts or numbers stand before the colons."""

    pairs: list[tuple[ScalarNode, Placed]]


class _RubricMap(TextMap):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        pairs = super().read(node, reader, at)
        return None if pairs is None else _Typed(pairs)


def _criterion(values: Values, reader: Reader) -> Criterion:
    levels: tuple[Level, ...] = values.items("levels")
    best = max((level.points for level in levels), default=Decimal(1))
    points = values.get("points", best)
    if levels and points != best:
        message = f"This criterion is worth {points}, but its best level is worth {best}."
        reader.report("S240", values.value("points"), message, "Make them equal, or leave out `points`.")
    return Criterion(values.runs("criterion"), points, levels, origin=values.at)


CRITERION = Record(
    "a criterion",
    (
        Field("criterion", InlineText(), "What counts.", required=True),
        Field("points", Points(), "What it is worth (default 1, or the points of its best level)."),
        Field(
            "levels",
            ByKind(sequence=ListOf(LEVEL, least=2), group=_LevelMap(PlacedText())),
            "How much an answer earns that is more or less good.",
        ),
    ),
    _criterion,
)

#: The value of `rubric`.
RUBRIC = ByKind(sequence=ListOf(CRITERION, least=1), group=_RubricMap(PlacedText()))


def essay(common: ItemCommon, values: Values, reader: Reader) -> Essay:
    """An essay is worth what its rubric adds up to, where nothing else is said."""
    rubric = _rubric(values, reader)
    if rubric is not None and not values.has("points"):
        common = replace(common, points=rubric.points)
    elif rubric is not None and values.get("points", rubric.points) != rubric.points:
        message = f"The rubric adds up to {rubric.points}, but the item is worth {common.points}."
        reader.report("S240", values.key("rubric"), message, "Change one of the two, or leave out `points`.")
    return Essay(common, read_space(values, reader) or EIGHT_LINES, rubric, values.blocks("sample-answer"))


def _rubric(values: Values, reader: Reader) -> Rubric | None:
    typed = values.get("rubric")
    if typed is None:
        return None
    if not isinstance(typed, _Typed):
        return Rubric(criteria=tuple(typed)) if typed else None
    if typed.pairs and all(points_of(key.value.strip()) is not None for key, _ in typed.pairs):
        levels = [Level(points_of(key.value.strip()) or Decimal(0), text.prose) for key, text in typed.pairs]
        return _levels(levels, values, reader)
    criteria = [_short_criterion(key, worth, reader) for key, worth in typed.pairs]
    known = tuple(criterion for criterion in criteria if criterion is not None)
    return Rubric(criteria=known) if known and len(known) == len(criteria) else None


def _levels(levels: list[Level], values: Values, reader: Reader) -> Rubric | None:
    """Levels, best first."""
    if max(level.points for level in levels) == 0:
        reader.report("S240", values.key("rubric"), "No level of this rubric is worth any points.", "Add a better one.")
        return None
    return Rubric(levels=tuple(sorted(levels, key=lambda level: -level.points)))


def _short_criterion(key: ScalarNode, worth: Placed, reader: Reader) -> Criterion | None:
    points = _points(worth.prose)
    if points is None or points == 0:
        message = f"{shown(key.value)} is not followed by its points."
        hint = "Write what counts, a colon and points, such as `Names two causes: 2`, or points before every colon."
        reader.report("S204", worth.span, message, hint)
        return None
    return Criterion(reader.inline(key), points, origin=key.span)


def _points(prose: Prose) -> Decimal | None:
    return points_of(plain_text(prose).strip())
