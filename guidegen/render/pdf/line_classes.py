"""Classes of characters for line breaking (UAX 14, Unicode 16), as symbols that rules can be told in.

A class has the symbol that stands in `SYMBOLS`, with `WIDE` in it for a wide character (UAX 11: F, W, H); texts of such
small characters are handled quickly. Characters of common scripts are told by a table, which
`tests/render/test_line_rules.py` holds against the library; that is loaded for all others.
"""

from __future__ import annotations

import bisect
import functools

from guidegen.prepared import once

#: The classes after LB1, and what rules tell apart within them: QI and QF are quotation marks that begin and end, HH is
#: the hyphen U+2010 (BA), DC the dotted circle (AL), XP what may be a picture one day (ID). ST and ET are the start and
#: the end of the text.
SYMBOLS = {
    name: chr(0x40 + index)
    for index, name in enumerate(
        """
        AK AL AP AS B2 BA BB BK CB CL CM CP CR DC EB EM ET EX GL H2 H3 HH HL HY ID IN IS JL JT JV LF NL NS NU OP PO PR
        QF QI QU RI SP ST SY VF VI WJ XP ZW ZWJ
        """.split()
    )
}
WIDE = 0x80
#: Wide symbols as those of their class.
NARROW = {ord(symbol) | WIDE: symbol for symbol in SYMBOLS.values()}

#: The characters of each class as hexadecimal numbers; those behind a star are wide.
_TABLE = """
AL: 23 26 2A 3C-3E 40-5A 5E-7A 7E A6-AA AC AE-AF B2-B3 B5-BA BC-BE C0-24F 259 2B0-2C7 2C9-2CB 2CD-2DE 2E0-2FF
    370-377 37A-37D 37F 384-38A 38C 38E-3A1 3A3-482 48A-52F 5C0 5C3 5F3-5F4 606-608 60E-60F 620-64A 66D-66F
    671-6D3 6D5 6DE 6E5-6E6 6E9 6EE-6EF 6FA-6FF 1E00-1EFF 2015-2017 2020-2023 2038 203B 203E-2043 204A-2055 205C
    2061-2064 2070-2071 2074-207C 207F-208C 2090-209C 2100-2102 2104-2108 210A-2115 2117-218B 2190-2211
    2214-22EE 22F0-22FF 25A0-25CB 25CD-25FC 25FF 2610-2613 2713-2718
AL*: 25FD-25FE
B2: 2014
BA: 9 7C AD 5BE 2000-2006 2008-200A 2012-2013 2027 2056 2058-205B 205D-205F
BA*: 3000
BB: B4 2C8 2CC 2DF
BK: B-C 2028-2029
CL: 7D 2046 207E 208E
CL*: 3001-3002 3009 300B 300D 300F 3011 3015 3017 3019 301B 301E-301F FF09 FF0C FF0E FF3D FF5D FF60-FF61
    FF63-FF64
CM: 300-34E 350-35B 363-36F 483-489 5B0-5BD 5BF 5C1-5C2 5C4-5C5 5C7 610-61A 61C 64B-65F 670 6D6-6DC 6DF-6E4
    6E7-6E8 6EA-6ED 200C 200E-200F 202A-202E 2066-206F
CM*: 302A-302F 3035 3099-309A
CP: 29 5D
CR: D
EX: 21 3F 5C6 61B 61D-61F 6D4
EX*: FF01 FF1F
GL: A0 34F 35C-362 2007 2011 202F
HL: 5D0-5EA 5F0-5F2
HY: 2D
ID: 303F
ID*: 3003-3004 3006-3007 3012-3013 3020-3029 3030-3034 3036-303A 303D-303E 3042 3044 3046 3048 304A-3062
    3064-3082 3084 3086 3088-308D 308F-3094 309F 30A2 30A4 30A6 30A8 30AA-30C2 30C4-30E2 30E4 30E6 30E8-30ED
    30EF-30F4 30F7-30FA 30FF 4E00-9FFF FF02-FF03 FF06-FF07 FF0A-FF0B FF0D FF0F-FF19 FF1C-FF1E FF20-FF3A FF3C
    FF3E-FF5A FF5C FF5E FF66 FF71-FF9D FFA0-FFBE FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC FFE2-FFE4
IN: 2024-2026 22EF
IS: 2C 2E 3A-3B 37E 60C-60D 2044
LF: A
NL: 85
NS: 203C-203D 2047-2049
NS*: 3005 301C 303B-303C 3041 3043 3045 3047 3049 3063 3083 3085 3087 308E 3095-3096 309B-309E 30A0-30A1 30A3
    30A5 30A7 30A9 30C3 30E3 30E5 30E7 30EE 30F5-30F6 30FB-30FE 31F0-31FF FF1A-FF1B FF65 FF67-FF70 FF9E-FF9F
NU: 30-39 600-605 660-669 66B-66C 6DD 6F0-6F9
OP: 28 5B 7B A1 BF 201A 201E 2045 207D 208D
OP*: 3008 300A 300C 300E 3010 3014 3016 3018 301A 301D FF08 FF3B FF5B FF5F FF62
PO: 25 A2 B0 609-60B 66A 2030-2037 2057 20A7 20B6 20BB 20BE 2103 2109
PO*: FF05 FFE0
PR: 24 2B 5C A3-A5 B1 20A0-20A6 20A8 20AA-20B5 20B7-20BA 20BC-20BD 20BF 2116 2212-2213
PR*: 20A9 FF04 FFE1 FFE5-FFE6
QF: BB 2019 201D 203A
QI: AB 2018 201B-201C 201F 2039
QU: 22 27
SP: 20
SY: 2F
WJ: 2060
ZW: 200B
ZWJ: 200D
HH: 2010
DC: 25CC
"""
_HANGUL = range(0xAC00, 0xD7A4)
#: How many syllables begin with the same two letters: the first of them has no third.
_SYLLABLES = 28


