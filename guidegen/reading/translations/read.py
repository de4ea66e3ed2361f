"""A translated file to the guide, bank or quiz that it is with everything that its original says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guidegen.diagnostics import Label, Span, has_errors
from guidegen.inline import Language, origin_of
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.translation import Translation
from guidegen.reading.reader import Reader
from guidegen.reading.references import ContentFile
from guidegen.reading.shapes import Record
from guidegen.reading.translations.agreement import compare_models, compare_texts
from guidegen.reading.translations.originals import Originals
from guidegen.reading.translations.overlay import Gap, Missing, Overlay, Pair, what_is_missing
from guidegen.reading.translations.record import MARKS, TRANSLATION, read_own
from guidegen.reading.translations.texts import Original, mark_of, segment, typed
from guidegen.records import dataclass, replace
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, head

_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Reading:
    """A translated file laid over its original, before it is read: what is translated, what is missing, its marks.

    `copies` are texts that are missing, as those of the original stand in their places.
    `own` are the values that only a translation has, `merged` is what is read like any other file.
    """

    original: Original
    pairs: tuple[Pair, ...]
    missing: tuple[Missing, ...]
    marks: dict[str, str]
    own: dict[str, Any]
    merged: MappingNode
    gaps: tuple[Gap, ...] = ()
    extra: tuple[tuple[SequenceNode, Node], ...] = ()
    copies: tuple[Pair, ...] = ()


def lay_over(original: ContentFile, root: MappingNode, reader: Reader, language: str) -> Reading:
    """The translated file over its original; what it changes beside texts is reported."""
    assert original.root is not None
    reader.originals = Originals(original.reader)
    entries = {entry.key.value: (entry.key, entry.value) for entry in root.entries}
    _check_language(entries, language, original, reader)
    own = read_own(entries, reader)
    marks = own.get(MARKS) or {}
    of = Original(original.kind, original.reader, original.root)
    overlay = Overlay(of, reader, marks)
    mine = _without(root, (TRANSLATION, MARKS, _LANGUAGE))
    theirs = _without(original.root, (_LANGUAGE,))
    merged = overlay.merged(theirs, mine, (), (), original.kind, head(root))
    assert isinstance(merged, MappingNode)
    return Reading(
        of,
        tuple(overlay.pairs),
        tuple(overlay.missing),
        marks,
        own,
        merged,
        tuple(overlay.gaps),
        tuple(overlay.extra),
        tuple(overlay.copies),
    )


def read_translation(
    original: ContentFile, record: Record, root: MappingNode, reader: Reader, language: str
) -> Any | None:
    """The translated guide, bank or quiz, or None. Everything that is wrong with it is reported in its reader."""
    reading = lay_over(original, root, reader, language)
    reader.language = language
    value = record.read(reading.merged, reader, head(root))
    # What stands in the original is reported there.
    reader.diagnostics[:] = [each for each in reader.diagnostics if each.span.path != original.reader.source.path]
    for pair in reading.pairs:
        compare_texts(pair, original.reader, reader)
    stale, unconfirmed = _report_marks(reading, reader, head(root), language)
    lacking = _report_missing(reading, original, reader, language)
    if value is None or original.value is None:
        return None
    if not has_errors(reader.diagnostics):
        _compare(original.value, value, reader)
    translation = replace(
        reading.own.get(TRANSLATION) or Translation("", ""),
        path=original.reader.source.path,
        language=getattr(original.value, "language", ""),
        lacking=frozenset(lacking),
        stale=stale,
        unconfirmed=unconfirmed,
    )
    if isinstance(value, Guide):
        quiz = value.quiz
        value = replace(
            value,
            quiz=None if quiz is None else replace(quiz, translation=translation),
            sources=tuple(_in_its_language(source, reader, translation.language) for source in value.sources),
        )
    return replace(value, translation=translation)


def _in_its_language(source: Any, reader: Reader, language: str) -> Any:
    """A source that is not translated is in the language of the original, and says so to a screen reader."""
    if origin_of(source.text).path == reader.source.path:
        return source
    return replace(source, text=(Language(language, source.text),))


def _without(root: MappingNode, names: Iterable[str]) -> MappingNode:
    return replace(root, entries=tuple(entry for entry in root.entries if entry.key.value not in names))


def _check_language(
    entries: dict[str, tuple[ScalarNode, Node]], language: str, original: ContentFile, reader: Reader
) -> None:
    key, value = entries.get(_LANGUAGE, (None, None))
    if key is not None and isinstance(value, ScalarNode) and not value.is_empty:
        typed_as = value.value.strip()
        if typed_as.casefold() != language.casefold():
            message = f"The name of the file says that it is in `{language}`, and this says `{typed_as[:40]}`."
            reader.report("S290", value.span, message, f"Write `{language}`, or rename the file.")
            return
    theirs = getattr(original.value, _LANGUAGE, "")
    if theirs.casefold() == language.casefold():
        message = f"The original, {original.reader.source.path}, is in `{language}` itself."
        hint = "Name the file by the language that it is in, such as NAME.es.yaml."
        reader.report("S290", key.span if key is not None else Span(reader.source.path), message, hint)


def _confirming(reading: Reading, language: str) -> str:
    """The command that confirms texts, without its end."""
    name = reading.original.root.entries[0].value
    called = name.value.strip() if isinstance(name, ScalarNode) else "NAME"
    return f"`guidegen translation confirm {called} {language}"


def _report_marks(reading: Reading, reader: Reader, at: Span, language: str) -> tuple[int, int]:
    """How many texts are stale, and of how many nobody has said what they translate; each is reported."""
    confirm = _confirming(reading, language)
    stale = unconfirmed = 0
    if not reading.marks and reading.pairs:
        message = "Nobody has confirmed that this translation says what its original says now."
        hint = f"Read it against the original, then run {confirm} --all`."
        reader.report("S296", at, message, hint)
        return 0, len(reading.pairs)
    for pair in reading.pairs:
        mark = reading.marks.get(typed(pair.old))
        label = (Label(pair.original.span, "the original"),)
        place = typed(pair.place)
        if mark is None:
            unconfirmed += 1
            message = "Nobody has confirmed that this says what the original says."
            reader.report(
                "S296", pair.translated.span, message, f"Compare the two, then run {confirm} {place}`.", label
            )
        elif mark != mark_of(pair.original):
            stale += 1
            message = "The original has changed since this was translated."
            hint = f"Put the change into the translation, then run {confirm} {place}`."
            reader.report("S295", pair.translated.span, message, hint, label)
    return stale, unconfirmed


def _report_missing(reading: Reading, original: ContentFile, reader: Reader, language: str) -> set[str]:
    """What is not translated is an error, but items of a bank may come later; their ids."""
    items = original.value.items if isinstance(original.value, ItemBank) else ()
    places = {place: item.common.id for place, item in zip(_item_places(reading), items, strict=False)}
    lacking: set[str] = set()
    for missing in reading.missing:
        label = (Label(head(missing.original), "the original"),)
        message = what_is_missing(missing)
        stays = f" If it is the same there, run {_confirming(reading, language)} {typed(missing.place)}`."
        more = stays if missing.is_copy else ""
        item = places.get(missing.place[:2]) if missing.place[:1] == ("items",) else None
        if item is not None:
            lacking.add(item)
            hint = f"Until it is, no quiz can print the item `{item}` in this language.{more}"
            reader.report("S292", missing.at, message, hint, label)
        elif missing.place == ("items",) and items:
            lacking |= {item.common.id for item in items}
            reader.report("S292", missing.at, message, "Until then no quiz can be printed in this language.", label)
        else:
            reader.report("S291", missing.at, message, f"Write it in the language of this file.{more}", label)
    return lacking


def _item_places(reading: Reading) -> list[tuple[str, ...]]:
    for entry in reading.original.root.entries:
        if entry.key.value == "items" and isinstance(entry.value, SequenceNode):
            return [("items", segment(node, index)) for index, node in enumerate(entry.value.children)]
    return []


def _compare(one: Any, other: Any, reader: Reader) -> None:
    """Report what differs beside the texts, item by item in a bank."""
    at = Span(reader.source.path, 1, 1, 1, 2)
    if isinstance(one, ItemBank) and isinstance(other, ItemBank) and len(one.items) == len(other.items):
        for mine, theirs in zip(one.items, other.items, strict=True):
            own = theirs.common.origin
            place = own if own.path == reader.source.path else at
            compare_models(mine, theirs, place, reader, mine.common.origin)
        one, other = replace(one, items=()), replace(other, items=())
    compare_models(one, other, at, reader, one.origin)
