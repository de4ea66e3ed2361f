"""Compact print: how small it gets, and what it says that it saves."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.batch.outputs import SIZES
from guidegen.cli import main
from guidegen.theme import known_themes, load_theme
from guidegen.theme.compact import SMALLEST, compact
from guidegen.theme.enlarged import enlarged
from guidegen.theme.legibility import illegible
from tests.conftest import TODAY, build_texts
from tests.generated_banks import generated

QUIZ = "quiz: test\ntitle: Test\nlanguage: en\nbank: bank\n"


@pytest.mark.parametrize("name", known_themes())
def test_nothing_is_too_small_and_everything_tighter(name):
    theme, scale = load_theme(name), SIZES["compact"] / load_theme(name).styles["body"].size
    small = compact(theme, scale)
    assert small.styles["body"].size * scale == pytest.approx(11)
    for style, regular in ((small.styles[each], theme.styles[each]) for each in theme.styles):
        assert style.size * scale >= SMALLEST - 0.001
        assert style.size * 1.15 <= style.leading
        assert style.leading * scale <= regular.leading
        assert style.before <= regular.before and style.after <= regular.after
    assert small.page.start <= theme.page.start and small.page.top <= theme.page.top
    assert not illegible(small)


@pytest.mark.parametrize("name", known_themes())
@pytest.mark.parametrize("size", ["large", "giant"])
def test_large_print_gives_the_text_its_full_size_and_titles_less(name, size):
    theme = load_theme(name)
    scale = SIZES[size] / theme.styles["body"].size
    large = enlarged(theme, scale)
    for style, regular in ((large.styles[each], theme.styles[each]) for each in theme.styles):
        if regular.size <= theme.styles["body"].size:
            assert style == regular
        else:
            assert theme.styles["body"].size < style.size <= regular.size
            assert style.size * scale > regular.size
            assert style.leading % theme.grid == 0 and style.before % theme.grid == 0
            assert style.leading / style.size >= 1.1
    sizes = [large.styles[each].size for each in ("title", "h2", "h3", "body")]
    assert sizes == sorted(sizes, reverse=True)
    assert not illegible(large)


def test_what_is_saved_is_what_the_two_builds_differ_by(tmp_path):
    generated(1, 40).write(tmp_path)
    files = {"quizzes/test.yaml": f"{QUIZ}forms: 2\n"}
    build_texts(tmp_path, files)
    pages = {}
    for size in ("regular", "compact"):
        report = build(tmp_path, choices=Choices(size=size), today=TODAY, producer="guidegen")
        assert not report.diagnostics
        pages[size] = [each.pages for each in [*report.written, *report.current] if "-key" not in each.path.name]
    [saving] = report.savings
    assert (saving.pages, saving.regular_pages) == (sum(pages["compact"]), sum(pages["regular"]))
    assert saving.sheets == sum((count + 1) // 2 for count in pages["compact"])
    assert saving.regular_sheets == sum((count + 1) // 2 for count in pages["regular"])
    assert saving.pages < saving.regular_pages
    assert (tmp_path / "output" / "test-form-a-compact.pdf").is_file()


def test_a_short_quiz_saves_nothing_and_says_so(tmp_path, monkeypatch):
    build_texts(tmp_path, {"quizzes/bank.yaml": generated(1, 2).text, "quizzes/test.yaml": QUIZ})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", "--size", "compact"])
    assert "test: compact print saves no paper (1 page in either print)" in result.stderr


def test_a_handout_for_patients_gets_a_warning(tmp_path):
    guide = (
        "guide: asthma\ntitle: Asthma\nmain-message: Breathe.\nversion: 1\nsections:\n  - title: S\n    body: Words.\n"
    )
    _, problems = build_texts(tmp_path, {"content/asthma.yaml": guide}, size="compact")
    assert [problem.code for problem in problems] == ["S284"]
    _, problems = build_texts(tmp_path, {"content/asthma.yaml": f"{guide}readers: students\n"}, size="compact")
    assert not problems
