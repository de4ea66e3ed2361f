"""Formulas on the page: outlines with spoken words, lines that make room, and nothing loaded without need."""

from __future__ import annotations

import os
import subprocess
import sys

import pikepdf
import pytest

from guidegen.render.pdf.mathematics import draw
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words

GUIDE = r"""guide: maths
title: The area $`\pi r^2`$
main-message: It is $`\frac{a+b}{2}`$.
version: 1
sections:
  - title: Why
    body: |
      See **the $`x^2`$ page** at [the $`y^2`$ page](https://example.org).

      ```math
      \sum_{i=1}^n i = \frac{n(n+1)}{2}
      ```

      $$x < 1$$

      1. $`\dfrac{a}{b}`$ begins
quiz:
  bank: maths-bank
"""
BANK = r"""bank: maths-bank
items:
  - stem: What is $`\frac{1}{2} + \frac{1}{2}`$?
    key: $`1`$
    distractors: ['$`\frac{2}{4}`$', $`A`$, $`a`$]
    rationale: Two of $`\frac{1}{2}`$.
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    output, problems = build_texts(
        tmp_path_factory.mktemp("maths"), {"content/maths.yaml": GUIDE, "quizzes/maths-bank.yaml": BANK}
    )
    assert not problems
    return output


def test_each_formula_is_an_element_with_its_words(printed):
    tree = read(printed / "maths.pdf").tree
    said = [node.alt for node in tree.find("Formula")]
    assert said[:2] == ["pi r squared", "the fraction with numerator a plus b and denominator 2 end fraction"]
    assert (
        "the sum from i equals 1 to n of i equals the fraction with numerator n open parenthesis n plus 1 close "
        in (" ".join(said))
    )
    assert {"1 half plus 1 half", "1", "2 quarters", "capital A", "a"} <= set(said)
    texts = [words(text) for text in leaves(tree)]
    assert "The area pi r squared" in texts
    assert "See the x squared page at the y squared page (example.org)." in texts
    [link] = [node for node in tree.find("Link") if "page" in node.text()]
    assert [node.alt for node in link.find("Formula")] == ["y squared"]


def test_titles_of_files_and_bookmarks_have_the_words(printed):
    with pikepdf.open(printed / "maths.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "The area pi r squared"
        with pdf.open_outline() as outline:
            assert outline.root[0].title == "The area pi r squared"
    with pikepdf.open(printed / "maths-key.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Answer key: The area pi r squared"


def test_the_key_says_the_formula_of_the_right_option(printed):
    texts = [words(text) for text in leaves(read(printed / "maths-key.pdf").tree)]
    assert any(text.endswith(" 1") for text in texts)
    assert "Two of 1 half." in texts


def test_a_line_grows_with_its_formula_and_no_more(tmp_path):
    from guidegen.diagnostics import Span
    from guidegen.document.elements import Labels
    from guidegen.inline import Mathematics, Text
    from guidegen.render.pdf.fragments import Fragments
    from guidegen.theme import load_theme

    fragments = Fragments(load_theme("clinic"), 1.0, Labels("", "", "", ""), "en")

    def lines(source):
        line = (Text("one "), Mathematics(source, "said"), Text(" and words" * 20))
        return fragments.paragraph(line, "body", 300, Span("")).lines

    plain, tall = lines("x^2"), lines(r"\begin{pmatrix}1\\2\\3\end{pmatrix}")
    assert {line.height for line in plain} == {fragments.leading("body")}
    assert tall[0].height > 2 * plain[0].height
    assert tall[0].lowered > 0
    assert [line.height for line in tall[1:]] == [line.height for line in plain[1:]]
    assert tall[1].top == pytest.approx(tall[0].height)


def test_too_wide_formulas_and_missing_characters_are_refused_at_their_place(tmp_path):
    wide = "+".join(f"x_{{{number}}}" for number in range(40))
    body = f"So $`{wide}`$.\n\n      $${wide}$$\n\n      And $`\\text{{日}}`$.\n"
    text = GUIDE.split("sections:")[0] + f"sections:\n  - title: A\n    body: |\n      {body}"
    output, problems = build_texts(tmp_path, {"content/maths.yaml": text})
    assert [(p.code, p.span.line) for p in problems] == [("P113", 8), ("P113", 10), ("P101", 12)]
    assert not (output / "maths.pdf").exists()


def test_a_language_without_words_for_formulas_is_refused(tmp_path):
    text = GUIDE.split("sections:")[0] + "sections:\n  - title: A\n    body: The [nombre $`x`$]{lang=xx}.\n"
    _, problems = build_texts(tmp_path, {"content/maths.yaml": text})
    assert [(p.code, p.span.line) for p in problems] == [("P112", 7)]


def test_outlines_are_the_same_in_every_process():
    code = (
        "import hashlib; from guidegen.render.pdf.mathematics import draw;"
        r"print(hashlib.sha256(repr(draw(r'\frac{\sqrt{x}}{\sum_i y}', display=True)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1


def test_proportions_do_not_depend_on_the_print_size():
    drawing = draw("x^{y^z}", display=False)
    assert drawing is not None
    assert 0.5 < drawing.height < 2 and 0 <= drawing.depth < 0.5 and drawing.width > 1
    assert drawing.operators(0, 0, 10, (0.0, 0.0, 0.0)).startswith("0 0 0 rg ")
