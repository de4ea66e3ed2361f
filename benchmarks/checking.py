"""Reading and checking 10,000 items against PyYAML loading the same text: `python benchmarks/checking.py`.

Then the same items in 20 banks with a quiz of each: checking all again after one item changed, against checking all for
the first time, as `guidegen check --watch` does while somebody types.
"""

from __future__ import annotations

import datetime
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from guidegen.batch.check import check as check_project
from guidegen.batch.memory import CheckMemory
from guidegen.lint.items.table import item_problems
from guidegen.reading import read_project

ITEMS, ROUNDS = 10_000, 3
TODAY = datetime.date(2026, 11, 24)
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
    print(f"in 20 banks, after a change of one item: {after_a_change():.3f} of the time of the first check")


def after_a_change() -> float:
    """The median of checks after a change, as a share of the first check."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "quizzes").mkdir()
        for bank in range(20):
            items = "".join(ITEM.format(n=n) for n in range(bank * 500, bank * 500 + 500))
            (root / "quizzes" / f"b{bank}.yaml").write_text(f"bank: b{bank}\nitems:\n{items}", encoding="utf-8")
            quiz = f"quiz: q{bank}\ntitle: Q\nbank: b{bank}\nitems: 20\n"
            (root / "quizzes" / f"q{bank}.yaml").write_text(quiz, encoding="utf-8")
        memory = CheckMemory()
        first = timed(lambda: check_project(root, today=TODAY, memory=memory))
        changed = root / "quizzes" / "b7.yaml"
        times = []
        for number in range(9):
            changed.write_text(changed.read_text().replace(f"number 350{number} ", f"sort 350{number} "))
            times.append(timed(lambda: check_project(root, today=TODAY, memory=memory)))
        return statistics.median(times) / first


def check(root: Path) -> None:
    project, problems, sources = read_project(root)
    assert not problems
    bank = project.banks["big"]
    assert not item_problems(bank, sources[bank.path])


def median(work: Callable[[], object]) -> float:
    return statistics.median(timed(work) for _ in range(ROUNDS))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
