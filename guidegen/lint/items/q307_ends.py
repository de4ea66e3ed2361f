"""Q307: some options end with a full stop or begin with a capital, and others do not.

Source: Haladyna, Downing, Rodriguez (2002), guidelines 12 and 23. Options that begin with a name, a number or a
formula are left out of the count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the first option that differs from most."""
    texts = [text for text in ground.texts if text]
    if (
        len(texts) < 3
        or ground.has_variables
        or len(texts) != len(ground.options)
        or any(option.is_picture for option in ground.options)
    ):
        return
    checks: tuple[tuple[str, Sequence[bool | None]], ...] = (
        ("end with a full stop", [t.endswith(".") for t in texts]),
        ("begin with a capital", _capitals(texts)),
    )
    for what, marks in checks:
        odd = [n for n, mark in enumerate(marks) if mark is not None and mark != _most(marks)]
        if len(odd) == 1 and sum(mark is not None for mark in marks) == len(marks):
            message = f"Not all options {what}."
            yield ground.problem("Q307", ground.options[odd[0]].origin, message, "Write them alike.")
            return


def _capitals(texts: list[str]) -> list[bool | None]:
    # One option with a capital among small ones is likely a name.
    marks = [None if not t[0].isalpha() or t[:2].isupper() else t[0].isupper() for t in texts]
    return [None] * len(marks) if sum(mark is True for mark in marks) == 1 else marks


def _most(marks: Sequence[bool | None]) -> bool:
    return sum(mark is True for mark in marks) > sum(mark is False for mark in marks)
