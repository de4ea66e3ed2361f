"""Links, fields and notes: their words, and their place in the structure."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.audit.checks.content import leads_to
from guidegen.audit.findings import Finding
from guidegen.audit.finished import Annotation, Finished
from guidegen.audit.tree import Node, ObjectReference, Tree

#: Annotations that belong to the work of printing, or to another annotation; they are never tagged.
_NOT_TAGGED = ("Popup", "PrinterMark", "TrapNet")
_ELEMENT_FOR = {"Link": "Link", "Widget": "Form"}


def check(file: Finished) -> Iterator[Finding]:
    """Faults of annotations."""
    tree = file.tree
    if tree is None:
        return
    there: set[tuple[int, int]] = set()
    yield from _alike(file)
    for number, page in enumerate(file.pages, 1):
        for annotation in page.annotations:
            there.add(annotation.identity)
            if not annotation.hidden and annotation.kind not in _NOT_TAGGED:
                holder = tree.holders.get(annotation.identity)
                yield from _place(annotation, holder, tree, number)
                yield from _words(annotation, holder, number)
    for node in tree.nodes:
        yield from _several(node)
        for kid in node.kids:
            if isinstance(kid, ObjectReference) and kid.target not in there:
                yield Finding(
                    "A705", "The element holds a link or field that stands on no page.", node.page + 1, node.path
                )


def _place(annotation: Annotation, holder: Node | None, tree: Tree, page: int) -> Iterator[Finding]:
    """Whether an annotation stands in the element that is made for it, and is found from both sides."""
    what = {"Link": "link", "Widget": "field"}.get(annotation.kind, f"annotation ({annotation.kind})")
    if holder is None:
        yield Finding("A702", f"A {what} of the page belongs to no element{_about(annotation)}.", page)
        return
    wanted = _ELEMENT_FOR.get(annotation.kind)
    if wanted and not any(each.standard == wanted for each in holder.ancestors()):
        yield Finding("A703", f"A {what} stands in no {wanted} element.", page, holder.path)
    if not leads_to(tree, annotation.number, holder):
        yield Finding("A206", f"The parent tree does not lead from a {what} to its element.", page, holder.path)


def _words(annotation: Annotation, holder: Node | None, page: int) -> Iterator[Finding]:
    path = holder.path if holder else ""
    if annotation.kind == "Link":
        if not annotation.words:
            yield Finding("A701", "The link does not say where it leads (Contents).", page, path)
    elif annotation.kind == "Widget":
        if not annotation.field_name:
            yield Finding("A704", "The field does not say what to enter (TU).", page, path)
    elif not annotation.words and not (holder and holder.alt):
        yield Finding("A706", f"The annotation ({annotation.kind}) has no words (Contents).", page, path)


def _several(node: Node) -> Iterator[Finding]:
    if node.standard == "Form" and sum(isinstance(kid, ObjectReference) for kid in node.kids) > 1:
        yield Finding("A707", "The Form element holds several fields.", node.nearest_page, node.path)


def _alike(file: Finished) -> Iterator[Finding]:
    """Fields that ask for the same in the same words. The places of one field belong together."""
    first: dict[str, tuple[int, int]] = {}
    told: set[tuple[int, int]] = set()
    for number, page in enumerate(file.pages, 1):
        for each in page.annotations:
            if each.kind != "Widget" or each.hidden or not each.field_name:
                continue
            if first.setdefault(each.field_name, each.field) != each.field and each.field not in told:
                told.add(each.field)
                yield Finding("A708", f"Another field says “{each.field_name[:60]}” too.", number)


def _about(annotation: Annotation) -> str:
    words = annotation.words or annotation.field_name
    return f": “{words[:60]}”" if words else ""
