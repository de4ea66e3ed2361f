"""What very many copies need: `python benchmarks/scale.py [ROWS]`. It takes the `dask` extra.

Measured are copies of the guide on two supplements with its quiz, as in `copies.py`, with a key and without: by one
process, by two, and by a Dask cluster of two workers, which hand the copies over or put them in a folder themselves.
Each way is a fresh process, with a fifth of the rows and with all of them: what a copy takes is the difference, so that
starts do not count. Times are those of the processor, which others on the machine hardly change, apart from the clock
of whole runs. How the memory of the process that asks grows is measured with many more rows, and with workers that are
played: each gives the same copy under another name. What the night of a hospital group takes is worked out from these
figures, and marked as such.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.copies import GUIDE, roster  # noqa: E402

ROWS, WORKERS = 2_000, 2
#: So many rows for the memory, with played workers.
FEW, MANY = 10_000, 40_000
COPIES, HOURS = 5_000_000, 8


class Run(NamedTuple):
    """One build: seconds of the clock, and of the processor for the process that asks and for its workers."""

    clock: float
    own: float
    workers: float


class Way(NamedTuple):
    """A way to make the copies: what a copy takes in seconds of the processor, and the clock of the whole run."""

    rate: float
    own: float
    workers: float


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as (address, used):
        folder = Path(name)
        tables = [roster(folder / f"{count}.csv", count) for count in (rows // 5, rows)]
        nobody: Callable[[], float] = lambda: 0.0  # noqa: E731

        def way(output: str, watch: Callable[[], float], *options: str) -> Way:
            few, all_ = (one(table, output + table.stem, watch, *options) for table in tables)
            each = rows - rows // 5
            return Way(
                rows / all_.clock,
                (all_.own - few.own) / each,
                (all_.workers - few.workers) / each,
            )

        dask = ("--engine", "dask", "--scheduler", address)
        far = (folder / "far-").as_uri()
        ways = {
            "1 process": way(f"{folder}/one-", nobody, "--jobs", "1"),
            "1 process, no key": way(f"{folder}/bare-", nobody, "--jobs", "1", "--key", "none"),
            "2 processes": way(f"{folder}/two-", nobody, "--jobs", "2"),
            "Dask, handed over": way(f"{folder}/dask-", used, *dask),
            "Dask, put in place": way(far, used, *dask),
            "Dask, put, no key": way(far + "bare-", used, *dask, "--key", "none"),
        }
        output = folder / f"one-{rows}"
        sizes = [path.stat().st_size for path in output.glob("*-[0-9]*.pdf") if "-key" not in path.name]
        keys = sum(path.stat().st_size for path in output.glob("*-key*.pdf"))
        manifest = (output / "manifest.json").stat().st_size
        assert len(sizes) == rows
        names = sorted(path.name for path in output.iterdir())
        assert all((folder / f"far-{rows}" / each).read_bytes() == (output / each).read_bytes() for each in names)
        memory = [played(roster(folder / f"{count}.csv", count), folder / f"played-{count}") for count in (FEW, MANY)]
        growth = (memory[1] - memory[0]) / (MANY - FEW)
    print(f"Python {sys.version.split()[0]}, {rows:,} copies, {WORKERS} workers; the bytes of all ways are the same")
    print(f"{'':20} {'copies/s':>9} {'client ms':>10} {'workers ms':>11}   (a copy)")
    for way_name, found in ways.items():
        print(f"{way_name:20} {found.rate:9.1f} {found.own * 1000:10.2f} {found.workers * 1000:11.2f}")
    print(f"a copy {sum(sizes) / rows:,.0f} bytes; for each, manifest {manifest / rows:,.0f}, keys {keys / rows:,.0f}")
    print(f"memory of the client, {MANY:,} rows: {memory[1] / 1e6:,.0f} MB; {growth:,.0f} bytes more for each row")
    for title, of_key in (("Dask, put in place", keys / rows), ("Dask, put, no key", 0.0)):
        print("\n".join(worked_out(title, ways[title], sum(sizes) / rows, manifest / rows, of_key, growth)))


def worked_out(title: str, way: Way, copy: float, manifest: float, key: float, growth: float) -> Iterator[str]:
    """What the night takes, by these figures."""
    seconds = HOURS * 3600
    workers = COPIES * way.workers / seconds
    client = COPIES * way.own
    most = COPIES * way.workers / client if client else 0.0
    yield f"worked out for {COPIES:,} copies in {HOURS} hours, {title}:"
    yield f"  {COPIES * way.workers / 3600:,.0f} hours of processors: {workers:,.1f} workers at full load"
    yield f"  client {client / 3600:,.1f} hours; it keeps {most:,.0f} workers busy, {1 / way.own:,.0f} copies/s at most"
    yield f"  copies {COPIES * copy / 1e9:,.0f} GB, {COPIES * copy * 8 / seconds / 1e6:,.0f} Mbit/s all night"
    yield f"  manifest {COPIES * manifest / 1e9:,.1f} GB, keys {COPIES * key / 1e9:,.1f} GB"
    yield f"  memory of the client {COPIES * growth / 1e9:,.1f} GB"


def one(table: Path, output: str, watch: Callable[[], float], *options: str) -> Run:
    """A build in a fresh process."""
    before, start = watch(), time.perf_counter()
    arguments = ["build", GUIDE, "--roster", str(table), "-o", output, "--force", "-q", *options]
    done = subprocess.run([sys.executable, __file__, "--one", *arguments], cwd=ROOT, check=True, capture_output=True)
    clock = time.perf_counter() - start
    told: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return Run(clock, told["own"], watch() - before)


def played(table: Path, output: Path) -> int:
    """The memory of a build in a fresh process whose copies are made by nobody."""
    command = [sys.executable, __file__, "--played", str(table), output.as_uri()]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return int(json.loads(done.stdout.decode().splitlines()[-1])["memory"])


def run_one(arguments: list[str]) -> None:
    """Do a build in this process, and say what it took."""
    import gc

    from guidegen.cli import main as build

    gc.set_threshold(50_000, 20, 20)
    try:
        build(arguments)
    except SystemExit as end:
        assert not end.code
    tell_used()


class Played:
    """An engine without workers: what it gives are copies of the first copy, as if they were put in their place."""

    chunk, pays_from, reads_anew, leaves_processors = 200, 0.0, False, True

    def __init__(self, location: str) -> None:
        from guidegen.render.pdf.hands import OwnHands

        self.location = location
        self.hands = OwnHands()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: object) -> None:
        """Nobody has to be let go."""

    def results(self, job: Any, tasks: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        pattern: Any = None
        for task in tasks:
            pattern = pattern or job.make(task[:1])[0]
            yield task, [self.copy(pattern, recipient.row) for recipient in task]

    def copy(self, pattern: Any, row: int) -> Any:
        made = pattern.made.put("0" * 64)
        output = dataclasses.replace(made.output, copy=f"{row:04}")
        facts = {**made.facts, "quiz_code": f"{row:010x}"}
        return dataclasses.replace(pattern, made=dataclasses.replace(made, output=output, row=row, facts=facts))


def run_played(table: str, location: str) -> None:
    """Do a build with played workers in this process, and say what it took."""
    from guidegen.batch.build import build
    from guidegen.batch.choices import Choices, CopiesWanted

    wanted = CopiesWanted(Path(table))
    engine: Any = Played(location)
    today = datetime.date(2026, 11, 29)
    only = frozenset([GUIDE])
    build(ROOT, location, Choices(key="none"), only=only, today=today, producer="x", copies=wanted, engine=engine)
    tell_used()


def tell_used() -> None:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"own": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}))


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Callable[[], float]]]:
    """A scheduler and its workers: its address, and a clock of what the processors did for the workers."""
    import psutil

    file = folder / "scheduler.json"
    common = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    module = [sys.executable, "-m"]
    scheduler = [*module, "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", file]
    processes = [subprocess.Popen(scheduler, **common)]  # type: ignore[call-overload]
    try:
        while not (file.exists() and file.read_text(encoding="utf-8").endswith("}")):
            time.sleep(0.1)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        worker = [*module, "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard"]
        processes += [subprocess.Popen(worker, **common) for _ in range(WORKERS)]  # type: ignore[call-overload]
        time.sleep(5)
        watched = [psutil.Process(process.pid) for process in processes[1:]]

        def used() -> float:
            return sum(each.cpu_times().user + each.cpu_times().system for each in watched)

        yield address, used
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2:])
    elif sys.argv[1:2] == ["--played"]:
        run_played(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
