"""Stimuli for print: the directions that name their items, the text, the picture."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.inline import Text
from guidegen.locale import Words, words_for
from guidegen.model.prose import ProseTable
from guidegen.model.stimulus import STANDARD_WIDTH, Stimulus


def printed_stimulus(stimulus: Stimulus, words: Words, level: int) -> doc.Stimulus:
    """The stimulus; `level` is that of its heading. Quotes and dashes are those of its own language where known."""
    own = (words_for(stimulus.language) if stimulus.language else None) or words
    blocks = [*blocks_for_print(stimulus.blocks, own)]
    if stimulus.figure is not None:
        figure, caption = stimulus.figure, for_print(stimulus.caption, own)
        blocks.append(
            doc.Figure(
                figure.image,
                figure.alt,
                caption,
                stimulus.width,
                stimulus.width != STANDARD_WIDTH,
                origin=figure.origin,
            )
        )
    return doc.Stimulus(
        id=stimulus.id,
        level=level,
        directions=_directions(words, words[f"this-{_content(stimulus)}"]),
        title=for_print(stimulus.title, own),
        blocks=tuple(blocks),
        continued=words.phrase("continued", what=_name(stimulus, words)),
        reminder=words.phrase("see-page", what=_name(stimulus, words), page=(doc.PageReference(stimulus.id),)),
        language=stimulus.language,
        origin=stimulus.origin,
    )


def key_line_of_title(stimulus: Stimulus, words: Words) -> doc.Line:
    """For the key: what an item is about, by the title of its stimulus."""
    return words.phrase("key-stimulus", stimulus=for_print(stimulus.title, words))


def key_line(stimulus: Stimulus, item: ArrangedItem, items: Sequence[ArrangedItem], words: Words) -> doc.Line:
    """For the key: what an item is about. `items` are all that are printed, in printed order.

    A stimulus without a title is named by its place, and is printed in each section that has items about it.
    """
    if stimulus.title:
        return key_line_of_title(stimulus, words)
    about = (stimulus.id, item.section)
    first = next(placed.number for placed in items if (placed.stimulus, placed.section) == about)
    return (Text(words.fill(f"key-stimulus-{_content(stimulus)}", number=str(first))),)


def _name(stimulus: Stimulus, words: Words) -> doc.Line:
    return for_print(stimulus.title, words) or (Text(words[f"stimulus-name-{_content(stimulus)}"]),)


def _content(stimulus: Stimulus) -> str:
    if stimulus.figure is None:
        return "table" if all(isinstance(block, ProseTable) for block in stimulus.blocks) else "text"
    return "text-and-figure" if stimulus.blocks else "figure"


def _directions(words: Words, this: str) -> doc.Directions:
    one, two, many = (words[f"stimulus-{count}"].replace("{stimulus}", this) for count in ("one", "two", "many"))
    return doc.Directions(one, two, many)
