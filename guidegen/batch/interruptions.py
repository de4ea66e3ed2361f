"""Interruptions of a run by the user: nothing is left half done between them and what they interrupt."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator

from guidegen.ctrl_c import way_after

#: So many seconds it may take to write down what is finished; whoever presses the keys again later means it.
_TO_FINISH = 3.0


class _Interruptible:
    """A block that Ctrl-C interrupts once, but not while `held` is more than 0."""

    def __init__(self) -> None:
        self.held = 0
        self.came = False
        self._first = 0.0

    @property
    def was_interrupted(self) -> bool:
        """Whether Ctrl-C interrupted it."""
        return bool(self._first)

    def interrupt(self, *_: object) -> None:
        if self.held:
            self.came = True
        elif not self._first or time.monotonic() - self._first > _TO_FINISH:
            self._first = time.monotonic()
            raise KeyboardInterrupt


#: The block that the program is in, if it is in one.
_block: _Interruptible | None = None


@contextlib.contextmanager
def once() -> Iterator[None]:
    """The first Ctrl-C interrupts the block. Those soon after it do not: nothing of what is finished is lost then.

    Such a block within another is part of it.
    """
    global _block
    if _block is not None:
        yield
        return
    block = _Interruptible()
    try:
        before = signal.signal(signal.SIGINT, block.interrupt)
    except ValueError:
        # In other threads than the main one it never comes.
        yield
        return
    _block = block
    try:
        yield
    finally:
        _block = None
        signal.signal(signal.SIGINT, way_after(before) if block.was_interrupted else before)


class Held:
    """Within `once`, Ctrl-C waits until the end of the block, which takes no time that anybody would notice.

    Each copy has such blocks, so they take little: no signal is handled anew.
    """

    __slots__ = ("_block",)

    def __init__(self) -> None:
        """Nothing is held yet."""
        self._block = _block

    def __enter__(self) -> None:
        """Hold."""
        if self._block is not None:
            self._block.held += 1

    def __exit__(self, *_: object) -> None:
        """Let what came meanwhile come now."""
        block = self._block
        if block is None:
            return
        block.held -= 1
        if block.came and not block.held:
            block.came = False
            block.interrupt()


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
