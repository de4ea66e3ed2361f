"""F: whole quizzes."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, NOTE, WARNING, Code

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
        "key: It closes the gaps between cells  (the longest option, in 9 of 10 items)",
        "key: It closes gaps  (the longest option in 3 of 10 items)",
    ),
    Code(
        "F104", "near-duplicate", WARNING,
        "Two items that one quiz prints are nearly the same.",
        "Whoever knows one knows both: the same thing counts twice.",
        "stem: Which organ in the human body makes bile?  (twice, with the same options)", "enemies: [[bile, bile-2]]",
    ),
    Code(
        "F105", "inter-item-cue", NOTE,
        "The key of an item stands word for word in the stem of another that the same quiz prints.",
        "The other stem gives the answer away, or the two only share a term: look at both.",
        "- stem: What parts the chromatids?\n  key: the spindle fibres\n- stem: How do the spindle fibres shorten?",
        "- stem: What parts the chromatids?\n  key: the spindle fibres\n- stem: How do these fibres shorten?",
    ),
    Code(
        "F108", "reading-load", NOTE,
        "An item has more words than its quiz allows.",
        "A long item measures how fast somebody reads. The limit is the author's own.",
        "most-words: 60  (and an item of 150 words)", "most-words: 160",
    ),
)  # fmt: skip
