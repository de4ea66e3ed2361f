"""Plain text of other programs to prose: paragraphs by blank lines, formulas by their marks, nothing else."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.exchange.formulas import Display, with_formulas
from guidegen.exchange.runs import joined, trimmed
from guidegen.inline import Inline, LineBreak, Prose, Text
from guidegen.model.prose import Blocks, FormulaBlock, Paragraph
from guidegen.patterns import pattern

Report = Callable[[str], None]
_PARAGRAPHS = pattern(r"\n[ \t]*\n\s*")


def prose_from_text(text: str, report: Report) -> Prose:
    """One run of prose; line ends are spaces."""
    if "\\" not in text and "$$" not in text and "_" not in text and "\xa0" not in text:
        words = " ".join(text.split())
        return (Text(words),) if words else ()
    return trimmed(joined(_inline(node) for node in with_formulas(text, report)))


def blocks_from_text(text: str, report: Report, *, keeps_lines: bool = False) -> Blocks:
    """Paragraphs divided by blank lines. With `keeps_lines` (Moodle's automatic format) lines end where they did."""
    blocks: list[Paragraph | FormulaBlock] = []
    for part in _PARAGRAPHS.split(text.strip()):
        run: list[Inline] = []
        lines = part.split("\n") if keeps_lines else [part]
        for number, line in enumerate(lines):
            run += [LineBreak()] if number else []
            for node in with_formulas(line, report):
                if isinstance(node, Display):
                    blocks += [Paragraph(prose)] if (prose := trimmed(joined(run))) else []
                    blocks.append(FormulaBlock(node.source))
                    run = []
                else:
                    run.append(node)
        blocks += [Paragraph(prose)] if (prose := trimmed(joined(run))) else []
    return tuple(blocks)


def _inline(node: Inline | Display) -> Inline:
    from guidegen.inline import Mathematics

    return Mathematics(node.source) if isinstance(node, Display) else node
