"""Charts and pictographs: every number is said, none is drawn wrong, and nothing stands on something else."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pikepdf
import pytest

from guidegen.assembly.chart import chart_for_print, pictograph_for_print
from guidegen.document import elements as doc
from guidegen.locale import words_for
from guidegen.model import guide as model
from guidegen.model.chart import Chart, Pictograph
from guidegen.reading import read_project
from guidegen.render.look import Look
from guidegen.render.pdf import lay_out
from guidegen.render.pdf.spread import spread
from guidegen.theme import load_theme
from tests.conftest import build_texts
from tests.pdf_reading import read
from tests.placed_pieces import pieces_on
from tests.visual_guide import GUIDE

ENGLISH = words_for("en")


@pytest.fixture(scope="module")
def blocks(tmp_path_factory):
    """The charts and pictographs of the guide as their author meant them, by caption."""
    folder = tmp_path_factory.mktemp("charts")
    (folder / "content").mkdir()
    (folder / "content" / "look.yaml").write_text(GUIDE.replace("rub.png", "../rub.png"), encoding="utf-8")
    guide = read_project(folder)[0].guides.get("look") or _only_numbers(folder)
    found = [block for section in guide.sections for block in section.body if isinstance(block, Chart | Pictograph)]
    return {block.caption[0].text: block for block in found}


def _only_numbers(folder) -> model.Guide:
    head, numbers = GUIDE.split("sections:")[0], GUIDE[GUIDE.index("  - title: Numbers") :]
    (folder / "content" / "look.yaml").write_text(f"{head}sections:\n{numbers}", encoding="utf-8")
    project, problems, _ = read_project(folder)
    assert not problems
    return project.guides["look"]


def test_all_numbers_are_said(blocks):
    chart = chart_for_print(blocks["Hours of sleep"], ENGLISH)
    assert chart.alt == "Bar chart: Hours of sleep. Newborns: 16 hours; Children: 10.5 hours; Adults: 7 hours."
    assert chart_for_print(blocks["Smokers"], ENGLISH).alt == (
        "Line chart: Smokers. Men: 1990: 33%; 2000: 28%; 2020: 14%. Women: 1990: 29%; 2000: 22%; 2020: 11%."
    )
    assert pictograph_for_print(blocks["Colds in a winter"], ENGLISH).alt == (
        "Rows of icons: Colds in a winter. Without: 12 in 100. With: 8 in 100."
    )
    assert pictograph_for_print(blocks["Side effects"], ENGLISH).groups[0].words == "3 in 1,000"


def test_words_of_the_author_stand_before_the_numbers(blocks):
    own = replace(blocks["Visitors"], alt="Fewer people come on Tuesday")
    assert chart_for_print(own, ENGLISH).alt == (
        "Fewer people come on Tuesday. Monday: 1,200; Tuesday: 980; Friday: 0."
    )


def test_numbers_are_those_of_the_language(blocks):
    german = words_for("de")
    chart = chart_for_print(blocks["Hours of sleep"], german)
    assert chart.series[0].shown == ("16 hours", "10,5 hours", "7 hours")
    assert chart_for_print(blocks["Temperature"], ENGLISH).series[0].shown == ("−3.5", "8", "19")


def test_axes_have_round_numbers_around_all_values(blocks):
    ticks = chart_for_print(blocks["Temperature"], ENGLISH).ticks
    assert [label for _, label in ticks] == ["−10", "0", "10", "20"]
    assert [label for _, label in chart_for_print(blocks["Smokers"], ENGLISH).ticks] == [
        "0%", "10%", "20%", "30%", "40%",
    ]  # fmt: skip


def test_years_stand_along_a_line_as_far_apart_as_they_are(blocks):
    assert chart_for_print(blocks["Smokers"], ENGLISH).positions == (0.0, pytest.approx(1 / 3), 1.0)
    assert chart_for_print(blocks["Temperature"], ENGLISH).positions == (0.0, 0.5, 1.0)


# What is drawn


def laid(block: doc.Block, *, size: float = 1.0, page: str = "letter", right_to_left: bool = False):
    template = doc.Template("t", "T", "en", (block,), doc.Furniture((), "", "", "{page}/{pages}"), doc.Labels(*"abcd"))
    look = Look(load_theme("clinic"), page=page, scale=size)
    return lay_out(doc.Document(template), look, right_to_left=right_to_left)


def drawing_of(made) -> str:
    """The operators of the figure."""
    marks = [
        mark.operators
        for page in made.layered.pages
        for placed in pieces_on(page)
        if placed.key >= 0
        for line in placed.fragment.lines
        for mark in line.marks
    ]
    return "\n".join(mark for mark in marks if " re" in mark or " c" in mark)


def rectangles(drawing: str) -> list[tuple[float, ...]]:
    found = re.findall(r"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re", drawing)
    return [tuple(map(float, each)) for each in found]


def test_bars_are_as_long_as_their_numbers(blocks):
    drawing = drawing_of(laid(chart_for_print(blocks["Hours of sleep"], ENGLISH)))
    lengths = [width for _, _, width, _ in rectangles(drawing)]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 10.5 / 16, 7 / 16], abs=0.001)


def test_columns_are_as_high_as_their_numbers(blocks):
    drawing = drawing_of(laid(chart_for_print(blocks["Visitors"], ENGLISH)))
    heights = [height for *_, height in rectangles(drawing)]
    # Nothing is drawn for 0.
    assert [height / heights[0] for height in heights] == pytest.approx([1, 980 / 1200], abs=0.001)


def test_series_differ_without_their_colours(blocks):
    chart = chart_for_print(blocks["Vaccinated"], ENGLISH)
    drawing = re.sub(r"[\d. ]+(?:rg|RG)", "", drawing_of(laid(chart)))
    shapes = [re.sub(r"[-\d.]+", "", part) for part in drawing.split("\n") if " re" in part]
    assert len(set(shapes[:3])) == 3


def test_so_many_icons_are_filled(blocks):
    drawing = drawing_of(laid(pictograph_for_print(blocks["Colds in a winter"], ENGLISH)))
    persons = [part.count(" h") // 2 for part in drawing.split("\n") if part.endswith(" B")]
    assert persons == [12, 88, 8, 92]


def test_a_chart_begins_at_the_right_in_a_right_to_left_document(blocks):
    chart = chart_for_print(blocks["Hours of sleep"], ENGLISH)
    left = rectangles(drawing_of(laid(chart)))
    right = rectangles(drawing_of(laid(chart, right_to_left=True)))
    page = load_theme("clinic").page
    width = 612.0 - page.start - page.end
    assert [width - x - w for x, _, w, _ in left] == pytest.approx([x for x, *_ in right], abs=0.02)


@pytest.mark.parametrize("caption", ["Visitors", "Vaccinated", "Smokers", "A plate", "Temperature"])
def test_where_words_do_not_fit_numbers_become_bars(blocks, caption):
    chart = chart_for_print(blocks[caption], ENGLISH)
    made = laid(chart, size=24 / 13, page="a5")
    assert made.problems == []


def test_bars_reach_below_zero(blocks):
    chart = replace(chart_for_print(blocks["Temperature"], ENGLISH), kind="bars")
    (x0, _, w0, _), (x1, _, w1, _), _ = rectangles(drawing_of(laid(chart)))
    assert x0 + w0 == pytest.approx(x1, abs=0.02)
    assert w0 / w1 == pytest.approx(3.5 / 8, abs=0.001)


def test_long_units_go_on_in_a_second_line(blocks):
    block = replace(blocks["Hours of sleep"], unit="hours in each night of the week on average")
    for page, size in (("letter", 1.0), ("a5", 24 / 13)):
        assert not laid(chart_for_print(block, ENGLISH), page=page, size=size).problems


def test_a_unit_that_leaves_no_room_is_a_problem(blocks):
    unit = "hours" * 20
    block = replace(blocks["Hours of sleep"], unit=unit)
    assert "P135" in {problem.code for problem in laid(chart_for_print(block, ENGLISH)).problems}


def test_a_long_chart_goes_on_over_the_page_as_one_figure(tmp_path):
    data = "".join(f"          Part {i}: [{i}, {i + 1}, {i + 2}, 3]\n" for i in range(24))
    text = (
        "guide: g\ntitle: T\nmain-message: M\nversion: 1\nsections:\n  - title: S\n    body:\n"
        f"      - chart: Long\n        series: [One, Two, Three, Four]\n        data:\n{data}"
    )
    output, problems = build_texts(tmp_path, {"content/g.yaml": text})
    assert not problems
    reading = read(output / "g.pdf")
    [figure] = reading.tree.find("Figure")
    assert figure.alt.count("Part 23") == 4
    with pikepdf.open(output / "g.pdf") as pdf:
        boxes = [o.A.BBox for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
    assert [0 <= float(value) <= 792 for value in boxes[0]] == [True] * 4


def test_labels_are_moved_apart_and_stay_inside():
    starts = spread([50, 52, 54], [12, 12, 12], 0, 100)
    assert starts is not None
    assert [round(after - before) for before, after in itertools.pairwise(starts)] == [12, 12]
    assert spread([5, 6, 7], [12, 12, 12], 0, 30) is None
