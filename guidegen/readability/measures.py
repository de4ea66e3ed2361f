"""The figures for a text: what each formula of its language says, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from guidegen.model.guide import Guide
from guidegen.readability.counts import Counts, base_of, count
from guidegen.readability.formulas import ENOUGH_FOR_SMOG, ENOUGH_WORDS, FORMULAS, Formula
from guidegen.readability.passages import Passage, passages_of
from guidegen.records import dataclass

#: The parts of a guide that its readers are to read; sources and disclaimer are for those who check it.
_BODY = ("main-message", "summary", "sections", "next-steps", "questions", "get-help", "key-points")


@dataclass(frozen=True, slots=True)
class Figure:
    """What one formula says. An estimate is one from fewer sentences or words than the formula was made for."""

    formula: Formula
    value: float
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """The counts of a text and the figures that its language has; there are none for other languages."""

    language: str
    counts: Counts
    figures: tuple[Figure, ...]

    def value(self, key: str) -> float | None:
        """What the formula `key` says, or None when there is no such figure."""
        return next((figure.value for figure in self.figures if figure.formula.key == key), None)

    @property
    def is_enough(self) -> bool:
        """True when there is enough text for a grade to mean something."""
        return self.counts.words >= ENOUGH_WORDS


def measure(texts: Iterable[str], language: str, known: Collection[str] = ()) -> Measures:
    """The figures for passages that stand on their own, such as the paragraphs of a text.

    Words in `known` (small letters) are counted as two syllables at most.
    """
    counts = count(texts, language, known)
    formulas = [formula for formula in FORMULAS if formula.language == base_of(language)]
    figures = [_figure(formula, counts) for formula in formulas if _is_computable(formula, counts)]
    return Measures(language, counts, tuple(figures))


def measure_guide(guide: Guide) -> Measures:
    """The figures for what readers are to read of a guide."""
    return measure((passage.text for passage in body_of(passages_of(guide))), guide.language)


def body_of(passages: Iterable[Passage]) -> list[Passage]:
    """The passages of the body: no title, captions, sources or disclaimer."""
    return [p for p in passages if p.part in _BODY and p.kind != "caption"]


def _is_computable(formula: Formula, counts: Counts) -> bool:
    return counts.all_words > 0 if formula.key == "forcast" else counts.sentences > 0


def _figure(formula: Formula, counts: Counts) -> Figure:
    words = counts.all_words if formula.key == "forcast" else counts.words
    few = words < ENOUGH_WORDS or (formula.key == "smog" and counts.sentences < ENOUGH_FOR_SMOG)
    return Figure(formula, formula.compute(counts), few)
