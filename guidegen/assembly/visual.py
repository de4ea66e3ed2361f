"""Blocks for readers who would rather look than read, as elements of a document."""

from __future__ import annotations

from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Prose, Text
from guidegen.locale import Words
from guidegen.model import guide as model
from guidegen.model import visual
from guidegen.model.visual import TIMES

#: The share of the column that the picture of a step takes.
_BESIDE = 0.36


def steps_for_print(block: model.Steps, words: Words) -> doc.ListBlock:
    """Numbered steps, each with its picture if it has one."""
    points: list[tuple[doc.Block, ...]] = []
    for index, step in enumerate(block.steps):
        paragraph = doc.Paragraph(for_print(step, words), origin=block.origin)
        picture = block.pictures[index] if block.pictures else None
        if picture is None:
            points.append((paragraph,))
        else:
            figure = doc.Figure(picture.image, picture.alt, width=_BESIDE, origin=block.origin)
            points.append((doc.Beside((paragraph,), figure),))
    return doc.ListBlock("step", tuple(points), origin=block.origin)


def timeline_for_print(block: visual.Timeline, words: Words) -> doc.Timeline:
    """A timeline."""
    events = tuple(
        doc.Event(for_print(event.when, words), blocks_for_print(event.blocks, words), event.origin)
        for event in block.events
    )
    return doc.Timeline(events, block.origin)


def pair_for_print(block: visual.DoAndDont, words: Words) -> doc.Pair:
    """What to do and what to leave."""
    return doc.Pair(_side("do", block.do, words), _side("dont", block.dont, words), block.origin)


def _side(key: str, points: tuple[Prose, ...], words: Words) -> doc.Side:
    return doc.Side((Text(words[key]),), words[key], _lines(points, words))


def zones_for_print(block: visual.Zones, words: Words) -> doc.Zones:
    """Zones, each named in words by its colour."""
    zones = tuple(
        doc.Zone(
            colour="amber" if zone.colour == "yellow" else zone.colour,
            title=words.phrase(f"zone-{zone.colour}", title=for_print(zone.title, words)),
            parts=(
                ((Text(words["zone-signs"]),), _lines(zone.signs, words)),
                ((Text(words["zone-actions"]),), _lines(zone.actions, words)),
            ),
            origin=zone.origin,
        )
        for zone in block.zones
    )
    return doc.Zones(for_print(block.caption, words), zones, block.origin)


def schedule_for_print(block: visual.Schedule, words: Words) -> doc.Schedule:
    """Medicines by times of the day. A time without an amount gets a dash: nothing is due."""
    nothing = (Text("–"),)
    rows: list[tuple[doc.Line, ...]] = []
    for medicine in block.medicines:
        amounts = [for_print(amount, words) for amount in medicine.amounts]
        how = for_print(medicine.how, words)
        # Without any amount it is not taken every day; dashes would say that it is not taken at all.
        cells = [amount or nothing for amount in (*amounts, how)] if any(amounts) else [how]
        rows.append((for_print(medicine.name, words), *cells))
    rows += [()] * block.blank_rows
    return doc.Schedule(
        caption=for_print(block.caption, words),
        corner=(Text(words["medicine"]),),
        times=tuple((time, (Text(words[f"time-{time}"]),)) for time in TIMES),
        remarks=(Text(words["medicine-how"]),),
        rows=tuple(rows),
        blank=words["blank"],
        amounts=(Text(words["medicine-amount"]),),
        origin=block.origin,
    )


def _lines(points: tuple[Prose, ...], words: Words) -> tuple[doc.Line, ...]:
    return tuple(for_print(point, words) for point in points)
