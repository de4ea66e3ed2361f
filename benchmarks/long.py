"""Long documents: `python benchmarks/long.py [ROUNDS]`.

A quiz of 3,000 items in one PDF (without its key), against Typst with the same items; then 30,000 items, whose time
should be ten times that of 3,000. Their words are some thousand, with figures, signs and dashes between, as in banks of
all subjects: forty plain words, as these items had at first, hid what signs cost.

Each is a fresh process, by turns, which has doubles help it where there are more processors, unless it says that it is
one process. Ratios to the peer are those of the clock, the growth is that of the processor's time, and the memory that
of the process that has the most. The peer is left out where it is not installed.
"""

from __future__ import annotations

import itertools
import json
import random
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.figures import Figure, Way, compiled, measured, told, versions  # noqa: E402
from benchmarks.peers import has  # noqa: E402

SMALL, LARGE = 3_000, 30_000
ROUNDS = 5
WORK, WORK_LARGE = f"a quiz of {SMALL:,} items in one file", f"a quiz of {LARGE:,} items in one file"
#: Some thousand words, of which a few come often and most come now and then, as in any text.
WORDS = [
    word
    for word in (ROOT / "guidegen" / "readability" / "data" / "easy-en.txt").read_text(encoding="utf-8").split("\n")
    if word and not word.startswith("#")
]
#: What stands between words in items of all subjects, each in one of so many places.
OTHERS = ("5%", "30°C", "$10,000", "-1", "−2", "½", "x-ray", "“so called”", "(or none)", "H2O", "and/or", "1.5 mg", "…")
ONE_IN = 12


def project(folder: Path, count: int) -> Path:
    """A project with one quiz that prints all items of one bank."""
    draw = random.Random(count)
    words = draw.sample(WORDS, len(WORDS))
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def sentence(length: int) -> str:
        drawn = draw.choices(words, cum_weights=weights, k=length)
        return " ".join(draw.choice(OTHERS) if draw.randrange(ONE_IN) == 0 else word for word in drawn)

    items = []
    for number in range(count):
        stem, key = json.dumps(f"{sentence(14)} {number}?"), json.dumps(f"{sentence(6)} ({number}a)")
        wrong = "".join(f"      - {json.dumps(f'{sentence(6)} ({number}{mark})')}\n" for mark in "bcd")
        items.append(f"  - id: item-{number}\n    stem: {stem}\n    key: {key}\n    distractors:\n{wrong}")
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


def figures(rounds: int) -> list[Figure]:
    """The quiz by guidegen and by Typst, where that is installed; and one that is ten times as long."""
    compiled()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        small, large = project(base / "small", SMALL), project(base / "large", LARGE)
        ways = [Way("guidegen", ours(small), small), Way("guidegen, 1 process", [*ours(small), "--jobs", "1"], small)]
        if has("typst"):
            source = typst_file(small, base / "quiz.typ")
            fonts = ROOT / "guidegen" / "theme" / "fonts"
            code = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]])"
            command = [sys.executable, "-c", code, str(source), str(base / "t.pdf"), str(fonts)]
            ways.append(Way("Typst", command, base))
        found = measured(WORK, ways, rounds)
        return found + measured(WORK_LARGE, [Way("guidegen", ours(large), large, slow=True)], 1)


def growth(found: list[Figure]) -> float:
    """How many times as long the quiz takes that is ten times as long, by the processor."""
    small, large = (next(f for f in found if f.work == work and f.way == "guidegen") for work in (WORK, WORK_LARGE))
    return large.runs[0].processor / statistics.median(run.processor for run in small.runs)


if __name__ == "__main__":
    print(versions())
    all_figures = figures(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    print(told(all_figures))
    print(f"30,000 items take {growth(all_figures):.1f} times as long as 3,000")
