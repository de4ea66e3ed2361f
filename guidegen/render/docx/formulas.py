"""Formulas as Office Math (ECMA-376, part 1, chapter 22.1): they stay formulas that Word can edit and say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidegen.mathematics.formula import Node
from guidegen.render.docx.elements import Element, element, text_of

_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_ACCENTS = {"^": "̂", "ˆ": "̂", "~": "̃", "˜": "̃", "→": "⃗", "˙": "̇", "¨": "̈", "ˇ": "̌", "´": "́", "`": "̀", "˘": "̆"}
_BARS = frozenset("¯‾―_\u0332\u0305\u2015")
_BRACES = frozenset("⏞⏟⎴⎵")
_OPEN = frozenset("([{⟨⌊⌈|‖")
_CLOSE = frozenset(")]}⟩⌋⌉|‖")
#: Spaces by their least width in em (TeX: quad, medium, thin).
_SPACES = ((0.9, "\u2003"), (0.25, "\u2005"), (0.1, "\u2009"))


def formula(root: Node) -> Element:
    """A formula in a line of text."""
    return _element("m:oMath", *_row(root.children))


def _element(tag: str, *children: Element) -> Element:
    return element(tag, {}, *children)


def _set(tag: str, content: object) -> Element:
    return element(tag, {"m:val": content})


def _row(nodes: Sequence[Node]) -> list[Element]:
    """Neighbours. A large operator takes what follows it, a fence what stands up to its partner."""
    made: list[Element] = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        end = _partner(nodes, index)
        if end is not None:
            last = nodes[end].text if end < len(nodes) else ""
            made.append(_fenced(node.text, last, nodes[index + 1 : end]))
            index = end + 1
        elif _is_large(node):
            made.append(_large(node, nodes[index + 1 : index + 2]))
            index += 2
        else:
            made += _made(node)
            index += 1
    return made


def _made(node: Node) -> list[Element]:
    if node.tag in ("mi", "mn", "mo", "mtext"):
        return [_token(node)] if node.text else []
    if node.tag == "mspace":
        return _space(node)
    if node.tag in _PARTS:
        return [_PARTS[node.tag](node)]
    return _row(node.children)


def _part(tag: str, node: Node) -> Element:
    return _element(tag, *_row((node,)))


def _token(node: Node) -> Element:
    return _run(node.text, _letters(node))


def _letters(node: Node) -> str:
    """Whether letters are upright (p), slanted (i) or bold (b); `nor` is text, nothing leaves it to Word."""
    variant = node.get("mathvariant")
    if node.tag == "mtext":
        return "nor"
    if "bold" in variant:
        return "bi" if "italic" in variant else "b"
    if (node.tag == "mi" and variant == "normal") or (node.tag in ("mi", "mo") and len(node.text) > 1):
        return "p"
    return ""


def _run(text: str, letters: str) -> Element:
    made = _element("m:r")
    if letters:
        made.append(_element("m:rPr", _element("m:nor") if letters == "nor" else _set("m:sty", letters)))
    made.append(text_of("m:t", text))
    return made


def _space(node: Node) -> list[Element]:
    match = re.match(r"[\d.]+", node.get("width"))
    width = float(match[0]) if match else 0.0
    space = next((sign for least, sign in _SPACES if width >= least), "")
    return [_run(space, "")] if space else []


def _fraction(node: Node) -> Element:
    made = _element("m:f", _part("m:num", node.children[0]), _part("m:den", node.children[1]))
    if node.get("linethickness").startswith("0"):
        made.insert(0, _element("m:fPr", _set("m:type", "noBar")))
    return made


def _square_root(node: Node) -> Element:
    hidden = _element("m:radPr", _set("m:degHide", "1"))
    return _element("m:rad", hidden, _element("m:deg"), _element("m:e", *_row(node.children)))


def _root(node: Node) -> Element:
    base, degree = node.children
    return _element("m:rad", _part("m:deg", degree), _part("m:e", base))


def _subscript(node: Node) -> Element:
    return _element("m:sSub", _part("m:e", node.children[0]), _part("m:sub", node.children[1]))


def _superscript(node: Node) -> Element:
    return _element("m:sSup", _part("m:e", node.children[0]), _part("m:sup", node.children[1]))


def _both_scripts(node: Node) -> Element:
    base, low, high = node.children
    return _element("m:sSubSup", _part("m:e", base), _part("m:sub", low), _part("m:sup", high))


def _over(node: Node) -> Element:
    base, above = node.children
    if above.text in _ACCENTS:
        return _element("m:acc", _element("m:accPr", _set("m:chr", _ACCENTS[above.text])), _part("m:e", base))
    marked = _marked(base, above, "top")
    return marked if marked is not None else _element("m:limUpp", _part("m:e", base), _part("m:lim", above))


def _under(node: Node) -> Element:
    base, below = node.children
    marked = _marked(base, below, "bot")
    return marked if marked is not None else _element("m:limLow", _part("m:e", base), _part("m:lim", below))


def _marked(base: Node, mark: Node, where: str) -> Element | None:
    """A bar or a brace over or under something."""
    if mark.text in _BARS and mark.text:
        return _element("m:bar", _element("m:barPr", _set("m:pos", where)), _part("m:e", base))
    if mark.text in _BRACES and mark.text:
        look = _element("m:groupChrPr", _set("m:chr", mark.text), _set("m:pos", where))
        return _element("m:groupChr", look, _part("m:e", base))
    return None


def _under_and_over(node: Node) -> Element:
    base, below, above = node.children
    inside = _element("m:limLow", _part("m:e", base), _part("m:lim", below))
    return _element("m:limUpp", _element("m:e", inside), _part("m:lim", above))


def _matrix(node: Node) -> Element:
    rows = [
        _element("m:mr", *(_element("m:e", *_row(cell.children)) for cell in row.children)) for row in node.children
    ]
    return _element("m:m", *rows)


def _enclosed(node: Node) -> Element:
    lines = node.get("notation").split()
    look = _element("m:borderBoxPr")
    if "box" not in lines and lines:
        look.extend(_set(f"m:hide{side}", "1") for side in ("Top", "Bot", "Left", "Right"))
    for name, tag in (
        ("horizontalstrike", "m:strikeH"),
        ("updiagonalstrike", "m:strikeBLTR"),
        ("downdiagonalstrike", "m:strikeTLBR"),
    ):
        if name in lines:
            look.append(_set(tag, "1"))
    return _element("m:borderBox", look, _element("m:e", *_row(node.children)))


def _phantom(node: Node) -> Element:
    return _element("m:phant", _element("m:phantPr", _set("m:show", "0")), _element("m:e", *_row(node.children)))


_PARTS = {
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _subscript,
    "msup": _superscript,
    "msubsup": _both_scripts,
    "mover": _over,
    "munder": _under,
    "munderover": _under_and_over,
    "mtable": _matrix,
    "menclose": _enclosed,
    "mphantom": _phantom,
}


def _is_large(node: Node) -> bool:
    base = node.children[0] if node.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover") else node
    return base.tag == "mo" and base.text in _LARGE


def _large(node: Node, following: Sequence[Node]) -> Element:
    """A sum, product or integral with its limits, and what it is of."""
    base, low, high = node, None, None
    match node.tag:
        case "msub" | "munder":
            base, low = node.children
        case "msup" | "mover":
            base, high = node.children
        case "msubsup" | "munderover":
            base, low, high = node.children
    look = _element("m:naryPr", _set("m:chr", base.text))
    look.extend(_set(tag, "1") for tag, limit in (("m:subHide", low), ("m:supHide", high)) if limit is None)
    parts = [_part(tag, limit) if limit else _element(tag) for tag, limit in (("m:sub", low), ("m:sup", high))]
    return _element("m:nary", look, *parts, _element("m:e", *_row(following)))


def _partner(nodes: Sequence[Node], start: int) -> int | None:
    """The index of the fence that closes the one at `start`, which grows with what stands between; None: it is none.

    A fence that opens and is never closed, as that of cases, reaches to the end.
    """
    first = nodes[start]
    if _holds_table(nodes, start):
        return start + 2
    if not _is_fence(first) or first.get("form") == "postfix" or (first.text and first.text not in _OPEN):
        return None
    depth = 0
    for index in range(start + 1, len(nodes)):
        node = nodes[index]
        if not _is_fence(node):
            continue
        closes = node.get("form") == "postfix" or (node.text in _CLOSE and node.get("form") != "prefix")
        if closes and not depth:
            return index
        depth += -1 if closes else 1
    return len(nodes) if first.get("form") == "prefix" else None


def _holds_table(nodes: Sequence[Node], start: int) -> bool:
    """True for the first of two signs with a matrix between them."""
    if start + 2 >= len(nodes) or nodes[start + 1].tag != "mtable":
        return False
    first, last = nodes[start], nodes[start + 2]
    return first.tag == last.tag == "mo" and first.text in _OPEN and last.text in _CLOSE


def _is_fence(node: Node) -> bool:
    return node.tag == "mo" and node.get("fence") == "true"


def _fenced(first: str, last: str, nodes: Sequence[Node]) -> Element:
    look = _element("m:dPr", _set("m:begChr", first), _set("m:endChr", last))
    return _element("m:d", look, _element("m:e", *_row(nodes)))
