"""A document flows as if it were the first: pages are taken from the last one only where they would be the same."""

from __future__ import annotations

import random

import pytest

from guidegen.document import elements as doc
from guidegen.document.arrangement import NO_ARRANGEMENT
from guidegen.records import replace
from guidegen.render.pdf import column_flow, drawing
from guidegen.render.pdf.columns import Columns, flow_in_columns
from guidegen.render.pdf.flow import Backdrop, FlowMemory, Group, Unit, flow
from guidegen.render.pdf.fragment import ornament
from tests.render.test_copies import new_fragments, template, written
from tests.render.test_flow import unit

HEIGHT = 100.0


def in_a_document(draw: random.Random) -> list[Unit]:
    """Units with all that may hold them together or part them."""
    units: list[Unit] = []
    while len(units) < 60:
        group = Group(
            keep=draw.random() < 0.5,
            most_empty=draw.choice([float("inf"), 30.0]),
            backdrop=Backdrop(0.0, lambda height: ornament("box", 1, height)) if draw.random() < 0.3 else None,
            padding=draw.choice([0.0, 3.0]),
        )
        if draw.random() < 0.3:
            header = any_unit(draw, (group,))
            header.heads = header.keep_next = True
            group.repeat.append(header)
            units.append(header)
        groups = (group,) if draw.random() < 0.5 or group.repeat else ()
        units += [any_unit(draw, groups) for _ in range(draw.randint(1, 6))]
    return units


def any_unit(draw: random.Random, groups: tuple[Group, ...] = ()) -> Unit:
    made = unit(f"u{draw.random()}", draw.choice([5.0, 10.0, 12.5, 30.0, 70.0]), groups=groups)
    made.before, made.after = draw.choice([0.0, 4.0]), draw.choice([0.0, 6.0])
    made.keep_next = draw.random() < 0.25
    made.heads = made.keep_next and draw.random() < 0.4
    made.break_before = draw.choice([""] * 14 + ["page", "sheet"])
    made.turned = draw.random() < 0.05
    made.at_foot = draw.random() < 0.03
    return made


def changed(units: list[Unit], draw: random.Random) -> list[Unit]:
    """A document that has much in common with the last one."""
    found = list(units)
    for _ in range(draw.randint(0, 3)):
        at = draw.randrange(len(found))
        match draw.randint(0, 4):
            case 0:
                found[at] = any_unit(draw, found[at].groups)
            case 1:
                found.insert(at, any_unit(draw, found[at].groups))
            case 2 if len(found) > 1:
                del found[at]
            case 3:
                del found[at + 1 :]
            case 4:
                found += in_a_document(draw)[: draw.randint(1, 8)]
    return found


@pytest.mark.parametrize("seed", range(40))
def test_pages_are_those_of_a_flow_without_a_memory(seed):
    draw = random.Random(seed)
    memory = FlowMemory()
    units = in_a_document(draw)
    for _ in range(12):
        first = draw.choice([HEIGHT, HEIGHT, HEIGHT, 80.0])

        def height_of(index: int, first: float = first) -> float:
            return first if index == 0 else HEIGHT

        made = flow(units, height_of, memory, turned_height_of=lambda index: 60.0)
        assert made == flow(units, height_of, turned_height_of=lambda index: 60.0)
        units = changed(units, draw)


def in_columns(units: list[Unit], draw: random.Random) -> list[Unit]:
    """The same, with headings and pictures that span the columns among them."""
    spans = False
    for each in units:
        spans = draw.random() < 0.1 or (spans and draw.random() < 0.3)
        each.in_column, each.turned, each.at_foot = not spans, False, False
    return units


COLUMNS = Columns(2, 50.0, 10.0, lambda height: ornament("rule", 1, height))


@pytest.mark.parametrize("seed", range(40))
def test_columns_are_those_of_a_flow_without_a_memory(seed, monkeypatch):
    draw = random.Random(seed)
    memory, height_of = FlowMemory(), lambda index: HEIGHT if index else 80.0
    units = in_columns(in_a_document(draw), draw)
    for _ in range(12):
        made = flow_in_columns(units, height_of, height_of, COLUMNS, memory)
        with monkeypatch.context() as anew:
            # The last page is evened out from the very beginning.
            anew.setattr(column_flow._ColumnFlow, "go_on", lambda self, other, page: (0, 0))
            assert made == flow_in_columns(units, height_of, height_of, COLUMNS)
        units = changed(units, draw)
        if draw.random() < 0.2:
            units = in_columns(in_a_document(draw), draw)


