"""Blanks in a line: a line to write on, before it the ring with its number, on it an answer or a field to type in."""

from __future__ import annotations

from guidegen.inline import Blank, NumberedBlank
from guidegen.records import dataclass, replace
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.fragment import FieldPlace
from guidegen.render.pdf.operators import circle, rule
from guidegen.render.pdf.plain_text import one_line
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import GlyphRun, Style, TextRun
from guidegen.render.pdf.text_operators import text_on_line

#: The width of a written character and of a blank's ring, in sizes of the text: a hand needs more room than print.
_WRITTEN, _RING = 0.55, 1.5


@dataclass(frozen=True, slots=True)
class SetBlank:
    """A blank as it stands in its line; `said` is what a screen reader says.

    The glyphs of the `number` in the ring and of the `answer` on the line begin at 0. Where there is a field, its place
    counts from the start of the blank.
    """

    width: float
    said: str
    number: tuple[GlyphRun, ...] = ()
    answer: tuple[GlyphRun, ...] = ()
    field: FieldPlace | None = None
    right_to_left: bool = False

    @property
    def is_ornament(self) -> bool:
        """Whether the line means nothing beside its field, which has a name of its own."""
        return self.field is not None and bool(self.field.prompt)

    def operators(self, run: GlyphRun, shift: float, baseline: float) -> str:
        """A line to write on, with the ring of its number before it if it has one, at the place of its run."""
        x, style = run.x + shift, run.run.style
        if not self.number:
            return rule(x, baseline - 1.5, run.width, 0.75, style.colour)
        wide = sum(part.width for part in self.number)
        numbered = self.number[0].run.style
        side = _ring(numbered, wide)
        gap = side + 0.25 * style.size
        centre = x + (run.width - side / 2 if self.right_to_left else side / 2)
        middle = baseline + load_face(style.faces[0]).cap_height * style.size / 2000
        foot = middle - load_face(self.number[0].face).cap_height * numbered.size / 2000
        start = x if self.right_to_left else x + gap
        line = rule(start, baseline - 1.5, run.width - gap, 0.75, style.colour)
        ring = circle(centre, middle, side / 2 - 0.4, stroke=numbered.colour, thickness=0.8)
        digits = " ".join(text_on_line(part, centre - wide / 2, foot) for part in self.number)
        start += (run.width - gap - sum(part.width for part in self.answer)) / 2
        written = " ".join(text_on_line(part, start, baseline) for part in self.answer)
        return f"{line} {ring} {digits} {written}"


def set_blank(blank: Blank | NumberedBlank, style: Style, setting: Setting, link: int) -> SetBlank:
    """A blank in text of this style; `link` is the number of its field, if it has one."""
    if isinstance(blank, NumberedBlank):
        return _numbered(blank, style, setting, link)
    width = max(3.0, 0.55 * blank.length) * style.size
    place = FieldPlace(link, 0.0, -1.0, width, 1.25 * style.size, prompt=blank.prompt) if blank.prompt else None
    return SetBlank(width, setting.labels.blank, field=place)


def most_characters(width: float, size: float) -> int:
    """How many characters may be written on a numbered blank, so that a line of this width holds it."""
    return max(3, int((0.75 * width / size - _RING) / _WRITTEN))


def _numbered(blank: NumberedBlank, style: Style, setting: Setting, link: int) -> SetBlank:
    """A ring with the number, and a line to write on or a field to type in."""
    numbered = setting.style("blank-number")
    [number] = one_line(str(blank.number), numbered).lines(float("inf")).lines
    ring = _ring(numbered, sum(run.width for run in number.runs)) + 0.25 * style.size
    room = _WRITTEN * blank.width * style.size
    answer = _answer(blank.answer, style, setting, room)
    said = setting.labels.numbered_blank.replace("{number}", str(blank.number))
    if answer:
        said = f"{said}: {blank.answer}"
    place = None
    if blank.field:
        start = 0.0 if setting.right_to_left else ring
        place = FieldPlace(link, start, -1.0, room, 1.45 * style.size, blank.number)
    return SetBlank(ring + room, said, tuple(number.runs), answer, place, setting.right_to_left)


def _answer(answer: str, style: Style, setting: Setting, room: float) -> tuple[GlyphRun, ...]:
    """The answer of a teacher's copy in the size of the text around it; nothing where its line is too short."""
    if not answer:
        return ()
    shown = replace(setting.style("shown"), size=style.size)
    [line] = ShapedText([TextRun(answer, shown, 0)]).lines(float("inf")).lines
    return tuple(line.runs) if line.width <= room else ()


def _ring(style: Style, width: float) -> float:
    """The diameter of the ring around a number of this width."""
    return max(1.55 * style.size, width + 0.7 * style.size)
