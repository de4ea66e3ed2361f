"""Prose as authors type it, to the nodes of `guidegen.inline` and `guidegen.model.prose`.

CommonMark is parsed by markdown-it-py with raw HTML off; citations, languages, abbreviations, mathematics,
blanks and variables are inline rules of their own. Most texts hold no markup at all: they never reach the
parser, which is imported only when a text needs it. Entities (`&lt;`) and tags (`<b>`) stay as typed.

Problems and citations are `Finding` and `Cited` values with offsets into the text; the caller knows the file.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from guidegen.diagnostics import Span
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
    Prose,
    Strong,
    Text,
    Variable,
)
from guidegen.model.prose import (
    NOWHERE,
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST_TEXT = 100_000
_DEEPEST_MARKUP = 12
_DEEPEST_BLOCKS = 20

_MARKUP = re.compile(r"[*_`\[<\\{]|!\[|\$`")
_BLOCK_START = re.compile(r"^[ \t]*(?:[-+*][ \t\n]|#|>|~~~|\d{1,9}[.)][ \t\n]|[-+*]$|\d{1,9}[.)]$)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")

_CITATION = re.compile(r"\[(@[^\[\]\n;]*(?:;[ ]*@[^\[\]\n;]*)*)\]")
_CITED = re.compile(r"@\s*([^;\]]*)")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LANGUAGE = re.compile(r"\{lang=\"?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\"?\}")
# Single quotes as well: in a text that YAML itself puts into double quotes they are the natural choice.
_ABBREVIATION = re.compile(r"""\{abbr=(?:"([^"\n]+)"|'([^'\n]+)')\}""")
_MATHEMATICS = re.compile(r"\$(`+)(?!`)(.+?)(?<!`)\1\$", re.DOTALL)
_VARIABLE = re.compile(r"\{\{ *([A-Za-z][\w-]{0,63}) *\}\}")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_BLANK = re.compile(r"_{3,}")
_ESCAPED_BLANK = re.compile(r"\\(_{3,})")
_SAFE_LINK = re.compile(r"(?:https?://[^/\s]|mailto:.|tel:.)", re.IGNORECASE)
_THEMATIC_BREAK = re.compile(r"([-*_])(?: *\1){2,} *")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem between two offsets of a text: a code of the catalogue, a sentence and a hint."""

    code: str
    start: int
    end: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that is cited between two offsets of a text."""

    source: str
    start: int
    end: int


@dataclass(slots=True)
class Notes:
    """What was found on the way, besides the prose itself."""

    findings: list[Finding] = field(default_factory=list)
    citations: list[Cited] = field(default_factory=list)


Place = Callable[[int, int], Span]


def nowhere(_start: int, _end: int) -> Span:
    """The place of prose that comes from no file."""
    return NOWHERE


def parse_inline(text: str, notes: Notes | None = None) -> Prose:
    """One run of prose. Line ends are spaces; nothing in it begins a list or a heading."""
    notes = notes if notes is not None else Notes()
    stripped = text.strip()
    if not stripped or _is_too_long(text, notes):
        return ()
    if not _MARKUP.search(stripped):
        return (Text(_LINE_END.sub(" ", stripped) if "\n" in stripped else stripped),)
    lines = _Lines(text)
    return _inline(stripped, lines.offsets(0, stripped), notes)


def parse_blocks(text: str, notes: Notes | None = None, place: Place = nowhere) -> Blocks:
    """Paragraphs, lists, quotations, code and headings. `place` turns offsets of the text into origins."""
    notes = notes if notes is not None else Notes()
    if not text or text.isspace() or _is_too_long(text, notes):
        return ()
    if not _MARKUP.search(text) and not _BLOCK_START.search(text):
        return tuple(_plain_paragraphs(text, place))
    lines = _Lines(text)
    tokens = _markdown().parse(text)
    blocks = _Blocks(text, lines, notes, place).read(tokens)
    _check_headings(blocks, text, lines, tokens, notes)
    return blocks


