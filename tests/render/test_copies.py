"""Laid out once, placed many times: copies share fragments and page streams, and depend on their own row alone."""

from __future__ import annotations

import dataclasses

import pikepdf
import pypdfium2
import pytest

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.inline import Text
from guidegen.render.look import Look
from guidegen.render.pdf import items, lay_out, render
from guidegen.render.pdf.fragments import Fragments
from guidegen.render.pdf.shared import Shared
from guidegen.theme import load_theme
from tests.pdf_reading import read, words

LABELS = doc.Labels("blank", "to do", "Source {number}", "Blank {number}")
LOOK = Look(load_theme("clinic"))


def line(text: str) -> doc.Line:
    return (Text(text),)


def template() -> doc.Template:
    options = tuple(doc.Option(f"o{i}", line(f"Option {i}")) for i in range(4))
    items = tuple(doc.Item(f"i{i}", (doc.Paragraph(line(f"Question {i}?")),), doc.Options(options)) for i in range(5))
    prose = doc.Paragraph(line("The same words for everybody, again and again. " * 60))
    greeting = doc.Paragraph((Text("For "), doc.Slot("name", "M" * 20), Text(" only.")))
    blocks = (doc.Heading(1, line("Title"), "title"), prose, prose, greeting, doc.ItemList(items))
    return doc.Template("t", "Title", "en", blocks, doc.Furniture("Head", "", "Foot", "Page {page} of {pages}"), LABELS)


def copy(name: str, turn: int) -> doc.Document:
    items = [f"i{(i + turn) % 5}" for i in range(5)]
    options = tuple(f"o{(i + turn) % 4}" for i in range(4))
    placed = tuple(ArrangedItem(item, number, options) for number, item in enumerate(items, start=1))
    return doc.Document(template(), Arrangement(placed), {"name": name})


def new_fragments() -> Shared:
    return Shared(LOOK.theme, 1.0, LABELS, "en")


def written(document: doc.Document, fragments: Shared) -> bytes:
    laid = lay_out(document, LOOK, shared=fragments)
    assert not laid.problems
    return render(laid, "guidegen")


def test_bytes_do_not_depend_on_the_neighbours_or_the_memory():
    shared = new_fragments()
    in_a_row = [written(copy(f"Reader {i}", i), shared) for i in range(6)]
    alone = [written(copy(f"Reader {i}", i), new_fragments()) for i in range(6)]
    backwards = [written(copy(f"Reader {i}", i), shared) for i in reversed(range(6))]
    assert in_a_row == alone == backwards[::-1]


def test_a_second_copy_lays_out_nothing_anew(monkeypatch):
    shared = new_fragments()
    written(copy("One", 0), shared)
    monkeypatch.setattr(Fragments, "_laid", lambda *args: pytest.fail("a fragment was laid out again"))
    written(copy("Two", 3), shared)


def test_the_name_is_in_the_personal_stream_alone(tmp_path):
    streams = []
    for name in ("Ann", "Bob"):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(written(copy(name, 0), new_fragments()))
        assert f"For {name} only." in [words(node.text()) for node in read(path).tree.find("P")]
        with pikepdf.open(path) as pdf:
            streams.append([[stream.read_bytes() for stream in page.Contents] for page in pdf.pages])
    ann, bob = streams
    assert [page[0] for page in ann] == [page[0] for page in bob]
    assert ann != bob


def with_code(code: str, turn: int) -> doc.Document:
    """A copy whose quiz is a section that begins with its code; a list with numbers and a second one follow."""
    document = copy("Ann", turn)
    *before, items = document.template.blocks
    told = doc.Paragraph((Text("Code "), doc.Slot("code", "WWWW", inline=True)), "points")
    points = tuple((doc.Paragraph(line(f"Point {number}.")),) for number in range(3))
    lists = doc.ListBlock("number", points), doc.ListBlock("number", points)
    section = doc.Section((doc.Heading(2, line("Quiz"), "quiz"), told, doc.Paragraph(line("Choose.")), items, *lists))
    changed = dataclasses.replace(document.template, blocks=(*before, section))
    return dataclasses.replace(document, template=changed, values={"name": "Ann", "code": code})


