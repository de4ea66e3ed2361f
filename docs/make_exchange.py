"""Writes the tables of docs/exchange.md: what each format takes and loses, from `guidegen.exchange.table`.

Run it after changing that table: python docs/make_exchange.py
"""

from __future__ import annotations

import re
from pathlib import Path

from guidegen.exchange.features import FEATURES
from guidegen.exchange.table import FORMATS, Format

PAGE = Path(__file__).parent / "exchange.md"


def ways() -> str:
    """Which formats are read and which are written."""
    rows = [
        f"| `{name}` | {format.title} | {'yes' if format.read else ''} | {'yes' if format.write else ''} "
        f"| {', '.join(f'`{suffix}`' for suffix in format.suffixes)} |"
        for name, format in FORMATS.items()
    ]
    return "\n".join(["| Name | Format | Import | Export | Files |", "|---|---|---|---|---|", *rows])


#: The kinds of items that a feature is about; those that are not named here are about all.
CHOICES = ("multiple-choice", "multiple-response")
OF_KINDS = {
    "unit": ("numerical",),
    "word-bank": ("cloze",),
    "statements": ("statements",),
    **dict.fromkeys(("option-blocks", "option-rationale", "anchored"), CHOICES),
    "blank-rationale": ("cloze",),
    "order": (*CHOICES, "matching"),
    "option-credit": (*CHOICES, "short-answer", "numerical"),
    **dict.fromkeys(
        ("shares", "rule-per-option", "rule-all-or-nothing"), ("multiple-response", "matching", "ordering")
    ),
    "rule-right-minus-wrong": ("multiple-response",),
    "rule-of-orders": ("ordering",),
    "case": ("short-answer",),
    "space": ("short-answer", "numerical", "essay", "cloze"),
    **dict.fromkeys(("relative-tolerance", "range"), ("numerical",)),
    **dict.fromkeys(("number-blanks", "blank-points", "plain-blanks", "blank-pictures"), ("cloze",)),
    **dict.fromkeys(("rubric", "sample"), ("essay",)),
    "plain-answers": ("short-answer", "matching"),
}
#: What is lost with something else.
WITH = {
    "blank-rationale": ("option-rationale",),
    "blank-pictures": ("pictures", "blank-rationale", "option-rationale"),
    "line-breaks": ("structure",),
    "list-starts": ("structure",),
    "picture-captions": ("pictures",),
    **dict.fromkeys(("abbreviations", "plain-answers", "plain-blanks"), ("marks",)),
    "rule-per-option": ("shares", "rule-all-or-nothing", "rule-right-minus-wrong"),
    "rule-of-orders": ("rule-all-or-nothing", "rule-right-minus-wrong"),
}


def overview() -> str:
    """One table: the kinds of items that each format takes, and what of them it carries."""
    written = {name: format for name, format in FORMATS.items() if format.write is not None}
    rows = [f"| | {' | '.join(f'`{name}`' for name in written)} |", f"|---|{'---|' * len(written)}"]
    kinds = dict.fromkeys(kind for format in written.values() for kind in format.kinds)
    for kind in kinds:
        rows.append(f"| {kind} | {' | '.join('yes' if kind in f.kinds else '**no**' for f in written.values())} |")
    used = {key for format in written.values() for key in format.loses}
    for name in dict.fromkeys(feature.name for key, feature in FEATURES.items() if key in used):
        keys = [key for key, feature in FEATURES.items() if feature.name == name]
        rows.append(f"| {name} | {' | '.join(carried(format, keys) for format in written.values())} |")
    return "\n".join(rows)


def carried(format: Format, keys: list[str]) -> str:
    """Whether a format carries what these features are about; nothing where it takes no such items."""
    if not any(set(OF_KINDS.get(key, format.kinds)) & set(format.kinds) for key in keys):
        return ""
    lost = {*keys, *(more for key in keys for more in WITH.get(key, ()))} & set(format.loses)
    return "**no**" if lost else "yes"


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
    for name, part in (("formats", ways()), ("overview", overview()), ("losses", losses())):
        marks = f"<!-- {name}: made by docs/make_exchange.py -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
        text = pattern.sub(lambda _, part=part, marks=marks: f"{marks[0]}\n{part}\n{marks[1]}", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
