"""The answers of a form: upside down at the foot of a page, and whole, with rationales, for the person who marks.

Everything is looked up in the form that was printed: letters from its arrangement, texts from its items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.kinds.base import joined
from guidegen.assembly.points import points_phrase
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.short_answers import Places
from guidegen.assembly.sources import cited, source_list
from guidegen.assembly.speech import unmarked, words_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.inline import LineBreak, Prose, Strong, Text
from guidegen.locale import Words
from guidegen.model.guide import Source
from guidegen.model.item import Item
from guidegen.model.stimulus import Stimulus
from guidegen.records import dataclass

#: The mark in the grid of an item that a person must judge.
OPEN = "*"


def turned_answers(form: Form, words: Words) -> doc.TurnedAnswers:
    """All answers in one paragraph, to be printed upside down: number, letter and words of each."""
    parts: list[doc.Line] = []
    for placed in form.arrangement.items:
        item = form.item(placed.item)
        right = kind_of(item).right(item, placed.options, words)
        parts.append((Strong((Text(f"{placed.number}."),)), Text(" "), *_in_one_line(right)))
    return doc.TurnedAnswers((Strong((Text(words["answers-turned"]),)), Text(" "), *joined(parts, " · ")))


def _in_one_line(line: doc.Line) -> doc.Line:
    return tuple(Text("; ") if isinstance(run, LineBreak) else run for run in line)


def answer_key(form: Form, ground: KeyGround) -> doc.Document:
    """The key of one form."""
    words, code = ground.words, quiz_code(form)
    entries = []
    stimuli = {stimulus.id: stimulus for stimulus in form.stimuli}
    for placed in form.arrangement.items:
        item = form.item(placed.item)
        about = _about(stimuli.get(placed.stimulus), placed, form, words)
        blocks = (*explained(item, placed, words), *ground.where_to_read(item), *about)
        answer = answer_letters(item, placed, words) or words["key-open" if kind_of(item).is_open else "key-none"]
        entries.append(doc.KeyEntry(str(placed.number), answer, ground.points(item), blocks, f"item:{placed.item}"))
    return ground.document(
        Answered.by([form]),
        words.phrase("key-for", code=(Strong((Text(code),)),)),
        [
            doc.Section((doc.Heading(2, (Text(words["key-grid"]),), "grid"), *_grid(form, words))),
            doc.Section((doc.Heading(2, (Text(words["key-item-by-item"]),), "items"), doc.KeyList(tuple(entries)))),
        ],
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What a key answers: the name of the quiz, the codes of all that was printed of it, and the key's revision.

    `copies` counts the copies of a roster; it is 0 where forms are printed for nobody in particular.
    """

    quiz: str
    codes: tuple[str, ...]
    revision: str
    copies: int = 0

    @classmethod
    def by(cls, forms: Sequence[Form]) -> Answered:
        """The key of these forms."""
        return cls(forms[0].quiz, tuple(quiz_code(form) for form in forms), key_revision(*forms))

    def foot(self, words: Words) -> str:
        """What stands at the foot of each page of the key."""
        if self.copies:
            return words.fill(
                "foot-key-copies", copies=words.counted("key-to-copies", self.copies), revision=self.revision
            )
        if len(self.codes) == 1:
            return words.fill("foot-key", code=self.codes[0], revision=self.revision)
        return words.fill("foot-key-forms", count=str(len(self.codes)), revision=self.revision)


