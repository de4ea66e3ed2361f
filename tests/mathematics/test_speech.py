"""Formulas in English words: unambiguous, and as one would say them."""

import pytest

from guidegen.locale import mathematics_in
from guidegen.mathematics.formula import Formula, parse
from guidegen.mathematics.speech import spoken

SAID = {
    "x^2": "x squared",
    "x^3+1": "x cubed plus 1",
    "x^n+1": "x to the power n plus 1",
    "x^{n+1}": "x to the power n plus 1 end power",
    "10^{-3}": "10 to the power minus 3",
    "(a+b)^2": "open parenthesis a plus b close parenthesis squared",
    "{a+b}^2": "group a plus b end group squared",
    "x_1": "x sub 1",
    "x_{n+1}": "x sub n plus 1 end sub",
    "x_1^2": "x sub 1 squared",
    r"\frac{a}{b}": "the fraction a over b",
    r"\frac{a+1}{b}": "the fraction with numerator a plus 1 and denominator b end fraction",
    r"\frac{\frac{a}{b}}{c}": "the fraction with numerator the fraction a over b and denominator c end fraction",
    r"\frac{1}{2}": "1 half",
    r"\frac34": "3 quarters",
    r"\sqrt{2}": "the square root of 2",
    r"\sqrt{x+1}": "the square root of x plus 1 end root",
    r"\sqrt[3]{x}": "the cube root of x",
    r"\sqrt[n]{x}": "the root with index n of x",
    r"\sum_{i=1}^{n} i": "the sum from i equals 1 to n of i",
    r"\lim_{x\to 0} f(x)": "the limit as x goes to 0 of f of x",
    r"\int_0^1 x\,dx": "the integral from 0 to 1 of x d x",
    r"a \le b": "a is less than or equal to b",
    r"a \ne \beta": "a does not equal beta",
    r"\Delta T": "capital delta capital T",
    "-5": "minus 5",
    r"5\,\mathrm{mg}": "5 milligrams",
    r"1\,\mathrm{mL}": "1 milliliter",
    r"80\,\mathrm{mg/dL}": "80 milligrams per deciliter",
    r"9.8\,\mathrm{m/s^2}": "9.8 meters per second squared",
    r"37\,^\circ\mathrm{C}": "37 degrees Celsius",
    r"\mathrm{H_2O}": "H 2 O",
    r"\mathrm{Na^+}": "Na with charge plus",
    r"\mathrm{SO_4^{2-}}": "SO 4 with charge 2 minus",
    r"\mathrm{2H_2 + O_2 \rightarrow 2H_2O}": "2 H 2 plus O 2 goes to 2 H 2 O",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}": "matrix with 2 rows and 2 columns; row 1: 1, 2; row 2: 3, 4; end matrix",
    r"\begin{vmatrix}a\\b\end{vmatrix}": "determinant with 2 rows and 1 column; row 1: a; row 2: b; end determinant",
    r"\begin{aligned}a&=b\\&=c\end{aligned}": "line 1: a equals b; line 2: equals c; end of lines",
    r"\begin{cases}x & x>0\\-x & \text{otherwise}\end{cases}": (
        "case 1: x, x is greater than 0; case 2: minus x, otherwise; end of cases"
    ),
    r"\left|x-1\right|": "the absolute value of x minus 1 end absolute value",
    r"\binom{n}{k}": "n choose k",
    r"\sin^2\theta": "sine squared theta",
    r"\sin^{-1} x": "inverse sine x",
    r"\log_2 8": "log base 2 of 8",
    r"\overline{AB}": "bar over capital A capital B end bar",
    r"\hat{p}": "p hat",
    r"\vec{v}": "vector v",
    r"\mathbf{v}": "bold v",
    r"\mathbb{R}": "the real numbers",
    "x'": "x prime",
    r"90^\circ": "90 degrees",
    r"25\%": "25 percent",
    r"\$5": "5 dollars",
    r"\cancel{x}": "crossed out x end crossed out",
    r"\text{if } x": "if x",
    r"A \bowtie B": "capital A bowtie capital B",
}


@pytest.mark.parametrize("source", SAID)
def test_formulas_are_said_as_people_say_them(source):
    assert said(source) == SAID[source]


def said(source: str) -> str:
    formula, english = parse(source), mathematics_in("en")
    assert isinstance(formula, Formula) and english is not None
    return spoken(formula, english)


@pytest.mark.parametrize(
    "alike",
    [
        ("x^{n+1}", "x^n+1"),
        (r"\frac{a+b}{c}", r"a+\frac{b}{c}", r"\frac{a}{c}+b"),
        (r"\sqrt{x}+1", r"\sqrt{x+1}"),
        ("a_{i+1}", "a_i+1", "a_{i}^{1}"),
        ("x", "X", r"\mathbf{x}", r"\chi"),
        (r"\frac{a}{\frac{b}{c}}", r"\frac{\frac{a}{b}}{c}"),
        (r"a^{b^c}", "{a^b}^c"),
    ],
)
def test_different_formulas_sound_different(alike):
    assert len({said(source) for source in alike}) == len(alike)


def test_a_language_without_words_says_nothing():
    assert mathematics_in("xx") is None
    assert mathematics_in("../en") is None
    assert mathematics_in("en-GB") is not None
