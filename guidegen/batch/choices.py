"""What the command line sets for one run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """Seed, key mode and look for this run; None leaves what the files say. `forms` is how many are printed."""

    seed: int | None = None
    key: str | None = None
    page: str | None = None
    size: str = "regular"
    theme: str | None = None
    standard: str | None = None
    forms: int | None = None
