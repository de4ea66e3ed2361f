"""Write the pages of the rules about guides and items in `docs/rules` from the catalogue and the rules' own modules.

python docs/make_rules.py            write them
python docs/make_rules.py --check    say whether they are up to date (exit 1 when they are not)
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from guidegen.catalogue import CODES
from guidegen.lint.guides import table as guides
from guidegen.lint.items import table as items
from guidegen.lint.quizzes import table as quizzes

FOLDER = Path(__file__).parent / "rules"
PAGE = FOLDER.parent / "item-rules.md"


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    codes = sorted((*guides.GUIDE_RULES, *items.ITEM_RULES, *quizzes.QUIZ_RULES))
    rows = [
        f"| [{code}]({code}.md) | {CODES[code].name} | {_severity(code)} | {CODES[code].summary} |" for code in codes
    ]
    index = (
        "# Rules about guides, items and quizzes\n\nMade by `docs/make_rules.py`. `guidegen explain CODE` says the "
        "same. Q rules are about how items are written, F rules about whole quizzes, R rules say how a guide reads, H "
        "rules whether its readers may rely on it.\n\n"
        "| Rule | Name | Severity | What it says |\n|---|---|---|---|\n"
    )
    return {"README.md": index + "\n".join(rows) + "\n", **{f"{code}.md": _page(code) for code in codes}}


def _severity(code: str) -> str:
    return (
        f"{CODES[code].severity.value}, off unless selected"
        if code in guides.OFF | items.OFF
        else CODES[code].severity.value
    )


def _notes(code: str) -> str:
    tables = ((guides.GUIDE_RULES, guides.notes), (items.ITEM_RULES, items.notes), (quizzes.QUIZ_RULES, quizzes.notes))
    return next(notes(code) for rules, notes in tables if code in rules)


def _measured(code: str) -> str:
    """How often the rule fired on public questions, as the benchmark wrote it down."""
    figures = FIGURES.get(code)
    if figures is None:
        return NOT_MEASURED
    what = "items" if figures["of"] > 1000 else "quizzes of 100 items"
    said = f"It fires on {figures['fires']:,} of {figures['of']:,} {what} ({_share(figures['fires'], figures['of'])})."
    if figures.get("flagged"):
        key, flagged = figures["key"], figures["flagged"]
        said += (
            f" Of the {flagged:,} options that it points at, whichever option is the key, {key:,} are the key "
            f"({_share(key, flagged)}; 25% by chance)."
        )
    return f"{said} {SOURCE}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}"


def item_table() -> str:
    """The figures of the rules about items as one table, for `item-rules.md`."""
    rows = ["| Rule | Name | Fires on | Share | What it points at is the key in |", "|---|---|---|---|---|"]
    for code in items.ITEM_RULES:
        own = FIGURES[code]
        lift = f"{_share(own['key'], own['flagged'])} of {own['flagged']:,}" if own.get("flagged") else ""
        share = _share(own["fires"], own["of"])
        rows.append(f"| [{code}](rules/{code}.md) | {CODES[code].name} | {own['fires']} | {share} | {lift} |")
    return "\n".join(rows) + "\n"


def with_table(text: str) -> str:
    """The page about the measurements with its table made anew."""
    return re.sub(r"(<!-- begin figures -->\n).*?(<!-- end figures -->)", rf"\1{item_table()}\2", text, flags=re.DOTALL)


SOURCE = "MMLU-Redux: 5,700 items of 57 subjects (`benchmarks/item_rules.py`; [more](../item-rules.md))."
NOT_MEASURED = "Not measured: no free collection of such texts or items with labels is at hand."
FIGURES: dict[str, dict[str, int]] = json.loads((FOLDER.parent / "rule-figures.json").read_text(encoding="utf-8"))


def _page(code: str) -> str:
    entry = CODES[code]
    parts = [f"# {code} {entry.name}", f"{entry.summary} {entry.why}", f"Severity: {_severity(code)}."]
    for heading, example in (("Wrong", entry.bad), ("Right", entry.good)):
        if example:
            parts.append(f"## {heading}\n\n```text\n{example}\n```")
    parts.append(f"## Where it comes from, and what it leaves alone\n\n{' '.join(_notes(code).split())}")
    parts.append(f"## Measured\n\n{_measured(code)}")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the pages, or say whether they are up to date."""
    wanted, figures = pages(), PAGE.read_text(encoding="utf-8")
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(0 if (found, figures) == (wanted, with_table(figures)) else "run python docs/make_rules.py")
    FOLDER.mkdir(exist_ok=True)
    for name in found.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    PAGE.write_text(with_table(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
