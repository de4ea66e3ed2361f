"""Writes the tables of docs/exchange.md: what each format takes and loses, from `guidegen.exchange.table`.

Run it after changing that table: python docs/make_exchange.py
"""

from __future__ import annotations

import re
from pathlib import Path

from guidegen.exchange.features import FEATURES
from guidegen.exchange.table import FORMATS

PAGE = Path(__file__).parent / "exchange.md"


def ways() -> str:
    """Which formats are read and which are written."""
    rows = [
        f"| `{name}` | {format.title} | {'yes' if format.read else ''} | {'yes' if format.write else ''} "
        f"| {', '.join(f'`{suffix}`' for suffix in format.suffixes)} |"
        for name, format in FORMATS.items()
    ]
    return "\n".join(["| Name | Format | Import | Export | Files |", "|---|---|---|---|---|", *rows])


def losses() -> str:
    """What each format that is written takes and loses."""
    parts = []
    for format in FORMATS.values():
        if format.write is None:
            continue
        lost = [f"- {feature.name}: {feature.reason}." for key, feature in FEATURES.items() if key in format.loses]
        kinds = ", ".join(format.kinds)
        remarks = f"\n\n{format.remarks}" if format.remarks else ""
        parts.append(f"### {format.title}\n\nTakes {kinds}.{remarks}\n\nLoses:\n\n" + "\n".join(lost))
    return "\n\n".join(parts)


def filled(text: str) -> str:
    """The page with its generated parts."""
    for name, part in (("formats", ways()), ("losses", losses())):
        marks = f"<!-- {name}: made by docs/make_exchange.py -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
        text = pattern.sub(lambda _, part=part, marks=marks: f"{marks[0]}\n{part}\n{marks[1]}", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
