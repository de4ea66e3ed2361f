"""Quizzes and keys in print, read back and compared with the bank: every kind, 40 forms."""

from __future__ import annotations

import pytest

from tests.generated_banks import generated
from tests.printed_proof import proof


@pytest.mark.parametrize(
    ("seed", "forms", "quiz", "choices"),
    [
        (1, 12, "", {}),
        (2, 10, "items: 10\n", {"page": "a4"}),
        (3, 6, "draw: distinct\nitems: 4\nshuffle-items: false\n", {"size": "large"}),
        (4, 12, "blueprint:\n  - {items: 5, level: low}\n  - {items: 5, level: high}\n", {"seed": 99}),
    ],
)
def test_the_letters_on_paper_match_the_key(tmp_path, seed, forms, quiz, choices):
    found = proof(tmp_path, generated(seed, 24), quiz, forms, **choices)
    assert found.faults == []
    assert found.forms == forms and found.items >= 4 * forms
