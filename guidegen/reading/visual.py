"""Blocks for readers who would rather look than read: steps with pictures, timelines, pairs, zones and schedules."""

from __future__ import annotations

from itertools import pairwise

from guidegen.diagnostics import Span
from guidegen.inline import Prose, plain_text
from guidegen.model.guide import Steps
from guidegen.model.visual import (
    TIMES,
    ZONES,
    DoAndDont,
    Event,
    Medicine,
    Schedule,
    StepPicture,
    Timeline,
    Zone,
    Zones,
)
from guidegen.patterns import pattern
from guidegen.reading.block_id import BLOCK_ID
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKind,
    Field,
    ImagePath,
    InlineText,
    Integer,
    ListOf,
    Record,
    Schema,
    Shape,
    Switch,
    Text,
    TextMap,
    Values,
)
from guidegen.records import dataclass
from guidegen.source.nodes import MappingNode, Node

_YEAR = pattern(r"[12][0-9]{3}")
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_ROWS = 30


# Steps


@dataclass(frozen=True, slots=True)
class _Step:
    text: Prose
    picture: StepPicture | None = None


def report_alt(values: Values, reader: Reader, picture: str) -> None:
    """Report a picture (the key that names it) with neither alternate text nor the word that it needs none, or both."""
    if values.has("alt") and values.get("decorative", False):
        reader.report(
            "S220", values.key("decorative"), "A picture with alternate text is not decorative.", "Keep one of the two."
        )
    elif not values.has("alt") and not values.get("decorative", False):
        reader.report(
            "S220",
            values.key(picture),
            "The picture has no alternate text.",
            "Add `alt:` with what it shows, or `decorative: true` when it adds nothing to the text.",
        )


def _step(values: Values, reader: Reader) -> _Step:
    if not values.has("picture"):
        for name in ("alt", "decorative"):
            if values.has(name):
                reader.report("S202", values.key(name), "This step has no picture.", "Add `picture:` with its path.")
        return _Step(values.runs("text"))
    report_alt(values, reader, "picture")
    image = values.get("picture")
    return _Step(values.runs("text"), StepPicture(image, values.text("alt")) if image is not None else None)


STEP = Record(
    "a step",
    (
        Field("text", InlineText(), "What to do.", required=True),
        Field("picture", ImagePath(), "The path of a picture that stands beside the words."),
        Field("alt", Text(), "What the picture shows, for readers who cannot see it."),
        Field("decorative", Switch(), "True when the picture shows no more than the words say."),
    ),
    _step,
)


class StepShape(Shape):
    """A step: its words, or a group of keys with a picture."""

    noun = "a step"

    def read(self, node: Node, reader: Reader, at: Span) -> _Step | None:
        """The step."""
        if isinstance(node, MappingNode) and (
            len(node.entries) != 1 or any(entry.key.value in STEP.by_name for entry in node.entries)
        ):
            step: _Step | None = STEP.read(node, reader, at)
            return step
        text = InlineText().read(node, reader, at)
        return _Step(text) if text is not None else None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"anyOf": [InlineText().schema(), STEP.schema()]}


def _steps(values: Values, _: Reader) -> Steps:
    steps: tuple[_Step, ...] = values.items("steps")
    pictures = tuple(step.picture for step in steps)
    return Steps(
        values.text("id"),
        tuple(step.text for step in steps),
        origin=values.at,
        pictures=pictures if any(picture is not None for picture in pictures) else (),
    )


STEPS = Record(
    "a block of steps",
    (
        Field(
            "steps",
            ListOf(StepShape(), least=1),
            "Things to do, one after the other. A step with a picture is a group of keys.",
            required=True,
        ),
        BLOCK_ID,
    ),
    _steps,
)


# Timelines


EVENT = Record(
    "a point of a timeline",
    (
        Field("when", InlineText(), "A time, a day, a week, a date.", required=True, example="Day 1"),
        Field("text", BlockText(), "What happens then, or what to do.", required=True),
    ),
    lambda values, _: (values.value("when"), Event(values.runs("when"), values.blocks("text"), origin=values.at)),
)


class EventShape(Shape):
    """A point of a timeline, or its short form: `Day 1: Rest.`."""

    noun = "a point of a timeline"

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return EVENT.fits(node)

    def read(self, node: Node, reader: Reader, at: Span) -> tuple[Span, Event] | None:
        """The point with the place of its time."""
        if isinstance(node, MappingNode) and len(node.entries) == 1 and not node.repeated:
            [entry] = node.entries
            if entry.key.value not in EVENT.by_name:
                points = TimesShape().read(node, reader, at)
                return points[0] if points else None
        event: tuple[Span, Event] | None = EVENT.read(node, reader, at)
        return event

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"anyOf": [EVENT.schema(), {**TimesShape().schema(), "minProperties": 1, "maxProperties": 1}]}


class TimesShape(Shape):
    """Times with what happens then: `Day 1: Rest.` on a line each."""

    noun = "times with texts"
    _map = TextMap(BlockText())

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[tuple[Span, Event]] | None:
        """The points, each with the place of its time."""
        pairs = self._map.read(node, reader, at)
        if pairs is None:
            return None
        return [(key.span, Event(reader.inline(key), tuple(text), origin=key.span)) for key, text in pairs]

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return self._map.schema()


