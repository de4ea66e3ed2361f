"""The shapes that values of a file can take: one table for reading, for JSON Schema and for the documentation.

A shape reads a node into a value, or reports what is wrong and gives None. Every shape of a file is tried,
whatever went wrong elsewhere, so that all problems come at once. An empty value counts as left out.
"""

from guidegen.reading.shapes.base import (
    Schema,
    Shape,
    as_text,
    check_not_swallowed,
    check_whole,
    either,
    kind_of,
    number_of,
    shown,
)
from guidegen.reading.shapes.records import ByKey, ByKind, Field, ListOf, MapOf, Record, Values
from guidegen.reading.shapes.texts import (
    COLOUR,
    LANGUAGE,
    BlockText,
    Identifier,
    ImagePath,
    InlineText,
    Pattern,
    Text,
    Url,
    check_identifier,
)
from guidegen.reading.shapes.values import Choice, Date, Integer, Share, Switch

__all__ = [
    "COLOUR",
    "LANGUAGE",
    "BlockText",
    "ByKey",
    "ByKind",
    "Choice",
    "Date",
    "Field",
    "Identifier",
    "ImagePath",
    "InlineText",
    "Integer",
    "ListOf",
    "MapOf",
    "Pattern",
    "Record",
    "Schema",
    "Shape",
    "Share",
    "Switch",
    "Text",
    "Url",
    "Values",
    "as_text",
    "check_identifier",
    "check_not_swallowed",
    "check_whole",
    "either",
    "kind_of",
    "number_of",
    "shown",
]
