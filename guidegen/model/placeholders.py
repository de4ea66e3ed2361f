"""The `{{...}}` of an item, wherever they stand in it: found, and replaced by what was drawn.

Both walk through any value of the model field by field, so that no kind of item needs to know of them.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Any

from guidegen.inline import Code, Mathematics, Text, Variable
from guidegen.model.prose import CodeBlock, FormulaBlock
from guidegen.patterns import pattern
from guidegen.records import replace
from guidegen.typed import Protocol, TypeVar

T = TypeVar("T")
_WRITTEN = pattern(r"(\\?)\{\{([^{}]{0,2000})\}\}")
#: Where text is kept as it was typed, by the field that holds it.
_LITERAL: dict[type, str] = {Code: "text", CodeBlock: "text", FormulaBlock: "source", Mathematics: "source"}
_WITHOUT_PROSE = (str, int, float, bytes, bool, Decimal, type(None))


class Filling(Protocol):
    """What stands in place of a variable."""

    def text(self, variable: Variable) -> str:
        """In prose and code."""

    def formula(self, variable: Variable) -> str:
        """In a formula."""

    def number(self, variable: Variable) -> Decimal | bool:
        """Where a field is the variable, and a number or true or false is needed."""


def placeholders(value: Any) -> Iterator[Variable]:
    """Every variable in a value of the model, in order. Those in code and formulas have no origin."""
    if isinstance(value, Variable):
        yield value
    elif (name := _LITERAL.get(type(value))) is not None:
        for match in _WRITTEN.finditer(getattr(value, name)):
            if not match[1]:
                yield Variable(_tidy(match[2]))
    elif isinstance(value, tuple):
        for each in value:
            yield from placeholders(each)
    elif not isinstance(value, _WITHOUT_PROSE):
        for name in _fields(value.__class__):
            yield from placeholders(getattr(value, name))


def filled(value: T, filling: Filling) -> T:
    """The same value with every variable replaced: by text in prose, by a number where a field is the variable."""
    return _filled(value, filling)  # type: ignore[no-any-return]


def _filled(value: Any, filling: Filling) -> Any:
    if isinstance(value, _WITHOUT_PROSE):
        return value
    if isinstance(value, tuple):
        return _filled_tuple(value, filling)
    if isinstance(value, Variable):
        return filling.number(value)
    if (name := _LITERAL.get(type(value))) is not None:
        return replace(value, **{name: _filled_literal(value, name, filling)})
    changed = {
        name: new
        for name in _fields(value.__class__)
        if (new := _filled(old := getattr(value, name), filling)) is not old
    }
    return replace(value, **changed) if changed else value


def _filled_tuple(values: tuple[Any, ...], filling: Filling) -> tuple[Any, ...]:
    """The entries filled in; texts that come to stand side by side are joined."""
    parts: list[Any] = []
    same = True
    for value in values:
        part = Text(filling.text(value)) if isinstance(value, Variable) else _filled(value, filling)
        same = same and part is value
        if isinstance(part, Text) and parts and isinstance(parts[-1], Text):
            part = Text(parts.pop().text + part.text)
        parts.append(part)
    return values if same else tuple(parts)


def _filled_literal(node: Any, name: str, filling: Filling) -> str:
    put = filling.formula if isinstance(node, Mathematics | FormulaBlock) else filling.text

    def value(match: re.Match[str]) -> str:
        return match[0][1:] if match[1] else put(Variable(_tidy(match[2])))

    return _WRITTEN.sub(value, getattr(node, name))


def _tidy(text: str) -> str:
    return " ".join(text.split())


@functools.cache
def _fields(type_: Hashable) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(type_):
        return ()
    return tuple(each.name for each in dataclasses.fields(type_) if each.compare)
