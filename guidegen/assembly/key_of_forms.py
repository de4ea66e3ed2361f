"""The key of several forms: all of them side by side, then every item once, with its place in each form.

Answers are looked up in the forms that were printed, as in the key of one form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.assembly.answer_key import (
    OPEN,
    Answered,
    KeyGround,
    answer_letters,
    explained,
    grid_letters,
    part_letters,
)
from guidegen.assembly.codes import quiz_code
from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.kinds.base import introduced, joined
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.stimuli import key_line_of_title
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.inline import LineBreak, Strong, Text
from guidegen.locale import Words
from guidegen.model.item import Item
from guidegen.records import dataclass, field

#: Beyond so many places the number and letter of each form stand in the grid alone.
_MOST_PLACES = 30


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form and what it is called in print, such as `Form A`."""

    form: Form
    label: str


def key_of_forms(printed: Sequence[PrintedForm], ground: KeyGround, *, more: Sequence[doc.Block] = ()) -> doc.Document:
    """The key of all forms of a quiz, which may share their items or not. `more` stands below the grid."""
    words = ground.words
    forms = [each.form for each in printed]
    return ground.document(
        Answered.by(forms),
        (Text(words["key-for-forms"]),),
        [
            doc.Section((doc.Heading(2, (Text(words["key-grid"]),), "grid"), *_grid(printed, words))),
            *more,
            doc.Section((doc.Heading(2, (Text(words["key-item-by-item"]),), "items"), item_by_item(printed, ground))),
        ],
    )


def _grid(printed: Sequence[PrintedForm], words: Words) -> list[doc.Block]:
    """A row for each number, a column for each form under its code."""
    columns: list[doc.Line] = [(Text(words["key-question"]),)]
    columns += [(Text(each.label), LineBreak(), Text(quiz_code(each.form))) for each in printed]
    letters = [
        {
            placed.number: _grid_answer(each.form.item(placed.item), placed, words)
            for placed in each.form.arrangement.items
        }
        for each in printed
    ]
    numbers = sorted({number for answers in letters for number in answers})
    rows = tuple(
        doc.Row((Text(str(number)),), tuple(_cell(answers.get(number, "")) for answers in letters))
        for number in numbers
    )
    blocks: list[doc.Block] = [doc.WideTable(doc.Table((Text(words["key-grid-caption"]),), tuple(columns), rows))]
    if any(answer.startswith(OPEN) for answers in letters for answer in answers.values()):
        blocks.append(doc.Paragraph((Text(words["key-open-note"]),), "points"))
    return blocks


def _grid_answer(item: Item, placed: ArrangedItem, words: Words) -> str:
    """As the grid of one form has it, and the letters of parts: what stands below is said without letters."""
    return grid_letters(item, placed, words) + part_letters(item, placed, words)


def _cell(letters: str) -> doc.Cell:
    return doc.Cell((doc.Paragraph((Text(letters or "\u00a0"),), "table-row"),))


@dataclass(slots=True)
class _Shared:
    """An item with the same words in several forms, and where each of them prints it."""

    item: Item
    places: list[tuple[PrintedForm, ArrangedItem]] = field(default_factory=list)


def item_by_item(printed: Sequence[PrintedForm], ground: KeyGround) -> doc.KeyList:
    """Every item once, in the order of the first form, then what the next forms add."""
    entries = []
    for shared in _shared_items(printed):
        first, placed = shared.places[0]
        label = f"{first.form.name} {placed.number}"
        blocks = (*_said(shared, ground.words), *_about(shared, ground.words), *ground.where_to_read(shared.item))
        entries.append(
            doc.KeyEntry(label, "", ground.points(shared.item), blocks, f"item:{first.form.name}:{placed.item}")
        )
    return doc.KeyList(tuple(entries))


def _shared_items(printed: Sequence[PrintedForm]) -> list[_Shared]:
    """Items with their places. The same id with other words, such as other drawn values, is an item of its own."""
    # Found by identity first: most forms hold the very same items, and hashing all their words takes long.
    by_identity: dict[int, _Shared] = {}
    by_words: dict[Item, _Shared] = {}
    for each in printed:
        for placed in each.form.arrangement.items:
            item = each.form.item(placed.item)
            shared = by_identity.get(id(item))
            if shared is None:
                shared = by_identity[id(item)] = by_words.setdefault(item, _Shared(item))
            shared.places.append((each, placed))
    return list(by_words.values())


def _said(shared: _Shared, words: Words) -> Iterator[doc.Block]:
    item, kind = shared.item, kind_of(shared.item)
    if len(shared.places) <= _MOST_PLACES:
        yield _places(shared, words)
    yield from blocks_for_print(item.common.stem, words, style="explained")
    orders = {placed.options for _, placed in shared.places}
    if len(orders) == 1:
        yield from explained(item, shared.places[0][1], words)
    elif kind.right_in_words is not None:
        yield from in_words(item, shared.places[0][1], words)
    else:
        # A kind that cannot say it without letters says it once for each order.
        for order in sorted(orders):
            alike = [place for place in shared.places if place[1].options == order]
            forms = ", ".join(each.label for each, _ in alike)
            intro = words.phrase("key-for-this-order", forms=(Text(forms),))
            yield from introduced(intro, explained(item, alike[0][1], words))


def in_words(item: Item, placed: ArrangedItem, words: Words) -> Iterator[doc.Block]:
    """What is right and why, without letters where the kind can say it so; `placed` is one of its places."""
    kind = kind_of(item)
    if kind.right_in_words is None:
        yield from explained(item, placed, words)
        return
    yield from kind.right_in_words(item, words)
    if kind.before_in_words is not None:
        yield from kind.before_in_words(item, words)
    else:
        yield from kind.before(item, placed.options, words)
    yield from blocks_for_print(item.common.rationale, words, style="explained")
    if kind.after_in_words is not None:
        yield from kind.after_in_words(item, words)


def _about(shared: _Shared, words: Words) -> list[doc.Block]:
    """What the item is about, where that has a title: its number differs from form to form."""
    form = shared.places[0][0].form
    stimulus = next((each for each in form.stimuli if each.id == shared.item.common.stimulus), None)
    if stimulus is None or not stimulus.title:
        return []
    return [doc.Paragraph(key_line_of_title(stimulus, words), "points")]


def _places(shared: _Shared, words: Words) -> doc.Paragraph:
    """`Form A: 3 B · Form B: 7 D`, with the number alone where the answer is open, or the letters of its parts."""
    places: list[doc.Line] = []
    for each, placed in shared.places:
        letters = answer_letters(shared.item, placed, words)
        if letters:
            answer: doc.Line = (Text(" "), Strong((Text(letters),)))
        else:
            parts = part_letters(shared.item, placed, words)
            answer = (Text(parts),) if parts else ()
        number = (Text(str(placed.number)),)
        places.append(words.phrase("key-place", form=(Text(each.label),), number=number, answer=answer))
    return doc.Paragraph(joined(places, " · "), "points")
