"""The key of a roster: a line for each copy in the order of the roster, an index by quiz code, every item once.

Answers are taken from the form of each copy when it is printed; only they are kept, so that a key of thousands of
copies stays small. It holds row numbers and codes, and no names: see docs/adr/0012-copies-by-identity.md.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence

from guidegen.assembly.answer_key import Answered, KeyGround, answer_key, answer_letters, part_letters
from guidegen.assembly.codes import roster_revision
from guidegen.assembly.form import Form
from guidegen.assembly.key_of_forms import PrintedForm, in_words, key_of_forms
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.prose import blocks_for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.inline import LineBreak, Strong, Text
from guidegen.locale import Words
from guidegen.model.item import Item
from guidegen.records import dataclass, field, replace

#: Up to so many lettered forms stand side by side, as in the key of forms.
MOST_SIDE_BY_SIDE = 8
#: A key with a line for each copy is laid out as a whole, so it holds so many; the next copies have a key of their own.
MOST_LINES = 1_000
#: Answers of up to so many characters, such as those of five places in an order, are not parted.
_LONGEST_WHOLE = 14
#: Many codes stand in boxes beside each other where their copies are told in so many characters: `12, 203, 817`.
_LONGEST_BOXED = 24


@dataclass(frozen=True, slots=True)
class _Copy:
    """What the key keeps of a copy: what it is called, its quiz code, and its answers by number."""

    label: str
    code: str
    answers: tuple[doc.Line, ...]


@dataclass(slots=True)
class _Entry:
    """An item as the first copy prints it; `differs` when another copy has other values in it."""

    item: Item
    placed: ArrangedItem
    copy: str
    number: int
    differs: bool = False


@dataclass(slots=True)
class RosterKey:
    """Takes in the forms of the quiz `quiz` as they are printed, and makes their key."""

    quiz: str
    words: Words
    _copies: list[_Copy] = field(default_factory=list)
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _forms: dict[str, PrintedForm] = field(default_factory=dict)
    _codes: dict[str, list[str]] = field(default_factory=dict)
    _lines: dict[str, doc.Line] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many copies there are."""
        return len(self._copies)

    def branch(self) -> RosterKey:
        """A key with the same copies, which goes its own way from here."""
        entries = {id_: replace(entry) for id_, entry in self._entries.items()}
        codes = {code: list(labels) for code, labels in self._codes.items()}
        return RosterKey(
            self.quiz, self.words, list(self._copies), entries, dict(self._forms), codes, dict(self._lines)
        )

    def says_the_same(self, other: RosterKey) -> bool:
        """Whether both hold the same answers of the same copies, so that their documents are equal."""
        mine = (self._copies, self._entries, self._forms, [*self._codes.items()])
        return mine == (other._copies, other._entries, other._forms, [*other._codes.items()])

    def takes(self, form: Form, code: str) -> bool:
        """Whether this copy belongs in this key. Copies of few lettered forms have few lines, however many they are."""
        if len(self._copies) < MOST_LINES:
            return True
        is_few = code in self._codes or len(self._codes) < MOST_SIDE_BY_SIDE
        return bool(form.name) and is_few and all(each.form.name for each in self._forms.values()) and bool(self._forms)

    def add(self, label: str, form: Form, code: str, printed_in: Words | None = None) -> None:
        """Note the answers of a printed copy. `label` is its row number, or what a copy without a row is called.

        The letters are those of the words in which it was `printed_in`.
        """
        for placed in sorted(form.arrangement.items, key=_place_in_bank(form)):
            self._enter(form.item(placed.item), placed, label)
        answers = tuple(self._answer(form, placed, printed_in or self.words) for placed in form.arrangement.items)
        self._copies.append(_Copy(label, code, answers))
        self._codes.setdefault(code, []).append(label)
        if len(self._codes) == 1 or (form.name and self._forms and len(self._codes) <= MOST_SIDE_BY_SIDE):
            self._forms.setdefault(code, PrintedForm(form, f"{self.words['form']} {form.name}"))
        elif code not in self._forms:
            # Arrangements of single copies, or too many: only their answers are kept.
            self._forms.clear()

    def _enter(self, item: Item, placed: ArrangedItem, label: str) -> None:
        """See to it that the item is explained; items are numbered as they come in their banks."""
        entry = self._entries.get(placed.item)
        if entry is None:
            self._entries[placed.item] = _Entry(item, placed, label, len(self._entries) + 1)
        elif item is not entry.item and not entry.differs:
            entry.differs = item != entry.item

    def _answer(self, form: Form, placed: ArrangedItem, printed_in: Words) -> doc.Line:
        """Letters, or the number drawn for this copy, or where the answer stands."""
        item = form.item(placed.item)
        if letters := answer_letters(item, placed, printed_in):
            return self._line(letters)
        if form.values.get(placed.item):
            right = kind_of(item).right(item, placed.options, self.words)
            return tuple(Text("; ") if isinstance(run, LineBreak) else run for run in right)
        see = self.words.fill("key-see-entry", number=str(self._entries[placed.item].number))
        return self._line(see + part_letters(item, placed, printed_in))

    def _line(self, text: str) -> doc.Line:
        """The same few texts stand in thousands of lines."""
        return self._lines.setdefault(text, (Text(text),))

    @property
    def codes(self) -> tuple[str, ...]:
        """The different quiz codes, in the order of the copies."""
        return tuple(self._codes)

    @property
    def revision(self) -> str:
        """The key's revision."""
        return roster_revision([entry.item for entry in self._entries.values()], self.codes)

    def document(self, ground: KeyGround) -> doc.Document:
        """The key: that of the forms where all copies are of lettered ones, else a line for each copy."""
        printed = list(self._forms.values())
        if len(self._codes) == 1:
            return answer_key(printed[0].form, ground)
        if printed and all(each.form.name for each in printed):
            return key_of_forms(printed, ground, more=(self._by_code(),))
        words = self.words
        answered = Answered(self.quiz, self.codes, self.revision, len(self._copies))
        by_copy = doc.Section((doc.Heading(2, (Text(words["key-by-copy"]),), "grid"), *self._by_copy()))
        items = doc.Section((doc.Heading(2, (Text(words["key-item-by-item"]),), "items"), self._explained(ground)))
        lead = (Text(words["key-for-copies"]),)
        # Thousands of lines of letters cite nothing.
        return ground.document(answered, lead, [by_copy, self._by_code(), items], citing=[items])

    def _by_copy(self) -> Iterator[doc.Block]:
        words = self.words
        rows = tuple(
            doc.Row(
                self._line(copy.label.replace(" ", "\u00a0")),
                (_cell((Text(copy.code),)), _cell(_numbered(copy.answers))),
            )
            for copy in self._copies
        )
        columns = tuple((Text(words[key]),) for key in ("key-copy", "key-quiz-code", "key-answers"))
        yield doc.Table((Text(words["key-by-copy-caption"]),), columns, rows, fit=True, dense=True)
        if any(not answer_letters(entry.item, entry.placed, words) for entry in self._entries.values()):
            yield doc.Paragraph((Text(words["key-see-note"]),), "points")

    def _by_code(self) -> doc.Section:
        """The copies of each code: the way from a sheet to its line."""
        pairs = tuple((code, _ranges(self._codes[code])) for code in sorted(self._codes))
        heading = doc.Heading(2, (Text(self.words["key-by-code"]),), "codes")
        are_single = all(len(labels) == 1 for labels in self._codes.values())
        are_many = len(pairs) > MOST_SIDE_BY_SIDE and all(len(copies) <= _LONGEST_BOXED for _, copies in pairs)
        if are_single or are_many:
            return doc.Section((heading, doc.AnswerGrid(pairs)), whole=True)
        lines: list[doc.Line] = [
            self.words.phrase("key-copies-of", code=(Strong((Text(code),)),), copies=(Text(copies),))
            for code, copies in pairs
        ]
        return doc.Section((heading, *(doc.Paragraph(line, "explained") for line in lines)), whole=True)

    def _explained(self, ground: KeyGround) -> doc.KeyList:
        return doc.KeyList(
            tuple(
                doc.KeyEntry(str(e.number), "", ground.points(e.item), self._blocks(e, ground), f"item:{e.placed.item}")
                for e in self._entries.values()
            )
        )

    def _blocks(self, entry: _Entry, ground: KeyGround) -> tuple[doc.Block, ...]:
        words, item = self.words, entry.item
        drawn = [doc.Paragraph((Text(words.fill("key-drawn", copy=entry.copy)),), "points")] if entry.differs else []
        stem = blocks_for_print(item.common.stem, words, style="explained")
        return (*drawn, *stem, *in_words(item, entry.placed, words), *ground.where_to_read(item))


