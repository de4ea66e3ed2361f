"""Which sources the blocks of copies cite, found once for what they share."""

from guidegen.assembly.sources import Cited, cited
from guidegen.document import elements as doc
from guidegen.inline import Citation, Text


def paragraph(*sources: str) -> doc.Paragraph:
    return doc.Paragraph((Text("Words"), Citation(sources)) if sources else (Text("Words"),))


def item(name: str, *sources: str) -> doc.Item:
    options = (doc.Option("a", (Text("A"),)), doc.Option("b", (Text("B"), Citation(("option",)))))
    return doc.Item(name, (paragraph(*sources),), doc.Options(options))


def blocks(*items: doc.Item) -> list[doc.Block]:
    points = (paragraph("point"),), (paragraph(),)
    inside = doc.Section((doc.Heading(2, (Text("Quiz"),)), paragraph("head"), doc.ItemList(items)))
    return [paragraph("first", "second"), inside, doc.ListBlock("number", points), paragraph("first", "last")]


def test_copies_cite_what_a_look_at_all_of_their_blocks_finds():
    one, two, three = item("one", "x"), item("two"), item("three", "y", "x")
    cites = Cited()
    for order in ((one, two, three), (three, one), (two,), (three, two, one)):
        assert cites.by(blocks(*order)) == cited(blocks(*order))
    assert cites.by(blocks(three, one))[:5] == ["first", "second", "head", "y", "x"]


def test_what_was_looked_through_is_not_looked_through_again(monkeypatch):
    cites, shared = Cited(), blocks(item("one", "x"))
    found = cites.by(shared)
    monkeypatch.setattr("guidegen.assembly.sources._citations", lambda value: 1 / 0)
    assert cites.by(shared) == found
