"""Right-to-left text: levels, order on the line, and the mirrored page."""

from __future__ import annotations

import pikepdf
import pytest

from guidegen.assembly.typography import for_print
from guidegen.inline import Text, plain_text
from guidegen.locale import words_for
from guidegen.render.direction import base_level, levels, visual_order
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextRun
from guidegen.theme import for_language, load_theme
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words
from tests.script_examples import files, texts_of


def seen(text: str, base: int = 1) -> str:
    """The characters from left to right, brackets not turned round."""
    found = levels(text, base) or [base] * len(text)
    return "".join(text[index] for index in visual_order(found))


@pytest.mark.parametrize(
    "text, from_the_left",
    [
        ("אבג דהו", "והד גבא"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב CT גד", "דג CT בא"),
        # Both brackets of a pair run one way, whatever stands in them (rule N0).
        ("אב English (abc)", "English (abc) בא"),
        ("אב (CT) גד", "דג )CT( בא"),
        # A dose stays a dose, and a telephone number can be dialled.
        ("אב 12\u00a0mg גד", "דג 12\u00a0mg בא"),
        ("اب 12\u00a0mg جد", "دج 12\u00a0mg با"),
        ("اتصل 555-0142 الآن", "نآلا 555-0142 لصتا"),
        ("אב 1\u00a0000\u00a0mg גד", "דג 1\u00a0000\u00a0mg בא"),
        ("اب 3-5 جد", "دج 5-3 با"),
        # Hours behind a telephone number are no part of it, and its brackets are a pair.
        ("اتصل: 555-0142 (10–12).", ".)12–10( 555-0142 :لصتا"),
        ("אב: 555-0142 (10–12).", ".)12–10( 555-0142 :בא"),
        ("اتصل (555-0142) الآن", "نآلا )555-0142( لصتا"),
        ("אב (555-0142) גד", "דג )555-0142( בא"),
        ("אב (2020–2024) גד", "דג )2020–2024( בא"),
        ("אב 555-0142 (CT) גד", "דג )CT( 555-0142 בא"),
        # The brackets of an area are part of it.
        ("اتصل (030) 555-0142 الآن", "نآلا (030) 555-0142 لصتا"),
        ("اتصل +44 (0)20 7946 0958 الآن", "نآلا +44 (0)20 7946 0958 لصتا"),
        ("אב 1-800-(555) 0142 גד", "דג 1-800-(555) 0142 בא"),
        ("אב example.org/5550142", "example.org/5550142 בא"),
    ],
)
def test_words_and_numbers_stand_in_their_order(text, from_the_left):
    assert seen(text) == from_the_left


def test_a_telephone_number_in_a_paragraph_from_the_left_stays_where_it_was_typed():
    assert seen("Call אב 555-0142 (10–12) now", 0) == "Call בא 555-0142 (10–12) now"


@pytest.mark.parametrize(
    "text, in_document, level",
    [
        ("אבג", True, 1),
        ("World Health Organization. (2009)", True, 0),
        ("1.", True, 1),
        ("World", False, 0),
        ("שלום", False, 1),
        ("World שלום", False, 0),
        ("World שלום", True, 1),
    ],
)
def test_a_paragraph_runs_as_its_script_does(text, in_document, level):
    assert base_level(text, in_document) == level


def style(language: str) -> Style:
    return Style(for_language(load_theme("clinic"), language).faces["regular"], 12.0, (0, 0, 0), language=language)


def test_a_space_at_the_end_of_a_line_stands_beyond_its_ink():
    shaped = ShapedText([TextRun("אבג English words here", style("he"), 0)], right_to_left=True)
    for line in shaped.lines(shaped.narrowest() + 1).lines[:-1]:
        assert "".join(run.text for run in line.runs).endswith(" ")
        # The ink begins at 0 and ends at the width of the line; the space is left of it.
        ink = [run for run in line.runs if run.text.strip()]
        assert min(run.x for run in ink) == pytest.approx(0.0, abs=0.01)
        assert max(run.x + run.width for run in ink) == pytest.approx(line.width, abs=0.01)


@pytest.mark.parametrize("text", ["النشرة", "الأهم", "في", "لا", "كثيرًا"])
def test_letters_that_are_drawn_together_are_text_each(text):
    [line] = ShapedText([TextRun(text, style("ar"), 0)], right_to_left=True).lines(999).lines
    [run] = line.runs
    face = load_face(run.face)
    read_in_order = [glyph for glyph in reversed(run.glyphs) if not glyph.outlined]
    assert "".join(face.texts[glyph.id] for glyph in read_in_order) == text
    # What is not painted is drawn by outlines, and takes no more room.
    assert any(glyph.outlined for glyph in run.glyphs) == any(glyph.width for glyph in run.glyphs)
    assert run.width == pytest.approx(sum(g.advance for g in run.glyphs) * 12 / 1000)


def test_letters_join_across_bold():
    whole = ShapedText([TextRun("مكتوب", style("ar"), 0)], right_to_left=True).lines(999).lines[0]
    bold = Style(for_language(load_theme("clinic"), "ar").faces["bold"], 12.0, (0, 0, 0), language="ar")
    runs = [TextRun("مك", bold, 0), TextRun("توب", style("ar"), 1)]
    parts = ShapedText(runs, right_to_left=True).lines(999).lines[0]
    assert [glyph.id for glyph in whole.runs[0].glyphs][:3] == [glyph.id for glyph in parts.runs[1].glyphs]
    assert parts.runs[0].x == pytest.approx(parts.runs[1].width)


@pytest.fixture(scope="module", params=["ar", "he", "ur"])
def printed(request, tmp_path_factory):
    output, problems = build_texts(tmp_path_factory.mktemp(request.param), files(request.param), page="a4")
    assert [problem.code for problem in problems] == ["S229"]
    return request.param, output


def test_text_extracts_in_logical_order(printed):
    language, output = printed
    said = [words(text) for text in leaves(read(output / "hands.pdf").tree)]
    texts = texts_of(language)
    for key in ("title", "audience", "warning", "tip", "step1", "point3", "soap", "q_choice", "q_order", "q_essay"):
        text = words(plain_text(for_print((Text(texts[key]),), words_for(language))))
        assert any(text in each for each in said), text
    assert any("COVID-19" in each and "www.who.int" in each for each in said)


def test_programs_that_copy_text_find_the_words(printed):
    """They go by the places of glyphs on the page, not by structure."""
    import pypdfium2

    language, output = printed
    document = pypdfium2.PdfDocument(output / "hands.pdf")
    copied = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    texts = texts_of(language)
    kept = (lambda text: text.replace(" ", "")) if language == "ur" else (lambda text: text)
    for key in ("title", "step1", "step2", "soap_text", "q_match"):
        assert kept(texts[key].rstrip(".؟?۔")) in kept(copied)


def test_the_page_is_mirrored(printed):
    _, output = printed
    with pikepdf.open(output / "hands.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        width = float(pdf.pages[0].MediaBox[2])
        lefts = [x for page in pdf.pages for x in left_edges(page)]
    # The start of the text area is on the right: numbers of items and markers of lists stand there.
    start = load_theme("clinic").page.start
    assert start <= min(lefts) < start + 15
    assert width - start - 30 < max(lefts) < width - start


def left_edges(page) -> list[float]:
    """Where the runs of text of a page begin, in points from its left edge."""
    found, outer, at = [], [], (1.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "q":
            outer.append(at)
        elif str(operator) == "Q":
            at = outer.pop()
        elif str(operator) == "cm":
            at = (at[0] * float(operands[0]), at[1] + at[0] * float(operands[4]))
        elif str(operator) == "Tm":
            found.append(at[1] + at[0] * float(operands[4]))
    return found


def test_conforms(printed, verapdf):
    _, output = printed
    assert verapdf(sorted(output.glob("*.pdf"))) == []
