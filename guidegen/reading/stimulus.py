"""Stimuli of a bank: passages, figures and data that groups of items share."""

from __future__ import annotations

from typing import Any

from guidegen.diagnostics import Span
from guidegen.model.stimulus import STANDARD_WIDTH, Stimulus
from guidegen.reading.items.base import read_figure
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    LANGUAGE,
    BlockText,
    ByKind,
    Field,
    ImagePath,
    InlineText,
    MapOf,
    Record,
    Share,
    Switch,
    Text,
    Values,
)
from guidegen.records import replace


def _stimulus(values: Values, reader: Reader) -> Stimulus:
    if not values.has("text") and not values.has("figure"):
        reader.report("S202", values.at, "This stimulus has neither a text nor a picture.", "Add `text:` or `figure:`.")
    for name in ("caption", "width"):
        if values.has(name) and not values.has("figure"):
            reader.report(
                "S201", values.key(name), f"`{name}` belongs to a picture, and there is none.", "Add `figure:`."
            )
    return Stimulus(
        id="",
        title=values.runs("title"),
        blocks=values.blocks("text"),
        figure=read_figure(values, reader),
        caption=values.runs("caption"),
        width=values.get("width", STANDARD_WIDTH),
        language=values.text("language"),
        shuffle=values.get("shuffle", True),
    )


STIMULUS = Record(
    "a stimulus",
    (
        Field("text", BlockText(), "The passage or the data."),
        Field("title", InlineText(), "A heading above it.", example="Cells in a root tip"),
        Field("figure", ImagePath(), "A picture below the text."),
        Field("alt", Text(), "What the picture shows."),
        Field("caption", InlineText(), "A line below the picture."),
        Field("width", Share(), "The picture's share of the column (default 0.6)."),
        Field("language", LANGUAGE, "The language of the text; the quiz's when left out.", example="es"),
        Field("shuffle", Switch(), "False when its items keep the order of the bank."),
    ),
    _stimulus,
)


def _named(name: str, value: Any, span: Span) -> Stimulus:
    stimulus = value if isinstance(value, Stimulus) else Stimulus("", blocks=value)
    return replace(stimulus, id=name, origin=span)


STIMULI = MapOf(ByKind(text=BlockText(), group=STIMULUS), _named, declares="stimulus")
