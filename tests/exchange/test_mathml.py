"""Formulas in MathML, both ways."""

from __future__ import annotations

import pytest
from lxml import etree

from guidegen.exchange.from_html import blocks_from_html
from guidegen.exchange.importing import import_bank
from guidegen.exchange.mathml import latex_of, mathml
from guidegen.inline import Mathematics, Text
from guidegen.mathematics.formula import parse
from guidegen.model.prose import FormulaBlock, Paragraph

FORMULAS = [
    r"\frac{1}{6}",
    r"x^2+y_1^2\le 3\times 10^{-3}",
    r"\sqrt[3]{x+1}",
    r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
    r"\lim_{x\to 0}\frac{\sin x}{x}",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    r"\vec{v}\cdot\overline{AB}",
    r"90^\circ",
    r"f'(x)",
    r"50\%",
    r"\mathbb{R}",
    r"\left(\frac{a}{b}\right)^2",
    r"\{1,2\}",
    r"a \ne b \Rightarrow c",
    r"\binom{n}{k}",
    r"\log_2 8",
]


@pytest.mark.parametrize("source", FORMULAS)
def test_a_formula_without_its_latex_is_the_same_formula(source):
    element = etree.fromstring(mathml(source))
    etree.strip_elements(element, "{*}annotation")
    said = latex_of(element)
    assert parse(said).root == parse(source).root, said


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<mo>(</mo><mo>-</mo><mn>1</mn><mo>)</mo>", "(-1)"),
        ("<mi>x</mi><mo>=</mo><mo>−</mo><mn>1</mn>", "x = -1"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", r"\sin x"),
        ("<mi>x</mi><mo>&lt;</mo><mi>β</mi>", r"x < \beta"),
        ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "{a + b}^2"),
        ("<apply><plus/><ci>x</ci></apply>", ""),
        ("<mmultiscripts><mi>X</mi><mn>1</mn></mmultiscripts>", ""),
        ("<mfrac><mn>1</mn></mfrac>", ""),
        ("", ""),
    ],
)
def test_what_mathml_says(inner, said):
    assert latex_of(etree.fromstring(f"<math>{inner}</math>")) == said


def test_a_fraction_in_a_text_stays_a_fraction():
    heard = []
    blocks = blocks_from_html(
        "<p>Is <math><mfrac><mn>1</mn><mn>6</mn></mfrac></math> more?</p>"
        '<math display="block"><mi>x</mi><mo>=</mo><mn>1</mn></math>',
        heard.append,
    )
    assert blocks == (
        Paragraph((Text("Is "), Mathematics(r"\frac{1}{6}"), Text(" more?"))),
        FormulaBlock("x = 1"),
    )
    assert not heard


def test_what_has_no_latex_keeps_its_characters_and_is_named():
    heard = []
    blocks = blocks_from_html("<p><math><apply><ci>x</ci></apply></math></p>", heard.append)
    assert blocks == (Paragraph((Text("x"),)),)
    assert heard == ["a formula in MathML stands as plain characters"]


def test_formulas_of_qti_1_stay_formulas():
    xml = """<questestinterop xmlns:m="http://www.w3.org/1998/Math/MathML"><item ident="i" title="Half"><presentation>
    <material><mattext>Is</mattext><m:math><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math>
    <mattext>more?</mattext></material><response_str ident="r"><render_fib/></response_str></presentation></item>
    </questestinterop>"""
    (item,) = import_bank([("a.xml", xml.encode())], "quizzes/a.yaml").bank.items
    assert Mathematics(r"\frac{1}{2}") in item.common.stem[0].prose
