"""How much paper a set of copies needs."""

from __future__ import annotations

from guidegen.amounts import amount
from guidegen.batch.outputs import OutputId
from guidegen.records import dataclass, field


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
        'cells: 4 copies with 12 pages need 8 sheets of A4 paper printed on both sides, 12 on one side'
        >>> Sheets("cells", "a4", 1, 1, 1, "yellow").sentence()
        'cells: 1 copy with 1 page needs 1 sheet of yellow A4 paper printed on both sides, 1 on one side'
        """
        need = "needs" if self.copies == 1 else "need"
        # As it stands on the parcel: A4, letter.
        format_ = self.paper.upper() if self.paper[-1].isdigit() else self.paper
        paper = f"{self.colour} {format_}" if self.colour else format_
        return (
            f"{self.name}: {amount(self.copies, 'copy')} with {amount(self.pages, 'page')} {need} "
            f"{amount(self.sheets, 'sheet')} of {paper} paper printed on both sides, "
            f"{self.pages:,} on one side"
        )


#: Colours of paper that are sold, in the words of shops. Nothing else that stands in a cell is repeated.
COLOURS = frozenset(
    "amber aqua beige black blue bone brown buff canary cherry cream fuchsia gold goldenrod gray green grey ivory "
    "lavender lemon lilac lime magenta mint orange orchid peach pink purple red rose salmon sand tan teal turquoise "
    "violet white yellow".split()
)
_SHADES = frozenset("bright dark light neon pale pastel soft".split())


def colour_word(typed: str) -> str:
    """A colour as it is told: a cell may hold anything, even the name of a person, so others are only `coloured`.

    >>> colour_word("Pale Yellow"), colour_word("Smith"), colour_word("")
    ('pale yellow', 'coloured', '')
    """
    words = typed.lower().split()
    if not words:
        return ""
    return " ".join(words) if words[-1] in COLOURS and all(word in _SHADES for word in words[:-1]) else "coloured"


@dataclass(slots=True)
class PaperCount:
    """Counts the paper of copies as they are printed; what holds answers does not count."""

    _counted: dict[tuple[str, str, str], Sheets] = field(default_factory=dict)

    def add(self, output: OutputId, pages: int, colour: str = "") -> None:
        """Count one copy. Nobody knows the pages of a Word document (0) here."""
        if output.holds_answers or not pages:
            return
        colour = colour_word(colour)
        key = (output.name, output.page, colour)
        known = self._counted.get(key, Sheets(output.name, output.page, 0, 0, 0, colour))
        self._counted[key] = Sheets(
            output.name, output.page, known.copies + 1, known.pages + pages, known.sheets + (pages + 1) // 2, colour
        )

    def sheets(self) -> list[Sheets]:
        """The paper by name, size and colour, in the order of the first copy of each."""
        return list(self._counted.values())
