"""Prose as an author types it: the CommonMark that reads back as exactly these nodes.

Characters are escaped only where they would mean something: what is written is parsed, and compared.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence

from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Inline,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Prose,
    Strong,
    Text,
    Variable,
    walk,
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
from guidegen.reading.prose import Notes, parse_blocks, parse_inline
from guidegen.records import replace

#: What stands in the brackets of a numbered blank.
BlankTexts = Callable[[int], str]

_MAY_MEAN = pattern(r"[*_`\[\]<\\{$!]")
#: What may have to be escaped; each is left plain where it reads back as itself, the most frequent ones last.
_SPECIALS = "{<`*_[]\\"
_MAY_BEGIN = pattern(r"[-+*#>~|$=:]|`{3}|\d{1,9}[.)]|Table:")
_BEGINS = pattern(r"^( *)(?:([-+*](?=\s|$)|[#>~|$]|`)|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)
_ALIGNMENTS = {"start": "---", "centre": ":-:", "end": "--:"}


def inline_text(prose: Prose, blanks: BlankTexts | None = None) -> str:
    """One run of prose as it is typed. `blanks` gives the content of numbered blanks."""
    if len(prose) == 1 and isinstance(prose[0], Text) and not _MAY_MEAN.search(prose[0].text):
        return prose[0].text
    if _is_simple(prose):
        return _Writer(escaped="", emphasis="*", blanks=blanks).runs(prose)
    return _tried(prose) if blanks is None else _try(prose, blanks)


@functools.lru_cache(maxsize=16_384)
def _tried(prose: Prose) -> str:
    return _try(prose, None)


def _try(prose: Prose, blanks: BlankTexts | None) -> str:
    """The first way of typing it that reads back, with as few escapes as will do."""
    for mark in "*_":
        escaped = "".join(special for special in _SPECIALS if _holds(prose, special))
        text = _Writer(escaped=escaped, emphasis=mark, blanks=blanks).runs(prose)
        if not reads_as(text, prose):
            continue
        for special in escaped:
            fewer = escaped.replace(special, "")
            plainer = _Writer(escaped=fewer, emphasis=mark, blanks=blanks).runs(prose)
            if plainer == text or reads_as(plainer, prose):
                escaped, text = fewer, plainer
        return text
    return text


def _holds(prose: Prose, character: str) -> bool:
    return any(isinstance(node, Text) and character in node.text for node in walk(prose))


def _is_simple(prose: Prose) -> bool:
    """True for plain words with whole words in bold or italics, spaces around them: nothing has to be tried."""
    after_space = True
    needs_space = False
    for node in prose:
        if isinstance(node, Text):
            if _MAY_MEAN.search(node.text) or (needs_space and not node.text.startswith((" ", ".", ","))):
                return False
            after_space, needs_space = node.text.endswith(" "), False
        elif isinstance(node, Strong | Emphasis) and len(node.children) == 1 and after_space:
            words = node.children[0]
            if not isinstance(words, Text) or _MAY_MEAN.search(words.text):
                return False
            if not (words.text[0].isalnum() and words.text[-1].isalnum()):
                return False
            after_space, needs_space = False, True
        else:
            return False
    return True


def is_typable(prose: Prose) -> bool:
    """True when the prose can be typed so that it reads back the same."""
    return _is_simple(prose) or reads_as(inline_text(prose), prose)


def reads_as(text: str, prose: Prose) -> bool:
    """True when `text` is read as `prose`, as a stem reads it: with numbered blanks."""
    return parse_inline(text, Notes(blanks=[])) == _without_widths(prose)


def blocks_text(blocks: Blocks, picture: Callable[[Picture], str], blanks: BlankTexts | None = None) -> str:
    """Blocks as they are typed. `picture` gives the path of a picture as it is written in this file."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _paragraph(blocks[0].prose, blanks)
    return "\n\n".join(_blocks(blocks, picture, blanks))


def _blocks(blocks: Blocks, picture: Callable[[Picture], str], blanks: BlankTexts | None) -> Iterator[str]:
    before: Block | None = None
    other_mark = False
    for block in blocks:
        other_mark = type(block) is type(before) and not other_mark  # two lists in a row would else be one
        yield _block(block, picture, blanks, other_mark=other_mark)
        before = block


