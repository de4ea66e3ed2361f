"""What a printed quiz and a printed key say, read back, and whether it is what the bank calls right.

The quiz is read twice: in the order of its tags, and by where its letters stand on the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from tests.generated_banks import Truth
from tests.pdf_reading import leaves, read, words

_STEM = re.compile(r"stem(\d+)\?(?: n = (\d+))?")
_LETTER = re.compile(r"[A-Z]")
_OPTION = re.compile(r"(w|s|b\d+w)\d+x\d+|True|False")


@dataclass
class PrintedItem:
    """An item as printed: its number, the words beside each letter (for each numbered blank, or for "" in all other
    kinds), the premises of a matching item from top to bottom, and the number that was drawn for its stem."""

    id: str
    number: int
    drawn: int | None = None
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    premises: list[str] = field(default_factory=list)

    def add(self, letter: str, word: str, blank: str = "") -> None:
        """Note the word beside a letter."""
        self.options.setdefault(blank, {})[letter] = word

    def words(self, letters: str) -> set[str]:
        """The words beside these letters."""
        return {self.options[""][letter] for letter in letters}


def faults(truth: Truth, item: PrintedItem, answer: str) -> list[str]:
    """What is wrong with the answer of a key, as the grid shows it, for an item as it was printed."""
    wrong = []
    truth = truth.of(item.drawn)
    marks = answer.split(" ")
    match truth.kind.split(",")[0]:
        case "multiple-choice" | "multiple-response" | "true-false":
            is_right = item.words(answer) == truth.keys
            wrong += [f"{word} is not in its place" for index, word in truth.anchored.items()
                      if list(item.options[""].values())[index] != word]  # fmt: skip
        case "matching":
            said = {premise: item.options[""][mark] for premise, mark in zip(item.premises, marks, strict=True)}
            is_right = said == truth.pairs
        case "statements":
            is_right = dict(zip(item.options[""].values(), marks, strict=True)) == truth.pairs
        case "ordering":
            ranks = {item.options[""][mark[0]]: int(mark[1:]) for mark in marks}
            is_right = ranks == {word: rank for rank, word in enumerate(truth.ranking, start=1)}
        case "label-figure":
            is_right = {str(n): item.options[""][mark] for n, mark in enumerate(marks, start=1)} == truth.pairs
        case "cloze" if truth.pairs:
            is_right = {str(n): item.options[str(n)][mark] for n, mark in enumerate(marks, start=1)} == truth.pairs
        case "numerical":
            is_right = answer == truth.written[0]
        case _:
            is_right = answer in ("", "*")
    return wrong if is_right else [*wrong, f"item {item.number} ({item.id}): the key says {answer}"]


def printed_items(texts: list[str]) -> list[PrintedItem]:
    """The items of a quiz, from its texts in the order of the tags."""
    items: list[PrintedItem] = []
    mark = blank = before = ""
    for text in texts:
        if match := _STEM.match(text):
            items.append(PrintedItem(f"i{match[1]}", int(before), int(match[2]) if match[2] else None))
            mark = blank = ""
        elif _LETTER.fullmatch(text):
            mark = text
        elif match := re.fullmatch(r"Blank (\d)", text):
            blank = match[1]
        elif items and text.startswith("p") and re.fullmatch(r"p\d+x\d+", text):
            items[-1].premises.append(text)
        elif items and mark and _OPTION.fullmatch(text):
            items[-1].add(mark, text, blank)
            mark = ""
        before = text
    return items


def quiz_of(path: Path) -> list[str]:
    """The texts of a PDF in the order of its tags."""
    return [words(leaf) for leaf in leaves(read(path).tree)]


@dataclass(frozen=True)
class PrintedKey:
    """The grid of a key of several forms, by form and number, and what is said about each item."""

    grid: dict[str, dict[int, str]]
    entries: dict[str, str]


def key_of(path: Path, forms: int) -> PrintedKey:
    """A key of several forms, read back."""
    texts = quiz_of(path)
    # Tables of many forms continue in further tables, each with a head of its own.
    grid: dict[str, dict[int, str]] = {}
    names: list[str] = []
    end = texts.index("Item by item")
    place = texts.index("No.")
    while place < end:
        if texts[place] == "No.":
            names, place = [], place + 1
            while match := re.match(r"Form ([A-Z]+) ", texts[place]):
                names.append(match[1])
                place += 1
        elif re.fullmatch(r"\d+", texts[place]) and names:
            number = int(texts[place])
            for name, answer in zip(names, texts[place + 1 :], strict=False):
                grid.setdefault(name, {})[number] = answer
            place += 1 + len(names)
        else:
            place += 1
    assert len(grid) == forms
    entries: dict[str, str] = {}
    id_ = ""
    for text in texts[end:]:
        if match := _STEM.match(text):
            id_ = f"i{match[1]}"
        entries[id_] = f"{entries.get(id_, '')} {text}"
    return PrintedKey(grid, entries)


def seen_beside(path: Path) -> dict[str, str]:
    """The letter that stands left of each option on its page, by where the ink is; tags play no part."""
    found = {}
    document = pypdfium2.PdfDocument(path)
    for page in document:
        runs = _runs(page.get_textpage())
        letters = [run for run in runs if _LETTER.fullmatch(run.text)]
        for run in runs:
            if re.fullmatch(r"(w|s|b\d+w)\d+x\d+", run.text):
                beside = [each for each in letters if each.right <= run.left and each.bottom < run.middle < each.top]
                if beside:
                    found[run.text] = max(beside, key=lambda each: each.right).text
    document.close()
    return found


@dataclass(frozen=True)
class _Run:
    """Characters that touch, and the box around them."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def _runs(page) -> list[_Run]:
    runs: list[_Run] = []
    for index in range(page.count_chars()):
        text = page.get_text_range(index, 1)
        if not text.strip():
            runs.append(_Run("", 0, 0, 0, 0))
            continue
        left, bottom, right, top = page.get_charbox(index, loose=True)
        last = runs[-1] if runs else _Run("", 0, 0, 0, 0)
        if last.text and abs(left - last.right) < (top - bottom) / 10 and last.bottom < (bottom + top) / 2 < last.top:
            runs[-1] = _Run(last.text + text, last.left, right, last.bottom, last.top)
        else:
            runs.append(_Run(text, left, right, bottom, top))
    return runs
