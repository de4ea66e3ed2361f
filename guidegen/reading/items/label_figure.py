"""Label the figure: a picture with numbered places, each with its label."""

from __future__ import annotations

from decimal import Decimal

from guidegen.diagnostics import Label, Span
from guidegen.model.item import ItemCommon, LabelFigure, Marker, Response
from guidegen.model.scoring import PER_OPTION
from guidegen.patterns import pattern
from guidegen.reading.items.base import Placed, PlacedText, derived_id, report_equal
from guidegen.reading.names import folded
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    Field,
    ListOf,
    Record,
    Schema,
    Shape,
    Text,
    Values,
    as_text,
    shown,
)
from guidegen.source.nodes import Node

_PLACE = pattern(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%[ ,]+([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%")
#: Numbers closer than this share of the picture would print one over the other.
_CLOSEST = Decimal(4)

Point = tuple[Decimal, Decimal]


class Place(Shape):
    """A place in a picture: `62% 30%`, across from its left edge and down from its top."""

    noun = "a place in a picture"

    def read(self, node: Node, reader: Reader, at: Span) -> Point | None:
        """How far across and how far down, in percent."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        match = _PLACE.fullmatch(scalar.value.strip())
        if match and max(map(Decimal, match.groups())) <= 100:
            return Decimal(match[1]), Decimal(match[2])
        hint = "Write two percentages from 0% to 100%, across from the left and down from the top, such as 62% 30%."
        reader.report("S204", scalar.span, f"{shown(scalar.value)} is not {self.noun}.", hint)
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string", "pattern": f"^(?:{_PLACE.pattern})$"}


def _marker(values: Values, _: Reader) -> tuple[Values, Placed | None]:
    return values, values.get("label")


MARKER = Record(
    "a marker",
    (
        Field(
            "at",
            Place(),
            "Where it is: across from the left edge, and down from the top.",
            required=True,
            example="62% 30%",
        ),
        Field("label", PlacedText(), "The right label.", required=True),
        Field("alt", Text(), "What is there, without its name, for readers who cannot see the picture.", required=True),
        Field("number-at", Place(), "Where its number stands, with a line to the place; on the place when left out."),
        Field("rationale", BlockText(), "Why the label is right."),
    ),
    _marker,
)

#: The value of `markers`.
MARKERS = ListOf(MARKER, least=1, most=26)


def label_figure(common: ItemCommon, values: Values, reader: Reader) -> LabelFigure | None:
    """The markers in the order of their numbers, and the labels; equal labels are one."""
    if not values.has("markers"):
        hint = "Add `markers:`, each with `at:`, `label:` and `alt:`."
        reader.report("S101", values.at, "This item has nothing to be labelled.", hint)
        return None
    if not values.has("figure"):
        hint = "Add `figure:` with the file of the picture, and `alt:` with what it shows."
        reader.report("S202", values.key("markers"), "There is no picture for these markers.", hint)
    listed = values.get("list-labels", True)
    if not listed and values.has("extra-labels"):
        message = "`extra-labels` are printed in the list of labels, and this item has none."
        reader.report("S201", values.key("extra-labels"), message, "Remove it, or remove `list-labels: false`.")
    typed: tuple[tuple[Values, Placed | None], ...] = values.items("markers")
    _report_close([marker for marker, _ in typed], reader)
    given = [label for _, label in typed if label is not None]
    extra: tuple[Placed, ...] = values.items("extra-labels")
    report_equal(extra, reader, "label")
    labels: dict[str, Response] = {}
    for label in (*given, *extra):
        response = Response(derived_id(label.prose), label.prose, origin=label.span)
        labels.setdefault(folded(label.prose), response)
    _report_right(extra, given, reader)
    markers = tuple(
        _placed(str(number), marker, labels[folded(label.prose)].id)
        for number, (marker, label) in enumerate(typed, start=1)
        if label is not None and marker.get("at") is not None
    )
    if not markers or common.figure is None:
        return None
    shuffle, credit = values.get("shuffle", True), values.get("credit", PER_OPTION)
    return LabelFigure(common, markers, tuple(labels.values()), listed, shuffle, credit)


def _placed(id_: str, marker: Values, label: str) -> Marker:
    at: Point = marker.get("at")
    number_at: Point = marker.get("number-at") or at
    rationale = marker.blocks("rationale")
    return Marker(id_, *at, *number_at, marker.text("alt"), label, rationale, origin=marker.at)


def _report_right(extra: tuple[Placed, ...], given: list[Placed], reader: Reader) -> None:
    """A label that is right somewhere is no extra one."""
    right = {folded(label.prose): label.span for label in given}
    for label in extra:
        if folded(label.prose) in right:
            where = (Label(right[folded(label.prose)], "it fits here"),)
            reader.report("S102", label.span, "This label fits a marker.", "Remove it here.", labels=where)


def _report_close(markers: list[Values], reader: Reader) -> None:
    """Two numbers at one place could not be told apart."""
    seen: list[tuple[Point, Span]] = []
    for marker in markers:
        point: Point | None = marker.get("number-at") or marker.get("at")
        if point is None:
            continue
        place = marker.value("number-at" if marker.get("number-at") else "at")
        near = next((span for other, span in seen if _are_close(point, other)), None)
        if near is not None:
            hint = "Give one of them `number-at:` with a free place; a line leads to where it points."
            message = "The number of this marker would cover that of another."
            reader.report("S254", place, message, hint, labels=(Label(near, "the other one"),))
        seen.append((point, place))


def _are_close(one: Point, other: Point) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) < _CLOSEST
