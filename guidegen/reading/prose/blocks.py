"""Blocks: the tokens of the parser as nodes of `guidegen.model.prose`, each with its place in the text."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.diagnostics import Span
from guidegen.model.prose import (
    NOWHERE,
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    FormulaBlock,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
)
from guidegen.patterns import pattern
from guidegen.reading.prose.lines import Lines
from guidegen.reading.prose.marks import BLANK, unreadable
from guidegen.reading.prose.notes import Finding, Notes
from guidegen.reading.prose.pictures import ReadPicture, is_picture, picture
from guidegen.reading.prose.runs import inline_runs
from guidegen.reading.prose.simple import simple_blocks
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST_BLOCKS = 20
_THEMATIC_BREAK = pattern(r"([-*_])(?: *\1){2,} *")

Place = Callable[[int, int], Span]


def nowhere(_start: int, _end: int) -> Span:
    """The place of prose that comes from no file."""
    return NOWHERE


def block_nodes(text: str, notes: Notes, place: Place, read: ReadPicture | None = None) -> Blocks:
    """The blocks of a text that holds markup; `read` reads its pictures."""
    lines = Lines(text)
    simple = simple_blocks(text)
    tokens: Sequence[Any] = simple if simple is not None else _parsed(text)
    blocks = _Blocks(lines, notes, place, read).read(tokens)
    _check_headings(text, lines, tokens, notes)
    return blocks


def _parsed(text: str) -> Sequence[Token]:
    # Most texts need no parser.
    from guidegen.reading.prose.rules import markdown_parser

    return markdown_parser().parse(text)


@dataclass(slots=True)
class _OpenBlock:
    token: Token | None
    blocks: list[Block] = field(default_factory=list)
    points: list[Blocks] = field(default_factory=list)


class _Blocks:
    """Builds blocks from the flat tokens of the parser with a stack of its own, so that depth cannot hurt."""

    def __init__(self, lines: Lines, notes: Notes, place: Place, read: ReadPicture | None) -> None:
        self._lines, self._notes, self._place, self._read_picture = lines, notes, place, read

    def read(self, tokens: Sequence[Token]) -> Blocks:
        stack = [_OpenBlock(None)]
        too_deep = False
        waiting = iter(tokens)
        for token in waiting:
            if token.type == "table_open":
                from guidegen.reading.prose.tables import prose_table

                inside = list(itertools.takewhile(lambda each: each.type != "table_close", waiting))
                blocks = stack[-1].blocks
                blocks.append(prose_table(inside, self._lines, self._notes, blocks, self._origin(token)))
            elif token.nesting == 1:
                stack.append(_OpenBlock(token))
                if len(stack) > _DEEPEST_BLOCKS and not too_deep:
                    too_deep = True
                    start = self._lines.start((token.map or [0])[0])
                    self._notes.findings.append(
                        Finding(
                            "Y204",
                            start,
                            start + 1,
                            "Lists and quotations are nested too deep here.",
                            "Use fewer levels.",
                        )
                    )
            elif token.nesting == -1:
                done = stack.pop()
                self._close(done, stack[-1])
            elif token.type == "inline":
                self._paragraph(token, stack[-1])
            elif token.type == "formula" or (token.type == "fence" and token.info.strip() == "math"):
                stack[-1].blocks.append(self._formula(token))
            elif token.type in ("fence", "code_block"):
                stack[-1].blocks.append(CodeBlock(token.content.rstrip("\n"), origin=self._origin(token)))
        return tuple(stack[0].blocks)

    def _close(self, done: _OpenBlock, parent: _OpenBlock) -> None:
        token = done.token
        kind = token.type if token is not None else ""
        if kind == "list_item_open":
            if not done.blocks and token is not None:
                start = self._lines.start((token.map or [0])[0])
                self._notes.findings.append(
                    Finding(
                        "S202",
                        start,
                        start + 1,
                        "A point of this list is empty.",
                        "Write the point, or remove its mark.",
                    )
                )
            parent.points.append(tuple(done.blocks))
        elif kind == "bullet_list_open":
            parent.blocks.append(BulletList(tuple(done.points), origin=self._origin(token)))
        elif kind == "ordered_list_open" and token is not None:
            start = int(token.attrs.get("start", 1))
            parent.blocks.append(NumberedList(tuple(done.points), start, origin=self._origin(token)))
        elif kind == "blockquote_open":
            parent.blocks.append(Quotation(tuple(done.blocks), origin=self._origin(token)))
        elif kind == "heading_open" and token is not None:
            prose = next((b.prose for b in done.blocks if isinstance(b, Paragraph)), ())
            parent.blocks.append(Heading(int(token.tag[1:]), prose, origin=self._origin(token)))
        else:
            parent.blocks.extend(done.blocks)

    def _formula(self, token: Token) -> FormulaBlock:
        from guidegen.mathematics.formula import Unreadable, parse

        source = " ".join(token.content.split())
        first, end = token.map or (0, 1)
        problem = parse(source, display=True)
        if isinstance(problem, Unreadable):
            place = self._lines.start(first), self._lines.end(end - 1)
            self._notes.findings.append(Finding("S270", *place, unreadable(problem), problem.hint))
        return FormulaBlock(source, origin=self._origin(token))

    def _paragraph(self, token: Token, parent: _OpenBlock) -> None:
        if not token.content:
            return
        first = (token.map or [0])[0]
        if _THEMATIC_BREAK.fullmatch(token.content):
            start = self._lines.offsets(first, token.content)(0)
            if not BLANK.fullmatch(token.content):
                self._notes.findings.append(
                    Finding(
                        "S218",
                        start,
                        start + len(token.content),
                        "A line of dashes or stars has no meaning here.",
                        "Remove it; to divide a text use `### Heading` or a section.",
                    )
                )
        offset = self._lines.offsets(first, token.content)
        if is_picture(token.content):
            found = picture(token.content, offset, self._notes, self._read_picture, self._origin(token))
            parent.blocks += [found] if found is not None else []
            return
        prose = inline_runs(token.content, offset, self._notes)
        if prose:
            parent.blocks.append(Paragraph(prose, origin=self._origin(token)))

    def _origin(self, token: Token | None) -> Span:
        if token is None or token.map is None or self._place is nowhere:
            return NOWHERE
        first, following = token.map
        start = self._lines.start(first)
        line = self._lines.text[start : self._lines.end(first)]
        return self._place(start + len(line) - len(line.lstrip()), self._lines.end(max(first, following - 1)))


def _check_headings(text: str, lines: Lines, tokens: Sequence[Token], notes: Notes) -> None:
    """The title is level 1 and the section level 2, so prose begins at 3 and may not skip a level."""
    level = 2
    for token in tokens:
        if token.type != "heading_open":
            continue
        found = int(token.tag[1:])
        first = (token.map or [0])[0]
        start = text.find("#", lines.start(first))
        if found < 3:
            message = f"A heading inside a text begins with `###`; here it has {found} `#`."
            notes.findings.append(
                Finding(
                    "S213",
                    start,
                    lines.end(first),
                    message,
                    "Write `###`, or put a backslash before `#` if it is no heading.",
                )
            )
        elif found > level + 1:
            message = f"This heading skips a level: it has {found} `#`, and at most {level + 1} fit here."
            notes.findings.append(Finding("S213", start, lines.end(first), message, f"Write `{'#' * (level + 1)}`."))
        level = max(found, 2)


# Inline runs
