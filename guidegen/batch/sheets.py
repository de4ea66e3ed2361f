"""How much paper a set of copies needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegen.batch.outputs import OutputId


@dataclass(frozen=True, slots=True)
class Sheets:
    """The copies of one source on one size of paper. Each copy begins on a sheet of its own."""

    name: str
    paper: str
    copies: int
    pages: int
    sheets: int

    def sentence(self) -> str:
        """All of it in one line.

        >>> Sheets("cells", "a4", 4, 12, 8).sentence()
        'cells: 4 copies with 12 pages need 8 sheets of a4 paper printed on both sides, 12 on one side'
        """
        on_both = "1 sheet" if self.sheets == 1 else f"{self.sheets:,} sheets"
        return (
            f"{self.name}: {self.copies:,} copies with {self.pages:,} pages need {on_both} of {self.paper} paper "
            f"printed on both sides, {self.pages:,} on one side"
        )


def count_sheets(printed: Iterable[tuple[OutputId, int]]) -> list[Sheets]:
    """The paper for outputs with their numbers of pages, by name and size of paper; keys do not count."""
    counted: dict[tuple[str, str], Sheets] = {}
    for output, pages in printed:
        if output.is_key:
            continue
        known = counted.get((output.name, output.page), Sheets(output.name, output.page, 0, 0, 0))
        counted[output.name, output.page] = Sheets(
            output.name, output.page, known.copies + 1, known.pages + pages, known.sheets + (pages + 1) // 2
        )
    return list(counted.values())
