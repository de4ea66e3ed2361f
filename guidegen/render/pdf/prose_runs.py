"""Prose flattened to runs of one style, with the structure that they came from.

What hardly any line has (blanks, formulas) is set elsewhere; here it is an object with a width.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from guidegen.diagnostics import Diagnostic
from guidegen.document.elements import Line, PageReference, Run, Slot
from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Parallel,
    Strong,
    Text,
    Variable,
    plain_text,
)
from guidegen.records import replace
from guidegen.render.pdf.fragment import InlineElement
from guidegen.render.pdf.late import late
from guidegen.render.pdf.plain_text import one_line
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.text import OBJECT, Style, TextRun

if TYPE_CHECKING:
    from guidegen.render.pdf.blanks import SetBlank
    from guidegen.render.pdf.formulas import SetFormula

#: The size of code beside other words: letters of equal width look larger than they are.
_MONO = 0.94
_set_blank: Callable[[Blank | NumberedBlank, Style, Setting, int], SetBlank] = late("blanks", "set_blank")
_set_formula: Callable[..., tuple[SetFormula | None, list[Diagnostic]]] = late("formulas", "set_formula")


def runs_of(line: Line, style: str, setting: Setting) -> Runs | OneRun:
    """A line of prose in a style of the theme as runs."""
    if len(line) == 1 and type(line[0]) is Text:
        return OneRun(setting.style(style), line[0].text)
    runs = Runs(setting, style, alone=len(line) == 1)
    runs.kids = runs.add(line, runs.base)
    return runs


class OneRun:
    """Words alone: one run, with nothing in it that has a look or a meaning of its own."""

    __slots__ = ("base", "text_runs")

    count = 1
    kids: tuple[int | InlineElement, ...] = (0,)
    links: Sequence[tuple[str, str]] = ()
    link_of: Mapping[int, int] = MappingProxyType({})
    slots: Mapping[int, Slot | PageReference] = MappingProxyType({})
    blanks: Mapping[int, SetBlank] = MappingProxyType({})
    formulas: Mapping[int, SetFormula] = MappingProxyType({})
    problems: Sequence[Diagnostic] = ()

    def __init__(self, base: Style, text: str) -> None:
        self.base = base
        self.text_runs = [TextRun(text, base, 0)]


class Runs:
    """Prose flattened to runs of text, with the structure that they came from."""

    def __init__(self, setting: Setting, style: str, *, alone: bool) -> None:
        """No runs yet. What stands `alone` has its line to itself."""
        self.setting = setting
        self.base = setting.style(style)
        self.text_runs: list[TextRun] = []
        self.count = 0
        self.kids: tuple[int | InlineElement, ...] = ()
        self.links: list[tuple[str, str]] = []
        self.link_of: dict[int, int] = {}
        self.slots: dict[int, Slot | PageReference] = {}
        self.blanks: dict[int, SetBlank] = {}
        self.formulas: dict[int, SetFormula] = {}
        self.problems: list[Diagnostic] = []
        self.alone = alone
        self._open: int | None = None

    def add(self, line: Sequence[Run], style: Style, link: int = -1) -> tuple[int | InlineElement, ...]:
        """Add the runs of a line; what it has of the structure is given back."""
        kids: list[int | InlineElement] = []
        for node in line:
            kid = self._node(node, style, link)
            for one in kid if isinstance(kid, tuple) else (kid,):
                if not (isinstance(one, int) and one in kids):
                    kids.append(one)
        self._open = None
        return tuple(kids)

    def _node(self, node: Run, style: Style, link: int) -> int | InlineElement | tuple[int | InlineElement, ...]:
        match node:
            case Text(text):
                return self._text(text, style, link)
            case LineBreak():
                return self._text("\n", style, link)
            case Strong(children):
                return self._styled(children, style, link, bold=True)
            case Emphasis(children):
                return self._styled(children, style, link, italic=True)
            case Code(text):
                return self._nested_code(text, style, link)
            case Parallel(children):
                return tuple(each for side in children for each in _each(self._node(side, style, link)))
            case Language(language, children):
                inner = replace(style, language=language)
                return self._nested(children, inner, link, language=language)
            case Abbreviation(expansion, children):
                return self._nested(children, style, link, expansion=expansion)
            case Link(url, children):
                coloured = replace(style, colour=self.setting.theme.colours["primary"])
                return self._link(children, coloured, url, f"{plain_text(children)} ({url})")
            case Citation(sources, alone):
                return self._citation(sources, style, alone=alone)
            case Blank() | NumberedBlank():
                return self._blank(node, style)
            case Slot(_, sample):
                run = self._object(one_line(sample, style).widest(), style)
                self.slots[run] = node
                return run
            case PageReference():
                page = self.setting.page_text(node)
                run = self._object(one_line(page, style).widest(), style)
                self.slots[run] = node
                return run
            case Mathematics(source, spoken):
                return self._formula(source, spoken, style, link)
            case Variable():
                # Refused when the file was read; nothing may print them as if they were understood.
                raise TypeError(f"{type(node).__name__} reached the renderer")

    def _text(self, text: str, style: Style, link: int) -> int:
        if self._open is None:
            self._open = self.count
            self.count += 1
            if link >= 0:
                self.link_of[self._open] = link
        self.text_runs.append(TextRun(text, style, self._open))
        return self._open

    def _object(self, width: float, style: Style) -> int:
        run = self.count
        self.count += 1
        self._open = None
        self.text_runs.append(TextRun(OBJECT, style, run, width))
        return run

    def _formula(self, source: str, spoken: str, style: Style, link: int) -> int | InlineElement:
        # A formula that has its line to itself is set larger, as a block would be.
        formula, problems = _set_formula(source, spoken, style, display=self.alone)
        self.problems += problems
        if formula is None:
            return self._text(source, style, link)
        run = self._object(formula.width, style)
        self.formulas[run] = formula
        if link >= 0:
            self.link_of[run] = link
        return InlineElement("Formula", (run,), alt=spoken)

    def _blank(self, node: Blank | NumberedBlank, style: Style) -> tuple[InlineElement, ...]:
        blank = _set_blank(node, style, self.setting, len(self.links))
        run = self._object(blank.width, style)
        self.blanks[run] = blank
        drawn = InlineElement("Span", (run,), actual_text=blank.said)
        if blank.field is None:
            return (drawn,)
        self.links.append(("", ""))
        form = InlineElement("Form", (), link=blank.field.link)
        return (form,) if blank.is_ornament else (drawn, form)

    def _styled(
        self, children: Sequence[Run], style: Style, link: int, *, bold: bool = False, italic: bool = False
    ) -> tuple[int | InlineElement, ...]:
        """Strong and emphasised words are part of the run around them: their look changes, not the structure."""
        inner = self.setting.styled(style, bold=bold, italic=italic)
        kids: list[int | InlineElement] = []
        for node in children:
            kid = self._node(node, inner, link)
            kids.extend(kid if isinstance(kid, tuple) else (kid,))
        return tuple(kids)

    def _nested(
        self, children: Sequence[Run], style: Style, link: int, *, language: str = "", expansion: str = ""
    ) -> InlineElement:
        self._open = None
        return InlineElement("Span", self.add(children, style, link), language=language, expansion=expansion)

    def _nested_code(self, text: str, style: Style, link: int) -> InlineElement:
        self._open = None
        faces = self.setting.theme.faces
        heavy = style.faces not in (faces["regular"], faces["italic"])
        mono = replace(style, faces=faces["mono-bold" if heavy else "mono"], size=style.size * _MONO)
        run = self._text(text, mono, link)
        self._open = None
        return InlineElement("Code", (run,))

    def _link(
        self, children: Sequence[Run], style: Style, target: str, contents: str, *, alt: str = ""
    ) -> InlineElement:
        self._open = None
        link = len(self.links)
        self.links.append((target, contents))
        return InlineElement("Link", self.add(children, style, link), alt=alt, link=link)

    def _citation(
        self, sources: tuple[str, ...], style: Style, *, alone: bool = False
    ) -> tuple[int | InlineElement, ...]:
        """Raised numbers that lead to the list of sources, or numbers that stand alone."""
        size = style.size if alone else max(style.size * 0.62, 7.5 * self.setting.scale)
        rise = style.rise + (0.0 if alone else style.size * 0.36)
        raised = Style(style.faces, size, self.setting.theme.colours["primary"], rise, style.language)
        kids: list[int | InlineElement] = []
        for index, source in enumerate(sources):
            if index:
                self._open = None
                kids.append(self._text(", ", raised, -1))
            number_ = str(self.setting.sources[source])
            contents = self.setting.labels.source_link.replace("{number}", number_)
            # A raised number alone would be read as part of the sentence.
            kids.append(self._link((Text(number_),), raised, f"#source:{source}", contents, alt=contents))
        self._open = None
        return tuple(kids)


def _each(kid: int | InlineElement | tuple[int | InlineElement, ...]) -> tuple[int | InlineElement, ...]:
    return kid if isinstance(kid, tuple) else (kid,)
