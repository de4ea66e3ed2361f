"""Fonts of a project, scripts without a font, and lines of Chinese and Korean."""

from __future__ import annotations

import pikepdf
import pytest

from guidegen.audit import audit
from guidegen.locale import words_for
from guidegen.reading.fonts import checked_font
from guidegen.render.pdf.faces import faces_of
from guidegen.render.pdf.fonts import load_face, subset
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextRun
from guidegen.render.pdf.usable_fonts import is_usable
from guidegen.source.files import Refusal
from guidegen.theme import font_files, for_language, load_theme, project_font
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words
from tests.script_examples import files, texts_of
from tests.small_fonts import small_font

SETTINGS = "page: a4\nfonts:\n  - regular: fonts/small.ttf\n"


def letters_of(language: str) -> str:
    """Every character that the guide in this language prints."""
    said = words_for(language)
    counted = [wording for each in said.counts.values() for wording in each.values()]
    dates = "年月日년월일0123456789"
    return "".join([*texts_of(language).values(), *said.phrases.values(), *counted, *said.quotes, dates])


@pytest.fixture(autouse=True)
def no_package(monkeypatch):
    """Without the package of fonts, whether it is installed or not."""
    monkeypatch.setattr(font_files, "CJK_PACKAGE", "no_such_package_of_fonts")
    font_files.packaged_font.cache_clear()
    yield
    font_files.packaged_font.cache_clear()


def built(folder, language: str, font: bytes | None, settings: str = SETTINGS):
    if font is not None:
        (folder / "fonts").mkdir()
        (folder / "fonts" / "small.ttf").write_bytes(font)
    return build_texts(folder, {**files(language), **({"guidegen.yaml": settings} if font is not None else {})})


@pytest.mark.parametrize("language, name", [("zh-Hans", "Chinese"), ("ko", "Korean")])
def test_a_script_without_a_font_is_told_once_with_the_cure(tmp_path, language, name):
    output, problems = built(tmp_path, language, None)
    [problem] = [problem for problem in problems if problem.code != "S229"]
    assert problem.code == "P120" and name in problem.message
    assert 'pip install "guidegen[cjk]"' in problem.hint and "`fonts:`" in problem.hint
    assert (problem.span.path, problem.span.line) == ("content/hands.yaml", 1)
    assert not list(output.glob("*.pdf"))


def test_words_of_another_script_are_told_where_they_stand(tmp_path):
    guide = (
        "guide: g\ntitle: Greeting\nversion: 1\nmain-message: Say hello.\nsections:\n"
        "  - title: Hindi\n    body:\n      - Say नमस्ते to her.\n"
    )
    _, problems = build_texts(tmp_path, {"content/g.yaml": guide})
    [problem] = problems
    assert problem.code == "P120" and "Devanagari" in problem.message
    assert problem.span.line == 8
    assert "Noto" in problem.hint


@pytest.mark.parametrize("outlines", ["glyf", "CFF"])
@pytest.mark.parametrize("language", ["zh-Hans", "ko"])
def test_a_font_of_the_project_prints_what_it_is_for(tmp_path, language, outlines, verapdf):
    output, problems = built(tmp_path, language, small_font(letters_of(language), outlines=outlines))
    assert [problem.code for problem in problems] == ["S229"]
    said = [words(text) for text in leaves(read(output / "hands.pdf").tree)]
    for key in ("title", "step1", "q_order"):
        assert texts_of(language)[key] in said
    assert verapdf(sorted(output.glob("*.pdf"))) == []


@pytest.mark.parametrize("language", ["zh-Hans", "ko"])
def test_lines_that_end_inside_words_glue_none_together(tmp_path, language):
    output, _ = built(tmp_path, language, small_font(letters_of(language)))
    assert not [finding for finding in audit(output / "hands.pdf").findings if finding.code == "A304"]


def test_a_font_of_the_project_is_embedded_as_truetype(tmp_path):
    output, _ = built(tmp_path, "ko", small_font(letters_of("ko"), outlines="CFF"))
    with pikepdf.open(output / "hands.pdf") as pdf:
        fonts = pdf.pages[0].Resources.Font
        [own] = [fonts[name] for name in fonts if name.startswith("/Own") and name.endswith("Regular")]
        program = own.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert program[:4] == b"\x00\x01\x00\x00"
    # Only what is printed is embedded.
    assert len(program) < len(small_font(letters_of("ko")))


def test_the_same_font_gives_the_same_bytes(tmp_path):
    font = small_font(letters_of("ko"), outlines="CFF")
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        output, _ = built(tmp_path / name, "ko", font)
        made.append((output / "hands.pdf").read_bytes())
    assert made[0] == made[1]


