"""The teacher's copy: the quiz as it was printed, with the answers in their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from guidegen.assembly.answer_key import Places, explained
from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import Form
from guidegen.assembly.items import printed_items
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.sources import cited, source_list
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Prose, Strong, Text
from guidegen.locale import Words
from guidegen.model.guide import Source


def teacher_copy(
    form: Form,
    title: Prose,
    language: str,
    words: Words,
    labels: doc.Labels,
    *,
    places: Places,
    handout: str,
    show_points: bool,
    organisation: str,
    library: Mapping[str, Source],
) -> doc.Document:
    """The items of the form in printed order, each with its answer below. The arguments are those of `answer_key`."""
    code, heading = quiz_code(form), words.phrase("teacher-title", title=for_print(title, words))
    blocks: list[doc.Block] = [
        doc.Heading(1, heading, "title"),
        doc.Paragraph(words.phrase("key-for", code=(Strong((Text(code),)),)), "lead"),
        with_answers(printed_items(form, words, show_points=show_points, level=2), form, words, places, handout),
    ]
    sources = [library[id_] for id_ in cited(blocks)]
    if sources:
        blocks.append(source_list(sources, words))
    furniture = doc.Furniture(
        head_start=words.phrase("teacher-title", title=unmarked(title, words.language)),
        head_end=organisation,
        foot_start=words.fill("foot-key", code=code, revision=key_revision(form)),
        page_pattern=words["page-of"],
    )
    template = doc.Template(
        name=f"{form.quiz}-key",
        title=words.fill("teacher-title", title=words_of(title, words.language)),
        language=language,
        blocks=tuple(blocks),
        furniture=furniture,
        labels=labels,
        sources=tuple(source.id for source in sources),
    )
    return doc.Document(template, form.arrangement)


def with_answers(items: doc.ItemList, form: Form, words: Words, places: Places, handout: str) -> doc.ItemList:
    """The same items with the right options marked and the answer below each."""
    by_id = {item.id: item for item in items.items}
    made = []
    for placed in form.arrangement.items:
        item, kind = form.item(placed.item), kind_of(form.item(placed.item))
        first, *rest = explained(item, placed, words, places, handout)
        assert isinstance(first, doc.Paragraph)
        label = (Strong((Text(words["teacher-answer"]),)), Text(" "))
        answer = (replace(first, line=(*label, *first.line)), *rest)
        printed = by_id[placed.item]
        task = printed.task
        if isinstance(task, doc.Options):
            task = replace(task, marked=kind.marked(item))
        made.append(replace(printed, task=task, answer=answer))
    return replace(items, items=tuple(made))
