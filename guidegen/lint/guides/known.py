"""The words of a guide that count as easy, because it names, explains or declares them, or because they are drugs."""

from __future__ import annotations

import re

from guidegen.inline import Emphasis, Strong, plain_text, walk
from guidegen.lint.guides.denial import is_quoted
from guidegen.model.guide import Guide
from guidegen.patterns import pattern
from guidegen.readability.passages import Passage, abbreviations_in, flat

_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Endings that the World Health Organization gives to the international names of groups of drugs.
_DRUG_STEM = pattern(
    r"(?:pril|prilat|sartan|olol|alol|statin|dipine|azole|conazole|prazole|cillin|mycin|micin|oxacin|cycline|"
    r"penem|sulfa\w*|vir|ciclovir|mab|nib|tinib|formin|gliptin|gliflozin|glutide|glitazone|xaban|gatran|parin|"
    r"grel|oxetine|traline|triptyline|ipramine|azepam|zolam|zepam|barbital|peridol|apine|idone|profen|fenac|"
    r"oxicam|coxib|caine|codone|morphone|fentanil|orphine|tidine|setron|triptan|terol|phylline|sone|solone|"
    r"onide|lukast|dronate|afil|zosin|thiazide|semide|tretin|trexate|platin|rubicin|taxel|bactam|floxacin|"
    r"nazole|vudine|navir|tegravir|astine|tadine|amine)$"
)
_DRUGS = frozenset(
    "aspirin acetaminophen paracetamol insulin warfarin digoxin levothyroxine lithium morphine codeine heparin "
    "naloxone epinephrine adrenaline penicillin colchicine allopurinol gabapentin pregabalin methadone nitroglycerin "
    "tramadol quinine iron folate albuterol salbutamol spironolactone amiodarone clonidine hydralazine".split()
)
#: How a text goes on after a word, or after up to three more of its term, to say what it means.
_EXPLAINING = pattern(
    r"(?:\s[^\W\d_]+){0,3}[\"”’*)]*\s*"
    r"(?:\(|[,:–—] (?:which|that|or|an?|the|a kind of)\b|,? (?:which|that) (?:is|are|means?)\b| means?\b"
    r"| (?:is|are) (?:an?|the|when|where|what)\b)",
    re.IGNORECASE,
)
_CALLED = pattern(r"(?:called|named|known as|term is|word is|means|\()\s*(?:an?|the)?\s*[\"“*]*$", re.IGNORECASE)
#: A word of a long form that stands behind its short form: `COPD (chronic obstructive ...`.
_SPELLING_OUT = pattern(r"\b[A-Z]{2,6}s?\s\([^()]*$")


def known_words(guide: Guide) -> frozenset[str]:
    """In small letters: declared words, words of the glossary and of the title, and expanded short forms."""
    texts = [*guide.known_words, *(term.word for term in guide.glossary), plain_text(guide.title)]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def is_drug(word: str) -> bool:
    """Whether a word looks like the name of a drug: readers find it on the box, and no easier word stands for it."""
    small = word.lower().removesuffix("'s")
    return small in _DRUGS or (len(small) > 6 and _DRUG_STEM.search(small) is not None)


def is_explained(passage: Passage, start: int, end: int) -> bool:
    """Whether the passage itself says what a word means: `inflammation (swelling)`, `called a *placebo*`."""
    text = passage.text
    return (
        _EXPLAINING.match(text, end) is not None
        or _CALLED.search(text[:start]) is not None
        or _is_stressed(passage, text[start:end])
        or is_quoted(text[:start], text[end:])
        or _SPELLING_OUT.search(text[:start]) is not None
    )


def expansions(passage: Passage) -> dict[str, str]:
    """The short forms that the author expanded in a passage with `{abbr="..."}`."""
    return dict(abbreviations_in(passage.prose))


def _is_stressed(passage: Passage, word: str) -> bool:
    """Whether the author set the word off as a term when it first stands there."""
    marked = (node for node in walk(passage.prose) if isinstance(node, Emphasis | Strong))
    return any(word in flat(node.children) for node in marked)
