"""The word across every page of what is not approved: an outlined text path in the head, as Word's own watermarks."""

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


def draft_mark(word: str, font: str, width: float, height: float, number: int) -> Element:
    """A run with the word, turned, in the middle of a page whose text is so many points wide and high.

    `number` tells the marks of one document apart.
    """
    wide = min(width * 1.1, height * 0.8)
    high = min(wide / (len(word) * _LETTER), wide / 2)
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{wide:.0f}pt;height:{high:.0f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    made: Element = parse_xml(
        f"<w:r {_NAMESPACES}><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="DraftMark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="" '
        f'style={quoteattr(style)} o:allowincell="f" filled="f" strokecolor="{_GREY}" strokeweight="1.25pt">'
        f"<v:textpath style={quoteattr(f'font-family:{font};font-size:1pt;font-weight:bold')} "
        f"string={quoteattr(word)}/></v:shape></w:pict></w:r>"
    )
    return made
