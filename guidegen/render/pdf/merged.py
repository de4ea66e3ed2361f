"""Several documents in one file, one after the other, for a printer.

Fonts, pictures and equal streams of pages stand in the file once. Each document is a part of the structure with its
own language and its own levels of headings, an entry of the outline with its own bookmarks below it, and counts its
own pages. A document is drawn and written when it is added, so that nothing of it but its bytes waits for the others.
"""

from __future__ import annotations

from collections.abc import Callable

from guidegen.document.elements import PageReference, Slot
from guidegen.records import replace
from guidegen.render.pdf.operators import numbers
from guidegen.render.pdf.outline import OutlineEntry, write_outline
from guidegen.render.pdf.pdffile import PdfFile, dictionary, reference, text_string
from guidegen.render.pdf.standards import Standard, namespace_of
from guidegen.render.pdf.writer import DocumentWriter, Ending, Ground, Layered, page_labels, put_structure

#: What a page is called on which nothing stands.
_BLANK = "–"
#: How sheets are turned over on which pages stand beside each other.
_OVER_SHORT_EDGE = ("booklet", "2-up")


class MergedPdf:
    """A file on its way. With `two_sided` each document begins on a front side: a blank page fills up the one before.

    `impose` says how pages stand on sheets.
    """

    def __init__(self, standard: Standard, *, two_sided: bool, impose: str = "") -> None:
        """Nothing is in it yet."""
        self.standard = standard
        self.two_sided = two_sided
        self.impose = impose
        self.pages = 0
        file = PdfFile(standard.version)
        self._ground = Ground(file, file.reserve())
        self._ground.put_namespaces(standard)
        self._root, self._parent_tree, self._top, self._pages_root = (file.reserve() for _ in range(4))
        self._first: Layered | None = None
        self._kids: list[int] = []
        self._labels: list[str] = []
        self._parts: list[int] = []
        self._parents: list[str] = []
        self._ids: dict[str, int] = {}
        self._outline: list[OutlineEntry] = []
        self._actions: dict[str, str] = {}
        self._codes: dict[str, None] = {}

    def add(self, document: Layered, value_of: Callable[[Slot | PageReference], str], called: str) -> None:
        """Add a document, which is `called` so in the outline; the blank page after it, if one is needed, too.

        ValueError when it can be filled in: answers of people do not belong in one file, and their fields would be one.
        """
        if document.fields:
            raise ValueError("files that can be filled in are not merged")
        self._first = self._first or document
        file, number = self._ground.file, len(self._parts) + 1
        top = file.reserve()
        writer = DocumentWriter(document, value_of, self._ground, prefix=f"{number}-")
        writer.draw()
        writer.put_pages(self._pages_root)
        extra = f"/Lang {text_string(document.language)}/T {text_string(called)}"
        self._parts.append(writer.put_tree(self._top, top, role="Part", extra=extra))
        self._parents += writer.parents()
        self._ids.update(writer.ids)
        self._enter(document, writer, called, top)
        self._labels.append(page_labels(document.sides, self.pages))
        self._codes.update(dict.fromkeys([document.identifier] if document.identifier else []))
        self._kids += writer.page_numbers
        self.pages += len(document.sides)
        if self.two_sided and self.pages % 2:
            self._add_blank(document)

    def _enter(self, document: Layered, writer: DocumentWriter, called: str, top: int) -> None:
        """The document's entry in the outline, and its own bookmarks below it."""
        number = len(self._parts)
        view = f"/XYZ 0 {numbers(document.sides[0].height)} null"
        action = {"S": "/GoTo", "D": f"[{reference(writer.page_numbers[0])} {view}]"}
        if self.standard.structure_destinations:
            action["SD"] = f"[{reference(top)} {view}]"
        self._outline.append(OutlineEntry(0, called, str(number)))
        self._actions[str(number)] = dictionary(action)
        for entry in document.outline:
            anchor = f"{number} {entry.anchor}"
            self._outline.append(replace(entry, anchor=anchor))
            self._actions[anchor] = writer.go_to(entry.anchor)

    def _add_blank(self, document: Layered) -> None:
        """A page with nothing on it, neither content nor artifact."""
        side, key = document.sides[-1], self._ground.next_key
        entries = {
            "Type": "/Page",
            "Parent": reference(self._pages_root),
            "MediaBox": f"[0 0 {numbers(side.width, side.height)}]",
            "Resources": reference(self._ground.resources),
            "StructParents": str(key),
            "Tabs": "/S",
        }
        self._parents.append(f"{key} []")
        self._ground.next_key += 1
        self._labels.append(f"{self.pages} <</P {text_string(_BLANK)}>>")
        self._kids.append(self._ground.file.add(dictionary(entries)))
        self.pages += 1

    def to_bytes(self, title: str, language: str, producer: str) -> bytes:
        """The file. `title` and `language` are those of all of it: they tell nothing of single documents.

        ValueError when nothing was added.
        """
        if self._first is None:
            raise ValueError("a file without documents")
        file = self._ground.file
        self._ground.put_resources()
        kids = " ".join(map(reference, self._kids))
        file.add(f"<</Type /Pages /Count {self.pages} /Kids [{kids}]>>", self._pages_root)
        about = replace(self._first, title=title, language=language, identifier="", relations=tuple(self._codes))
        ending = Ending(about, producer, self._pages_root, " ".join(self._labels), preferences=self._preferences())
        ending.structure = self._structure()
        ending.outline = write_outline(file, self._outline, self._actions.__getitem__, closed=True)
        return ending.put(self._ground)

    def _structure(self) -> int:
        namespaces = self._ground.namespaces
        namespace = f"/NS {namespaces[namespace_of('Document')]} 0 R" if namespaces else ""
        parts = " ".join(map(reference, self._parts))
        top = f"<</Type /StructElem/S /Document/P {self._root} 0 R/K [{parts}]{namespace}>>"
        self._ground.file.add(top, self._top)
        return put_structure(self._ground, self._root, self._parent_tree, self._top, self._parents, self._ids)

    def _preferences(self) -> str:
        """How the file is to be printed: at its own size, and turned over as its pages need it."""
        edge = "Short" if self.impose in _OVER_SHORT_EDGE else "Long"
        duplex = f"DuplexFlip{edge}Edge" if self.two_sided else "Simplex"
        return f" /PrintScaling /None /Duplex /{duplex}"
