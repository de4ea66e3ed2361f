"""The ground that every block stands on: lines of text as runs, paragraphs, boxes, bookmarks and links.

What writes a block gives a list of elements; `guidegen.render.docx.blocks_table` says which function writes which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from docx.shared import Pt

from guidegen.document import elements as doc
from guidegen.document.arrangement import Arrangement
from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Parallel,
    Strong,
    Text,
    plain_text,
)
from guidegen.mathematics.formula import Formula, parse
from guidegen.patterns import pattern
from guidegen.records import dataclass, field, replace
from guidegen.render.docx.directions import TO_THE_LEFT, between_languages, runs_to_the_left
from guidegen.render.docx.elements import Element, border, element, shade, text_of, twips, value
from guidegen.render.docx.formulas import formula
from guidegen.render.docx.numbering import Numbering
from guidegen.render.docx.pictures import picture_file
from guidegen.render.docx.styles import BOLD, CODE_FONT, LINK, POINTS, colour_of, style_id
from guidegen.render.look import Look

Elements = list[Element]
#: How far the points of a list, and what belongs to an item, are set in, and the width of a digit, in points.
#: The width of a letter as a share of its size, on average.
_MEAN_LETTER, _MEAN_BOLD_LETTER = 0.54, 0.65
_STEP = 22.0
_DIGIT = 8.0
_FIELD = pattern(r"\{(pages?)\}")
_FIELD_CODES = {"page": " PAGE ", "pages": " NUMPAGES "}
#: A blank as underscores: about two a character of handwriting.
_LEAST_BLANK = 8


@dataclass(frozen=True, slots=True)
class Room:
    """Where blocks go, in twips: their width, how far they are set in, and how deep in lists they stand.

    With `keeps` each of their paragraphs stays with the next; `language` is empty when it is the document's.
    """

    width: int
    indent: int = 0
    depth: int = 0
    keeps: bool = False
    language: str = ""

    def set_in(self, by: int) -> Room:
        """The room to the right of a margin."""
        return replace(self, indent=self.indent + by)


@dataclass(frozen=True, slots=True)
class Marks:
    """How a run of text differs from its paragraph."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: bool = False
    raised: bool = False
    underlined: bool = False
    points: bool = False
    language: str = ""


PLAIN = Marks()
BlockFunction = Callable[["Writer", Any, Room], Elements]


