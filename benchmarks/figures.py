"""What benchmarks measure, and how it is told: fresh processes by turns, medians with their spread, ratios of pairs."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers import process

ROOT = Path(__file__).parent.parent
#: Against whom ratios are told, where it takes part.
PEER = "Typst"
_PEERS = ("typst", "weasyprint", "reportlab", "pypdfium2")


class Way(NamedTuple):
    """A way to do a piece of work: `prepare` (with the number of the round), then `command` in `folder`.

    One that `counts` fewer pieces than the work has (such as 20 copies of 1,000) is told as if it did all, and one that
    is `slow` runs once.
    """

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    prepare: Callable[[int], None] = lambda number: None
    counts: int = 0
    slow: bool = False


class Run(NamedTuple):
    """Seconds of the clock and of the processor, and MB at the highest, of one process."""

    clock: float
    processor: float
    memory: float


class Figure(NamedTuple):
    """All runs of one way; `share` is what part of the work they did."""

    work: str
    way: str
    runs: list[Run]
    share: float = 1.0

    def clock(self) -> list[float]:
        """Seconds for all of the work."""
        return [run.clock / self.share for run in self.runs]


def measured(work: str, ways: Sequence[Way], rounds: int, pieces: int = 0) -> list[Figure]:
    """Do the work in each way, by turns, so that a slow moment of the machine hits all."""
    runs: dict[str, list[Run]] = {way.name: [] for way in ways}
    for number in range(rounds):
        for way in ways if number % 2 else list(reversed(ways)):
            if not (way.slow and number):
                way.prepare(number)
                runs[way.name].append(run(way.command, way.folder))
    return [Figure(work, way.name, runs[way.name], way.counts / pieces if way.counts else 1.0) for way in ways]


def run(command: Sequence[str], folder: Path) -> Run:
    """One process."""
    start = time.perf_counter()
    processor, memory = process(list(command), folder)
    return Run(time.perf_counter() - start, processor, memory / 1024)


def compiled() -> None:
    """Bytecode is there, as after installing."""
    import compileall

    compileall.compile_dir(ROOT / "guidegen", quiet=1)


def versions() -> str:
    """What took part, on what."""
    found = [f"Python {platform.python_version()}"]
    for name in ("deflate", *_PEERS):
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"no {name}")
    return f"{', '.join(found)}; {sys.platform}, {os.cpu_count()} processors"


def told(figures: Sequence[Figure], per: Mapping[str, tuple[int, str]] = {}) -> str:
    """The figures as a table. `per` names for a piece of work how many parts it has, and what they are called."""
    lines: list[str] = []
    for work in dict.fromkeys(figure.work for figure in figures):
        of_work = [figure for figure in figures if figure.work == work]
        peer = next((figure for figure in of_work if figure.way.startswith(PEER)), None)
        lines.append(work)
        for figure in of_work:
            lines.append("  " + _line(figure, peer, per.get(work)))
    return "\n".join(lines)


def _line(figure: Figure, peer: Figure | None, per: tuple[int, str] | None) -> str:
    clock = figure.clock()
    median = statistics.median(clock)
    parts = [f"{figure.way:34}", f"{median:8.3f} s ({min(clock):.3f} to {max(clock):.3f})"]
    parts.append(f"processor {statistics.median(run.processor for run in figure.runs) / figure.share:8.3f} s")
    parts.append(f"{statistics.median(run.memory for run in figure.runs):6.0f} MB")
    if per is not None:
        parts.append(f"{per[0] / median:7.1f} {per[1]}/s")
    if peer is not None and figure is not peer:
        low, middle, high = ratios(figure, peer)
        parts.append(f"{middle:.2f} times {PEER} ({low:.2f} to {high:.2f})")
    return "  ".join(parts)


def ratios(figure: Figure, peer: Figure) -> tuple[float, float, float]:
    """The smallest, the median and the largest ratio of clock times, round by round."""
    pairs = [own / other for own, other in zip(figure.clock(), peer.clock(), strict=False)]
    return min(pairs), statistics.median(pairs), max(pairs)
