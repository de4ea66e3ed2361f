"""Ways to break a good PDF, each in one way: a table from the code of a fault to functions that cause it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Break = Callable[[pikepdf.Pdf], None]
BREAKS: dict[str, list[Break]] = {}


def breaks(code: str) -> Callable[[Break], Break]:
    def register(function: Break) -> Break:
        BREAKS.setdefault(code, []).append(function)
        return function

    return register


def saved(pdf: pikepdf.Pdf, **choices) -> bytes:
    target = io.BytesIO()
    pdf.save(target, fix_metadata_version=False, **choices)
    return target.getvalue()


def broken(data: bytes, function: Break) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        function(pdf)
        return saved(pdf)


# Finding things


def elements(pdf: pikepdf.Pdf, role: str) -> list:
    """The elements of a role, in reading order."""

    def walk(element) -> Iterator:
        if str(element.get("/S", ""))[1:] == role:
            yield element
        for kid in element.get("/K", []):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [found for top in pdf.Root.StructTreeRoot.K for found in walk(top)]


def content(pdf: pikepdf.Pdf, page: int = 0):
    """The first content stream of a page."""
    contents = pdf.pages[page].Contents
    return contents[0] if isinstance(contents, Array) else contents


def rewrite(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes], page: int = 0) -> None:
    stream = content(pdf, page)
    before = stream.read_bytes()
    after = change(before)
    assert before != after
    stream.write(after)


def add(pdf: pikepdf.Pdf, operators: bytes, page: int = 0) -> None:
    rewrite(pdf, lambda data: data + b"\n" + operators, page)


def put(pdf: pikepdf.Pdf, element, parent) -> pikepdf.Object:
    """A new element at the end of another."""
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, P=parent, **element))
    parent.K.append(element)
    return element


def metadata(pdf: pikepdf.Pdf, pattern: bytes, replacement: bytes) -> None:
    stream = pdf.Root.Metadata
    data = stream.read_bytes()
    assert re.search(pattern, data)
    stream.write(re.sub(pattern, replacement, data, flags=re.DOTALL))


def remap(pdf: pikepdf.Pdf, letter: str, replacement: str) -> None:
    """Every font says that a letter is another character."""
    wanted = letter.encode("utf-16-be").hex().upper().encode()
    count = 0
    for font in pdf.pages[0].Resources.Font.values():
        data = font.ToUnicode.read_bytes()
        changed = re.sub(rb"(<[0-9A-F]{4}> )<" + wanted + rb">", rb"\1<" + replacement.encode() + rb">", data)
        count += changed != data
        font.ToUnicode.write(changed)
    assert count


def annotate(pdf: pikepdf.Pdf, role: str, **entries) -> None:
    """A new annotation on the first page, in a new element of the given role."""
    tree = pdf.Root.StructTreeRoot
    page = pdf.pages[0]
    number = 900 + len(tree.ParentTree.Nums)
    rectangle = Array([300, 20, 320, 40])
    annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=rectangle, F=4, StructParent=number, **entries))
    page.Annots.append(annotation)
    if annotation.Subtype == Name.Widget:
        if "/AcroForm" not in pdf.Root:
            pdf.Root.AcroForm = Dictionary(Fields=Array([]))
        pdf.Root.AcroForm.Fields.append(annotation)
    reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
    element = put(pdf, {"S": Name("/" + role), "K": Array([reference])}, tree.K[0])
    tree.ParentTree.Nums.extend([number, element])


def blank_pages(pdf: pikepdf.Pdf, count: int) -> None:
    for _ in range(count):
        pdf.add_blank_page(page_size=(612, 792))


# The document


@breaks("A101")
def no_marks(pdf):
    del pdf.Root.MarkInfo


@breaks("A102")
def suspects(pdf):
    pdf.Root.MarkInfo.Suspects = True


@breaks("A103")
def no_language(pdf):
    del pdf.Root.Lang


@breaks("A104")
def language_of_the_file(pdf):
    pdf.Root.Lang = String("English (US)")


@breaks("A104")
def language_of_an_element(pdf):
    elements(pdf, "P")[0].Lang = String("en_US")


@breaks("A105")
def no_title(pdf):
    metadata(pdf, rb"<dc:title>.*</dc:title>", b"")


@breaks("A106")
def title_not_shown(pdf):
    del pdf.Root.ViewerPreferences


@breaks("A107")
def nothing_claimed(pdf):
    metadata(pdf, rb"<pdfuaid:part>1</pdfuaid:part>", b"")


@breaks("A108")
def metadata_cut_off(pdf):
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes()[:300])


@breaks("A108")
def metadata_with_entities(pdf):
    metadata(pdf, rb"<x:xmpmeta", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x:xmpmeta')


@breaks("A109")
def tab_order(pdf):
    del pdf.pages[0].Tabs


@breaks("A110")
def labels_begin_late(pdf):
    pdf.Root.PageLabels = Dictionary(Nums=Array([1, Dictionary(S=Name.D)]))


@breaks("A110")
def labels_unknown(pdf):
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.Stars)]))


@breaks("A111")
def many_pages_without_bookmarks(pdf):
    blank_pages(pdf, 21)
    del pdf.Root.Outlines


@breaks("A112")
def bookmark_without_words(pdf):
    pdf.Root.Outlines.First.Title = String("")


@breaks("A112")
def bookmarks_in_a_circle(pdf):
    first = pdf.Root.Outlines.First
    while "/First" in first:
        first = first.First
    while "/Next" in first:
        first = first.Next
    first.Next = pdf.Root.Outlines.First


@breaks("A113")
def dynamic_form(pdf):
    pdf.Root.NeedsRendering = True
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())


# Content


@breaks("A201")
def a_line_outside(pdf):
    add(pdf, b"0 0 10 10 re f")


@breaks("A201")
def text_outside(pdf):
    add(pdf, b"BT 1 0 0 1 20 20 Tm <0001> Tj ET")


@breaks("A201")
def an_inline_picture_outside(pdf):
    add(pdf, b"q BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q")


@breaks("A201")
def a_shading_outside(pdf):
    add(pdf, b"/Sh0 sh")


@breaks("A201")
def a_form_outside(pdf):
    form = pdf.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    pdf.pages[0].Resources.XObject["/Fm0"] = form
    add(pdf, b"/Fm0 Do")


@breaks("A202")
def content_of_nobody(pdf):
    add(pdf, b"/P <</MCID 999>> BDC 0 0 5 5 re f EMC")


@breaks("A202")
def forgotten_by_its_element(pdf):
    # The parent tree still names the element; no validator notices.
    paragraph = elements(pdf, "Sect")[0].K[1]
    assert len(paragraph.K) > 2
    del paragraph.K[len(paragraph.K) - 1]


@breaks("A203")
def content_that_is_not_there(pdf):
    elements(pdf, "P")[0].K.append(777)


@breaks("A203")
def content_of_no_page(pdf):
    gone = pdf.make_indirect(Dictionary(Type=Name.Page))
    elements(pdf, "P")[0].K.append(Dictionary(Type=Name.MCR, Pg=gone, MCID=0))


@breaks("A204")
def the_same_id_again(pdf):
    add(pdf, b"/P <</MCID 0>> BDC 0 0 1 1 re f EMC")


@breaks("A205")
def claimed_by_two(pdf):
    elements(pdf, "P")[-1].K.append(elements(pdf, "H2")[-1].K[0])


@breaks("A206")
def parents_exchanged(pdf):
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums[1][0], nums[1][1] = nums[1][1], nums[1][0]


@breaks("A206")
def no_number_for_the_page(pdf):
    del pdf.pages[0].StructParents


@breaks("A206")
def two_pages_with_one_number(pdf):
    blank_pages(pdf, 1)
    pdf.pages[-1].StructParents = pdf.pages[0].StructParents


@breaks("A206")
def link_with_another_number(pdf):
    pdf.pages[0].Annots[0].StructParent = 0


@breaks("A207")
def artifact_inside_content(pdf):
    rewrite(pdf, lambda data: data.replace(b"<</MCID 0>> BDC", b"<</MCID 0>> BDC /Artifact BMC 0 0 1 1 re f EMC"))


@breaks("A207")
def content_inside_an_artifact(pdf):
    rewrite(pdf, lambda data: b"/Artifact BMC 0 0 1 1 re f\n" + data + b"\nEMC")


@breaks("A208")
def not_restored(pdf):
    add(pdf, b"q")


@breaks("A208")
def never_saved(pdf):
    add(pdf, b"Q")


@breaks("A208")
def never_begun(pdf):
    add(pdf, b"EMC")


@breaks("A208")
def never_ended(pdf):
    pdf.pages[0].Contents.append(pdf.make_stream(b"/Artifact BMC 0 0 1 1 re f"))


@breaks("A209")
def not_deflated(pdf):
    extra = pdf.make_stream(b"this is not deflated")
    extra.Filter = Name.FlateDecode
    pdf.pages[0].Contents = Array([*pdf.pages[0].Contents, extra])


@breaks("A209")
def a_form_in_itself(pdf):
    form = pdf.make_stream(b"/Fm0 Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Resources = Dictionary(XObject=Dictionary(Fm0=form))
    pdf.pages[0].Resources.XObject["/Fm0"] = form
    add(pdf, b"/Artifact BMC /Fm0 Do EMC")


# Text


@breaks("A301")
def no_unicode_map(pdf):
    for font in pdf.pages[0].Resources.Font.values():
        del font.ToUnicode


@breaks("A302")
def private_characters(pdf):
    remap(pdf, "h", "E001")


@breaks("A302")
def replacement_characters(pdf):
    remap(pdf, "h", "FFFD")


@breaks("A303")
def ligature(pdf):
    remap(pdf, "h", "FB01")


@breaks("A304")
def no_space_at_the_end_of_lines(pdf):
    for page in pdf.pages:
        fonts = page.Resources.Font.values()
        maps = b"".join(font.ToUnicode.read_bytes() for font in fonts)
        spaces = b"|".join(set(re.findall(rb"<([0-9A-F]{4})> <0020>", maps)))
        stream = page.Contents[0]
        stream.write(re.sub(rb"(?:" + spaces + rb")>\] TJ", b">] TJ", stream.read_bytes()))


@breaks("A305")
def hyphens_become_soft(pdf):
    remap(pdf, "r", "00AD")


@breaks("A306")
def empty_box(pdf):
    rewrite(pdf, lambda data: re.sub(rb"\[<[0-9A-F]{4}", b"[<0000", data, count=1))


@breaks("A307")
def font_not_embedded(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


# Order


@breaks("A401")
def section_upside_down(pdf):
    section = elements(pdf, "Sect")[0]
    section.K = Array(reversed(list(section.K)))


@breaks("A401")
def rows_exchanged(pdf):
    body = elements(pdf, "TBody")[0]
    body.K = Array(reversed(list(body.K)))


@breaks("A401")
def link_read_before_its_line(pdf):
    link = elements(pdf, "Link")[0]
    kids = link.P.K
    place = next(index for index, kid in enumerate(kids) if isinstance(kid, Dictionary) and kid.objgen == link.objgen)
    assert place > 0
    link.P.K = Array([link, *(kid for index, kid in enumerate(kids) if index != place)])


@breaks("A402")
def paragraph_as_artifact(pdf):
    section = elements(pdf, "Sect")[0]
    body = section.K[-1].K[0].K[0]  # Sect > L > LI > LBody
    mcid = body.K[0]
    del section.K[-1].K[0]
    rewrite(pdf, lambda data: data.replace(b"/LBody <</MCID %d>> BDC" % mcid, b"/Artifact BMC"))
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][mcid] = None
    assert str(body.S) == "/LBody"


# Elements


@breaks("A501")
def nothing_in_it(pdf):
    put(pdf, {"S": Name.P}, elements(pdf, "Sect")[0])


@breaks("A501")
def nothing_drawn_for_it(pdf):
    section = elements(pdf, "Sect")[0]
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    mcid = len(nums)
    nums.append(put(pdf, {"S": Name.P, "K": Array([mcid]), "Pg": pdf.pages[0].obj}, section))
    add(pdf, b"/P <</MCID %d>> BDC EMC" % mcid)


@breaks("A502")
def no_alternate_text(pdf):
    del elements(pdf, "Figure")[0].Alt


@breaks("A502")
def blank_alternate_text(pdf):
    elements(pdf, "Figure")[0].Alt = String(" ")


@breaks("A503")
def file_name_as_alternate_text(pdf):
    elements(pdf, "Figure")[0].Alt = String("IMG_2041.jpeg")


@breaks("A503")
def word_as_alternate_text(pdf):
    elements(pdf, "Figure")[0].Alt = String("Image 3")


@breaks("A504")
def level_skipped(pdf):
    elements(pdf, "H2")[0].S = Name.H3


@breaks("A505")
def begins_with_level_2(pdf):
    elements(pdf, "H1")[0].S = Name.H2


@breaks("A506")
def plain_heading(pdf):
    elements(pdf, "H2")[-1].S = Name.H


@breaks("A507")
def unknown_role(pdf):
    elements(pdf, "P")[0].S = Name.Paragraph


@breaks("A508")
def roles_in_a_circle(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(One=Name.Other, Other=Name.One)


@breaks("A509")
def standard_role_mapped(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.H1)


@breaks("A510")
def paragraph_in_a_list(pdf):
    elements(pdf, "LI")[0].S = Name.P


@breaks("A510")
def text_right_in_a_list(pdf):
    item = elements(pdf, "L")[0]
    body = item.K[0].K[0]
    item.K[0] = body.K[0]
    item.Pg = body.Pg
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][body.K[0]] = item


@breaks("A510")
def row_outside_a_table(pdf):
    elements(pdf, "P")[0].S = Name.TR


@breaks("A511")
def id_twice(pdf):
    first, second = elements(pdf, "P")[:2]
    first.ID = second.ID = String("same")


@breaks("A512")
def inside_itself(pdf):
    document = pdf.Root.StructTreeRoot.K[0]
    elements(pdf, "Sect")[0].K.append(document)


@breaks("A512")
def another_parent(pdf):
    elements(pdf, "H1")[0].P = elements(pdf, "Sect")[0]


@breaks("A512")
def neither_element_nor_content(pdf):
    elements(pdf, "Sect")[0].K.append(String("words"))


@breaks("A513")
def note_without_id(pdf):
    elements(pdf, "P")[0].S = Name.Note


@breaks("A514")
def no_headings(pdf):
    blank_pages(pdf, 3)
    for role in ("H1", "H2", "H3"):
        for heading in elements(pdf, role):
            heading.S = Name.P


# Tables


@breaks("A601")
def a_cell_too_many(pdf):
    put(pdf, {"S": Name.TD}, elements(pdf, "TR")[-1])


@breaks("A601")
def a_span_too_wide(pdf):
    cell = elements(pdf, "TD")[0]
    attributes = Array([cell.A] if isinstance(cell.A, Dictionary) else cell.A)
    cell.A = Array([*attributes, Dictionary(O=Name.Table, ColSpan=2)])


@breaks("A602")
def no_header_cells(pdf):
    for cell in elements(pdf, "TH"):
        cell.S = Name.TD
    for cell in elements(pdf, "TD"):
        if "/A" in cell:
            del cell.A


@breaks("A603")
def header_without_scope(pdf):
    # The corner cell: it heads the column of header cells, so no other cell names it.
    del elements(pdf, "TH")[0].A


@breaks("A604")
def header_that_is_not_there(pdf):
    elements(pdf, "TD")[-1].A = Dictionary(O=Name.Table, Headers=Array([String("nowhere")]))


# Links and forms


@breaks("A701")
def link_without_words(pdf):
    del pdf.pages[0].Annots[0].Contents


@breaks("A702")
def link_without_element(pdf):
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 9, 9]), F=4, Contents=String("There"))
    pdf.pages[0].Annots.append(pdf.make_indirect(link))


@breaks("A703")
def link_in_a_span(pdf):
    elements(pdf, "Link")[0].S = Name.Span


@breaks("A703")
def field_in_a_paragraph(pdf):
    annotate(pdf, "P", Subtype=Name.Widget, FT=Name.Tx, T=String("name"), TU=String("Your name"))


@breaks("A704")
def field_without_name(pdf):
    annotate(pdf, "Form", Subtype=Name.Widget, FT=Name.Tx, T=String("name"))


@breaks("A705")
def link_deleted(pdf):
    del pdf.pages[0].Annots[0]


@breaks("A706")
def note_without_words(pdf):
    annotate(pdf, "Annot", Subtype=Name.Text)


@breaks("A707")
def two_fields_in_a_form(pdf):
    annotate(pdf, "Form", Subtype=Name.Widget, FT=Name.Tx, T=String("first"), TU=String("Your first name"))
    annotate(pdf, "Form", Subtype=Name.Widget, FT=Name.Tx, T=String("last"), TU=String("Your last name"))
    first, second = elements(pdf, "Form")
    second.K[0].P = first
    first.K.append(second.K[0])
    number = int(second.K[0].Obj.StructParent)
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents[list(parents).index(number) + 1] = first
    kids = second.P.K
    del kids[[kid.objgen for kid in kids].index(second.objgen)]


@breaks("A708")
def two_fields_that_say_the_same(pdf):
    for name in ("first", "last"):
        annotate(pdf, "Form", Subtype=Name.Widget, FT=Name.Tx, T=String(name), TU=String("Your name"))
