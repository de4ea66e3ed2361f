"""R108: a paragraph of more than five sentences, or more than 150 words without a heading.

Source: PEMAT-P items 8 and 9 (chunks, headers); the thresholds are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.readability.passages import Passage
from guidegen.readability.sentences import sentences_in
from guidegen.readability.words import words_in

MOST_SENTENCES = 5
MOST_WORDS = 150


def find(ground: Ground) -> Iterator[Diagnostic]:
    """Notes at long paragraphs, and where text goes on for too long."""
    for passage in ground.running:
        count = len(sentences_in(passage.text, ground.guide.language))
        if passage.kind == "paragraph" and count > MOST_SENTENCES:
            yield ground.problem(
                "R108",
                ground.place(passage, 0, len(passage.text)),
                f"This paragraph has {count} sentences; up to {MOST_SENTENCES} are read as one piece.",
                "Divide it, or make a list of it.",
            )
    for start, words in _stretches(ground.body):
        yield ground.problem(
            "R108",
            ground.place(start, 0, len(start.text)),
            f"From here {words} words follow without a heading.",
            f"Put a heading (`### ...`) after {MOST_WORDS} words at the latest.",
        )


def _stretches(passages: list[Passage]) -> Iterator[tuple[Passage, int]]:
    """The first passage of each stretch of a section that is too long, with the words until the next heading."""
    first, words = None, 0
    for passage in [*passages, None]:
        goes_on = (
            passage is not None
            and first is not None
            and passage.kind in ("paragraph", "point", "cell")
            and (passage.part, passage.section) == (first.part, first.section)
        )
        if not goes_on:
            if first is not None and words > MOST_WORDS:
                yield first, words
            first, words = (None if passage is None or passage.kind == "heading" else passage), 0
        if passage is not None and passage.kind in ("paragraph", "point"):
            words += len(words_in(passage.text))
