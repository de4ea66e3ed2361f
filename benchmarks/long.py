"""Long documents: `python benchmarks/long.py [ROUNDS]`.

A quiz of 3,000 items in one PDF (without its key), against Typst with the same items; then 30,000 items, whose time
should be ten times that of 3,000. Each is a fresh process, by turns; medians of the processor's time, and the memory
at its highest. The peer is left out where it is not installed.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.peers import has_typst, process  # noqa: E402

SMALL, LARGE = 3_000, 30_000
ROUNDS = 5
#: Words of the items: each is a sentence that no other item has.
WORDS = (
    "The nurse explains how a cell takes up water when salt moves through its wall and what changes in the blood "
    "after a meal with little sugar while the heart works harder than before because of heat or fever at night"
).split()


def project(folder: Path, count: int) -> Path:
    """A project with one quiz that prints all items of one bank."""
    draw = random.Random(count)
    items = []
    for number in range(count):
        stem = " ".join(draw.choices(WORDS, k=14))
        wrong = "".join(f"      - {' '.join(draw.choices(WORDS, k=6))} ({number}{mark})\n" for mark in "bcd")
        key = f"{' '.join(draw.choices(WORDS, k=6))} ({number}a)"
        items.append(f"  - id: item-{number}\n    stem: {stem} {number}?\n    key: {key}\n    distractors:\n{wrong}")
    (folder / "quizzes").mkdir(parents=True, exist_ok=True)
    (folder / "quizzes" / "bank.yaml").write_text("bank: bank\nitems:\n" + "".join(items), encoding="utf-8")
    (folder / "quizzes" / "quiz.yaml").write_text(f"quiz: quiz\ntitle: Quiz\nbank: bank\nitems: {count}\n", "utf-8")
    (folder / "guidegen.yaml").write_text("check:\n  ignore: [Q, F]\n", encoding="utf-8")
    return folder


def typst_file(folder: Path, place: Path) -> Path:
    """The same quiz for Typst."""
    from benchmarks.peers.typst_source import typst_source
    from guidegen.assembly.exam import Exams
    from guidegen.assembly.form import make_form
    from guidegen.locale import words_for
    from guidegen.reading import read_project

    read, problems, _ = read_project(folder)
    assert not problems, problems[:3]
    quiz = read.quizzes["quiz"]
    form = make_form(quiz, [read.banks["bank"]])
    words = words_for("en")
    document = Exams(quiz, read.settings, words, key="none", library={}).document(form)
    place.write_text(typst_source(document, None), encoding="utf-8")
    return place


def ours(folder: Path) -> list[str]:
    """The command that builds the quiz."""
    return [sys.executable, "-m", "guidegen", "build", "quizzes/quiz.yaml", "--key", "none", "--force", "-q"]


def main(rounds: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        small, large = project(base / "small", SMALL), project(base / "large", LARGE)
        runs: dict[str, list[tuple[float, int]]] = {"guidegen": [], "typst": []}
        source = typst_file(small, base / "quiz.typ") if has_typst() else None
        for _ in range(rounds):
            runs["guidegen"].append(process(ours(small), small))
            if source is not None:
                fonts = ROOT / "guidegen" / "theme" / "fonts"
                code = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]])"
                theirs = [sys.executable, "-c", code, str(source), str(base / "t.pdf"), str(fonts)]
                runs["typst"].append(process(theirs))
        once = process(ours(large), large)
    for who, found in runs.items():
        if found:
            seconds, memory = (statistics.median(values) for values in zip(*found, strict=True))
            print(f"{SMALL:>6,} items, {who:9} {seconds:7.2f} s  {memory / 1024:7.0f} MB")
    median = statistics.median(seconds for seconds, _ in runs["guidegen"])
    print(f"{LARGE:>6,} items, guidegen  {once[0]:7.2f} s  {once[1] / 1024:7.0f} MB: {once[0] / median:.1f} times")
    if runs["typst"]:
        pairs = list(zip(runs["guidegen"], runs["typst"], strict=True))
        print(
            f"time {statistics.median(a[0] / b[0] for a, b in pairs):.2f} of Typst's, "
            f"memory {statistics.median(a[1] / b[1] for a, b in pairs):.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
