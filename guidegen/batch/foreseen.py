"""What a run of copies would leave, as far as that is known before anything is laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guidegen.batch.copies import CopyRun, Foreseen
from guidegen.batch.copy_ledger import CopyNote
from guidegen.batch.outputs import OutputId
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Foresight:
    """How many copies a run would leave, how many are `there` already, their keys, and merged files that are there.

    `are_there` says that all copies are as they would be made.
    """

    copies: int
    there: int
    keys: list[Foreseen]
    merged: list[OutputId]
    are_there: bool


def foresee(run: CopyRun, take: Callable[[Foreseen], None]) -> Foresight:
    """What a run would leave of which nothing is made. `take` is given each copy, as none of them is held."""
    count, there, keys, merged = 0, 0, list[Foreseen](), list[OutputId]()
    for each in run.foreseen():
        if each.output.is_key:
            keys.append(each)
            continue
        count += 1
        there += each.is_there
        take(each)
    are_there = there == count
    if run.wanted.merge:
        merged, there, are_there = _merged(run)
    return Foresight(count, there, keys, merged, are_there)


def _merged(run: CopyRun) -> tuple[list[OutputId], int, bool]:
    """The merged files that stay where they are, how many copies are in them, and whether they are all."""
    from guidegen.batch.merging import Order

    order, files, there, ledger = Order(run.order), list[OutputId](), 0, run.ledger
    labels = order.labels
    while labels:
        notes: Sequence[CopyNote] = ledger.beginning_with(labels[0]) if ledger is not None else ()
        printed = [note.label for note in notes if note.pages]
        if ledger is None or not printed or not order.has(notes):
            return files, there, False
        output = run.merged_output(printed[0], printed[-1])
        if ledger.data_of(notes, order.made_of(notes), output.file_name()) is None:
            return files, there, False
        files.append(output)
        there += len(printed)
        labels = labels[len(notes) :]
    return files, there, True
