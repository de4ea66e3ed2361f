"""Text in columns: filled one after the other, level at the end, never parted where a page would not be."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.batch.compile import Press
from guidegen.locale import words_for
from guidegen.reading import read_project
from guidegen.render.pdf.columns import Columns, columns_in, flow_in_columns
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.fragment import ornament
from tests.conftest import CLAIMS, TODAY
from tests.item_examples import write_every_kind
from tests.pdf_reading import leaves, read
from tests.placed_pieces import pieces_on
from tests.render.test_flow import unit

TWO = Columns(2, 100.0, 20.0, lambda height: ornament("", 1, height))


def column(name: str, height: float = 10, **kwargs) -> Unit:
    return unit(name, height, in_column=True, **kwargs)


def placed(units, columns=TWO, height=100):
    """For each page the names of its units with their column and their height."""
    pages, problems = flow_in_columns(units, lambda index: height, lambda index: height, columns)
    assert not problems
    found = []
    for page in pages:
        starts = [(round(each.x / 120), each.y) for each in pieces_on(page) if not each.artifact]
        found.append([(name, *start) for (name, _), start in zip(page.anchors, starts, strict=True)])
    return found


def test_columns_are_filled_one_after_the_other():
    [first, second] = placed([column(str(i)) for i in range(25)])
    assert first == [(str(i), i // 10, 10 * (i % 10)) for i in range(20)]
    assert second == [("20", 0, 0), ("21", 0, 10), ("22", 0, 20), ("23", 1, 0), ("24", 1, 10)]


def test_what_is_wide_ends_the_columns_above_it():
    units = [*(column(str(i)) for i in range(4)), unit("wide"), column("a"), column("b")]
    assert placed(units) == [
        [("0", 0, 0), ("1", 0, 10), ("2", 1, 0), ("3", 1, 10), ("wide", 0, 20), ("a", 0, 30), ("b", 1, 30)]
    ]


def test_a_heading_spans_the_columns_with_what_it_heads():
    units = [column("a"), column("b"), column("heading", keep_next=True, heads=True), unit("wide")]
    assert placed(units) == [[("a", 0, 0), ("b", 1, 0), ("heading", 0, 10), ("wide", 0, 20)]]


def test_items_wait_for_a_page_that_holds_them():
    group = Group(keep=True)
    item = [column(f"item {i}", 30, groups=(group,)) for i in range(2)]
    units = [unit("title", 50), column("a", 45), *item, column("b", 20)]
    [first, second] = placed(units)
    assert first == [("title", 0, 0), ("a", 0, 50)]
    assert second == [("item 0", 0, 0), ("item 1", 0, 30), ("b", 1, 0)]


def test_what_no_column_holds_is_parted_and_ends():
    units = [column(f"part {i}", 30, groups=(Group(keep=True),)) for i in range(2)]
    group = Group(keep=True)
    units += [column(f"long {i}", 40, groups=(group,)) for i in range(4)]
    pages, problems = flow_in_columns(units, lambda index: 90 if index else 130, lambda index: 90, TWO)
    assert not problems
    assert [name for page in pages for name, _ in page.anchors] == [
        *("part 0", "part 1"), *(f"long {i}" for i in range(4))
    ]  # fmt: skip
    tall = [column("tall", 120), column("taller", 125)]
    pages, problems = flow_in_columns(tall, lambda index: 90, lambda index: 90, TWO)
    assert [problem.code for problem in problems] == ["P104", "P104"]


def test_a_new_page_begins_no_column():
    units = [column("a"), column("b", break_before="page"), column("c", break_before="sheet")]
    assert [[name for name, *_ in page] for page in placed(units)] == [["a"], ["b"], ["c"]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from([8, 15, 22]), st.booleans(), st.booleans()),
        min_size=1,
        max_size=30,
    ),
    st.integers(2, 3),
)
def test_nothing_is_lost_parted_or_out_of_order(blocks, count):
    columns = Columns(count, 100.0, 20.0, TWO.rule)
    units, whole = [], {}
    for number, (parts, height, wide, breaks) in enumerate(blocks):
        group = Group(keep=True)
        for part in range(parts):
            name = f"{number}.{part}"
            whole[name] = number
            units.append(unit(name, height, groups=(group,), in_column=not wide, after=3))
        if breaks and number % 7 == 3:
            units[-parts].break_before = "page"
    pages = placed(units, columns)
    order = [name for page in pages for name, *_ in page]
    assert order == list(whole)
    homes = {}
    for number, page in enumerate(pages):
        for name, across, y in page:
            assert 0 <= y <= 100
            homes.setdefault(whole[name], set()).add((number, across))
    assert all(len(home) == 1 for home in homes.values())


def test_columns_are_wide_enough_or_there_are_fewer():
    rule = TWO.rule
    assert columns_in(2, 472, 13, 1.0, rule).count == 2
    assert columns_in(3, 472, 13, 1.0, rule).count == 2
    assert columns_in(2, 472, 18, 1.4, rule).count == 1
    assert columns_in(2, 320, 13, 1.0, rule).count == 1
    two = columns_in(2, 472, 13, 1.0, rule)
    assert two.start_of(1) + two.width == pytest.approx(472)


# Whole documents


@pytest.fixture(scope="module")
def in_columns(example_project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("columns")
    report = build(example_project, folder, Choices(columns=2), today=TODAY, producer="guidegen")
    assert not report.diagnostics
    return folder


def test_columns_change_nothing_that_is_read(examples, in_columns):
    import re

    def text(path):
        return [re.sub(r"page \d+", "page", each) for each in leaves(read(path).tree)]

    for path in sorted(examples.glob("*.pdf")):
        other = in_columns / path.name
        assert text(other) == text(path)
        assert read(other).pages <= read(path).pages


def test_the_key_has_one_column(examples, in_columns):
    # The key of the quiz that prints alone names no pages.
    name = "cell-division-quiz-key.pdf"
    assert (in_columns / name).read_bytes() == (examples / name).read_bytes()


def test_large_print_has_one_column(example_project, tmp_path):
    for count in (1, 2):
        choices = Choices(columns=count, size="large")
        build(example_project, tmp_path / str(count), choices, today=TODAY, producer="guidegen")
    names = sorted(path.name for path in (tmp_path / "1").glob("*.pdf"))
    assert names
    assert all((tmp_path / "1" / n).read_bytes() == (tmp_path / "2" / n).read_bytes() for n in names)


@pytest.mark.parametrize("page", ["letter", "legal"])
def test_words_lie_beside_each_other(tmp_path, page):
    write_every_kind(tmp_path)
    report = build(tmp_path, choices=Choices(page=page, columns=2, key="none"), today=TODAY, producer="guidegen")
    assert not report.diagnostics
    for written in report.written:
        with pypdfium2.PdfDocument(written.path) as pdf:
            for sheet in pdf:
                text = sheet.get_textpage()
                boxes = [text.get_rect(index) for index in range(text.count_rects())]
                assert all(left > 60 and right < sheet.get_width() - 60 for left, _, right, _ in boxes)
                for one, other in itertools.combinations(boxes, 2):
                    across = min(one[2], other[2]) - max(one[0], other[0])
                    down = min(one[3], other[3]) - max(one[1], other[1])
                    assert across < 1 or down < 3, (one, other)


def test_a_quiz_and_a_guide_choose_their_columns(tmp_path):
    write_every_kind(tmp_path)
    project, _, _ = read_project(tmp_path)
    [quiz] = project.quizzes.values()
    (tmp_path / "quizzes" / f"{quiz.name}.yaml").write_text(
        (tmp_path / quiz.path).read_text(encoding="utf-8") + "columns: 2\n", encoding="utf-8"
    )
    project, problems, _ = read_project(tmp_path)
    assert not problems
    [quiz] = project.quizzes.values()
    assert Press(quiz, project, Choices(), words_for("en")).look.columns == 2
    assert Press(quiz, project, Choices(columns=1), words_for("en")).look.columns == 1


def test_columns_conform(verapdf, in_columns):
    paths = sorted(in_columns.glob("*.pdf"))
    assert not verapdf(paths, dict.fromkeys(paths, CLAIMS["ua-1"]))