class _Classes(dict[int, str]):
    """The symbol of each character that was met, by its number."""

    def __init__(self) -> None:
        self._starts, self._ends, self._symbols = once("line classes", "", _runs)

    def __missing__(self, number: int) -> str:
        place = bisect.bisect_right(self._starts, number) - 1
        if place >= 0 and number <= self._ends[place]:
            symbol: str = self._symbols[place]
        else:
            symbol = _hangul(number) if number in _HANGUL else _from_library(chr(number))
        self[number] = symbol
        return symbol


def _runs() -> tuple[list[int], list[int], str]:
    """The first and the last character of each run that the table tells, in order, and the symbols of the runs."""
    runs: list[tuple[int, int, str]] = []
    for line in _TABLE.replace("\n    ", " ").strip().split("\n"):
        name, _, told = line.partition(":")
        symbol = _symbol(name.rstrip("*"), is_wide=name.endswith("*"))
        for first, _, last in [each.partition("-") for each in told.split()]:
            runs.append((int(first, 16), int(last or first, 16), symbol))
    runs.sort()
    return [first for first, _, _ in runs], [last for _, last, _ in runs], "".join([symbol for _, _, symbol in runs])


def _hangul(number: int) -> str:
    is_open = (number - _HANGUL.start) % _SYLLABLES == 0
    return _symbol("H2" if is_open else "H3", is_wide=True)


def _symbol(name: str, *, is_wide: bool) -> str:
    symbol = SYMBOLS[name]
    return chr(ord(symbol) | WIDE) if is_wide else symbol


def _from_library(character: str) -> str:
    from uniseg.emoji import extended_pictographic
    from uniseg.linebreak import line_break
    from uniseg.unicodedatawrapper import category, east_asian_width

    name, kind = line_break(character).value, category(character).value
    if name in ("AI", "SG", "XX"):
        name = "AL"
    elif name == "SA":
        name = "CM" if kind in ("Mn", "Mc") else "AL"
    elif name == "CJ":
        name = "NS"
    elif name == "QU":
        name = {"Pi": "QI", "Pf": "QF"}.get(kind, "QU")
    elif name == "ID" and kind == "Cn" and extended_pictographic(character):
        name = "XP"
    return _symbol(name, is_wide=east_asian_width(character).value in ("F", "W", "H"))


@functools.cache
def _classes() -> _Classes:
    return _Classes()


def classes_of(text: str) -> str:
    """The symbols of the characters of a text."""
    return text.translate(_classes())