def test_another_font_is_another_look(tmp_path):
    output, _ = built(tmp_path, "ko", small_font(letters_of("ko")))
    before = (output / "hands.pdf").read_bytes()
    (tmp_path / "fonts" / "small.ttf").write_bytes(small_font(letters_of("ko"), outlines="CFF"))
    build_texts(tmp_path, {})
    assert (output / "hands.pdf").read_bytes() != before


@pytest.mark.parametrize(
    "data, code, said",
    [
        (b"", "S230", "no TrueType or OpenType font"),
        (b"ttcf" + bytes(40), "S230", "collection"),
        (b"wOF2" + bytes(40), "S230", "web pages"),
        (b"%PDF-1.7", "S230", "no TrueType or OpenType font"),
        (b"\x00\x01\x00\x00" + bytes(2000), "S230", "damaged"),
        (small_font("abc")[:700], "S230", "damaged"),
        (small_font("abc", licence=2), "S231", "forbids"),
        (small_font("abc", licence=0x0200), "S231", "forbids"),
    ],
)
def test_fonts_that_cannot_be_used_are_refused(data, code, said):
    refusal = checked_font("fonts/a.ttf", data)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code and said in refusal.message


@pytest.mark.parametrize("licence", [0, 4, 8, 0x0102])
def test_fonts_that_may_be_embedded_are_taken(licence):
    taken = checked_font("fonts/a.ttf", small_font("abc", licence=licence))
    assert isinstance(taken, Refusal) == (licence == 0x0102)


@pytest.mark.parametrize("at", range(0, 1600, 37))
@pytest.mark.parametrize("outlines", ["glyf", "CFF"])
def test_a_mangled_font_never_ends_in_a_traceback(at, outlines):
    data = bytearray(small_font("abcde", outlines=outlines))
    data[at % len(data)] ^= 0xFF
    font = checked_font("a.ttf", bytes(data))
    if isinstance(font, Refusal):
        return
    name = project_font(font.digest, font.data)
    if is_usable(name):
        face = load_face(name)
        faces_of("abc", (name,))
        assert subset(name, frozenset(face.glyphs.values()))


def test_a_missing_font_is_told_at_its_line(tmp_path):
    _, problems = build_texts(tmp_path, {**files("ru"), "guidegen.yaml": "fonts:\n  - regular: fonts/none.ttf\n"})
    [problem] = [problem for problem in problems if problem.code != "S229"]
    assert (problem.code, problem.span.path, problem.span.line) == ("S230", "guidegen.yaml", 2)


def style(language: str) -> Style:
    name = project_font("0" * 63 + language[-1], small_font(letters_of(language)))
    return Style((name,), 10.0, (0, 0, 0), language=language)


def test_no_line_of_chinese_begins_with_a_mark_that_closes():
    text = texts_of("zh-Hans")["prose2"].replace("*", "")
    shaped = ShapedText([TextRun(text, style("zh-Hans"), 0)])
    seen = set()
    for width in range(40, 300, 7):
        lines = ["".join(run.text for run in line.runs) for line in shaped.lines(width).lines]
        assert "".join(lines) == text
        seen |= {line[0] for line in lines[1:]}
        assert not any(line[0] in "，。、；：！？）”" for line in lines[1:])
        assert not any(line.rstrip()[-1] in "（“" for line in lines[:-1])
    assert len(seen) > 20


def test_languages_choose_among_fonts():
    from guidegen.theme import Family

    families = (Family("Simple", languages=("zh-Hans",)), Family("Trad", languages=("zh-Hant",)), Family("Any"))
    theme = load_theme("clinic")
    stacks = {
        language: for_language(_with(theme, families), language).faces["regular"]
        for language in ("zh-CN", "zh-TW", "en")
    }
    assert [name for name in stacks["zh-CN"] if name in ("Simple", "Trad", "Any")] == ["Simple", "Any", "Trad"]
    assert [name for name in stacks["zh-TW"] if name in ("Simple", "Trad", "Any")] == ["Trad", "Any", "Simple"]
    # What the program brings stands behind what the project names for every language.
    assert stacks["en"].index("Any") < stacks["en"].index("IBMPlexSansArabic-Regular")


def _with(theme, families):
    from dataclasses import replace

    return replace(theme, families=families)


def test_a_word_is_not_drawn_by_two_fonts():
    stack = for_language(load_theme("clinic"), "en").faces["regular"]
    faces, missing = faces_of("Dr Nguyễn, please", stack)
    assert not missing
    assert set(faces[3:9]) == {"Andika-Regular"}
    assert set(faces[10:]) == {"AtkinsonHyperlegibleNext-Regular"}
    assert set(faces_of("Nguyen Nguyễn", for_language(load_theme("clinic"), "vi").faces["regular"])[0]) == {
        "Andika-Regular"
    }
