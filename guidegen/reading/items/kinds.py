"""The names of the item kinds, for what only names them: a guide that draws from a bank needs none of their shapes."""

KIND_NAMES = (
    "multiple-choice",
    "multiple-response",
    "true-false",
    "statements",
    "matching",
    "ordering",
    "short-answer",
    "cloze",
    "numerical",
    "label-figure",
    "essay",
)
