"""Drawings on pages that are read from the right: rules stand between cells, and signs look the way reading goes."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.conftest import build_texts

GUIDE = """guide: sheet
title: {title}
language: {language}
readers: students
version: 1
main-message: {title}.
sections:
  - title: {title}
    body:
      - schedule: {title}
        medicines:
          - {{name: Metformin 500 mg, morning: "1", evening: "2", how: {how}}}
          - {{name: Paracetamol, how: {how}}}
        blank-rows: 1
      - |
        | {title} | {how} {how} {how} | 77 |
        |---|---|---|
        | 78 | {how} {title} {how} {title} {how} | 79 |
"""
WORDS = {"he": {"title": "תרופות", "how": "עם אוכל"}, "ar": {"title": "الأدوية", "how": "مع الطعام"}}
GRADED = """guide: sheet
title: בדיקה
language: he
readers: students
version: 1
main-message: בדיקה.
sections:
  - title: בדיקה
    body:
      - comparison: השוואה
        subjects: [אחד, שניים]
        features:
          - feature: מהירות
            cells: [לאט, מהר]
          - certainty: [high, low]
"""
QUIZ = {
    "quizzes/bank.yaml": "bank: bank\nlanguage: he\nitems:\n"
    + "".join(f"  - {{id: i{n}, stem: 'שאלה?', lines: 20, sample-answer: כן.}}\n" for n in range(3)),
    "quizzes/sheet.yaml": "quiz: sheet\ntitle: בדיקה\nlanguage: he\nbank: bank\nitems: 3\n",
}


def rules_down(page) -> list[tuple[float, float, float]]:
    """Where across, from and to where upwards, the page has rules that run down."""
    bounds = [each.get_bounds() for each in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
    return [((left + right) / 2, low, high) for left, low, right, high in bounds if right - left < 3 < high - low]


def characters(page) -> list[tuple[str, tuple[float, float, float, float]]]:
    """What is printed, each character with its place."""
    text = page.get_textpage()
    found = [(text.get_text_range(index, 1), text.get_charbox(index)) for index in range(text.count_chars())]
    return [(character, place) for character, place in found if character.strip()]


def cells_of_row(page, word: str) -> list[str]:
    """What stands between the rules of the row with the word, cell by cell from the right, and through no rule."""
    printed = characters(page)
    start = "".join(character for character, _ in printed).index(word)
    _, (_, low, _, high) = printed[start]
    middle = (low + high) / 2
    rules = sorted({round(x, 1) for x, bottom, top in rules_down(page) if bottom < middle < top}, reverse=True)
    bottom, top = next((bottom, top) for _, bottom, top in rules_down(page) if bottom < middle < top)
    row = [each for each in printed if bottom < (each[1][1] + each[1][3]) / 2 < top]
    crossed = [character for character, (left, _, right, _) in row if any(left < x < right for x in rules)]
    assert not crossed, crossed
    between = list(zip(rules[1:], rules, strict=False))
    return ["".join(c for c, (left, *_) in row if start < left < end) for start, end in between]


@pytest.mark.parametrize(
    "language, theme, columns", [("he", "clinic", 1), ("ar", "classroom", 2), ("he", "plain", 2), ("ar", "exam", 1)]
)
def test_the_rules_of_a_schedule_stand_between_its_cells(tmp_path, language, theme, columns):
    words = WORDS[language]
    text = GUIDE.format(language=language, **words)
    output, _ = build_texts(tmp_path, {"content/sheet.yaml": text}, theme=theme, columns=columns, page="a4")
    with pypdfium2.PdfDocument(output / "sheet.pdf") as document:
        cells = cells_of_row(document[0], "Metformin")
        assert (sorted(cells[0]), cells[1], cells[3]) == (sorted("Metformin500mg"), "1", "2")
        assert len(cells) == 6 and all(cells)
        needed = cells_of_row(document[0], "Paracetamol")
    assert (len(needed), needed[0]) == (2, "Paracetamol")


@pytest.mark.parametrize("language", ["he", "ar"])
def test_the_grid_of_a_table_in_prose_stands_between_its_cells(tmp_path, language):
    text = GUIDE.format(language=language, **WORDS[language])
    output, _ = build_texts(tmp_path, {"content/sheet.yaml": text}, theme="exam", page="a4")
    with pypdfium2.PdfDocument(output / "sheet.pdf") as document:
        first, middle, last = cells_of_row(document[0], "78")
    assert (first, last) == ("78", "79")
    assert middle


def test_the_dots_of_a_scale_fill_from_where_reading_begins(tmp_path):
    output, _ = build_texts(tmp_path, {"content/sheet.yaml": GRADED})
    with pypdfium2.PdfDocument(output / "sheet.pdf") as document:
        dots = sorted(small_paths(document[0], 8.0), reverse=True)
    # From the right: four of four for the first subject, two of four for the second.
    assert [is_filled for _, is_filled in dots] == [True] * 4 + [True, True, False, False]


def small_paths(page, side: float) -> list[tuple[float, bool]]:
    """The drawings of that size: where they begin, and whether they are filled."""
    found = []
    for path in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
        left, low, right, high = path.get_bounds()
        if abs(right - left - side) < 2 and abs(high - low - side) < 2:
            filled, stroked = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
            found.append((left, bool(filled.value)))
    return found


def test_the_arrow_to_the_next_page_points_to_it(tmp_path):
    output, _ = build_texts(tmp_path, QUIZ, theme="exam", page="a4")
    with pypdfium2.PdfDocument(output / "sheet.pdf") as document:
        assert len(document) > 1
        page = document[0]
        [(left, low, right, high)] = [
            path.get_bounds()
            for path in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])
            if path.get_bounds()[3] < 60 and 2 < path.get_bounds()[2] - path.get_bounds()[0] < 10
        ]
        scale, height = 8, page.get_height()
        picture = page.render(scale=scale).to_pil().convert("L")
    arrow = picture.crop([round(v * scale) for v in (left, height - high, right, height - low)])
    half, high = arrow.width // 2, arrow.height
    ink = [sum(255 - v for v in arrow.crop((x, 0, x + half, high)).tobytes()) for x in (0, half)]
    assert ink[0] < ink[1]
