"""Comparison tables in every size: across the page, turned or stacked, never cut, and the same for a screen reader."""

from __future__ import annotations

import itertools

import pikepdf
import pytest

from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.look import look_of
from guidegen.model.project import Project
from guidegen.reading import read_project
from guidegen.render.pdf.column_widths import Column, widths_of
from guidegen.render.pdf.flow import Page
from tests.conftest import CLAIMS, build_texts
from tests.pdf_reading import read, words
from tests.placed_pieces import pieces_on
from tests.render.test_tables import COMPARISON, HEAD, said, texts

NAMES = ("Paracetamol", "Ibuprofen", "Naproxen", "Aspirin", "Codeine", "Diclofenac", "Tramadol", "Capsaicin cream")
LONG = (
    "Takes effect in about half an hour and lasts four to six hours for most people",
    "Take it with food; it can irritate the stomach, so stop when you have pain there",
    "Not known",
    "Works on the skin where you rub it in and hardly anywhere else",
    "Helps with pain, fever and swelling; do not take it for more than three days without asking us",
)
SHORT = ("Yes", "No", "2 h", "3 a day")


def comparison(subjects: int, cells: tuple[str, ...], extra: str = "") -> str:
    """A comparison with groups, a cell for all and one that spans."""
    given = itertools.cycle(cells)

    def feature(name: str, indent: str) -> str:
        return f"{indent}- feature: {name}\n{indent}  cells:\n" + "".join(
            f'{indent}    - "{next(given)}"\n' for _ in range(subjects)
        )

    return (
        f"      - comparison: Medicines\n        subjects: [{', '.join(NAMES[:subjects])}]\n{extra}        features:\n"
        "          - feature: Price\n            all: About the same everywhere.\n"
        "          - group: How they work\n            features:\n"
        + feature("How fast", " " * 14)
        + feature("How long", " " * 14)
        + "          - group: Safety\n            features:\n"
        + feature("Children under twelve", " " * 14)
        + "              - feature: Driving\n                cells:\n"
        + "                  - {text: Not on the first day, span: 2}\n"
        + "".join(f'                  - "{next(given)}"\n' for _ in range(subjects - 2))
    )


@pytest.fixture(scope="module")
def projects(tmp_path_factory) -> dict[tuple[int, str], Project]:
    """A guide with one comparison for each number of subjects and length of cells."""
    found = {}
    for subjects, (kind, cells) in itertools.product((2, 3, 4, 6, 8), (("short", SHORT), ("long", LONG))):
        root = tmp_path_factory.mktemp("tables")
        (root / "content").mkdir()
        (root / "content" / "t.yaml").write_text(HEAD + comparison(subjects, cells), encoding="utf-8")
        project, problems, _ = read_project(root)
        assert not problems
        found[subjects, kind] = project
    return found


def stick_out(pages: list[Page], areas, bottom: float) -> list[str]:
    """What reaches over the text area of its page."""
    found = []
    for page, area in zip(pages, areas, strict=True):
        width = area.width - 2 * area.start
        height = area.height - area.top - bottom
        for placed in pieces_on(page):
            lines = placed.fragment.lines[placed.first : placed.last]
            high = sum(line.height for line in lines)
            if placed.artifact in ("Header", "Footer"):
                continue
            if placed.x < -0.01 or placed.x + placed.fragment.width > width + 0.6 or placed.y + high > height:
                found.append(f"{placed.fragment.origin}: {placed.x:.0f} {placed.y:.0f} {placed.fragment.width:.0f}")
    return found


@pytest.mark.parametrize("size", ["regular", "large", "giant"])
@pytest.mark.parametrize("page", ["letter", "a4", "a5"])
def test_no_table_is_refused_or_cut(projects, page, size):
    for (subjects, kind), project in projects.items():
        [source] = project.guides.values()
        choices = Choices(page=page, size=size)
        compiled = compile_source(source, project, choices)
        assert not compiled.problems, (subjects, kind)
        [made] = compiled.made
        layered = made.laid.layered
        assert not stick_out(layered.pages, layered.areas, look_of(project, choices)[0].theme.page.bottom), (
            subjects,
            kind,
        )
        turned = {(area.width > area.height) for area in layered.areas}
        assert turned == {False} or size != "giant"
        if kind == "short" and (subjects <= 3 and page != "a5" and size == "regular"):
            assert turned == {False}


