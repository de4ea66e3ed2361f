"""Moodle's cloze language: `{2:SHORTANSWER:=right~%50%half#remark}` inside a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from guidegen.exchange.making import share_of
from guidegen.inline import Inline, NumberedBlank, Text
from guidegen.patterns import pattern
from guidegen.records import dataclass, replace

_BLANK = pattern(r"\{\s*([0-9]*)\s*:\s*([A-Z_]+)\s*:((?:[^{}\\]|\\.|\{[^{}]*\})*)\}", re.DOTALL)
_ALTERNATIVES = pattern(r"(?<!\\)~")
_REMARK = pattern(r"(?<!\\)#")
_SHARE = pattern(r"(?:=|%(-?[0-9]{1,3}(?:\.[0-9]*)?)%)?", re.DOTALL)
_ESCAPED = pattern(r"\\([}#~/\"=:\\{])")
#: Marks the place of a blank while the text around it is parsed (Unicode's private use).
_FIRST_MARK = 0xE100
MOST_BLANKS = 1000

#: What the words of the language mean: how a blank is answered, and whether its list is shuffled.
TYPES = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW"), "written"),
    **dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), "written with capitals"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"), "list"),
    **dict.fromkeys(("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "shuffled list"),
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """One answer of a blank."""

    text: str
    share: Fraction
    remark: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank: its weight, one of the words that the language has, and its answers."""

    weight: int
    type: str
    alternatives: tuple[Alternative, ...]


def parse_cloze(text: str) -> tuple[str, list[Blank]]:
    """The text with a mark for each blank, and the blanks."""
    blanks: list[Blank] = []

    def mark(match: re.Match[str]) -> str:
        if len(blanks) >= MOST_BLANKS:
            return match.group()
        parts = _ALTERNATIVES.split(match[3])
        blanks.append(Blank(int(match[1] or 1), match[2], tuple(_alternative(part) for part in parts if part.strip())))
        return chr(_FIRST_MARK + len(blanks) - 1)

    return _BLANK.sub(mark, text), blanks


def mark_of(number: int) -> str:
    """The mark of a blank, counted from 1."""
    return chr(_FIRST_MARK + number - 1)


def _alternative(part: str) -> Alternative:
    part = part.strip()
    match = _SHARE.match(part)
    assert match is not None
    rest = part[match.end() :]
    words, *remark = _REMARK.split(rest, 1)
    share = share_of(match[1]) or Fraction(0) if match[1] else Fraction(1 if match.group() else 0)
    return Alternative(_plain(words), share, _plain(remark[0]) if remark else "")


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def escaped(text: str) -> str:
    """HTML that stands inside a blank."""
    if text.startswith("%"):  # it would be taken for a share
        return "&\\#37;" + escaped(text[1:])
    return re.sub(r"([\\}#~\"=]|\{)", r"\\\1", text)


def with_blanks(value: Any, number_of: Callable[[int], int] = lambda number: number) -> Any:
    """Blocks in which the marks of blanks became numbered blanks."""
    if isinstance(value, tuple):
        if any(isinstance(each, Text) for each in value):
            return tuple(node for each in value for node in _split(each, number_of))
        return tuple(with_blanks(each, number_of) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        names = [each.name for each in value.__dataclass_fields__.values() if each.compare]
        return replace(value, **{name: with_blanks(getattr(value, name), number_of) for name in names})
    return value


def _split(node: Any, number_of: Callable[[int], int]) -> list[Inline]:
    if not isinstance(node, Text):
        return [with_blanks(node, number_of)]
    nodes: list[Inline] = []
    for part in re.split("([\ue100-\ue4ff])", node.text):
        if len(part) == 1 and _FIRST_MARK <= ord(part) < _FIRST_MARK + MOST_BLANKS:
            nodes.append(NumberedBlank(number_of(ord(part) - _FIRST_MARK + 1)))
        elif part:
            nodes.append(Text(part))
    return nodes
