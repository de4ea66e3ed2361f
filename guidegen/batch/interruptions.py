"""Interruptions of a run by the user: nothing is left half done between them and what they interrupt."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

#: So many seconds it may take to write down what is finished; whoever presses the keys again later means it.
_TO_FINISH = 3.0


@contextlib.contextmanager
def once() -> Iterator[None]:
    """The first Ctrl-C interrupts the block. Those soon after it do not: nothing of what is finished is lost then."""
    first = 0.0

    def interrupt(*_: object) -> None:
        nonlocal first
        if not first or time.monotonic() - first > _TO_FINISH:
            first = time.monotonic()
            raise KeyboardInterrupt

    with _handled(interrupt):
        yield


@contextlib.contextmanager
def _handled(handler: Callable[..., None]) -> Iterator[Any]:
    """Ctrl-C calls this; gives what it called before. In other threads than the main one it never comes."""
    try:
        before = signal.signal(signal.SIGINT, handler)
    except ValueError:
        yield None
        return
    try:
        yield before
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Ctrl-C waits until the end of the block, which takes no time that anybody would notice."""
    came: list[object] = []
    before = None
    try:
        with _handled(lambda *_: came.append(None)) as before:
            yield
    finally:
        if came and callable(before):
            before(signal.SIGINT, None)


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Ctrl-C waits until the end of the block, and processes that are started in it never hear of it.

    Where a machine cannot do that, they would say what they did when it came.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
