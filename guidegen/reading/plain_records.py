"""Records of the model as plain data, and back: what was read of a file, fit to be kept.

Texts, numbers and nothing stand for themselves. All else is a list: the number of its kind and what it is made of. For
a record these are the values of its fields in their order. Nothing but records of the modules that are named here is
ever made. Of a picture there is all but its bytes.
"""

from __future__ import annotations

import datetime
import functools
import importlib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from operator import attrgetter
from typing import Any

from guidegen.diagnostics import Span
from guidegen.inline import Text, TypedProse
from guidegen.model.image import Image
from guidegen.records import field_names, is_record
from guidegen.source.nodes import ScalarNode
from guidegen.source.text import SourceText, WorkingText

#: Where the records stand that a file can be read into.
_MODULES = frozenset(
    (
        "guidegen.inline",
        "guidegen.reading.reader",
        *(
            f"guidegen.model.{name}"
            for name in (
                "acceptance bank chart guide item language_help lines number project prose quiz rubric space stimulus "
                "teach_back variables visual write_on"
            ).split()
        ),
    )
)
#: What stands for itself.
_LEAVES = frozenset((str, int, bool, type(None)))


class _Writer:
    """Takes apart what was read of one text."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        #: The numbers of the kinds of records that were met, by name.
        self.kinds: dict[str, int] = {}
        #: The paths of pictures.
        self.pictures: set[str] = set()

    def plain(self, value: Any) -> Any:
        """A value as plain data."""
        kind = type(value)
        return value if kind in _LEAVES else _WRITERS[kind](self, value)


_Write = Callable[[_Writer, Any], Any]


class _Writers(dict[type, _Write]):
    """What takes apart each type that was met."""

    def __missing__(self, kind: type) -> _Write:
        self[kind] = _write_record(kind)
        return self[kind]


def _write_record(kind: type) -> _Write:
    if kind.__module__ not in _MODULES or not is_record(kind):
        raise TypeError(f"{kind.__name__} is not kept")
    told, names = f"{kind.__module__}.{kind.__name__}", field_names(kind)
    get = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]

    def write(writer: _Writer, value: Any) -> list[Any]:
        kinds = writer.kinds
        # As `plain` does it, without a call for each text and number.
        return [
            kinds.get(told) or kinds.setdefault(told, _RECORDS + len(kinds)),
            *[each if type(each) in _LEAVES else _WRITERS[type(each)](writer, each) for each in get(value)],
        ]

    return write


def _tuple(writer: _Writer, value: tuple[Any, ...]) -> list[Any]:
    # Most are empty.
    return [_TUPLE, *map(writer.plain, value)] if value else []


def _span(writer: _Writer, value: Span) -> list[Any]:
    if value.path != writer.source.path:
        return [_SPAN, value.line, value.column, value.end_line, value.end_column, value.path]
    return [_SPAN, value.line, value.column, value.end_line, value.end_column]


def _typed_prose(writer: _Writer, value: TypedProse) -> list[Any]:
    node = value.node
    if node.where.text is not writer.source.text or value.original is not None:
        raise TypeError("prose of another text is not kept")
    told = [_TYPED, node.start, node.end, node.style, node.value]
    is_plain = len(value) == 1 and type(value[0]) is Text and value[0].text == node.value
    return told if is_plain else [*told, _tuple(writer, value)]


def _image(writer: _Writer, value: Image) -> list[Any]:
    writer.pictures.add(value.path)
    return [_IMAGE, value.path, value.width, value.height, value.digest, value.is_vector]


def _frozenset(_: _Writer, value: frozenset[str]) -> list[Any]:
    return [_SET, *sorted(value)]


def _float(_: _Writer, value: float) -> float:
    if not isfinite(value):
        raise TypeError("JSON has no such number")
    return value


def _decimal(_: _Writer, value: Decimal) -> list[Any]:
    return [_DECIMAL, str(value)]


def _fraction(_: _Writer, value: Fraction) -> list[Any]:
    return [_FRACTION, value.numerator, value.denominator]


def _date(_: _Writer, value: datetime.date) -> list[Any]:
    return [_DATE, value.isoformat()]


_WRITERS = _Writers(
    {
        tuple: _tuple,
        Span: _span,
        TypedProse: _typed_prose,
        Image: _image,
        frozenset: _frozenset,
        float: _float,
        Decimal: _decimal,
        Fraction: _fraction,
        datetime.date: _date,
    }
)
#: The numbers of kinds that are the same in all that is kept, and the first one of those that are not.
_TUPLE, _SPAN, _TYPED, _IMAGE, _SET, _DECIMAL, _FRACTION, _DATE, _RECORDS = range(9)
#: Of a place in the file itself: its kind, and lines and columns.
_PARTS_OF_SPAN = 5


def plain(value: object, source: SourceText) -> tuple[Any, set[str]]:
    """A value as plain data, and the paths of the pictures in it; TypeError for what has no data.

    Prose that knows its place was typed in `source`.
    """
    writer = _Writer(source)
    data = writer.plain(value)
    return [[*writer.kinds], data], writer.pictures


def made_of(told: Any, source: SourceText, picture: Callable[..., Image]) -> Any:
    """The value that is told; some exception for data that tell none.

    `picture` gives one of this path, width, height and digest, drawn in lines or not.
    """
    kinds, data = told
    path, where = source.path, WorkingText.of(source)

    def span(line: int, column: int, end_line: int, end_column: int, elsewhere: str) -> Span:
        return Span(elsewhere, line, column, end_line, end_column)

    def typed(start: int, end: int, style: Any, value: str, runs: Any = None) -> TypedProse:
        return TypedProse.of((Text(value),) if runs is None else runs, ScalarNode(value, style, where, start, end))

    makers: list[Callable[..., Any]] = [
        lambda *each: each,
        span,
        typed,
        picture,
        lambda *each: frozenset(each),
        Decimal,
        Fraction,
        datetime.date.fromisoformat,
        *map(_record, kinds),
    ]

    def made(data: list[Any]) -> Any:
        if not data:
            return ()
        if data[0] == _SPAN and len(data) == _PARTS_OF_SPAN:
            # One of four parts is a place in the file itself.
            return Span(path, *data[1:])
        return makers[data[0]](*[made(each) if type(each) is list else each for each in data[1:]])

    return made(data)


@functools.lru_cache(maxsize=1_000)
def _record(name: str) -> type:
    module, _, of_class = name.rpartition(".")
    made = getattr(importlib.import_module(module), of_class) if module in _MODULES else None
    if not isinstance(made, type) or not is_record(made):
        raise ValueError(f"no record {name}")
    return made
