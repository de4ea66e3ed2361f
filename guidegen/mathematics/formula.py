"""Formulas: LaTeX notation to a tree of presentation MathML, checked and cleaned.

latex2mathml parses; it takes much that no one can have meant (an unknown command becomes a variable of that name,
a fraction may lack its denominator). Here such formulas are refused with a reason, and what the library leaves
to others (entities, operators typed as characters, upright words cut into letters) is put right.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidegen.patterns import pattern
from guidegen.records import dataclass, replace

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST_FORMULA = 1_000
_DEEPEST = 24
#: Drawing measures every row twice, so that each level of rows doubles the work: this many tokens take a second.
_MOST_WORK = 4_000

#: The environments that can be drawn, and what the library calls them. Equations are not numbered.
_ENVIRONMENTS = {
    **{name: name for name in ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "cases", "array")},
    **dict.fromkeys(("aligned", "align", "align*", "split"), "align*"),
    **dict.fromkeys(("gathered", "gather*", "smallmatrix"), "matrix"),
}
#: Commands that the library knows and that do not belong into a formula on paper, with what to do instead.
_REFUSED = {
    **dict.fromkeys(
        ("newcommand", "renewcommand", "def", "newenvironment", "DeclareMathOperator", "let", "require"),
        "Write out what the new command would stand for.",
    ),
    **dict.fromkeys(
        ("color", "textcolor", "colorbox", "fcolorbox", "bbox", "class", "style", "cssId", "mathchoice"),
        "Leave it out: a formula has the colour of the text around it.",
    ),
    **dict.fromkeys(("href", "url", "rule", "unicode", "raise", "lower", "skew", "sideset"), "Leave it out."),
    **dict.fromkeys(("tag", "label", "ref"), "Leave it out, and write the number into the text."),
}
_HINTS = {
    "ce": r"Write the chemical formula with \mathrm: $`\mathrm{H_2O}`$.",
    "SI": r"Write the unit with \mathrm: $`5\,\mathrm{mg}`$.",
    "qty": r"Write the unit with \mathrm: $`5\,\mathrm{mg}`$.",
    "unit": r"Write the unit with \mathrm: $`5\,\mathrm{mg}`$.",
    "cancelto": r"Write \cancel{...}.",
    "rm": r"Write \mathrm{...}.",
    "bf": r"Write \mathbf{...}.",
}
_REASONS = {
    "NumeratorNotFoundError": "a fraction has no numerator",
    "DenominatorNotFoundError": "a fraction has no denominator",
    "ExtraLeftOrMissingRightError": r"a `\left` has no `\right`, or a `\right` no `\left`",
    "MissingSuperScriptOrSubscriptError": "nothing follows a `^` or `_`",
    "DoubleSubscriptsError": "two subscripts follow each other; put braces around what belongs together",
    "DoubleSuperscriptsError": "two superscripts follow each other; put braces around what belongs together",
    "MissingEndError": r"a `\begin` has no `\end`",
    "InvalidAlignmentError": "the columns of an array are given in a way that is not known; write l, c or r",
    "LimitsMustFollowMathOperatorError": r"`\limits` stands after something that takes no limits",
    "NoAvailableTokensError": "something is missing at its end",
}
#: How many parts an element of MathML has.
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_TOKENS = frozenset({"mi", "mn", "mo", "mtext"})
_KNOWN = _TOKENS | _PARTS.keys() | {"math", "mrow", "msqrt", "mspace", "mstyle", "mtable", "mtr", "mtd"}
_KNOWN |= {"menclose", "mpadded", "mphantom"}

_ENCLOSURES = frozenset({"box", "updiagonalstrike", "downdiagonalstrike", "horizontalstrike"})

_BEGIN_OR_END = pattern(r"\\(begin|end)\s*\{([^{}]*)\}")
_COMMAND = pattern(r"\\(?:([A-Za-z]+)|(.))", re.DOTALL)
_ENTITY = pattern(r"&#x([0-9A-Fa-f]+);")
_ESCAPED_IN_TEXT = pattern(r"\\([$%&#_{}])")


@dataclass(frozen=True, slots=True)
class Node:
    """An element of presentation MathML: `text` of a token, or the `children` of anything else."""

    tag: str
    text: str = ""
    children: tuple[Node, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """An attribute, or nothing."""
        return next((value for key, value in self.attributes if key == name), "")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be drawn and said. `root` is a `math` element."""

    source: str
    root: Node
    display: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a formula cannot be read: the end of a sentence that begins “This formula cannot be read:”, and a hint."""

    reason: str
    hint: str = ""


@functools.lru_cache(maxsize=4096)
def parse(source: str, *, display: bool = False) -> Formula | Unreadable:
    """The formula, or why it cannot be read. `display` sets it larger, as a block of its own."""
    found = _refusal(source)
    if found is not None:
        return found
    from latex2mathml.converter import convert_to_element

    try:
        element = convert_to_element(_prepared(source), display="block" if display else "inline")
        root = _node(element, _DEEPEST)
    except _CannotRead as problem:
        return Unreadable(str(problem), problem.hint)
    except RecursionError:
        return Unreadable("it is nested too deep", "Write it in several formulas.")
    except Exception as error:  # the library raises a dozen kinds, StopIteration and IndexError among them
        return Unreadable(_REASONS.get(type(error).__name__, "its parts do not fit together"))
    if _work(root) > _MOST_WORK:
        return Unreadable("it is nested too deep", "Write it in several formulas.")
    return Formula(source, root, display)


class _CannotRead(Exception):
    """Carries a reason out of the walk through a tree."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


