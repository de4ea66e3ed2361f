"""When objects that lead to each other, and to which nothing leads any more, are looked for while copies are made.

Python looks through what is new each time that there is much of it, and now and then through everything. While a run
begins and while a key is made nearly all that is new stays, so to look for it is work for nothing.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

#: After so many copies what they share is there.
_WARM = 50
#: Few enough that what copies leave behind does not add up.
_FOR_COPIES = (50_000, 2, 2)


def look_now_and_then() -> None:
    """Look for them as often as a process has to that makes copies."""
    gc.set_threshold(*_FOR_COPIES)
    gc.enable()


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """What is read within this stays for long: none are looked for meanwhile, nor in it afterwards, until
    `read_no_more` says so. A bank of many thousands of items would be looked through before it is laid out.
    """
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if is_enabled:
            gc.enable()


def read_no_more() -> None:
    """What was read is looked through like everything else."""
    gc.unfreeze()


class Cycles:
    """A run that makes copies: what was loaded and read before it is not looked through."""

    def __init__(self) -> None:
        """Nothing is looked for yet."""
        self._is_warm = False
        self._before = gc.isenabled(), gc.get_threshold()
        gc.freeze()
        gc.disable()

    def counted(self, made: int) -> None:
        """So many copies are made."""
        if made >= _WARM and not self._is_warm:
            self._is_warm = True
            gc.freeze()
            look_now_and_then()

    def end(self) -> None:
        """The run is over: all is as it was."""
        was_enabled, threshold = self._before
        gc.unfreeze()
        gc.set_threshold(*threshold)
        if was_enabled:
            gc.enable()


class Pause:
    """While a key of thousands of lines is made and written, nothing is looked for."""

    def __init__(self) -> None:
        """It has not begun."""
        self._interrupts = False

    def begin(self) -> None:
        """Look for nothing."""
        self._interrupts = self._interrupts or gc.isenabled()
        gc.disable()

    def end(self) -> None:
        """Go on as before."""
        if self._interrupts:
            self._interrupts = False
            gc.enable()

    def end_with_a_look(self) -> None:
        """What was made is let go: the rows of a long table lead to each other."""
        gc.collect()
        self.end()
