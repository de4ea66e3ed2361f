"""The shapes that values of a file can take: one table for reading, for JSON Schema and for the documentation.

A shape reads a node into a value, or reports what is wrong and gives None. Every shape of a file is tried,
whatever went wrong elsewhere, so that all problems come at once. An empty value counts as left out.
"""

from guidegen.reading.shapes.base import (
    LateShape,
    Schema,
    Shape,
    as_text,
    check_not_swallowed,
    check_whole,
    either,
    kind_of,
    shown,
)
from guidegen.reading.shapes.lengths import Millimetres
from guidegen.reading.shapes.records import ByKey, ByKind, Field, LateRecord, ListOf, MapOf, Record, TextMap, Values
from guidegen.reading.shapes.rooms import Room
from guidegen.reading.shapes.texts import (
    COLOUR,
    LANGUAGE,
    BlockText,
    Identifier,
    ImagePath,
    InlineText,
    ItemOrFile,
    Pattern,
    Text,
    Url,
    check_identifier,
)
from guidegen.reading.shapes.values import Choice, Credit, Date, Integer, Points, Share, Switch, points_of

__all__ = [
    "COLOUR",
    "LANGUAGE",
    "BlockText",
    "ByKey",
    "ByKind",
    "Choice",
    "Credit",
    "Date",
    "Field",
    "Identifier",
    "ImagePath",
    "InlineText",
    "Integer",
    "ItemOrFile",
    "LateRecord",
    "LateShape",
    "ListOf",
    "MapOf",
    "Millimetres",
    "Pattern",
    "Points",
    "Record",
    "Room",
    "Schema",
    "Shape",
    "Share",
    "Switch",
    "Text",
    "TextMap",
    "Url",
    "Values",
    "as_text",
    "check_identifier",
    "check_not_swallowed",
    "check_whole",
    "either",
    "kind_of",
    "points_of",
    "shown",
]