def test_columns_before_a_page_break_are_the_same_objects():
    memory = FlowMemory()
    units = in_columns([unit(str(index)) for index in range(45)], random.Random(1))
    units[25].break_before = "page"
    before, _ = flow_in_columns(units, lambda index: HEIGHT, lambda index: HEIGHT, COLUMNS, memory)
    other = in_columns([unit("other")], random.Random(1))
    after, _ = flow_in_columns(
        [*units[:30], *other, *units[31:]], lambda index: HEIGHT, lambda index: HEIGHT, COLUMNS, memory
    )
    same = same_pages(before, after)
    assert same == sorted(same, reverse=True)
    assert True in same
    assert False in same
    again, _ = flow_in_columns(
        [*units[:30], *other, *units[31:]], lambda index: HEIGHT, lambda index: HEIGHT, COLUMNS, memory
    )
    assert all(same_pages(after, again))


def test_pages_that_differ_in_nothing_are_the_same_objects():
    memory = FlowMemory()
    units = [unit(str(index)) for index in range(45)]
    before, _ = flow(units, lambda index: HEIGHT, memory)
    after, _ = flow([*units[:25], unit("other"), *units[26:]], lambda index: HEIGHT, memory)
    assert same_pages(before, after) == [True, True, False, True, True]
    again, _ = flow(units[:], lambda index: HEIGHT, memory)
    assert same_pages(after, again) == [True, True, False, True, True]
    same, _ = flow(units[:], lambda index: HEIGHT, memory)
    assert same_pages(again, same) == 5 * [True]
    assert same is not again
    # One more unit moves all that follow, and another one on the first page those on the last too.
    more, _ = flow([*units[:25], unit("one"), *units[25:]], lambda index: HEIGHT, memory)
    assert same_pages(same, more) == [True, True, False, False, False]
    last, _ = flow([unit("first"), *units[1:44], unit("last")], lambda index: HEIGHT, memory)
    assert same_pages(more, last) == [False, True, False, False, False]
    both, _ = flow([unit("again"), *units[1:44], unit("and again")], lambda index: HEIGHT, memory)
    assert same_pages(last, both) == [False, True, True, True, False]


def same_pages(pages, others) -> list[bool]:
    assert len(pages) == len(others)
    return [one is other for one, other in zip(pages, others, strict=True)]


def test_what_could_not_be_placed_is_not_remembered():
    memory = FlowMemory()
    units = [unit(str(index)) for index in range(25)]
    flow(units, lambda index: HEIGHT, memory)
    high = [*units[:15], unit("high", 120), *units[16:]]
    made = flow(high, lambda index: HEIGHT, memory)
    assert made == flow(high, lambda index: HEIGHT)
    assert len(made[1]) == 1
    assert flow(units, lambda index: HEIGHT, memory) == flow(units, lambda index: HEIGHT)


def test_a_unit_that_was_looked_at_counts_though_it_stands_on_the_next_page():
    """What keeps with the next may go to another page when that grows."""
    memory = FlowMemory()
    units = [unit("text", 70), unit("heading", keep_next=True), unit("short", 10), unit("end")]
    assert [len(page.anchors) for page in flow(units, lambda index: HEIGHT, memory)[0]] == [4]
    units[2] = unit("long", 60)
    assert [len(page.anchors) for page in flow(units, lambda index: HEIGHT, memory)[0]] == [1, 3]
    units[2] = unit("short", 10)
    assert [len(page.anchors) for page in flow(units, lambda index: HEIGHT, memory)[0]] == [4]


def test_copies_of_what_nothing_differs_in_are_drawn_once(monkeypatch):
    """A handout without a quiz, whose pages have names in their heads alone."""
    drawn: list[object] = []
    really = drawing._draw
    monkeypatch.setattr(drawing, "_draw", lambda *given: drawn.append(given) or really(*given))
    shared = new_fragments()
    files = [written(without_items(name), shared) for name in ("Ann", "Bob", "Cay", "Dee")]
    # A block is remembered from its second appearance on.
    pages = len(drawn) // 2
    assert pages >= 2
    assert len(drawn) == 2 * pages
    assert len({*files}) == 4


TEMPLATE = template()


def without_items(name: str) -> doc.Document:
    kept = [block for block in TEMPLATE.blocks if isinstance(block, doc.Paragraph | doc.Heading)][:3]
    fields = doc.FieldLine((doc.Field("Name", 1, doc.Slot("name", "M" * 10)),), "to fill in: {label}")
    return doc.Document(replace(TEMPLATE, blocks=(fields, *kept)), NO_ARRANGEMENT, {"name": name})