def _block(block: Block, picture: Callable[[Picture], str], blanks: BlankTexts | None, *, other_mark: bool) -> str:
    match block:
        case Paragraph(prose):
            return _paragraph(prose, blanks)
        case Heading(level, prose):
            return f"{'#' * level} {inline_text(prose, blanks)}"
        case BulletList(points):
            return _list(points, ["* " if other_mark else "- "] * len(points), picture, blanks)
        case NumberedList(points, start):
            mark = ")" if other_mark else "."
            return _list(points, [f"{start + number}{mark} " for number in range(len(points))], picture, blanks)
        case Quotation(inner):
            return _indented(blocks_text(inner, picture, blanks), "> ", "> ").replace("> \n", ">\n")
        case CodeBlock(text):
            longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
            fence = "`" * max(3, longest + 1)
            return f"{fence}\n{text}\n{fence}"
        case FormulaBlock(source):
            return f"$$\n{source}\n$$"
        case ProseTable():
            return _table(block, blanks)
        case Picture(_, alt, caption, width):
            title = f' "{inline_text(caption)}"' if caption else ""
            settings = [] if alt else ["decorative"]
            settings += [f"width={round(width * 100)}%"] if width < 1 else []
            return f"![{alt}]({picture(block)}{title})" + (f"{{{' '.join(settings)}}}" if settings else "")


def _paragraph(prose: Prose, blanks: BlankTexts | None) -> str:
    text = inline_text(prose, blanks)
    may_begin_block = "\n" in text or _MAY_BEGIN.match(text)
    if not may_begin_block or _reads_as_paragraph(text, prose):
        return text
    return _BEGINS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _reads_as_paragraph(text: str, prose: Prose) -> bool:
    return parse_blocks(text, Notes(blanks=[])) == (Paragraph(_without_widths(prose)),)


def _list(
    points: Sequence[Blocks], marks: Sequence[str], picture: Callable[[Picture], str], blanks: BlankTexts | None
) -> str:
    texts = [
        _indented(blocks_text(point, picture, blanks), mark, " " * len(mark))
        for mark, point in zip(marks, points, strict=True)
    ]
    return ("\n" if all(len(point) == 1 for point in points) else "\n\n").join(texts)


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    rest = [f"{others}{line}" if line or others.strip() else "" for line in lines[1:]]
    return "\n".join([first + lines[0], *rest])


def _table(table: ProseTable, blanks: BlankTexts | None) -> str:
    rows = [table.header, *table.rows]
    typed = [[inline_text(cell, blanks).replace("|", "\\|") for cell in row] for row in rows]
    lines = [f"| {' | '.join(cells)} |" for cells in typed]
    lines.insert(1, f"| {' | '.join(_ALIGNMENTS[alignment] for alignment in table.alignments)} |")
    caption = f"Table: {inline_text(table.caption)}\n\n" if table.caption else ""
    return caption + "\n".join(lines)


class _Writer:
    def __init__(self, *, escaped: str, emphasis: str, blanks: BlankTexts | None) -> None:
        self._escapes = str.maketrans({special: f"\\{special}" for special in escaped})
        self._emphasis, self._blanks = emphasis, blanks

    def runs(self, prose: Prose) -> str:
        return "".join(map(self._run, prose))

    def _run(self, node: Inline) -> str:
        match node:
            case Text(text):
                return text.translate(self._escapes)
            case Strong(children):
                return f"**{self.runs(children)}**"
            case Emphasis(children):
                return f"{self._emphasis}{self.runs(children)}{self._emphasis}"
            case Code(text):
                return _code(text)
            case Link(url, children):
                # In angle brackets an address may hold spaces and parentheses.
                address = f"<{url}>" if re.search(r"[\s()]", url) else url
                return f"[{self.runs(children)}]({address})"
            case Citation(sources):
                return f"[{'; '.join(f'@{source}' for source in sources)}]"
            case Language(language, children):
                return f"[{self.runs(children)}]{{lang={language}}}"
            case Abbreviation(expansion, children):
                mark = "'" if '"' in expansion else '"'
                return f"[{self.runs(children)}]{{abbr={mark}{expansion}{mark}}}"
            case Mathematics(source):
                return _formula(source)
            case Blank(length):
                return "_" * length
            case NumberedBlank(number):
                return f"[[{self._blanks(number) if self._blanks else number}]]"
            case Variable(expression):
                return "{{" + expression + "}}"
            case LineBreak():
                return "\\\n"


def _code(text: str) -> str:
    marks = "`"
    while marks in text:
        marks += "`"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def _formula(source: str) -> str:
    marks = "`"
    while marks in source:
        marks += "`"
    return f"${marks}{source}{marks}$"


def _without_widths(prose: Prose) -> Prose:
    """The prose with numbered blanks as they are read before their width is known."""
    if not any(isinstance(node, NumberedBlank) or hasattr(node, "children") for node in prose):
        return prose
    return tuple(
        NumberedBlank(node.number)
        if isinstance(node, NumberedBlank)
        else replace(node, children=_without_widths(node.children))
        if isinstance(node, Strong | Emphasis | Link | Language | Abbreviation)
        else node
        for node in prose
    )