def _place_in_bank(form: Form) -> Callable[[ArrangedItem], int]:
    places = {item.common.id: place for place, item in enumerate(form.items)}
    return lambda placed: places[placed.item]


def _cell(line: doc.Line) -> doc.Cell:
    return doc.Cell((doc.Paragraph(line, "table"),))


def _numbered(answers: Sequence[doc.Line]) -> doc.Line:
    """`1 B   2 ACD   3 see 4`: a number stays with its answer where the line breaks."""
    runs: list[doc.Run] = []
    for number, answer in enumerate(answers, start=1):
        end = "   " if number < len(answers) else ""
        match answer:
            case (Text(text),):
                runs += [_strong(number), _answer(text, end)]
            case _:
                runs += [_strong(number), Text("\u00a0"), *answer, Text(end)]
    return tuple(runs)


@functools.lru_cache(maxsize=512)
def _answer(text: str, end: str) -> Text:
    """The same few answers stand in thousands of lines, and are found again as the same objects.

    `C A B` stays on one line, as the letters behind a break would look like another answer; long ones may break.
    """
    whole = text.replace(" ", "\u00a0") if len(text) <= _LONGEST_WHOLE else text
    return Text(f"\u00a0{whole}{end}")


@functools.lru_cache(maxsize=512)
def _strong(number: int) -> Strong:
    return Strong((Text(str(number)),))


def _ranges(labels: Sequence[str]) -> str:
    """`1–3, 7, Spare 1`: neighbouring row numbers as ranges.

    >>> _ranges(["1", "2", "3", "7", "8", "Spare 1"])
    '1–3, 7, 8, Spare 1'
    """
    numbers = [int(label) for label in labels if label.isdigit()]
    parts: list[str] = []
    for _, group in itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return ", ".join([*parts, *(label for label in labels if not label.isdigit())])