HEADERS = {
    "About the same.": {"Soap", "Gel", "Wipes", "Price"},
    "20 seconds": {"Soap", "How they work", "Time"},
    "until it is dry": {"Gel", "Wipes", "How they work", "Time"},
    "dirty hands kitchens": {"Soap", "How they work", "Good for"},
    "travel work": {"Gel", "How they work", "Good for"},
    "tables": {"Wipes", "How they work", "Good for"},
    "with an adult": {"Soap", "Gel", "Safety", "Children"},
    "keep away": {"Wipes", "Safety", "Children"},
}


@pytest.mark.parametrize("arrangement", ["across", "turned", "stacked"])
def test_cells_have_the_same_headers_in_every_arrangement(tmp_path, arrangement):
    body = COMPARISON.replace("        features:\n          - feature: Price", f"        arrangement: {arrangement}\n"
                              "        features:\n          - feature: Price")  # fmt: skip
    output, problems = build_texts(tmp_path, {"content/t.yaml": HEAD + body})
    assert not problems
    [table] = read(output / "t.pdf").tree.find("Table")
    found = {said(cell): texts(cell, table) for cell in table.find("TD")}
    parts = {cell: {one for name in names for one in name.split(", ")} for cell, names in found.items()}
    if arrangement == "stacked":
        assert parts.pop("About the same.") == {"For all", "Price"}
        assert [kid.role for kid in table.kids] == ["Caption", "TBody"]
        assert all(sum(cell.columns for cell in row.kids) == 2 for row in table.find("TR"))
    assert parts == {cell: names for cell, names in HEADERS.items() if cell in parts}
    with pikepdf.open(output / "t.pdf") as pdf:
        wide = [page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages]
        assert all("/Rotate" not in page for page in pdf.pages)
    assert wide == [False, True, False] if arrangement == "turned" else not any(wide)


def test_a_row_without_a_group_is_headed_by_no_group(tmp_path):
    after = "          - feature: Smell\n            cells: [none, sharp, faint]\n"
    body = COMPARISON.replace("        features:", "        arrangement: stacked\n        features:", 1) + after
    output, problems = build_texts(tmp_path, {"content/t.yaml": HEAD + body})
    assert not problems
    [table] = read(output / "t.pdf").tree.find("Table")
    assert {said(cell): texts(cell, table) for cell in table.find("TD")}["sharp"] == ["Smell", "Gel"]


def test_the_arrangement_changes_no_code(tmp_path):
    codes = set()
    for extra in ("", "        arrangement: stacked\n"):
        output, problems = build_texts(tmp_path, {"content/t.yaml": HEAD + comparison(3, LONG, extra)})
        assert not problems
        codes |= {word for word in "".join(read(output / "t.pdf").artifacts[0]).split() if "-" in word}
    assert len(codes) == 1


def test_a_stack_says_how_to_read_it(tmp_path):
    output, _ = build_texts(tmp_path, {"content/t.yaml": HEAD + comparison(8, LONG)})
    text = words(read(output / "t.pdf").tree.text())
    assert "Under each heading, see how they differ." in text
    assert "Read across" not in text


def test_a_heading_moves_to_the_turned_page_with_its_table(tmp_path):
    output, problems = build_texts(tmp_path, {"content/t.yaml": HEAD + comparison(5, LONG)})
    assert not problems
    with pikepdf.open(output / "t.pdf") as pdf:
        wide = [page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages]
        assert wide[:2] == [False, True]
        target = pdf.Root.Outlines.First.First
        assert str(target.Title) == "Compare"
        assert target.A.D[0].objgen == pdf.pages[1].objgen


def test_a_wide_table_in_prose_is_turned_or_stacked(tmp_path):
    def table(columns: int) -> str:
        head = " | ".join(f"Measurement{n}" for n in range(columns))
        cells = " | ".join(f"approximately{n}" for n in range(columns))
        text = f"| {head} |\n{'|---' * columns}|\n| {cells} |\n"
        return "      - |\n" + "".join(f"        {line}\n" for line in text.splitlines())

    output, problems = build_texts(tmp_path, {"content/t.yaml": HEAD + table(6)})
    assert not problems
    with pikepdf.open(output / "t.pdf") as pdf:
        assert [page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages] == [False, True, False]
    output, problems = build_texts(tmp_path, {"content/t.yaml": HEAD + table(12)})
    assert not problems
    [found] = read(output / "t.pdf").tree.find("Table")
    cells = {said(cell): texts(cell, found) for cell in found.find("TD")}
    assert cells["approximately7"] == ["Measurement0: approximately0", "Measurement7"]
    assert len(cells) == 11


