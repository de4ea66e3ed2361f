"""Which way characters run (UAX 9): the direction of a paragraph, and the level of each of its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from guidegen.patterns import pattern

_UNKNOWN_TO_BIDI = frozenset(["", "LRI", "RLI", "FSI", "PDI"])
_TO_THE_LEFT = frozenset(["R", "AL"])
#: Brackets that Unicode pairs (BidiBrackets.txt), those in use.
_CLOSED_BY = {pair[0]: pair[1] for pair in "() [] {} ⁽⁾ ₍₎ ⟨⟩ 〈〉 《》 「」 『』 【】 〔〕 （） ［］ ｛｝".split()}
#: What runs from left to right among Arabic and Hebrew words too, though plain text would order its parts from the
#: right: a number with its unit in Latin letters (a no-break space parts them), and telephone numbers and dates. Of
#: these brackets hold no more than the digits of an area: what else stands in brackets, such as hours, is no part.
_DOSE = r"\d[\d.,]*(?:\u00a0\d{3})*\u00a0(?=[A-Za-zµ])"
_BETWEEN = r"[ ./\u00a0\u2011–-]"
_TELEPHONE = rf"(?<![\d.,])(?:\+?(?:\d{_BETWEEN}?){{0,4}}\(\d{{1,5}}\){_BETWEEN}{{0,2}}|\+)?\d(?:{_BETWEEN}{{0,2}}\d)*"
_LATIN_NUMBER = pattern(rf"(?P<dose>{_DOSE})|{_TELEPHONE}")
#: A number of fewer digits is ordered as every other.
_LEAST_DIGITS = 7
_CLOSERS = frozenset(_CLOSED_BY.values())


def base_level(text: str, right_to_left: bool) -> int:
    """The level of a paragraph in a document of this direction: 1 where its lines run from right to left.

    A paragraph that is wholly in a script of the other direction runs as that does, such as a source in English.
    """
    if not right_to_left and text.isascii():
        return 0
    directions = {unicodedata.bidirectional(character) for character in text}
    if right_to_left:
        return 0 if "L" in directions and not directions & _TO_THE_LEFT else 1
    return 1 if directions & _TO_THE_LEFT and "L" not in directions else 0


def levels(text: str, base: int) -> Sequence[int]:
    """The embedding level of each character, or nothing where every level is 0."""
    if base == 0 and (text.isascii() or not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)):
        return ()
    from bidi import algorithm as bidi

    text = _LATIN_NUMBER.sub(_as_latin if base == 0 else _as_one_number, text)
    # The library knows neither isolates nor characters that are not assigned: they count as neutral.
    text = "".join("!" if unicodedata.bidirectional(c) in _UNKNOWN_TO_BIDI else c for c in text)
    storage = bidi.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    # Formatting characters that the algorithm removes (rule X9) keep the level of what stands before them.
    kept = [i for i, c in enumerate(text) if unicodedata.bidirectional(c) not in bidi.X9_REMOVED]
    bidi.resolve_weak_types(storage)
    _resolve_brackets(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    found = dict(zip(kept, (entry["level"] for entry in storage["chars"]), strict=True))
    result: list[int] = []
    for offset in range(len(text)):
        result.append(found.get(offset, result[-1] if result else base))
    return result


def _as_latin(match: re.Match[str]) -> str:
    """A number that is not parted, as letters that run as its parts do."""
    return "a" * len(match[0]) if match["dose"] or _is_long(match) else match[0]


def _as_one_number(match: re.Match[str]) -> str:
    """The same in a paragraph from the right: a dose joins its unit, a telephone number is one number to its text."""
    if match["dose"]:
        return _as_latin(match)
    return "1" * len(match[0]) if _is_long(match) else match[0]


def _is_long(match: re.Match[str]) -> bool:
    return sum(map(str.isdigit, match[0])) >= _LEAST_DIGITS


def latin_numbers(text: str) -> list[tuple[int, int, bool]]:
    """Where numbers begin and end that run from left to right, though plain text would order their parts from the
    right; and whether a number ends with its digits, as a telephone number does and a dose, which has a unit, does not.

    >>> latin_numbers("call 555-0142, take 2 tablets")
    [(5, 13, True)]
    """
    found = (match for match in _LATIN_NUMBER.finditer(text) if match["dose"] or _is_long(match))
    return [(match.start(), match.end(), not match["dose"]) for match in found]


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indices from left to right (UAX 9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def _resolve_brackets(storage: dict[str, Any]) -> None:
    """Both brackets of a pair get one direction (rule N0), which the library leaves out."""
    for run in storage["runs"]:
        chars = storage["chars"][run["start"] : run["start"] + run["length"]]
        strong = [_strong(entry["type"]) for entry in chars]
        for opening, closing in _pairs(chars):
            around = ("L", "R")[chars[opening]["level"] % 2]
            inside = {direction for direction in strong[opening + 1 : closing] if direction}
            if not inside:
                continue
            direction = around
            if around not in inside:
                before = next((d for d in reversed(strong[:opening]) if d), run["sor"])
                direction = before
            for index in (opening, closing):
                chars[index]["type"] = strong[index] = direction


def _pairs(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Brackets that belong together, by where they open."""
    found, opened = [], list[tuple[str, int]]()
    for index, entry in enumerate(chars):
        character = entry["ch"]
        if entry["type"] != "ON":
            continue
        if character in _CLOSED_BY:
            opened.append((_CLOSED_BY[character], index))
        elif character in _CLOSERS:
            match = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == character), None)
            if match is not None:
                found.append((opened[match][1], index))
                del opened[match:]
    yield from sorted(found)


def _strong(kind: str) -> str:
    """Numbers count as characters that run to the left."""
    return "R" if kind in ("EN", "AN", "R") else "L" if kind == "L" else ""
