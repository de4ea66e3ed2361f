"""Blocks for readers who would rather look than read: their words in paragraphs, boxes and tables of Word."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.inline import Strong, Text
from guidegen.render.docx.writer import Elements, Room, Writer

#: The sign before a point, in characters that every font of an office program has, and before the name of a zone.
_MARKS = {"do": "✓", "dont": "✗"}
_ZONES = {"green": "●", "amber": "▲", "red": "■"}


def beside(writer: Writer, block: doc.Beside, room: Room) -> Elements:
    """Words with their picture below: Word has no place beside them that stays there."""
    return [*writer.blocks(block.blocks, room), *writer.blocks([block.figure], room)]


def timeline(writer: Writer, block: doc.Timeline, room: Room) -> Elements:
    """Times as bold lines, what happens set in below."""
    made: Elements = []
    for event in block.events:
        made.append(writer.paragraph(event.when, "when", room, keep_next=True))
        made += writer.blocks(event.blocks, room.set_in(writer.step()))
    return made


def pair(writer: Writer, block: doc.Pair, room: Room) -> Elements:
    """Two boxes below each other, each point with its sign."""
    made: Elements = []
    for kind, side in (("do", block.do), ("dont", block.dont)):
        inside = Room(room.width - room.indent - 320, language=room.language)
        content = [writer.paragraph(side.title, "zone-title", inside, keep_next=True)]
        for point in side.points:
            line = (Strong((Text(f"{_MARKS[kind]} "),)), *point)
            content.append(writer.paragraph(line, "body", inside))
        made += writer.box(content, room, edge=writer.colour("green" if kind == "do" else "red"))
    return made


def zones(writer: Writer, block: doc.Zones, room: Room) -> Elements:
    """Boxes with a bar in the colour of the zone, which the title names."""
    made: Elements = [writer.paragraph(block.caption, "caption", room, keep_next=True)]
    for zone in block.zones:
        inside = Room(room.width - room.indent - 320, language=room.language)
        title = (Text(f"{_ZONES[zone.colour]} "), *zone.title)
        content = [writer.paragraph(title, "zone-title", inside, keep_next=True)]
        for heading, points in zone.parts:
            content.append(writer.paragraph(heading, "zone-label", inside, keep_next=True))
            listed = tuple((doc.Paragraph(point),) for point in points)
            content += writer.blocks([doc.ListBlock("bullet", listed)], inside)
        made += writer.box(content, room, edge=writer.colour("ink"), bar=writer.colour(zone.colour))
    return made
