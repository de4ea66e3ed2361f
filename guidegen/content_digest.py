"""A short digest of what a value says: the same for equal content, wherever it was typed.

Places in files do not count, nor do bytes that stand beside their own digest (`repr=False` fields). Everything else
does, fields that are left out of comparison included: what is printed may depend on them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

from guidegen.diagnostics import Diagnostic, Span
from guidegen.kept.digests import blake2b
from guidegen.records import field_names, is_record

_Writer = Callable[[Any, list[str]], None]


def content_digest(value: object) -> str:
    """32 hexadecimal digits. TypeError for values of kinds that no content has (a programmer's mistake)."""
    parts: list[str] = []
    _write(value, parts)
    return blake2b("".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _write(value: object, parts: list[str]) -> None:
    _WRITERS[type(value)](value, parts)


class _Writers(dict[type, _Writer]):
    """A writer for each type that was met."""

    def __missing__(self, kind: type) -> _Writer:
        self[kind] = _writer_for(kind)
        return self[kind]


def _writer_for(kind: type) -> _Writer:
    if is_record(kind):
        return _record(kind)
    if issubclass(kind, tuple | list):
        return _sequence
    if issubclass(kind, Mapping):
        return _mapping
    raise TypeError(f"{kind.__name__} has no digest")


def _record(kind: type) -> _Writer:
    names = field_names(kind, "repr", "init")
    head = f"r{kind.__name__}{len(names)}("
    get = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]

    def write(value: Any, parts: list[str]) -> None:
        append = parts.append
        append(head)
        for each in get(value):
            kind = type(each)
            # Most are texts, or lists that have nothing in them.
            if kind is str:
                append(f"s{len(each)}:{each}")
            elif kind is tuple and not each:
                append("l0(")
            else:
                _WRITERS[kind](each, parts)

    return write


def _sequence(value: Any, parts: list[str]) -> None:
    parts.append(f"l{len(value)}(")
    for each in value:
        _WRITERS[type(each)](each, parts)


def _mapping(value: Any, parts: list[str]) -> None:
    parts.append(f"m{len(value)}(")
    for key in sorted(value):
        _write(key, parts)
        _write(value[key], parts)


def _set(value: Any, parts: list[str]) -> None:
    parts.append(f"f{len(value)}(")
    for each in sorted(value):
        _write(each, parts)


def _text(value: Any, parts: list[str]) -> None:
    parts.append(f"s{len(value)}:{value}")


def _nothing(_: object, parts: list[str]) -> None:
    parts.append("-")


def _plain(value: object, parts: list[str]) -> None:
    parts.append(f"p{type(value).__name__}{value!r};")


def _one_of_few(value: object, parts: list[str]) -> None:
    parts.append(_FEW[value])


#: What is met again and again, as it is written.
_FEW: Mapping[object, str] = {each: f"p{type(each).__name__}{each!r};" for each in (None, True, False)}


_WRITERS = _Writers(
    {
        str: _text,
        frozenset: _set,
        Span: _nothing,
        Diagnostic: _nothing,
        bool: _one_of_few,
        type(None): _one_of_few,
        **dict.fromkeys((int, float, bytes, Decimal, Fraction, datetime.date), _plain),
    }
)
