"""The rows of a roster as tasks of an engine, in their order, with the problems that belong between them.

A row goes to the engine unless its copy is there already, or its file would take the place of another. What the engine
does not make, whoever asked makes. When all rows are given out, whoever asked is told: there is time until the last of
them are made.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence

from guidegen.batch.engines.engine import Engine, Job
from guidegen.batch.made import Made
from guidegen.diagnostics import Diagnostic
from guidegen.model.roster import Recipient
from guidegen.reading.roster import Roster
from guidegen.records import dataclass

#: About so many seconds it takes to make a copy: few rows are not worth the start of an engine.
_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """What another process made of a row: its copy, and the problems of the source and of the row that it had."""

    made: Made | None
    problems: Sequence[Diagnostic]
    of_row: Sequence[Diagnostic]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the workers of an engine put copies themselves, and whether the source at a path may take a name there."""

    location: str
    is_free: Callable[[str, str], bool]


@dataclass(slots=True)
class ReadRow:
    """A row of the roster as it was read, with the problems of the rows that were skipped before it.

    After the last row there is one without a recipient.
    """

    recipient: Recipient | None
    skipped: Sequence[Diagnostic]
    is_sent: bool = False


def rows_of(roster: Roster | None) -> Iterator[ReadRow]:
    """The rows that can be printed, and the problems of the others at their places."""
    if roster is None:
        return
    skipped: list[Diagnostic] = []
    for recipient in roster.recipients(skipped.append):
        yield ReadRow(recipient, tuple(skipped))
        skipped.clear()
    yield ReadRow(None, tuple(skipped))


def made_rows(
    engine: Engine,
    job: Job,
    rows: Iterator[ReadRow],
    may_be_sent: Callable[[Recipient], bool],
    before: Callable[[], None],
    all_given: Callable[[Sequence[ReadRow]], None],
) -> Generator[tuple[ReadRow, Row | None]]:
    """The rows with what the engine made of them; None where it made nothing, or is not worth its start.

    `before` is called before it begins, `all_given` when it has all rows, with those that have not come back.
    """
    pays_from = engine.pays_from / _SECONDS
    first = list(itertools.islice(rows, max(1, math.ceil(pays_from)))) if math.isfinite(pays_from) else []
    rows = itertools.chain(first, rows)
    if not first or len(first) < pays_from:
        yield from ((row, None) for row in rows)
        return
    before()
    sent: deque[list[ReadRow]] = deque()
    tasks = _tasks(rows, engine.chunk, may_be_sent, sent, all_given)
    with contextlib.closing(engine.results(job, tasks)) as results:
        for _, found in results:
            made = iter(found or ())
            for row in sent.popleft():
                yield row, next(made, None) if row.is_sent else None


def _tasks(
    rows: Iterator[ReadRow],
    size: int,
    may_be_sent: Callable[[Recipient], bool],
    sent: deque[list[ReadRow]],
    all_given: Callable[[Sequence[ReadRow]], None],
) -> Iterator[list[Recipient]]:
    """The recipients whose copies are to be made, some at a time; the rows from which they come are noted in `sent`."""
    while some := list(itertools.islice(rows, size)):
        for row in some:
            row.is_sent = row.recipient is not None and may_be_sent(row.recipient)
        sent.append(some)
        yield [row.recipient for row in some if row.recipient is not None and row.is_sent]
    all_given([row for some in sent for row in some])