@dataclass(frozen=True, slots=True)
class KeyGround:
    """What the keys of a quiz stand on beside its forms.

    `places` say for items which section to read again; `handout` names the document whose pages they stand on, or is
    empty when the quiz prints alone; `paged` are the anchors whose pages are known (None: all). `library` are the
    sources that items may cite, by id.
    """

    title: Prose
    language: str
    words: Words
    labels: doc.Labels
    places: Places
    handout: str
    show_points: bool
    organisation: str
    library: Mapping[str, Source]
    paged: frozenset[str] | None = None

    def document(
        self,
        answered: Answered,
        lead: doc.Line,
        sections: Sequence[doc.Block],
        *,
        title: str = "key-title",
        citing: Sequence[doc.Block] | None = None,
    ) -> doc.Document:
        """A key: title, a sentence for the person who marks, the sections, the sources that they cite.

        `title` is the key of the phrase that holds the quiz's own title; `citing` are those of the sections that can
        cite sources, if not all can.
        """
        words = self.words
        heading = words.phrase(title, title=for_print(self.title, words))
        blocks: list[doc.Block] = [doc.Heading(1, heading, "title"), doc.Paragraph(lead, "lead"), *sections]
        sources = [self.library[id_] for id_ in cited(sections if citing is None else citing)]
        if sources:
            blocks.append(source_list(sources, words))
        furniture = doc.Furniture(
            head_start=words.phrase(title, title=unmarked(self.title, words.language)),
            head_end=self.organisation,
            foot_start=answered.foot(words),
            page_pattern=words["page-of"],
        )
        template = doc.Template(
            name=f"{answered.quiz}-key",
            title=words.fill(title, title=words_of(self.title, words.language)),
            language=self.language,
            blocks=tuple(blocks),
            furniture=furniture,
            labels=self.labels,
            sources=tuple(source.id for source in sources),
            identifier=f"key:{answered.revision}",
            relations=tuple(f"quiz:{code}" for code in answered.codes),
        )
        return doc.Document(template)

    def points(self, item: Item) -> doc.Line:
        """The points of an item, or nothing when the quiz does not show them."""
        return (Text(points_phrase(item.common.points, self.words)),) if self.show_points else ()

    def where_to_read(self, item: Item) -> tuple[doc.Block, ...]:
        """The section that the item tests, with its page where there is a handout."""
        if item.common.id not in self.places:
            return ()
        section, section_title = self.places[item.common.id]
        title = for_print(section_title, self.words)
        anchor = f"section:{section}"
        if self.handout and (self.paged is None or anchor in self.paged):
            page = (doc.PageReference(anchor, self.handout),)
            return (doc.Paragraph(self.words.phrase("see-section-page", section=title, page=page), "points"),)
        return (doc.Paragraph(self.words.phrase("see-section", section=title), "points"),)


def _about(stimulus: Stimulus | None, placed: ArrangedItem, form: Form, words: Words) -> list[doc.Block]:
    if stimulus is None:
        return []
    from guidegen.assembly.stimuli import key_line

    return [doc.Paragraph(key_line(stimulus, placed, form.arrangement.items, words), "points")]


def answer_letters(item: Item, placed: ArrangedItem, words: Words) -> str:
    """The printed letters of the key: `B`, `ACD`, `C A B` in the order of the premises; empty for open items."""
    return kind_of(item).letters(item, placed.options, words)


def part_letters(item: Item, placed: ArrangedItem, words: Words) -> str:
    """` (2: B)`: the printed letters of an open item, where parts of it have some; else nothing."""
    letters = kind_of(item).part_letters(item, placed.options, words)
    return f" ({letters})" if letters else ""


def grid_letters(item: Item, placed: ArrangedItem, words: Words) -> str:
    """What the grid shows: the letters, or a mark where there are none."""
    return answer_letters(item, placed, words) or (OPEN if kind_of(item).is_open else "–")


def explained(item: Item, placed: ArrangedItem, words: Words) -> tuple[doc.Block, ...]:
    """What is right and why, with the letters that one form printed."""
    kind = kind_of(item)
    return (
        doc.Paragraph(kind.right(item, placed.options, words), "answer", origin=item.common.origin),
        *kind.before(item, placed.options, words),
        *blocks_for_print(item.common.rationale, words, style="explained"),
        *kind.after(item, placed.options, words),
    )


def _grid(form: Form, words: Words) -> list[doc.Block]:
    answers = tuple(
        (str(placed.number), grid_letters(item, placed, words))
        for placed in form.arrangement.items
        for item in (form.item(placed.item),)
    )
    grid: list[doc.Block] = [doc.AnswerGrid(answers)]
    if any(letters == OPEN for _, letters in answers):
        grid.append(doc.Paragraph((Text(words["key-open-note"]),), "points"))
    return grid
