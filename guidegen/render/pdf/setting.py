"""What decides how prose looks beside its words: styles at the print size, language, numbers of sources and pages."""

from __future__ import annotations

from guidegen.document.elements import Labels, PageReference
from guidegen.records import replace
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.text import Style
from guidegen.theme import Theme, for_language

#: How many orders of sources are told apart at a time.
_MOST_ORDERS = 1_000


class Setting:
    """The styles of a theme in one print size and language, and the numbers that a document refers to.

    `sources` numbers the document's sources, `pages` holds the page numbers known so far; `scale` multiplies sizes.
    """

    def __init__(
        self, theme: Theme, scale: float, labels: Labels, language: str, *, right_to_left: bool = False
    ) -> None:
        """No source and no page has a number yet."""
        self.theme = for_language(theme, language)
        self.scale = scale
        self.labels = labels
        self.language = language
        self.right_to_left = right_to_left
        self.sources: dict[str, int] = {}
        #: Which order of sources the document has. Numbers are never used again.
        self.order = self._last_order = 0
        self._orders: dict[tuple[str, ...], int] = {}
        self.pages: dict[PageReference, str] = {}
        self.referred: set[PageReference] = set()
        self._styled: dict[tuple[Style, bool, bool], Style] = {}
        self._styles: dict[tuple[str, bool, bool, str], Style] = {}
        self._leadings: dict[str, tuple[float, float]] = {}

    def cite(self, sources: tuple[str, ...]) -> None:
        """Number the sources of the document that begins."""
        self.sources = {source: index + 1 for index, source in enumerate(sources)}
        if sources not in self._orders:
            if len(self._orders) >= _MOST_ORDERS:
                self._orders.clear()
            self._last_order += 1
            self._orders[sources] = self._last_order
        self.order = self._orders[sources]

    def page_text(self, reference: PageReference) -> str:
        """The page number as far as it is known; one digit is assumed before the first flow."""
        self.referred.add(reference)
        return self.pages.get(reference, "0")

    def style(self, name: str, *, bold: bool = False, italic: bool = False, colour: str = "") -> Style:
        """A text style of the theme at the print size."""
        key = name, bold, italic, colour
        known = self._styles.get(key)
        if known is None:
            style = self.theme.styles[name]
            known = self._styles[key] = Style(
                faces=self.theme.faces[_face_role(style.face, bold=bold, italic=italic)],
                size=style.size * self.scale,
                colour=self.theme.colours[colour or style.colour],
                language=self.language,
                tabular=style.tabular,
            )
        return known

    def styled(self, style: Style, *, bold: bool, italic: bool) -> Style:
        """The same style in a bold or an italic face."""
        key = style, bold, italic
        if key not in self._styled:
            faces = self.theme.faces
            role = next(role for role, stack in faces.items() if stack == style.faces)
            self._styled[key] = replace(style, faces=faces[_face_role(role, bold=bold, italic=italic)])
        return self._styled[key]

    def leading(self, style: str) -> float:
        """The distance from baseline to baseline of a style."""
        return self.theme.styles[style].leading * self.scale

    def leading_and_baseline(self, style: str) -> tuple[float, float]:
        """The distance from baseline to baseline of a style, and where the baseline stands in its line."""
        known = self._leadings.get(style)
        if known is None:
            set_in, leading = self.style(style), self.leading(style)
            capitals = load_face(set_in.faces[0]).cap_height * set_in.size / 1000
            known = self._leadings[style] = leading, -(leading + capitals) / 2
        return known


def _face_role(role: str, *, bold: bool, italic: bool) -> str:
    if bold:
        role = {"regular": "bold", "italic": "bold-italic"}.get(role, role)
    if italic:
        role = {"regular": "italic", "bold": "bold-italic", "semibold": "bold-italic"}.get(role, role)
    return role
