"""The teacher's copy: the quiz as it was printed, with the answers in their places."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.answer_key import Answered, KeyGround, explained
from guidegen.assembly.codes import quiz_code
from guidegen.assembly.form import Form
from guidegen.assembly.items import printed_items
from guidegen.assembly.key_of_forms import PrintedForm
from guidegen.assembly.kinds import kind_of
from guidegen.document import elements as doc
from guidegen.inline import Strong, Text
from guidegen.records import replace


def teacher_copy(printed: Sequence[PrintedForm], ground: KeyGround, break_before: str) -> doc.Document:
    """The items of each form in printed order, each with its answers in their places, and below.

    Of several forms each begins a `page` or `sheet` (`break_before`) of its own, the first excepted.
    """
    words = ground.words
    forms = [each.form for each in printed]
    if len(forms) == 1:
        code = quiz_code(forms[0])
        lead = words.phrase("key-for", code=(Strong((Text(code),)),))
        return ground.document(
            Answered.by(forms), lead, _with_answers(forms[0], ground, 2, "item"), title="teacher-title"
        )
    sections: list[doc.Block] = []
    for index, each in enumerate(printed):
        heading = (Text(f"{each.label} · {quiz_code(each.form)}"),)
        anchor = f"form:{each.form.name}"
        items = _with_answers(each.form, ground, 3, f"item:{each.form.name}")
        title = doc.Heading(2, heading, anchor, break_before=break_before if index else "")
        sections.append(doc.Section((title, *items)))
    return ground.document(Answered.by(forms), (Text(words["key-for-forms"]),), sections, title="teacher-title")


def _with_answers(form: Form, ground: KeyGround, level: int, anchor: str) -> tuple[doc.Block, ...]:
    """The items of a form, in their sections, with the answers in their places and below each."""
    blocks = printed_items(form, ground.words, show_points=ground.show_points, level=level)
    return tuple(_answered(block, form, ground, anchor) for block in blocks)


def _answered(block: doc.Block, form: Form, ground: KeyGround, anchor: str) -> doc.Block:
    """A block with the answers in its lists of items; anchors begin with `anchor`, so that each form has its own."""
    if isinstance(block, doc.Section):
        return replace(block, blocks=tuple(_answered(each, form, ground, anchor) for each in block.blocks))
    if isinstance(block, doc.Heading):
        return replace(block, anchor=f"{anchor}:{block.anchor}")
    return _answered_list(block, form, ground, anchor) if isinstance(block, doc.ItemList) else block


def _answered_list(items: doc.ItemList, form: Form, ground: KeyGround, anchor: str) -> doc.ItemList:
    words, arrangement = ground.words, items.arrangement or form.arrangement
    by_id = {item.id: item for item in items.items}
    made = []
    for placed in arrangement.items:
        item, kind = form.item(placed.item), kind_of(form.item(placed.item))
        first, *rest = explained(item, placed, words)
        assert isinstance(first, doc.Paragraph)
        label = (Strong((Text(words["teacher-answer"]),)), Text(" "))
        answer = (replace(first, line=(*label, *first.line)), *rest, *ground.where_to_read(item))
        printed = by_id[placed.item]
        shown = kind.shown(item, placed.options, words)
        made.append(replace(printed, answer=answer, shown=tuple(shown.items())))
    return replace(items, items=tuple(made), arrangement=arrangement, anchor=anchor)
