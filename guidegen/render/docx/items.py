"""The items of a quiz as one list that Word counts, each group below its stimulus."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, by_stimulus
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.docx.blocks import numbered, worth
from guidegen.render.docx.keeping import keep_together, keep_with_next
from guidegen.render.docx.styles import heading_id
from guidegen.render.docx.tasks import TASKS
from guidegen.render.docx.writer import Elements, Room, Writer


def item_list(writer: Writer, block: doc.ItemList, room: Room) -> Elements:
    """The items of the arrangement, in its order."""
    items = {item.id: item for item in block.items}
    stimuli = {stimulus.id: stimulus for stimulus in block.stimuli}
    made: Elements = []
    counted = 0
    number, last = 0, len((block.arrangement or writer.arrangement).items)
    for id_, group in by_stimulus((block.arrangement or writer.arrangement).items):
        before: Elements = []
        if id_:
            before = _stimulus(writer, stimuli[id_], group, room, f"{block.anchor}:stimulus:{group[0].item}")
        for placed in group:
            if placed.number != counted + 1 or not number:
                number = writer.numbering.new("item", start=placed.number)
            counted = placed.number
            body = replace(room.set_in(writer.step(last)), keeps=True)
            item = _item(writer, items[placed.item], placed, number, room, body, f"{block.anchor}:{placed.item}")
            if before:
                keep_with_next(writer, before, item, room.width)
            made += [*before, *item, writer.paragraph((), "small", room, after=60)]
            before = []
    return made


def stimulus_alone(writer: Writer, block: doc.StimulusAlone, room: Room) -> Elements:
    """A stimulus that no list of items follows."""
    made = _stimulus(writer, block.stimulus, block.about, room, block.anchor)
    keep_with_next(writer, made, [], room.width)
    return made


def _stimulus(writer: Writer, block: doc.Stimulus, group: Sequence[ArrangedItem], room: Room, anchor: str) -> Elements:
    """What the items of a group are about, in a box below the sentence that says so."""
    text = (Text(block.directions.text(group[0].number, group[-1].number)),)
    head = writer.paragraph(text, "directions", room, anchor=anchor, style_of_word=heading_id(block.level))
    inside = Room(room.width - room.indent - 320, language=block.language)
    content: Elements = []
    if block.title:
        content.append(writer.paragraph(block.title, "card-title", inside, keep_next=True))
    content += writer.blocks(block.blocks, inside)
    return [head, *writer.box(content, room, edge=writer.colour("rule"))]


def _item(
    writer: Writer, item: doc.Item, placed: ArrangedItem, number: int, room: Room, body: Room, anchor: str
) -> Elements:
    """Stem, picture and hint, the task, and on a teacher's copy the answer; all but the number stands in `body`.

    A page never parts stem and task, nor an item of less than most of a page.
    """
    shown = dict(item.shown)
    writer.blanks = shown
    points = worth(writer, item.points)
    made = numbered(writer, item.stem, replace(room, keeps=True), body, (number, 0), anchor, style="stem", extra=points)
    if item.figure is not None:
        made += writer.blocks([item.figure], body)
    if item.hint:
        made.append(writer.paragraph(item.hint, "hint", body))
    made += TASKS[type(item.task)](writer, item.task, placed, body, shown)
    writer.blanks = {}
    if item.answer:
        inside = Room(body.width - body.indent - 320)
        answer = writer.box(writer.blocks(item.answer, inside), body, bar=writer.colour("primary"))
        keep_with_next(writer, made, answer, body.width - body.indent)
        return [*made, *answer]
    keep_together(writer, made, body.width - body.indent)
    return made
