"""Themes of a project: what they change, what is refused in them, and what they print."""

from __future__ import annotations

import datetime

import pytest

from guidegen.audit import audit
from guidegen.batch.build import build
from guidegen.batch.check import check
from guidegen.batch.choices import Choices
from guidegen.cli.report import summary
from guidegen.cli.theme import write_specimen
from guidegen.diagnostics import COMMAND
from guidegen.model.theme import BUILT_IN
from guidegen.model.theme_choices import COLOURS, FACES, PARTS, STYLES
from guidegen.reading import read_project
from guidegen.theme import known_themes, load_theme, parse_colour
from guidegen.theme.grey import alike_in_grey
from guidegen.theme.own import theme_named
from tests.conftest import TODAY
from tests.pdf_reading import leaves, read

GUIDE = """guide: g
title: Title
main-message: Do.
version: 1
sections:
  - title: S
    body: Words.
quiz: {bank: b}
"""
BANK = "bank: b\nitems:\n  - {stem: Which?, key: This, distractors: [That]}\n"


@pytest.fixture
def project(tmp_path):
    def written(**themes: str):
        for folder, name, text in (("content", "g", GUIDE), ("quizzes", "b", BANK)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{name}.yaml").write_text(text)
        (tmp_path / "themes").mkdir(exist_ok=True)
        for name, text in themes.items():
            (tmp_path / "themes" / f"{name}.yaml").write_text(f"theme: {name}\n{text}")
        (tmp_path / "guidegen.yaml").write_text("theme: own\n")
        return tmp_path

    return written


def found(root) -> list[tuple[str, str, int, int]]:
    """Codes with their places, without those about the guide itself."""
    return [
        (each.code, each.span.path, each.span.line, each.span.column)
        for each in check(root, today=TODAY).diagnostics
        if not each.span.path.startswith(("content/", "quizzes/"))
    ]


@pytest.mark.parametrize("only", [None, frozenset(["content/g.yaml"])])
def test_a_theme_that_the_command_names_is_no_mistake_of_the_settings(project, only):
    root = project(own="extends: exam\n", broken="primary: [\n")
    for name in ("nowhere", "broken"):
        report = build(root, choices=Choices(theme=name), only=only, today=TODAY, producer="guidegen")
        [problem] = [each for each in report.diagnostics if each.code == "T101"]
        assert problem.span == COMMAND
        assert "the command asks for" in problem.message.lower()
    assert "1 error in the command" in summary([problem])


def test_the_names_of_the_tables_are_those_of_the_themes():
    assert known_themes() == BUILT_IN
    for name in BUILT_IN:
        theme = load_theme(name)
        assert (
            set(theme.colours) == set(COLOURS) and set(theme.styles) == set(STYLES) and set(theme.faces) == set(FACES)
        )


def test_a_theme_changes_what_it_names(project):
    root = project(
        own="extends: middle\nmeasure: 300\nstyles: {body: {size: 26}, title: {size: 20, leading: 30, face: bold}}\n",
        middle='extends: classroom\ncolours: {primary: "#7a1f5c"}\npage: {start: 40}\n',
    )
    assert found(root) == []
    theme, base = theme_named("own", read_project(root)[0].themes), load_theme("classroom")
    assert theme.colours == {**base.colours, "primary": parse_colour("#7a1f5c")}
    assert (theme.page.start, theme.page.end, theme.measure) == (40, base.page.end, 300)
    # Lines keep their distance in proportion when the size alone changes.
    assert (theme.styles["body"].size, theme.styles["body"].leading) == (26, base.styles["body"].leading * 2)
    assert (theme.styles["title"].leading, theme.styles["title"].face) == (30, "bold")
    assert theme.styles["h2"] == base.styles["h2"]
    report = build(root, today=TODAY, producer="test")
    assert report.written and leaves(read(root / "output" / "g.pdf").tree)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extends: clinik\n", [("T101", 2, 10)]),
        ("extends: own\n", [("T103", 2, 10)]),
        ("extends: plain\nstyles:\n  body: {size: 3}\n", [("S204", 4, 16)]),
        ("extends: plain\ncolours: {ink: red}\n", [("S204", 3, 16)]),
        ("extends: plain\ncolours: {sky: '#ffffff'}\n", [("S201", 3, 11)]),
        ("colours: {ink: '#000000'}\n", [("S202", 1, 1)]),
    ],
)
def test_a_theme_with_mistakes_prints_nothing(project, text, expected):
    root = project(own=text)
    codes = found(root)
    assert [(code, line, column) for code, path, line, column in codes if path == "themes/own.yaml"] == expected
    assert ("T101", "guidegen.yaml", 1, 8) in codes
    assert not build(root, today=TODAY, producer="test").written


def test_the_name_of_a_theme_is_its_own(project):
    root = project(own="extends: clinic\n", plain="extends: clinic\n")
    assert found(root) == [("T102", "themes/plain.yaml", 1, 8)]


@pytest.mark.parametrize(
    ("text", "expected", "nearest"),
    [
        ("colours: {soft: '#999999'}", ["T105", "T106"], "#767676"),
        ("colours: {ink: '#aaaaaa'}", ["T105", "T106"], "#6"),
        ("colours: {tint: '#777777'}", ["T105"], "#"),
        ("colours: {primary: '#ffd400'}", ["T105"], "#"),
        ("styles: {body: {colour: tint}}", ["T105"], "Choose another colour"),
    ],
)
def test_what_is_too_pale_is_refused_with_the_figure_and_a_colour_that_passes(project, text, expected, nearest):
    root = project(own=f"extends: clinic\n{text}\n")
    problems = [each for each in check(root, today=TODAY).diagnostics if each.span.path == "themes/own.yaml"]
    assert sorted({each.code for each in problems}) == expected
    for each in problems:
        assert " to 1 with " in each.message and each.span.line >= 3
        assert nearest in each.hint
    assert not build(root, today=TODAY, producer="test").written


