"""Formulas in MathML, both ways: presentation MathML to LaTeX notation as authors type it, and formulas to MathML.

Only what can be said exactly is turned into LaTeX: for anything else (content MathML, prescripts, colours that mean
something) there is no formula, and the reader keeps the characters and says so.
"""

from __future__ import annotations

import html
import itertools
from copy import deepcopy
from typing import TYPE_CHECKING

from guidegen.mathematics.formula import Node, Unreadable, parse
from guidegen.patterns import pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_DEEPEST = 40
#: No formula that can be read has so many parts.
_MOST_PARTS = 3000

_LETTERS = dict(
    zip(
        "αβγδϵεζηθϑικλμνξπϖρϱσςτυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho "
        "varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi "
        "Psi Omega".split(),
        strict=True,
    )
)
#: Operators and relations by the command that says them; those with a space around them first.
_RELATIONS = {
    "×": "times", "⋅": "cdot", "·": "cdot", "÷": "div", "±": "pm", "∓": "mp", "≤": "le", "≥": "ge", "≠": "ne",
    "≈": "approx", "≡": "equiv", "≅": "cong", "∼": "sim", "≃": "simeq", "∝": "propto", "→": "to", "←": "leftarrow",
    "↔": "leftrightarrow", "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow", "⟶": "longrightarrow",
    "⇌": "rightleftharpoons", "∈": "in", "∉": "notin", "⊂": "subset", "⊆": "subseteq", "⊃": "supset", "⊇": "supseteq",
    "∪": "cup", "∩": "cap", "∧": "wedge", "∨": "vee", "⊕": "oplus", "⊗": "otimes", "∘": "circ", "∗": "ast",
    "⊥": "perp", "∥": "parallel", "≪": "ll", "≫": "gg", "∴": "therefore", "∖": "setminus", "↦": "mapsto",
}  # fmt: skip
_SIGNS = {
    "∞": "infty", "∑": "sum", "∏": "prod", "∫": "int", "∬": "iint", "∮": "oint", "∂": "partial", "∇": "nabla",
    "∅": "emptyset", "∀": "forall", "∃": "exists", "¬": "neg", "∠": "angle", "△": "triangle", "ℏ": "hbar", "ℓ": "ell",
    "…": "dots", "⋯": "cdots", "⋮": "vdots", "⋱": "ddots", "°": "degree", "ℝ": "mathbb{R}", "ℕ": "mathbb{N}",
    "ℤ": "mathbb{Z}", "ℚ": "mathbb{Q}", "ℂ": "mathbb{C}", "⟨": "langle", "⟩": "rangle", "‖": "|", "{": "{", "}": "}",
    "%": "%", "#": "#", "&": "&", "_": "_", "$": "$", "\\": "backslash", "~": "sim",
}  # fmt: skip
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det dim ker gcd deg "
    "arg".split()
)
#: Signs that are not seen, or that only say how parts belong together.
_UNSEEN = "\u2061\u2062\u2063\u2064\u200b\u00a0\u2009\u200a\u2003 "
_OVER = {"¯": "overline", "‾": "overline", "―": "overline", "ˉ": "bar", "^": "hat", "ˆ": "hat", "→": "vec", "⃗": "vec",
         "~": "tilde", "˜": "tilde", ".": "dot", "˙": "dot", "¨": "ddot", "⏞": "overbrace", "̂": "hat"}  # fmt: skip
_UNDER = {"_": "underline", "̲": "underline", "⏟": "underbrace", "¯": "underline"}
_LARGE = pattern(r"\\(?:sum|prod|lim|max|min|sup|inf|int|iint|oint|bigcup|bigcap)")
_OPEN = {"(": "(", "[": "[", "{": r"\{", "|": "|", "⟨": r"\langle", "": "."}
_CLOSE = {")": ")", "]": "]", "}": r"\}", "|": "|", "⟩": r"\rangle", "": "."}
_TALL = frozenset({"mfrac", "mtable", "msqrt", "mroot", "munderover"})
_AS_THEY_ARE = frozenset({"math", "mrow", "mstyle", "mpadded", "maction", "semantics"})
_VARIANTS = {
    "normal": "mathrm",
    "bold": "mathbf",
    "double-struck": "mathbb",
    "script": "mathcal",
    "fraktur": "mathfrak",
}
_NEXT_ROW = r" \\ "
_IN_TEXT = pattern(r"([$%&#_{}])")
_COMMAND_END = pattern(r"(?:\\[A-Za-z]+|[_^].)$")
#: A sign after something is between two parts; at the beginning or after an opening bracket it belongs to the next.
_BEFORE_SIGN = pattern(r"[^\s(\[{,=<>+-]\s*$")
_NO_LINE = pattern(r"0(?:\.0*)?[a-z%]*")
_TOKEN = pattern(r"[A-Za-z0-9]|[0-9]+(?:\.[0-9]+)?|\\[A-Za-z]+(?:\{[A-Za-z]+\})?")
_SPACED = pattern(r"[=<>+−-]|\\(?:" + "|".join(sorted(set(_RELATIONS.values()))) + r")")


