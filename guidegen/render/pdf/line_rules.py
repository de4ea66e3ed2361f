"""Where Unicode lets a line end: the rules of UAX 14 (revision 53, Unicode 16), in their order, under their numbers.

uniseg, which knows them too, takes tens of milliseconds for a sentence (docs/adr/0046);
`tests/render/test_line_rules.py` holds this against it. A rule looks at few characters before and behind a place, so
what came of all rules together is remembered by the classes of these.
"""

from __future__ import annotations

from functools import lru_cache

from guidegen.patterns import pattern
from guidegen.render.pdf.line_classes import NARROW, SYMBOLS, WIDE, classes_of


def _all(names: str) -> frozenset[str]:
    return frozenset([SYMBOLS[name] for name in names.split()])


_START, _END, _SPACE, _ZERO_WIDTH, _JOINER = (SYMBOLS[name] for name in ("ST", "ET", "SP", "ZW", "ZWJ"))
_RETURN, _FEED, _HARD = SYMBOLS["CR"], SYMBOLS["LF"], _all("BK CR LF NL")
_LETTER, _LETTERS, _NUMBER = SYMBOLS["AL"], _all("AL DC HL"), SYMBOLS["NU"]
_WORD_JOINER, _GLUE, _NO_GLUE_BEHIND = SYMBOLS["WJ"], SYMBOLS["GL"], _all("SP BA HH HY")
_CLOSING_BRACKET = SYMBOLS["CP"]
_OPENING, _CLOSING, _NEVER_FIRST = SYMBOLS["OP"], _all("CL CP"), _all("CL CP EX SY")
_QUOTES, _BEGINS_QUOTATION, _ENDS_QUOTATION = _all("QU QI QF"), SYMBOLS["QI"], SYMBOLS["QF"]
_BEFORE_QUOTATION = _HARD | _QUOTES | _all("ST OP GL SP ZW")
_BEHIND_QUOTATION = _HARD | _QUOTES | _all("ET SP GL WJ CL CP EX IS SY ZW")
_INFIX, _INFIXES, _NO_STARTER, _DASH = SYMBOLS["IS"], "".join(_all("SY IS")), SYMBOLS["NS"], SYMBOLS["B2"]
_CONTINGENT = SYMBOLS["CB"]
_HYPHENS, _HYPHENS_OF_WORDS, _BEFORE_WORD = _all("HY HH BA"), _all("HY HH"), _HARD | _all("ST SP ZW CB GL")
_HEBREW = SYMBOLS["HL"]
_SIGNS, _SIGNS_OF_NUMBERS = _all("PO PR"), _all("PO PR HY IS")
_AKSARA, _STARTS_AKSARA = _all("AK AS DC"), SYMBOLS["AS"]
_VIRAMA, _FINAL = SYMBOLS["VI"], SYMBOLS["VF"]
_REGION = SYMBOLS["RI"]

#: Of rules that look at two characters alone: which stay together, those before and those behind.
_PAIRS = frozenset(
    (before, behind)
    for befores, behinds in (
        # LB21
        (" ".join(SYMBOLS), "BA HH HY NS"),
        ("BB", " ".join(SYMBOLS)),
        # LB21b, LB22
        ("SY", "HL"),
        (" ".join(SYMBOLS), "IN"),
        # LB23, LB23a
        ("AL DC HL", "NU"),
        ("NU", "AL DC HL"),
        ("PR", "ID XP EB EM"),
        ("ID XP EB EM", "PO"),
        # LB24
        ("PR PO", "AL DC HL"),
        ("AL DC HL", "PR PO"),
        # LB26, LB27
        ("JL", "JL JV H2 H3"),
        ("JV H2", "JV JT"),
        ("JT H3", "JT"),
        ("JL JV JT H2 H3", "PO"),
        ("PR", "JL JV JT H2 H3"),
        # LB28, LB28a
        ("AL DC HL", "AL DC HL"),
        ("AP", "AK AS DC"),
        ("AK AS DC", "VF VI"),
        # LB29
        ("IS", "AL DC HL"),
        # LB30b
        ("EB XP", "EM"),
    )
    for before in _all(befores)
    for behind in _all(behinds)
)


