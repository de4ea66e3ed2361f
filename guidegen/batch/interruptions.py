"""Interruptions of a run by the user: nothing is left half done between them and what they interrupt."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Ctrl-C waits until the end of the block, which takes no time that anybody would notice."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *_: came.append(None))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
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
