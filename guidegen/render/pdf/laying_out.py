"""A document laid out on its pages, ready to be written; what `guidegen.render.pdf` offers is here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import guidegen.render.pdf.operators as ops
from guidegen.diagnostics import Diagnostic
from guidegen.document.arrangement import NO_ARRANGEMENT
from guidegen.document.elements import Document, PageReference, Slot
from guidegen.records import dataclass
from guidegen.render.look import Look
from guidegen.render.pdf.columns import Columns, columns_in, flow_in_columns
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.furniture import Furniture
from guidegen.render.pdf.hands import Hands
from guidegen.render.pdf.headings import with_title_blocks
from guidegen.render.pdf.imposition import Side, each_alone, imposed
from guidegen.render.pdf.laid_out import LaidOut
from guidegen.render.pdf.layout import Draft, Frame, Layout
from guidegen.render.pdf.layouts import DEPENDS, LAYOUTS, SPANNING
from guidegen.render.pdf.paper import Area, Paper
from guidegen.render.pdf.shared import Shared
from guidegen.render.pdf.standards import STANDARDS
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.writer import Layered, write

if TYPE_CHECKING:
    from guidegen.render.pdf.fragments import Fragments
    from guidegen.render.pdf.merged import MergedPdf
    from guidegen.render.pdf.reminders import Reminder

#: How many different heads and footers are remembered.
_MOST_FURNITURE = 50


def lay_out(
    document: Document,
    look: Look,
    *,
    references: Mapping[str, Mapping[str, int]] | None = None,
    shared: Shared | None = None,
    right_to_left: bool = False,
    expected: Mapping[str, int] = MappingProxyType({}),
    hands: Hands | None = None,
) -> LaidOut:
    """Lay a document out. `references` gives the anchors of other documents by their names, `expected` the pages on
    which its own are likely to stand: where they do, it need not be laid out twice.

    Problems (P codes) stand in the result; a document with problems must not be written. `shared` may be that of
    documents of one theme, page, size and language, so that what they have in common is laid out once. The `hands` lay
    out the items of a long quiz that comes once: nothing of these is remembered.
    """
    template = document.template
    if shared is None:
        shared = Shared(look.theme, look.scale, template.labels, template.language, right_to_left=right_to_left)
    fragments = shared.fragments
    fragments.cite(template.sources)
    known = references or {}
    fragments.pages = {
        PageReference(anchor, name): str(page) for name, anchors in known.items() for anchor, page in anchors.items()
    }
    fragments.pages.update(shared.pages_of(expected))
    fragments.referred.clear()
    shared.standing_in(template).begin(copies_follow=shared.copies_follow)
    draft = Draft() if not expected else None
    ahead: dict[Hashable, Any] = {}
    reminders: list[Reminder] = []
    flowed = _flowed(document, look, shared, draft, hands, ahead, reminders)
    anchors = flowed.anchors()
    own = [each for each in fragments.referred if not each.document and each.anchor in anchors]
    changed = frozenset(each for each in own if fragments.page_text(each) != str(anchors[each.anchor]))
    late = _late(reminders, fragments, anchors)
    if not all(each.is_as_high() for each in late):
        # Which block one stands in is not known.
        changed, draft = changed.union(*(each.pages for each in late)), None
    if changed:
        # The room that was kept for page numbers is set to what they turned out to be.
        fragments.pages.update((PageReference(anchor), str(page)) for anchor, page in anchors.items())
        if draft is not None:
            draft.changed = changed
        flowed = _flowed(document, look, shared, draft, hands, ahead, reminders)
        late = _late(reminders, fragments, flowed.anchors())
    if late:
        from guidegen.render.pdf.reminders import set_reminders

        flowed.pages = set_reminders(flowed.pages, late)
    return _laid_out(document, look, shared, known, flowed)


def _late(reminders: Sequence[Reminder], fragments: Fragments, anchors: Mapping[str, int]) -> list[Reminder]:
    """The reminders of what stands on another page than was expected. Its page is known from now on."""
    late = [(each, pages) for each in reminders if (pages := each.turned_out(anchors))]
    for _, pages in late:
        fragments.pages.update(pages)
    return [each for each, _ in late]


def text_width(look: Look) -> float:
    """How wide text is set at most, in points: the text area of a page, or one of its columns."""
    width = Paper(look).text_width()
    columns = _columns(look, width)
    return columns.width if columns.count > 1 else width


def render(laid: LaidOut, producer: str) -> bytes:
    """The bytes of the PDF."""
    return write(laid.layered, _value_of(laid), producer, laid.observer)


def add_to(file: MergedPdf, laid: LaidOut, called: str) -> None:
    """Add a document to a file with several, which is `called` so in its outline."""
    file.add(laid.layered, _value_of(laid), called)


def _value_of(laid: LaidOut) -> Callable[[Slot | PageReference], str]:
    """The text of each slot of a document."""

    def value_of(slot: Slot | PageReference) -> str:
        if isinstance(slot, Slot):
            return laid.document.values[slot.name]
        if slot.document:
            return str(laid.references[slot.document][slot.anchor])
        return str(laid.anchors[slot.anchor])

    return value_of


@dataclass(slots=True)
class _Flowed:
    """The blocks of a document on pages that have no heads and feet yet."""

    layout: Layout
    elements: list[Element]
    pages: list[Page]
    problems: list[Diagnostic]
    furniture: Callable[[bool], Furniture]

    def anchors(self) -> dict[str, int]:
        """The page of each anchor, counted from 1."""
        return {anchor: index for index, page in enumerate(self.pages, start=1) for anchor, _ in page.anchors}


def _flowed(
    document: Document,
    look: Look,
    shared: Shared,
    draft: Draft | None,
    hands: Hands | None,
    ahead: dict[Hashable, Any],
    reminders: list[Reminder],
) -> _Flowed:
    template, paper = document.template, Paper(look)

    made: dict[bool, Furniture] = {}

    def furniture(turned: bool) -> Furniture:
        if turned not in made:
            made[turned] = _furniture(document, shared, look, paper, turned=turned)
        return made[turned]

    columns = _columns(look, paper.text_width())
    layout = Layout(
        shared.fragments,
        document.arrangement,
        furniture(False).text_height(1),
        LAYOUTS,
        document.values,
        template.fields,
        keys=shared.keys,
        depends=DEPENDS,
        standing=shared.standing_in(template),
        spanning=SPANNING,
        # What is drawn ahead is written without namespaces.
        hands=None if STANDARDS[look.standard].namespaces else hands,
        ahead=ahead,
        reminders=reminders,
    )
    if not look.impose:
        # A turned page would stand on its side on an imposed sheet.
        layout.turned = lambda: (paper.text_width(turned=True), furniture(True).text_height(1))
    frame = Frame(0.0, paper.text_width(), column=columns.width if columns.count > 1 else 0.0)
    laid = layout.body(with_title_blocks(template.blocks, shared.titles), frame, draft)
    pages, problems = flow_in_columns(
        laid.units,
        furniture(False).text_height,
        lambda index: furniture(True).text_height(index),
        columns,
        shared.flowed,
    )
    return _Flowed(layout, laid.elements, pages, problems, furniture)


def _laid_out(
    document: Document, look: Look, shared: Shared, references: Mapping[str, Mapping[str, int]], flowed: _Flowed
) -> LaidOut:
    """The document with the heads and feet of its pages, ready to be written."""
    template, to_the_left = document.template, shared.fragments.right_to_left
    layout, furniture = flowed.layout, flowed.furniture
    pages = [furniture(page.turned).furnished(page, at, len(flowed.pages)) for at, page in enumerate(flowed.pages)]
    problems = [problem for turned in {page.turned for page in pages} for problem in furniture(turned).problems]
    anchors = {anchor: (index, y) for index, page in enumerate(pages) for anchor, y in page.anchors}
    standard = STANDARDS[look.standard]
    areas = [furniture(page.turned).area_of(index) for index, page in enumerate(pages)]
    layered = Layered(
        title=template.title,
        identifier=template.identifier,
        relations=template.relations,
        language=template.language,
        pages=pages,
        areas=areas,
        sides=_sides(pages, areas, look, right_to_left=to_the_left),
        tree=Element("Document", list(flowed.elements)),
        outline=[entry for entry in layout.outline if entry.anchor in anchors],
        images=layout.images,
        anchors=anchors,
        standard=standard.with_fields if layout.fields else standard,
        fields=layout.fields,
    )
    return LaidOut(document, layered, [*layout.problems, *flowed.problems, *problems], references, flowed.anchors())


def _furniture(document: Document, shared: Shared, look: Look, paper: Paper, *, turned: bool) -> Furniture:
    """Heads and footers of the document, or those of an earlier one with the same words."""
    words = document.template.furniture
    draft = document.template.draft
    key = (words, draft, look.theme.name, look.scale, paper.size(), paper.mirrored, paper.binding, turned)
    known: Furniture | None = shared.furniture.get(key)
    if known is None:
        if len(shared.furniture) >= _MOST_FURNITURE:
            shared.furniture.clear()
        plain = Layout(shared.fragments, NO_ARRANGEMENT, paper.size(turned=turned)[1], LAYOUTS)
        behind = None
        if draft:
            from guidegen.render.pdf.draft_mark import draft_mark

            behind = draft_mark(draft, shared.fragments.theme, paper.size(turned=turned), paper.end)
        known = shared.furniture[key] = Furniture(plain, words, paper, behind, turned=turned)
    return known


def _columns(look: Look, width: float) -> Columns:
    """The columns of the text."""
    colour = look.theme.colours["rule"]

    def rule(height: float) -> Fragment:
        return ornament(ops.box(-0.375, -height, 0.75, height, fill=colour), 0.75, height)

    return columns_in(look.columns, width, look.theme.styles["body"].size * look.scale, look.scale, rule)


def _sides(pages: Sequence[Page], areas: Sequence[Area], look: Look, *, right_to_left: bool) -> Sequence[Side]:
    """The sides of sheets that the pages stand on."""
    sizes = tuple((area.width, area.height) for area in areas)
    if not look.impose:
        return each_alone(sizes)
    return imposed(
        look.impose,
        len(pages),
        sizes[0],
        closes=pages[-1].begins,
        creep=look.creep,
        right_to_left=right_to_left,
    )
