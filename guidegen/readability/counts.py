"""What the formulas ask for: how many sentences, words, syllables and letters a text has.

Sentences are counted as Readability Studio counts them, the commercial program that health literature uses most: a
heading, a point or a cell counts when it is a sentence, that is, ends with a mark, or when it is longer than fifteen
words. Fragments are left out, since each of them would pull the mean length of sentences down. FORCAST needs no
sentences and is given every word.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from guidegen.readability.sentences import sentences_in
from guidegen.readability.syllables import SYLLABLES
from guidegen.readability.words import Word, said_syllables, syllables_of, words_in
from guidegen.records import dataclass

_LONGEST_FRAGMENT = 15
_ENDS = (".", "!", "?", ":", "…", "。", "？", "！")
_AFTER_ENDS = "\"'”’»)]*_ \ufffc\ue000"
_POLYSYLLABLE = 3
_LONG_WORD = 7


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over a text: of the whole sentences, and of all words (`all_words`, `all_monosyllables`).

    `polysyllables` have three syllables or more, `long_words` more than six letters. Languages without syllable rules
    have no syllables.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    monosyllables: int = 0
    polysyllables: int = 0
    letters: int = 0
    long_words: int = 0
    all_words: int = 0
    all_monosyllables: int = 0


def whole_sentences(text: str, language: str) -> list[tuple[Word, ...]]:
    """The words of each whole sentence of a passage."""
    found = []
    for start, end in sentences_in(text, language):
        words = words_in(text, start, end)
        if words and (len(words) > _LONGEST_FRAGMENT or text[start:end].rstrip(_AFTER_ENDS).endswith(_ENDS)):
            found.append(words)
    return found


def count(texts: Iterable[str], language: str, known: Collection[str] = ()) -> Counts:
    """The counts of passages, each of which stands on its own.

    Words in `known` (small letters) have two syllables at most: a reader who knows a word does not spell it out.
    """
    plain = SYLLABLES.get(base_of(language))
    in_sentences: list[Word] = []
    sentences = all_words = all_monosyllables = 0
    for text in texts:
        whole = whole_sentences(text, language)
        sentences += len(whole)
        in_sentences += [word for words in whole for word in words]
        every = words_in(text)
        all_words += len(every)
        all_monosyllables += sum(syllables_of(word, plain) == 1 for word in every) if plain else 0
    said = [_said(word, plain, language) for word in in_sentences] if plain else []
    if plain and known:
        said = [min(n, 2) if w.text.lower() in known else n for n, w in zip(said, in_sentences, strict=True)]
    letters = [sum(c.isalpha() for c in word.text) for word in in_sentences]
    return Counts(
        sentences=sentences,
        words=len(in_sentences),
        syllables=sum(said),
        monosyllables=sum(number == 1 for number in said),
        polysyllables=sum(number >= _POLYSYLLABLE for number in said),
        letters=sum(letters),
        long_words=sum(number >= _LONG_WORD for number in letters),
        all_words=all_words,
        all_monosyllables=all_monosyllables,
    )


def base_of(language: str) -> str:
    """The first part of a language tag: `en` of `en-GB`."""
    return language.split("-")[0].lower()


def _said(word: Word, plain: Callable[[str], int], language: str) -> int:
    return said_syllables(word, plain) if base_of(language) == "en" else syllables_of(word, plain)
