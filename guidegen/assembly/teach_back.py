"""The teach-back page: questions for the clinician to ask, with what a good answer says. It is no part of the handout.

Teach-back checks how well something was explained, never the person: the page says so, asks in open words, and has a
place to mark what to explain again. Its questions are items of the guide's bank, or the author's words for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.assembly.answer_key import KeyGround
from guidegen.assembly.form import Form
from guidegen.assembly.items import printed_figure
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.kinds.base import joined
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.sources import cited, source_list
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.standing import draft_notice
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, by_stimulus, letter
from guidegen.inline import Prose, Strong, Text
from guidegen.locale import Words
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.item import Cloze, Essay, Item, MultipleChoice, MultipleResponse, TrueFalse
from guidegen.model.stimulus import Stimulus
from guidegen.model.teach_back import TeachBack
from guidegen.model.wording import is_closing, names_options
from guidegen.records import dataclass

_HOW = ("teach-how-say", "teach-how-ask", "teach-how-again", "teach-how-not")
_NOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """An item to ask about, with the author's words for it or none, and its order of options in the form.

    `stimulus` is what the item is about, if it is about one.
    """

    item: Item
    ask: Prose
    order: tuple[str, ...]
    stimulus: Stimulus | None = None


def asked_items(teach_back: TeachBack, form: Form, banks: Sequence[ItemBank]) -> list[Asked]:
    """What is asked: the named items, drawn or not, in the order in which they are named; else all that are drawn.

    An item whose values are drawn, and that the form does not have, is left out: nobody knows its values.
    """
    drawn = {placed.item: placed.options for placed in form.arrangement.items}
    stimuli = {stimulus.id: stimulus for bank in banks for stimulus in bank.stimuli}

    def asked(item: Item, ask: Prose, order: tuple[str, ...]) -> Asked:
        return Asked(item, ask, order, stimuli.get(item.common.stimulus))

    if not teach_back.prompts:
        return [asked(form.item(id_), (), order) for id_, order in drawn.items()]
    stored = {item.common.id: item for bank in banks for item in bank.items if item.common.parameters is None}
    made = []
    for prompt in teach_back.prompts:
        if prompt.item in drawn:
            made.append(asked(form.item(prompt.item), prompt.ask, drawn[prompt.item]))
        elif prompt.item in stored:
            made.append(asked(stored[prompt.item], prompt.ask, ()))
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
        *_questions(asked, ground),
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


def _questions(asked: Sequence[Asked], ground: KeyGround) -> Iterator[doc.Block]:
    """The questions in their order, each behind what it is about.

    A stimulus is printed before the first that needs it. A later question that does not follow says where it stands.
    """
    placed = [
        ArrangedItem(each.item.common.id, number, each.order, each.stimulus.id if each.stimulus else "")
        for number, each in enumerate(asked, start=1)
    ]
    told: set[str] = set()
    for id_, group in by_stimulus(placed):
        about = asked[group[0].number - 1].stimulus
        is_new = id_ not in told
        if about is not None and is_new:
            from guidegen.assembly.stimuli import printed_stimulus

            told.add(id_)
            yield doc.StimulusAlone(printed_stimulus(about, ground.words, level=2), tuple(group))
        yield doc.KeyList(
            tuple(_entry(each, asked[each.number - 1], () if is_new else placed, ground) for each in group)
        )


def _entry(placed: ArrangedItem, asked: Asked, all_placed: Sequence[ArrangedItem], ground: KeyGround) -> doc.KeyEntry:
    """A question with its answer. With `all_placed` it says where its stimulus stands."""
    blocks = [*_said(asked, ground)]
    if asked.stimulus is not None and all_placed:
        from guidegen.assembly.stimuli import key_line

        blocks.insert(0, doc.Paragraph(key_line(asked.stimulus, placed, all_placed, ground.words), "points"))
    return doc.KeyEntry(str(placed.number), "", (), tuple(blocks), f"item:{placed.item}")


def _said(asked: Asked, ground: KeyGround) -> Iterator[doc.Block]:
    item, words, kind = asked.item, ground.words, kind_of(asked.item)
    if asked.ask:
        yield doc.Paragraph(for_print(asked.ask, words), "stem")
    else:
        if isinstance(item, TrueFalse):
            # A statement is no question.
            yield doc.Paragraph((Text(words["teach-think"]),), "points")
        yield from blocks_for_print(item.common.stem, words, style="stem")
    task = kind.task(item, words)
    figure = printed_figure(item.common.figure, task)
    if figure is not None:
        # Whoever asks: the author's words and the answer may speak of the picture and of its numbers.
        yield figure
    if not asked.ask or _is_about_options(item):
        yield from _given(asked, task, words)
    yield doc.Paragraph((Strong((Text(words["teach-good"]),)),), "explained")
    yield from _right(asked, words)
    if isinstance(item, Essay):
        # The rest of the sample, and the rubric that the answer is judged by.
        yield from kind.before(item, asked.order, words)
    yield from blocks_for_print(item.common.rationale, words, style="explained")
    if kind.is_open:
        yield from kind.after(item, asked.order, words)
    yield from ground.where_to_read(item)
    yield doc.TickRow(((Text(words["teach-clear"]),), (Text(words["teach-again"]),)))


def _given(asked: Asked, task: doc.Task, words: Words) -> Iterator[doc.Block]:
    """What the question speaks of beside its stem: `these steps`, `each statement`, `all of the above`.

    Options to choose from, lists and word banks stay away: the answer is given in free words.
    """
    match task:
        case doc.OrderBoxes(entries):
            yield _listed(_in_order(entries, asked.order))
        case doc.StatementTable(statements, _, labels):
            yield doc.Paragraph(joined(labels, " / "), "points")
            yield _listed(_in_order(statements, asked.order))
        case doc.Premises(premises, responses, _, premise_header, responses_label):
            yield doc.Paragraph(premise_header, "points")
            yield _listed(premises)
            yield doc.Paragraph(responses_label, "points")
            yield _listed(_in_order(responses, asked.order))
        case doc.Options(options) if _is_about_options(asked.item):
            lettered = enumerate(_in_order(options, _order_of_options(asked)))
            yield doc.ListBlock(
                "bullet",
                tuple(
                    (doc.Paragraph((Strong((Text(letter(index, words.letters)),)), Text("  "), *option.line)),)
                    for index, option in lettered
                ),
            )


def _in_order(options: Sequence[doc.Option], order: Sequence[str]) -> Sequence[doc.Option]:
    """In the order of the form, or as they come where the item was not drawn."""
    return arrange(options, order) if order else options


def _order_of_options(asked: Asked) -> tuple[str, ...]:
    """The order in which options have their letters: that of the form, else that of the bank."""
    assert isinstance(asked.item, MultipleChoice | MultipleResponse)
    return asked.order or tuple(option.id for option in asked.item.options)


def _listed(options: Sequence[doc.Option]) -> doc.ListBlock:
    return doc.ListBlock("bullet", tuple((doc.Paragraph(option.line),) for option in options))


def _is_about_options(item: Item) -> bool:
    """Whether what is right can only be said of the printed options: `both A and C`, `none of these`, no option."""
    if not isinstance(item, MultipleChoice | MultipleResponse):
        return False
    keys = [option.prose for option in item.options if option.is_key]
    return not keys or any(is_closing(prose) or names_options(prose, len(item.options)) for prose in keys)


def _right(asked: Asked, words: Words) -> Sequence[doc.Block]:
    """What is right, without letters where the page has no options."""
    item, kind = asked.item, kind_of(asked.item)
    # To another question the answer is no truth value and no number of a blank: the whole text says it.
    text = blocks_for_print(item.common.stem, words, style="explained") if asked.ask else ()
    if isinstance(item, TrueFalse):
        if asked.ask and item.common.rationale:
            # The author asks something else than whether it is true; the reason answers that too.
            return ()
        return (*text, doc.Paragraph((Text(words["true" if item.is_true else "false"]),), "answer"))
    if _is_about_options(item):
        return (doc.Paragraph(kind.right(item, _order_of_options(asked), words), "answer", origin=item.common.origin),)
    if isinstance(item, Essay) and not item.sample and (item.rubric is not None or item.common.rationale):
        # Who marks it is no answer, and what is looked for follows.
        return ()
    if kind.right_in_words is not None:
        return (*(text if isinstance(item, Cloze) else ()), *kind.right_in_words(item, words))
    return (doc.Paragraph(kind.right(item, asked.order, words), "answer", origin=item.common.origin),)
