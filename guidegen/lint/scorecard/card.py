"""A guide's scorecard: for each item of each instrument the machine's judgement, or that a person must score it.

There is no total: a share of items that were easy for a machine would hide those that were not looked at.
"""

from __future__ import annotations

from guidegen.lint.guides.ground import Ground
from guidegen.lint.scorecard.instruments import INSTRUMENTS, Criterion, Instrument
from guidegen.lint.scorecard.judgements import Judgement
from guidegen.model.guide import Guide
from guidegen.readability.hard_words import LANGUAGES, hard_words
from guidegen.readability.measures import Measures, measure_guide
from guidegen.readability.words import words_in
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """An item with the machine's judgement; None is left to a person."""

    criterion: Criterion
    judgement: Judgement | None

    @property
    def verdict(self) -> str:
        """`met`, `not-met`, `not-applicable` or `person`."""
        return "person" if self.judgement is None else self.judgement.verdict


@dataclass(frozen=True, slots=True)
class Scores:
    """An instrument with the scores of its items."""

    instrument: Instrument
    scores: tuple[Score, ...]

    def having(self, verdict: str) -> list[Score]:
        """The scores of one verdict, in the instrument's order."""
        return [score for score in self.scores if score.verdict == verdict]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that can be said about a guide; `hard_share` is the share of hard words, None without a list."""

    guide: Guide
    measures: Measures
    hard_share: float | None
    instruments: tuple[Scores, ...]


def scorecard(ground: Ground) -> Scorecard:
    """The scorecard of a guide."""
    instruments = tuple(
        Scores(
            instrument, tuple(Score(each, each.judge(ground) if each.judge else None) for each in instrument.criteria)
        )
        for instrument in INSTRUMENTS
    )
    return Scorecard(ground.guide, measure_guide(ground.guide), _hard_share(ground), instruments)


def _hard_share(ground: Ground) -> float | None:
    if ground.language not in LANGUAGES:
        return None
    total = sum(len(words_in(passage.text)) for passage in ground.running)
    hard = sum(len(list(hard_words(p.text, ground.guide.language, ground.known_words))) for p in ground.running)
    return hard / total if total else 0.0
