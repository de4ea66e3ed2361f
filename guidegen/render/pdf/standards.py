"""What each standard asks of a file: one table, which the writer asks; nothing else knows a standard by name.

A file meets two standards at once: one for readers who use assistive technology (PDF/UA) and one for keeping
(PDF/A). Sources: ISO 14289-1 and ISO 19005-2 on PDF 1.7, ISO 14289-2 and ISO 19005-4 on PDF 2.0 (ISO 32000-2).
"""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.records import dataclass, replace

#: The namespaces of structure types (ISO 32000-2, 14.8.6).
PDF_2_NAMESPACE = "http://iso.org/pdf2/ssn"
PDF_1_NAMESPACE = "http://iso.org/pdf/ssn"

#: Structure types in use here that PDF 2.0 knows only in the namespace of PDF 1.7.
ONLY_IN_PDF_1 = frozenset({"BlockQuote", "Code"})


@dataclass(frozen=True, slots=True)
class Standard:
    """How a file is written so that it conforms.

    `accessible` and `archived` are the claims in the metadata, as entries of the schemas `pdfuaid` and `pdfaid`.
    `extension_schema`: the metadata describes `pdfuaid` itself, which PDF/A-2 does not know (ISO 19005-2, 6.6.2.3).
    `information`: there is an Info dictionary; PDF/A-4 forbids it (ISO 19005-4, 6.1.3).
    `namespaces`: every structure element names its namespace (ISO 14289-2, 8.2.5.2).
    `structure_destinations`: links and bookmarks lead to structure elements (ISO 14289-2, 8.8).
    """

    name: str
    version: str
    accessible: Mapping[str, str]
    archived: Mapping[str, str]
    extension_schema: bool
    information: bool
    namespaces: bool
    structure_destinations: bool

    @property
    def with_fields(self) -> Standard:
        """The standard of a file that can be filled in: it makes no claim of PDF/A.

        Viewers open a PDF/A file for reading only, and once filled in it would no longer be what was kept.
        """
        return replace(self, archived={}, extension_schema=False)


STANDARDS: Mapping[str, Standard] = {
    standard.name: standard
    for standard in (
        Standard(
            name="ua-1",
            version="1.7",
            accessible={"part": "1"},
            archived={"part": "2", "conformance": "A"},
            extension_schema=True,
            information=True,
            namespaces=False,
            structure_destinations=False,
        ),
        Standard(
            name="ua-2",
            version="2.0",
            accessible={"part": "2", "rev": "2024"},
            archived={"part": "4", "rev": "2020"},
            extension_schema=False,
            information=False,
            namespaces=True,
            structure_destinations=True,
        ),
    )
}


def namespace_of(role: str) -> str:
    """The namespace in which a structure type stands in a PDF 2.0 file."""
    return PDF_1_NAMESPACE if role in ONLY_IN_PDF_1 else PDF_2_NAMESPACE
