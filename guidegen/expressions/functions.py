"""What an expression can call: one table, from which the documentation is printed too."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from guidegen.expressions.numbers import (
    Failed,
    Rounded,
    Value,
    add,
    approximately,
    compared,
    decimals_of,
    divide,
    divide_down,
    equal,
    exact,
    half_up,
    number,
    power,
    remainder,
    settled,
    within_limits,
)
from guidegen.records import dataclass

_MOST_VALUES = 20
_LARGEST_COUNTED = 1_000
_MOST_DECIMALS = 20
_LARGEST_ANGLE = 10**6
_LARGEST_POWER_OF_E = 300
_LARGEST_TANGENT = 10**25


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how it is written in the documentation, what it does, and between how many values it takes."""

    name: str
    usage: str
    doc: str
    least: int
    most: int
    compute: Callable[..., Value]


def _one(name: str, compute: Callable[[Fraction], Fraction]) -> Callable[..., Value]:
    return exact(name, compute)


def _whole(value: Value, name: str, most: int) -> int:
    found = settled(number(value, f"`{name}`"))
    if found.denominator != 1 or not 0 <= found <= most:
        raise Failed(f"`{name}` needs whole numbers from 0 to {most:,}")
    return int(found)


def _round(value: Value, decimals: Value = Fraction(0)) -> Value:
    places = settled(number(decimals, "`round`"))
    if places.denominator != 1 or abs(places) > _MOST_DECIMALS:
        raise Failed(f"`round` needs a whole number of decimals up to {_MOST_DECIMALS}")
    return half_up(settled(number(value, "`round`")), int(places))


def _root(value: Value) -> Value:
    of = number(value, "`sqrt`")
    if settled(of) < 0:
        raise Failed("a number below zero has no square root")
    above, below = math.isqrt(max(of.numerator, 0)), math.isqrt(of.denominator)
    if above * above == of.numerator and below * below == of.denominator:
        return type(of)(above, below)
    return approximately(lambda context, one: context.sqrt(one), max(of, Fraction(0)))


def _logarithm(name: str) -> Callable[..., Value]:
    def compute(value: Value, base: Value | None = None) -> Value:
        numbers = [number(each, f"`{name}`") for each in (value, base) if each is not None]
        if any(settled(each) <= 0 for each in numbers):
            raise Failed("only a number above zero has a logarithm")
        if base is not None and settled(numbers[1]) == 1:
            raise Failed("no logarithm has the base 1")
        return approximately(lambda context, *of: getattr(context, name)(*of), *numbers)

    return compute


def _exponential(value: Value) -> Value:
    of = number(value, "`exp`")
    if abs(of) > _LARGEST_POWER_OF_E:
        raise Failed("a number gets too large")
    return approximately(lambda context, one: context.exp(one), of)


def _angle(name: str) -> Callable[..., Value]:
    def compute(value: Value) -> Value:
        of = number(value, f"`{name}`")
        if abs(of) > _LARGEST_ANGLE:
            raise Failed("an angle gets too large")
        found = approximately(lambda context, one: getattr(context, name)(one), of)
        if abs(found) > _LARGEST_TANGENT:
            raise Failed("a right angle has no tangent")
        return found

    return compute


def _count(name: str, compute: Callable[..., int]) -> Callable[..., Value]:
    def counted(*values: Value) -> Value:
        return within_limits(Fraction(compute(*(_whole(value, name, _LARGEST_COUNTED) for value in values))))

    return counted


def _divisors(name: str, compute: Callable[..., int]) -> Callable[..., Value]:
    def counted(*values: Value) -> Value:
        return within_limits(Fraction(compute(*(_whole(value, name, 10**15) for value in values))))

    return counted


def _extreme(name: str, choose: Callable[..., Any]) -> Callable[..., Value]:
    def chosen(*values: Value) -> Value:
        found: Value = choose((number(value, f"`{name}`") for value in values), key=settled)
        return found

    return chosen


def _median(*values: Fraction) -> Fraction:
    ranked = sorted(values)
    middle = len(ranked) // 2
    return ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2


def _decimals(value: Value) -> Value:
    found = decimals_of(number(value, "`decimals`"))
    return Fraction(_MOST_DECIMALS * 50 if found is None else found)


def _is_whole(value: Value) -> Value:
    return settled(number(value, "`whole`")).denominator == 1


def _distinct(*values: Value) -> Value:
    return not any(equal(one, other) for place, one in enumerate(values) for other in values[:place])


_PI = Fraction("3.1415926535897932384626433832795028841971693993751")
CONSTANTS: Mapping[str, Value] = {"pi": Rounded(_PI), "true": True, "false": False}

