"""Prose as authors type it, to the nodes of `guidegen.inline` and `guidegen.model.prose`.

CommonMark is parsed by markdown-it-py with raw HTML off; citations, languages, abbreviations, mathematics,
blanks and variables are inline rules of their own (`rules`). Most texts hold no markup at all: they never reach
the parser, which is imported only when a text needs it. Entities (`&lt;`) and tags (`<b>`) stay as typed.

Problems and citations are `Finding` and `Cited` values with offsets into the text; the caller knows the file.
"""

from __future__ import annotations

from guidegen.inline import Prose, Text
from guidegen.model.prose import Blocks, Paragraph
from guidegen.patterns import pattern
from guidegen.reading.prose.blocks import Place, block_nodes, nowhere
from guidegen.reading.prose.lines import Lines
from guidegen.reading.prose.notes import BlankText, Cited, Finding, Notes
from guidegen.reading.prose.pictures import ReadPicture
from guidegen.reading.prose.runs import inline_runs

__all__ = [
    "LONGEST_TEXT",
    "BlankText",
    "Cited",
    "Finding",
    "Notes",
    "paragraphs_alone",
    "parse_blocks",
    "parse_inline",
    "words_alone",
]

LONGEST_TEXT = 100_000

#: Signs alone, so that `re` looks for them without a step for each letter. Pictures and formulas have one as well.
_MARKUP = pattern(r"[*_`\[<\\{]")
#: What a line begins with that is no line of a paragraph.
_BLOCK_START = pattern(
    r"[ \t]*(?:[-+*](?:[ \t]|$)|#|>|~~~|\$\$|\d{1,9}[.)](?:[ \t]|$)"
    # The row of dashes below the header of a table.
    r"|\|?[ \t]*:?-+:?[ \t]*\||\|[ \t]*:?-)"
)
_BLANK_LINES = pattern(r"\n(?:[ \t]*\n)+")
_LINE_END = pattern(r"[ \t]*\n[ \t]*")


def words_alone(text: str) -> Prose | None:
    """One run of prose that has no markup, as most have none: there is nothing to be noted of it. None for others."""
    if len(text) > LONGEST_TEXT or _MARKUP.search(text):
        return None
    stripped = text.strip()
    if not stripped:
        return ()
    return (Text(_spaced(_LINE_END.sub(" ", stripped) if "\n" in stripped else stripped)),)


def _spaced(text: str) -> str:
    """The text with spaces for tabs, which no font has: they come along when text is pasted."""
    return text.replace("\t", " ") if "\t" in text else text


def parse_inline(text: str, notes: Notes | None = None) -> Prose:
    """One run of prose. Line ends are spaces; nothing in it begins a list or a heading."""
    if (words := words_alone(text)) is not None:
        return words
    notes = notes if notes is not None else Notes()
    stripped = text.strip()
    if not stripped or _is_too_long(text, notes):
        return ()
    lines = Lines(text)
    return inline_runs(stripped, lines.offsets(0, stripped), notes)


def parse_blocks(
    text: str, notes: Notes | None = None, place: Place = nowhere, read: ReadPicture | None = None
) -> Blocks:
    """Paragraphs, lists, quotations, code, formulas, tables, pictures and headings.

    `place` turns offsets of the text into origins; `read` reads the pictures.
    """
    if (paragraphs := paragraphs_alone(text, place)) is not None:
        return paragraphs
    notes = notes if notes is not None else Notes()
    if _is_too_long(text, notes):
        return ()
    return block_nodes(text, notes, place, read)


def paragraphs_alone(text: str, place: Place) -> Blocks | None:
    """Paragraphs that have no markup, as those of most items: there is nothing to be noted of them. None for others."""
    if not text or text.isspace():
        return ()
    if len(text) > LONGEST_TEXT or _MARKUP.search(text) or any(map(_BLOCK_START.match, text.split("\n"))):
        return None
    if "\n" not in text:
        stripped = text.strip()
        start = text.index(stripped)
        return (Paragraph((Text(_spaced(stripped)),), origin=place(start, start + len(stripped))),)
    return tuple(_plain_paragraphs(text, place))


def _is_too_long(text: str, notes: Notes) -> bool:
    if len(text) <= LONGEST_TEXT:
        return False
    notes.findings.append(
        Finding(
            "S204", 0, 1, f"This text is longer than {LONGEST_TEXT:,} characters.", "Divide it into several blocks."
        )
    )
    return True


def _plain_paragraphs(text: str, place: Place) -> list[Paragraph]:
    paragraphs = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _BLANK_LINES.finditer(text)), (len(text), len(text))]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            paragraphs.append(
                Paragraph((Text(_spaced(_LINE_END.sub(" ", stripped))),), origin=place(begin, begin + len(stripped)))
            )
        start = following
    return paragraphs
