"""LaTeX notation to trees: what is understood, and what is refused with a reason."""

import random

import pytest

from guidegen.mathematics.formula import LONGEST_FORMULA, Formula, Unreadable, parse

REFUSED = {
    "": "it is empty",
    r"\foo": r"the command `\foo` is not known",
    r"\ce{H2O}": r"the command `\ce` is not known",
    r"\text{a \textbf{b}}": r"the command `\textbf` is not known",
    r"\frac{1}": "a part of it is missing",
    r"\limits": "a part of it is missing",
    "{x": "a `{` has no `}`",
    "x}": "a `}` has no `{`",
    "x_": "nothing follows a `^` or `_`",
    "x^2^3": "two superscripts follow each other; put braces around what belongs together",
    r"\left(x": r"a `\left` has no `\right`, or a `\right` no `\left`",
    r"\begin{pmatrix}1": r"`\begin{pmatrix}` has no `\end{pmatrix}`",
    r"\begin{tikzpicture}\end{tikzpicture}": r"`\begin{tikzpicture}` is not known",
    "a & b": "`&` parts columns, and there are none",
    r"a \\ b": r"`\\` ends a line, and it has only one",
    r"\color{red}{x}": r"`\color` cannot be used on paper",
    r"\href{https://example.org}{x}": r"`\href` cannot be used on paper",
    r"\newcommand{\x}{\x\x}\x": r"`\newcommand` cannot be used on paper",
    "x\\": "a backslash at its end names no command",
    "x" * (LONGEST_FORMULA + 1): "it is longer than 1,000 characters",
    "{" * 30 + "x" + "}" * 30: "it is nested too deep",
    r"\sqrt" * 190 + "x": "it is nested too deep",
    "x^{1+" * 20 + "x" + "}" * 20: "it is nested too deep",
}


@pytest.mark.parametrize("source", REFUSED, ids=lambda source: source[:30] or "empty")
def test_what_cannot_be_understood_is_refused_with_a_reason(source):
    found = parse(source)
    assert isinstance(found, Unreadable)
    assert found.reason == REFUSED[source]


@pytest.mark.parametrize("name", ["align", "align*", "aligned", "split", "gathered", "cases", "pmatrix", "smallmatrix"])
def test_environments(name):
    assert isinstance(parse(rf"\begin{{{name}}}a & b \\ c & d\end{{{name}}}"), Formula)


def test_markup_in_a_formula_is_only_letters():
    formula = parse(r"\text{<b> \& <script>}")
    assert isinstance(formula, Formula)
    [text] = formula.root.children
    assert text.text.replace("\u00a0", " ") == "<b> & <script>"


def test_upright_letters_are_one_word_and_grouped_digits_one_number():
    formula = parse(r"1{,}000\,\mathrm{mg}")
    assert isinstance(formula, Formula)
    [row] = formula.root.children
    assert [node.text for node in row.children if node.text] == ["1,000", "mg"]


def test_mangled_formulas_are_refused_or_understood_and_never_raise():
    stream = random.Random(4)
    pieces = [
        *"{}^_&'|<>-+/ abx12",
        *(r"\frac", r"\sqrt", r"\left", r"\right", "(", ")", r"\begin{pmatrix}", r"\end{pmatrix}", r"\\", r"\sum"),
        *(r"\text{", r"\over", r"\hat", r"\mathrm", r"\limits", r"\binom", r"\not", r"\overset", "é", "日", "\u202e"),
    ]
    for _ in range(1_500):
        source = "".join(stream.choices(pieces, k=stream.randint(1, 14)))
        assert isinstance(parse(source), Formula | Unreadable)
