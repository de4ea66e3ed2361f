"""What a file says about itself: XMP, conformance claims, the colour space of its colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidegen.render.pdf.standards import Standard

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{codes}<pdf:Producer>{producer}</pdf:Producer>
{claims}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_EXTENSION_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def xmp_packet(
    title: str,
    language: str,
    producer: str,
    standard: Standard,
    *,
    identifier: str = "",
    relations: Sequence[str] = (),
) -> bytes:
    """The metadata stream; `identifier` and `relations` are those of Dublin Core.

    It holds no dates: the same content must give the same bytes.
    """
    claims = [
        _claims(prefix, entries)
        for prefix, entries in (("pdfaid", standard.archived), ("pdfuaid", standard.accessible))
        if entries
    ]
    if standard.extension_schema:
        claims.append(_EXTENSION_SCHEMA)
    return _XMP.format(
        title=_escaped(title),
        language=_escaped(language),
        producer=_escaped(producer),
        claims="\n".join(claims),
        codes=_codes(identifier, relations),
    ).encode("utf-8")


def _codes(identifier: str, relations: Sequence[str]) -> str:
    own = f"<dc:identifier>{_escaped(identifier)}</dc:identifier>\n" if identifier else ""
    entries = "".join(f"<rdf:li>{_escaped(relation)}</rdf:li>" for relation in relations)
    return own + (f"<dc:relation><rdf:Bag>{entries}</rdf:Bag></dc:relation>\n" if entries else "")


def _claims(prefix: str, entries: Mapping[str, str]) -> str:
    return "".join(f"<{prefix}:{key}>{value}</{prefix}:{key}>" for key, value in entries.items())


def srgb_profile() -> bytes:
    """The ICC profile of the output intent: sRGB as Pillow's LittleCMS makes it, with a fixed date."""
    return Path(__file__).with_name("srgb.icc").read_bytes()


def _escaped(text: str) -> str:
    """The text as it stands between two tags."""
    for mark, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(mark, name)
    return text
