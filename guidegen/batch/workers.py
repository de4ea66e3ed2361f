"""Processes that make documents beside each other: each makes every so many-th, and hands over its finished files.

A worker is a fork of the process that read the project, so that it has all that documents share. Nothing but finished
documents comes back, in their order: names are claimed, files written and keys made in one place, and what is written
does not depend on how many processes there are. A worker that ends too early is missed by nobody: what it owes is made
by who waits for it. Where processes cannot be forked, there are none.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from queue import Queue

Send = Callable[[Any], None]
Work = Callable[[int, Send], None]
#: So many results a worker may be ahead of who takes them.
_AHEAD = 4


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a process can be doubled as it is. macOS can, but its own libraries may not live through it."""
    return sys.platform == "linux"


class Workers:
    """So many processes, each of which does `work`: it gets its number, and a function that hands results over."""

    def __init__(self, count: int, work: Work) -> None:
        """Start them."""
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self._ends: list[Connection | None] = []
        self._processes = []
        for number in range(count):
            ours, theirs = context.Pipe()
            foreign = [end for end in self._ends if end is not None]
            process = context.Process(target=_run, args=(work, number, theirs, [*foreign, ours]), daemon=True)
            process.start()
            theirs.close()
            self._ends.append(ours)
            self._processes.append(process)

    def take(self, number: int) -> Any:
        """The next result of a worker; None when it ended."""
        end = self._ends[number]
        if end is None:
            return None
        try:
            return end.recv()
        except (EOFError, OSError):
            self._ends[number] = None
            return None

    def close(self) -> None:
        """End them, whatever they do."""
        for end in self._ends:
            if end is not None:
                end.close()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(timeout=1)


def _run(work: Work, number: int, end: Connection, foreign: list[Connection]) -> None:
    import queue
    import signal
    import threading

    # The one who waits for the results sees to it that an interrupted run ends well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in foreign:
        other.close()
    ready: Queue[Any] = queue.Queue(_AHEAD)
    sender = threading.Thread(target=_hand_over, args=(ready, end), daemon=True)
    sender.start()
    # A mistake of the program ends the worker: who waits for it makes the same mistake, and tells of it.
    with contextlib.suppress(Exception):
        work(number, lambda result: ready.put((result,)))
    ready.put(None)
    sender.join()


def _hand_over(ready: Queue[Any], end: Connection) -> None:
    """Send what is ready, so that the next is made while somebody else's result is waited for."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError), end:
        while (result := ready.get()) is not None:
            end.send(result[0])
        return
    # Nobody takes anything any more: the worker is ended from outside.
    while ready.get() is not None:
        pass
