"""The plainest markup without the parser: what it gives is what the parser gives, or it gives nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.diagnostics import Span
from guidegen.inline import Code, Strong, Text
from guidegen.reading.prose import Notes, parse_blocks, parse_inline
from guidegen.reading.prose import blocks as blocks_module
from guidegen.reading.prose import runs as runs_module
from guidegen.reading.prose.simple import simple_blocks, simple_runs

#: Words, marks and what stands between them, so that both plain and odd texts come up.
ODD = (
    "a word 5 é ß 日 1. 2) 12 . \" ' “ ” ( ) ? : … — - -- --- * ** *** _ __ ___ ____ # ## ### > ~~~ ` ``` $` $$ "
    '| < &amp; \\ ! [ ] [x] [x](y) [[ ]] { } {{v}} [@a-1] [@a;@b] [@A] [IBS]{abbr="x"} [sí]{lang=es} [*b*]{lang=es} '
    "**bold** *it* **Yes.** = == , \u200b"
).split(" ")
ODD += [" ", "  ", "\n", "\n\n", "\n  ", "\n- ", "\n\n- ", "\n    ", "\t", "\n1. ", "\r\n", "- ", "* ", "+ ", "\u00a0"]
#: Mostly plain, as guides are.
PLAIN = ["Some words ", "and more.", "**bold** ", "*it*", "(**b**)", "“*x*”", "\n", "\n\n", "\n\n\n", "- ", "\n- "]
PLAIN += [
    "> ",
    "\n> ",
    "\n\n> ",
    "\n\n- ",
    "\n  ",
    "### ",
    "#",
    "____",
    "[@zhou2019]",
    "[@a; @B]",
    '[CFR]{abbr="Code"}',
    " ",
    "5",
    "1. ",
    ".",
]
TEXTS = st.one_of(*(st.lists(st.sampled_from(pieces), max_size=16).map("".join) for pieces in (ODD, PLAIN)))


def read(parse, text: str):
    """What comes of a text, with all that was noted on the way."""
    notes = Notes(lambda start, end: Span("f", start, end))
    if parse is parse_blocks:
        return parse_blocks(text, notes, lambda start, end: Span("f", start + 1, end + 1)), notes
    return parse_inline(text, notes), notes


def origins(value):
    """The places of all parts: they do not count when parts are compared."""
    if isinstance(value, tuple):
        return [origins(each) for each in value]
    own = [getattr(value, "origin", None)]
    return [*own, *(origins(getattr(value, name)) for name in ("points", "blocks") if hasattr(value, name))]


def held_against_the_parser(parse, text: str) -> None:
    ours, our_notes = read(parse, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks_module, "simple_blocks", lambda *_: None)
        patch.setattr(runs_module, "simple_runs", lambda *_: None)
        theirs, their_notes = read(parse, text)
    assert ours == theirs, text
    assert origins(ours) == origins(theirs), text
    assert (our_notes.findings, our_notes.citations) == (their_notes.findings, their_notes.citations), text


@given(TEXTS)
@settings(max_examples=5000, deadline=None, derandomize=True)
def test_blocks_are_those_of_the_parser(text):
    held_against_the_parser(parse_blocks, text)


@given(TEXTS)
@settings(max_examples=5000, deadline=None, derandomize=True)
def test_runs_are_those_of_the_parser(text):
    held_against_the_parser(parse_inline, text)


@pytest.mark.parametrize(
    "text",
    [
        "The wall *of* your **gut**\nis (*thin*) and “**new**”.\n",
        "It holds [@zhou2019; @nhs].\n\n- **It feeds.** Yes\n  and more\n- two\n\n### Why?\n\nSo.\n\n- a\n\n- b\n",
        'On ________ the [CFR]{abbr="Code"} and [sí]{lang=es}: $5, 3 > 2 & so on!',
    ],
)
def test_plain_markup_needs_no_parser(text):
    tokens = simple_blocks(text)
    assert tokens
    for token in tokens:
        if token.type == "inline":
            assert simple_runs(token.content, lambda place: place, Notes()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a\n- b",
        "- a\nb",
        "- a\n\n  b",
        "- - a",
        "1. a",
        "### a #",
        "a  \nb",
        "> a\nb",
        "> - a",
        "    a",
        "a | b",
        "* a",
        "a\n===",
    ],
)
def test_blocks_that_are_unusual_are_left_to_the_parser(text):
    assert simple_blocks(text) is None


@pytest.mark.parametrize(
    "content",
    [
        "a*b*c",
        "**a*",
        "*a **b** c*",
        "***a***",
        "* a*",
        "_a_",
        "`a`",
        "[a](b)",
        "\\*a",
        "<a@b>",
        "$`x`$",
        "{{v}}",
        "[[a]]",
    ],
)
def test_runs_that_are_unusual_are_left_to_the_parser(content):
    assert simple_runs(content, lambda place: place, Notes()) is None


def test_a_text_in_plain_markup_is_read_without_the_parser():
    code = (
        "import sys\n"
        "from guidegen.reading.prose import parse_blocks\n"
        "parse_blocks('**Bold** [@who]\\n\\n- one\\n- *two*\\n')\n"
        "sys.exit('markdown_it' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_tab_is_a_space_in_prose_and_stays_in_code():
    marked = parse_inline("a\tb **c\td** `e\tf`")
    assert marked == (Text("a b "), Strong((Text("c d"),)), Text(" "), Code("e f"))
    assert parse_inline("a\tb") == (Text("a b"),)
    paragraphs = parse_blocks("a\tb\n\nc\td\n")
    assert [paragraph.prose for paragraph in paragraphs] == [(Text("a b"),), (Text("c d"),)]
    assert parse_blocks("a\tb")[0].prose == (Text("a b"),)
    [code] = parse_blocks("```\na\tb\n```")
    assert code.text == "a\tb"
