"""The word on every page of what is not approved, as Word's own watermarks: a text path in the head.

It stands across the page in outlines, or up the outer margin in filled letters, as the theme has it.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

from guidegen.render.docx.elements import Element

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
#: About the width of a letter, in heights.
_LETTER = 0.72
_GREY = "#c8c8c8"
#: What the letters in the margin are high, and how far their middle is from the text, in shares of the margin.
_IN_MARGIN, _FROM_TEXT = 0.42, 0.45


def mark_across(word: str, font: str, width: float, height: float, number: int) -> Element:
    """A run with the word, turned, in the middle of a page whose text is so many points wide and high.

    `number` tells the marks of one document apart.
    """
    wide = min(width * 1.1, height * 0.8)
    high = min(wide / (len(word) * _LETTER), wide / 2)
    place = (
        f"margin-left:0;margin-top:0;width:{wide:.0f}pt;height:{high:.0f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return _shape(word, font, place, f'filled="f" strokecolor="{_GREY}" strokeweight="1.25pt"', number)


def mark_in_margin(
    word: str, font: str, colour: str, size: tuple[float, float], margin: float, number: int, *, to_the_left: bool
) -> Element:
    """A run with the word from the bottom to the top of a page of this size, in the margin at the end of lines."""
    width, height = size
    high = _IN_MARGIN * margin
    # A capital is about as wide as it is high.
    wide = min(high * len(word), 0.8 * height)
    from_edge = (1 - _FROM_TEXT) * margin
    middle = from_edge if to_the_left else width - from_edge
    # The place is that of the shape before it is turned about its middle.
    place = (
        f"margin-left:{middle - wide / 2:.1f}pt;margin-top:{(height - high) / 2:.1f}pt;"
        f"width:{wide:.1f}pt;height:{high:.1f}pt;rotation:270;"
        "z-index:-251658752;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    return _shape(word, font, place, f'fillcolor="#{colour}" stroked="f"', number)


def _shape(word: str, font: str, place: str, look: str, number: int) -> Element:
    style = f"position:absolute;{place}"
    made: Element = parse_xml(
        f"<w:r {_NAMESPACES}><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="DraftMark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="" '
        f'style={quoteattr(style)} o:allowincell="f" {look}>'
        f"<v:textpath style={quoteattr(f'font-family:{font};font-size:1pt;font-weight:bold')} "
        f"string={quoteattr(word)}/></v:shape></w:pict></w:r>"
    )
    return made
