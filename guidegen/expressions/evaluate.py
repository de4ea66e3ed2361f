"""Working an expression out, with the library simpleeval and our own numbers, operators and functions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from guidegen.expressions.functions import CONSTANTS, FUNCTIONS, OPERATORS
from guidegen.expressions.numbers import Failed, Value
from guidegen.expressions.syntax import Expression
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an expression has no value: a clause that begins with a small letter."""

    message: str


class _Names(dict[str, "Value | Failure"]):
    """The values of names. One that failed fails what asks for it, and nothing else."""

    def __getitem__(self, name: str) -> Value:
        value = super().__getitem__(name)
        if isinstance(value, Failure):
            raise Failed(value.message)
        return value


def evaluate(expression: Expression, values: Mapping[str, Value | Failure]) -> Value | Failure:
    """The value of an expression. `values` holds all its names: they were checked when it was read."""
    evaluator = _evaluator()
    evaluator.names = _Names({**CONSTANTS, **values})
    try:
        result: Value = evaluator.eval(expression.text, previously_parsed=expression.tree)
    except Failed as failed:
        return Failure(failed.message)
    return result


@functools.cache
def _evaluator() -> Any:
    from simpleeval import SimpleEval

    functions = {name: function.compute for name, function in FUNCTIONS.items()}
    return SimpleEval(operators=dict(OPERATORS), functions=functions, names={})