# Heights

READ_SLOWLY = "        how-to-read: " + " ".join(["Read each line from left to right."] * 40) + "\n"


@pytest.mark.parametrize(("arrangement", "codes"), [("", []), ("turned", ["P141"]), ("stacked", [])])
def test_what_is_too_high_for_a_turned_page_is_stacked_unless_that_was_asked_for(tmp_path, arrangement, codes):
    asked = f"        arrangement: {arrangement}\n" if arrangement else ""
    compiled = compiled_of(tmp_path, comparison(5, (" ".join(LONG),), READ_SLOWLY + asked))
    assert [problem.code for problem in compiled.problems] == codes
    [made] = compiled.made
    assert any(area.width > area.height for area in made.laid.layered.areas) == (arrangement == "turned")
    # What was laid out in vain leaves nothing behind.
    assert [entry.title for entry in made.laid.layered.outline].count("Compare") == 1
    for problem in compiled.problems:
        assert "cells of the row below" in problem.hint and "`arrangement`" in problem.hint


def test_a_row_in_prose_that_is_too_high_is_stacked(tmp_path):
    cell = "Take it with food and with much water. " * 60
    table = f"      - |\n        | Medicine | How |\n        |---|---|\n        | Aspirin | {cell} |\n"
    compiled = compiled_of(tmp_path, table, size="giant")
    assert compiled.problems == []


def compiled_of(root, body: str, **choices):
    """A guide with this body on letter paper."""
    (root / "content").mkdir()
    (root / "content" / "t.yaml").write_text(HEAD + body, encoding="utf-8")
    project, problems, _ = read_project(root)
    assert not problems
    [source] = project.guides.values()
    return compile_source(source, project, Choices(page="letter", **choices))


# Widths


def test_columns_are_equal_where_that_costs_little():
    columns = [Column(40, 80, ((80,), (60,))), *[Column(50, 300, ((50,), (300,)))] * 3]
    widths = widths_of(columns, 490, padding=18)
    assert sum(widths) == pytest.approx(490)
    assert widths[1] == widths[2] == widths[3]


def test_long_cells_get_more_room():
    long, short = Column(50, 1200, ((50,), (1200,), (900,))), Column(50, 60, ((50,), (60,), (40,)))
    first = Column(40, 80, ((80,), (60,), (50,)))
    widths = widths_of([first, short, long, short], 490, padding=18)
    assert sum(widths) == pytest.approx(490)
    assert widths[2] > 2 * widths[1]
    assert all(width >= column.narrow for width, column in zip(widths, (first, short, long, short), strict=True))


def test_no_column_is_narrower_than_its_longest_word_or_than_is_comfortable():
    columns = [Column(40, 80, ((80,),)), Column(200, 900, ((900,),)), Column(30, 500, ((500,),))]
    assert widths_of(columns, 250) is None
    assert widths_of(columns, 300, comfort=100) is None
    widths = widths_of(columns, 420, comfort=100)
    assert widths[1] >= 200 and widths[2] >= 100


def test_arranged_tables_conform(verapdf, tmp_path):
    paths = []
    for index, (subjects, choices) in enumerate(((5, {}), (8, {}), (2, {"size": "giant"}), (3, {"page": "a5"}))):
        output, problems = build_texts(
            tmp_path / str(index), {"content/t.yaml": HEAD + comparison(subjects, LONG)}, **choices
        )
        assert not problems
        paths += output.glob("*.pdf")
    assert not verapdf(paths, dict.fromkeys(paths, CLAIMS["ua-1"]))


def test_what_no_column_wants_goes_to_all_alike():
    columns = [Column(60, 140, ((30,), (120,))), Column(30, 40, ((30,), (20,))), Column(30, 50, ((30,), (40,)))]
    widths = widths_of(columns, 410, padding=18)
    assert widths is not None
    wishes = [width - column.wide for width, column in zip(widths, columns, strict=True)]
    assert wishes == [60, 60, 60]
