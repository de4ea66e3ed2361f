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
    return digest_of_plain(_WAYS.plain(value))


def digest_of_plain(plain: Any) -> str:
    """The digest of what is plain data already."""
    return blake2b(marshal.dumps(plain, _MARSHAL), digest_size=16).hexdigest()


class Ways(dict[type, _Way]):
    """How values of each type that was met become plain data: no two values that differ have the same.

    Others than those of `content_digest` may be `given` for some types.
    """

    def __init__(self, given: Mapping[type, _Way] | None = None) -> None:
        """Those that are given, and those of what is no record."""
        super().__init__(
            {
                tuple: self._in_order,
                dict: self._mapping,
                frozenset: self._set,
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
                **(given or {}),
            }
        )

    def plain(self, value: object) -> Any:
        """A value as plain data. TypeError for one of a kind that no content has."""
        return self[type(value)](value)

    def __missing__(self, kind: type) -> _Way:
        self[kind] = way = self._way_of(kind)
        return way

    def _way_of(self, kind: type) -> _Way:
        if is_record(kind):
            return self._way_of_record(kind)
        if issubclass(kind, tuple | list):
            return self._in_order
        if issubclass(kind, Mapping):
            return self._mapping
        raise TypeError(f"{kind.__name__} has no digest")

    def _way_of_record(self, kind: type) -> _Way:
        name, types = kind.__name__, field_types(kind, "repr", "init")
        plain = [field for field, told in types.items() if told in PLAIN_TYPES]
        others = [field for field, told in types.items() if told not in PLAIN_TYPES and told != Span.__name__]
        get_plain = attrgetter(*plain) if plain else _nothing
        if not others:
            return lambda value: (name, get_plain(value))
        get = attrgetter(*others)
        if len(others) == 1:
            return lambda value: (name, get_plain(value), self.plain(get(value)))
        return lambda value: (name, get_plain(value), *[self[type(each)](each) for each in get(value)])

    def _in_order(self, values: Any) -> object:
        return [self[type(each)](each) for each in values]

    def _mapping(self, value: Any) -> object:
        return {key: self.plain(value[key]) for key in sorted(value)}

    def _set(self, value: Any) -> object:
        return None, *map(self.plain, sorted(value))


def _nothing(_: object) -> object:
    return ...


def _exact(value: object) -> object:
    return True, repr(value)


def _as_it_is(value: Any) -> object:
    return value


_WAYS = Ways()
