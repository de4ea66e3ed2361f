"""The styles of a Word document: every text style of the theme, headings under the names that Word knows.

The theme's own fonts are on few machines. The document names one that every office program has, or replaces by one of
the same widths; who edits it can change it in one place, the style `Normal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.render.docx.elements import Element, element, twips, value
from guidegen.render.look import Look
from guidegen.theme import TextStyle
from guidegen.theme.colours import hexadecimal

FONT = "Arial"
CODE_FONT = "Courier New"
#: The theme's styles that are Word's own, by Word's ids; a heading of any level has an id of its own.
_WORD_STYLES = {"body": "Normal", "title": "Heading1", "h2": "Heading2", "h3": "Heading3", "h4": "Heading4"}
_NAMES = {"Normal": "Normal", **{f"Heading{level}": f"heading {level}" for level in range(1, 7)}}
BOLD = ("bold", "semibold", "extrabold", "bold-italic", "mono-bold")
_ITALIC = ("italic", "bold-italic")
#: The styles of links, and of points at the end of a stem.
LINK = "Hyperlink"
POINTS = "PointsInLine"
TABLE = "TableNormal"


def style_id(name: str) -> str:
    """The id of a text style of the theme."""
    return _WORD_STYLES.get(name) or "".join(part.capitalize() for part in name.split("-"))


def heading_id(level: int) -> str:
    """The id of the style of a heading."""
    return f"Heading{min(level, 6)}"


def styles(look: Look, language: str, *, to_the_left: bool) -> Element:
    """The part `styles.xml` for a theme and print size; `to_the_left` is the direction of the language."""
    made = element("w:styles", {}, _defaults(language), *_fixed(look))
    for name, style in look.theme.styles.items():
        made.append(_paragraph_style(style_id(name), _style_name(name), style, look, to_the_left=to_the_left))
    for level in (5, 6):
        style = look.theme.styles["h4"]
        made.append(_paragraph_style(heading_id(level), f"heading {level}", style, look, to_the_left=to_the_left))
    return made


def colour_of(look: Look, name: str) -> str:
    """A colour of the theme as six hexadecimal digits."""
    return hexadecimal(look.theme.colours[name]).removeprefix("#")


def _style_name(name: str) -> str:
    identifier = style_id(name)
    return _NAMES.get(identifier) or name.replace("-", " ").capitalize()


def _defaults(language: str) -> Element:
    fonts = element("w:rFonts", {"w:ascii": FONT, "w:hAnsi": FONT, "w:eastAsia": FONT, "w:cs": FONT})
    spoken = element("w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": language})
    runs = element("w:rPrDefault", {}, element("w:rPr", {}, fonts, spoken))
    return element("w:docDefaults", {}, runs, element("w:pPrDefault"))


def _fixed(look: Look) -> Iterator[Element]:
    """The styles that are not the theme's."""
    yield element(
        "w:style",
        {"w:type": "character", "w:default": "1", "w:styleId": "DefaultParagraphFont"},
        value("w:name", "Default Paragraph Font"),
    )
    yield element(
        "w:style",
        {"w:type": "character", "w:styleId": LINK},
        value("w:name", "Hyperlink"),
        element("w:rPr", {}, value("w:color", colour_of(look, "primary")), value("w:u", "single")),
    )
    points = look.theme.styles["points"]
    yield element(
        "w:style",
        {"w:type": "character", "w:customStyle": "1", "w:styleId": POINTS},
        value("w:name", "Points in a line"),
        element(
            "w:rPr",
            {},
            value("w:b", "0"),
            value("w:bCs", "0"),
            value("w:color", colour_of(look, points.colour)),
            value("w:sz", round(2 * points.size * look.scale)),
            value("w:szCs", round(2 * points.size * look.scale)),
        ),
    )
    sides = [element(f"w:{side}", {"w:w": 0 if side in ("top", "bottom") else 108, "w:type": "dxa"}) for side in _SIDES]
    yield element(
        "w:style",
        {"w:type": "table", "w:default": "1", "w:styleId": TABLE},
        value("w:name", "Normal Table"),
        element("w:tblPr", {}, element("w:tblCellMar", {}, *sides)),
    )
    yield element(
        "w:style",
        {"w:type": "numbering", "w:default": "1", "w:styleId": "NoList"},
        value("w:name", "No List"),
    )


_SIDES = ("top", "left", "bottom", "right")


def _paragraph_style(identifier: str, name: str, style: TextStyle, look: Look, *, to_the_left: bool) -> Element:
    is_normal, heading = identifier == "Normal", identifier.removeprefix("Heading")
    is_heading = heading.isdigit()
    attributes: dict[str, object] = {"w:type": "paragraph", "w:styleId": identifier}
    if is_normal:
        attributes["w:default"] = "1"
    elif name not in _NAMES.values():
        attributes["w:customStyle"] = "1"
    spacing = {
        "w:before": twips(style.before * look.scale),
        "w:after": twips(style.after * look.scale),
        "w:line": twips(style.leading * look.scale),
        "w:lineRule": "atLeast",
    }
    paragraph = element(
        "w:pPr",
        {},
        value("w:keepNext") if is_heading else None,
        value("w:keepLines") if is_heading else None,
        # All others are based on it.
        value("w:bidi") if to_the_left and is_normal else None,
        element("w:spacing", spacing),
        value("w:outlineLvl", int(heading) - 1) if is_heading else None,
    )
    return element(
        "w:style",
        attributes,
        value("w:name", name),
        None if is_normal else value("w:basedOn", "Normal"),
        value("w:next", "Normal") if is_heading else None,
        value("w:qFormat"),
        paragraph,
        _run_style(style, look, has_italics=not to_the_left),
    )


def _run_style(style: TextStyle, look: Look, *, has_italics: bool) -> Element:
    """How the text looks; Arabic and Hebrew have no italics (`has_italics`)."""
    size = round(2 * style.size * look.scale)
    is_bold, is_italic = style.face in BOLD, style.face in _ITALIC
    is_code = style.face.startswith("mono")
    return element(
        "w:rPr",
        {},
        element("w:rFonts", {"w:ascii": CODE_FONT, "w:hAnsi": CODE_FONT, "w:cs": CODE_FONT}) if is_code else None,
        value("w:b") if is_bold else None,
        value("w:bCs") if is_bold else None,
        value("w:i") if is_italic else None,
        value("w:iCs") if is_italic and has_italics else None,
        value("w:color", colour_of(look, style.colour)),
        value("w:sz", size),
        value("w:szCs", size),
    )
