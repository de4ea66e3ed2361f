"""The writer: placed fragments and the structure tree to the bytes of a file that conforms to its standard.

A page has two content streams. The first holds what every copy shares on that page and is compressed once for
all copies that agree in it; the second holds the values of the slots. Marked-content ids count through both.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guidegen.document.elements import PageReference, Slot
from guidegen.model.image import Image
from guidegen.render.pdf.acroform import AcroForm
from guidegen.render.pdf.flow import Page, Placed
from guidegen.render.pdf.fonts import load_face, subset, subset_tag
from guidegen.render.pdf.form_fields import Button, Field
from guidegen.render.pdf.fragments import ARTIFACT, SlotPlace, show
from guidegen.render.pdf.images import image_object
from guidegen.render.pdf.layout import OutlineEntry
from guidegen.render.pdf.metadata import srgb_profile, xmp_packet
from guidegen.render.pdf.operators import fill_colour, number, numbers
from guidegen.render.pdf.outline import write_outline
from guidegen.render.pdf.pdffile import PdfFile, dictionary, reference, text_string
from guidegen.render.pdf.standards import PDF_1_NAMESPACE, PDF_2_NAMESPACE, Standard, namespace_of
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.text import ShapedText, TextRun

#: What a piece of page content belongs to: a content key, or the type of an artifact.
Owner = int | str

#: Left, bottom, right and top of a place on a page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its size, and for each page (by index) where the text area begins, in points from the top left."""

    width: float
    height: float
    start: float
    top: Callable[[int], float]


@dataclass(slots=True)
class Layered:
    """A laid-out document, ready to be written."""

    title: str
    language: str
    paper: Paper
    pages: list[Page]
    tree: Element
    outline: list[OutlineEntry]
    images: Mapping[str, Image]
    anchors: Mapping[str, tuple[int, float]]
    standard: Standard
    identifier: str = ""
    relations: tuple[str, ...] = ()
    fields: Mapping[int, Field] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """A page on its way out: owners by marked-content id, and the annotations."""

    owners: list[int] = field(default_factory=list)
    streams: list[bytes] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)


def write(document: Layered, value_of: Callable[[Slot | PageReference], str], producer: str) -> bytes:
    """The file. `value_of` gives the text of each slot.

    Raises ValueError when something drawn belongs to no structure element, or an element's content was never
    drawn: a mistake in the program that no reader should find out first.
    """
    return _Writer(document, value_of, producer).run()


