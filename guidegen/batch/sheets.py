"""How much paper a set of copies needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from guidegen.batch.outputs import OutputId


@dataclass(frozen=True, slots=True)
class Sheets:
    """The copies of one source on one size and colour of paper (empty: any). Each begins on a sheet of its own."""

    name: str
    paper: str
    copies: int
    pages: int
    sheets: int
    colour: str = ""

    def sentence(self) -> str:
        """All of it in one line.

        >>> Sheets("cells", "a4", 4, 12, 8).sentence()
        'cells: 4 copies with 12 pages need 8 sheets of a4 paper printed on both sides, 12 on one side'
        >>> Sheets("cells", "a4", 1, 1, 1, "yellow").sentence()
        'cells: 1 copy with 1 page needs 1 sheet of yellow a4 paper printed on both sides, 1 on one side'
        """
        copies = "1 copy" if self.copies == 1 else f"{self.copies:,} copies"
        pages = "1 page" if self.pages == 1 else f"{self.pages:,} pages"
        need = "needs" if self.copies == 1 else "need"
        on_both = "1 sheet" if self.sheets == 1 else f"{self.sheets:,} sheets"
        paper = f"{self.colour} {self.paper}" if self.colour else self.paper
        return (
            f"{self.name}: {copies} with {pages} {need} {on_both} of {paper} paper printed on both sides, "
            f"{self.pages:,} on one side"
        )


@dataclass(slots=True)
class PaperCount:
    """Counts the paper of copies as they are printed; keys do not count."""

    _counted: dict[tuple[str, str, str], Sheets] = field(default_factory=dict)

    def add(self, output: OutputId, pages: int, colour: str = "") -> None:
        """Count one copy."""
        if output.is_key:
            return
        # Colours are typed by hand: letter case makes no difference.
        colour = colour.lower()
        key = (output.name, output.page, colour)
        known = self._counted.get(key, Sheets(output.name, output.page, 0, 0, 0, colour))
        self._counted[key] = Sheets(
            output.name, output.page, known.copies + 1, known.pages + pages, known.sheets + (pages + 1) // 2, colour
        )

    def sheets(self) -> list[Sheets]:
        """The paper by name, size and colour, in the order of the first copy of each."""
        return list(self._counted.values())
