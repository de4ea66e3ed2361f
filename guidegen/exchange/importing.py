"""The way in: files of other programs to one bank, with the pictures beside it and the report of what was lost."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Loss
from guidegen.exchange.opened import Opened, open_data
from guidegen.exchange.pictures import PictureFolder
from guidegen.exchange.settling import with_own_ids
from guidegen.exchange.sheets import rows_of
from guidegen.exchange.table import FORMATS
from guidegen.exchange.yaml_bank import bank_text
from guidegen.inline import Text
from guidegen.model.bank import ItemBank
from guidegen.records import dataclass
from guidegen.source.files import Refusal

_MORE = "`guidegen bank formats` says what each of them is."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives. `files` are to be written, by path relative to the project; empty where there are errors.

    `found` counts the questions of all files: each is in `bank`, or named in `losses`.
    """

    bank: ItemBank | None
    files: Mapping[str, bytes]
    losses: tuple[Loss, ...]
    diagnostics: tuple[Diagnostic, ...]
    found: int
    formats: tuple[str, ...]


def import_bank(sources: Iterable[tuple[str, bytes]], path: str, format: str = "", language: str = "en") -> Imported:
    """The bank that stands at `path` (relative to the project) when the files, given by name, are imported.

    `format` is a key of FORMATS, or empty where the content tells it. Nothing is written when one file is unreadable.
    """
    with _without_collection():
        return _import_bank(sources, path, format, language)


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Items hold no cycles. Looking for some while they are made, again and again, takes an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import_bank(sources: Iterable[tuple[str, bytes]], path: str, format: str, language: str) -> Imported:
    name = path.rpartition("/")[2].rpartition(".")[0]
    pictures = PictureFolder(f"{path.rpartition('.')[0]}")
    intakes: list[Intake] = []
    problems: list[Diagnostic] = []
    formats: list[str] = []
    for shown, data in sources:
        intake = Intake(shown, pictures)
        told = _read(intake, data, format)
        if isinstance(told, Refusal):
            problems.append(_diagnostic(shown, told))
        else:
            formats.append(told)
            intakes.append(intake)
    found = sum(intake.found for intake in intakes)
    losses = tuple(sorted(loss for intake in intakes for loss in intake.losses))
    if problems:
        return Imported(None, {}, losses, tuple(problems), found, tuple(formats))
    bank = _bank(name, path, intakes, language)
    if not bank.items:
        reason = Refusal("X106", "None of the files holds a question that could be taken over.")
        return Imported(
            None, {}, losses, (_diagnostic(intakes[0].path if intakes else path, reason),), found, tuple(formats)
        )
    files = {path: bank_text(bank).encode(), **_used(pictures, bank)}
    return Imported(bank, files, losses, (), found, tuple(formats))


def recognised(file: Opened) -> list[str]:
    """The formats that the content fits, the likeliest first."""
    found = [name for name, format in FORMATS.items() if format.recognise is not None and format.recognise(file)]
    # The braces by which GIFT is told stand in formulas too, whatever the format.
    return sorted(found, key=lambda name: name == "gift")


def _read(intake: Intake, data: bytes, format: str) -> str | Refusal:
    """Fill the intake; the name of the format, or why the file cannot be read."""
    opened = open_data(intake.path, data)
    if isinstance(opened, Refusal):
        return opened
    fitting = recognised(opened)
    readable = ", ".join(name for name, each in FORMATS.items() if each.read is not None)
    if format and format not in fitting:
        likely = f" It seems to be {fitting[0]}." if fitting else ""
        return Refusal(
            "X105", f"This file is not in the format {format}.{likely}", f"The formats are: {readable}. {_MORE}"
        )
    if not fitting:
        hint = f"These formats can be read: {readable}. Name one with `--format` if the file is very unusual. {_MORE}"
        if rows_of(opened):
            hint = (
                "A table needs a first row with the names of its columns: stem, option 1, option 2 and key, for one. "
                f"If it is no table, name its format with `--format`. {_MORE}"
            )
        return Refusal("X105", "The format of this file is not known.", hint)
    chosen = format or fitting[0]
    read = FORMATS[chosen].read
    assert read is not None
    read(opened, intake)
    return chosen


def _bank(name: str, path: str, intakes: Sequence[Intake], language: str) -> ItemBank:
    categories = {intake.category for intake in intakes}
    # That of one file among several is a tag, as one of several in a file is.
    of_all = categories.pop() if len(categories) == 1 else ""
    titles = (" ".join(title.split()) for title in (*(intake.title for intake in intakes), of_all))
    title = next(filter(None, titles), "")
    items = (item for each in intakes for item in (each.tagged() if each.category and not of_all else each.items))
    return ItemBank(
        name=name,
        title=(Text(title or name.replace("-", " ").capitalize()),),
        language=next((intake.language for intake in intakes if intake.language), language),
        guide="",
        objectives=(),
        items=tuple(with_own_ids(items)),
        stimuli=tuple(stimulus for intake in intakes for stimulus in intake.stimuli),
        path=path,
    )


def _used(pictures: PictureFolder, bank: ItemBank) -> dict[str, bytes]:
    """The pictures that stand in the bank; those of refused items are not written."""
    if not pictures.images:
        return {}
    from guidegen.exchange.images import images_of

    paths = {image.path for image in images_of((bank.items, bank.stimuli))}
    return {path: data for path, data in pictures.files().items() if path in paths}


def _diagnostic(path: str, refusal: Refusal) -> Diagnostic:
    return diagnosed(refusal.code, refusal.message, Span(path), hint=refusal.hint)