def _is_too_long(text: str, notes: Notes) -> bool:
    if len(text) <= LONGEST_TEXT:
        return False
    notes.findings.append(
        Finding(
            "S204", 0, 1, f"This text is longer than {LONGEST_TEXT:,} characters.", "Divide it into several blocks."
        )
    )
    return True


def _plain_paragraphs(text: str, place: Place) -> list[Paragraph]:
    paragraphs = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _BLANK_LINES.finditer(text)), (len(text), len(text))]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            paragraphs.append(
                Paragraph((Text(_LINE_END.sub(" ", stripped)),), origin=place(begin, begin + len(stripped)))
            )
        start = following
    return paragraphs


class _Lines:
    """Finds the lines of a piece of prose, from which the parser removed markers and indentation, in the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def start(self, line: int) -> int:
        return self._starts[min(line, len(self._starts) - 1)]

    def end(self, line: int) -> int:
        """The end of a line, without white space."""
        start = self.start(line)
        following = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._text)
        return start + len(self._text[start:following].rstrip())

    def offsets(self, first_line: int, content: str) -> Callable[[int], int]:
        """From an offset of `content`, which begins on `first_line`, to an offset of the text."""
        pieces = content.split("\n")
        while first_line < len(self._starts) - 1 and self.start(first_line) == self.end(first_line):
            first_line += 1

        def offset(place: int) -> int:
            for index, piece in enumerate(pieces):
                if place <= len(piece) or index == len(pieces) - 1:
                    start, end = self.start(first_line + index), self.end(first_line + index)
                    found = self._text.rfind(piece.strip(), start, max(end, start)) if piece.strip() else start
                    return (found if found >= 0 else start) + place - (len(piece) - len(piece.lstrip()))
                place -= len(piece) + 1
            return 0

        return offset


# Blocks


@dataclass(slots=True)
class _OpenBlock:
    token: Token | None
    blocks: list[Block] = field(default_factory=list)
    points: list[Blocks] = field(default_factory=list)


class _Blocks:
    """Builds blocks from the flat tokens of the parser with a stack of its own, so that depth cannot hurt."""

    def __init__(self, text: str, lines: _Lines, notes: Notes, place: Place) -> None:
        self._text, self._lines, self._notes, self._place = text, lines, notes, place

    def read(self, tokens: Sequence[Token]) -> Blocks:
        stack = [_OpenBlock(None)]
        too_deep = False
        for token in tokens:
            if token.nesting == 1:
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
            elif token.type in ("fence", "code_block"):
                stack[-1].blocks.append(CodeBlock(token.content.rstrip("\n"), origin=self._origin(token)))
        return tuple(stack[0].blocks)

    def _close(self, done: _OpenBlock, parent: _OpenBlock) -> None:
        token = done.token
        kind = token.type if token is not None else ""
        origin = self._origin(token)
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
            parent.blocks.append(BulletList(tuple(done.points), origin=origin))
        elif kind == "ordered_list_open" and token is not None:
            start = int(token.attrs.get("start", 1))
            parent.blocks.append(NumberedList(tuple(done.points), start, origin=origin))
        elif kind == "blockquote_open":
            parent.blocks.append(Quotation(tuple(done.blocks), origin=origin))
        elif kind == "heading_open" and token is not None:
            prose = next((b.prose for b in done.blocks if isinstance(b, Paragraph)), ())
            parent.blocks.append(Heading(int(token.tag[1:]), prose, origin=origin))
        else:
            parent.blocks.extend(done.blocks)

    def _paragraph(self, token: Token, parent: _OpenBlock) -> None:
        if not token.content:
            return
        first = (token.map or [0])[0]
        if _THEMATIC_BREAK.fullmatch(token.content):
            start = self._lines.offsets(first, token.content)(0)
            if not _BLANK.fullmatch(token.content):
                self._notes.findings.append(
                    Finding(
                        "S218",
                        start,
                        start + len(token.content),
                        "A line of dashes or stars has no meaning here.",
                        "Remove it; to divide a text use `### Heading` or a section.",
                    )
                )
        prose = _inline(token.content, self._lines.offsets(first, token.content), self._notes)
        if prose:
            parent.blocks.append(Paragraph(prose, origin=self._origin(token)))

    def _origin(self, token: Token | None) -> Span:
        if token is None or token.map is None or self._place is nowhere:
            return NOWHERE
        first, following = token.map
        start = self._lines.start(first)
        line = self._text[start : self._lines.end(first)]
        return self._place(start + len(line) - len(line.lstrip()), self._lines.end(max(first, following - 1)))


def _check_headings(blocks: Blocks, text: str, lines: _Lines, tokens: Sequence[Token], notes: Notes) -> None:
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


@dataclass(slots=True)
class _OpenRun:
    token: Token | None
    nodes: list[Inline] = field(default_factory=list)


def _inline(content: str, offset: Callable[[int], int], notes: Notes) -> Prose:
    tokens: list[Token] = []
    markdown = _markdown()
    # Looked up once: a search for each bracket would make a long line of brackets quadratic.
    env: dict[str, Any] = {
        "notes": notes,
        "offset": offset,
        "has_links": "](" in content,
        "has_attributes": "]{" in content,
    }
    markdown.inline.parse(content, markdown, env, tokens)
    stack = [_OpenRun(None)]
    too_deep = False
    for token in tokens:
        if token.nesting == 1:
            stack.append(_OpenRun(token))
            too_deep = too_deep or len(stack) > _DEEPEST_MARKUP
        elif token.nesting == -1:
            done = stack.pop()
            children = _joined(done.nodes)
            node = None if len(stack) > _DEEPEST_MARKUP else _wrapped(done.token, children)
            stack[-1].nodes.extend(children if node is None else (node,))
        else:
            stack[-1].nodes.append(_leaf(token))
    if too_deep:
        start = offset(0)
        notes.findings.append(
            Finding("Y204", start, start + 1, "Bold, italics and links are nested too deep here.", "Use fewer of them.")
        )
    return _joined(stack[0].nodes)


def _leaf(token: Token) -> Inline:
    match token.type:
        case "code_inline":
            return Code(token.content)
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return LineBreak()
        case "citation":
            return Citation(tuple(token.meta["sources"]))
        case "mathematics":
            return Mathematics(token.content)
        case "blank":
            return Blank(len(token.content))
        case "variable":
            return Variable(token.content)
        case _:
            return Text(token.content)


def _wrapped(token: Token | None, children: Prose) -> Inline | None:
    kind = token.type if token is not None else ""
    if token is None or not children:
        return None
    match kind:
        case "strong_open":
            return Strong(children)
        case "em_open":
            return Emphasis(children)
        case "link_open":
            return Link(str(token.attrs.get("href", "")), children)
        case "language_open":
            return Language(str(token.meta["value"]), children)
        case "abbreviation_open":
            return Abbreviation(str(token.meta["value"]), children)
        case _:
            return None


def _joined(nodes: list[Inline]) -> Prose:
    """Neighbouring plain texts as one, empty ones left out."""
    joined: list[Inline] = []
    run: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            run.append(node.text)
            continue
        if text := "".join(run):
            joined.append(Text(text))
        run = []
        joined.append(node)
    if text := "".join(run):
        joined.append(Text(text))
    return tuple(joined)


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 60})
    markdown.disable(["html_block", "html_inline", "hr", "lheading", "reference", "code", "image", "entity"])
    markdown.core.ruler.enableOnly(["normalize", "block"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    rules = markdown.inline.ruler
    rules.at("newline", _newline_rule)
    rules.before("escape", "escaped_blank", _escaped_blank_rule)
    rules.before("backticks", "mathematics", _mathematics_rule)
    rules.before("emphasis", "blank", _blank_rule)
    rules.before("link", "picture", _picture_rule)
    rules.before("link", "variable", _variable_rule)
    rules.before("link", "citation", _citation_rule)
    rules.before("link", "attribute", _attribute_rule)
    rules.at("link", _link_rule)
    rules.at("autolink", _autolink_rule)
    return markdown


def _note(state: StateInline, code: str, start: int, end: int, message: str, hint: str) -> None:
    offset = state.env["offset"]
    first = offset(start)
    state.env["notes"].findings.append(Finding(code, first, max(offset(end), first + 1), message, hint))


def _newline_rule(state: StateInline, silent: bool) -> bool:
    """A line end is a space, whatever white space stands around it."""
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("softbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _escaped_blank_rule(state: StateInline, silent: bool) -> bool:
    match = _ESCAPED_BLANK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match.group(1)
    state.pos = match.end()
    return True


def _blank_rule(state: StateInline, silent: bool) -> bool:
    match = _BLANK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("blank", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _mathematics_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("$`", state.pos):
        return False
    match = _MATHEMATICS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("mathematics", "", 0).content = match.group(2)
        _note(
            state,
            "S218",
            match.start(),
            match.end(),
            "Formulas cannot be printed yet.",
            "Write the formula in words, or put a backslash before `$`.",
        )
    state.pos = match.end()
    return True


def _variable_rule(state: StateInline, silent: bool) -> bool:
    match = _VARIABLE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("variable", "", 0).content = match.group(1)
        _note(
            state,
            "S218",
            match.start(),
            match.end(),
            "Values that differ from copy to copy are not available yet.",
            "Leave a blank to write on (____), or put a backslash before `{{`.",
        )
    state.pos = match.end()
    return True


def _picture_rule(state: StateInline, silent: bool) -> bool:
    match = _IMAGE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match.group()
        _note(
            state,
            "S218",
            match.start(),
            match.end(),
            "A picture cannot stand inside a text.",
            "Use a block of its own: `- figure: path` with `alt:`.",
        )
    state.pos = match.end()
    return True


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        sources: list[str] = []
        offset = state.env["offset"]
        notes: Notes = state.env["notes"]
        for cited in _CITED.finditer(state.src, match.start(1), match.end(1)):
            name = cited.group(1).strip()
            sources.append(name)
            if _IDENTIFIER.fullmatch(name):
                notes.citations.append(Cited(name, offset(cited.start()), offset(cited.start(1)) + len(name)))
            else:
                _note(
                    state,
                    "S205",
                    cited.start(),
                    cited.end(),
                    f"`@{name[:60]}` is no id of a source.",
                    "Write ids with small letters, digits and hyphens; divide several with `; `: [@who-2021; @nhs].",
                )
        state.push("citation", "", 0).meta = {"sources": sources}
    state.pos = match.end()
    return True


def _attribute_rule(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=es}` and `[IBS]{abbr="..."}`."""
    if state.src[state.pos] != "[" or not state.env["has_attributes"]:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start)
    if end < 0:
        return False
    kind = "language"
    match = _LANGUAGE.match(state.src, end + 1, state.posMax)
    if match is None:
        kind = "abbreviation"
        match = _ABBREVIATION.match(state.src, end + 1, state.posMax)
    if match is None:
        if not silent and state.src.startswith(("{lang", "{abbr"), end + 1):
            closing = state.src.find("}", end) + 1 or state.posMax
            _note(
                state,
                "S218",
                end + 1,
                min(closing, state.posMax),
                "This is neither a language nor an abbreviation.",
                'Write [palabras]{lang=es} or [IBS]{abbr="irritable bowel syndrome"}.',
            )
        return False
    if not silent:
        after = state.posMax
        state.pos, state.posMax = start + 1, end
        state.push(f"{kind}_open", "span", 1).meta = {"value": match[match.lastindex or 1]}
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", "span", -1)
        state.posMax = after
    state.pos = match.end()
    return True


def _link_rule(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline import link

    return state.src[state.pos] == "[" and state.env["has_links"] and _checked_link(link, state, silent)


def _autolink_rule(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline import autolink

    return state.src[state.pos] == "<" and _checked_link(autolink, state, silent)


def _checked_link(rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:
    start, count = state.pos, len(state.tokens)
    if not rule(state, silent):
        return False
    opened = next((token for token in state.tokens[count:] if token.type == "link_open"), None)
    if not silent and opened is not None:
        href = str(opened.attrs.get("href", ""))
        if not _SAFE_LINK.match(href):
            _note(
                state,
                "S217",
                start,
                state.pos,
                f"This link leads to `{href[:60]}`, which no reader can follow safely.",
                "Links begin with https://, http://, mailto: or tel:.",
            )
    return True
