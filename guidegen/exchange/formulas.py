"""Formulas in texts of other programs: `\\(x\\)`, `\\[x\\]` and `$$x$$`, as MathJax and Moodle take them."""

from __future__ import annotations

import re
from collections.abc import Callable

from guidegen.exchange.runs import text_runs
from guidegen.exchange.to_text import text_of
from guidegen.inline import Code, Inline, Mathematics, Prose, walk
from guidegen.mathematics.formula import Unreadable, parse
from guidegen.patterns import pattern
from guidegen.records import dataclass

Report = Callable[[str], None]

#: A formula holds no mark of its own kind, so that a mark without an end is looked at once.
_FORMULA = pattern(r"\\\(((?:\\\\|(?!\\[()]).)+)\\\)|\\\[((?:\\\\|(?!\\[\[\]]).)+)\\\]|\$\$(.+?)\$\$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Display:
    """A formula that stands on a line of its own, while a paragraph is gathered."""

    source: str


def with_formulas(text: str, report: Report) -> list[Inline]:
    """The characters of a text as nodes, with the formulas that are marked in it."""
    if "\\" not in text and "$$" not in text:
        return text_runs(text)
    nodes: list[Inline] = []
    place = 0
    for match in _FORMULA.finditer(text):
        if not (match[1] or match[2] or match[3]).strip():
            continue
        nodes += text_runs(text[place : match.start()])
        alone = match[2] is not None or (match[3] is not None and match.group() == text.strip())
        nodes += formula_or_text(match[1] or match[2] or match[3] or "", report, display=alone)
        place = match.end()
    return nodes + text_runs(text[place:])


def looks_like_formula(prose: Prose) -> bool:
    """True for a run whose characters would be taken for a formula where it is written as plain text."""
    text = text_of(prose)
    meant = [node.source for node in walk(prose) if isinstance(node, Mathematics)]
    return [" ".join((m[1] or m[2] or m[3]).split()) for m in _FORMULA.finditer(text)] != meant


def formula_or_text(source: str, report: Report, *, display: bool = False) -> list[Inline]:
    """A formula; its source as code where it cannot be read."""
    typed = " ".join(source.split())
    problem = parse(typed, display=display) if display else parse(typed)
    if isinstance(problem, Unreadable):
        report(f"the formula {typed[:40]} stands as it was typed, because {problem.reason}")
        return [Code(typed)] if typed else []
    return [Display(typed) if display else Mathematics(typed)]  # type: ignore[list-item]
