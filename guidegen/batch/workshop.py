"""Makes the documents of sources whose files are stale: one after the other, or by an engine.

All sources are looked at first, which takes little time beside making them. When enough are stale, the engine makes
them, and they are taken in the order of the sources. What is kept between runs and who writes which file is settled by
the one process that takes them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping, Sequence
from typing import TYPE_CHECKING

from guidegen.batch.stock import Done, Standing, Stock
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz

if TYPE_CHECKING:
    from guidegen.batch.engines.engine import Engine, Plan

#: About so many seconds it takes to make a source: few are not worth the start of an engine.
_SECONDS = 0.1


class Workshop:
    """Looks at sources and makes their documents. It is closed in the end."""

    #: Sources differ in size: who is done takes the next.
    ahead = 3
    #: Taking what others made keeps this process busy enough.
    make_here = None

    def __init__(
        self, stock: Stock, sources: Sequence[Guide | Quiz], engine: Engine, files: Mapping[str, bytes]
    ) -> None:
        """Look at the sources that will be asked for. `files` are those of the project, for an engine that reads them.

        Lists of items to exclude stay with this process: they are read anew for each source.
        """
        self.stock = stock
        self.files = files
        self._hands = engine.hands
        self._looked: dict[str, Standing] = {}
        can_share = not (engine.reads_anew and stock.choices.exclude)
        for source in sources if can_share and len(sources) * _SECONDS >= engine.pays_from else ():
            # What goes wrong here goes wrong again when the source is asked for, and is told then.
            with contextlib.suppress(Exception):
                self._looked[source.path] = stock.look_at(source)
        self._stale = {
            path: standing
            for path, standing in self._looked.items()
            if not (standing.is_current or standing.is_refused)
        }
        self._made: Generator[tuple[str, Done | None]] | None = None
        if len(self._stale) * _SECONDS >= engine.pays_from:
            self._made = engine.results(self, iter(list(self._stale)))

    def look_at(self, source: Guide | Quiz) -> Standing:
        """How it stands with the files of a source."""
        return self._looked.pop(source.path, None) or self.stock.look_at(source)

    def done(self, standing: Standing) -> Done:
        """The documents of a source: those that the engine made, or else made here. To be asked for in order."""
        if self._made is not None and standing.source.path in self._stale:
            for path, done in self._made:
                self._stale.pop(path, None)
                if path == standing.source.path:
                    return done or standing.done()
        elif standing.press is not None and standing.now is not None:
            # Nobody else is at work.
            standing.press.hands = self._hands.besides(standing.now)
        return standing.done()

    def make(self, path: str) -> Done:
        """The finished documents of a source, to be handed to another process. They are not kept here."""
        return self._stale.pop(path).done().finished(self.stock.producer)

    def plan(self) -> Plan:
        """All that another process needs for this."""
        from guidegen.batch.plans import SourcePlan

        return SourcePlan(self.files, self.stock.choices, self.stock.producer)

    def close(self) -> None:
        """End what is at work."""
        if self._made is not None:
            self._made.close()
