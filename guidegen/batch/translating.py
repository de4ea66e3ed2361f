"""Work on translations: begin one, put in what the original has got since, confirm texts, and tell how far they are.

No word that somebody wrote is ever changed.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from guidegen.batch.whole_files import write_whole
from guidegen.diagnostics import Diagnostic, check_of
from guidegen.locale import words_for
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.reading.project_files import OpenTranslation, open_translations
from guidegen.reading.translations.editing import carried, confirmed, with_marks, with_missing
from guidegen.reading.translations.names import split_name
from guidegen.reading.translations.read import Reading
from guidegen.reading.translations.skeleton import skeleton_of
from guidegen.reading.translations.texts import Original, mark_of, typed
from guidegen.records import dataclass
from guidegen.source.files import ProjectFiles
from guidegen.source.nodes import MappingNode
from guidegen.source.parser import parse_yaml
from guidegen.source.text import SourceText


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was done."""

    reason: str
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Updated:
    """What `update` did to a file; `by_hand` are lines in which it could not write."""

    path: str
    added: int
    removed: int
    by_hand: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The texts that were confirmed, each with its original and its translation, and how many are not translated."""

    path: str
    texts: tuple[tuple[str, str, str], ...]
    missing: int


@dataclass(frozen=True, slots=True)
class State:
    """How far a translation is."""

    name: str
    language: str
    path: str
    texts: int
    missing: int
    stale: int
    unconfirmed: int
    reviewer: str


def begin(root: Path, name: str, language: str) -> list[str] | Refused:
    """Write the skeleton of a translation, and those of the banks that it needs; the paths that were written."""
    opened = open_translations(root, language, [name])[name]
    if (refused := _unusable(opened, name, language)) is not None:
        return refused
    if opened.source is not None:
        return Refused(f"{opened.path} is there already; `guidegen translation update {name} {language}` adds to it")
    value = opened.original.value if opened.original is not None else None
    quiz = value.quiz if isinstance(value, Guide) else value if isinstance(value, Quiz) else None
    banks = [reference.name for reference in quiz.banks] if quiz is not None else []
    found = {name: opened, **open_translations(root, language, banks)}
    written = []
    for each, new in found.items():
        if new.source is None and new.original is not None:
            _write(root, new, each, language)
            written.append(new.path)
    return written


def _write(root: Path, opened: OpenTranslation, name: str, language: str) -> None:
    assert opened.original is not None and opened.original.root is not None
    original = Original(opened.original.kind, opened.original.reader, opened.original.root)
    english = words_for("en")
    shown = english.name_of(language) if english is not None else language
    text = skeleton_of(original, name, language, shown, opened.original.reader.source.path)
    write_whole(root / opened.path, text.encode())


def update(root: Path, name: str, language: str) -> Updated | Refused:
    """Put in a place for each text that is missing, and turn entries that translate nothing into comments."""
    opened = open_translations(root, language, [name])[name]
    reading = _usable(opened, name, language)
    if isinstance(reading, Refused):
        return reading
    assert opened.root is not None
    edited = with_missing(reading, opened.root)
    text = edited.text
    if reading.marks and not edited.by_hand:
        text = _marked(text, opened.path, carried(reading))
    write_whole(root / opened.path, text.encode())
    return Updated(opened.path, edited.added, edited.removed, edited.by_hand)


def confirm(root: Path, name: str, language: str, places: Sequence[str] | None) -> Confirmed | Refused:
    """Note that texts say what the original says now: those at or below `places`, or all (None)."""
    opened = open_translations(root, language, [name])[name]
    reading = _usable(opened, name, language)
    if isinstance(reading, Refused):
        return reading
    wanted = None if places is None else tuple(place.strip("/") for place in places)
    known = [typed(pair.place) for pair in reading.pairs]
    copies = {typed(pair.place): pair for pair in reading.copies}
    for place in wanted or ():
        if place not in copies and not any(each == place or each.startswith(f"{place}/") for each in known):
            return Refused(f"no translated text has the place {place!r}; `guidegen check` names the places")
    if reading.extra or any(gap for gap in reading.gaps if gap.place[-1].isdecimal()):
        return Refused(f"the lists of both files differ: run `guidegen translation update {name} {language}` first")
    assert opened.source is not None
    marks = confirmed(reading, wanted)
    both = (*reading.pairs, *reading.copies)
    new = [pair for pair in both if marks.get(typed(pair.place)) != reading.marks.get(typed(pair.old))]
    text = _marked(opened.source.text, opened.path, marks)
    write_whole(root / opened.path, text.encode())
    texts = tuple((typed(pair.place), pair.original.value, pair.translated.value) for pair in new)
    left = sum(missing.count for missing in reading.missing) - sum(place in copies for place in marks)
    return Confirmed(opened.path, texts, left)


def states(root: Path) -> list[State]:
    """How far every translation of a project is, by name and language."""
    files = ProjectFiles(root)
    found = [split_name(path) for path in files.content_files()[0]]
    made = []
    for language in sorted({language for _, language in found if language}):
        names = sorted({name for name, of in found if of == language})
        for name, opened in open_translations(root, language, names).items():
            if opened.reading is not None:
                made.append(_state(name, language, opened.path, opened.reading))
    return sorted(made, key=lambda state: (state.name, state.language))


def _state(name: str, language: str, path: str, reading: Reading) -> State:
    marks = [(reading.marks.get(typed(pair.old)), mark_of(pair.original)) for pair in reading.pairs]
    own = reading.own.get("translation")
    reviewer = own.reviewer.name if own is not None and not own.reviewer.pending else "pending"
    missing = sum(each.count for each in reading.missing)
    return State(
        name,
        language,
        path,
        texts=len(reading.pairs) + missing,
        missing=missing,
        stale=sum(mark is not None and mark != now for mark, now in marks),
        unconfirmed=sum(mark is None for mark, _ in marks),
        reviewer=reviewer,
    )


def _unusable(opened: OpenTranslation, name: str, language: str) -> Refused | None:
    """Why there can be no translation of this into the language."""
    if opened.original is None and opened.problems:
        mend = f"mend {opened.path} first; `{check_of(opened.path)}` shows what is wrong with it"
        return Refused(f"{name} has errors itself: {mend}", opened.problems)
    if opened.original is None:
        near = difflib.get_close_matches(name, opened.names, n=1)
        return Refused(f"there is no guide, bank or quiz {name!r}" + (f"; is {near[0]!r} meant?" if near else ""))
    own = getattr(opened.original.value, "language", "")
    return Refused(f"{name} is in {language} itself") if own.casefold() == language.casefold() else None


def _usable(opened: OpenTranslation, name: str, language: str) -> Reading | Refused:
    if (refused := _unusable(opened, name, language)) is not None:
        return refused
    if opened.reading is not None:
        return opened.reading
    if opened.source is not None:
        return Refused(f"{opened.path} cannot be read yet", opened.problems)
    return Refused(f"there is no {opened.path} yet; `guidegen translation new {name} {language}` begins it")


def _marked(text: str, path: str, marks: dict[str, str]) -> str:
    root, _ = parse_yaml(SourceText.of(path, text))
    assert isinstance(root, MappingNode)
    return with_marks(root.where.text, root, marks)