def _with_wide(names: str) -> frozenset[str]:
    return frozenset([chr(ord(symbol) | width) for symbol in _all(names) for width in (0, WIDE)])


#: All that stands between letters and digits, within which no line ends (LB28, LB23). A rule that looks beyond it looks
#: at the letters or digits next to it and no further.
_BETWEEN = pattern(f"[^{_LETTER}{_NUMBER}]+")
#: So much of it is remembered with what the rules say of it.
_LONGEST = 12
_COMBINING = _with_wide("CM ZWJ")
_HAS_COMBINING = pattern(f"[{''.join(sorted(_COMBINING))}]")
_NEVER_COMBINED = _HARD | {_SPACE, _ZERO_WIDTH}
#: A rule may look through a run of these, and at two characters before it.
_RUNS = _with_wide("SP SY IS CL CP RI")


#: The classes that no rule keeps with a word from which spaces part them (LB13 to LB18).
_FREE = _all("AL NU PR PO IN")
_FREE_FIRST, _FREE_LAST = _FREE | _all("OP HY"), _FREE | _all("CL CP EX IS")


def begins_freely(word: str) -> bool:
    """Whether a line may end at a space before a word, whatever ends freely there."""
    return classes_of(word[0]) in _FREE_FIRST


def ends_freely(word: str) -> bool:
    """Whether a line may end at a space behind a word, whatever begins freely there."""
    return classes_of(word[-1]) in _FREE_LAST


def breaks_of(text: str) -> list[int]:
    """The offsets after which a line may end or has to, the end of the text included."""
    if not text:
        return []
    classes = classes_of(text)
    if _HAS_COMBINING.search(classes) is None:
        return [*_breaks_within(classes), len(text)]
    left, offsets = _without_combining(classes)
    return [*(offsets[place] for place in _breaks_within(left) if offsets[place]), len(text)]


def _without_combining(classes: str) -> tuple[str, list[int]]:
    """LB9, LB10: the classes without those of marks that combine with what they follow, and the offset of each that is
    left, or 0 where it may not be parted from a joiner before it (LB8a).
    """
    left: list[str] = []
    offsets: list[int] = []
    base = _LETTER
    for offset, symbol in enumerate(classes):
        is_mark = symbol in _COMBINING
        if not is_mark:
            base = symbol
        elif offset and base not in _NEVER_COMBINED:
            continue
        left.append(_LETTER if is_mark else symbol)
        offsets.append(0 if classes[offset - 1 : offset] == _JOINER else offset)
    return "".join(left), offsets


def _breaks_within(classes: str) -> list[int]:
    breaks: list[int] = []
    for found in _BETWEEN.finditer(classes):
        start, end = found.span()
        if end - start == 1 and start and end < len(classes) and classes[start] == _SPACE:
            # LB18, and most of what stands between words.
            breaks.append(end)
            continue
        start -= start > 0
        around = classes[start : end + 1]
        known = _known_breaks if len(around) <= _LONGEST else _breaks_around
        for place in known(around):
            breaks.append(start + place)
    return breaks


def _breaks_around(classes: str) -> list[int]:
    """The places within these at which a line may end."""
    breaks = []
    for place in range(1, len(classes)):
        start = place - 1
        while start and classes[start] in _RUNS:
            start -= 1
        before = classes[start - 1 : place] if start > 1 else _START + classes[:place]
        if _may_end(before, classes[place : place + 3]):
            breaks.append(place)
    return breaks


_known_breaks = lru_cache(maxsize=1 << 12)(_breaks_around)


