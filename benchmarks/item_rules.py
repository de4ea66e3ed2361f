"""How often the rules about items fire: `python benchmarks/item_rules.py FOLDER [CODES]` (with samples of some).

FOLDER holds the CSV files of MMLU-Redux (aryopg/mmlu-redux, CC BY 4.0): 5,700 items with four options and their keys.
Its labels are no labels of flaws in writing, so nothing is said about precision. The cue lift is the share of firings
in which the flagged option is the key, against a quarter by chance; for Q302 (distractors with absolute words) it is
the share of items with one absolute option in which that option is the key.
"""

from __future__ import annotations

import ast
import csv
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from guidegen.catalogue import CODES
from guidegen.inline import Text
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.referring import ALL, NONE, options_like
from guidegen.lint.items.table import ITEM_RULES
from guidegen.lint.items.wordings import ABSOLUTE
from guidegen.model.item import ItemCommon, MultipleChoice, Option
from guidegen.model.prose import Paragraph

SHOWN = 12


def main() -> None:
    fired: Counter[str] = Counter()
    on_key: Counter[str] = Counter()
    samples: dict[str, list[str]] = defaultdict(list)
    absolute = absolute_key = 0
    items = list(read(Path(sys.argv[1])))
    for stem, options, key in items:
        choices = tuple(Option(str(n), (Text(text),), n == key) for n, text in enumerate(options))
        item = MultipleChoice(ItemCommon("x", (Paragraph((Text(stem),)),)), choices)
        ground = ItemGround(item, "en")
        about_others = {text for patterns in (ALL, NONE) for _, text in options_like(ground, patterns)}
        plain = [(n, text) for n, text in enumerate(options) if text.strip() not in about_others]
        holding = [n for n, text in plain if re.search(ABSOLUTE["en"], text, re.IGNORECASE)]
        if len(holding) == 1:
            absolute += 1
            absolute_key += holding[0] == key
        for code, rule in ITEM_RULES.items():
            found = list(rule(ground))
            fired[code] += bool(found)
            if found:
                samples[code].append(f"{stem[-160:]} | {' / '.join(options)[:200]} | {options[key][:60]}")
                like = [n for n, text in enumerate(options) if code in ("Q101", "Q102") and text in found[0].message]
                on_key[code] += key in like
    print(f"{len(items):,} items")
    for code in ITEM_RULES:
        lift = f"  is the key in {on_key[code] / fired[code]:.0%}" if on_key[code] else ""
        print(f"{code} {CODES[code].name:24} fires on {fired[code]:5} ({fired[code] / len(items):.1%}){lift}")
    print(f"one option with an absolute word: {absolute} items, it is the key in {absolute_key / max(absolute, 1):.0%}")
    for code in sys.argv[2:]:
        print(f"\n{code}")
        for text in random.Random(1).sample(samples[code], min(SHOWN, len(samples[code]))):
            print(f"- {text!r}")


def read(folder: Path) -> list[tuple[str, list[str], int]]:
    """Stem, options and the place of the key, of every item whose columns can be read."""
    found = []
    for path in sorted(folder.rglob("*.csv")):
        text = path.read_bytes().decode("utf-8", errors="replace")
        delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
        for row in csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter):
            try:
                options = ast.literal_eval(re.sub(r"(?<=['\"])\s*\n\s*(?=['\"])", ", ", row["choices"]))
                found.append((row["question"], [str(option) for option in options], int(row["answer"])))
            except (KeyError, ValueError, SyntaxError, TypeError):
                continue
    return [each for each in found if 0 <= each[2] < len(each[1])]


if __name__ == "__main__":
    main()
