"""Who writes files while the next ones are made: threads, or whoever makes them.

A thread waits for Python's lock after each call of the system, and whoever makes copies waits for it then: on some
machines that takes longer than to write a file to a quick disk. It is made up for where a disk is slow and a processor
idle meanwhile, or where files go far away; else to write them oneself takes less.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Generic, ParamSpec, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_MOST = 4
#: So many files are waited for before one more thread writes.
_BEHIND = 6
#: So many files are written together by whoever makes them, at most; what takes so many seconds is soon, or late.
_TOGETHER = 32
_SOON, _LATE = 0.05, 0.2
#: Seconds that each of the files that go together may take before threads are worth it, and how often in a row they
#: have to take longer.
_QUICK, _OFTEN = 0.0015, 3

P = ParamSpec("P")
T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)


class Task(Protocol[R_co]):
    """Something that was begun."""

    def done(self) -> bool:
        """Whether it has ended."""

    def result(self) -> R_co:
        """What it gave, when it has ended; what it raised is raised here."""


class _Done(Generic[T]):
    """Something that has ended already."""

    __slots__ = ("_result",)

    def __init__(self, result: T) -> None:
        self._result = result

    def done(self) -> bool:
        """It has."""
        return True

    def result(self) -> T:
        """What it gave."""
        return self._result


class Writers(Protocol):
    """Who writes, in a block. `at_once` is how many files are worth a task."""

    at_once: int

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """All that was begun is done."""

    def submit(self, waiting: int, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> Task[T]:
        """Have something done while so many tasks are `waiting` already."""


class Own:
    """Whoever gives a task does it: of a few files at first, of more where the disk is quick.

    Ctrl-C waits until it is done, which may take no time that anybody would notice.
    """

    at_once = 4

    def __enter__(self) -> Self:
        """There is nothing to begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """All is done."""

    def submit(self, waiting: int, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> Task[T]:
        """Do it."""
        begun = time.monotonic()
        done = _Done(task(*given, **named))
        took = time.monotonic() - begun
        if took < _SOON:
            self.at_once = min(_TOGETHER, 2 * self.at_once)
        elif took > _LATE:
            self.at_once = max(1, self.at_once // 2)
        return done


class Threads:
    """Up to four threads. When the block is left all that was begun is done.

    A second one begins only where the first does not keep up.
    """

    at_once = 4

    def __init__(self) -> None:
        """No thread is there yet: each begins with what it is given first."""
        self._threads: list[ThreadPoolExecutor] = []
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Wait for all."""
        return self._ending.__exit__(kind, error, trace)

    def submit(self, waiting: int, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> Task[T]:
        """Have a thread do something while so many tasks are `waiting` already."""
        if not self._threads:
            # What threads need is loaded where there is one: most runs write without.
            from concurrent.futures import ThreadPoolExecutor

            self._threads = [self._ending.enter_context(ThreadPoolExecutor(1)) for _ in range(_MOST)]
        return self._threads[min(waiting // _BEHIND, _MOST - 1)].submit(task, *given, **named)


class OwnWhileQuick(Threads):
    """Whoever gives a task does it while that is quick, and threads from then on."""

    def __init__(self) -> None:
        """The disk counts as quick."""
        super().__init__()
        self._own = Own()
        self._slow = 0

    def submit(self, waiting: int, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> Task[T]:
        """Have something done while so many tasks are `waiting` already."""
        if self._slow >= _OFTEN:
            return super().submit(waiting, task, *given, **named)
        begun = time.monotonic()
        done = self._own.submit(waiting, task, *given, **named)
        self._slow = self._slow + 1 if time.monotonic() - begun > _QUICK * self.at_once else 0
        self.at_once = self._own.at_once if self._slow < _OFTEN else Threads.at_once
        return done


def who_writes(*, is_far: bool, may_wait: bool) -> Writers:
    """Who writes many files, to a place that `is_far` or here. They `may_wait` where a processor is idle meanwhile."""
    if is_far:
        return Threads()
    return OwnWhileQuick() if may_wait else Own()