@dataclass(slots=True)
class Writer:
    """What the blocks of a document share.

    `width` of the text is in twips, `height` in points; `blanks` are the answers on the blanks of a teacher's copy,
    by place.
    """

    document: doc.Document
    look: Look
    part: DocumentPart
    numbering: Numbering
    functions: Mapping[type, BlockFunction]
    width: int
    height: float
    blanks: Mapping[str, doc.Line] = field(default_factory=dict)
    _bookmarks: dict[str, str] = field(default_factory=dict)

    @property
    def arrangement(self) -> Arrangement:
        """The order of the items."""
        return self.document.arrangement

    def colour(self, name: str) -> str:
        """A colour of the theme as six hexadecimal digits."""
        return colour_of(self.look, name)

    def points(self, points: float) -> int:
        """So many points of regular print, as twips in this print size."""
        return twips(points * self.look.scale)

    def step(self, last: int = 1) -> int:
        """How far points are set in behind numbers up to `last`."""
        return self.points(_STEP + _DIGIT * (len(str(last)) - 1))

    def about(self, characters: int, style: str) -> int:
        """About how wide so many characters of a style are, in twips; Word itself measures them."""
        given = self.look.theme.styles[style]
        return self.points(characters * given.size * (_MEAN_BOLD_LETTER if given.face in BOLD else _MEAN_LETTER))

    @property
    def start_mark(self) -> str:
        """What begins a paragraph without words that runs as the document does; nothing where that is from the left."""
        return TO_THE_LEFT if runs_to_the_left(self.document.template.language) else ""

    # Blocks

    def blocks(self, blocks: Iterable[doc.Block], room: Room) -> Elements:
        """Blocks one after the other."""
        return [made for block in blocks for made in self.functions[type(block)](self, block, room)]

    def paragraph(
        self,
        line: doc.Line,
        style: str,
        room: Room,
        *,
        anchor: str = "",
        number: tuple[int, int] | None = None,
        hanging: int = 0,
        tabs: Sequence[tuple[str, int, str]] = (),
        extra: Elements | None = None,
        marks: Marks = PLAIN,
        style_of_word: str = "",
        keep_next: bool = False,
        new_page: bool = False,
        ground: str = "",
        bar: str = "",
        before: int | None = None,
        after: int | None = None,
    ) -> Element:
        """A paragraph. `number` is that of its list, with its level; `tabs` are alignment, place and leader.

        `extra` follows the line; `ground` and `bar` are colours, of the paragraph and of a bar at its start.
        """
        hanging = hanging or self.step()
        left = room.indent + (hanging if number is not None else 0)
        where = {"w:left": left, "w:hanging": hanging} if number is not None else {"w:left": left}
        stops = [element("w:tab", {"w:val": how, "w:leader": leader, "w:pos": at}) for how, at, leader in tabs]
        properties = element(
            "w:pPr",
            {},
            value("w:pStyle", style_of_word or style_id(style)),
            value("w:keepNext") if keep_next or room.keeps else None,
            value("w:pageBreakBefore") if new_page else None,
            _numbered(number) if number is not None else None,
            border(("left",), bar, eighths=24, space=8) if bar else None,
            shade(ground) if ground else None,
            element("w:tabs", {}, *stops) if stops else None,
            _spacing(before, after),
            element("w:ind", where) if left or number is not None else None,
        )
        marks = replace(marks, language=room.language) if room.language and not marks.language else marks
        return element("w:p", {}, properties, *self._marked(anchor), *self.runs(line, marks), *(extra or ()))

    def box(self, content: Elements, room: Room, *, fill: str = "", edge: str = "", bar: str = "") -> Elements:
        """Content in a box: a table of one cell, as Word has no other that may break over pages."""
        sides = dict.fromkeys(("top", "left", "bottom", "right"), edge) if edge else {}
        if bar:
            sides["left"] = bar
        lines = [
            element(f"w:{s}", {"w:val": "single", "w:sz": 36 if c == bar and bar else 6, "w:space": 0, "w:color": c})
            for s, c in sides.items()
        ]
        _end(content)
        width = room.width - room.indent
        padding = [element(f"w:{side}", {"w:w": 160, "w:type": "dxa"}) for side in ("top", "left", "bottom", "right")]
        table = element(
            "w:tbl",
            {},
            element(
                "w:tblPr",
                {},
                element("w:tblW", {"w:w": width, "w:type": "dxa"}),
                element("w:tblInd", {"w:w": room.indent, "w:type": "dxa"}),
                element("w:tblBorders", {}, *lines),
                element("w:tblLayout", {"w:type": "fixed"}),
                element("w:tblCellMar", {}, *padding),
            ),
            element("w:tblGrid", {}, element("w:gridCol", {"w:w": width})),
            element("w:tr", {}, self.cell(content, width, fill=fill)),
        )
        return [table, gap(keeps=room.keeps)]

    def cell(
        self,
        content: Elements,
        width: int,
        *,
        columns: int = 1,
        fill: str = "",
        middle: bool = False,
        keeps: bool = False,
    ) -> Element:
        """A cell of a table, which ends with a paragraph as Word wants it."""
        if not content or not content[-1].tag.endswith("}p"):
            content = [*content, gap(keeps=keeps)]
        properties = element(
            "w:tcPr",
            {},
            element("w:tcW", {"w:w": width, "w:type": "dxa"}),
            value("w:gridSpan", columns) if columns > 1 else None,
            shade(fill) if fill else None,
            value("w:vAlign", "center") if middle else None,
        )
        return element("w:tc", {}, properties, *content)

    def picture(self, figure: doc.Figure, width: float, height: float) -> Element:
        """A run with a picture of so many points, and what it shows in words."""
        data = picture_file(figure.image, figure.places)
        inline = self.part.new_pic_inline(BytesIO(data), Pt(width), Pt(height))
        inline.docPr.set("descr", figure.alt)
        inline.docPr.set("name", f"Picture {inline.docPr.id}")
        return element("w:r", {}, element("w:drawing", {}, inline))

    # Lines

    def runs(self, line: doc.Line, marks: Marks = PLAIN) -> Elements:
        """The runs of a line."""
        return [made for run in line for made in self._run(run, marks)]

    def _run(self, run: doc.Run, marks: Marks) -> Elements:
        match run:
            case Text(text):
                return [styled(text, marks)]
            case Code(text):
                return [styled(text, replace(marks, code=True))]
            case Strong(children):
                return self.runs(children, replace(marks, strong=True))
            case Emphasis(children):
                return self.runs(children, replace(marks, emphasis=True))
            case Abbreviation(_, children):
                return self.runs(children, marks)
            case Parallel(children):
                return self._parallel(children, marks)
            case Language(language, children):
                return self.runs(children, replace(marks, language=language))
            case Link(url, children):
                target = self.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                return [element("w:hyperlink", {"r:id": target}, *self.runs(children, replace(marks, link=True)))]
            case Citation(sources, alone):
                return self._citation(sources, replace(marks, raised=not alone))
            case Mathematics(source, spoken):
                return [self.mathematics(source, spoken)]
            case Blank(length):
                return [styled("_" * max(_LEAST_BLANK, length), marks)]
            case NumberedBlank(number, width):
                return self._numbered_blank(number, width, marks)
            case LineBreak():
                return [element("w:r", {}, element("w:br"))]
            case doc.Slot(name):
                return [styled(self.document.values.get(name, ""), marks)]
            case doc.PageReference(anchor):
                return self._page_of(anchor, marks)
            case _:
                raise TypeError(f"{type(run).__name__} reached a document")

    def _parallel(self, sides: Sequence[doc.Run], marks: Marks) -> Elements:
        """The same in two languages, below each other: Word sets no columns here."""
        languages = [side.language for side in sides if isinstance(side, Language)]
        made: Elements = []
        for side in sides:
            if isinstance(side, Text):
                made.append(element("w:r", {}, between_languages(*languages)))
            else:
                made += self._run(side, marks)
        return made

    def mathematics(self, source: str, spoken: str, *, display: bool = False) -> Element:
        """A formula; the reader of prose has refused those that cannot be read."""
        found = parse(source, display=display)
        return formula(found.root) if isinstance(found, Formula) else styled(spoken or source, PLAIN)

    def _citation(self, sources: Sequence[str], marks: Marks) -> Elements:
        """The numbers of sources, each a link to its place in the list."""
        made = []
        for index, source in enumerate(sources):
            number = str(self.document.template.sources.index(source) + 1)
            if index:
                made.append(styled(", ", marks))
            target = {"w:anchor": self.bookmark(f"source:{source}")}
            made.append(element("w:hyperlink", target, styled(number, marks)))
        return made

    def _numbered_blank(self, number: int, width: int, marks: Marks) -> Elements:
        """A blank with its number before it, or on a teacher's copy the answer, underlined."""
        label = styled(f"{number}\u00a0", replace(marks, raised=True, strong=True))
        answer = self.blanks.get(doc.Blanks.place(number))
        if answer is not None:
            return [label, *self.runs(answer, replace(marks, strong=True, underlined=True))]
        return [label, styled("_" * max(_LEAST_BLANK, 2 * width), marks)]

    def _page_of(self, anchor: str, marks: Marks) -> Elements:
        """The number of the page with a bookmark, which Word counts when it opens the document."""
        return _field(f" PAGEREF {self.bookmark(anchor)} \\h ", marks, "…")

    def page_numbers(self, pattern: str, marks: Marks = PLAIN) -> Elements:
        """A line such as `Page {page} of {pages}`, which Word fills in."""
        made: Elements = []
        for index, part in enumerate(_FIELD.split(pattern)):
            if index % 2:
                made += _field(_FIELD_CODES[part], marks, "1")
            elif part:
                made.append(styled(part, marks))
        return made

    # Bookmarks

    def bookmark(self, anchor: str) -> str:
        """The name of the bookmark of an anchor. It says nothing: names of items stay out of the file."""
        return self._bookmarks.setdefault(anchor, f"place{len(self._bookmarks) + 1}")

    def _marked(self, anchor: str) -> Elements:
        if not anchor:
            return []
        name = self.bookmark(anchor)
        number = name.removeprefix("place")
        return [
            element("w:bookmarkStart", {"w:id": number, "w:name": name}),
            element("w:bookmarkEnd", {"w:id": number}),
        ]


