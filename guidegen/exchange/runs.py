"""Runs of prose put together from pieces: white space as HTML counts it, blanks, neighbours of the same kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from guidegen.inline import (
    Abbreviation,
    Blank,
    Code,
    Emphasis,
    Inline,
    Language,
    LineBreak,
    Link,
    Prose,
    Strong,
    Text,
    plain_text,
)
from guidegen.model.prose import (
    Block,
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
from guidegen.patterns import pattern
from guidegen.records import replace

#: White space, and characters that are not seen and that no file of ours may hold.
_SPACE = pattern("[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
#: Editors write a fixed space for every second ordinary one; between a number and its unit it is meant.
_FIXED = pattern(r"(?<![0-9])\xa0|\xa0(?=[^\w%°µ]|$)")
_BLANKS = pattern(r"(_{3,})")


def text_runs(text: str) -> list[Inline]:
    """Characters as nodes: white space is one space, three or more underscores are a blank."""
    if "\xa0" in text:
        text = _FIXED.sub(" ", text)
    text = _SPACE.sub(" ", text)
    if "___" not in text:
        return [Text(text)] if text else []
    parts = _BLANKS.split(text)
    return [Blank(len(part)) if place % 2 else Text(part) for place, part in enumerate(parts) if part]


def joined(nodes: Iterable[Inline]) -> Prose:
    """Neighbouring texts as one, neighbouring bold or italic words as one."""
    result: list[Inline] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, Text) and isinstance(last, Text):
            result[-1] = Text(_SPACE.sub(" ", last.text + node.text))
        elif isinstance(node, Strong | Emphasis) and type(node) is type(last):
            result[-1] = replace(node, children=joined((*last.children, *node.children)))
        elif isinstance(node, Blank) and isinstance(last, Blank):
            result[-1] = Blank(last.length + node.length)
        elif not (isinstance(node, Text) and not node.text):
            result.append(node)
    return tuple(result)


def trimmed(prose: Prose) -> Prose:
    """The run without white space and line breaks at its ends, and without spaces around line breaks."""
    if len(prose) == 1 and isinstance(prose[0], Text):
        text = prose[0].text.strip()
        return (Text(text),) if text else ()
    nodes = list(prose)
    while nodes and _is_space(nodes[0]):
        nodes.pop(0)
    while nodes and _is_space(nodes[-1]):
        nodes.pop()
    for place, node in enumerate(nodes):
        if isinstance(node, Text):
            text = node.text
            if place == 0 or isinstance(nodes[place - 1], LineBreak):
                text = text.lstrip()
            if place == len(nodes) - 1 or isinstance(nodes[place + 1], LineBreak):
                text = text.rstrip()
            if text != node.text:
                nodes[place] = Text(text)
    return tuple(node for node in nodes if not (isinstance(node, Text) and not node.text))


def _is_space(node: Inline) -> bool:
    return isinstance(node, LineBreak) or (isinstance(node, Text) and not node.text.strip())


def wrapped(make: Callable[[Prose], Inline], children: Sequence[Inline]) -> list[Inline]:
    """The children in bold, italics or a link, with the white space at their ends moved outside."""
    run = joined(children)
    inner = trimmed(run)
    if not inner:
        return [node for node in run if isinstance(node, Text)]
    kind = make(())
    if isinstance(kind, Strong | Emphasis):
        inner = joined([each for node in inner for each in (node.children if type(node) is type(kind) else (node,))])
    before: list[Inline] = [Text(" ")] if isinstance(run[0], Text) and run[0].text[:1] == " " else []
    after: list[Inline] = [Text(" ")] if isinstance(run[-1], Text) and run[-1].text[-1:] == " " else []
    before += [LineBreak()] if isinstance(run[0], LineBreak) else []
    after += [LineBreak()] if isinstance(run[-1], LineBreak) else []
    return [*before, make(inner), *after]


def line_of(block: Block) -> Prose:
    """A block as one run of text, with everything that it says."""
    match block:
        case Paragraph(prose) | Heading(_, prose):
            return prose
        case BulletList(points):
            return _with_spaces([(Text("• "), *_of_blocks(point)) for point in points])
        case NumberedList(points, start):
            return _with_spaces([(Text(f"{start + n}. "), *_of_blocks(point)) for n, point in enumerate(points)])
        case Quotation(blocks):
            return _of_blocks(blocks)
        case CodeBlock(text):
            return (Text(" ".join(text.split())),)
        case FormulaBlock(source):
            from guidegen.inline import Mathematics

            return (Mathematics(source),)
        case ProseTable(header, rows, _, caption):
            lines = [_with_spaces(row, " | ") for row in (header, *rows)]
            return _with_spaces([caption, *lines] if caption else lines, "; ")
        case Picture(_, alt, caption):
            return (Text(f"[{plain_text(caption) or alt}]"),) if alt or caption else ()


def _of_blocks(blocks: Blocks) -> Prose:
    return _with_spaces([line_of(block) for block in blocks])


def _with_spaces(runs: Sequence[Prose], between: str = " ") -> Prose:
    nodes: list[Inline] = []
    for run in runs:
        nodes += [Text(between)] if nodes else []
        nodes += run
    return joined(nodes)


def without_breaks(prose: Prose) -> Prose:
    """The run with a space for each line break, in marked words too."""
    nodes: list[Inline] = []
    for node in prose:
        if isinstance(node, LineBreak):
            nodes.append(Text(" "))
        elif isinstance(node, Strong | Emphasis | Link | Language | Abbreviation):
            nodes.append(replace(node, children=without_breaks(node.children)))
        else:
            nodes.append(node)
    return trimmed(joined(nodes))


def without_marks(prose: Prose) -> Prose:
    """The words alone: no bold, italics, code, links, languages and abbreviations; line breaks are spaces."""
    nodes: list[Inline] = []
    for node in prose:
        if isinstance(node, Strong | Emphasis | Link | Language | Abbreviation):
            nodes += without_marks(node.children)
        elif isinstance(node, Code):
            nodes.append(Text(node.text))
        else:
            nodes.append(Text(" ") if isinstance(node, LineBreak) else node)
    return trimmed(joined(nodes))
