"""Values as YAML text, typed as a careful person would: plain where plain is safe, block scalars for long texts.

A value is a dict, a list, a string (text, quoted where it must be), or `Typed` (written as it is: numbers, switches).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidegen.patterns import pattern
from guidegen.source.traps import in_quotes

WIDTH = 100
#: Texts up to this length stand on the line of their key.
_LONGEST_LINE = 105
_PLAIN = pattern(r"(?:[^\W_]|[(¿¡“‘])(?:[^#:\n]|:(?=[^\s])|(?<=\S)#)*")
#: What a plain text begins with, and what may end it.
_FIRST = pattern(r"[^\W_]|[(¿¡“‘]")
_MARK = pattern(r"[#:\n]")
_FLOW_PLAIN = pattern(r"[^\W_][\w .+/-]*")
#: What other programs take for a switch or for nothing.
_SWITCHES = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"})
_NUMBERLIKE = pattern(r"[-+.]?\d[\d._:,eExoT-]*")
#: A line may not begin with what would begin a list, a heading or a table.
_NOT_FIRST = pattern(r"(?:[-+*#>|=~$`:]|\d{1,9}[.)]|Table:)")
_FENCE = pattern(r"`{3,}")
#: Marks whose parts must stay on one line.
_UNBREAKABLE = pattern(r"\{abbr=|\[@|\]\(<|!\[|^ ")
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class Typed(str):
    """A value that is written without quotation marks: a number, a switch, an id."""

    __slots__ = ()


#: The keys of items, which need no quotation marks.
_PLAIN_KEYS = frozenset("text key rationale options distractors answer pairs premise response stem id".split())

Value = str | Sequence["Value"] | Mapping[str, "Value"]


def without_controls(text: str) -> str:
    """The text with a space for each invisible character that no file may hold."""
    return _CONTROL.sub(" ", text)


def mapping_lines(mapping: Mapping[str, Value], indent: int = 0) -> list[str]:
    """The lines of a group of keys."""
    lines: list[str] = []
    pad = " " * indent
    for key, value in mapping.items():
        lead = pad + (key if isinstance(key, Typed) or key in _PLAIN_KEYS else scalar(key))
        if isinstance(value, str):
            lines += _text_lines(f"{lead}: ", value, indent)
        elif not value:
            lines.append(f"{lead}: {'{}' if isinstance(value, Mapping) else '[]'}")
        elif isinstance(value, Mapping):
            lines.append(f"{lead}:")
            lines += mapping_lines(value, indent + 2)
        elif flow := _flow(value, len(lead)):
            lines.append(f"{lead}: {flow}")
        else:
            lines.append(f"{lead}:")
            lines += sequence_lines(value, indent + 2)
    return lines


def sequence_lines(values: Sequence[Value], indent: int) -> list[str]:
    """The lines of a list."""
    lines: list[str] = []
    pad = " " * indent
    for value in values:
        if isinstance(value, str):
            lines += _text_lines(f"{pad}- ", value, indent)
        else:
            inner = (
                mapping_lines(value, indent + 2) if isinstance(value, Mapping) else sequence_lines(value, indent + 2)
            )
            lines.append(f"{pad}- {inner[0][indent + 2 :]}")
            lines += inner[1:]
    return lines


class Words(list[str]):
    """A list of words that stands on one line where it fits: tags, labels."""


def _flow(value: Sequence[Value], before: int) -> str:
    if not isinstance(value, Words) or not all(_FLOW_PLAIN.fullmatch(word) and _is_plain(word) for word in value):
        return ""
    line = f"[{', '.join(value)}]"
    return line if before + len(line) <= WIDTH else ""


def _text_lines(lead: str, text: str, indent: int) -> list[str]:
    if isinstance(text, Typed):
        return [lead + text]
    if "\n" not in text and len(text) <= _LONGEST_LINE - min(len(lead), 20):
        return [lead + scalar(text)]
    pad = " " * (indent + 2)
    return [f"{lead}|", *(f"{pad}{line}" if line else "" for line in _rows(text, max(40, WIDTH - len(pad))))]


def _rows(text: str, width: int) -> Iterable[str]:
    """The lines of a text; a paragraph between blank lines is broken where that cannot change its meaning."""
    if "\n" in text:
        return _rows_of_lines(text, width)
    may_break = not (_FENCE.match(text) or _NOT_FIRST.match(text) or _UNBREAKABLE.search(text))
    return _wrapped(text, width) if may_break else (text,)


def _rows_of_lines(text: str, width: int) -> Iterator[str]:
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        if not fence and (opening := _FENCE.match(line)):
            fence = opening.group()
        elif fence and line == fence:
            fence = ""
        alone = not any(lines[max(0, number - 1) : number]) and not any(lines[number + 1 : number + 2])
        if fence or not alone or len(line) <= width or _NOT_FIRST.match(line) or _UNBREAKABLE.search(line):
            yield line
        else:
            yield from _wrapped(line, width)


def _wrapped(line: str, width: int) -> list[str]:
    """A long line of prose, broken at single spaces where no line begins with a mark."""
    if "  " in line or line.endswith(" "):
        return _wrapped_at_single_spaces(line, width)
    pieces: list[str] = []
    start = 0
    while len(line) - start > width:
        at = line.rfind(" ", start, start + width + 1)
        if at < 0:
            at = line.find(" ", start)
        while at >= 0 and _NOT_FIRST.match(line, at + 1):
            at = line.find(" ", at + 1)
        if at < 0:
            break
        pieces.append(line[start:at])
        start = at + 1
    return [*pieces, line[start:]]


def _wrapped_at_single_spaces(line: str, width: int) -> list[str]:
    pieces: list[str] = []
    current = ""
    for word in re.split(r"(?<! ) (?! )", line):
        if current and len(current) + 1 + len(word) > width and not _NOT_FIRST.match(word) and word:
            pieces.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*pieces, current]


def scalar(text: str) -> str:
    """A text on one line, in quotation marks where it needs them."""
    return text if _is_plain(text) else in_quotes(text)


def _is_plain(text: str) -> bool:
    return (
        (_FIRST.match(text) if _MARK.search(text) is None else _PLAIN.fullmatch(text)) is not None
        and not text.endswith((" ", ":"))
        and text.lower() not in _SWITCHES
        and not (text[0].isdigit() and _is_misleading(text))
    )


def _is_misleading(text: str) -> bool:
    """True for digits that other programs take for another number, a time or a date: 3.10, 012, 12:30."""
    if text.isdigit():
        return len(text) > 1 and text[0] == "0"
    return _NUMBERLIKE.fullmatch(text) is not None


def is_plain_key(text: str) -> bool:
    """True for a text that can be the key of a group without quotation marks."""
    return "\n" not in text and len(text) <= 80 and _is_plain(text)


def quoted(text: str) -> Typed:
    """A text in quotation marks, where plain digits would mean a number."""
    return Typed(in_quotes(text))
