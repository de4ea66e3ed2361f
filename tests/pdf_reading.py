"""Reads a finished PDF as a screen reader would: text in structure order, from marked content and ToUnicode maps.

Strict on purpose: text outside content and artifacts, marked content that no element owns, and elements whose
content was never drawn are failures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


@dataclass
class Node:
    """A structure element: its role, its own attributes, and what it holds (nodes and strings) in order."""

    role: str
    kids: list[Node | str] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    expansion: str = ""
    actual: str | None = None
    scope: str = ""
    id: str = ""
    columns: int = 1
    headers: tuple[str, ...] = ()

    def text(self) -> str:
        if self.actual is not None:
            return self.actual
        if self.role == "Formula":
            return self.alt
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def find(self, role: str) -> list[Node]:
        return [node for node in self.walk() if node.role == role]


@dataclass
class Reading:
    """What a PDF says: its structure tree and the text that it draws as artifacts, by page."""

    tree: Node
    artifacts: list[list[str]]
    pages: int


def read(path: Path) -> Reading:
    """The structure tree of a PDF with its text. AssertionError where content and structure do not match."""
    with pikepdf.open(path) as pdf:
        contents, artifacts = [], []
        for page in pdf.pages:
            found, other = _page_text(page)
            contents.append(found)
            artifacts.append(other)
        index = {page.objgen: number for number, page in enumerate(pdf.pages)}
        used: set[tuple[int, int]] = set()
        root = pdf.Root.StructTreeRoot
        tree = Node("Root", [_element(kid, None, index, contents, used) for kid in root.K])
        drawn = {(number, mcid) for number, found in enumerate(contents) for mcid in found}
        assert drawn == used, f"marked content and structure differ: {sorted(drawn ^ used)[:10]}"
        _check_parent_tree(pdf, index)
        return Reading(tree, artifacts, len(pdf.pages))


def words(text: str) -> str:
    """White space folded, so that texts compare by their words."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def leaves(node: Node) -> list[str]:
    """The texts of block-level elements in reading order; text of inline elements joins its block's."""
    inline = {"Link", "Span", "Code", "Reference", "Formula"}
    if node.actual is not None or all(isinstance(k, str) or k.role in inline for k in node.kids):
        return [node.text()] if node.kids and node.role != "Figure" else []
    texts: list[str] = []
    for kid in node.kids:
        texts += [kid] if isinstance(kid, str) else leaves(kid)
    return texts


def _element(obj, page, index, contents, used) -> Node:
    if "/Pg" in obj:
        page = index[obj.Pg.objgen]
    node = Node(
        str(obj.S)[1:],
        alt=str(obj.get("/Alt", "")),
        language=str(obj.get("/Lang", "")),
        expansion=str(obj.get("/E", "")),
        actual=str(obj.ActualText) if "/ActualText" in obj else None,
    )
    attributes = obj.get("/A")
    node.id = str(obj.get("/ID", ""))
    for owner in attributes if isinstance(attributes, pikepdf.Array) else filter(None, [attributes]):
        if owner.O == "/Table":
            node.scope = str(owner.get("/Scope", ""))[1:]
            node.columns = int(owner.get("/ColSpan", 1))
            node.headers = tuple(map(str, owner.get("/Headers", ())))
    kids = obj.get("/K", [])
    assert kids is not None and len(kids), f"an empty {node.role} element"
    for kid in kids:
        if isinstance(kid, int):
            node.kids.append(_take(page, kid, contents, used))
        elif kid.get("/Type") == "/MCR":
            node.kids.append(_take(index[kid.Pg.objgen], int(kid.MCID), contents, used))
        elif kid.get("/Type") == "/OBJR":
            assert str(kid.Obj.Contents), "a link without words for where it leads, or a field for what it asks"
            if kid.Obj.Subtype == "/Widget":
                node.kids.append(f" {kid.Obj.Contents} ")
        else:
            assert kid.P.objgen == obj.objgen
            node.kids.append(_element(kid, page, index, contents, used))
    return node


def _take(page: int, mcid: int, contents, used) -> str:
    assert (page, mcid) not in used, "marked content that two elements claim"
    used.add((page, mcid))
    return contents[page][mcid]


def _check_parent_tree(pdf, index) -> None:
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    tree = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
    for page in pdf.pages:
        for mcid, owner in enumerate(tree[int(page.StructParents)]):
            flat = [
                kid if isinstance(kid, int) else int(kid.get("/MCID", -1))
                for kid in owner.K
                if isinstance(kid, int) or kid.get("/Type") == "/MCR"
            ]
            assert mcid in flat, "the parent tree names an element that does not hold the content"
        for annotation in page.get("/Annots", []):
            wanted = {"/Link": "/Link", "/Widget": "/Form"}[str(annotation.Subtype)]
            assert str(tree[int(annotation.StructParent)].S) == wanted


def _page_text(page) -> tuple[dict[int, str], list[str]]:
    fonts = {str(name): _unicode_map(font) for name, font in page.Resources.Font.items()}
    found: dict[int, list[str]] = {}
    artifacts: list[str] = []
    stack: list[tuple[str, object]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            tag, properties = str(operands[0]), operands[1]
            if tag == "/Artifact":
                stack.append(("artifact", None))
            elif "/MCID" in properties:
                assert not any(kind in ("content", "artifact") for kind, _ in stack), "marked content is nested"
                mcid = int(properties.MCID)
                assert mcid not in found, "a marked-content id is used twice on a page"
                found[mcid] = []
                stack.append(("content", mcid))
            else:
                actual = str(properties.ActualText)
                stack.append(("actual", actual))
                _say(stack[:-1], actual, found, artifacts)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        if name in PAINTING:
            assert any(kind in ("content", "artifact") for kind, _ in stack), f"{name} outside content and artifacts"
        if name in ("Tj", "TJ") and not any(kind == "actual" for kind, _ in stack):
            pieces = operands[0] if name == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    data = bytes(piece)
                    codes = [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
                    assert 0 not in codes, ".notdef is drawn"
                    _say(stack, "".join(font[code] for code in codes), found, artifacts)
    assert not stack
    return {mcid: "".join(parts) for mcid, parts in found.items()}, artifacts


def _say(stack, text, found, artifacts) -> None:
    for kind, value in reversed(stack):
        if kind == "content":
            found[value].append(text)
            return
        if kind == "artifact":
            artifacts.append(text)
            return
    raise AssertionError(f"text outside content and artifacts: {text!r}")


def _unicode_map(font) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", text)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}