# Before the library


def _refusal(source: str) -> Unreadable | None:
    """What is wrong with the source as it was typed."""
    if not source.strip():
        return Unreadable("it is empty")
    if len(source) > LONGEST_FORMULA:
        return Unreadable(f"it is longer than {LONGEST_FORMULA:,} characters", "Write it in several formulas.")
    depth = 0
    for match in re.finditer(r"\\.|[{}]", source, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth < 0:
            return Unreadable("a `}` has no `{`")
        if depth > _DEEPEST:
            return Unreadable("it is nested too deep", "Write it in several formulas.")
    if depth:
        return Unreadable("a `{` has no `}`")
    return _refused_command(source) or _refused_environment(source)


def _refused_command(source: str) -> Unreadable | None:
    if source.rstrip().endswith("\\") and not source.rstrip().endswith("\\\\"):
        return Unreadable("a backslash at its end names no command")
    for match in _COMMAND.finditer(source):
        if (name := match.group(1)) in _REFUSED:
            return Unreadable(rf"`\{name}` cannot be used on paper", _REFUSED[name])
    return None


def _refused_environment(source: str) -> Unreadable | None:
    open_: list[str] = []
    for match in _BEGIN_OR_END.finditer(source):
        kind, name = match.group(1), match.group(2).strip()
        if name not in _ENVIRONMENTS:
            known = ", ".join(sorted({"aligned", "array", "bmatrix", "cases", "pmatrix"}))
            return Unreadable(rf"`\{kind}{{{name[:30]}}}` is not known", f"These are: {known}.")
        if kind == "begin":
            open_.append(name)
        elif not open_ or open_.pop() != name:
            return Unreadable(rf"`\end{{{name}}}` has no `\begin{{{name}}}` before it")
    if open_:
        return Unreadable(rf"`\begin{{{open_[-1]}}}` has no `\end{{{open_[-1]}}}`")
    if not re.search(r"\\begin\b", source) and re.search(r"(?<!\\)(?:\\\\)*&", source):
        return Unreadable("`&` parts columns, and there are none", r"Write \& for the sign itself.")
    return None


def _prepared(source: str) -> str:
    """The source as the library understands it."""
    source = _BEGIN_OR_END.sub(lambda m: rf"\{m[1]}{{{_ENVIRONMENTS[m[2].strip()]}}}", source)
    # Without the space the library forgets that a single letter is upright.
    return re.sub(r"\\(mathrm|mathbf|mathit|mathsf|mathtt)\{", r"\\\1 {", source)


# After the library


def _node(element: Element, room: int) -> Node:
    if room < 0:
        raise _CannotRead("it is nested too deep", "Write it in several formulas.")
    tag = element.tag
    attributes = tuple(sorted((name, value) for name, value in element.attrib.items() if name != "xmlns"))
    if tag not in _KNOWN:
        raise _CannotRead("it uses something that cannot be drawn")
    if tag in _TOKENS:
        return _token(tag, element.text or "", attributes)
    if tag == "menclose" and not set(element.get("notation", "box").split()) <= _ENCLOSURES:
        raise _CannotRead("it uses a frame that cannot be drawn", r"There are \boxed, \cancel, \bcancel and \xcancel.")
    if tag == "mspace" and element.get("linebreak"):
        raise _CannotRead(
            r"`\\` ends a line, and it has only one", r"Put the lines between \begin{aligned} and \end{aligned}."
        )
    children = _joined([_node(child, room - 1) for child in element])
    if tag in _PARTS and len(element) != _PARTS[tag]:
        raise _CannotRead("a part of it is missing", "Put braces around what belongs together.")
    if tag == "mrow" and len(children) == 1 and not attributes:
        return _BRACED_COMMA if children[0].text == "," else children[0]
    if tag in ("mrow", "math"):
        return _without_fixed_fences(Node(tag, "", children, attributes))
    return Node(tag, "", children, attributes)


def _token(tag: str, text: str, attributes: tuple[tuple[str, str], ...]) -> Node:
    text = _ENTITY.sub(lambda match: chr(int(match[1], 16)), text)
    if tag == "mtext":
        text = _ESCAPED_IN_TEXT.sub(r"\1", text)
    if match := re.match(r"\\([A-Za-z]+|.)", text) if tag != "mtext" else re.search(r"\\([A-Za-z]+)", text):
        raise _CannotRead(rf"the command `\{match[1]}` is not known", _HINTS.get(match[1], "Check how it is spelled."))
    if tag == "mi" and _is_operator(text):
        tag = "mo"
        attributes = tuple(each for each in attributes if each[0] != "mathvariant")
    return Node(tag, text, (), attributes)


def _is_operator(text: str) -> bool:
    """Signs that were typed as they are, or that the library takes for names of variables."""
    return len(text) == 1 and ((unicodedata.category(text) == "Sm" and text != "∞") or text in ":;,!?/|()[]…⋯⋮⋱")


def _joined(children: Sequence[Node]) -> tuple[Node, ...]:
    """Upright letters beside each other are one word; digits around a comma in braces are one number."""
    joined: list[Node] = []
    for child in children:
        last = joined[-1] if joined else None
        if last is not None and _is_upright(last) and _is_upright(_base(child)):
            joined[-1] = _with_base(child, replace(last, text=last.text + _base(child).text))
        elif last is not None and child.tag == "mn" and _is_separator(joined):
            separator = joined.pop()
            joined[-1] = replace(joined[-1], text=joined[-1].text + separator.text + child.text)
        else:
            joined.append(child)
    return tuple(joined)


def _work(node: Node) -> int:
    """How many tokens are measured when the node is drawn."""
    inside = sum(map(_work, node.children)) or 1
    return 2 * inside if node.tag in ("mrow", "mtd") else inside


def _is_upright(node: Node) -> bool:
    return node.tag == "mi" and node.get("mathvariant") == "normal" and node.text.isalpha()


def _base(node: Node) -> Node:
    """What the marks of a node belong to: the `a` of `Na^+` is the last letter of its word."""
    return node.children[0] if node.tag in ("msub", "msup", "msubsup") else node


def _with_base(node: Node, base: Node) -> Node:
    return replace(node, children=(base, *node.children[1:])) if node.children else base


def _is_separator(before: Sequence[Node]) -> bool:
    """True when a bare comma in braces, such as that of `1{,}000`, follows a number."""
    return len(before) > 1 and before[-1] == _BRACED_COMMA and before[-2].tag == "mn"


_BRACED_COMMA = Node("mo", ",", (), (("separator", "braced"),))


def _without_fixed_fences(row: Node) -> Node:
    """A binomial's parentheses come with a fixed size; they are to grow with what they hold."""
    children = tuple(
        replace(child, attributes=(("fence", "true"), ("stretchy", "true")))
        if child.tag == "mo" and child.get("minsize") == "2.047em"
        else child
        for child in row.children
    )
    return replace(row, children=children)
