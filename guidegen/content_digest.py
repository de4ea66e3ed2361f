"""A short digest of what a value says: the same for equal content, wherever it was typed.

Places in files do not count, nor do bytes that stand beside their own digest (`repr=False` fields). Everything else
does, fields that are left out of comparison included: what is printed may depend on them.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from guidegen.diagnostics import Diagnostic, Span
from guidegen.kept.digests import blake2b

_Writer = Callable[[Any, list[str]], None]


def content_digest(value: object) -> str:
    """32 hexadecimal digits. TypeError for values of kinds that no content has (a programmer's mistake)."""
    parts: list[str] = []
    _write(value, parts)
    return blake2b("".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _write(value: object, parts: list[str]) -> None:
    kind = type(value)
    writer = _WRITERS.get(kind)
    if writer is None:
        writer = _WRITERS[kind] = _writer_for(kind)
    writer(value, parts)


def _writer_for(kind: type) -> _Writer:
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, tuple | list):
        return _sequence
    if issubclass(kind, Mapping):
        return _mapping
    if issubclass(kind, enum.Enum):
        return lambda value, parts: parts.append(f"e{kind.__name__}.{value.name};")
    raise TypeError(f"{kind.__name__} has no digest")


def _record(kind: type) -> _Writer:
    names = [field.name for field in dataclasses.fields(kind) if field.repr and field.init]
    head = f"r{kind.__name__}{len(names)}("

    def write(value: Any, parts: list[str]) -> None:
        parts.append(head)
        for name in names:
            _write(getattr(value, name), parts)

    return write


def _sequence(value: Any, parts: list[str]) -> None:
    parts.append(f"l{len(value)}(")
    for each in value:
        _write(each, parts)


def _mapping(value: Any, parts: list[str]) -> None:
    parts.append(f"m{len(value)}(")
    for key in sorted(value):
        _write(key, parts)
        _write(value[key], parts)


def _set(value: Any, parts: list[str]) -> None:
    parts.append(f"f{len(value)}(")
    for each in sorted(value):
        _write(each, parts)


def _text(value: str, parts: list[str]) -> None:
    parts.append(f"s{len(value)}:")
    parts.append(value)


def _nothing(_: object, parts: list[str]) -> None:
    parts.append("-")


def _plain(value: object, parts: list[str]) -> None:
    parts.append(f"p{type(value).__name__}{value!r};")


_WRITERS: dict[type, _Writer] = {
    str: _text,
    tuple: _sequence,
    list: _sequence,
    frozenset: _set,
    Span: _nothing,
    Diagnostic: _nothing,
    **dict.fromkeys((int, float, bool, type(None), bytes, Decimal, Fraction, datetime.date), _plain),
}
