"""Grids of very many answers, each of them words: every row is set as one fragment (see `dense_rows`)."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.render.pdf.answer_key import GRID_ANSWER, GRID_LABEL, AnswerBoxes, grid_of
from guidegen.render.pdf.dense_rows import WordSetter, row_of
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragment import ARTIFACT, Mark
from guidegen.render.pdf.glyph_sets import Glyphs
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element


def long_grid(layout: Layout, block: doc.AnswerGrid, frame: Frame) -> Laid | None:
    """Answers in boxes, as many in a row as fit; None where one is not plain, or wider than the place."""
    fragments = layout.fragments
    if fragments.right_to_left:
        return None
    height = AnswerBoxes.of(layout, frame, 0.0, 0.0).height
    setter = WordSetter(fragments)
    # In the middle of their box, whatever their size.
    above_label, above_answer = [(height - fragments.leading(style)) / 2 for style in (GRID_LABEL, GRID_ANSWER)]
    pairs = []
    for label, letters in block.answers:
        own, answer = setter.words(label, GRID_LABEL, above_label), setter.words(letters, GRID_ANSWER, above_answer)
        if own is None or answer is None:
            return None
        pairs.append((own, answer))
    boxes = AnswerBoxes.of(
        layout, frame, max(own.widest() for own, _ in pairs), max(each.widest() for _, each in pairs)
    )
    if boxes.width > frame.width:
        return None
    starts = [index * boxes.width for index in range(boxes.columns)]
    outlines = [Mark(ARTIFACT, boxes.outline(layout, x)) for x in starts]
    units: list[Unit] = []
    entries: list[Element] = []
    for start in range(0, len(pairs), boxes.columns):
        row = pairs[start : start + boxes.columns]
        marks = outlines[: len(row)]
        used: dict[str, Glyphs] = {}
        for place, ((own, answer), x) in enumerate(zip(row, starts, strict=False)):
            x += boxes.padding
            marks.append(Mark(2 * place, own.operators([own.pieces], x, height)))
            marks.append(Mark(2 * place + 1, answer.operators([answer.pieces], x + boxes.label, height)))
            own.add_glyphs(used)
            answer.add_glyphs(used)
        fragment = row_of(marks, 2 * len(row), frame.width, height, used, doc.NOWHERE)
        key = layout.keys.take(fragment)
        for own_key in range(key, key + 2 * len(row), 2):
            entries.append(Element("LI", [Element("Lbl", [own_key]), Element("LBody", [own_key + 1])]))
        units.append(Unit(height, [Placed(fragment, frame.x, 0.0, key, 0, 0, 1)], groups=frame.groups))
    return grid_of(layout, units, entries)
