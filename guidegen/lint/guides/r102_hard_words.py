"""R102: a word that only experts use, and that the guide does not explain.

Source: of all figures the number of words off a list of easy ones goes best with how hard people find medical
sentences (r = 0.61 on 4,504 sentences). Words off the list that are still common English are left alone, and so are
names, drugs, the words of the title, and words that the guide explains where they stand or in its glossary.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.lint.guides.known import is_drug, is_explained
from guidegen.lint.phrases import phrases
from guidegen.readability.hard_words import hard_words, is_common

_UNITS = frozenset("mg mcg ml dl kg cm mm mmol meq kcal bpm mmhg lb lbs oz".split())


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A warning where such a word first stands."""
    if not ground.is_for_lay_readers:
        return
    seen: set[str] = set()
    plain = phrases("plain-words", ground.guide.language)
    for passage in ground.running:
        stiff = [match.span() for match, _ in plain.find(passage.text)] if plain is not None else []
        for word in hard_words(passage.text, ground.guide.language, ground.known_words):
            small = word.text.lower()
            parts = {_stem(part) for part in (small, *small.split("-"))}
            is_new = seen.isdisjoint(parts)
            seen |= parts
            if not is_new:
                continue
            # R104 knows a plain word for it.
            if any(start <= word.start < end for start, end in stiff):
                continue
            if small in _UNITS or _is_no_jargon(small):
                continue
            if is_explained(passage, word.start, word.end):
                continue
            yield ground.problem(
                "R102",
                ground.place(passage, word.start, word.end),
                f"Not every reader knows the word “{word.text}”.",
                "Take a plainer word, or say what it means: here, or in `glossary:`. "
                "List it in `known-words:` when your readers know it.",
            )


def _is_no_jargon(word: str) -> bool:
    """Drugs and common words are left alone; a hyphenated word is judged by its parts."""
    return is_drug(word) or all(is_common(part) or is_drug(part) for part in word.split("-"))


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s")
