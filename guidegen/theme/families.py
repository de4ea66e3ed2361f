"""A family of fonts: which of its files draws what a theme asks for."""

from __future__ import annotations

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """The font files of one design. A weight or slope that is not there is drawn by the nearest that is.

    Of several families, one that is for the `languages` of a text comes first.
    """

    regular: str
    bold: str = ""
    italic: str = ""
    bold_italic: str = ""
    languages: tuple[str, ...] = ()

    def face(self, role: str) -> str:
        """The file for a role of a theme. Scripts without italics stress words by weight."""
        bold = self.bold or self.regular
        if role in ("bold-italic", "italic"):
            return self.bold_italic or bold if role == "bold-italic" else self.italic or bold
        return self.regular if role in ("regular", "mono") else bold
