"""Copies for people: `python benchmarks/copies.py [ROWS] [ROUNDS]`.

The guide on two supplements with its quiz, for each row of a roster: name and date on the first page, items and options
in an order of their own, a file each, PDF/UA-1 and PDF/A-2a, and one key for all. Against Typst in one process with the
same guide, name and orders in its sources, its own tags, and no key; and WeasyPrint, which is given the finished HTML
of the first copies. Each way is a fresh process, its start counted, and the files are new each time. They stand in a
new folder: some file systems take long to make a file where others were just removed. Two runs at once that share
nothing say what two processors of this machine can do.
"""

from __future__ import annotations

import contextlib
import csv
import itertools
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.figures import Figure, Way, compiled, measured, told, versions  # noqa: E402
from benchmarks.peers import has  # noqa: E402

ROWS, ROUNDS = 1_000, 3
#: So many for WeasyPrint.
FEW = 20
TWICE = "guidegen, half of two runs at once"
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


def twice(rows: Path, output: Path) -> list[str]:
    """The command that makes them twice at once, by one process each."""
    both = [ours(rows, output / name, 1) for name in ("first", "second")]
    return [sys.executable, str(ROOT / "benchmarks" / "at_once.py"), *both[0], "--", *both[1]]


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


def weasyprint_files(folder: Path, rows: Path, count: int) -> list[str]:
    """The finished HTML of the first copies for WeasyPrint, which takes half a second for each. Gives the command."""
    from benchmarks.peers.html_source import html_source
    from guidegen.assembly.copies import Copies
    from guidegen.assembly.handout import Handouts
    from guidegen.locale import words_for
    from guidegen.reading import read_project

    project, _, _ = read_project(ROOT)
    guide = next(guide for guide in project.guides.values() if guide.path == GUIDE)
    banks = [project.banks[reference.name] for reference in guide.quiz.banks]
    words = words_for("en")
    handouts = Handouts(guide, project.settings, words, key="end", library={}, places={})
    copies = Copies(guide.quiz, banks, [], 1)
    folder.mkdir()
    with rows.open(encoding="utf-8", newline="") as file:
        for number, person in enumerate(itertools.islice(csv.DictReader(file), count)):
            form = copies.own(person["id"])
            values = {"name": person["name"], "date": person["date"]}
            page = html_source(handouts.document(form, values), form, words, str(ROOT / "guidegen" / "theme" / "fonts"))
            (folder / f"{number:04}.html").write_text(page, encoding="utf-8")
    return [sys.executable, str(ROOT / "benchmarks" / "peers" / "weasyprint_copies.py"), str(folder)]


def figures(rounds: int, rows: int = ROWS) -> list[Figure]:
    """Copies by one process and by two, and by each peer that is installed."""
    compiled()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = roster(folder / "people.csv", rows)

        def fresh(output: str) -> Callable[[int], None]:
            def put_aside(number: int) -> None:
                with contextlib.suppress(FileNotFoundError):
                    (folder / output).rename(folder / f"{output}-before-{number}")
                (folder / output).mkdir()

            return put_aside

        ways = [
            Way("guidegen, 1 process", ours(table, folder / "out-1", 1), prepare=fresh("out-1")),
            Way("guidegen, 2 processes", ours(table, folder / "out-2", 2), prepare=fresh("out-2")),
            # What two processors of this machine can do at most.
            Way(TWICE, twice(table, folder / "out-3"), prepare=fresh("out-3"), counts=2 * rows),
        ]
        if has("typst"):
            ways.append(Way("Typst, 1 process", typst_files(folder, table), prepare=fresh("out")))
        if has("weasyprint"):
            few = min(rows, FEW)
            ways.append(
                Way(f"WeasyPrint ({few} copies)", weasyprint_files(folder / "html", table, few), counts=few, slow=True)
            )
        return measured(work(rows), ways, rounds, rows)


def work(rows: int) -> str:
    """What the work is called."""
    return f"{rows:,} personalised copies, eleven pages each, a file each"


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    rows, rounds = given + [ROWS, ROUNDS][len(given) :]
    print(versions())
    print(told(figures(rounds, rows), {work(rows): (rows, "copies")}))