class _CannotSay(Exception):
    """There is no exact LaTeX for a part."""


def latex_of(element: Element) -> str:
    """A `math` element in LaTeX notation; empty where that would not be the same formula."""
    if sum(1 for _ in itertools.islice(element.iter(), _MOST_PARTS)) == _MOST_PARTS:
        return ""
    try:
        source = _said(element, 0).strip()
    except _CannotSay:
        return ""
    return "" if not source or isinstance(parse(source), Unreadable) else source


def as_html(element: Element) -> str:
    """A `math` element as it stands in HTML: without the prefix of a namespace, and without what follows it."""
    from lxml import etree

    copy = deepcopy(element)
    copy.tail = None
    for each in copy.iter():
        if isinstance(each.tag, str):
            each.tag = _name(each)
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, encoding="unicode")


def mathml(source: str, *, display: bool = False) -> str:
    """A formula as MathML with its LaTeX beside it, which readers of ours take."""
    formula = parse(source, display=display)
    note = f'<annotation encoding="application/x-tex">{html.escape(source, quote=False)}</annotation>'
    inner = (
        f"<mtext>{html.escape(source, quote=False)}</mtext>"
        if isinstance(formula, Unreadable)
        else "".join(map(_element, formula.root.children))
    )
    kind = ' display="block"' if display else ""
    return f'<math xmlns="{NAMESPACE}"{kind}><semantics><mrow>{inner}</mrow>{note}</semantics></math>'


def _element(node: Node) -> str:
    inner = html.escape(node.text, quote=False) + "".join(map(_element, node.children))
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in node.attributes)
    return f"<{node.tag}{attributes}>{inner}</{node.tag}>"


# To LaTeX