def words_of(line: doc.Line) -> str:
    """The words of a line, without what is filled in later."""
    return plain_text(tuple(run for run in line if not isinstance(run, doc.Slot | doc.PageReference)))


def gap(*, keeps: bool = False) -> Element:
    """An empty paragraph, as small as can be: Word needs one behind a table."""
    spacing = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 120, "w:lineRule": "exact"})
    return element("w:p", {}, element("w:pPr", {}, value("w:keepNext") if keeps else None, spacing))


def _spacing(before: int | None, after: int | None) -> Element | None:
    given = {"w:before": before, "w:after": after}
    given = {name: room for name, room in given.items() if room is not None}
    return element("w:spacing", given) if given else None


def _end(content: Elements) -> None:
    """No room below the last paragraph of a box, which has padding."""
    last = content[-1] if content else None
    properties = last[0] if last is not None and last.tag.endswith("}p") else None
    if properties is None or properties.find(element("w:spacing").tag) is not None:
        return
    where = properties.find(element("w:ind").tag)
    index = len(properties) if where is None else properties.index(where)
    properties.insert(index, element("w:spacing", {"w:after": 0}))


def styled(text: str, marks: Marks) -> Element:
    """A run of text."""
    return element("w:r", {}, _run_properties(marks), text_of("w:t", text))