def _timeline(values: Values, reader: Reader) -> Timeline:
    placed: tuple[tuple[Span, Event], ...] = values.items("timeline")
    if len(placed) == 1 and isinstance(values.node("timeline"), MappingNode):
        hint = "Add what happens before or after."
        reader.report("S219", values.key("timeline"), "A timeline of one point is no timeline.", hint)
    for (_, before), (at, after) in pairwise(placed):
        first, second = plain_text(before.when).strip(), plain_text(after.when).strip()
        earlier, later = _date(first), _date(second)
        if len(earlier) == len(later) and later < earlier:
            reader.report(
                "S309", at, f"{second} comes before {first}, which stands above it.", "Put the earlier one first."
            )
    return Timeline(values.text("id"), tuple(event for _, event in placed), origin=values.at)


def _date(text: str) -> tuple[int, ...]:
    """A year or a day as numbers, or nothing for other words."""
    if _YEAR.fullmatch(text):
        return (int(text),)
    if not _DAY.fullmatch(text):
        return ()
    year, month, day = map(int, text.split("-"))
    return year, month, day


TIMELINE = Record(
    "a timeline",
    (
        Field(
            "timeline",
            ByKind(sequence=ListOf(EventShape(), least=2, most=20), group=TimesShape()),
            "What happens one after the other, the earliest first: times with texts, or a list.",
            required=True,
        ),
        BLOCK_ID,
    ),
    _timeline,
)


# Do and don't


DO_AND_DONT = Record(
    "a block of what to do and what to leave",
    (
        Field("do", ListOf(InlineText(), least=1, most=12), "What to do.", required=True),
        Field("dont", ListOf(InlineText(), least=1, most=12), "What to leave.", required=True),
        BLOCK_ID,
    ),
    lambda values, _: DoAndDont(values.text("id"), values.items("do"), values.items("dont"), origin=values.at),
)


# Zones


ZONE = Record(
    "a zone",
    (
        Field("title", InlineText(), "What the zone means.", required=True, example="Doing well"),
        Field("signs", ListOf(InlineText(), least=1, most=12), "How readers tell that they are in it.", required=True),
        Field("do", ListOf(InlineText(), least=1, most=12), "What to do then.", required=True),
    ),
    lambda values, _: Zone("", values.runs("title"), values.items("signs"), values.items("do"), origin=values.at),
)


def _zones(values: Values, reader: Reader) -> Zones:
    if values.has("amber") and values.has("yellow"):
        reader.report(
            "S307", values.key("yellow"), "Amber and yellow are two names of the same zone.", "Keep one of them."
        )
    if sum(values.has(colour) for colour in ZONES) < 2 and not values.has_unknown_group():
        reader.report(
            "S307",
            values.key("zones"),
            "One zone alone tells nobody when it is left.",
            "Write two or three of `green:`, `amber:` (or `yellow:`) and `red:`.",
        )
    zones = [(colour, values.get(colour)) for colour in ZONES if values.get(colour) is not None]
    return Zones(
        values.text("id"),
        values.runs("zones"),
        tuple(Zone(colour, zone.title, zone.signs, zone.actions, zone.origin) for colour, zone in zones),
        origin=values.at,
    )


ZONES_BLOCK = Record(
    "a block of zones",
    (
        Field("zones", InlineText(), "What the zones are about.", required=True, example="How is your asthma today?"),
        Field("green", ZONE, "All is well."),
        Field("amber", ZONE, "Take care."),
        Field("yellow", ZONE, "The same as `amber`, where readers know it under this name."),
        Field("red", ZONE, "Get help."),
        BLOCK_ID,
    ),
    _zones,
)


# Schedules of medicines


def _medicine(values: Values, reader: Reader) -> Medicine:
    amounts = tuple(values.runs(time) for time in TIMES)
    if not any(values.has(time) for time in TIMES) and not values.has("how"):
        reader.report(
            "S308",
            values.at,
            "This medicine has no time and no `how`, so nobody learns when to take it.",
            "Add a time with an amount, such as `morning: 1 tablet`, or `how: only when you are in pain`.",
        )
    return Medicine(values.runs("name"), amounts, values.runs("how"), origin=values.at)


MEDICINE = Record(
    "a medicine",
    (
        Field("name", InlineText(), "Its name and strength.", required=True, example="Metformin 500 mg"),
        Field("morning", InlineText(), "How much in the morning.", example="1 tablet"),
        Field("noon", InlineText(), "How much at noon."),
        Field("evening", InlineText(), "How much in the evening."),
        Field("night", InlineText(), "How much at bedtime."),
        Field("how", InlineText(), "How to take it, or when if not every day.", example="With food"),
    ),
    _medicine,
)


def _schedule(values: Values, reader: Reader) -> Schedule:
    medicines, blank_rows = values.items("medicines"), values.get("blank-rows", 0)
    if not values.has("medicines") and not blank_rows:
        reader.report(
            "S308",
            values.key("schedule"),
            "This schedule is empty: it has neither medicines nor rows to fill in.",
            "Add `medicines:`, or `blank-rows:` with a number.",
        )
    return Schedule(values.text("id"), values.runs("schedule"), medicines, blank_rows, origin=values.at)


SCHEDULE = Record(
    "a schedule of medicines",
    (
        Field("schedule", InlineText(), "The caption of the table.", required=True, example="Your medicines"),
        Field("medicines", ListOf(MEDICINE, most=_MOST_ROWS), "Medicines, each with its amounts."),
        Field(
            "blank-rows",
            Integer(0, _MOST_ROWS),
            "How many empty rows follow, to be filled in by hand (default 0).",
            example="2",
        ),
        BLOCK_ID,
    ),
    _schedule,
)
