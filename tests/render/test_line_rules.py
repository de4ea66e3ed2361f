"""Where lines may end is what the library says that Unicode says."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break, line_break_boundaries

from guidegen.render.pdf.line_breaking import break_offsets, ends_at_spaces
from guidegen.render.pdf.line_classes import SYMBOLS, WIDE, _Classes, _from_library, classes_of
from guidegen.render.pdf.line_rules import breaks_of


def breaks_by_library(text: str) -> list[int]:
    breaks = [offset for offset in line_break_boundaries(text) if offset]
    return breaks if breaks[-1:] == [len(text)] or not text else [*breaks, len(text)]


#: What is common in prose, in references and in bad typing.
TEXTS = st.text(alphabet="abcXYZ019 éßΩя.,;:'\"’“”()[]{}-–—/?!%$&+=*#@_<>…|«»\u00a0", max_size=60)
#: The empty piece is a space.
PIECES = st.lists(
    st.sampled_from(
        '( “ " A L- word é don’t 2019 3.5 ; : , . - (y) (5) (a11x) ? ! ” ) % ’s \u00b7 \u00a0 / https:// '
        "−2 ±3 5% 30°C $1,000 ½ x^2 µg H+ … -1 – ".split(" ")
    ),
    max_size=9,
).map(lambda pieces: "".join(piece or " " for piece in pieces))


@given(TEXTS)
@settings(max_examples=1500, deadline=None, derandomize=True)
def test_breaks_are_those_of_the_library(text):
    assert break_offsets(text) == breaks_by_library(text)


@given(PIECES)
@settings(max_examples=1500, deadline=None, derandomize=True)
def test_breaks_of_words_are_those_of_the_library(text):
    assert break_offsets(text) == breaks_by_library(text)


#: What is typed without a space in it: all that plain paragraphs may have, and what is common.
WORDS = st.lists(
    st.one_of(
        st.text(alphabet="ab19.,;:'\"’“”()[]{}-–—/?!%$€&+=*#_<>…|«»°½−±µ\u00a0¿¡", min_size=1, max_size=5),
        st.sampled_from("5% 30°C $10,000 -1 −2 ½ x-ray “so called” and/or … (12a) a. ( ) — ! .5 [1], 'tis".split(" ")),
    ),
    min_size=1,
    max_size=6,
)


@given(WORDS)
@settings(max_examples=4000, deadline=None, derandomize=True)
def test_lines_end_at_spaces_between_words_that_allow_it(words):
    words = [word for word in words if ends_at_spaces(word)]
    ends = list(itertools.accumulate([len(word) + 1 for word in words]))
    assert break_offsets(" ".join(words)) == [*ends[:-1], *([ends[-1] - 1] if ends else [])]


def test_words_with_figures_and_signs_end_at_spaces():
    assert all(map(ends_at_spaces, "5% 30°C $10,000 -1 −2 ½ … (12a) [1], ±3 x²".split(" ")))
    assert not any(map(ends_at_spaces, ["", "x-ray", "and/or", "“so", "called”", "(", ")", "—", "!", ".5", "a\ufffc"]))


def _kinds() -> dict[tuple[str, str, bool], list[str]]:
    """Characters by all that the rules look at."""
    kinds: dict[tuple[str, str, bool], list[str]] = {}
    for number in range(0x20000):
        character = chr(number)
        category = unicodedata.category(character)
        if category != "Cs" and (number < 0x3400 or number % 7 == 0):
            is_wide = unicodedata.east_asian_width(character) in "FWH"
            kinds.setdefault((line_break(character).value, category, is_wide), []).append(character)
    return kinds


@pytest.fixture(scope="module")
def kinds():
    return list(_kinds().values())


@pytest.mark.parametrize("seed", range(8))
def test_breaks_between_characters_of_all_kinds_are_those_of_the_library(kinds, seed):
    draw = random.Random(seed)
    for _ in range(1200):
        # Few kinds at a time, so that rules which need three of some kind are met.
        some = draw.sample(kinds, draw.choice([2, 3, 9]))
        text = "".join(draw.choice(draw.choice(some)) for _ in range(draw.randint(1, 9)))
        if _ends_in_a_quotation_with_marks(text):
            continue
        assert breaks_of(text) == breaks_by_library(text), [f"{ord(each):04X}" for each in text]


def _ends_in_a_quotation_with_marks(text: str) -> bool:
    """The library takes the end of a text for its end only where no marks combine with what stands last."""
    left = text.rstrip("".join(each for each in text if line_break(each).value in ("CM", "ZWJ", "SA")))
    return left != text and left[-1:] != "" and line_break(left[-1]).value == "QU"


def test_marks_at_the_end_belong_to_what_they_follow():
    # LB9, LB15b: the quotation mark stands last, so no line ends before it.
    assert breaks_of("a — ”\u0301") == [2, 6]


def test_characters_of_common_scripts_have_the_classes_of_the_library():
    table = _Classes()
    alone = {SYMBOLS["HH"], SYMBOLS["DC"]}
    runs = zip(table._starts, table._ends, strict=True)
    numbers = [number for first, last in runs for number in range(first, min(last + 1, first + 3000))]
    for number in [*numbers, *range(0xAC00, 0xD7A4, 9)]:
        symbol = table[number]
        assert symbol == _from_library(chr(number)) or symbol in alone, f"{number:04X}"
    assert classes_of("\u2010\u25cc") == SYMBOLS["HH"] + SYMBOLS["DC"]


def test_symbols_are_told_apart():
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
    assert all(ord(symbol) & 0xFF < WIDE for symbol in SYMBOLS.values())


@pytest.mark.parametrize(
    "text",
    [
        "-1 and −4 “in 5% of 30°C” (edit −4)), or $10,000: x^2 – ½ cup… µg",
        "Qu’est-ce que c’est ? « Rien », dit-elle.",
        "Вы можете — если хотите — спросить.",
        "إذا كان لديك أسئلة، اسأل.",
        "האם יש לך שאלות?",
        "如果您有问题,请问。「是」",
        "질문이 있으면 물어보세요.",
        "Nếu bạn có câu hỏi",
    ],
)
def test_the_library_is_not_loaded_for_common_scripts(text):
    code = (
        "import sys; from guidegen.render.pdf.line_rules import breaks_of; "
        f"breaks_of({text!r}); assert 'uniseg' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert breaks_of(text) == breaks_by_library(text)
