"""R103: a sentence of more than 25 words, an error from 31 on.

Source: GOV.UK style (25 words), NICE (15 to 20, at most 30). Each point of a list is a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Severity
from guidegen.lint.guides.ground import Ground
from guidegen.readability.sentences import sentences_in
from guidegen.readability.words import words_in

LONG, TOO_LONG = 25, 30


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A problem at each long sentence."""
    for passage in ground.running:
        for start, end in sentences_in(passage.text, ground.guide.language):
            count = len(words_in(passage.text, start, end))
            if count > LONG:
                yield ground.problem(
                    "R103",
                    ground.place(passage, start, end),
                    f"This sentence has {count} words; readers lose their way after {LONG}.",
                    "Make two sentences of it, or a list.",
                    severity=Severity.ERROR if count > TOO_LONG else Severity.WARNING,
                )
