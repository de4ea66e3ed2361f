"""Blocks to write on, for print: notes, fields to fill in, an acknowledgement to sign."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.speech import words_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Prose, Text
from guidegen.locale import Words
from guidegen.model.write_on import Acknowledgement, FillIn, FillIns, Notes

#: Whoever signs writes these, if the author names no others.
_SIGNED = ("name", "signature", "date")
_ENDS = " .:;,?!\u00a0"


def notes(block: Notes, words: Words) -> doc.WritingLines:
    """Blank lines below their title."""
    title = for_print(block.title, words) or (Text(words["notes-title"]),)
    name = _name(block.title, words) or words["notes-title"]
    return doc.WritingLines(title, block.lines, words.fill("notes-lines", title=name), block.origin)


def fill_ins(block: FillIns, words: Words) -> doc.FillIns:
    """Fields with their labels."""
    return doc.FillIns(_fields(block.fields, words), for_print(block.title, words))


def acknowledgement(block: Acknowledgement, words: Words, new_page: str) -> doc.Acknowledgement:
    """The statement, and the lines to sign it on; `new_page` is what one on its own begins: a `page` or a `sheet`."""
    title = for_print(block.title, words) or (Text(words["sign-title"]),)
    name = _name(block.title, words) or words["sign-title"]
    signed = block.signed or tuple(FillIn((Text(words[key]),), origin=block.origin) for key in _SIGNED)
    # The screen asks for the name of whom? The title tells.
    fields = doc.FillIns(_fields(signed, words, within=name))
    statement = blocks_for_print(block.statement, words)
    return doc.Acknowledgement(title, statement, fields, new_page if block.new_page else "", block.origin)


def _fields(fields: Sequence[FillIn], words: Words, within: str = "") -> tuple[doc.FillIn, ...]:
    return tuple(_field(field, words, within) for field in fields)


def _field(field: FillIn, words: Words, within: str) -> doc.FillIn:
    name = _name(field.label, words)
    return doc.FillIn(
        label=for_print(field.label, words),
        said=words.fill("field-text", label=name),
        name=words.fill("field-within", title=within, label=name) if within else name,
        after=for_print(field.after, words),
        lines=field.lines,
        origin=field.origin,
    )


def _name(prose: Prose, words: Words) -> str:
    """The words of a label without the colon at its end."""
    return words_of(prose, words.language).strip(_ENDS)
