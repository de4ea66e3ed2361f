"""Write the pages of the rules about guides and items in `docs/rules` from the catalogue and the rules' own modules.

python docs/make_rules.py            write them
python docs/make_rules.py --check    say whether they are up to date (exit 1 when they are not)
"""

from __future__ import annotations

import sys
from pathlib import Path

from guidegen.catalogue import CODES
from guidegen.lint.guides import table as guides
from guidegen.lint.items import table as items

FOLDER = Path(__file__).parent / "rules"


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    codes = sorted((*guides.GUIDE_RULES, *items.ITEM_RULES))
    rows = [
        f"| [{code}]({code}.md) | {CODES[code].name} | {_severity(code)} | {CODES[code].summary} |" for code in codes
    ]
    index = (
        "# Rules about guides and items\n\nMade by `docs/make_rules.py`. `guidegen explain CODE` says the same. "
        "Q rules are about how items are written, R rules say how a guide reads, H rules whether its readers may rely "
        "on it.\n\n"
        "| Rule | Name | Severity | What it says |\n|---|---|---|---|\n"
    )
    return {"README.md": index + "\n".join(rows) + "\n", **{f"{code}.md": _page(code) for code in codes}}


def _severity(code: str) -> str:
    return f"{CODES[code].severity.value}, off unless selected" if code in guides.OFF else CODES[code].severity.value


def _notes(code: str) -> str:
    return guides.notes(code) if code in guides.GUIDE_RULES else items.notes(code)


def _page(code: str) -> str:
    entry = CODES[code]
    parts = [f"# {code} {entry.name}", f"{entry.summary} {entry.why}", f"Severity: {_severity(code)}."]
    for heading, example in (("Wrong", entry.bad), ("Right", entry.good)):
        if example:
            parts.append(f"## {heading}\n\n```text\n{example}\n```")
    parts.append(f"## Where it comes from, and what it leaves alone\n\n{' '.join(_notes(code).split())}")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the pages, or say whether they are up to date."""
    wanted = pages()
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(0 if found == wanted else "run python docs/make_rules.py")
    FOLDER.mkdir(exist_ok=True)
    for name in found.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
