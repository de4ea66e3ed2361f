"""Formulas beside words: at the size of the letters around them, or on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.document.elements import Formula
from guidegen.records import dataclass, replace
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark
from guidegen.render.pdf.mathematics import Drawing, draw
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.text import GlyphRun, Style


@dataclass(frozen=True, slots=True)
class SetFormula:
    """A formula in its size."""

    source: str
    drawing: Drawing
    size: float

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.drawing.width * self.size

    def operators(self, x: float, baseline: float, style: Style) -> str:
        """The operators that draw it in text of this style."""
        return self.drawing.operators(x, baseline + style.rise, self.size, style.colour)


def set_formula(source: str, spoken: str, style: Style, *, display: bool) -> tuple[SetFormula | None, list[Diagnostic]]:
    """A formula as large as the letters of a style, if it can be drawn, and what keeps it from being printed."""
    drawing = draw(source, display=display)
    problems = _problems(source, drawing, spoken, style.language)
    return (SetFormula(source, drawing, _size(drawing, style)) if drawing is not None else None), problems


def formula_fragment(setting: Setting, block: Formula, width: float) -> Fragment:
    """A formula on lines of its own, in the style of the text around it."""
    style = setting.style(block.style)
    formula, problems = set_formula(block.source, block.spoken, style, display=True)
    if formula is None:
        hole = FragmentLine(0.0, 0.0, (Mark(0, ""),))
        located = tuple(replace(problem, span=block.origin) for problem in problems)
        return Fragment(0.0, 0.0, (hole,), (0,), runs=1, problems=located)
    if formula.width > width:
        problems.append(_too_wide(block.source, width))
    drawing, size = formula.drawing, formula.size
    height, depth = (drawing.height + 0.05) * size, (drawing.depth + 0.05) * size
    mark = Mark(0, drawing.operators(0.0, -height, size, style.colour))
    line = FragmentLine(0.0, height + depth, (mark,))
    return Fragment(
        width=formula.width,
        height=height + depth,
        lines=(line,),
        kids=(0,),
        runs=1,
        problems=tuple(replace(problem, span=block.origin) for problem in problems),
        origin=block.origin,
    )


def room_for(
    formulas: Mapping[int, SetFormula], glyph_runs: Sequence[GlyphRun], above: float, below: float
) -> tuple[float, float]:
    """How much more room than `above` and `below` the baseline the formulas of a line need, in points."""
    tallest = deepest = 0.0
    for glyph_run in glyph_runs:
        if (found := formulas.get(glyph_run.run.index)) is not None:
            drawing, size = found.drawing, found.size
            gap = 0.08 * size
            tallest = max(tallest, drawing.height * size + glyph_run.run.style.rise + gap)
            deepest = max(deepest, drawing.depth * size - glyph_run.run.style.rise + gap)
    return max(0.0, tallest - above), max(0.0, deepest - below)


def wider_than(formulas: Mapping[int, SetFormula], width: float) -> list[Diagnostic]:
    """That some formulas are wider than a line."""
    return [_too_wide(formula.source, width) for formula in formulas.values() if formula.width > width + 0.01]


def _size(drawing: Drawing, style: Style) -> float:
    """As large as the letters around it: fonts of one size differ in the height of their letters."""
    return style.size * load_face(style.faces[0]).x_height / 1000 / drawing.x_height


def _too_wide(source: str, width: float) -> Diagnostic:
    return diagnosed(
        "P113",
        f"The formula “{_shortened(source)}” is wider than its line ({width:.0f} points).",
        Span(""),
        hint=r"Divide it into lines with \\ between \begin{aligned} and \end{aligned}, or write it shorter.",
    )


def _shortened(source: str) -> str:
    return source if len(source) <= 40 else source[:37] + "…"


def _problems(source: str, drawing: Drawing | None, spoken: str, language: str) -> list[Diagnostic]:
    """What keeps a formula from being printed; the caller knows the place."""
    nowhere = Span("")
    shown = _shortened(source)
    if drawing is None:
        return [diagnosed("P111", f"The formula “{shown}” cannot be drawn.", nowhere, hint="Write it more simply.")]
    problems = [
        diagnosed(
            "P101",
            f"The font of formulas cannot draw the character “{character}” (U+{ord(character[0]):04X}).",
            nowhere,
            hint="Use a LaTeX command for it, or write it outside the formula.",
        )
        for character in drawing.missing
    ]
    if not spoken:
        problems.append(
            diagnosed(
                "P112",
                f"Guidegen has no words for the formula “{shown}” in the language “{language}”.",
                nowhere,
                hint="Without words a screen reader cannot say it. Write it in words, or as a picture with `alt:`.",
            )
        )
    return problems
