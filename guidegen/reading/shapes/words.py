"""Every key that a guide, a bank or a quiz can have, so that one that stands in a wrong place is not taken for text."""

from __future__ import annotations

#: The keys, as `guidegen schema` gives them; `tests/reading/test_words.py` holds them to it.
WORDS = frozenset(
    """
    acknowledge after all alt always amber anchored answer arrangement at at-least at-most audience bank banks
    blank-rows blanks blueprint body box callout caption cards case-sensitive cells certainty changes chart
    checklist claim column columns comparison corner count credentials credit criterion current-at data decorative
    disclaimer disclosure distractors do dont draw enemies evening exclude extra-labels extra-responses extra-words
    feature features figure file fill-in forms from get-help glossary green grid group groups guide how how-to-read
    id ignore instructions introduction items key key-points kind known-words label labels language language-help
    level levels limits lines list-labels main-message mark markers marks medicines minutes morning most-words name
    new-page next-steps night noon notes number-at objective objectives of on options order pairs pictograph picture
    points premise qr questions quiz rationale readers reading-grade red require response review-by reviewed
    reviewed-on reviewer row rubric sample-answer schedule section section-code sections seed series show-points
    shuffle shuffle-items shuffle-options sign signs site source sources space span statements status stem step
    steps stimuli stimulus subjects subtitle summary supplement tag tags teach-back text timeline title to tolerance
    unit url value values variables version when width with word-bank yellow zones
    """.split()
)
