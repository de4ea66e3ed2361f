"""Lettered options: circles for one answer, squares for several."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange
from guidegen.inline import is_parallel
from guidegen.records import dataclass
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.form_fields import Button, Drawn, fill, question, said_of
from guidegen.render.pdf.fragment import Fragment, ornament, picture
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, line_of, stacked
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.sharpness import sharp_width
from guidegen.render.pdf.structure import Element, holding

#: The height of the pictures of options, in points of regular print.
_HIGHEST = 96.0


def lay_options(layout: Layout, task: doc.Options, arranged: ArrangedItem, frame: Frame) -> Laid:
    """The options of an item in the order of its arrangement."""
    return lay_lettered(
        layout,
        arrange(task.options, arranged.options),
        frame,
        square=task.many,
        item=arranged.number,
    )


def lay_lettered(
    layout: Layout,
    options: list[doc.Option],
    frame: Frame,
    *,
    square: bool = False,
    item: int = 0,
) -> Laid:
    """Lettered options, in two or four columns when all of them are short enough.

    In a document that can be filled in they are buttons when the number of their `item` is given; otherwise their
    letters stand alone, so that nobody tries to mark them.
    """
    scale = layout.scale
    indent = layout.mark("letter") + 10.0 * scale
    columns = _option_columns(layout, options, frame.width, indent)
    width = frame.width / columns
    units, entries = [], []
    for start in range(0, len(options), columns):
        answers: list[_Answer] = []
        bubbles: list[list[Placed]] = []
        for column, option in enumerate(options[start : start + columns]):
            x = frame.x + column * width
            answer = _answer(layout, option, x + indent, width - indent - 6 * scale)
            mark, marked = layout.letter(start + column), option.id in layout.shown
            bubble, label = _bubble(layout, mark, x, square=square, marked=marked)
            answers.append(answer)
            bubbles.append(bubble)
            body: list[Element | int] = list(answer.elements)
            if layout.phrases is not None and not item:
                del bubble[0]
            elif layout.phrases is not None:
                button = _button(layout, layout.phrases, item, mark, option, square=square)
                y, side = bubble[0].y, bubble[0].fragment.width
                place, form = layout.field(button, x, y, side, side)
                bubble.append(place)
                body.insert(0, form)
            entries.append(Element("LI", [label, holding("LBody", body)]))
        placed, height = _side_by_side(answers, bubbles)
        height = max(height, layout.fragments.leading("option"))
        units.append(Unit(height, placed, before=layout.space("option"), groups=frame.groups, keep_next=True))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}})])


@dataclass(frozen=True, slots=True)
class _Answer:
    """An option without its letter: words, and the picture below them. `lowered` is that of its first line."""

    placed: list[Placed]
    elements: list[Element]
    height: float
    lowered: float = 0.0


def _answer(layout: Layout, option: doc.Option, x: float, width: float) -> _Answer:
    placed: list[Placed] = []
    elements: list[Element] = []
    height = drop = 0.0
    if option.blocks:
        laid = layout.blocks(option.blocks, Frame(x, width))
        stack, height = stacked(laid.units)
        # The letter stands beside the first line, which may have padding above it.
        first = next(each for each in stack if not each.artifact)
        drop = first.y + first.fragment.lines[first.first].lowered
        placed += stack
        elements += laid.elements
    elif option.line:
        text, body = layout.whole(option.line, "option", x, 0, width, origin=option.origin)
        placed.append(text)
        elements.append(body)
        height, drop = text.fragment.height, text.fragment.lines[0].lowered
    if option.figure is not None:
        top = height + 4 * layout.scale if height else 0.0
        shown, figure = _picture(layout, option.figure, x, top, width)
        placed.append(shown)
        elements.append(figure)
        height = top + shown.fragment.height + 4 * layout.scale
    return _Answer(placed, elements, height, drop)


def _picture(layout: Layout, figure: doc.Figure, x: float, y: float, width: float) -> tuple[Placed, Element]:
    """The picture as wide as its column and its pixels allow, and no higher than the others may be."""
    image = figure.image
    layout.images[image.digest] = image
    high = min(_HIGHEST * layout.scale, min(width, sharp_width(image)) * image.height / image.width)
    placed, element = layout.content(picture(image.digest, high * image.width / image.height, high), x, y, "Figure")
    element.alt = figure.alt
    return placed, element


def _side_by_side(answers: list[_Answer], bubbles: list[list[Placed]]) -> tuple[list[Placed], float]:
    """Options in a row, each with its letter, share their first baseline, however tall the formulas in them are."""
    baseline = max([answer.lowered for answer in answers])
    placed: list[Placed] = []
    height = 0.0
    for answer, bubble in zip(answers, bubbles, strict=True):
        drop = baseline - answer.lowered
        placed += [each.lower(baseline) for each in bubble] if baseline else bubble
        placed += [each.lower(drop) for each in answer.placed] if drop else answer.placed
        height = max(height, drop + answer.height)
    return placed, height


def _stand_beside(layout: Layout, options: list[doc.Option]) -> bool:
    """Whether any of these options has its translation beside it."""
    lines = [option.line for option in options]
    if not any(map(is_parallel, lines)):
        return False
    from guidegen.render.pdf.parallel import stands_beside

    return stands_beside(layout.fragments, lines)


def _option_columns(layout: Layout, options: list[doc.Option], width: float, indent: float) -> int:
    if any(option.blocks for option in options) or _stand_beside(layout, options):
        return 1
    widest = max([layout.fragments.extent(option.line, "option")[1] if option.line else 0.0 for option in options])
    room = widest + indent + 10 * layout.scale
    if any(option.figure is not None for option in options):
        room = max(room, indent + _HIGHEST * layout.scale)
    return next((columns for columns in (4, 2) if room <= width / columns), 1)


def _bubble(layout: Layout, text: str, x: float, *, square: bool, marked: bool) -> tuple[list[Placed], Element]:
    """A letter in the circle (or square) that is filled in; a teacher's copy shows the right ones filled."""
    outline, letter = _letter(layout, text, square=square, marked=marked)
    key = layout.keys.take(letter.fragment)
    shown = Placed(letter.fragment, x, letter.y, key, 0, 0, letter.last)
    return [Placed(outline.fragment, x, outline.y, -1, 0, 0, outline.last, "Layout"), shown], Element("Lbl", [key])


