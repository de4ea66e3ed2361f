"""The passages of a guide: each stretch of prose that stands on its own, with its place, in reading order.

A paragraph, a point of a list, a cell of a table and a heading are passages of their own, so that none of them is
glued to its neighbour when sentences are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from guidegen.diagnostics import Span
from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Inline,
    Language,
    LineBreak,
    Mathematics,
    NumberedBlank,
    Prose,
    Text,
    Variable,
    origin_of,
    walk,
)
from guidegen.model import guide as model
from guidegen.model import visual
from guidegen.model.chart import Chart, Pictograph
from guidegen.model.prose import (
    NOWHERE,
    Blocks,
    BulletList,
    CodeBlock,
    FormulaBlock,
    Heading,
    NumberedList,
    Paragraph,
    Picture,
    ProseTable,
    Quotation,
)
from guidegen.model.write_on import Acknowledgement, FillIns, Notes
from guidegen.records import dataclass

#: Stands for what is no words of the text's language: a formula, a value, words in another language.
GAP = "\ufffc"
#: Stands for a citation.
CITED = "\ue000"

Kind = Literal["paragraph", "point", "cell", "heading", "caption", "quotation"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of prose as plain text. `part` names the field of the guide, `section` the section's id or nothing."""

    kind: Kind
    part: str
    text: str
    prose: Prose
    origin: Span
    section: str = ""
    is_claim: bool = False


def passages_of(guide: model.Guide) -> list[Passage]:
    """Every passage of a guide but its sources, in printed order."""
    return [passage for passage in _passages(guide) if passage.text.strip()]


def flat(prose: Prose) -> str:
    """The words as a reader reads them, with `GAP` for what is none of the language's words."""
    parts: list[str] = []
    _flatten(prose, parts)
    return "".join(parts)


def abbreviations_in(prose: Prose) -> Iterator[tuple[str, str]]:
    """The short forms that the author expanded with `{abbr="..."}`, with their expansions."""
    for node in walk(prose):
        if isinstance(node, Abbreviation):
            yield flat(node.children), node.expansion


def _flatten(prose: Sequence[Inline], parts: list[str]) -> None:
    for node in prose:
        match node:
            case Text(text) | Code(text):
                parts.append(text)
            case Citation():
                parts.append(CITED)
            case Blank() | NumberedBlank():
                pass
            case LineBreak():
                parts.append(" ")
            case Mathematics() | Variable() | Language():
                parts.append(GAP)
            case _:
                _flatten(node.children, parts)


def _passages(guide: model.Guide) -> Iterator[Passage]:
    yield _line("heading", "title", guide.title, guide.origin)
    yield _line("heading", "subtitle", guide.subtitle, guide.origin)
    yield _line("paragraph", "main-message", guide.main_message, guide.origin)
    yield from _blocks("summary", guide.summary)
    for section in guide.sections:
        yield _line("heading", "sections", section.title, section.origin, section.id)
        for block in section.body:
            yield from _body(block, section.id)
    yield from _points("next-steps", guide.next_steps, guide.origin)
    yield from _points("questions", guide.questions, guide.origin)
    yield from _blocks("get-help", guide.get_help)
    yield from _points("key-points", guide.key_points, guide.origin)
    yield from _blocks("disclaimer", guide.disclaimer)


def _body(block: model.BodyBlock, section: str) -> Iterator[Passage]:
    match block:
        case model.Text():
            yield from _blocks("sections", block.blocks, section, is_claim=block.is_claim)
        case model.Steps():
            yield from _points("sections", block.steps, block.origin, section)
        case model.Checklist():
            yield from _points("sections", block.points, block.origin, section)
        case model.Callout():
            yield _line("heading", "sections", block.title, block.origin, section)
            yield from _blocks("sections", block.blocks, section)
        case model.Cards():
            for card in block.cards:
                yield _line("heading", "sections", card.title, card.origin, section)
                yield from _blocks("sections", card.blocks, section)
        case model.Figure():
            yield _line("paragraph", "sections", block.how_to_read, block.origin, section)
            yield _line("caption", "sections", block.caption, block.origin, section)
        case model.Comparison():
            yield from _comparison(block, section)
        case Notes():
            yield _line("heading", "sections", block.title, block.origin, section)
        case FillIns():
            yield _line("heading", "sections", block.title, block.origin, section)
            for each in block.fields:
                yield _line("heading", "sections", each.label, each.origin, section)
        case Acknowledgement():
            yield _line("heading", "sections", block.title, block.origin, section)
            yield from _blocks("sections", block.statement, section)
        case visual.Timeline():
            for event in block.events:
                yield _line("heading", "sections", event.when, event.origin, section)
                yield from _blocks("sections", event.blocks, section)
        case visual.DoAndDont():
            yield from _points("sections", (*block.do, *block.dont), block.origin, section)
        case visual.Zones():
            yield _line("caption", "sections", block.caption, block.origin, section)
            for zone in block.zones:
                yield _line("heading", "sections", zone.title, zone.origin, section)
                yield from _points("sections", (*zone.signs, *zone.actions), zone.origin, section)
        case Chart() | Pictograph():
            yield _line("paragraph", "sections", block.how_to_read, block.origin, section)
            yield _line("caption", "sections", block.caption, block.origin, section)
        case visual.Schedule():
            yield _line("caption", "sections", block.caption, block.origin, section)
            for medicine in block.medicines:
                for cell in (medicine.name, *medicine.amounts, medicine.how):
                    yield _line("cell", "sections", cell, medicine.origin, section)


def _comparison(block: model.Comparison, section: str) -> Iterator[Passage]:
    yield _line("caption", "sections", block.caption, block.origin, section)
    for subject in block.subjects:
        yield _line("heading", "sections", subject, block.origin, section)
    for row in block.features:
        if isinstance(row, model.FeatureGroup):
            yield _line("heading", "sections", row.name, row.origin, section)
        for feature in row.features if isinstance(row, model.FeatureGroup) else (row,):
            yield _line("heading", "sections", feature.name, feature.origin, section)
            for cell in feature.cells:
                yield from _blocks("sections", cell.blocks, section, kind="cell")
    yield _line("paragraph", "sections", block.how_to_read, block.origin, section)


def _points(part: str, points: Sequence[Prose], origin: Span, section: str = "") -> Iterator[Passage]:
    for point in points:
        yield _line("point", part, point, origin, section)


def _line(kind: Kind, part: str, prose: Prose, origin: Span, section: str = "") -> Passage:
    own = origin_of(prose)
    return Passage(kind, part, flat(prose), prose, origin if own == NOWHERE else own, section)


def _blocks(
    part: str, blocks: Blocks, section: str = "", kind: Kind = "paragraph", *, is_claim: bool = False
) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Paragraph(prose, origin):
                yield Passage(kind, part, flat(prose), prose, origin, section, is_claim)
            case Heading(_, prose, origin):
                yield Passage("heading", part, flat(prose), prose, origin, section)
            case BulletList(points) | NumberedList(points):
                for point in points:
                    yield from _blocks(part, point, section, "point", is_claim=is_claim)
            case Quotation(inner):
                yield from _blocks(part, inner, section, "quotation", is_claim=is_claim)
            case ProseTable():
                yield _line("caption", part, block.caption, block.origin, section)
                for header in block.header:
                    yield _line("heading", part, header, block.origin, section)
                for row in block.rows:
                    for cell in row:
                        yield _line("cell", part, cell, block.origin, section)
            case Picture():
                yield _line("caption", part, block.caption, block.origin, section)
            case CodeBlock() | FormulaBlock():
                pass
