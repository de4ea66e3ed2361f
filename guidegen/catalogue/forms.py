"""F: whole quizzes."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, WARNING, Code

CODES = (
    Code(
        "F101", "key-position", ERROR,
        "The key stands in one place too often, in items whose options are printed in the author's order.",
        "Readers who know nothing choose that letter. It happens by chance in 1 of 100 quizzes.",
        "shuffle-options: false  (and the key first in 9 of 10 items)", "shuffle-options: true",
    ),
    Code(
        "F102", "key-run", WARNING,
        "The key stands in the same place in many items in a row, in a quiz that is printed in the author's order.",
        "Readers begin to doubt what they know, or to follow the pattern.",
        "shuffle-items: false\nshuffle-options: false", "shuffle-items: true",
    ),
    Code(
        "F103", "longest-is-key-rate", WARNING,
        "The longest option is the key in more items than chance explains.",
        "Readers who know nothing choose the longest. It is the commonest cue in official exams.",
    ),
)  # fmt: skip