@lru_cache(maxsize=1 << 14)
def _may_end(before: str, behind: str) -> bool:
    """Whether a line may end between: `before` are the run of characters before it and two more, `behind` at most
    three. Those at the start and at the end of the text are fewer.
    """
    left, right = before.translate(NARROW), behind.translate(NARROW) + _END
    last, first = left[-1], right[0]
    found = _beside_hard_ends(left, right)
    if found is None and (_WORD_JOINER in (last, first) or last == _GLUE):
        # LB11, LB12
        found = False
    if found is None and first == _GLUE and last not in _NO_GLUE_BEHIND:
        # LB12a
        found = False
    if found is None:
        found = _beside_spaces(left, right)
    if found is None and _is_quoted(before, behind):
        found = False
    if found is None and _CONTINGENT in (last, first):
        # LB20
        found = True
    if found is None:
        # LB31
        found = not (
            (last, first) in _PAIRS
            or _stay_with_hyphen(left, first)
            or _stay_in_number(left, right)
            or _stay_in_aksara(left, right)
            or _stay_beside_bracket(before[-1], behind[0], left, right)
            # LB30a
            or (last == first == _REGION and (len(left) - len(left.rstrip(_REGION))) % 2 == 1)
        )
    return found


def _beside_hard_ends(left: str, right: str) -> bool | None:
    """LB4 to LB8."""
    last, first = left[-1], right[0]
    if last in _HARD:
        return not (last == _RETURN and first == _FEED)
    if first in _HARD or first in (_SPACE, _ZERO_WIDTH):
        return False
    return True if left.rstrip(_SPACE)[-1:] == _ZERO_WIDTH else None


def _beside_spaces(left: str, right: str) -> bool | None:
    """LB13 to LB18: what stays together even where spaces stand between, and else the end behind spaces."""
    last, first, second = left[-1], right[0], right[1]
    word = left.rstrip(_SPACE)
    end = word[-1:]
    if first in _NEVER_FIRST or end == _OPENING:
        return False
    if end == _BEGINS_QUOTATION and word[-2] in _BEFORE_QUOTATION:
        return False
    if first == _ENDS_QUOTATION and second in _BEHIND_QUOTATION:
        return False
    if first == _INFIX:
        return last == _SPACE and second == _NUMBER
    if (end in _CLOSING and first == _NO_STARTER) or end == first == _DASH:
        return False
    return True if last == _SPACE else None


def _is_quoted(before: str, behind: str) -> bool:
    """LB19, LB19a: quotation marks stay with what stands beside them, but for some in East Asian text."""
    last, first = before[-1:].translate(NARROW), behind[:1].translate(NARROW)
    if first in _QUOTES:
        return first != _BEGINS_QUOTATION or not (_is_wide(before[-1:]) and _is_wide(behind[1:2]))
    if last in _QUOTES:
        return last != _ENDS_QUOTATION or not (_is_wide(behind[:1]) and _is_wide(before[-2:-1]))
    return False


def _is_wide(symbol: str) -> bool:
    return bool(symbol) and ord(symbol) & WIDE != 0


def _stay_with_hyphen(left: str, first: str) -> bool:
    """LB20a, LB21a."""
    last, before = left[-1], left[-2:-1]
    if last in _HYPHENS_OF_WORDS and before in _BEFORE_WORD and first in _LETTERS and first != _HEBREW:
        return True
    return last in _HYPHENS and before == _HEBREW and first != _HEBREW


def _stay_in_number(left: str, right: str) -> bool:
    """LB25."""
    last, first = left[-1], right[0]
    if first == _OPENING:
        return last in _SIGNS and (right[1] == _NUMBER or right[1:3] == _INFIX + _NUMBER)
    if first == _NUMBER and last in _SIGNS_OF_NUMBERS:
        return True
    if first == _NUMBER or first in _SIGNS:
        if left.rstrip(_INFIXES)[-1:] == _NUMBER:
            return True
        return first in _SIGNS and last in _CLOSING and left[:-1].rstrip(_INFIXES)[-1:] == _NUMBER
    return False


def _stay_in_aksara(left: str, right: str) -> bool:
    """LB28a, as far as it looks at three characters."""
    last, first = left[-1], right[0]
    if last == _VIRAMA and left[-2:-1] in _AKSARA and first in _AKSARA:
        return first != _STARTS_AKSARA
    return last in _AKSARA and first in _AKSARA and right[1] == _FINAL


def _stay_beside_bracket(before: str, behind: str, left: str, right: str) -> bool:
    """LB30: of brackets that are not wide."""
    if behind == _OPENING:
        return left[-1] in _LETTERS or left[-1] == _NUMBER
    return before == _CLOSING_BRACKET and (right[0] in _LETTERS or right[0] == _NUMBER)
