"""Reading an expression: Python's grammar, of which only calculations are let through.

Everything is refused that is not on the short list of `_ALLOWED`, before anything is worked out; `evaluate` then
hands the tree to simpleeval, which refuses once more what it does not know.
"""

from __future__ import annotations

import ast
import functools
import keyword
import re
import unicodedata
import warnings
from fractions import Fraction

from guidegen.expressions.formats import Format, format_of
from guidegen.expressions.functions import CONSTANTS, FUNCTIONS, OPERATORS
from guidegen.expressions.numbers import decimal_fraction
from guidegen.patterns import pattern
from guidegen.records import dataclass, field

LONGEST = 300
_DEEPEST = 30
_MOST_DIGITS = 30
_ALLOWED = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.Name, ast.Constant)
_QUOTED = pattern(r"'[^']*'|\"[^\"]*\"")
_NUMBER = pattern(r"[0-9]*\.?[0-9]*(?:[eE][-+]?[0-9]{1,2})?")

#: What people type from habit, and what stands for it here.
_HABITS = (
    (re.compile(r"\^"), "Powers are written with two stars: `2 ** 3`."),
    (re.compile(r"(?<![=!<>])=(?!=)"), "Two things are compared with two equals signs: `a == b`."),
    (re.compile(r"[×·∙⋅]|[\w)] x [\w(]"), "Write `*` for times."),
    (re.compile(r"[÷∶]"), "Write `/` for divided by."),
    (re.compile(r"[−–]"), "Write `-`, the hyphen of the keyboard, for minus."),
    (re.compile(r"≤"), "Write `<=`."),
    (re.compile(r"≥"), "Write `>=`."),
    (re.compile(r"≠"), "Write `!=`."),
    (re.compile(r"√"), "Write `sqrt(x)`."),
    (re.compile(r"&&"), "Write `and`."),
    (re.compile(r"\|\|"), "Write `or`."),
    (re.compile(r"\d\s*[A-Za-z(]|\)\s*[A-Za-z0-9(]"), "Write the star of every multiplication: `2 * x`."),
    (re.compile(r"\d,\d"), "Write decimals with a point: `2.5`."),
)  # fmt: skip
_WORDS = {
    ast.Attribute: "A point may only stand inside a number",
    ast.Subscript: "Square brackets have no meaning",
    ast.Lambda: "`lambda` has no meaning",
    ast.Tuple: "A comma may only stand between the values of a function",
    ast.List: "A list has no meaning",
    ast.JoinedStr: "A letter before a quotation mark has no meaning",
    ast.BitXor: "`^` has no meaning",
    ast.NamedExpr: "`:=` has no meaning",
}
_KEPT_WORDS = frozenset(keyword.kwlist)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that can be worked out. `names` are the variables that it needs, in order of appearance."""

    text: str
    names: tuple[str, ...]
    tree: ast.expr = field(repr=False, compare=False)

    @property
    def is_comparison(self) -> bool:
        """True when the value is surely true or false."""
        match self.tree:
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.Constant(value=bool()):
                return True
            case ast.Call(func=ast.Name(id=name)):
                return name in ("whole", "distinct")
        return False


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text is no expression: a sentence and a hint. `name` is the function that is not known, or empty."""

    message: str
    hint: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands between `{{` and `}}`: an expression and how its value is printed."""

    expression: Expression
    format: Format


@functools.lru_cache(maxsize=4096)
def parse_placeholder(text: str) -> Placeholder | Misread:
    """`need`, `need / 2`, `need:.2`: an expression with or without a format."""
    words, colon, tail = text.rpartition(":")
    if not colon or "'" in tail or '"' in tail:
        words, tail = text, ""
    found = format_of(tail)
    if found is None:
        hint = "Write `:.2` for two decimals, `:3sig` for three significant digits, `:,` for thousands separators."
        return Misread(f"`:{_shown(tail)}` is no way to print a number.", hint)
    expression = parse_expression(words)
    return expression if isinstance(expression, Misread) else Placeholder(expression, found)


@functools.lru_cache(maxsize=4096)
def parse_expression(text: str) -> Expression | Misread:
    """The expression that a text spells."""
    text = " ".join(text.split())
    if not text:
        return Misread("There is no expression here.", "Write the name of a variable, or a calculation.")
    if len(text) > LONGEST:
        return Misread(
            f"This expression is longer than {LONGEST} characters.", "Give a part of it a name under `variables:`."
        )
    if not text.isprintable():
        return Misread("This expression holds a character that cannot be seen.", "Type it anew.")
    tree = _tree(text)
    if tree is None:
        return Misread("This is not a calculation that can be read.", _habit(text))
    return _checked(text, tree)


def is_variable_name(text: str) -> bool:
    """Whether a variable can be called so: letters, digits and underscores, a letter first."""
    return (
        text.isidentifier()
        and len(text) <= 32
        and not text.startswith("_")
        and "__" not in text
        and unicodedata.normalize("NFKC", text) == text
        and text not in FUNCTIONS
        and text not in CONSTANTS
        and text not in _KEPT_WORDS
    )


def _tree(text: str) -> ast.expr | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `1if` and the like are told as a diagnostic
            return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _checked(text: str, tree: ast.expr) -> Expression | Misread:
    """The expression with its numbers made exact, unless something in it is no calculation."""
    names: dict[str, None] = {}
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            return Misread("This expression is nested too deep.", "Give a part of it a name under `variables:`.")
        problem = _problem(node, text)
        if problem is not None:
            return problem
        match node:
            case ast.Name(id=name) if name not in CONSTANTS:
                names.setdefault(name)
            case ast.Constant(value=bool()):
                pass
            case ast.Constant(value=int() | float()):
                node.value = _exact(ast.get_source_segment(text, node) or "")  # type: ignore[assignment]
        children = node.args if isinstance(node, ast.Call) else list(ast.iter_child_nodes(node))
        waiting += [(child, depth + 1) for child in reversed(children) if isinstance(child, ast.expr)]
    return Expression(text, tuple(names), tree)


def _problem(node: ast.AST, text: str) -> Misread | None:
    """Why a node cannot stand in an expression, or None."""
    if not isinstance(node, _ALLOWED):
        what = _WORDS.get(type(node), "Something here has no meaning")
        return Misread(f"{what} in an expression.", _habit(text))
    match node:
        case ast.BinOp(op=op) | ast.UnaryOp(op=op):
            if type(op) not in OPERATORS:
                what = _WORDS.get(type(op), "One of the operators has no meaning")
                return Misread(f"{what} in an expression.", _habit(text))
        case ast.Compare(ops=ops):
            if any(type(op) not in OPERATORS for op in ops):
                return Misread("`is` and `in` have no meaning in an expression.", "Compare with `==` or `!=`.")
        case ast.Call():
            return _call_problem(node)
        case ast.Name(id=name) if name in FUNCTIONS:
            return Misread(f"`{name}` is a function.", f"Write {FUNCTIONS[name].usage}.")
        case ast.Constant(value=bool() | str()):
            return None
        case ast.Constant(value=int() | float()):
            if _exact(ast.get_source_segment(text, node) or "") is None:
                return Misread("One of the numbers is too long, or not written with plain digits.")
        case ast.Constant():
            return Misread("Something here is neither a number nor a word in an expression.", _habit(text))
    return None


def _call_problem(node: ast.Call) -> Misread | None:
    if not isinstance(node.func, ast.Name):
        return Misread("Only functions with a name can be called in an expression.", "Write the star: `2 * (a + b)`.")
    name = node.func.id
    function = FUNCTIONS.get(name)
    if function is None:
        return Misread(f"There is no function `{_shown(name)}`.", name=name)
    if node.keywords or any(isinstance(each, ast.Starred) for each in node.args):
        return Misread(f"`{name}` takes plain values.", f"Write {function.usage}.")
    if not function.least <= len(node.args) <= function.most:
        hint = f"Write {function.usage}."
        if name == "log":
            hint = "Write ln(x) for the natural logarithm, log10(x) or log(x, b)."
        return Misread(f"`{name}` has the wrong number of values here: {len(node.args)}.", hint)
    return None


def _exact(typed: str) -> Fraction | None:
    if not _NUMBER.fullmatch(typed) or len(typed) > _MOST_DIGITS:
        return None
    return decimal_fraction(typed)


def _habit(text: str) -> str:
    """The hint for the first thing in a text that is a habit from elsewhere."""
    bare = _QUOTED.sub("''", text)
    hint = next((hint for habit, hint in _HABITS if habit.search(bare)), "")
    return hint or "Write numbers, names of variables, + - * / ** ( ) and functions such as round(x, 2)."


def _shown(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:27]}..."