def _said(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        raise _CannotSay
    name = _name(element)
    parts = [child for child in element if isinstance(child.tag, str) and not _name(child).startswith("annotation")]
    if name in ("semantics", "maction"):
        parts = parts[:1]
    match name:
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            return _token(element, name)
        case "mspace":
            return "\\,"
        case "mphantom" | "none":
            return ""
        case "mfrac" if len(parts) == 2:
            return _fraction(element, parts, depth)
        case "msqrt":
            return rf"\sqrt{{{_row(parts, depth)}}}"
        case "mroot" if len(parts) == 2:
            return rf"\sqrt[{_said(parts[1], depth + 1)}]{{{_said(parts[0], depth + 1)}}}"
        case "msub" | "msup" | "msubsup" if len(parts) == (3 if name == "msubsup" else 2):
            return _scripts(_base(parts[0], depth), parts[1:], name, depth)
        case "munder" | "mover" | "munderover" if len(parts) == (3 if name == "munderover" else 2):
            return _limits(parts, name, depth)
        case "mfenced":
            return _fenced(element, parts, depth)
        case "mtable":
            return rf"\begin{{matrix}}{_rows(parts, depth)}\end{{matrix}}"
        case "menclose":
            return _enclosed(element, parts, depth)
        case _ if name in _AS_THEY_ARE:
            return _row(parts, depth)
        case _:
            raise _CannotSay


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _row(parts: list[Element], depth: int) -> str:
    """Parts side by side. Brackets around something tall grow with it."""
    if parts and _name(parts[0]) == "mo" and any(_is_tall(part) for part in parts[1:]):
        first, last = _words(parts[0]), _words(parts[-1])
        if first == "(" and last == ")" and len(parts) == 3:
            if _name(parts[1]) == "mfrac" and _has_no_line(parts[1]) and len(parts[1]) == 2:
                return rf"\binom{{{_said(parts[1][0], depth + 1)}}}{{{_said(parts[1][1], depth + 1)}}}"
            if _name(parts[1]) == "mtable":
                return _said(parts[1], depth + 1).replace("{matrix}", "{pmatrix}")
        if first in _OPEN and first and _name(parts[-1]) == "mo" and last in _CLOSE and last:
            return rf"\left{_OPEN[first]} {_joined(parts[1:-1], depth)} \right{_CLOSE[last]}"
        if first == "{" and len(parts) == 2 and _name(parts[1]) == "mtable":
            return _said(parts[1], depth + 1).replace("{matrix}", "{cases}")
        if first == "{" and "}" not in [_words(part) for part in parts[1:]]:
            return rf"\left\{{ {_joined(parts[1:], depth)} \right."
    return _joined(parts, depth)


def _is_tall(element: Element) -> bool:
    return any(isinstance(each.tag, str) and _name(each) in _TALL for each in element.iter())


def _joined(parts: list[Element], depth: int) -> str:
    text = ""
    for part in parts:
        piece = _said(part, depth + 1)
        if not piece:
            continue
        is_spaced = _name(part) == "mo" and _SPACED.fullmatch(piece) is not None and bool(_BEFORE_SIGN.search(text))
        if is_spaced:
            text = f"{text.rstrip()} {piece} "
        else:
            needs_space = piece[0].isalnum() and _COMMAND_END.search(text) is not None
            text += f" {piece}" if needs_space else piece
    return text.rstrip() if not text.endswith("\\ ") else text


def _words(element: Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _token(element: Element, name: str) -> str:
    text = "".join(map(str, element.itertext()))
    if name in ("mtext", "ms"):
        inner = _IN_TEXT.sub(r"\\\1", " ".join(text.replace("\\", " ").split(" ")))
        return rf"\text{{{inner}}}" if inner.strip() else ""
    text = text.strip()
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    if not text:
        return ""
    variant = element.get("mathvariant", "")
    if name == "mi" and text in _FUNCTIONS:
        return f"\\{text}"
    said = "".join(map(_character, text)) if len(text) == 1 or name != "mi" else _IN_TEXT.sub(r"\\\1", text)
    if name == "mi" and (variant in _VARIANTS or len(text) > 1) and text.isalnum():
        return rf"\{_VARIANTS.get(variant, 'mathrm')}{{{said}}}"
    if name == "mo" and text in _FUNCTIONS:
        return f"\\{text}"
    return said


def _character(character: str) -> str:
    if command := _LETTERS.get(character) or _RELATIONS.get(character) or _SIGNS.get(character):
        return f"\\{command}"
    return {"−": "-", "′": "'", "″": "''", "∣": "|", "⁄": "/", "∕": "/"}.get(character, character)


def _fraction(element: Element, parts: list[Element], depth: int) -> str:
    over, under = (_said(part, depth + 1) for part in parts)
    if _has_no_line(element) or not over or not under:
        raise _CannotSay
    return rf"\frac{{{over}}}{{{under}}}"


def _has_no_line(fraction: Element) -> bool:
    """True for what looks like a fraction and is none: a binomial coefficient in brackets, two lines."""
    return _NO_LINE.fullmatch(fraction.get("linethickness", "1")) is not None


def _base(element: Element, depth: int) -> str:
    said = _said(element, depth + 1)
    return said if _TOKEN.fullmatch(said) or said in (")", "]", "|", r"\}") else f"{{{said}}}"


def _scripts(base: str, parts: list[Element], name: str, depth: int) -> str:
    marks = {"msub": "_", "msup": "^", "munder": "_", "mover": "^"}.get(name, "_^")
    said = ""
    for mark, part in zip(marks, parts, strict=True):
        script = _said(part, depth + 1)
        if mark == "^" and script and set(script) == {"'"}:
            said += script
        elif script:
            said += f"{mark}{script}" if len(script) == 1 else f"{mark}{{{script}}}"
    return base + said


def _limits(parts: list[Element], name: str, depth: int) -> str:
    base = _said(parts[0], depth + 1)
    if _LARGE.fullmatch(base):
        return _scripts(base, parts[1:], name, depth)
    if name == "munderover":
        raise _CannotSay
    mark = _words(parts[1])
    command = (_OVER if name == "mover" else _UNDER).get(mark, "")
    if command:
        return rf"\{command}{{{base}}}"
    return rf"\{'overset' if name == 'mover' else 'underset'}{{{_said(parts[1], depth + 1)}}}{{{base}}}"


def _fenced(element: Element, parts: list[Element], depth: int) -> str:
    first, last = element.get("open", "("), element.get("close", ")")
    if first not in _OPEN or last not in _CLOSE:
        raise _CannotSay
    between = "".join(element.get("separators", ",").split())
    said = ""
    for number, part in enumerate(parts):
        if number and between:
            said += f"{_character(between[min(number, len(between)) - 1])} "
        said += _said(part, depth + 1)
    if any(map(_is_tall, parts)):
        return rf"\left{_OPEN[first]} {said} \right{_CLOSE[last]}"
    return f"{_OPEN[first] if first else ''}{said}{_CLOSE[last] if last else ''}"


def _rows(parts: list[Element], depth: int) -> str:
    rows = []
    for row in parts:
        if _name(row) not in ("mtr", "mlabeledtr"):
            raise _CannotSay
        cells = [_row([c for c in cell if isinstance(c.tag, str)], depth + 1) for cell in row if _name(cell) == "mtd"]
        rows.append(" & ".join(cells))
    return f" {_NEXT_ROW.join(rows)} "


def _enclosed(element: Element, parts: list[Element], depth: int) -> str:
    inner = _row(parts, depth)
    match element.get("notation", "longdiv"):
        case "box" | "roundedbox":
            return rf"\boxed{{{inner}}}"
        case "radical":
            return rf"\sqrt{{{inner}}}"
        case "updiagonalstrike" | "downdiagonalstrike":
            return rf"\cancel{{{inner}}}"
        case _:
            raise _CannotSay