def test_an_inline_value_stands_with_the_text_around_it(tmp_path):
    path = tmp_path / "code.pdf"
    path.write_bytes(written(with_code("AB12", 0), new_fragments()))
    assert "Code AB12" in [words(node.text()) for node in read(path).tree.find("P")]
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert any("Code AB12" in text for text in texts)


def test_copies_with_inline_values_and_numbered_points_do_not_depend_on_their_neighbours():
    shared = new_fragments()
    made = [("AB12", 0), ("CD34", 0), ("CD34", 1), ("EF56", 2), ("AB12", 0)]
    in_a_row = [written(with_code(*each), shared) for each in made]
    assert in_a_row == [written(with_code(*each), new_fragments()) for each in made]
    assert in_a_row[0] == in_a_row[-1] != in_a_row[1]


def about_a_text(name: str, turn: int) -> doc.Document:
    """A copy whose items are about a text that stands before them."""
    document = copy(name, turn)
    *before, items = document.template.blocks
    stimulus = doc.Stimulus(
        "s",
        2,
        doc.Directions("One", "Two", "Many"),
        line("A text"),
        (doc.Paragraph(line("Words.")),),
        line("on"),
        line("See"),
    )
    changed = dataclasses.replace(document.template, blocks=(*before, dataclasses.replace(items, stimuli=(stimulus,))))
    placed = tuple(dataclasses.replace(each, stimulus="s") for each in document.arrangement.items)
    return dataclasses.replace(document, template=changed, arrangement=Arrangement(placed))


def test_items_about_a_text_are_taken_from_earlier_copies(monkeypatch):
    shared, first = new_fragments(), about_a_text("One", 0)
    later = [dataclasses.replace(first, values={"name": name}) for name in ("Two", "Three")]
    alone = written(later[1], new_fragments())
    for each in (first, later[0]):
        written(each, shared)
    monkeypatch.setattr(items, "_lay_body", lambda *args: pytest.fail("an item was laid out again"))
    assert written(later[1], shared) == alone


def test_a_value_wider_than_its_place_is_set_smaller(tmp_path):
    path = tmp_path / "long.pdf"
    name = "Wolfeschlegelsteinhausenbergerdorff " * 3
    path.write_bytes(written(copy(name.strip(), 0), new_fragments()))
    assert any(name.strip() in words(node.text()) for node in read(path).tree.find("P"))


def test_a_document_may_refer_to_the_pages_of_another(tmp_path):
    handout = lay_out(copy("Ann", 0), LOOK)
    reference = doc.Paragraph((Text("See page "), doc.PageReference("item:i4", "t"), Text(".")))
    key = doc.Document(doc.Template("k", "Key", "en", (reference,), template().furniture, LABELS))
    path = tmp_path / "key.pdf"
    path.write_bytes(render(lay_out(key, LOOK, references={"t": handout.anchors}), "guidegen"))
    assert words(read(path).tree.text()) == f"See page {handout.anchors['item:i4']}."


def test_text_outside_the_structure_is_an_error():
    laid = lay_out(copy("Ann", 0), LOOK)
    laid.layered.tree.kids.pop()
    with pytest.raises(ValueError, match="without structure"):
        render(laid, "guidegen")


def test_a_drawn_page_holds_no_pieces_and_still_knows_its_slots():
    laid = lay_out(copy("Ann", 0), LOOK, shared=new_fragments())
    pages = laid.layered.pages
    slots, are_of_copy = [page.slots() for page in pages], [page.is_of_copy for page in pages]
    again = lay_out(copy("Ann", 0), LOOK, shared=new_fragments())
    before = render(again, "guidegen")
    assert any(slots)
    assert not any(page.placed for page in again.layered.pages)
    assert [page.slots() for page in again.layered.pages] == slots
    assert [page.is_of_copy for page in again.layered.pages] == are_of_copy
    again.let_go()
    assert render(again, "guidegen") == before


def test_documents_laid_out_before_the_first_is_written_share_pages_that_are_drawn():
    shared = new_fragments()
    laid = [lay_out(copy(f"Reader {i}", i), LOOK, shared=shared) for i in range(3)]
    shared.forget()
    in_a_row = [render(each, "guidegen") for each in laid]
    assert in_a_row == [written(copy(f"Reader {i}", i), new_fragments()) for i in range(3)]
