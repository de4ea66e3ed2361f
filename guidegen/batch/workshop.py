"""Makes the documents of sources whose files are stale: one after the other, or several at a time.

All sources are looked at first, which takes little time beside making them. When enough are stale, processes are
started that make them, and hand over finished documents; they are taken in the order of the sources. What is kept
between runs and who writes which file is settled by the one process that takes them.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Sequence

from guidegen.batch.stock import Done, Standing, Stock
from guidegen.batch.workers import Send, Workers, can_fork
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz

#: So many stale sources are worth a process of their own.
_FOR_ONE = 2


class Workshop:
    """Looks at sources and makes their documents. It is closed in the end."""

    def __init__(self, stock: Stock, sources: Sequence[Guide | Quiz], jobs: int) -> None:
        """Look at the sources that will be asked for, and begin to make those that are stale."""
        self.stock = stock
        self._looked: dict[int, Standing] = {}
        for source in sources if jobs > 1 and can_fork() else ():
            # What goes wrong here goes wrong again when the source is asked for, and is told then.
            with contextlib.suppress(Exception):
                self._looked[id(source)] = stock.look_at(source)
        stale = [each for each in self._looked.values() if not (each.is_current or each.is_refused)]
        self._count = min(jobs, len(stale) // _FOR_ONE)
        self._workers: Workers | None = None
        self._places: dict[int, int] = {}
        if self._count > 1:
            self._places = {id(standing.source): place for place, standing in enumerate(stale)}
            self._workers = Workers(self._count, lambda number, send: self._work(stale, number, send))

    def look_at(self, source: Guide | Quiz) -> Standing:
        """How it stands with the files of a source."""
        return self._looked.pop(id(source), None) or self.stock.look_at(source)

    def done(self, standing: Standing) -> Done:
        """The documents of a source: those that a process made, or else made here."""
        place = self._places.pop(id(standing.source), None)
        made = self._workers.take(place % self._count) if self._workers is not None and place is not None else None
        return made if made is not None else standing.done()

    def _work(self, stale: list[Standing], number: int, send: Send) -> None:
        """Make the documents of one worker. They are forgotten, one after the other."""
        self._looked.clear()
        own = deque(stale[number :: self._count])
        stale.clear()
        while own:
            standing, made = own.popleft(), None
            with contextlib.suppress(Exception):
                made = standing.done().finished(self.stock.producer)
            send(made)

    def close(self) -> None:
        """End the processes that are left."""
        if self._workers is not None:
            self._workers.close()
