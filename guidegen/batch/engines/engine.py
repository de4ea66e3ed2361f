"""What an engine is: it makes the results of tasks, in their order, and may lose some of them.

Nothing but results comes back: names are claimed, manifest, key and report made in the one process that asked. So what
is written does not depend on the engine, on how many workers it has, or on what happens to them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

from guidegen.render.pdf.hands import Hands
from guidegen.typed import Protocol


class Maker(Protocol):
    """Does tasks. Tasks and results are plain values; what a task makes depends on the task alone."""

    def make(self, task: Any) -> Any:
        """The result of a task."""


class Job(Maker, Protocol):
    """Work that falls into tasks: how a task is done here, and what another process needs to do it."""

    @property
    def ahead(self) -> int:
        """How many tasks a worker may be given before their results are taken: more where they are small, and before
        the process that asks is busy with something else for a while.
        """

    @property
    def make_here(self) -> Callable[[Any], Any] | None:
        """What makes the result of a task in the process that asks, if that is to do tasks too while others do."""

    def plan(self) -> Plan:
        """All that this job stands on, to be sent to a process that shares nothing with this one."""


class Plan(Protocol):
    """A job as plain data, content of files included."""

    def maker(self) -> Maker:
        """Who does the tasks, set up in the process that asks."""


class Engine(Protocol):
    """Makes the results of tasks, after it was entered."""

    @property
    def chunk(self) -> int:
        """How many copies make a task of good size."""

    @property
    def pays_from(self) -> float:
        """How many seconds of work are worth its start."""

    @property
    def reads_anew(self) -> bool:
        """Whether its workers share nothing with this process, so that they need a plan."""

    @property
    def leaves_processors(self) -> bool:
        """Whether processors of this machine have nothing to do while it makes copies."""

    @property
    def hands(self) -> Hands:
        """Who does parts of a single document."""

    @property
    def location(self) -> str:
        """The address at which its workers put copies; nothing where they hand them over."""

    def __enter__(self) -> Engine:
        """Make ready. Raises EngineFailed when it cannot work."""

    def __exit__(self, *error: object) -> None:
        """Let go of what was held."""

    def results(self, job: Job, tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with its result, in the order of the tasks. None in place of a result: it is lost, or there was a
        mistake; who asked does the task again. To be closed when no more is wanted."""
