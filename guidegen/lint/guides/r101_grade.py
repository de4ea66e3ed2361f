"""R101: the text is harder than its readers were promised.

Source: family physicians' review of patient materials (2015): grade 5 to 6; the CDC's ceiling of grade 8. A grade is
no gate by itself, since formulas differ by grades on the same text: one grade above the target is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Label
from guidegen.lint.guides.ground import Ground
from guidegen.readability.counts import count, whole_sentences
from guidegen.readability.formulas import flesch_kincaid
from guidegen.readability.measures import measure

TARGET = 6
CEILING = 8
_ALLOWANCE = 1
_MOST_LABELS = 3
_LONG_ENOUGH = 6


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A warning at the guide's name, with its hardest sentences."""
    target = ground.guide.reading_grade or (TARGET if ground.is_for_lay_readers else None)
    if ground.language != "en" or target is None:
        return
    measures = measure((p.text for p in ground.body), ground.guide.language, ground.known_words)
    grade = measures.value("flesch-kincaid")
    limit = min(target + _ALLOWANCE, max(CEILING, target)) if ground.is_for_lay_readers else target + _ALLOWANCE
    if grade is None or not measures.is_enough or grade <= limit:
        return
    yield ground.problem(
        "R101",
        ground.guide.origin,
        f"The text needs about grade {grade:.1f} (Flesch-Kincaid), and it is for grade {target}.",
        "Divide long sentences and take shorter words; the hardest sentences are marked.",
        labels=_hardest(ground),
    )


def _hardest(ground: Ground) -> list[Label]:
    """The sentences that raise the grade most."""
    graded = []
    for passage in ground.body:
        for words in whole_sentences(passage.text, ground.guide.language):
            if len(words) >= _LONG_ENOUGH:
                text = passage.text[words[0].start : words[-1].end] + "."
                grade = flesch_kincaid(count([text], ground.guide.language, ground.known_words))
                graded.append((grade, passage, words[0].start, words[-1].end))
    graded.sort(key=lambda each: -each[0])
    return [
        Label(ground.place(passage, start, end), f"about grade {grade:.0f}")
        for grade, passage, start, end in graded[:_MOST_LABELS]
    ]
