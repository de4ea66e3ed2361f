"""PEMAT-P and the CDC Clear Communication Index: their items, and which of them a machine can judge.

The wordings (`pemat-1`, `cdc-1` and so on in the locale files) are short paraphrases of our own. PEMAT-P: Shoemaker,
Wolf, Brach (2013), AHRQ Publication 14-0002-EF; its numbers skip the items for audio and video. CDC Clear Communication
Index: Baur, Prue (2014), Health Promotion Practice 15(5), 629-637.
"""

from __future__ import annotations

from guidegen.lint.scorecard import judgements as by
from guidegen.lint.scorecard.judgements import Judge
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """An item of an instrument; `judge` is None where a person must score it. `key` is that of its wording."""

    key: str
    number: int
    judge: Judge | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A published way to score materials, with its items in order."""

    key: str
    name: str
    criteria: tuple[Criterion, ...]


def _criteria(key: str, numbers: range | tuple[int, ...], judges: dict[int, Judge]) -> tuple[Criterion, ...]:
    return tuple(Criterion(f"{key}-{number}", number, judges.get(number)) for number in numbers)


PEMAT = Instrument(
    "pemat",
    "PEMAT-P",
    _criteria(
        "pemat",
        (*range(1, 13), *range(15, 27)),
        {
            1: by.purpose,
            3: by.everyday_words,
            4: by.terms_explained,
            8: by.chunks,
            11: by.summary,
            12: by.visual_cues,
            17: by.captions,
            19: by.simple_tables,
            20: by.action,
            21: by.addresses_reader,
            22: by.steps,
            23: by.tool,
            25: by.tables_explained,
        },
    ),
)

CDC = Instrument(
    "cdc",
    "CDC Clear Communication Index",
    _criteria(
        "cdc",
        range(1, 21),
        {
            1: by.main_message,
            2: by.main_message,
            3: by.main_message,
            5: by.action,
            6: by.active_voice,
            7: by.everyday_words,
            8: by.short_lists,
            9: by.chunks_with_headings,
            10: by.summary_first,
            12: by.action,
            13: by.why,
            14: by.how,
            17: by.no_sums,
            20: by.chances,
        },
    ),
)

INSTRUMENTS = (PEMAT, CDC)
