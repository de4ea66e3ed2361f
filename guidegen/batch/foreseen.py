"""What a run of copies would leave, as far as that is known before anything is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.batch.copies import CopyRun, Foreseen
from guidegen.batch.copy_ledger import CopyNote
from guidegen.batch.outputs import OutputId
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Foresight:
    """The copies of a run and their keys, and their files; of merged copies only those that are there already.

    `are_there` says that all copies are as they would be made.
    """

    copies: list[Foreseen]
    keys: list[Foreseen]
    files: list[OutputId]
    are_there: bool


def foresee(run: CopyRun) -> Foresight:
    """The copies of a run of which nothing is made."""
    found = list(run.foreseen())
    keys = [each for each in found if each.output.is_key]
    copies = [each for each in found if not each.output.is_key]
    if run.wanted.merge:
        files, are_there = _merged(run)
        return Foresight(copies, keys, files, are_there)
    return Foresight(copies, keys, [each.output for each in copies], all(each.is_there for each in copies))


def _merged(run: CopyRun) -> tuple[list[OutputId], bool]:
    """The merged files that stay where they are, and whether they are all."""
    from guidegen.batch.merging import Order

    order, files, ledger = Order(run.order), list[OutputId](), run.ledger
    labels = order.labels
    while labels:
        notes: Sequence[CopyNote] = ledger.beginning_with(labels[0]) if ledger is not None else ()
        printed = [note.label for note in notes if note.pages]
        if ledger is None or not printed or not order.has(notes):
            return files, False
        output = run.merged_output(printed[0], printed[-1])
        if ledger.data_of(notes, order.made_of(notes), output.file_name()) is None:
            return files, False
        files.append(output)
        labels = labels[len(notes) :]
    return files, True
