"""Flow on plain numbers: what stays together, what repeats, what is refused."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.render.pdf.flow import Backdrop, Group, Unit, flow
from guidegen.render.pdf.fragment import Fragment, FragmentLine, ornament
from guidegen.render.pdf.placed import Placed

BLANK = ornament("", 1, 1)


def unit(name: str, height: float = 10, **kwargs) -> Unit:
    fragment = Fragment(1, height, (FragmentLine(0, height, ()),))
    return Unit(height, [Placed(fragment, 0, 0, 0, last=1)], anchors=(name,), **kwargs)


def names(units, height=100):
    pages, problems = flow(units, lambda index: height)
    assert not problems
    return [[anchor for anchor, _ in page.anchors] for page in pages]


def test_pages_fill_from_the_top():
    assert names([unit(str(i)) for i in range(25)]) == [
        [str(i) for i in range(10)],
        [str(i) for i in range(10, 20)],
        [str(i) for i in range(20, 25)],
    ]


def test_the_larger_distance_counts_and_none_at_the_top():
    pages, _ = flow([unit("a", before=50, after=5), unit("b", before=8), unit("c", 80)], lambda index: 100)
    assert [page.anchors for page in pages] == [[("a", 0.0), ("b", 18.0)], [("c", 0.0)]]


def test_a_heading_never_ends_a_page():
    units = [unit("text", 85), unit("heading", keep_next=True), unit("next", 10)]
    assert names(units) == [["text"], ["heading", "next"]]


def test_a_chain_of_headings_moves_whole():
    units = [unit("text", 75), unit("h2", keep_next=True), unit("h3", keep_next=True), unit("next")]
    assert names(units) == [["text"], ["h2", "h3", "next"]]


def test_a_group_that_fits_a_page_is_never_parted():
    group = Group(keep=True)
    units = [unit("text", 50), *(unit(f"item {i}", 20, groups=(group,)) for i in range(4))]
    assert names(units) == [["text"], ["item 0", "item 1", "item 2", "item 3"]]


def test_a_group_longer_than_a_page_is_parted_between_units():
    group = Group(keep=True)
    units = [unit(f"part {i}", 30, groups=(group,)) for i in range(5)]
    assert names(units) == [["part 0", "part 1", "part 2"], ["part 3", "part 4"]]


def test_a_group_is_parted_where_it_would_leave_too_much_of_a_page_empty():
    def pages(before):
        plan = Group(keep=True, most_empty=50)
        zones = [unit(f"zone {i}", 30, groups=(plan, Group(keep=True))) for i in range(3)]
        return names([unit("text", before), unit("caption", 0, keep_next=True, groups=(plan,)), *zones])

    assert pages(10) == [["text", "caption", "zone 0", "zone 1", "zone 2"]]
    # Fifty points are left empty, and no more.
    assert pages(50) == [["text"], ["caption", "zone 0", "zone 1", "zone 2"]]
    assert pages(40) == [["text", "caption", "zone 0", "zone 1"], ["zone 2"]]


def test_a_new_sheet_begins_on_a_front_side():
    assert names([unit("a"), unit("b", break_before="sheet")]) == [["a"], [], ["b"]]
    assert names([unit("a", 60), unit("b", 60), unit("c", break_before="sheet")]) == [["a"], ["b"], ["c"]]


def test_a_unit_at_the_foot_stands_as_low_as_it_can():
    pages, _ = flow([unit("a"), unit("b", 20, at_foot=True)], lambda index: 100)
    assert [page.anchors for page in pages] == [[("a", 0.0), ("b", 80.0)]]
    pages, _ = flow([unit("a", 90), unit("b", 20, at_foot=True)], lambda index: 100)
    assert [page.anchors for page in pages] == [[("a", 0.0)], [("b", 80.0)]]


def test_units_that_ask_for_a_new_page_get_it_once():
    assert names([unit("a", break_before="page"), unit("b", break_before="page")]) == [["a"], ["b"]]


def test_a_header_is_repeated_as_an_artifact():
    table = Group()
    head = unit("head", 20, keep_next=True, groups=(table,))
    table.repeat.append(head)
    rows = [unit(f"row {i}", 20, groups=(table,)) for i in range(6)]
    pages, problems = flow([head, *rows], lambda index: 100)
    assert not problems
    assert [[anchor for anchor, _ in page.anchors] for page in pages] == [
        ["head", "row 0", "row 1", "row 2", "row 3"],
        ["row 4", "row 5"],
    ]
    repeated = [placed for placed in pages[1].placed if placed.artifact]
    assert len(repeated) == 1
    assert repeated[0].key == -1
    assert pages[1].height_used == 60


def test_a_backdrop_is_drawn_on_every_page_of_its_group():
    heights = []

    def draw(height: float) -> Fragment:
        heights.append(height)
        return BLANK

    group = Group(backdrop=Backdrop(0, draw))
    units = [unit("before", 40), *(unit(str(i), 20, groups=(group,)) for i in range(5)), unit("after")]
    pages, _ = flow(units, lambda index: 100)
    assert heights == [60, 40]
    assert [page.placed[0].artifact for page in pages] == ["Layout", "Layout"]


def test_what_does_not_fit_a_page_is_refused():
    _, problems = flow([unit("a"), unit("tall", 120)], lambda index: 100)
    assert [problem.code for problem in problems] == ["P104"]


def test_what_does_not_fit_is_reported_where_what_it_belongs_to_begins():
    units = [unit("stem", 20, keep_next=True, origin=Span("a.yaml", 7)), unit("option", 20), unit("tall option", 120)]
    _, problems = flow(units, lambda index: 100)
    assert [(problem.code, problem.span.line) for problem in problems] == [("P104", 7)]


def test_answers_that_are_too_many_for_the_foot_are_told_as_such():
    units = [unit("item", 20, origin=Span("a.yaml", 7)), unit("answers", 120, at_foot=True)]
    (problem,) = flow(units, lambda index: 100)[1]
    assert (problem.code, problem.span.path) == ("P104", "")
    assert "foot of a page" in problem.message and "`apart`" in problem.hint


def test_a_first_page_may_be_shorter():
    pages, _ = flow([unit(str(i), 30) for i in range(4)], lambda index: 100 if index else 70)
    assert [len(page.anchors) for page in pages] == [2, 2]


def test_a_heading_keeps_what_it_heads_when_too_much_would_stay_together():
    units = [
        unit("text", 40),
        unit("table head", 20, keep_next=True, heads=True),
        unit("row 1", 30, keep_next=True),
        unit("group", 20, keep_next=True, heads=True),
        unit("row 2", 45),
    ]
    assert names(units) == [["text", "table head", "row 1"], ["group", "row 2"]]


def test_a_heading_above_what_fills_a_page_is_refused_at_its_place():
    units = [unit("heading", 20, keep_next=True, heads=True, origin=Span("a.yaml", 7)), unit("figure", 95)]
    pages, problems = flow(units, lambda index: 100)
    assert [(problem.code, problem.span.line) for problem in problems] == [("P141", 7)]
    assert [[name for name, _ in page.anchors] for page in pages] == [["heading"], ["figure"]]


def test_a_turned_page_takes_the_heading_along():
    units = [unit("text"), unit("heading", keep_next=True), unit("table", 50, turned=True), unit("after")]
    pages, problems = flow(units, lambda index: 100, turned_height_of=lambda index: 60)
    assert not problems
    assert [([name for name, _ in page.anchors], page.turned) for page in pages] == [
        (["text"], False),
        (["heading", "table"], True),
        (["after"], False),
    ]