class _Writer:
    def __init__(self, document: Layered, value_of: Callable[[Slot | PageReference], str], producer: str) -> None:
        self.document = document
        self.value_of = value_of
        self.producer = producer
        self.standard = document.standard
        self.file = PdfFile(self.standard.version)
        self.glyphs: dict[str, set[int]] = {}
        self.images: dict[str, int] = {}
        self.sheets: list[_Sheet] = []
        self.content: dict[int, list[tuple[int, int]]] = {}
        self.link_kids: dict[int, list[tuple[int, int]]] = {}
        self.roles: dict[int, str] = {}
        self.annotation_parents: list[tuple[int, int]] = []
        self.boxes: dict[int, Box] = {}
        self.ids: dict[str, int] = {}
        self.anchored: dict[str, int] = {}
        self.namespaces: dict[str, int] = {}
        self.resources = self.file.reserve()
        self.form = AcroForm(self.file, self.resources)

    def run(self) -> bytes:
        for element in self.document.tree.walk():
            if element.anchor:
                if element.anchor in self.anchored:
                    raise ValueError(f"two structure elements are called {element.anchor}")
                self.anchored[element.anchor] = self.file.reserve()
            for kid in element.kids:
                if isinstance(kid, int):
                    self.roles[kid] = element.role
        self.page_numbers = [self.file.reserve() for _ in self.document.pages]
        for index, page in enumerate(self.document.pages):
            self.sheets.append(self._sheet(index, page))
        self._check_complete()
        return self._finish()

    def _check_complete(self) -> None:
        drawn, expected = set(self.content), set(self.roles)
        if drawn != expected:
            raise ValueError(f"content without structure or structure without content: keys {sorted(drawn ^ expected)}")
        if strays := self.document.anchors.keys() - self.anchored.keys():
            raise ValueError(f"anchors that no structure element carries: {sorted(strays)}")

    # Pages

    def _sheet(self, index: int, page: Page) -> _Sheet:
        sheet = _Sheet()
        paper = self.document.paper
        shared: list[tuple[Owner, str]] = []
        personal: list[tuple[Owner, str]] = []
        for placed in page.placed:
            x = paper.start + placed.x
            top = paper.height - paper.top(index) - placed.y
            self._collect(placed, x, top, index, sheet, shared, personal)
        sheet.streams.append(_deflated(self._marked(shared, index, sheet)))
        if personal:
            sheet.streams.append(zlib.compress(self._marked(personal, index, sheet).encode("latin-1")))
        return sheet

    def _collect(
        self,
        placed: Placed,
        x: float,
        top: float,
        page: int,
        sheet: _Sheet,
        shared: list[tuple[Owner, str]],
        personal: list[tuple[Owner, str]],
    ) -> None:
        fragment = placed.fragment
        lines = fragment.lines[placed.first : placed.last]
        if not lines:
            return
        for face, ids in fragment.glyphs:
            self.glyphs.setdefault(face, set()).update(ids)
        for digest in fragment.images:
            self._image(digest)
        first_top = lines[0].top
        if fragment.runs and self.roles.get(placed.key) in ("Figure", "Formula"):
            self.boxes[placed.key] = (x, top - fragment.height, x + fragment.width, top)
        for line in lines:
            y = top - (line.top - first_top)
            for mark in line.marks:
                owner = self._owner(placed, mark.run)
                shared.append((owner, f"q 1 0 0 1 {numbers(x, y)} cm {mark.operators} Q"))
            for slot in line.slots:
                personal.append((self._owner(placed, slot.run), self._slot(slot, x, y)))
            for link in line.links:
                if placed.key >= 0:
                    area = (x + link.x, y - line.height, x + link.x + link.width, y)
                    self._link(placed.link + link.link, area, link.target, link.contents, page, sheet)
            for place in line.fields:
                left, bottom = x + place.x, y + place.bottom
                around = (left, bottom, left + place.width, bottom + place.height)
                self._field(placed.link + place.link, around, page, sheet)

    def _owner(self, placed: Placed, run: int) -> Owner:
        if placed.key >= 0 and run != ARTIFACT:
            return placed.key + run
        if placed.key >= 0:
            return "Layout"
        if not placed.artifact:
            raise ValueError(f"neither content nor artifact: a fragment from {placed.fragment.origin}")
        return placed.artifact

    def _slot(self, slot: SlotPlace, x: float, y: float) -> str:
        shaped = ShapedText([TextRun(self.value_of(slot.value), slot.style, 0)], one_line=True)
        if shaped.missing:
            raise ValueError("a value with a character that no font can draw: the plan has to check values first")
        if shaped.widest() > slot.width + 0.01:
            # A value that is wider than its place is set smaller, never cut.
            narrower = dataclasses.replace(slot.style, size=slot.style.size * slot.width / shaped.widest())
            slot = dataclasses.replace(slot, style=narrower)
            shaped = ShapedText([TextRun(self.value_of(slot.value), narrower, 0)], one_line=True)
        [line] = shaped.lines(float("inf")).lines
        parts = []
        for run in line.runs:
            face = load_face(run.face)
            self.glyphs.setdefault(run.face, set()).update(g.id for g in run.glyphs)
            position = numbers(x + slot.x + run.x, y + slot.baseline + slot.style.rise)
            parts.append(
                f"BT /{face.resource} {number(slot.style.size)} Tf {fill_colour(slot.style.colour)} "
                f"1 0 0 1 {position} Tm {show(run, face)} ET"
            )
        return " ".join(parts)

    def _marked(self, pieces: Sequence[tuple[Owner, str]], page: int, sheet: _Sheet) -> str:
        """Neighbouring pieces of one owner as one marked-content sequence."""
        parts: list[str] = []
        for owner, group in itertools.groupby(pieces, key=lambda piece: piece[0]):
            inside = "\n".join(operators for _, operators in group)
            if isinstance(owner, str):
                plain = owner in ("Pagination", "Layout")
                kind = f"<</Type /{owner}>>" if plain else f"<</Type /Pagination /Subtype /{owner}>>"
                parts.append(f"/Artifact {kind} BDC\n{inside}\nEMC")
            else:
                mcid = len(sheet.owners)
                sheet.owners.append(owner)
                self.content.setdefault(owner, []).append((page, mcid))
                parts.append(f"/{self.roles.get(owner, 'Span')} <</MCID {mcid}>> BDC\n{inside}\nEMC")
        return "\n".join(parts)

    def _field(self, link: int, area: Box, page: int, sheet: _Sheet) -> None:
        what = self.document.fields[link]
        if isinstance(what, Button):
            for drawn in what.marked:
                for face, ids in drawn.fragment.glyphs:
                    self.glyphs.setdefault(face, set()).update(ids)
        widget = self.form.widget(what, area, self.page_numbers[page], self._next_parent(link))
        self._annotated(widget, link, page, sheet)

    def _next_parent(self, link: int) -> int:
        """The number of an annotation in the parent tree, where numbers of pages come first."""
        parent = len(self.document.pages) + len(self.annotation_parents)
        self.annotation_parents.append((parent, link))
        return parent

    def _annotated(self, annotation: int, link: int, page: int, sheet: _Sheet) -> None:
        sheet.annotations.append(annotation)
        self.link_kids.setdefault(link, []).append((annotation, page))

    def _link(self, link: int, area: tuple[float, ...], target: str, contents: str, page: int, sheet: _Sheet) -> None:
        action = self._go_to(target[1:]) if target.startswith("#") else f"<</S /URI /URI {text_string(target)}>>"
        annotation = self.file.reserve()
        parent = self._next_parent(link)
        self.file.add(
            dictionary(
                {
                    "Type": "/Annot",
                    "Subtype": "/Link",
                    "Rect": f"[{numbers(*area)}]",
                    "F": "4",
                    "Border": "[0 0 0]",
                    "StructParent": str(parent),
                    "Contents": text_string(contents),
                    "A": action,
                }
            ),
            annotation,
        )
        self._annotated(annotation, link, page, sheet)

    def _go_to(self, anchor: str) -> str:
        """The action that leads to an anchor: to its page, and where the standard asks for it, to its element."""
        page, y = self.document.anchors[anchor]
        top = self.document.paper.height - self.document.paper.top(page) - y + 6
        view = f"/XYZ 0 {number(top)} null"
        entries = {"S": "/GoTo", "D": f"[{reference(self.page_numbers[page])} {view}]"}
        if self.standard.structure_destinations:
            entries["SD"] = f"[{reference(self.anchored[anchor])} {view}]"
        return dictionary(entries)

    def _image(self, digest: str) -> None:
        if digest in self.images:
            return
        image = image_object(self.document.images[digest])
        entries = dict(image.entries)
        if image.mask is not None:
            entries["SMask"] = reference(self.file.add_stream(image.mask.data, image.mask.entries))
        self.images[digest] = self.file.add_stream(image.data, entries)

    # Structure

    def _structure(self) -> int:
        root, parent_tree = self.file.reserve(), self.file.reserve()
        if self.standard.namespaces:
            self.namespaces = {
                name: self.file.add(dictionary({"Type": "/Namespace", "NS": text_string(name)}))
                for name in (PDF_2_NAMESPACE, PDF_1_NAMESPACE)
            }
        owners: dict[int, int] = {}
        links: dict[int, int] = {}
        top = self._element(self.document.tree, root, owners, links)
        entries: list[str] = []
        for index, sheet in enumerate(self.sheets):
            refs = " ".join(reference(owners[key]) for key in sheet.owners)
            entries.append(f"{index} [{refs}]")
        entries += [f"{parent} {reference(links[link])}" for parent, link in self.annotation_parents]
        self.file.add(f"<</Nums [{' '.join(entries)}]>>", parent_tree)
        catalogue = {
            "Type": "/StructTreeRoot",
            "K": f"[{reference(top)}]",
            "ParentTree": reference(parent_tree),
            "ParentTreeNextKey": str(len(self.sheets) + len(self.annotation_parents)),
        }
        if self.ids:
            names = " ".join(f"{text_string(name)} {reference(own)}" for name, own in sorted(self.ids.items()))
            catalogue["IDTree"] = f"<</Names [{names}]>>"
        if self.namespaces:
            catalogue["Namespaces"] = f"[{' '.join(map(reference, self.namespaces.values()))}]"
        self.file.add(dictionary(catalogue), root)
        return root

    def _element(self, element: Element, parent: int, owners: dict[int, int], links: dict[int, int]) -> int:
        own = self.anchored[element.anchor] if element.anchor else self.file.reserve()
        page = next((p for kid in element.kids if isinstance(kid, int) for p, _ in self.content[kid]), None)
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(reference(self._element(kid, own, owners, links)))
                continue
            owners[kid] = own
            for at, mcid in self.content[kid]:
                if at == page:
                    kids.append(str(mcid))
                else:
                    kids.append(f"<</Type /MCR /Pg {reference(self.page_numbers[at])} /MCID {mcid}>>")
        if element.link >= 0:
            links[element.link] = own
            for annotation, at in self.link_kids.get(element.link, ()):
                where = reference(self.page_numbers[at])
                kids.append(f"<</Type /OBJR /Obj {reference(annotation)} /Pg {where}>>")
        entries = {"Type": "/StructElem", "S": f"/{element.role}", "P": reference(parent), "K": f"[{' '.join(kids)}]"}
        if page is not None:
            entries["Pg"] = reference(self.page_numbers[page])
        if self.namespaces:
            entries["NS"] = reference(self.namespaces[namespace_of(element.role)])
        if element.id:
            self.ids[element.id] = own
        entries.update(_attributes(element, self._layout(element)))
        self.file.add(dictionary(entries), own)
        return own

    def _layout(self, element: Element) -> dict[str, str]:
        """Where a figure or formula stands on its page (ISO 32000-1, 14.8.5.4.3), for readers that show or crop it."""
        boxes = [self.boxes[kid] for kid in element.kids if isinstance(kid, int) and kid in self.boxes]
        # A formula inside a line is no block, even where its line begins with it.
        if not boxes or (element.role == "Formula" and "Layout" not in element.attributes):
            return {}
        left, bottom, right, top = zip(*boxes, strict=True)
        box = numbers(min(left), min(bottom), max(right), max(top))
        return {"Placement": "/Block", "BBox": f"[{box}]"}

    # The rest of the file

    def _finish(self) -> bytes:
        file, document = self.file, self.document
        pages_root = file.reserve()
        faces = sorted(self.glyphs.items())
        fonts = dictionary({load_face(name).resource: reference(self._font(name, ids)) for name, ids in faces})
        images = dictionary({f"Im{digest[:12]}": reference(n) for digest, n in sorted(self.images.items())})
        resources = file.add(dictionary({"Font": fonts, "XObject": images}), self.resources)
        for index, sheet in enumerate(self.sheets):
            self._page(index, sheet, pages_root, resources)
        kids = " ".join(map(reference, self.page_numbers))
        file.add(f"<</Type /Pages /Count {len(self.sheets)} /Kids [{kids}]>>", pages_root)
        profile = zlib.compress(srgb_profile())
        intent = file.add_stream(profile, {"N": "3"}, compressed=True)
        xmp = xmp_packet(
            document.title,
            document.language,
            self.producer,
            self.standard,
            identifier=document.identifier,
            relations=document.relations,
        )
        catalogue = {
            "Type": "/Catalog",
            "Pages": reference(pages_root),
            "Lang": text_string(document.language),
            "MarkInfo": "<</Marked true>>",
            "ViewerPreferences": "<</DisplayDocTitle true>>",
            # Pages count as their folios do: 1, 2, 3.
            "PageLabels": "<</Nums [0 <</S /D>>]>>",
            "StructTreeRoot": reference(self._structure()),
            "Metadata": reference(file.add_stream(xmp, {"Type": "/Metadata", "Subtype": "/XML"})),
            "OutputIntents": "[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
            f"/Info (sRGB) /DestOutputProfile {reference(intent)}>>]",
        }
        if document.fields:
            catalogue["AcroForm"] = reference(file.add(self.form.finish()))
        if document.outline:
            catalogue["Outlines"] = reference(write_outline(file, document.outline, self._go_to))
            catalogue["PageMode"] = "/UseOutlines"
        root = file.add(dictionary(catalogue))
        if not self.standard.information:
            return file.to_bytes(root)
        info = file.add(dictionary({"Title": text_string(document.title), "Producer": text_string(self.producer)}))
        return file.to_bytes(root, info)

    def _page(self, index: int, sheet: _Sheet, pages_root: int, resources: int) -> None:
        streams = [self.file.add_stream(data, {}, compressed=True) for data in sheet.streams]
        entries = {
            "Type": "/Page",
            "Parent": reference(pages_root),
            "MediaBox": f"[0 0 {numbers(self.document.paper.width, self.document.paper.height)}]",
            "Resources": reference(resources),
            "Contents": f"[{' '.join(map(reference, streams))}]",
            "StructParents": str(index),
            "Tabs": "/S",
        }
        if sheet.annotations:
            entries["Annots"] = f"[{' '.join(map(reference, sheet.annotations))}]"
        self.file.add(dictionary(entries), self.page_numbers[index])

    def _font(self, name: str, used: set[int]) -> int:
        face = load_face(name)
        glyphs = frozenset(used | {0})
        tagged = f"/{subset_tag(name, glyphs)}+{name}"
        program, unicode_map = _font_streams(name, glyphs)
        program_number = self.file.add_stream(program[0], {"Length1": str(program[1])}, compressed=True)
        box = " ".join(map(str, face.bounding_box))
        descriptor = self.file.add(
            f"<</Type /FontDescriptor /FontName {tagged} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle {number(face.italic_angle)} /Ascent {number(face.ascent)} /Descent {number(face.descent)} "
            f"/CapHeight {number(face.cap_height)} /XHeight {number(face.x_height)} /StemV 80 "
            f"/FontFile2 {reference(program_number)}>>"
        )
        widths = " ".join(f"{g} [{number(face.advance(g))}]" for g in sorted(glyphs))
        descendant = self.file.add(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont {tagged} /CIDToGIDMap /Identity "
            f"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            f"/FontDescriptor {reference(descriptor)} /DW 0 /W [{widths}]>>"
        )
        to_unicode = self.file.add_stream(unicode_map, {}, compressed=True)
        return self.file.add(
            f"<</Type /Font /Subtype /Type0 /BaseFont {tagged} /Encoding /Identity-H "
            f"/DescendantFonts [{reference(descendant)}] /ToUnicode {reference(to_unicode)}>>"
        )


