"""Tokens of the plainest markup, made without the parser, whose import takes longer than to read a whole guide.

Paragraphs, lists of `-`, quotations of a paragraph and headings; in them bold, italics, citations, blanks, languages
and abbreviations, as long as nothing stands beside anything in an unusual way. Whatever is the least bit unusual is
left to the parser: this never decides what CommonMark means, it only knows cases in which there is one meaning.
`tests/reading/test_simple_prose.py` holds it against the parser on whole texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from guidegen.patterns import pattern
from guidegen.reading.prose.marks import ABBREVIATION, BLANK, CITATION, LANGUAGE, note_citation
from guidegen.reading.prose.notes import Notes


class SimpleToken:
    """What a token of the parser is to those that read it."""

    __slots__ = ("content", "map", "meta", "nesting", "tag", "type")
    info = ""
    attrs: Mapping[str, Any] = MappingProxyType({})

    def __init__(
        self,
        type: str,
        nesting: int = 0,
        content: str = "",
        map: list[int] | None = None,
        tag: str = "",
        meta: Mapping[str, Any] = attrs,
    ) -> None:
        self.type = type
        self.nesting = nesting
        self.content = content
        self.map = map
        self.tag = tag
        self.meta = meta


# Blocks

#: Tables, and white space that the parser takes away or counts; it does so at the end of a line as well.
_UNUSUAL = pattern(r"[\t\r\f\v\0|]")
#: Lines that begin a paragraph, or go on with it, and nothing else.
_PARAGRAPH_LINE = pattern(r"(?!\d{1,9}[.)])(?:\w|[(\[\"'“‘„«¿¡…]|\*{1,2}\w)[^\n]*")
_HEADING = pattern(r"(#{1,6}) ([^\s#](?:[^\n#]*[^\s#])?)")


def simple_blocks(text: str) -> list[SimpleToken] | None:
    """The tokens of a text, or None where the parser must be asked."""
    lines = text.split("\n")
    if _UNUSUAL.search(text) or any(line[-1:].isspace() for line in lines):
        return None
    if lines[-1] == "":
        lines.pop()
    tokens: list[SimpleToken] = []
    open_list: SimpleToken | None = None
    at = 0
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end]:
            end += 1
        following = end
        while following < len(lines) and not lines[following]:
            following += 1
        group = lines[at:end]
        if group[0].startswith("- "):
            if open_list is None:
                open_list = SimpleToken("bullet_list_open", 1, map=[at, following])
                tokens.append(open_list)
            items = list(_items(group, at, following))
            if not items:
                return None
            tokens += items
            open_list.map = [(open_list.map or [at])[0], following]
        else:
            if open_list is not None:
                tokens.append(SimpleToken("bullet_list_close", -1))
                open_list = None
            heading = _HEADING.fullmatch(group[0])
            if heading is not None and len(group) == 1:
                tag = f"h{len(heading[1])}"
                tokens += _around("heading", heading[2], [at, at + 1], tag)
            elif all(line[:2] == "> " and _PARAGRAPH_LINE.fullmatch(line[2:]) for line in group):
                tokens.append(SimpleToken("blockquote_open", 1, map=[at, end]))
                tokens += _around("paragraph", "\n".join([line[2:] for line in group]), [at, end])
                tokens.append(SimpleToken("blockquote_close", -1))
            elif all(map(_PARAGRAPH_LINE.fullmatch, group)):
                tokens += _around("paragraph", "\n".join(group), [at, end])
            else:
                return None
        at = following
    if open_list is not None:
        tokens.append(SimpleToken("bullet_list_close", -1))
    return tokens


def _around(kind: str, content: str, map: list[int], tag: str = "") -> list[SimpleToken]:
    return [
        SimpleToken(f"{kind}_open", 1, map=map, tag=tag),
        SimpleToken("inline", content=content, map=map),
        SimpleToken(f"{kind}_close", -1, tag=tag),
    ]


def _items(group: list[str], first: int, following: int) -> Iterator[SimpleToken]:
    """The points of a list whose lines these are; none where they are no plain points."""
    if not all(line[:2] in ("- ", "  ") and _PARAGRAPH_LINE.fullmatch(line[2:]) for line in group):
        return
    starts = [number for number, line in enumerate(group) if line[0] == "-"]
    for start, end in zip(starts, [*starts[1:], len(group)], strict=True):
        is_last = end == len(group)
        yield SimpleToken("list_item_open", 1, map=[first + start, following if is_last else first + end])
        content = "\n".join(line[2:] for line in group[start:end])
        yield from _around("paragraph", content, [first + start, first + end])
        yield SimpleToken("list_item_close", -1)


# Inline runs

#: What stands between plain words; of stars and low lines all that follow each other. The first sign alone tells where
#: it is, so that `re` finds it without a step for each letter.
_MARK = pattern(r"[*_\[\n\]{}\\`<!$](?:(?<=\*)\*+|(?<=_)_+)?")
_LABEL = pattern(r"\[([^\[\]*_\\`<>{}!$\n]+)\]")
#: What may stand before and behind stars, so that it is plain whether these open or close.
_SPACE, _MARKS = frozenset(" \n"), frozenset(".,;:?!()\"'“”‘’…–—")


def simple_runs(content: str, offset: Callable[[int], int], notes: Notes) -> list[SimpleToken] | None:
    """The tokens of a line of prose, or None where the parser must be asked. Only then nothing was noted."""
    if "\t" in content or ("\n" in content and _is_uneven(content)):
        return None
    tokens: list[SimpleToken] = []
    cited: list[Any] = []
    opened = 0
    at = 0
    while (found := _MARK.search(content, at)) is not None:
        if found.start() > at:
            tokens.append(SimpleToken("text", content=content[at : found.start()]))
        mark, at = found[0], found.end()
        if mark == "\n":
            tokens.append(SimpleToken("softbreak"))
        elif mark[0] == "*":
            size = len(mark)
            kind = _opens_or_closes(content, found.start(), at)
            if size > 2 or kind is None or opened != (0 if kind == "open" else size):
                return None
            opened = size if kind == "open" else 0
            tokens.append(SimpleToken(f"{'strong' if size == 2 else 'em'}_{kind}", 1 if kind == "open" else -1))
        elif mark[0] == "_" and BLANK.fullmatch(mark):
            tokens.append(SimpleToken("blank", content=mark))
        elif mark in ("!", "$", "{", "}") and not content.startswith(("[", "`", "{"), at):
            tokens.append(SimpleToken("text", content=mark))
        elif mark == "[" and (citation := CITATION.match(content, at - 1)) is not None:
            tokens.append(SimpleToken("citation"))
            cited.append((tokens[-1], citation))
            at = citation.end()
        elif mark == "[" and (label := _LABEL.match(content, at - 1)) is not None:
            language = LANGUAGE.match(content, label.end())
            attribute = language or ABBREVIATION.match(content, label.end())
            if attribute is None:
                return None
            kind = "language" if language is not None else "abbreviation"
            tokens.append(SimpleToken(f"{kind}_open", 1, meta={"value": attribute[attribute.lastindex or 1]}))
            tokens.append(SimpleToken("text", content=label[1]))
            tokens.append(SimpleToken(f"{kind}_close", -1))
            at = attribute.end()
        else:
            return None
    if opened:
        return None
    if at < len(content):
        tokens.append(SimpleToken("text", content=content[at:]))
    for token, citation in cited:
        token.meta = {"sources": note_citation(citation, offset, notes)}
    return tokens


def _is_uneven(content: str) -> bool:
    """Whether white space stands beside a line end, of which the parser takes some away."""
    first, *lines = content.split("\n")
    return first[-1:].isspace() or any(line != line.strip() for line in lines[:-1]) or lines[-1][:1].isspace()


def _opens_or_closes(content: str, start: int, end: int) -> str | None:
    """Whether stars open or close, where they can do one of it only and nothing unusual stands beside them."""
    before = content[start - 1] if start else " "
    behind = content[end] if end < len(content) else " "
    if not all(each in _SPACE or each in _MARKS or each.isalnum() for each in (before, behind)):
        return None
    opens = behind not in _SPACE and (behind not in _MARKS or before in _SPACE or before in _MARKS)
    closes = before not in _SPACE and (before not in _MARKS or behind in _SPACE or behind in _MARKS)
    return None if opens == closes else "open" if opens else "close"
