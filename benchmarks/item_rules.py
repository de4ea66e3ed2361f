"""How often the rules about items and quizzes fire: `python benchmarks/item_rules.py FOLDER [--write] [CODES]`.

FOLDER holds the CSV files of MMLU-Redux (aryopg/mmlu-redux, CC BY 4.0): 57 subjects of 100 items with four options and
their keys. Its labels are none of flaws in writing, so nothing is said about precision. A rule that flags an option
is asked about every option of every item in turn, as if it were the key (or, for Q101, Q102 and Q302, about the
options with such words): the cue lift is the share of flagged options that are the key, against the quarter that
chance gives. Rules about quizzes look at each subject as one quiz in the order of its file.

`--write` puts the figures into `docs/rule-figures.json`, from which `docs/make_rules.py` makes the pages. After the
folder, CODES show samples of what these rules flag.
"""

from __future__ import annotations

import ast
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from guidegen.catalogue import CODES
from guidegen.diagnostics import Span
from guidegen.inline import Text
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.referring import ALL, NONE, options_like
from guidegen.lint.items.table import ITEM_RULES
from guidegen.lint.items.wordings import ABSOLUTE
from guidegen.lint.quizzes.ground import QuizGround
from guidegen.lint.quizzes.table import QUIZ_RULES
from guidegen.model.item import ItemCommon, MultipleChoice, Option
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import Blueprint, Quiz

SHOWN = 12
FIGURES = Path(__file__).parent.parent / "docs" / "rule-figures.json"
#: Rules that judge the key by comparing it with the other options.
BY_KEY = ("Q301", "Q303", "Q304", "Q305", "Q306")


def main() -> None:
    subjects = list(read(Path(sys.argv[1])))
    items = [item for subject in subjects for item in subject]
    figures = {code: {"of": len(items), "fires": 0} for code in ITEM_RULES}
    samples: dict[str, list[str]] = defaultdict(list)
    for item in items:
        ground = ItemGround(item, "en")
        for code, rule in ITEM_RULES.items():
            if list(rule(ground)):
                figures[code]["fires"] += 1
                samples[code].append(
                    f"{ground.stem[-160:]} | {' / '.join(ground.texts)[:200]} | {ground.texts[ground.key]}"
                )
        for code, place in flagged(item):
            own = figures[code]
            own["flagged"] = own.get("flagged", 0) + 1
            own["key"] = own.get("key", 0) + (place == ground.key)
    figures |= of_quizzes(subjects)
    for code, own in sorted(figures.items()):
        lift = f"  {own['key']} of {own['flagged']} flagged options are the key" if own.get("flagged") else ""
        print(f"{code} {CODES[code].name:24} fires on {own['fires']:5} of {own['of']:,}{lift}")
    if "--write" in sys.argv:
        FIGURES.write_text(json.dumps(dict(sorted(figures.items())), indent=1) + "\n", encoding="utf-8")
    for code in (each for each in sys.argv[2:] if each in CODES):
        print(f"\n{code}")
        for text in random.Random(1).sample(samples[code], min(SHOWN, len(samples[code]))):
            print(f"- {text!r}")


def flagged(item: MultipleChoice) -> Iterator[tuple[str, int]]:
    """The options that a rule points at, by their place, whichever of them is the key."""
    for place in range(len(item.options)):
        options = tuple(replace(option, is_key=index == place) for index, option in enumerate(item.options))
        ground = ItemGround(replace(item, options=options), "en")
        yield from ((code, place) for code in BY_KEY if list(ITEM_RULES[code](ground)))
    ground = ItemGround(item, "en")
    about_others: set[str] = set()
    for code, patterns in (("Q101", ALL), ("Q102", NONE)):
        found = [text for _, text in options_like(ground, patterns)]
        about_others.update(found)
        yield from ((code, place) for place, text in enumerate(ground.texts) if text in found)
    for place, text in enumerate(ground.texts):
        if text not in about_others and re.search(ABSOLUTE["en"], text, re.IGNORECASE):
            yield "Q302", place


def of_quizzes(subjects: list[list[MultipleChoice]]) -> dict[str, dict[str, int]]:
    """The figures of rules about quizzes: of F104 and F105 how many items, of the others how many quizzes."""
    fires: Counter[str] = Counter()
    for subject in subjects:
        quiz = Quiz("q", (), (), "en", (), (), Blueprint(), 1, False, False, "apart")
        ground = QuizGround(quiz, [ItemGround(item, "en") for item in subject])
        for code, rule in QUIZ_RULES.items():
            fires[code] += len(list(rule(ground)))
    by_item = sum(map(len, subjects))
    return {
        code: {"of": by_item if code in ("F104", "F105") else len(subjects), "fires": fires[code]}
        for code in QUIZ_RULES
        if code not in ("F108", "Q402")  # a limit is not declared, and there are no statements
    }


def read(folder: Path) -> Iterator[list[MultipleChoice]]:
    """The items of each subject whose columns can be read."""
    for path in sorted(folder.rglob("*.csv")):
        text = path.read_bytes().decode("utf-8", errors="replace")
        delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
        found = []
        for number, row in enumerate(csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter), start=1):
            try:
                options = ast.literal_eval(re.sub(r"(?<=['\"])\s*\n\s*(?=['\"])", ", ", row["choices"]))
                key = int(row["answer"])
            except (KeyError, ValueError, SyntaxError, TypeError):
                continue
            if 0 <= key < len(options):
                at = Span(path.name, number, 1, number, 1)
                choices = tuple(
                    Option(str(n), (Text(str(text)),), n == key, origin=at) for n, text in enumerate(options)
                )
                common = ItemCommon(str(number), (Paragraph((Text(row["question"]),)),), origin=at)
                found.append(MultipleChoice(common, choices))
        if found:
            yield found


if __name__ == "__main__":
    main()
