"""The rules about guides, one row each. Adding a rule is a module, a row here and an entry in the catalogue."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides import (
    h101_reviewer,
    h102_review_term,
    h103_claims,
    h104_disclosure,
    h105_urgent_help,
    h110_translation_review,
    h120_certainty,
    h201_cures,
    h301_supplement_notice,
    h302_disease_claims,
    h401_dose_decimals,
    h402_dose_abbreviations,
    h403_dose_units,
    r101_grade,
    r102_hard_words,
    r103_sentence_length,
    r104_plain_words,
    r105_abbreviations,
    r106_passive,
    r107_percent,
    r108_paragraphs,
    r109_latin,
    r110_inflesz,
)
from guidegen.lint.guides.ground import Ground

Rule = Callable[[Ground], Iterator[Diagnostic]]

GUIDE_RULES: dict[str, Rule] = {
    "H101": h101_reviewer.find,
    "H102": h102_review_term.find,
    "H103": h103_claims.find,
    "H104": h104_disclosure.find,
    "H105": h105_urgent_help.find,
    "H110": h110_translation_review.find,
    "H120": h120_certainty.find,
    "H201": h201_cures.find,
    "H301": h301_supplement_notice.find,
    "H302": h302_disease_claims.find,
    "H401": h401_dose_decimals.find,
    "H402": h402_dose_abbreviations.find,
    "H403": h403_dose_units.find,
    "R101": r101_grade.find,
    "R102": r102_hard_words.find,
    "R103": r103_sentence_length.find,
    "R104": r104_plain_words.find,
    "R105": r105_abbreviations.find,
    "R106": r106_passive.find,
    "R107": r107_percent.find,
    "R108": r108_paragraphs.find,
    "R109": r109_latin.find,
    "R110": r110_inflesz.find,
}

#: Rules that run only when they are selected.
OFF = frozenset({"R106"})


def notes(code: str) -> str:
    """What the rule's module says of it below its first line: where it comes from, what it leaves alone."""
    module = inspect.getmodule(GUIDE_RULES[code])
    return (inspect.getdoc(module) or "").partition("\n\n")[2]
