"""Ctrl-C where Python's own way with it does no good: before work begins, while a library would take it for a mistake
of its own, and after all is said.

In between, Python raises KeyboardInterrupt, and who works knows what to do.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from signal import SIG_IGN, SIGINT, default_int_handler, getsignal, signal
    from typing import Any
else:
    try:
        # `signal` makes its numbers anew as enumerations, which takes a millisecond.
        from _signal import SIG_IGN, SIGINT, default_int_handler, getsignal, signal
    except ImportError:
        from signal import SIG_IGN, SIGINT, default_int_handler, getsignal, signal

INTERRUPTED = 130


def ends_at_once() -> None:
    """Nothing has begun: Ctrl-C ends the program, and says so. It stays ignored where whoever began us ignores it."""
    if getsignal(SIGINT) is default_int_handler:
        signal(SIGINT, _end)


def interrupts() -> None:
    """Work begins: Ctrl-C interrupts it, as it does in any program in Python."""
    if getsignal(SIGINT) is _end:
        signal(SIGINT, _interrupt)


def was_heard() -> None:
    """Work was interrupted: it is said, and the program ends, however often Ctrl-C comes meanwhile."""
    if getsignal(SIGINT) is _interrupt:
        signal(SIGINT, SIG_IGN)


def way_after(way: Any) -> Any:
    """What Ctrl-C does after an interruption, where it did `way` before: nothing in the program's own process."""
    return SIG_IGN if way is _interrupt else way


def is_too_late() -> None:
    """All is said: Ctrl-C changes nothing any more."""
    signal(SIGINT, SIG_IGN)


def is_behind(error: BaseException | None) -> bool:
    """Whether an error was made of an interruption, as Python does where a class is made (`__set_name__`)."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None


class Waits:
    """Ctrl-C waits until the end of the block: for libraries that take every exception for a mistake of their own.

    In other threads than the main one it never comes.
    """

    __slots__ = ("_before", "_came")

    def __init__(self) -> None:
        """Nothing waits yet."""
        self._before: Any = None
        self._came = False

    def __enter__(self) -> None:
        """Note it from now on."""
        try:
            self._before = signal(SIGINT, self._note)
        except ValueError:
            self._before = None

    def __exit__(self, *_: object) -> None:
        """Let what came meanwhile come now."""
        if self._before is None:
            return
        signal(SIGINT, self._before)
        if self._came and callable(self._before):
            self._before(SIGINT, None)

    def _note(self, *_: object) -> None:
        self._came = True


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _end(*_: object) -> None:
    os.write(2, b"guidegen: interrupted.\n")
    os._exit(INTERRUPTED)
