"""Links between files: everything that one file names in another must exist.

What a file declares and mentions is checked whether or not the file itself could be built, so that all problems of
all files come in one run. Where a file may declare more than could be read, nothing is said about what it lacks. A
file with errors is left out of the project, and so is every quiz that needs it, which says so at the reference: its
banks, and the guides whose sources and sections these name, as its key would lack them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from guidegen.amounts import amount
from guidegen.diagnostics import Label, Span, check_of, has_errors
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.model.theme import ThemeFile
from guidegen.reading.reader import Mention, Reader
from guidegen.reading.translations.names import split_name
from guidegen.records import dataclass, field
from guidegen.source.nodes import MappingNode

_MOST_LISTED = 20
_CITING = ("source", "misspelt source")
_HIDING = ("S201", "S202", "S203")

Content = Guide | ItemBank | Quiz | ThemeFile


@dataclass(slots=True)
class ContentFile:
    """A file that was read: `value` is None when it could not be built. `name` is that of its file at worst.

    `kind` is guide, bank, quiz or theme, and empty where that could not be told. `root` is what stands in the file.
    `language` is that of a translation, and empty where the file is none.
    """

    kind: str
    name: str
    name_span: Span
    value: Content | None
    reader: Reader
    is_duplicate: bool = False
    root: MappingNode | None = None
    language: str = ""

    @property
    def is_good(self) -> bool:
        """True when the file belongs into the project."""
        return self.value is not None and not self.is_duplicate and not has_errors(self.reader.diagnostics)

    @property
    def is_read_whole(self) -> bool:
        """True when no text of the file is missing or unread, so that what it does not mention is not mentioned."""
        problems = self.reader.diagnostics
        return not any(problem.code in _HIDING or problem.code.startswith("Y") for problem in problems)

    def guide_name(self) -> str:
        """The name of the guide whose sources the file cites, or nothing."""
        if self.kind == "guide":
            return self.name
        return next((mention.name for mention in self.reader.mentioned("guide")), "")


@dataclass(slots=True)
class _Index:
    """The files by name; the first of several."""

    files: dict[str, ContentFile] = field(default_factory=dict)

    def find(self, name: str, kind: str) -> ContentFile | None:
        found = self.files.get(name)
        return found if found is not None and found.kind in (kind, "") else None

    def names(self, kind: str) -> list[str]:
        return [name for name, file in self.files.items() if file.kind == kind]


def link(files: list[ContentFile]) -> None:
    """Check every mention of every file; problems go to the readers of the files."""
    index = _Index()
    # A name belongs to the file that is called like it, and not to a copy beside it.
    for file in sorted(files, key=is_misnamed):
        first = index.files.setdefault(file.name, file)
        if first is not file:
            file.is_duplicate = True
            _report_taken(file, first)
    citing: dict[str, list[ContentFile]] = defaultdict(list)
    for file in files:
        citing[file.guide_name()].append(file)
    is_all_told = all(file.kind for file in files)
    for file in files:
        if file.kind == "guide":
            _check_citations(file, file)
            if is_all_told:
                _check_used(file, citing[file.name])
        elif file.kind == "bank":
            _check_bank(file, index)
        elif file.kind == "quiz":
            for mention in file.reader.mentioned("source"):
                file.reader.report(
                    "S210",
                    mention.span,
                    "A quiz has no sources of its own.",
                    "Cite sources in a guide, or in a bank that names its `guide:`.",
                )
    # Last, as a quiz is left out when its bank has errors of any kind.
    for file in files:
        if file.kind in ("guide", "quiz"):
            _check_quiz(file, index)


def is_misnamed(file: ContentFile) -> bool:
    """Whether a file on the disk is called otherwise than it calls itself."""
    return split_name(file.reader.source.path)[0] != file.name


def advise_no_renaming(file: ContentFile) -> None:
    """Take back to what a file could be renamed, as that would overwrite another one."""
    diagnostics = file.reader.diagnostics
    diagnostics[:] = [each for each in diagnostics if each.code != "S222"]


def _report_taken(file: ContentFile, first: ContentFile) -> None:
    hint = "Names are unique in a project: rename one of the two files."
    if is_misnamed(file):
        folder = file.reader.source.path.partition("/")[0]
        hint = (
            f"If this file is a copy, move it out of `{folder}`. If it is another {file.kind}, give it a name of its "
            f"own: write that behind `{file.kind}:`, and call the file like it."
        )
        advise_no_renaming(file)
    file.reader.report(
        "S207",
        file.name_span,
        f"The name `{file.name}` is taken by {first.reader.source.path}.",
        hint,
        labels=(Label(first.name_span, "first here"),),
    )


def leave_out(files: list[ContentFile]) -> None:
    """Leave out what draws from banks that name sources or sections of a guide with errors.

    It comes after all other checks of the files. A guide that is left out can be one that another bank names.
    """
    index = _Index()
    for file in sorted(files, key=is_misnamed):
        index.files.setdefault(file.name, file)
    guides = [file for file in files if file.kind == "guide"]
    while any(_lacks_guide(file, index) for file in guides if file.is_good):
        pass
    for file in files:
        if file.kind == "quiz":
            _lacks_guide(file, index)


def check_sites(files: Iterable[ContentFile], sites: list[str]) -> None:
    """Report each site that a file names and the project does not have."""
    for file in files:
        for mention in file.reader.mentioned("site"):
            if mention.name not in sites:
                listed = f"The sites are {', '.join(sites)}." if sites else "Add `sites:` to guidegen.yaml."
                message = f"There is no site `{mention.name}`."
                file.reader.report("S204", mention.span, message, _suggestion(file, mention.name, sites, listed))


def _suggestion(file: ContentFile, name: str, known: Iterable[str], otherwise: str) -> str:
    near = file.reader.nearest(name, known)
    return f"Is `{near}` meant?" if near else otherwise


def _check_citations(file: ContentFile, guide: ContentFile) -> None:
    if "source" in guide.reader.unsure:
        return
    known = dict.fromkeys(declared.name for declared in guide.reader.declared("source"))
    for mention in file.reader.mentioned("source"):
        if mention.name not in known:
            file.reader.report(
                "S210",
                mention.span,
                f"The guide `{guide.name}` has no source `{mention.name}`.",
                _suggestion(file, mention.name, known, "Add it to `sources:` of the guide."),
            )


def _check_used(guide: ContentFile, citing: Iterable[ContentFile]) -> None:
    """Warn about sources that are cited nowhere, if everything was read that could cite them."""
    if not all(file.is_read_whole for file in citing):
        return
    readers = [file.reader for file in citing]
    used = {mention.name for reader in readers for mention in reader.mentions if mention.kind in _CITING}
    for source in guide.reader.declared("source"):
        if source.is_typed and source.name not in used:
            guide.reader.report(
                "S223",
                source.span,
                f"The source `{source.name}` is cited nowhere.",
                f"Cite it with [@{source.name}] where it supports a statement, or remove it.",
            )


def _check_bank(file: ContentFile, index: _Index) -> None:
    name = file.guide_name()
    sections, citations = file.reader.mentioned("section"), file.reader.mentioned("source")
    if not name:
        if "guide" not in file.reader.unsure:
            _say_no_guide(file, "S209", sections, "section")
            _say_no_guide(file, "S210", citations, "source")
        return
    guide = index.find(name, "guide")
    if guide is None:
        for mention in file.reader.mentioned("guide"):
            file.reader.report(
                "S208",
                mention.span,
                f"There is no guide `{name}`.",
                _suggestion(file, name, index.names("guide"), "Check the name, or remove the line."),
            )
    elif guide.kind:
        _check_sections(file, guide, sections)
        _check_citations(file, guide)


def _say_no_guide(file: ContentFile, code: str, mentions: Iterable[Mention], noun: str) -> None:
    for mention in mentions:
        file.reader.report(
            code,
            mention.span,
            f"The bank does not say of which guide this is a {noun}.",
            "Add `guide:` with the name of the guide below `bank:`.",
        )


def _check_sections(file: ContentFile, guide: ContentFile, mentions: Iterable[Mention]) -> None:
    if "section" in guide.reader.unsure:
        return
    known = dict.fromkeys(declared.name for declared in guide.reader.declared("section"))
    for mention in mentions:
        if mention.name not in known:
            sections = ", ".join([*known][:_MOST_LISTED]) + (" and others" if len(known) > _MOST_LISTED else "")
            file.reader.report(
                "S209",
                mention.span,
                f"The guide `{guide.name}` has no section `{mention.name}`.",
                _suggestion(file, mention.name, known, f"Its sections are {sections}."),
            )


def _check_quiz(file: ContentFile, index: _Index) -> None:
    """The banks of a quiz, then the items that it names; nothing about items when a bank is missing."""
    banks: list[ContentFile] = []
    mentions = file.reader.mentioned("bank")
    for mention in mentions:
        found = index.find(mention.name, "bank")
        if found is None:
            file.reader.report(
                "S208",
                mention.span,
                f"There is no bank `{mention.name}`.",
                _suggestion(file, mention.name, index.names("bank"), "Check the name, or write the bank."),
            )
            continue
        banks.append(found)
        if not found.is_good:
            file.reader.report(
                "S225",
                mention.span,
                f"This file is left out, because the bank `{mention.name}` in {found.reader.source.path} has errors.",
                f"Mend the bank first: `{check_of(found.reader.source.path)}` shows what is wrong with it.",
            )
    if banks and len(banks) == len(mentions) and "named bank" not in file.reader.unsure:
        _check_items(file, banks, mentions[-1].span)


def _lacks_guide(file: ContentFile, index: _Index) -> bool:
    """Whether a guide that the banks of a quiz name has errors, which is reported where each bank is named."""
    lacks = False
    for mention in file.reader.mentioned("bank"):
        bank = index.find(mention.name, "bank")
        guide = index.find(bank.guide_name(), "guide") if bank is not None and bank.is_good else None
        if bank is None or guide is None or guide is file or guide.is_good:
            continue
        named = next((noun for noun in ("source", "section") if bank.reader.mentioned(noun)), "")
        if named:
            lacks = True
            path = guide.reader.source.path
            whose = f"the {named}s of the guide `{guide.name}`, and {path} has errors"
            file.reader.report(
                "S225",
                mention.span,
                f"This file is left out, because its bank `{mention.name}` needs {whose}.",
                f"Mend the guide first: `{check_of(path)}` shows what is wrong with it.",
                labels=tuple(Label(each.span, "the guide") for each in bank.reader.mentioned("guide")),
            )
    return lacks


def _declaring_banks(banks: list[ContentFile], kind: str) -> Counter[str]:
    """For each name that a bank declares, in how many banks it stands."""
    return Counter(name for bank in banks for name in {each.name for each in bank.reader.declared(kind)})


def _check_items(file: ContentFile, banks: list[ContentFile], at: Span) -> None:
    counted = _declaring_banks(banks, "item")
    for kind, plural in (("item", "items"), ("stimulus", "stimuli")):
        repeated = sorted(name for name, count in _declaring_banks(banks, kind).items() if count > 1)
        if repeated:
            file.reader.report(
                "S206", at, f"Two of the banks have the {kind} `{repeated[0]}`.", f"Give the {plural} ids of their own."
            )
    if not all(bank.kind for bank in banks):
        return
    if not any("item" in bank.reader.unsure for bank in banks):
        for mention in file.reader.mentioned("item"):
            if mention.name not in counted:
                file.reader.report(
                    "S224",
                    mention.span,
                    f"No bank of this quiz has an item `{mention.name}`.",
                    _suggestion(file, mention.name, counted, "Write the `id:` of an item."),
                )
        for node, ids in file.reader.item_files:
            if ids.isdisjoint(counted):
                from guidegen.reading.used_items import names_none

                file.reader.report("C120", node.span, names_none(node.value))
    held = [bank.reader.items_held for bank in banks]
    total = sum(number for number in held if number is not None)
    wanted = file.reader.items_wanted
    owner = "its bank has" if len(banks) == 1 else "its banks have"
    if wanted is not None and None not in held and wanted.number > total:
        file.reader.report(
            "S219",
            wanted.span,
            f"The quiz asks for {amount(wanted.number, 'item')}, but {owner} only {total}.",
            f"Write {total} or less, or add items to the bank.",
        )
