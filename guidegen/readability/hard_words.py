"""Hard words: those that are off the list of easy ones. The share of them tells best how hard people find a text.

On 4,504 sentences that people had rated, the number of words off a list of easy words went with the rating at
r = 0.61, better than any formula. The list is our own: see `data/easy-en.txt` and `data/easy-en-own.txt`. A word is
easy too when it is an ending away from an easy one (`helped`, `bigger`), a name, a number, or declared as known.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from importlib import resources

from guidegen.patterns import pattern
from guidegen.readability.sentences import sentences_in
from guidegen.readability.words import Word, words_in

LANGUAGES = frozenset({"en"})

_PART = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONTRACTION = pattern(r"['’](?:s|t|d|m|re|ve|ll)?$|n['’]t$")
#: Endings, and what they may have taken off the word.
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y"), ("ying", "ie"),
    ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"),
    ("est", ""), ("est", "e"), ("ly", ""), ("ness", ""), ("less", ""), ("ful", ""), ("y", ""), ("y", "e"), ("able", ""),
    ("en", ""), ("en", "e"),
)  # fmt: skip
_LEAST = 3
_PREFIXES = ("un", "re", "non")


def hard_words(text: str, language: str, known: Collection[str] = ()) -> Iterator[Word]:
    """The hard words of a passage, each time they stand there. `known` are words in small letters that count as easy.

    Only English has a list; in other languages no word is hard.
    """
    if language.split("-")[0] not in LANGUAGES:
        return
    for start, end in sentences_in(text, language):
        for number, word in enumerate(words_in(text, start, end)):
            if _is_hard(word, number == 0, known):
                yield word


def is_easy(word: str) -> bool:
    """Whether a plain English word is on the list, or an ending away from it."""
    small = _CONTRACTION.sub("", word.lower())
    easy = _easy()
    if is_jargon(small):
        return False
    if small in easy or len(small) <= 2 or _stems(small) & easy:
        return True
    stripped = next((small.removeprefix(p) for p in _PREFIXES if small.startswith(p)), small)
    return stripped != small and len(stripped) > _LEAST and (stripped in easy or bool(_stems(stripped) & easy))


def is_common(word: str) -> bool:
    """Whether a word is common English, easy or not, or an ending away from it: no word that only experts use."""
    small = _CONTRACTION.sub("", word.lower())
    plain = next((small.removeprefix(p) for p in _PREFIXES if small.startswith(p)), small)
    if is_jargon(small):
        return False
    return is_easy(small) or not _common().isdisjoint({small, plain, *_stems(small), *_stems(plain)})


def is_jargon(word: str) -> bool:
    """Whether a word belongs to the language of medicine, though newspapers use it too."""
    return word.lower() in _list("jargon-en.txt")


def _is_hard(word: Word, is_first: bool, known: Collection[str]) -> bool:
    small = word.text.lower().replace("’", "'")
    if word.is_number or word.is_address or small.removesuffix("'s") in known or _stems(small) & set(known):
        return False
    parts = _PART.findall(word.text)
    # Names are no harder than what they name; short forms are another rule's matter.
    if any((part.isupper() and len(part) > 1) or (part[:-1].isupper() and len(part) > 2) for part in parts):
        return False
    if not is_first and word.text[0].isupper():
        return False
    return not _is_compound(small) and not all(is_easy(p) or p.lower() in known for p in parts)


def _is_compound(small: str) -> bool:
    """Whether the word is two easy ones in one: `handwashing`, `wheelchair`."""
    easy = _easy()
    return any(
        small[:cut] in easy and (small[cut:] in easy or bool(_stems(small[cut:]) & easy))
        for cut in range(3, len(small) - 2)
        if len(small[cut:]) >= 4 and cut >= 4
    )


def _stems(small: str) -> set[str]:
    found = set()
    for ending, put_back in _ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= _LEAST - 1:
            stem = small.removesuffix(ending)
            found.add(stem + put_back)
            if len(stem) > _LEAST and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


@functools.cache
def _easy() -> frozenset[str]:
    return _list("easy-en.txt") | _list("easy-en-own.txt")


def _common() -> frozenset[str]:
    return _list("common-en.txt")


@functools.cache
def _list(name: str) -> frozenset[str]:
    text = resources.files("guidegen.readability").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
