"""Reading and checking 10,000 items against PyYAML loading the same text: `python benchmarks/checking.py`."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from guidegen.lint.items.table import item_problems
from guidegen.reading import read_project

ITEMS, ROUNDS = 10_000, 3
ITEM = """\
  - id: item-{n}
    stem: Which of the following cells number {n} divides by mitosis in an adult human?
    key: Skin cells of kind {n}
    distractors:
      - Egg cells of kind {n}
      - Nerve cells that are {n} years old
      - Red blood cells in batch {n}
    rationale: Skin cells divide all the time. The others do not.
    tags: [mitosis, cells]
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quizzes" / "big.yaml"
        path.parent.mkdir()
        path.write_text("bank: big\nitems:\n" + "".join(ITEM.format(n=n) for n in range(ITEMS)), encoding="utf-8")
        text = path.read_text(encoding="utf-8")
        loading = median(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
        checking = median(lambda: check(Path(folder)))
    print(f"{ITEMS:,} items: {checking / loading:.1f} times what PyYAML's C loader takes to load the same text")


def check(root: Path) -> None:
    project, problems, sources = read_project(root)
    assert not problems
    bank = project.banks["big"]
    assert not item_problems(bank, sources[bank.path])


def median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
