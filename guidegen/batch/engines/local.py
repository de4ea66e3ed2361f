"""The engine of this machine: processes beside this one, doubles of it or begun anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from guidegen.records import dataclass
from guidegen.render.pdf.hands import Hands, Later, OwnHands

if TYPE_CHECKING:
    from guidegen.batch.engines.engine import Job, Plan

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
    def leaves_processors(self) -> bool:
        """Whether there are more processors than processes."""
        return self.jobs < cores()

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
        try:
            workers = Workers(self.jobs if job.make_here is None else self.jobs - 1, begin, self.start)
        except OSError:
            # The machine lets us have no more processes.
            yield from ((task, None) for task in tasks)
            return
        try:
            yield from workers.results(tasks, lambda: job.ahead, job.make_here)
        finally:
            workers.close()


@dataclass(frozen=True, slots=True)
class _Other:
    """One of what doubles work out in the end, as a task."""

    place: int


@dataclass(frozen=True, slots=True)
class Doubles:
    """This process and doubles of it, which are there as long as there are tasks: `count` in all.

    Doubles work the `others` out when there are no more tasks, and are there until somebody asked for these.
    """

    count: int
    others: tuple[Later[Any], ...] = ()

    def results(self, make: Callable[[Any], Any], tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with its result, whoever made it."""
        from guidegen.batch.engines.workers import Workers

        others = [other for other in self.others if not other.is_known]

        def make_any(task: Any) -> Any:
            return others[task.place].make() if isinstance(task, _Other) else make(task)

        try:
            workers = Workers(self.count - 1, lambda: make_any, "fork")
        except OSError:
            # The machine lets us have no more processes.
            yield from OwnHands().results(make, tasks)
            return
        is_done = False
        try:
            orders = yield from workers.shared(make, tasks, _AHEAD, [_Other(place) for place in range(len(others))])
            for other, order in zip(others, orders, strict=True):
                other.fetch = partial(workers.result, order)
            is_done = True
        finally:
            if not (is_done and others):
                workers.close(waits=False)

    def at_most(self, count: int) -> Hands:
        """So many of these processes, and no more."""
        return OwnHands() if count < 2 else Doubles(min(count, self.count), self.others)

    def besides(self, *others: Later[Any]) -> Hands:
        """The same, with more to do for the doubles."""
        return Doubles(self.count, (*self.others, *others))


def _set_up(plan: Plan) -> Callable[[Any], Any]:
    return plan.maker().make
