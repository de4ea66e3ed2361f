"""Blocks that follow one another in document after document are taken at once, and nobody can tell from the bytes."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.inline import Strong, Text
from guidegen.render.pdf import lay_out, render
from guidegen.render.pdf.layout import Layout
from guidegen.render.pdf.shared import Shared
from guidegen.render.pdf.tree_groups import PartGroup
from tests.render.test_copies import LABELS, LOOK, line, new_fragments


def paragraph(words: str, style: str = "body") -> doc.Paragraph:
    return doc.Paragraph(line(words), style)


def item_list(name: str) -> doc.ItemList:
    options = tuple(doc.Option(f"o{i}", line(f"Option {i}")) for i in range(3))
    items = (doc.Item(f"i-{name}", (paragraph(f"Question {name}?"),), doc.Options(options)),)
    arranged = Arrangement((ArrangedItem(f"i-{name}", 1, ("o2", "o0", "o1")),))
    return doc.ItemList(items, arrangement=arranged, anchor=f"quiz-{name}")


def pool() -> list[doc.Block]:
    """Blocks of many kinds, each of which may stand in a document once or more than once."""
    words = "Words that fill some lines, as those of a guide do, and a few more of them. "
    rows = tuple(tuple(line(each) for each in row) for row in (("One", "Two"), ("Three", "Four")))
    table = doc.DataTable((line("A column"), line("Another")), rows, ("start", "end"), line("A table"))
    return [
        paragraph(words * 3),
        paragraph(words * 9),
        paragraph("Small print.", "points"),
        doc.Paragraph((Text("For "), doc.Slot("name", "M" * 12), Text(" only."))),
        doc.Paragraph((Text("Code "), doc.Slot("code", "WWWW", inline=True))),
        doc.Paragraph(
            (
                Strong(
                    (Text("See page "), doc.PageReference("there"), Text(".")),
                ),
            )
        ),
        doc.Heading(2, line("A heading")),
        doc.ListBlock("bullet", ((paragraph("A point."),), (paragraph(words),))),
        doc.Section((doc.Heading(2, line("A section")), paragraph(words * 6), table)),
        doc.Section((paragraph("Choose one."), item_list("inner"))),
        table,
    ]


TITLE, THERE, END = doc.Heading(1, line("Title"), "title"), doc.Heading(2, line("There"), "there"), paragraph("End.")


def document(blocks: list[doc.Block], code: str) -> doc.Document:
    furniture = doc.Furniture("Head", "", "Foot", "Page {page} of {pages}")
    template = doc.Template("t", "Title", "en", (TITLE, *blocks, THERE, END), furniture, LABELS)
    return doc.Document(template, Arrangement(()), {"name": f"Reader {code}", "code": code})


def written(made: doc.Document, shared: Shared) -> bytes:
    """The bytes of a copy: its pages are expected, as they are known from the one before."""
    laid = lay_out(made, LOOK, shared=shared, expected={"title": 1, "there": 1})
    assert not laid.problems
    return render(laid, "guidegen")


@pytest.fixture
def taken(monkeypatch) -> Counter[int]:
    """How often so many blocks were taken at once."""
    found: Counter[int] = Counter()
    ask = Layout._run

    def asked(layout, blocks, *rest):
        run = ask(layout, blocks, *rest)
        found.update([len(run.blocks)] if run is not None else [])
        return run

    monkeypatch.setattr(Layout, "_run", asked)
    return found


def has_items(block: doc.Block) -> bool:
    return isinstance(block, doc.Section) and isinstance(block.blocks[-1], doc.ItemList)


def changed(chosen: list[doc.Block], blocks: list[doc.Block], draw: random.Random) -> list[doc.Block]:
    """The blocks with a change; a quiz stands in no document twice."""
    at, made = draw.randrange(len(chosen) - 1), list(chosen)
    match draw.randrange(4):
        case 0:
            made[at], made[at + 1] = made[at + 1], made[at]
        case 1:
            made[at] = draw.choice(blocks)
        case 2:
            made.insert(at, draw.choice(blocks))
        case _:
            made.pop(at)
    return made if sum(map(has_items, made)) < 2 and len(made) > 2 else chosen


@pytest.mark.parametrize("seed", range(12))
def test_any_documents_of_the_same_blocks_are_what_they_are_alone(seed, taken):
    draw, blocks, shared = random.Random(seed), pool(), new_fragments()
    chosen = draw.sample(blocks, k=9)
    for number in range(14):
        if number and draw.random() < 0.5:
            chosen = changed(chosen, blocks, draw)
        made = document(chosen, f"AB{number}")
        shared.copies_follow = number == 0 and seed % 2 == 0
        assert written(made, shared) == written(made, new_fragments()), (seed, number)
    assert taken.total()


def test_what_stands_in_every_copy_is_taken_and_written_at_once(taken, monkeypatch):
    chosen = [block for block in pool() if type(block) in (doc.DataTable, doc.ListBlock)]
    shared, anew = new_fragments(), Counter[int]()
    write_anew = PartGroup._written

    def noted(group, *rest):
        anew[number] += 1
        return write_anew(group, *rest)

    monkeypatch.setattr(PartGroup, "_written", noted)
    for number in range(5):
        written(document(chosen, f"AB{number}"), shared)
    # The first is laid out alone, the second remembered block by block; the others take all with title and end.
    assert taken == {len(chosen) + 3: 3}
    assert list(anew) == [0, 1] and anew[1] == 1


@pytest.mark.parametrize("copies_follow", [False, True])
def test_a_block_that_stands_twice_is_laid_out_twice(copies_follow, taken):
    chosen, shared = [*pool()[:2], *pool()[:1]], new_fragments()
    chosen[2] = chosen[0]
    for number in range(4):
        shared.copies_follow = copies_follow and not number
        made = document(chosen, f"AB{number}")
        assert written(made, shared) == written(made, new_fragments())


@pytest.mark.parametrize("before", range(19, 24))
def test_small_print_below_a_heading_stays_with_what_follows(before, taken):
    """Wherever on the page it would stand: the last lines of it are in one of these."""
    chosen = [*[paragraph(f"Line {number}.") for number in range(before)], *pool()[6:7], *pool()[2:3], *pool()[:1]]
    shared = new_fragments()
    for number in range(4):
        made = document(chosen, f"AB{number}")
        assert written(made, shared) == written(made, new_fragments())
    assert taken == {len(chosen) + 3: 2}
