"""The engine of this machine: processes beside this one, doubles of it or begun anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import Any, Self

from guidegen.batch.engines.engine import Job, Plan
from guidegen.records import dataclass
from guidegen.render.pdf.hands import Hands, OwnHands

#: For each way to start a process, how many seconds of work are worth a few of them. A double is there at once.
_PAYS_FROM = {"fork": 0.24, "spawn": 4.0}

#: A double has so many tasks whose results were not taken, at most.
_AHEAD = 2


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def way_to_start() -> str:
    """How processes are started here. macOS can double them, but its own libraries may not live through it."""
    return "fork" if sys.platform == "linux" else "spawn"


@dataclass(slots=True)
class Local:
    """As many processes as there are `jobs`; with one, there is no other."""

    jobs: int = 1
    start: str = ""
    chunk: int = 4
    location: str = ""

    def __post_init__(self) -> None:
        self.start = self.start or way_to_start()

    @property
    def reads_anew(self) -> bool:
        """Whether the processes share nothing with this one."""
        return self.start != "fork"

    @property
    def pays_from(self) -> float:
        """How many seconds of work are worth starting processes."""
        return _PAYS_FROM[self.start] if self.jobs > 1 else float("inf")

    @property
    def hands(self) -> Hands:
        """Who does parts of a single document: doubles of this process beside it, where there can be some."""
        return OwnHands() if self.jobs < 2 or self.reads_anew else Doubles(self.jobs)

    def __enter__(self) -> Self:
        """Processes are started when there is something to do."""
        return self

    def __exit__(self, *error: object) -> None:
        """They end with their results."""

    def results(self, job: Job, tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with its result; None where a process was lost or failed."""
        from guidegen.batch.engines.workers import Workers

        begin = partial(_set_up, job.plan()) if self.reads_anew else lambda: job.make
        workers = Workers(self.jobs, begin, self.start)
        try:
            yield from workers.results(tasks, job.ahead)
        finally:
            workers.close()


@dataclass(frozen=True, slots=True)
class Doubles:
    """This process and doubles of it, which are there as long as there are tasks: `count` in all.

    The `others` are done by this one as soon as the rest have begun.
    """

    count: int
    others: tuple[Callable[[], object], ...] = ()

    def results(self, make: Callable[[Any], Any], tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with its result, whoever made it."""
        from guidegen.batch.engines.workers import Workers

        try:
            workers = Workers(self.count - 1, lambda: make, "fork")
        except OSError:
            # The machine lets us have no more processes.
            yield from OwnHands().results(make, tasks)
            return
        try:
            yield from workers.shared(make, tasks, _AHEAD, self.others)
        finally:
            # To let go of what a double has takes some milliseconds.
            workers.close(waits=False)

    def at_most(self, count: int) -> Hands:
        """So many of these processes, and no more."""
        return OwnHands() if count < 2 else Doubles(min(count, self.count), self.others)

    def besides(self, *others: Callable[[], object]) -> Hands:
        """The same, with more to do for this process."""
        return Doubles(self.count, (*self.others, *others))


def _set_up(plan: Plan) -> Callable[[Any], Any]:
    return plan.maker().make
