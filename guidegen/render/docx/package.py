"""The file: python-docx opens an empty document, its parts are ours, and equal documents are equal files."""

from __future__ import annotations

import copy
import datetime
import zipfile
from collections.abc import Iterable
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt

from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.render.docx.blocks_table import BLOCKS
from guidegen.render.docx.directions import runs_to_the_left, set_directions
from guidegen.render.docx.draft_mark import mark_across, mark_in_margin
from guidegen.render.docx.elements import Element, element, twips, value
from guidegen.render.docx.numbering import Numbering
from guidegen.render.docx.styles import FONT, colour_of, styles
from guidegen.render.docx.writer import PLAIN, Elements, Room, Writer, styled, words_of
from guidegen.render.look import Look
from guidegen.theme import PAGE_SIZES

#: The date that all members of the archive have, the first that the format knows.
#: So many characters a property of a Word document may have.
_LONGEST_PROPERTY = 255
_NO_DATE = (1980, 1, 1, 0, 0, 0)
#: The room of running head and footer, in points of regular print.
_FURNITURE = 26.0
_UNUSED = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML)


def word_file(document: doc.Document, look: Look, producer: str) -> bytes:
    """A document as the bytes of a `.docx` file."""
    word = new_document()
    template = document.template
    to_the_left = runs_to_the_left(template.language)
    _replace(word.styles.element, styles(look, template.language, to_the_left=to_the_left))
    width = _page(word, look, to_the_left=to_the_left)
    height = PAGE_SIZES[look.page][1] - look.theme.page.top - look.theme.page.bottom
    numbering = Numbering(colour_of(look, "primary"))
    writer = Writer(document, look, word.part, numbering, BLOCKS, width, height)
    content = writer.blocks(template.blocks, Room(width))
    _furniture(word, writer)
    _fill(word, content)
    for part in (word.element.body, *_heads_and_feet(word)):
        set_directions(part, to_the_left=to_the_left)
    _replace(word.part.numbering_part.element, numbering.part())
    _properties(word, template, producer)
    return _packed(word)


def _replace(old: Element, new: Element) -> None:
    """Our own content in a part of the empty document."""
    for child in list(old):
        old.remove(child)
    old.extend(list(new))


def _heads_and_feet(word: WordFile) -> list[Element]:
    section = word.sections[0]
    held = (section.header, section.first_page_header, section.footer, section.first_page_footer)
    return [each.part.element for each in held]


def _page(word: WordFile, look: Look, *, to_the_left: bool) -> int:
    """Set paper and margins; the width of the text in twips."""
    section, page = word.sections[0], look.theme.page
    width, height = PAGE_SIZES[look.page]
    room = _FURNITURE * look.scale
    section.page_width, section.page_height = Pt(width), Pt(height)
    sides = (page.end, page.start) if to_the_left else (page.start, page.end)
    section.left_margin, section.right_margin = map(Pt, sides)
    section.top_margin, section.bottom_margin = Pt(page.top + room), Pt(page.bottom + room)
    section.header_distance, section.footer_distance = Pt(page.top), Pt(page.bottom)
    return twips(width - page.start - page.end)


def _furniture(word: WordFile, writer: Writer) -> None:
    """The footer of every page, and the running head from the second page on."""
    section, words = word.sections[0], writer.document.template.furniture
    section.different_first_page_header_footer = True
    foot = (Text(words.foot_start),) if words.foot_start else ()
    parts = len(words.foot_start) + len(words.page_pattern)
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        _only(footer.part.element, _line(writer, foot, writer.page_numbers(words.page_pattern), parts))
    section.header.is_linked_to_previous = False
    parts = len(words_of(words.head_start)) + len(words.head_end)
    _only(section.header.part.element, _line(writer, words.head_start, [styled(words.head_end, PLAIN)], parts))
    section.first_page_header.is_linked_to_previous = False
    _only(section.first_page_header.part.element, writer.paragraph((), "furniture", Room(writer.width)))
    if draft := writer.document.template.draft:
        for number, head in enumerate((section.header, section.first_page_header), start=1):
            head.part.element[0].append(_draft_mark(writer, draft, number))


def _draft_mark(writer: Writer, word: str, number: int) -> Element:
    theme = writer.look.theme
    if theme.parts["draft"] == "across":
        return mark_across(word, FONT, writer.width / 20, writer.height, number)
    size, ink = PAGE_SIZES[writer.look.page], writer.colour("ink")
    to_the_left = runs_to_the_left(writer.document.template.language)
    return mark_in_margin(word, FONT, ink, size, theme.page.end, number, to_the_left=to_the_left)


def _line(writer: Writer, start: doc.Line, end: Elements, characters: int) -> Element:
    """Both parts on a line, or on a line each where they are too long for that."""
    breaks = element("w:br") if writer.about(characters, "furniture") > writer.width else None
    tab = element("w:r", {}, breaks, element("w:tab"))
    tabs = [("right", writer.width, "none")]
    return writer.paragraph(start, "furniture", Room(writer.width), extra=[tab, *end], tabs=tabs)


def _only(parent: Element, child: Element) -> None:
    for old in list(parent):
        parent.remove(old)
    parent.append(child)


def _fill(word: WordFile, content: Elements) -> None:
    """The content before the properties of the last section.

    A section that ends on the way gets a copy of them; what follows begins on the front of a sheet.
    """
    body = word.element.body
    last = body.sectPr
    assert last is not None
    for made in content:
        if made.tag == last.tag:
            _end_section(body, last)
        else:
            last.addprevious(made)


def _end_section(body: Element, last: Element) -> None:
    ended = copy.deepcopy(last)
    last.addprevious(element("w:p", {}, element("w:pPr", {}, value("w:pStyle", "Small"), ended)))
    for old in last.findall(value("w:type").tag) + last.findall(value("w:titlePg").tag):
        last.remove(old)
    # The kind of section stands behind the references to head and foot.
    references = [child for child in last if str(child.tag).endswith("Reference")]
    last.insert(len(references), value("w:type", "oddPage"))


def _properties(word: WordFile, template: doc.Template, producer: str) -> None:
    properties = word.core_properties
    properties.title, properties.language = template.title[:_LONGEST_PROPERTY], template.language
    properties.identifier = template.identifier
    properties.keywords = _fitting(template.relations)
    properties.author, properties.last_modified_by, properties.comments = "", "", producer
    properties.revision = 1
    day = datetime.datetime(*_NO_DATE)
    properties.created = properties.modified = day
    mode = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15}
    compatible = element("w:compat", {}, element("w:compatSetting", mode))
    _replace(word.settings.element, element("w:settings", {}, compatible))


def _fitting(words: Iterable[str]) -> str:
    """As many of the words as a property may hold: the key of a long roster has more codes."""
    held = ""
    for word in words:
        longer = f"{held} {word}".lstrip()
        if len(longer) > _LONGEST_PROPERTY:
            break
        held = longer
    return held


def _packed(word: WordFile) -> bytes:
    """The parts in a fixed order and without a date."""
    for name, relation in list(word.part.package.rels.items()):
        if relation.reltype in _UNUSED:
            word.part.package.rels.pop(name)
    for name, relation in list(word.part.rels.items()):
        if relation.reltype in _UNUSED:
            word.part.rels.pop(name)
    saved, packed = BytesIO(), BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _NO_DATE)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(member, old.read(name))
    return packed.getvalue()
