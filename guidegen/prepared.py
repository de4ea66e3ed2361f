"""What is worked out while the program starts and is the same in each of its runs, such as compiled patterns.

It depends on the program alone, never on a project or on what was asked. `kept.preparation` hands over what an earlier
run worked out, and takes what is new; where it does not, everything is worked out as if this module were not there.
"""

from __future__ import annotations

import marshal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    T = TypeVar("T")

#: What it is, and what it is worked out of.
Key = tuple[str, "Any"]

_values: dict[Key, Any] = {}
#: What an earlier run worked out, as Python writes values of its own down; each is read when it is asked for.
_kept: dict[Key, bytes] = {}


def once(kind: str, source: Any, make: Callable[[], T]) -> T:
    """The value that `make` gives, in this run or in an earlier one of the same program: plain data, or code.

    `source` must decide it, together with the program. Nobody may change it.
    """
    key = (kind, source)
    value: T
    if key in _values:
        value = _values[key]
    else:
        value = _values[key] = marshal.loads(_kept[key]) if key in _kept else make()
    return value


def is_known(kind: str, source: Any) -> bool:
    """Whether this run or an earlier one has worked it out."""
    return (kind, source) in _values or (kind, source) in _kept


def take_over(kept: dict[Key, bytes]) -> None:
    """Take over what an earlier run of the same program worked out."""
    _kept.update(kept)


def to_keep() -> dict[Key, bytes]:
    """All that is known now, or nothing where an earlier run knew it all."""
    new = _values.keys() - _kept.keys()
    return {**_kept, **{key: marshal.dumps(_values[key]) for key in new}} if new else {}
