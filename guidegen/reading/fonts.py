"""Fonts of a project: files from anywhere, so that they are checked before anything is laid out with them."""

from __future__ import annotations

from typing import Any

from guidegen.diagnostics import Span
from guidegen.kept.digests import sha256
from guidegen.model.font import FontFamily, FontFile
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import LANGUAGE, Field, ListOf, Record, Schema, Shape, Values, as_text
from guidegen.source.files import ProjectFiles, Refusal
from guidegen.source.nodes import Node

LARGEST_FONT = 64 * 1024 * 1024
_OUTLINES = {b"\x00\x01\x00\x00": "glyf", b"true": "glyf", b"OTTO": "CFF "}
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "OS/2", "post")
#: The least length of tables whose values are read one by one.
_LEAST = {"OS/2": 78, "head": 54, "hhea": 36, "post": 32}
_CONVERT = "Ask its maker for a TrueType or OpenType file (.ttf or .otf), or convert it to one."
#: Bits of OS/2.fsType: no embedding, and bitmaps only.
_RESTRICTED, _OTHER_LICENCES, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0200


class FontPath(Shape):
    """The path of a TrueType or OpenType font, seen from the project's folder."""

    noun = "the path of a font"

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The font itself."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        path = reader.files.resolve("", scalar.value)
        font = path if isinstance(path, Refusal) else read_font(reader.files, path)
        if isinstance(font, Refusal):
            reader.report(font.code, scalar.span, font.message, font.hint)
            return None
        return font

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string"}


def read_font(files: ProjectFiles, path: str) -> FontFile | Refusal:
    """The font at `path` (relative to the project), or why it cannot be used."""
    data = files.read_bytes(path, LARGEST_FONT)
    if isinstance(data, Refusal):
        return Refusal("S230" if data.code == "Y201" else data.code, data.message, data.hint)
    return checked_font(path, data)


def checked_font(path: str, data: bytes) -> FontFile | Refusal:
    """The font that `data` is, or why it cannot be used."""
    if data[:4] == b"ttcf":
        return Refusal("S230", f"{path} is a collection of several fonts.", "Take the one that is needed out of it.")
    if data[:4] in (b"wOFF", b"wOF2"):
        return Refusal("S230", f"{path} is a font for web pages.", _CONVERT)
    outlines = _OUTLINES.get(data[:4])
    if outlines is None:
        return Refusal("S230", f"{path} is no TrueType or OpenType font.", _CONVERT)
    import uharfbuzz as hb

    damaged = Refusal("S230", f"The font {path} is damaged or incomplete.", "Download or export it again.")
    try:
        face = hb.Face(hb.Blob(data))
        tags = frozenset(face.table_tags)
        if not face.glyph_count or not len(face.unicodes) or any(tag not in tags for tag in (*_NEEDED, outlines)):
            return damaged
        licence = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
        weights = any(axis.tag == "wght" for axis in face.axis_infos)
        if any(len(face.reference_table(tag).data) < least for tag, least in _LEAST.items()):
            return damaged
    except Exception:  # HarfBuzz refuses tables in several ways
        return damaged
    if (licence & _RESTRICTED and not licence & _OTHER_LICENCES) or licence & _BITMAPS_ONLY:
        return Refusal(
            "S231",
            f"The licence of the font {path} forbids to embed it (OS/2.fsType is {licence}).",
            "Every PDF must hold its fonts. Use another one, such as those of the Noto family.",
        )
    return FontFile(path, sha256(data).hex(), weights, data)


def _family(values: Values, reader: Reader) -> FontFamily | None:
    regular = values.get("regular")
    if regular is None:
        return None
    return FontFamily(regular, values.get("bold"), tuple(values.items("languages")), values.value("regular"))


FONT_FAMILY = Record(
    "a family of fonts",
    (
        Field("regular", FontPath(), "The font of text.", required=True, example="fonts/NotoSansSC-Regular.ttf"),
        Field("bold", FontPath(), "The font of headings and of words that stand out; `regular` when left out."),
        Field(
            "languages",
            ListOf(LANGUAGE),
            "The languages that are set in it before other fonts; without them it is used where others lack a letter.",
            example="[zh-Hans]",
        ),
    ),
    _family,
)
