"""The writer: placed fragments and the structure tree to the bytes of a file that conforms to its standard.

A page has two content streams. The first holds what every copy shares on that page and is compressed once for
all copies that agree in it; the second holds the values of the slots. Marked-content ids count through both.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from guidegen.document.elements import PageReference, Slot
from guidegen.model.image import Image
from guidegen.records import dataclass, field
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.drawing import DrawnPage, Places, drawn_side
from guidegen.render.pdf.embedding import embedded
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.font_objects import OF_A_FONT, font_streams, packed_fonts
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_set
from guidegen.render.pdf.imposition import Side, where
from guidegen.render.pdf.metadata import srgb_profile, xmp_packet
from guidegen.render.pdf.operators import number, numbers
from guidegen.render.pdf.outline import OutlineEntry, write_outline
from guidegen.render.pdf.paper import Area
from guidegen.render.pdf.pdffile import PER_OBJECT_STREAM, PdfFile, dictionary, packed, reference, text_string
from guidegen.render.pdf.pieces import Box, DrawnLink
from guidegen.render.pdf.slot_values import Values, set_values
from guidegen.render.pdf.standards import PDF_1_NAMESPACE, PDF_2_NAMESPACE, Standard, namespace_of
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tree_groups import PartGroup, grouped
from guidegen.render.pdf.tree_writing import TreeGround, WrittenPart, all_facts, groups_of, parent_tree

if TYPE_CHECKING:
    from guidegen.render.pdf.acroform import AcroForm
    from guidegen.render.pdf.form_fields import Field


@dataclass(slots=True)
class Layered:
    """A laid-out document, ready to be written: its pages, the area of each, and the sides on which they stand."""

    title: str
    language: str
    pages: list[Page]
    areas: list[Area]
    sides: Sequence[Side]
    tree: Element
    outline: list[OutlineEntry]
    images: Mapping[str, Image]
    anchors: Mapping[str, tuple[int, float]]
    standard: Standard
    identifier: str = ""
    relations: tuple[str, ...] = ()
    fields: Mapping[int, Field] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """A page on its way out: what it draws, the owners of its marked content by id, and its annotations.

    Where it holds several pages, `pages` has the page of each marked content.
    """

    drawn: DrawnPage
    owners: list[int]
    pages: list[int]
    personal: bytes = b""
    annotations: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Ground:
    """What the documents of a file have in common: fonts, pictures and equal streams of pages stand in it once.

    `next_key` is the next free number of the parent tree, `namespaces` are the objects of those of the structure.
    `first_font` is the first object of the fonts, which follow one another.
    """

    file: PdfFile
    resources: int
    glyphs: dict[str, GlyphSet] = field(default_factory=dict)
    images: dict[str, int] = field(default_factory=dict)
    streams: dict[bytes, int] = field(default_factory=dict)
    namespaces: dict[str, int] = field(default_factory=dict)
    next_key: int = 0
    first_font: int = 0

    def stream(self, data: bytes) -> int:
        """The object of a stream of a page that other pages may share."""
        if data not in self.streams:
            self.streams[data] = self.file.add_stream(data, {}, compressed=True)
        return self.streams[data]

    def put_namespaces(self, standard: Standard) -> None:
        """Add the namespaces of structure types, where the standard has them."""
        if standard.namespaces:
            self.namespaces = {
                name: self.file.add(dictionary({"Type": "/Namespace", "NS": text_string(name)}))
                for name in (PDF_2_NAMESPACE, PDF_1_NAMESPACE)
            }

    def put_resources(self) -> None:
        """Add the fonts, with all glyphs that were met, and the dictionary that all pages share."""
        faces = sorted(self.glyphs.items())
        programs = tuple(embedded(name, used | 1) for name, used in faces)
        first = self.first_font = self.file.reserve(OF_A_FONT * len(programs))
        for at, font in zip(itertools.count(first, OF_A_FONT), programs):
            for number_, (data, entries) in enumerate(font_streams(font), start=at):
                self.file.add_stream(data, entries, compressed=True, number=number_)
        if programs:
            self.file.add_packed(*packed_fonts(programs, first))
        last = range(first + OF_A_FONT - 1, first + OF_A_FONT * len(programs), OF_A_FONT)
        fonts = dictionary({load_face(name).resource: reference(at) for (name, _), at in zip(faces, last, strict=True)})
        images = dictionary({f"Im{digest[:12]}": reference(n) for digest, n in sorted(self.images.items())})
        self.file.add(dictionary({"Font": fonts, "XObject": images}), self.resources)


def write(
    document: Layered,
    value_of: Callable[[Slot | PageReference], str],
    producer: str,
    observer: Callable[[DocumentWriter], None] | None = None,
) -> bytes:
    """The file. `value_of` gives the text of each slot. An `observer` is shown what wrote the file.

    Raises ValueError when something drawn belongs to no structure element, or an element's content was never
    drawn: a mistake in the program that no reader should find out first.
    """
    file = PdfFile(document.standard.version)
    ground = Ground(file, file.reserve())
    writer = DocumentWriter(document, value_of, ground)
    writer.draw()
    pages_root = file.reserve()
    ground.put_resources()
    writer.put_pages(pages_root)
    kids = " ".join(map(reference, writer.page_numbers))
    file.add(f"<</Type /Pages /Count {len(writer.page_numbers)} /Kids [{kids}]>>", pages_root)
    ending = Ending(document, producer, pages_root, page_labels(document.sides))
    root, tree = file.reserve(), file.reserve()
    ground.put_namespaces(document.standard)
    ending.structure = put_structure(ground, root, tree, writer.put_tree(root), writer.parents(), writer.ids)
    if document.fields:
        ending.form = file.add(writer.form.finish())
    if document.outline:
        ending.outline = write_outline(file, document.outline, writer.go_to)
    data = ending.put(ground)
    if observer is not None:
        observer(writer)
    return data


@dataclass(slots=True)
class Ending:
    """What closes a file: its catalogue and what it says about itself. It speaks as `document` does.

    `structure`, `form` and `outline` are objects; there may be no form and no outline. `preferences` are further ones
    for the viewer.
    """

    document: Layered
    producer: str
    pages_root: int
    labels: str
    structure: int = 0
    form: int = 0
    outline: int = 0
    preferences: str = ""

    def put(self, ground: Ground) -> bytes:
        """The bytes of the file."""
        file, document, standard = ground.file, self.document, self.document.standard
        intent = file.add_stream(_profile(), {"N": "3"}, compressed=True)
        xmp = xmp_packet(
            document.title,
            document.language,
            self.producer,
            standard,
            identifier=document.identifier,
            relations=document.relations,
        )
        direction = " /Direction /R2L" if document.areas[0].right_to_left else ""
        catalogue = {
            "Type": "/Catalog",
            "Pages": reference(self.pages_root),
            "Lang": text_string(document.language),
            "MarkInfo": "<</Marked true>>",
            "ViewerPreferences": f"<</DisplayDocTitle true{direction}{self.preferences}>>",
            "PageLabels": f"<</Nums [{self.labels}]>>",
            "StructTreeRoot": reference(self.structure),
            "Metadata": reference(file.add_stream(xmp, {"Type": "/Metadata", "Subtype": "/XML"})),
            "OutputIntents": "[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
            f"/Info (sRGB) /DestOutputProfile {reference(intent)}>>]",
        }
        if self.form:
            catalogue["AcroForm"] = reference(self.form)
        if self.outline:
            catalogue["Outlines"] = reference(self.outline)
            catalogue["PageMode"] = "/UseOutlines"
        root = file.add(dictionary(catalogue))
        if not standard.information:
            return file.to_bytes(root)
        info = file.add(dictionary({"Title": text_string(document.title), "Producer": text_string(self.producer)}))
        return file.to_bytes(root, info)


def put_structure(
    ground: Ground, root: int, tree: int, top: int, parents: Sequence[str], ids: Mapping[str, int]
) -> int:
    """Add the root of the structure, whose object is `root`, and its parent tree; `top` is the first element."""
    ground.file.add_apart(f"<</Nums [{' '.join(parents)}]>>", tree)
    catalogue = {
        "Type": "/StructTreeRoot",
        "K": f"[{reference(top)}]",
        "ParentTree": reference(tree),
        "ParentTreeNextKey": str(ground.next_key),
    }
    if ids:
        names = " ".join(f"{text_string(name)} {reference(own)}" for name, own in sorted(ids.items()))
        catalogue["IDTree"] = f"<</Names [{names}]>>"
    if ground.namespaces:
        catalogue["Namespaces"] = f"[{' '.join(map(reference, ground.namespaces.values()))}]"
    ground.file.add_apart(dictionary(catalogue), root)
    return root


class DocumentWriter:
    """Writes one document into a file: first what it draws, then its pages, then its part of the structure.

    In a file with several, `prefix` tells the names of its elements from those of the others.
    """

    def __init__(
        self, document: Layered, value_of: Callable[[Slot | PageReference], str], ground: Ground, prefix: str = ""
    ) -> None:
        """Nothing is drawn yet. `value_of` gives the text of each slot."""
        self.document = document
        self.value_of = value_of
        self.ground = ground
        self.prefix = prefix
        self.standard = document.standard
        self.file = ground.file
        self.glyphs = ground.glyphs
        self.images = ground.images
        self.first_key = ground.next_key
        self.sheets: list[Sheet] = []
        self.content: dict[int, Places] = {}
        self.link_kids: dict[int, list[tuple[int, int]]] = {}
        self.parts: list[Element] = []
        self.groups: list[PartGroup] = []
        self.roles: Mapping[int, str] = {}
        self.annotation_parents: list[tuple[int, int]] = []
        self.boxes: dict[int, Box] = {}
        self.anchored: dict[str, int] = {}
        self.actions: dict[str, str] = {}
        self.side_of = where(document.sides)
        # The pages of annotations on sides with several pages.
        self.annotated: dict[int, int] = {}
        self.whole = WrittenPart()

    def draw(self) -> None:
        """Draw all pages, and number what is on them.

        Raises ValueError when something drawn belongs to no structure element, or an element's content was never
        drawn.
        """
        tree = self.document.tree
        self.parts = [kid for kid in tree.kids if isinstance(kid, Element)]
        if len(self.parts) < len(tree.kids) or tree.anchor:
            raise ValueError("the document's own element holds nothing but elements")
        self.groups = grouped(self.parts)
        facts = all_facts([group.facts for group in self.groups])
        self.roles = facts.roles
        if len(facts.anchors) > len(set(facts.anchors)):
            twice = next(anchor for anchor in facts.anchors if facts.anchors.count(anchor) > 1)
            raise ValueError(f"two structure elements are called {twice}")
        if self.standard.structure_destinations:
            # Links lead to elements, which get their numbers before they are written.
            first = self.file.reserve(len(facts.anchors))
            self.anchored = {anchor: first + index for index, anchor in enumerate(facts.anchors)}
        count = len(self.document.sides)
        first = self.file.reserve(count)
        self.page_numbers = range(first, first + count)
        for index, side in enumerate(self.document.sides):
            self.sheets.append(self._sheet(index, side))
        if any(side.label for side in self.document.sides):
            self._read_in_order()
        self._check_complete(facts.anchors)
        self.ground.next_key += len(self.sheets) + len(self.annotation_parents)

    def _check_complete(self, carried: Sequence[str]) -> None:
        if self.content.keys() != self.roles.keys():
            strays = sorted(self.content.keys() ^ self.roles.keys())
            raise ValueError(f"content without structure or structure without content: keys {strays}")
        if astray := self.document.anchors.keys() - set(carried):
            raise ValueError(f"anchors that no structure element carries: {sorted(astray)}")

    # Pages

    def _read_in_order(self) -> None:
        """Sides hold their pages in the order of print: what goes on from page to page is put in that of reading."""
        pages = [sheet.pages for sheet in self.sheets]
        for key, places in self.content.items():
            if len(places) > 1:
                self.content[key] = tuple(sorted(places, key=lambda place: (pages[place[0]][place[1]], place[1])))
        for kids in self.link_kids.values():
            kids.sort(key=lambda kid: self.annotated[kid[0]])

    def _sheet(self, index: int, side: Side) -> Sheet:
        drawn = drawn_side(side, index, self.document.pages, self.document.areas, self.roles)
        if self.content.keys().isdisjoint(drawn.content):
            self.content.update(drawn.content)
        else:
            # What goes on from an earlier page stands in both.
            parted = {k: (*self.content[k], *drawn.content[k]) for k in self.content.keys() & drawn.content.keys()}
            self.content.update(drawn.content)
            self.content.update(parted)
        self.boxes.update(drawn.boxes)
        for face, ids in drawn.glyphs.items():
            self.glyphs[face] = self.glyphs.get(face, 0) | ids
        for digest in drawn.images:
            self._image(digest)
        sheet = Sheet(drawn, list(drawn.owners), list(drawn.pages))
        if drawn.links:
            self._put_links(drawn.links, index, sheet)
        for number_, area in drawn.fields:
            self._field(number_, area, index, sheet)
        if drawn.slots:
            self._put_values(drawn, index, sheet)
        return sheet

    def _put_values(self, drawn: DrawnPage, page: int, sheet: Sheet) -> None:
        """The values of the page's slots; their marked content is numbered after what is shared."""
        texts = tuple([self.value_of(each.slot.value) for each in drawn.slots])
        values: Values | None = drawn.numbered.get(texts)
        if values is None:
            to_the_left = self.document.areas[0].right_to_left
            values = set_values(drawn.slots, texts, len(sheet.owners), self.roles, to_the_left=to_the_left)
            # Numbers of pages come again in copy after copy; what is personal is not remembered.
            if all(isinstance(each.slot.value, PageReference) for each in drawn.slots):
                drawn.numbered[texts] = values
        sheet.personal = values.stream
        for mcid, (own_page, owner) in enumerate(values.owners, start=len(sheet.owners)):
            self.content[owner] = (*self.content.get(owner, ()), (page, mcid))
            sheet.owners.append(owner)
            sheet.pages.append(own_page)
        for face, ids in values.glyphs.items():
            self.glyphs[face] = self.glyphs.get(face, 0) | ids

    def _field(self, link: int, area: Box, page: int, sheet: Sheet) -> None:
        from guidegen.render.pdf.form_fields import Button

        what = self.document.fields[link]
        if isinstance(what, Button):
            for drawn in what.marked:
                for face, ids in drawn.fragment.glyphs:
                    self.glyphs[face] = self.glyphs.get(face, 0) | glyph_set(ids)
        widget = self.form.widget(what, area, self.page_numbers[page], self._next_parent(link))
        self._annotated(widget, link, page, sheet)

    @functools.cached_property
    def form(self) -> AcroForm:
        """The fields of the file."""
        # Few files can be filled in.
        from guidegen.render.pdf.acroform import AcroForm

        return AcroForm(self.file, self.ground.resources)

    def _next_parent(self, link: int) -> int:
        """The number of an annotation in the parent tree, where numbers of pages come first."""
        parent = self.first_key + len(self.document.sides) + len(self.annotation_parents)
        self.annotation_parents.append((parent, link))
        return parent

    def _annotated(self, annotation: int, link: int, page: int, sheet: Sheet) -> None:
        sheet.annotations.append(annotation)
        self.link_kids.setdefault(link, []).append((annotation, page))

    def _put_links(self, links: Sequence[DrawnLink], page: int, sheet: Sheet) -> None:
        for link in links:
            target = link.target
            action = self.go_to(target[1:]) if target[:1] == "#" else f"<</S /URI /URI {text_string(target)}>>"
            parent = self._next_parent(link.link)
            area, contents = _drawn_link(link.area, link.contents)
            annotation = self.file.add(f"{area}/StructParent {parent}{contents}/A {action}>>")
            self.annotated[annotation] = link.page
            self._annotated(annotation, link.link, page, sheet)

    def go_to(self, anchor: str) -> str:
        """The action that leads to an anchor: to its page, and where the standard asks for it, to its element."""
        known = self.actions.get(anchor)
        if known is None:
            page, y = self.document.anchors[anchor]
            side, place = self.side_of(page)
            area = self.document.areas[page]
            top = place.y + area.height - area.top - y + 6
            element = self.anchored[anchor] if self.standard.structure_destinations else 0
            known = self.actions[anchor] = _go_to(self.page_numbers[side], place.x, top, element)
        return known

    def _image(self, digest: str) -> None:
        if digest in self.images:
            return
        from guidegen.render.pdf.images import image_object

        image = image_object(self.document.images[digest])
        entries = dict(image.entries)
        if image.mask is not None:
            entries["SMask"] = reference(self.file.add_stream(image.mask.data, image.mask.entries))
        self.images[digest] = self.file.add_stream(image.data, entries)

    # Structure

    def parents(self) -> list[str]:
        """The entries of the parent tree, after `put_tree`: the elements of each page's content and of annotations."""
        owners, links = self.whole.owners, self.whole.links
        pages = [parent_tree(sheet.owners, owners) for sheet in self.sheets]
        entries = [f"{self.first_key + index} {page}" for index, page in enumerate(pages)]
        return entries + [f"{parent} {links[link]} 0 R" for parent, link in self.annotation_parents]

    @property
    def ids(self) -> Mapping[str, int]:
        """The objects of elements with names, after `put_tree`."""
        return self.whole.ids

    def put_tree(self, parent: int, top: int = 0, *, role: str = "Document", extra: str = "") -> int:
        """Write all elements below the object `parent`: those right below the top are the parts that may stand in
        other copies as well. Gives the object of the top, which may be known before; it has this role, and says
        `extra` beside the rest.
        """
        file = self.file
        ground = TreeGround(
            self.content,
            self.link_kids,
            self.boxes,
            self.page_numbers,
            self.anchored,
            self.ground.namespaces,
            [sheet.drawn for sheet in self.sheets],
            self.prefix,
        )
        top = top or file.reserve()
        written: list[WrittenPart] = []
        whole = self.whole
        for each in self.groups:
            count = each.facts.new_objects(self.anchored)
            made = each.write(top, file.reserve(count) if count else 0, ground)
            written += made.parts
            whole.owners.update(made.owners)
            # Few parts have links or names.
            if made.links:
                whole.links.update(made.links)
            if made.ids:
                whole.ids.update(made.ids)
        kids = " ".join([f"{part.numbers[0]} 0 R" for part in written])
        namespace = f"/NS {ground.namespaces[namespace_of(role)]} 0 R" if ground.namespaces else ""
        file.add(f"<</Type /StructElem/S /{role}/P {parent} 0 R/K [{kids}]{namespace}{extra}>>", top)
        for group in groups_of(written, PER_OBJECT_STREAM):
            self._pack(group)
        return top

    def _pack(self, group: list[WrittenPart]) -> None:
        """Pack the objects of parts together. What was packed for an earlier copy is taken as it is."""
        first, *others = group
        known = first.packed
        if known is None or list(map(id, known[0])) != list(map(id, others)):
            numbers_ = [number_ for part in group for number_ in part.numbers]
            bodies = [body for part in group for body in part.bodies]
            chunks = []
            for start in range(0, len(numbers_), PER_OBJECT_STREAM):
                chosen = numbers_[start : start + PER_OBJECT_STREAM]
                chunks.append((chosen, packed(chosen, bodies[start : start + PER_OBJECT_STREAM])))
            known = first.packed = (others, chunks)
        for chosen, data in known[1]:
            self.file.add_packed(chosen, data)

    # Pages as objects

    def put_pages(self, pages_root: int) -> None:
        """Add the objects of the pages."""
        for index, sheet in enumerate(self.sheets):
            self._page(index, sheet, pages_root)

    def _page(self, index: int, sheet: Sheet, pages_root: int) -> None:
        streams = [self.ground.stream(sheet.drawn.stream)]
        if sheet.personal:
            streams.append(self.file.add_stream(sheet.personal, {}, compressed=True))
        side, parent = self.document.sides[index], self.first_key + index
        page = _page(
            pages_root,
            side.width,
            side.height,
            self.ground.resources,
            tuple(streams),
            parent,
            tuple(sheet.annotations),
        )
        self.file.add(page, self.page_numbers[index])


