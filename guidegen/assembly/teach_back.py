"""The teach-back page: questions for the clinician to ask, with what a good answer says. It is no part of the handout.

Teach-back checks how well something was explained, never the person: the page says so, asks in open words, and has a
place to mark what to explain again. Its questions are items of the guide's bank, or the author's words for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.assembly.answer_key import KeyGround
from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.sources import cited, source_list
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.standing import draft_notice
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Prose, Strong, Text
from guidegen.locale import Words
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.item import Item, TrueFalse
from guidegen.model.teach_back import TeachBack
from guidegen.records import dataclass

_HOW = ("teach-how-say", "teach-how-ask", "teach-how-again", "teach-how-not")
_NOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """An item to ask about, with the author's words for it or none, and its order of options in the form."""

    item: Item
    ask: Prose
    order: tuple[str, ...]


def asked_items(teach_back: TeachBack, form: Form, banks: Sequence[ItemBank]) -> list[Asked]:
    """What is asked: the named items, drawn or not, in the order in which they are named; else all that are drawn.

    An item whose values are drawn, and that the form does not have, is left out: nobody knows its values.
    """
    drawn = {placed.item: placed.options for placed in form.arrangement.items}
    if not teach_back.prompts:
        return [Asked(form.item(id_), (), order) for id_, order in drawn.items()]
    stored = {item.common.id: item for bank in banks for item in bank.items if item.common.parameters is None}
    made = []
    for prompt in teach_back.prompts:
        if prompt.item in drawn:
            made.append(Asked(form.item(prompt.item), prompt.ask, drawn[prompt.item]))
        elif prompt.item in stored:
            made.append(Asked(stored[prompt.item], prompt.ask, ()))
    return made


def teach_back_page(
    guide: Guide, asked: Sequence[Asked], version_code: str, ground: KeyGround, *, is_draft: bool = False
) -> doc.Document:
    """The page: how to ask, the questions with their answers, and room for what to explain again.

    That of a draft is one too.
    """
    words = ground.words
    heading = words.phrase("teach-title", title=for_print(guide.title, words))
    how = tuple((doc.Paragraph((Text(words[key]),)),) for key in _HOW)
    fields = (doc.Field(words["name"], 0.4), doc.Field(words["teach-by"], 0.35), doc.Field(words["date"], 0.25))
    notes = words["teach-notes"]
    blocks: list[doc.Block] = [
        *([draft_notice(words)] if is_draft else ()),
        doc.Heading(1, heading, "title"),
        doc.Paragraph((Text(words["teach-lead"]),), "lead"),
        doc.FieldLine(fields, words["field-text"]),
        doc.Callout("tip", (Text(words["teach-how"]),), (doc.ListBlock("bullet", how),)),
        doc.KeyList(tuple(_entry(number, each, ground) for number, each in enumerate(asked, start=1))),
        doc.WritingLines((Text(notes),), _NOTE_LINES, words.fill("notes-lines", title=notes)),
    ]
    sources = [ground.library[id_] for id_ in cited(blocks)]
    if sources:
        blocks.append(source_list(sources, words))
    template = doc.Template(
        name=f"{guide.name}-teach-back",
        title=words.fill("teach-title", title=words_of(guide.title, words.language)),
        language=guide.language,
        blocks=tuple(blocks),
        furniture=doc.Furniture(
            head_start=words.phrase("teach-title", title=unmarked(guide.title, words.language)),
            head_end=ground.organisation,
            foot_start=words.fill("foot-teach", code=version_code),
            page_pattern=words["page-of"],
        ),
        labels=ground.labels,
        sources=tuple(source.id for source in sources),
        draft=words["draft-mark"] if is_draft else "",
    )
    return doc.Document(template)


def _entry(number: int, asked: Asked, ground: KeyGround) -> doc.KeyEntry:
    return doc.KeyEntry(str(number), "", (), tuple(_said(asked, ground)), f"item:{asked.item.common.id}")


def _said(asked: Asked, ground: KeyGround) -> Iterator[doc.Block]:
    item, words, kind = asked.item, ground.words, kind_of(asked.item)
    if asked.ask:
        yield doc.Paragraph(for_print(asked.ask, words), "stem")
    else:
        if isinstance(item, TrueFalse):
            # A statement is no question.
            yield doc.Paragraph((Text(words["teach-think"]),), "points")
        yield from blocks_for_print(item.common.stem, words, style="stem")
        if item.common.figure is not None:
            figure = item.common.figure
            yield doc.Figure(figure.image, figure.alt, width=0.6, origin=figure.origin)
    yield doc.Paragraph((Strong((Text(words["teach-good"]),)),), "explained")
    yield from _right(asked, words)
    yield from blocks_for_print(item.common.rationale, words, style="explained")
    if kind.is_open:
        yield from kind.after(item, asked.order, words)
    yield from ground.where_to_read(item)
    yield doc.TickRow(((Text(words["teach-clear"]),), (Text(words["teach-again"]),)))


def _right(asked: Asked, words: Words) -> Sequence[doc.Block]:
    """What is right, without letters, as the page has no options."""
    item, kind = asked.item, kind_of(asked.item)
    if isinstance(item, TrueFalse):
        if asked.ask and item.common.rationale:
            # The author asks something else than whether it is true; the reason answers that too.
            return ()
        return (doc.Paragraph((Text(words["true" if item.is_true else "false"]),), "answer"),)
    if kind.right_in_words is not None:
        return kind.right_in_words(item, words)
    return (doc.Paragraph(kind.right(item, asked.order, words), "answer", origin=item.common.origin),)
