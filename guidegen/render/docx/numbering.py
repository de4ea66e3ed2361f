"""Lists as Word counts them: their numbers are right again when somebody adds a point."""

from __future__ import annotations

from guidegen.render.docx.elements import Element, element, value

_LEVELS = 9
#: What stands before a point, by the kind of list: Word's number format, and the text with the number in it.
_KINDS = {
    "bullet": ("bullet", "•"),
    "check": ("bullet", "☐"),
    "number": ("decimal", "{}."),
    "step": ("decimal", "{}"),
    "source": ("decimal", "{}."),
    "item": ("decimal", "{}."),
    "letter": ("upperLetter", "{}."),
}
#: Word writes AA, BB, CC after Z.
MOST_LETTERS = 26
_STRONG = ("step", "item", "letter")


class Numbering:
    """The lists of a document. Lists with numbers begin anew; those with signs share one."""

    def __init__(self, colour: str) -> None:
        """`colour` is that of numbers that stand out."""
        self._shapes = [_shape(index, kind, colour) for index, kind in enumerate(_KINDS)]
        self._lists: list[Element] = []
        self._shared: dict[str, int] = {}

    def new(self, kind: str, level: int = 0, start: int = 1) -> int:
        """The number of a list of a kind whose points stand at `level`, and whose first is `start`."""
        if _KINDS[kind][0] == "bullet":
            if kind not in self._shared:
                self._shared[kind] = self._add(kind)
            return self._shared[kind]
        begin = element("w:lvlOverride", {"w:ilvl": level}, value("w:startOverride", start))
        return self._add(kind, begin)

    def _add(self, kind: str, *overrides: Element) -> int:
        number = len(self._lists) + 1
        shape = value("w:abstractNumId", list(_KINDS).index(kind))
        self._lists.append(element("w:num", {"w:numId": number}, shape, *overrides))
        return number

    def part(self) -> Element:
        """The part `numbering.xml`."""
        return element("w:numbering", {}, *self._shapes, *self._lists)


def _shape(index: int, kind: str, colour: str) -> Element:
    levels = [_level(level, kind, colour) for level in range(_LEVELS)]
    return element("w:abstractNum", {"w:abstractNumId": index}, value("w:multiLevelType", "hybridMultilevel"), *levels)


def _level(level: int, kind: str, colour: str) -> Element:
    counted, text = _KINDS[kind]
    look = element("w:rPr", {}, value("w:b"), value("w:color", colour)) if kind in _STRONG else None
    return element(
        "w:lvl",
        {"w:ilvl": level},
        value("w:start", 1),
        value("w:numFmt", counted),
        value("w:lvlText", text.format(f"%{level + 1}")),
        value("w:lvlJc", "left"),
        element("w:pPr", {}, element("w:ind", {"w:left": 400 * (level + 1), "w:hanging": 400})),
        look,
    )