def page_labels(sides: Sequence[Side], first: int = 0) -> str:
    """Pages count as their folios do: 1, 2, 3. A side with several of them is called by all of them.

    `first` is the place of the first side in its file.
    """
    if not any(side.label for side in sides):
        return f"{first} <</S /D>>"
    return " ".join(f"{index} <</P {text_string(side.label)}>>" for index, side in enumerate(sides, start=first))


@functools.lru_cache(maxsize=2048)
def _go_to(page: int, x: float, top: float, element: int) -> str:
    """The action that leads to a place on a page, and to its element if that has a number."""
    view = f"/XYZ {number(x)} {number(top)} null"
    led = f"/SD [{element} 0 R {view}]" if element else ""
    return f"<</S /GoTo/D [{page} 0 R {view}]{led}>>"


@functools.lru_cache(maxsize=512)
def _page(
    parent: int,
    width: float,
    height: float,
    resources: int,
    streams: tuple[int, ...],
    key: int,
    annotations: tuple[int, ...],
) -> str:
    """A page as an object, which most copies have alike; `key` is its own in the parent tree."""
    entries = {
        "Type": "/Page",
        "Parent": reference(parent),
        "MediaBox": f"[0 0 {numbers(width, height)}]",
        "Resources": reference(resources),
        "Contents": f"[{' '.join(map(reference, streams))}]",
        "StructParents": str(key),
        "Tabs": "/S",
    }
    if annotations:
        entries["Annots"] = f"[{' '.join(map(reference, annotations))}]"
    return dictionary(entries)


@functools.lru_cache(maxsize=2048)
def _drawn_link(area: Box, contents: str) -> tuple[str, str]:
    """What an annotation says of its area and in words: pages that stand in many copies have the same."""
    place = f"<</Type /Annot/Subtype /Link/Rect [{numbers(*area)}]/F 4/Border [0 0 0]"
    return place, f"/Contents {text_string(contents)}"


@functools.cache
def _profile() -> bytes:
    return deflated(srgb_profile())
