"""How a document is printed, whatever it is printed as."""

from __future__ import annotations

from dataclasses import dataclass

from guidegen.theme import Theme


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is printed: theme, page size (a key of PAGE_SIZES), print size (1 is regular), and the standard.

    The standard is a key of the PDF renderer's STANDARDS; it says how the file is written, nothing on the page.
    """

    theme: Theme
    page: str = "letter"
    scale: float = 1.0
    standard: str = "ua-1"
