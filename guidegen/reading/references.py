"""Links between files: everything that one file names in another must exist.

A file with errors is left out of the project, and so is every file that needs it, which says so once, at the
place of the reference; nothing else is said about what the missing file would have held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from guidegen.diagnostics import Label, Span, has_errors
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.reading.reader import Mention, Reader

Content = Guide | ItemBank | Quiz


@dataclass(slots=True)
class ContentFile:
    """A file that was read: `value` is None when it could not be built. `name` is that of its file at worst."""

    kind: str
    name: str
    name_span: Span
    value: Content | None
    reader: Reader
    is_duplicate: bool = False

    @property
    def is_good(self) -> bool:
        """True when the file belongs into the project."""
        return self.value is not None and not self.is_duplicate and not has_errors(self.reader.diagnostics)


@dataclass(slots=True)
class _Index:
    files: dict[str, ContentFile] = field(default_factory=dict)

    def find(self, name: str, kind: str) -> ContentFile | None:
        found = self.files.get(name)
        return found if found is not None and found.kind in (kind, "") else None

    def names(self, kind: str) -> list[str]:
        return [name for name, file in self.files.items() if file.kind == kind]


def link(files: list[ContentFile]) -> None:
    """Check every mention of every file; problems go to the readers of the files."""
    index = _Index()
    for file in files:
        first = index.files.setdefault(file.name, file)
        if first is not file:
            file.is_duplicate = True
            file.reader.report(
                "S207",
                file.name_span,
                f"The name `{file.name}` is taken by {first.reader.source.path}.",
                "Names are unique in a project: rename one of the two files.",
                labels=(Label(first.name_span, "first here"),),
            )
    used = _used_sources(files)
    for file in files:
        if file.kind == "bank":
            _check_bank(file, index)
    for file in files:
        if file.kind == "guide":
            _check_guide(file, used.get(file.name, set()))
    for file in files:
        quiz = file.value.quiz if isinstance(file.value, Guide) else file.value
        if isinstance(quiz, Quiz):
            _check_quiz(file, quiz, index)
        if isinstance(file.value, Quiz):
            for mention in _mentions(file, "source"):
                file.reader.report(
                    "S210",
                    mention.span,
                    "A quiz has no sources of its own.",
                    "Cite sources in a guide, or in a bank that names its `guide:`.",
                )


def _mentions(file: ContentFile, kind: str) -> list[Mention]:
    return [mention for mention in file.reader.mentions if mention.kind == kind]


def _used_sources(files: Iterable[ContentFile]) -> dict[str, set[str]]:
    """For each guide, the sources that are cited in it or in a bank that tests it."""
    used: dict[str, set[str]] = {}
    for file in files:
        guide = file.value.guide if isinstance(file.value, ItemBank) else file.name
        used.setdefault(guide, set()).update(mention.name for mention in _mentions(file, "source"))
    return used


def _suggestion(file: ContentFile, name: str, known: Iterable[str], otherwise: str) -> str:
    near = file.reader.nearest(name, known)
    return f"Is `{near}` meant?" if near else otherwise


def _check_guide(file: ContentFile, used: set[str]) -> None:
    if not isinstance(file.value, Guide):
        return
    _check_sources(file, file.value)
    for source in file.value.sources:
        if source.id not in used:
            file.reader.report(
                "S223",
                source.origin,
                f"The source `{source.id}` is cited nowhere.",
                f"Cite it with [@{source.id}] where it supports a statement, or remove it.",
            )


def _check_sources(file: ContentFile, guide: Guide) -> None:
    known = dict.fromkeys(source.id for source in guide.sources)
    for mention in _mentions(file, "source"):
        if mention.name not in known:
            file.reader.report(
                "S210",
                mention.span,
                f"The guide `{guide.name}` has no source `{mention.name}`.",
                _suggestion(file, mention.name, known, "Add it to `sources:` of the guide."),
            )


def _check_bank(file: ContentFile, index: _Index) -> None:
    bank = file.value
    if not isinstance(bank, ItemBank):
        return
    sections, citations = _mentions(file, "section"), _mentions(file, "source")
    if not bank.guide:
        for mention in sections:
            file.reader.report(
                "S209",
                mention.span,
                "The bank does not say of which guide this is a section.",
                "Add `guide:` below `bank:`.",
            )
        for mention in citations:
            file.reader.report(
                "S210",
                mention.span,
                "The bank does not say of which guide this is a source.",
                "Add `guide:` below `bank:`.",
            )
        return
    guide_file = index.find(bank.guide, "guide")
    if guide_file is None:
        for mention in _mentions(file, "guide"):
            file.reader.report(
                "S208",
                mention.span,
                f"There is no guide `{bank.guide}`.",
                _suggestion(file, bank.guide, index.names("guide"), "Check the name, or remove the line."),
            )
        return
    guide = guide_file.value
    if not isinstance(guide, Guide):
        return  # the guide's own errors come first
    known = dict.fromkeys(section.id for section in guide.sections)
    for mention in sections:
        if mention.name not in known:
            file.reader.report(
                "S209",
                mention.span,
                f"The guide `{guide.name}` has no section `{mention.name}`.",
                _suggestion(file, mention.name, known, f"Its sections are {', '.join(known)}."),
            )
    _check_sources(file, guide)


def _check_quiz(file: ContentFile, quiz: Quiz, index: _Index) -> None:
    """The banks of a quiz, then the items that it names; nothing about items when a bank is missing."""
    banks: list[ItemBank] = []
    for reference in quiz.banks:
        found = index.find(reference.name, "bank")
        if found is None:
            file.reader.report(
                "S208",
                reference.origin,
                f"There is no bank `{reference.name}`.",
                _suggestion(file, reference.name, index.names("bank"), "Check the name, or write the bank."),
            )
        elif not found.is_good or not isinstance(found.value, ItemBank):
            file.reader.report(
                "S225",
                reference.origin,
                f"This file is left out, because the bank `{reference.name}` in {found.reader.source.path} has errors.",
                "Mend the bank first.",
            )
        else:
            banks.append(found.value)
    if len(banks) == len(quiz.banks) and banks:
        _check_items(file, quiz, banks)


def _check_items(file: ContentFile, quiz: Quiz, banks: list[ItemBank]) -> None:
    counted = Counter(item.common.id for bank in banks for item in bank.items)
    repeated = sorted(name for name, count in counted.items() if count > 1)
    if repeated:
        file.reader.report(
            "S206",
            quiz.banks[-1].origin,
            f"Two of the banks have an item `{repeated[0]}`.",
            "Give the items ids of their own.",
        )
    for mention in _mentions(file, "item"):
        if mention.name not in counted:
            file.reader.report(
                "S224",
                mention.span,
                f"No bank of this quiz has an item `{mention.name}`.",
                _suggestion(file, mention.name, counted, "Write the `id:` of an item."),
            )
    total = sum(counted.values())
    if quiz.blueprint.count is not None and quiz.blueprint.count > total:
        file.reader.report(
            "S219",
            quiz.blueprint.origin,
            f"{quiz.blueprint.count} items are to be printed, but there are only {total}.",
            f"Write {total} or less, or add items to the bank.",
        )
