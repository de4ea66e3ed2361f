"""Shapes for words: plain text, prose, ids, patterns such as a language, and the paths of pictures."""

from __future__ import annotations

import re
from typing import Any

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import Blocks
from guidegen.patterns import pattern
from guidegen.reading.names import IDENTIFIER, plain_name
from guidegen.reading.prose import LONGEST_TEXT
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.base import Schema, Shape, as_text, check_whole, shown
from guidegen.records import dataclass
from guidegen.source.nodes import Node, ScalarNode

_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_COLOUR = pattern(r"#[0-9a-fA-F]{6}")
_URL = pattern(r"https?://[^\s/]\S*", re.IGNORECASE)
# Editors resolve `3.10`, `No` and `~` to other types; guidegen takes them as typed.
TYPED_AS_TEXT = ["string", "number", "boolean", "null"]


@dataclass(frozen=True, slots=True)
class Text(Shape):
    """Plain text without markup, as it was typed."""

    noun = "text"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The text without the white space around it."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        if len(scalar.value) > LONGEST_TEXT:
            reader.report("S204", at, f"This text is longer than {LONGEST_TEXT:,} characters.", "Shorten it.")
            return None
        return " ".join(scalar.value.split())

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": TYPED_AS_TEXT}


@dataclass(frozen=True, slots=True)
class InlineText(Shape):
    """One run of prose: bold, italics, links, citations, but no lists or paragraphs."""

    noun = "text"

    def read(self, node: Node, reader: Reader, at: Span) -> Prose | None:
        """The runs of the text."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        return reader.inline(scalar)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": TYPED_AS_TEXT}


@dataclass(frozen=True, slots=True)
class BlockText(Shape):
    """Prose with paragraphs, lists, quotations and headings."""

    noun = "text"

    def read(self, node: Node, reader: Reader, at: Span) -> Blocks | None:
        """The blocks of the text."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        return reader.blocks(scalar)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": TYPED_AS_TEXT}


@dataclass(frozen=True, slots=True)
class Identifier(Shape):
    """A name or id: small letters, digits and hyphens."""

    noun = "an id"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The id."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        return scalar.value if check_identifier(scalar, reader) else None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 64}


class ItemOrFile(Shape):
    """The id of an item, or the path of a file that names items, seen from the file's own folder."""

    noun = "an id or the path of a file"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """What was typed."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        from guidegen.reading.used_items import is_item_file

        return scalar.value if is_item_file(scalar.value) or check_identifier(scalar, reader) else None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        file = {"type": "string", "pattern": r"\.(json|txt|csv)(#[a-z0-9-]+)?$"}
        return {"anyOf": [Identifier().schema(), file]}


def check_identifier(node: ScalarNode, reader: Reader) -> bool:
    """Report an id that is not spelled like one; True when it is."""
    if IDENTIFIER.fullmatch(node.value):
        return True
    better = plain_name(node.value)
    reader.report(
        "S205",
        node.span,
        f"{shown(node.value)} cannot be an id: small letters, digits and hyphens only, at most 64.",
        f"Write `{better}`.",
    )
    return False


@dataclass(frozen=True, slots=True)
class Pattern(Shape):
    """Text of a fixed form: a web address, a language, a colour."""

    noun: str
    pattern: re.Pattern[str]
    hint: str

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The text."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if self.pattern.fullmatch(value) and len(value) <= 2000:
            return value
        reader.report("S204", scalar.span, f"{shown(value)} is not {self.noun}.", self.hint)
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string", "pattern": f"^(?:{self.pattern.pattern})$"}


@dataclass(frozen=True, slots=True)
class Url(Pattern):
    """The address of a web page."""

    noun: str = "the address of a web page"
    pattern: re.Pattern[str] = _URL
    hint: str = "Write it with https:// at the beginning."

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The address; other kinds of link are refused as unsafe."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if self.pattern.fullmatch(value) and len(value) <= 2000:
            return value
        reader.report("S217", scalar.span, f"{shown(value)} is not {self.noun}.", self.hint)
        return None


LANGUAGE = Pattern("a language", _LANGUAGE, "Write a language tag such as en, es or pt-BR.")
COLOUR = Pattern("a colour", _COLOUR, 'Write it with quotation marks and six digits: "#1a5f7a".')


@dataclass(frozen=True, slots=True)
class ImagePath(Shape):
    """The path of a PNG, JPEG or SVG picture, seen from the file's own folder."""

    noun = "the path of a picture"

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The picture itself."""
        scalar = as_text(node, reader, self.noun)
        return None if scalar is None else reader.image(scalar)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string"}