def test_the_colour_that_is_told_passes(project):
    root = project(own="extends: clinic\ncolours: {ink: '#b0b0b0'}\n")
    hint = next(each.hint for each in check(root, today=TODAY).diagnostics if each.code == "T105")
    colour = hint.removesuffix(".").rpartition(" ")[2]
    project(own=f"extends: clinic\ncolours: {{ink: '{colour}'}}\n")
    assert found(root) == []


def test_large_text_may_be_paler(project):
    text = "extends: clinic\ncolours: {warning: '#8a8a8a'}\nstyles: {warning-title: {size: {}}}\n"
    sizes = {18: [], 12: ["T105"]}
    for size, codes in sizes.items():
        root = project(own=text.replace("{size: {}}", f"{{size: {size}}}"))
        assert [code for code, path, *_ in found(root) if path == "themes/own.yaml"] == codes


def test_small_and_tight_type_gets_a_warning(project):
    root = project(
        own="extends: clinic\nstyles:\n  body: {size: 11}\n  small: {size: 8}\n  hint: {size: 13, leading: 13}\n"
    )
    assert [(code, line) for code, _, line, _ in found(root)] == [("T107", 4), ("T107", 5), ("T104", 6)]
    assert build(root, today=TODAY, producer="test").written


def test_the_command_line_chooses_one(project):
    root = project(own="extends: clinic\n", other="extends: plain\n")
    report = build(root, choices=Choices(theme="other"), today=TODAY, producer="test")
    assert report.written and not [each for each in report.diagnostics if each.code[0] == "T"]
    report = build(root, choices=Choices(theme="othr"), today=datetime.date(2026, 1, 1), producer="test")
    assert not report.written and "Is `other` meant?" in report.diagnostics[0].hint


def test_parts_and_lengths_are_those_that_the_theme_names(project):
    root = project(
        own="extends: middle\nparts: {table: grid}\nspacing: {item: 21}\n",
        middle="extends: plain\nparts: {callout: tab}\ncorners: {box: 4}\ngrid: 6\n",
    )
    assert found(root) == []
    theme, base = theme_named("own", read_project(root)[0].themes), load_theme("plain")
    assert theme.parts == {**base.parts, "table": "grid", "callout": "tab"}
    assert theme.lengths["spacing"] == {**base.lengths["spacing"], "item": 21}
    assert theme.lengths["corners"] == {**base.lengths["corners"], "box": 4}
    assert theme.lengths["strokes"] == base.lengths["strokes"]
    assert theme.grid == 6


#: Every choice of every part comes up; a part with fewer choices than others begins again.
ROUNDS = range(max(len(part.choices) for part in PARTS.values()))


@pytest.mark.parametrize("turn", ROUNDS)
def test_every_choice_of_every_part_prints(tmp_path, turn):
    chosen = {part: list(each.choices)[turn % len(each.choices)] for part, each in PARTS.items()}
    (tmp_path / "themes").mkdir()
    write_specimen(tmp_path)
    (tmp_path / "themes" / "own.yaml").write_text(
        "theme: own\nextends: exam\nparts:\n" + "".join(f"  {part}: {choice}\n" for part, choice in chosen.items())
    )
    report = build(tmp_path, choices=Choices(theme="own"), today=TODAY, producer="test")
    assert not [each for each in report.diagnostics if each.code[0] in "PT"]
    for name in ("specimen", "specimen-quiz"):
        assert audit(tmp_path / "output" / f"{name}.pdf").findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parts:\n  table: gird\n", ("S204", 4, 10)),
        ("parts:\n  tabel: grid\n", ("S201", 4, 3)),
        ("spacing:\n  item: 200\n", ("S204", 4, 9)),
        ("marks:\n  letter: 9\n", ("T110", 4, 11)),
        ("styles:\n  letter: {size: 20, leading: 24}\n", ("T110", 4, 18)),
        ("strokes:\n  write: 0.3\n", ("T111", 4, 10)),
        ("marks:\n  answer-line: 12\n", ("T112", 4, 16)),
        ("grid: 5\n", ("T113", 3, 7)),
    ],
)
def test_what_does_not_go_together_is_told_at_its_place(project, text, expected):
    root = project(own=f"extends: clinic\n{text}")
    assert expected in [(code, line, column) for code, path, line, column in found(root) if path == "themes/own.yaml"]


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("rule: '#f4f4f4'", [("P142", 3)]), ("tint: '#c8d2d4'", [("P142", 3)]), ("rule: '#d0d0d0'", [])],
)
def test_what_a_copier_makes_one_is_refused_at_its_place(project, colour, expected):
    root = project(own=f"extends: clinic\ncolours: {{{colour}}}\n")
    problems = [each for each in check(root, today=TODAY).diagnostics if each.code == "P142"]
    assert [(each.code, each.span.line) for each in problems[:1]] == expected
    assert all("steps of lightness" in each.message for each in problems)


def test_no_theme_of_ours_is_alike_in_grey():
    assert {name: list(alike_in_grey(load_theme(name))) for name in BUILT_IN} == {name: [] for name in BUILT_IN}