def _attributes(element: Element, layout: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    attributes = {**element.attributes, "Layout": layout} if layout else element.attributes
    if attributes:
        owners = [dictionary({"O": f"/{owner}", **entries}) for owner, entries in attributes.items()]
        yield "A", owners[0] if len(owners) == 1 else f"[{' '.join(owners)}]"
    texts = {
        "Lang": element.language,
        "Alt": element.alt,
        "ActualText": element.actual_text,
        "E": element.expansion,
        "T": element.title,
        "ID": element.id,
    }
    for key, value in texts.items():
        if value:
            yield key, text_string(value)


@functools.lru_cache(maxsize=128)
def _deflated(stream: str) -> bytes:
    """A page's shared stream, compressed once for all the copies that agree in it."""
    return zlib.compress(stream.encode("latin-1"))


@functools.lru_cache(maxsize=128)
def _font_streams(name: str, glyphs: frozenset[int]) -> tuple[tuple[bytes, int], bytes]:
    """The subset font file (deflated, with its full length) and its ToUnicode map (deflated)."""
    program = subset(name, glyphs)
    return (zlib.compress(program), len(program)), zlib.compress(_unicode_map(name, glyphs).encode("ascii"))


def _unicode_map(name: str, glyphs: frozenset[int]) -> str:
    texts = load_face(name).texts
    # A glyph without a text of its own stands under /ActualText wherever it is used.
    pairs = [f"<{g:04X}> <{texts.get(g, chr(0xFFFD)).encode('utf-16-be').hex().upper()}>" for g in sorted(glyphs)]
    blocks = [
        f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar"
        for chunk in (pairs[i : i + 100] for i in range(0, len(pairs), 100))
    ]
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
