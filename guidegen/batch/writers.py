"""Threads that write files while the next ones are made, as few as keep up.

To write a file is to wait for the disk a few times, and after each time a thread waits for Python's lock. Several that
do so hold up the one that makes copies, so a second thread begins only where the disk is slow.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from types import TracebackType
from typing import ParamSpec, TypeVar

_MOST = 4
#: So many files are waited for before one more thread writes.
_BEHIND = 6

P = ParamSpec("P")
T = TypeVar("T")


class Writers:
    """Up to four threads. When the block is left all that was begun is done."""

    def __init__(self) -> None:
        """No thread is there yet: each begins with what it is given first."""
        self._threads = [ThreadPoolExecutor(1) for _ in range(_MOST)]
        self._ending = ExitStack()

    def __enter__(self) -> Writers:
        """Begin."""
        for thread in self._threads:
            self._ending.enter_context(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Wait for all."""
        return self._ending.__exit__(kind, error, trace)

    def submit(self, waiting: int, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
        """Have a thread do something while so many tasks are `waiting` already."""
        return self._threads[min(waiting // _BEHIND, _MOST - 1)].submit(task, *given, **named)
