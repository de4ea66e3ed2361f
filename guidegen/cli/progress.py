"""How far a build of copies is: a line that is written over on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from guidegen.amounts import amount
from guidegen.cli.saying import say

#: How often the line changes on a terminal, and how often a log gets one, in seconds.
_ON_TERMINAL, _IN_LOG = 0.2, 30.0
#: For so many seconds nobody can tell how fast copies come: the first ones wait for what all of them share.
_UNKNOWN = 2.0


class Progress:
    """Tells on stderr how many copies are made, how fast, how long the rest takes, and how many problems there are.

    `total` is how many there will be as far as that is known; the clock is asked for this line and for nothing else.
    """

    def __init__(self, total: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to count the time."""
        self.total = total
        self.clock = clock
        self.is_terminal = sys.stderr.isatty()
        self.begun = self.told = clock()
        self.is_open = False

    def __call__(self, made: int, problems: int) -> None:
        """So many copies are made; so many problems were found in rows."""
        now = self.clock()
        if now - self.told < (_ON_TERMINAL if self.is_terminal else _IN_LOG):
            return
        self.told = now
        line = self.line(made, problems, now - self.begun)
        if self.is_terminal:
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()
            self.is_open = True
        else:
            say(line, err=True)

    def line(self, made: int, problems: int, seconds: float) -> str:
        """What is said after so many seconds.

        >>> Progress(1000).line(250, 1, 2.5)
        '250 of 1,000 copies, 100 a second, 8 seconds left, 1 problem'
        >>> Progress(1000).line(1, 0, 0.9)
        '1 of 1,000 copies'
        """
        rate = made / seconds if seconds >= _UNKNOWN else 0.0
        parts = [f"{made:,} of {self.total:,} copies" if self.total >= made else amount(made, "copy")]
        if rate:
            parts.append(f"{rate:,.0f} a second")
            if self.total >= made:
                parts.append(f"{_span((self.total - made) / rate)} left")
        if problems:
            parts.append(amount(problems, "problem"))
        return ", ".join(parts)

    def end(self) -> None:
        """Clear the line of a terminal, before anything else is said."""
        if self.is_open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.is_open = False


def rows_of(roster: Path | None) -> int:
    """How many rows a roster has, as far as its lines tell; 0 where it cannot be read."""
    if roster is None:
        return 0
    try:
        with roster.open("rb") as file:
            return max(0, sum(1 for line in file if line.strip()) - 1)
    except OSError:
        return 0


def _span(seconds: float) -> str:
    """A time in words, whole.

    >>> _span(8.2), _span(90), _span(7300), _span(0.2)
    ('8 seconds', '2 minutes', '2 hours', 'a moment')
    """
    if seconds < 0.5:
        return "a moment"
    for size, unit in ((3600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return amount(round(seconds / size), unit)
    return amount(round(seconds), "second")