_TABLE = (
    Function("abs", "abs(x)", "x without its sign", 1, 1, _one("abs", abs)),
    Function("round", "round(x), round(x, 2)", "x to the nearest whole number, or to 2 decimals; halves go up", 1, 2,
             _round),
    Function("floor", "floor(x)", "x rounded down", 1, 1,
             _one("floor", lambda x: Fraction(math.floor(settled(x))))),
    Function("ceil", "ceil(x)", "x rounded up", 1, 1, _one("ceil", lambda x: Fraction(math.ceil(settled(x))))),
    Function("min", "min(x, y, ...)", "the smallest", 2, _MOST_VALUES, _extreme("min", min)),
    Function("max", "max(x, y, ...)", "the largest", 2, _MOST_VALUES, _extreme("max", max)),
    Function("sum", "sum(x, y, ...)", "all together", 2, _MOST_VALUES,
             exact("sum", lambda *values: sum(values, Fraction(0)))),
    Function("mean", "mean(x, y, ...)", "the arithmetic mean", 2, _MOST_VALUES,
             exact("mean", lambda *values: sum(values, Fraction(0)) / len(values))),
    Function("median", "median(x, y, ...)", "the value in the middle", 2, _MOST_VALUES, exact("median", _median)),
    Function("sqrt", "sqrt(x)", "the square root", 1, 1, _root),
    Function("exp", "exp(x)", "e to the power of x", 1, 1, _exponential),
    Function("ln", "ln(x)", "the natural logarithm", 1, 1, _logarithm("ln")),
    Function("log10", "log10(x)", "the logarithm to the base 10", 1, 1, _logarithm("log10")),
    Function("log", "log(x, b)", "the logarithm to the base b, which must be given", 2, 2, _logarithm("log")),
    Function("sin", "sin(x)", "the sine of an angle in radians", 1, 1, _angle("sin")),
    Function("cos", "cos(x)", "the cosine of an angle in radians", 1, 1, _angle("cos")),
    Function("tan", "tan(x)", "the tangent of an angle in radians", 1, 1, _angle("tan")),
    Function("asin", "asin(x)", "the angle in radians that has this sine", 1, 1, _angle("asin")),
    Function("acos", "acos(x)", "the angle in radians that has this cosine", 1, 1, _angle("acos")),
    Function("atan", "atan(x)", "the angle in radians that has this tangent", 1, 1, _angle("atan")),
    Function("radians", "radians(x)", "degrees in radians: `sin(radians(30))` is 0.5", 1, 1,
             lambda x: exact("radians", lambda a, b: a * b / 180)(x, CONSTANTS["pi"])),
    Function("degrees", "degrees(x)", "radians in degrees", 1, 1,
             lambda x: exact("degrees", lambda a, b: a * 180 / b)(x, CONSTANTS["pi"])),
    Function("gcd", "gcd(x, y)", "the greatest common divisor", 2, 2, _divisors("gcd", math.gcd)),
    Function("lcm", "lcm(x, y)", "the least common multiple", 2, 2, _divisors("lcm", math.lcm)),
    Function("factorial", "factorial(n)", "1 * 2 * ... * n", 1, 1, _count("factorial", math.factorial)),
    Function("comb", "comb(n, k)", "in how many ways k of n can be chosen", 2, 2, _count("comb", math.comb)),
    Function("perm", "perm(n, k)", "the same when the order counts", 2, 2, _count("perm", math.perm)),
    Function("whole", "whole(x)", "true when x is a whole number", 1, 1, _is_whole),
    Function("decimals", "decimals(x)", "how many decimals it takes to write x; 1000 when they never end", 1, 1,
             _decimals),
    Function("distinct", "distinct(x, y, ...)", "true when no two are equal", 2, _MOST_VALUES, _distinct),
)  # fmt: skip

FUNCTIONS: Mapping[str, Function] = {function.name: function for function in _TABLE}


def _truth(value: Value) -> bool:
    if not isinstance(value, bool):
        raise Failed("`not` needs a comparison")
    return value


#: For each operation of Python's grammar that an expression may hold, what it does.
OPERATORS: Mapping[type[ast.AST], Callable[..., Value]] = {
    ast.Add: add,
    ast.Sub: exact("-", operator.sub),
    ast.Mult: exact("*", operator.mul),
    ast.Div: exact("/", divide),
    ast.FloorDiv: exact("//", divide_down),
    ast.Mod: exact("%", remainder),
    ast.Pow: power,
    ast.USub: exact("-", operator.neg),
    ast.UAdd: exact("+", operator.pos),
    ast.Not: lambda value: not _truth(value),
    ast.Eq: equal,
    ast.NotEq: lambda one, other: not equal(one, other),
    ast.Lt: compared("<", operator.lt),
    ast.LtE: compared("<=", operator.le),
    ast.Gt: compared(">", operator.gt),
    ast.GtE: compared(">=", operator.ge),
}
