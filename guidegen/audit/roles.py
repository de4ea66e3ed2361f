"""The standard roles of structure elements, and what may stand in what (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4).

Tables only; the checks read them.
"""

from __future__ import annotations

from guidegen.patterns import pattern

_HEADING = pattern(r"H([1-9]\d?)")

_GROUPING = (
    "Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private Aside Title"
)
_BLOCKS = "P H H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
_INLINE = "Span Quote Note FENote Reference BibEntry Code Link Annot Sub Em Strong Ruby RB RT RP Warichu WT WP"
_PICTURES = "Figure Formula Form Artifact"

STANDARD_ROLES = frozenset(f"{_GROUPING} {_BLOCKS} {_INLINE} {_PICTURES}".split())
#: Standard roles of the PDF 2.0 namespace alone. Elsewhere they are roles like any other, and need a map.
_ONLY_IN_2 = frozenset("DocumentFragment Aside Title FENote Sub Em Strong Artifact".split())


def standard_roles(namespace: str) -> frozenset[str]:
    """The standard roles of a namespace; elements without one have those of PDF 1.7 (ISO 32000-2, 14.8.6.1)."""
    return STANDARD_ROLES if "pdf2" in namespace else STANDARD_ROLES - _ONLY_IN_2


#: Roles whose text runs on in the line of the element around them.
INLINE_ROLES = frozenset(("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Sub", "Em", "Strong"))

#: What stands beside the text: it may be read before or after what it belongs to.
ASIDE_ROLES = frozenset(
    ("Caption", "Note", "FENote", "Aside", "Figure", "Formula", "Lbl", "Ruby", "Warichu", "Form", "Artifact")
)

#: What an element may hold; a role that is not listed may hold anything.
KIDS: dict[str, frozenset[str]] = {
    "L": frozenset({"L", "LI", "Caption", "Artifact"}),
    "LI": frozenset({"Lbl", "LBody", "Artifact"}),
    "TOC": frozenset({"TOC", "TOCI", "Caption", "Artifact"}),
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption", "Artifact"}),
    "THead": frozenset({"TR", "Artifact"}),
    "TBody": frozenset({"TR", "Artifact"}),
    "TFoot": frozenset({"TR", "Artifact"}),
    "TR": frozenset({"TH", "TD", "Artifact"}),
}

#: Where an element may stand; a role that is not listed may stand anywhere.
PARENTS: dict[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
}


def heading_level(role: str) -> int:
    """The level of a numbered heading; 0 for any other role."""
    found = _HEADING.fullmatch(role)
    return int(found[1]) if found else 0
