"""How a document is printed, whatever it is printed as."""

from __future__ import annotations

from guidegen.records import dataclass
from guidegen.theme import Theme


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is printed: theme, page size (a key of PAGE_SIZES), print size (1 is regular), and the standard.

    The standard is a key of the PDF renderer's STANDARDS; it says how the file is written, nothing on the page.
    With `impose` the page is a sheet with several pages on it, and `creep` is how much closer to the fold the pages of
    a booklet stand for each sheet around theirs. `mirrored` margins change sides on back sides; `binding` is room for
    holes or a spine at the inner edge, in points. Where `columns` are wide enough, text is set in so many.
    """

    theme: Theme
    page: str = "letter"
    scale: float = 1.0
    standard: str = "ua-1"
    impose: str = ""
    creep: float = 0.0
    mirrored: bool = False
    binding: float = 0.0
    columns: int = 1