def _letter(layout: Layout, text: str, *, square: bool, marked: bool) -> tuple[Placed, Placed]:
    """The circle or square and the letter as they stand in each item that has it, but for the place across."""
    fragments = layout.fragments
    key = text, square, marked
    known = fragments.letters.get(key)
    if known is None:
        outline = _shape(layout, square=square, marked=marked)
        side, style = outline.width, "letter-marked" if marked else "letter"
        line = fragments.leading("option")
        y = (line - fragments.leading(style)) / 2
        if not text.isascii():
            from guidegen.render.pdf.ink_height import drop_to_middle

            y += drop_to_middle(text, fragments.style(style))
        shown, _ = layout.whole(line_of(text), style, 0.0, y, side, role="Lbl", align="centre")
        known = artifact(outline, 0.0, (line - side) / 2), shown
        if not shown.fragment.problems:
            fragments.letters[key] = known
    return known


def _shape(layout: Layout, *, square: bool, marked: bool) -> Fragment:
    key = "circle of a letter", square, marked
    drawings = layout.fragments.drawings
    if key not in drawings:
        drawings[key] = _drawn_shape(layout, square=square, marked=marked)
    return drawings[key]


def _drawn_shape(layout: Layout, *, square: bool, marked: bool) -> Fragment:
    side, edge = layout.mark("letter"), layout.stroke("mark")
    colour = layout.colour("ink")
    fill = colour if marked else None
    inside, radius = side - edge, layout.corner("mark") if square else side / 2
    drawing = ops.box(
        edge / 2, edge / 2 - side, inside, inside, radius=radius, fill=fill, stroke=colour, thickness=edge
    )
    return ornament(drawing, side, side)


def _button(
    layout: Layout, phrases: doc.FieldPhrases, item: int, text: str, option: doc.Option, *, square: bool
) -> Button:
    """The circle or square as a field; chosen, it looks as on a teacher's copy."""
    shape = _shape(layout, square=square, marked=True)
    mark = layout.fragments.paragraph(line_of(text), "letter-marked", shape.width, doc.NOWHERE, align="centre")
    return Button(
        name=question(item, text) if square else question(item),
        said=fill(phrases.option, number=item, letter=text, text=said_of(option)),
        value=text,
        marked=(Drawn(shape), Drawn(mark, y=(shape.height - mark.height) / 2)),
        radio=not square,
        group=fill(phrases.question, number=item),
    )
