"""A short digest of what a value says: the same for equal content, wherever it was typed.

Places in files do not count, nor do bytes that stand beside their own digest (`repr=False` fields). Everything else
does, fields that are left out of comparison included: what is printed may depend on them.

Values are made plain data, which Python writes down in one go. Nothing is read back from that.
"""

from __future__ import annotations

import datetime
import marshal
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

from guidegen.diagnostics import Diagnostic, Span
from guidegen.kept.digests import blake2b
from guidegen.records import PLAIN_TYPES, field_types, is_record

_Way = Callable[[Any], Any]

#: The manner of writing that depends on nothing but the value: later ones look at who else holds a text.
_MARSHAL = 2


def content_digest(value: object) -> str:
    """32 hexadecimal digits. TypeError for values of kinds that no content has (a programmer's mistake)."""
    return blake2b(marshal.dumps(_plain(value), _MARSHAL), digest_size=16).hexdigest()


def _plain(value: object) -> Any:
    """A value as plain data: no two values that differ have the same."""
    return _WAYS[type(value)](value)


class _Ways(dict[type, _Way]):
    """How values of each type that was met become plain data."""

    def __missing__(self, kind: type) -> _Way:
        self[kind] = _way_of(kind)
        return self[kind]


def _way_of(kind: type) -> _Way:
    if is_record(kind):
        return _way_of_record(kind)
    if issubclass(kind, tuple | list):
        return _in_order
    if issubclass(kind, Mapping):
        return _mapping
    raise TypeError(f"{kind.__name__} has no digest")


def _way_of_record(kind: type) -> _Way:
    name, types = kind.__name__, field_types(kind, "repr", "init")
    plain = [field for field, told in types.items() if told in PLAIN_TYPES]
    others = [field for field, told in types.items() if told not in PLAIN_TYPES and told != Span.__name__]
    get_plain = attrgetter(*plain) if plain else _nothing
    if not others:
        return lambda value: (name, get_plain(value))
    get = attrgetter(*others)
    if len(others) == 1:
        return lambda value: (name, get_plain(value), _plain(get(value)))
    return lambda value: (name, get_plain(value), *[_WAYS[type(each)](each) for each in get(value)])


def _in_order(values: Any) -> object:
    return [_WAYS[type(each)](each) for each in values]


def _mapping(value: Any) -> object:
    return {key: _plain(value[key]) for key in sorted(value)}


def _set(value: Any) -> object:
    return None, *map(_plain, sorted(value))


def _nothing(_: object) -> object:
    return ...


def _exact(value: object) -> object:
    return True, repr(value)


def _as_it_is(value: Any) -> object:
    return value


_WAYS = _Ways(
    {
        tuple: _in_order,
        dict: _mapping,
        frozenset: _set,
        Span: _nothing,
        Diagnostic: _nothing,
        type(None): _as_it_is,
        **dict.fromkeys((Decimal, Fraction, datetime.date), _exact),
        # These give what they are called with.
        str: str,
        int: int,
        bool: bool,
        float: float,
        bytes: bytes,
    }
)
