"""Copies for people: `python benchmarks/copies.py [ROWS] [ROUNDS]`.

The guide on two supplements with its quiz, for each row of a roster: name and date on the first page, items and options
in an order of their own, a file each, PDF/UA-1 and PDF/A-2a, and one key for all. Against Typst in one process (where
its package is installed) with the same guide, name and orders in its sources, its own tags, and no key. Each way is a
fresh process, by turns, so that a slow moment of the machine hits all; told are medians of the time of the clock and of
the processor, and the medians of the ratios of each round. The memory is that of the largest process at its highest.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.peers import has_typst, process  # noqa: E402

ROWS, ROUNDS = 1_000, 3
GUIDE = "content/glutamine-vs-glutathione.yaml"
NAMES = "Ada Amir Ana Bo Chen Eva Femi Ines Jo Kai Lena Mai Noor Olga Paul Rosa Sam Tove Uma Zoë".split()


def roster(place: Path, rows: int) -> Path:
    """A table of so many people."""
    draw = random.Random(rows)
    with place.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "id", "date"])
        table.writerows([f"{draw.choice(NAMES)} {draw.choice(NAMES)}", f"{n:06}", "2026-11-29"] for n in range(rows))
    return place


def ours(rows: Path, output: Path, jobs: int) -> list[str]:
    """The command that makes the copies."""
    return [sys.executable, "-m", "guidegen", "build", GUIDE, "--roster", str(rows), "-o", str(output), "--jobs",
            str(jobs), "--force", "-q"]  # fmt: skip


def typst_files(folder: Path, rows: Path) -> list[str]:
    """The same for Typst: a template, and a line of orders for each row. Gives the command."""
    from benchmarks.peers.typst_source import copy_input, typst_source
    from guidegen.assembly.form import make_form
    from guidegen.assembly.handout import Handouts
    from guidegen.document import elements as doc
    from guidegen.locale import words_for
    from guidegen.reading import read_project

    project, _, _ = read_project(ROOT)
    guide = next(guide for guide in project.guides.values() if guide.path == GUIDE)
    form = make_form(guide.quiz, [project.banks[reference.name] for reference in guide.quiz.banks])
    document = Handouts(guide, project.settings, words_for("en"), key="end", library={}, places={}).document(form)
    (folder / "guide.typ").write_text(typst_source(document, form), encoding="utf-8")
    items = _items(document.template.blocks)
    draw = random.Random(1)
    lines = []
    with rows.open(encoding="utf-8", newline="") as file:
        for person in csv.DictReader(file):
            orders = []
            for index in draw.sample(range(len(items)), len(items)):
                task = items[index].task
                options = getattr(task, "options", None) or getattr(task, "responses", ())
                count = len(options) if isinstance(task, doc.Options | doc.Premises) else 0
                orders.append((index, draw.sample(range(count), count)))
            lines.append(copy_input(person["name"], person["date"], orders))
    (folder / "orders.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "out").mkdir()
    peer = ROOT / "benchmarks" / "peers" / "typst_copies.py"
    fonts = ROOT / "guidegen" / "theme" / "fonts"
    return [sys.executable, str(peer), str(folder / "guide.typ"), str(folder / "orders.jsonl"), str(fonts),
            str(folder / "out")]  # fmt: skip


def _items(blocks: object) -> tuple:  # type: ignore[type-arg]
    from guidegen.document import elements as doc

    for block in blocks if isinstance(blocks, tuple) else ():
        if isinstance(block, doc.ItemList):
            return block.items
        if found := _items(getattr(block, "blocks", ())):
            return found
    return ()


def main(rows: int, rounds: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = roster(folder / "people.csv", rows)
        ways = {
            f"guidegen, {jobs} process{'es' * (jobs > 1)}": ours(table, folder / f"out-{jobs}", jobs) for jobs in (1, 2)
        }
        if has_typst():
            ways["Typst, 1 process"] = typst_files(folder, table)
        runs: dict[str, list[tuple[float, float, int]]] = {way: [] for way in ways}
        for index in range(rounds):
            for way, command in ways.items() if index % 2 else reversed(ways.items()):
                start = time.perf_counter()
                processor, memory = process(command, ROOT)
                runs[way].append((time.perf_counter() - start, processor, memory))
        sizes = [path.stat().st_size for path in (folder / "out-1").glob("*-0*.pdf")]
    print(
        f"Python {sys.version.split()[0]}, {rows:,} copies, {rounds} rounds, "
        f"{statistics.median(sizes):,.0f} bytes a copy"
    )
    first = runs["guidegen, 1 process"]
    for way, found in runs.items():
        clock, processor, memory = (statistics.median(values) for values in zip(*found, strict=True))
        by_clock = statistics.median(theirs[0] / own[0] for theirs, own in zip(found, first, strict=True))
        by_processor = statistics.median(theirs[1] / own[1] for theirs, own in zip(found, first, strict=True))
        print(
            f"{way:24} {rows / clock:7.1f} copies/s  clock {clock:7.2f} s ({by_clock:5.2f})  "
            f"processor {processor:7.2f} s ({by_processor:5.2f})  {memory / 1024:6.0f} MB"
        )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [ROWS, ROUNDS][len(given) :]))