def _run_properties(marks: Marks) -> Element | None:
    if marks == PLAIN:
        return None
    return element(
        "w:rPr",
        {},
        value("w:rStyle", LINK) if marks.link else None,
        value("w:rStyle", POINTS) if marks.points else None,
        element("w:rFonts", {"w:ascii": CODE_FONT, "w:hAnsi": CODE_FONT, "w:cs": CODE_FONT}) if marks.code else None,
        value("w:b") if marks.strong else None,
        value("w:bCs") if marks.strong else None,
        value("w:i") if marks.emphasis else None,
        value("w:iCs") if marks.emphasis else None,
        value("w:u", "single") if marks.underlined else None,
        value("w:vertAlign", "superscript") if marks.raised else None,
        element("w:lang", {"w:val": marks.language, "w:eastAsia": marks.language, "w:bidi": marks.language})
        if marks.language
        else None,
    )


def _numbered(number: tuple[int, int]) -> Element:
    return element("w:numPr", {}, value("w:ilvl", number[1]), value("w:numId", number[0]))


def _field(code: str, marks: Marks, shown: str) -> Elements:
    """What Word works out; `shown` stands there until it does."""

    def run(*content: Element) -> Element:
        return element("w:r", {}, _run_properties(marks), *content)

    return [
        run(element("w:fldChar", {"w:fldCharType": "begin", "w:dirty": "true"})),
        run(text_of("w:instrText", code)),
        run(element("w:fldChar", {"w:fldCharType": "separate"})),
        styled(shown, marks),
        run(element("w:fldChar", {"w:fldCharType": "end"})),
    ]
