"""Sentences of a text: where one ends and the next begins.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number, or a small letter follows.
"""

from __future__ import annotations

import functools
import re

from guidegen.patterns import pattern

#: Abbreviations that never end a sentence, as a name or an example follows, by language.
_BEFORE_NAMES = {
    "en": "dr mr mrs ms prof st rev gen col capt lt sgt messrs eds vs cf viz approx e.g i.e",
    "es": "dr dra sr sra srta sres dña prof ej p.ej aprox vs",
    "fr": "m mm mme mlle dr pr prof p.ex cf env st ste",
    "de": "dr prof hr fr st z.b d.h u.a bzw ca vgl u.u i.d.r evtl ggf inkl",
    "it": "dr dott dott.ssa sig sig.ra prof es p.es ca",
    "pt": "dr dra sr sra prof profa ex p.ex aprox",
}
#: Abbreviations when a figure follows, and ordinary words at the end of a sentence otherwise: "No. 5", "He said no."
_BEFORE_NUMBERS = frozenset("no nos nr núm n.º n.° fig figs abb tab p pp pág págs pag s vol bd art ed al".split())
#: Abbreviations that may end a sentence: they do when a capital follows.
_MAYBE = {
    "en": "sr jr etc inc ltd co corp ave blvd dept est a.m p.m u.s u.k u.n ph.d m.d b.s d.c mg ml oz "
    "lb lbs hr hrs min sec ft mt jan feb mar apr aug sept oct nov dec",
    "es": "etc cía ee.uu a.m p.m a.c d.c uds ud vd",
    "fr": "etc cie h min",
    "de": "etc usw u.a u.v.m mio mrd std min",
    "it": "etc ecc",
    "pt": "etc cia a.m p.m",
}
#: With these an English sentence begins, so that a full stop before them ends one: "at 8 a.m. The nurse ...".
_STARTERS = frozenset(
    "the a an this that these those it he she they we you i if in on at for to but and or when while what who why how "
    "do does did is are was were can could will would should may must there here your our my his her their its not no "
    "yes ask call take talk tell use ask some many most all each every one two three as by from with after "
    "before".split()
)

#: The marks that end a sentence with the brackets, quotation marks and citations (U+E000) that belong to it.
_END = pattern(r"[.!?…。？！]+[\"'”’»)\]]*(?:\s*\ue000)*(?=\s|$)")
_OPENING = "\"'“‘«(¿¡[„‚"
_INITIAL = pattern(r"(?:^|[\s(])[^\W\d_]$")
_LIST_NUMBER = pattern(r"(?:^|\s)\d{1,3}$")


@functools.lru_cache(maxsize=4_096)
def sentences_in(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of a text, in order; white space between them belongs to none."""
    base = language.split("-")[0].lower()
    never = frozenset(_BEFORE_NAMES.get(base, "").split())
    maybe = frozenset(_MAYBE.get(base, "").split())
    found = []
    start = 0
    for end in _END.finditer(text):
        if end.end() <= start or not _is_end(text, end, never, maybe):
            continue
        found.append((start, end.end()))
        start = end.end()
    found.append((start, len(text)))
    trimmed = ((s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in found)
    return tuple((s, e) for s, e in trimmed if any(c.isalnum() for c in text[s:e]))


def _is_end(text: str, end: re.Match[str], never: frozenset[str], maybe: frozenset[str]) -> bool:
    following = text[end.end() :].lstrip().lstrip(_OPENING)
    if not following:
        return True
    marks = end.group().strip("\"'”’»)] \t\n\ue000")
    if marks not in (".", "…", "...") and not marks.startswith(".."):
        # A question inside a sentence goes on with a small letter: "Why?" she asked.
        return not following[0].islower()
    if following[0].islower():
        return False
    before = text[: end.start()]
    last = before.rsplit(None, 1)[-1].lower().lstrip(_OPENING) if before.split() else ""
    if marks != ".":
        return True
    if last in _BEFORE_NUMBERS:
        return not following[0].isdigit()
    if last in never or (_LIST_NUMBER.search(before) and before.strip().isdigit()):
        return False
    if last in maybe or (_INITIAL.search(before) and not before.endswith((" I", "\tI"))):
        return re.split(r"\W", following, maxsplit=1)[0].lower() in _STARTERS
    return True
