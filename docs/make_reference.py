"""Rewrite the tables of fields in `docs/authoring.md` from the shapes that read the files, and the table of faults in
`docs/accessibility.md` from the faults that an audit finds.

    python docs/make_reference.py            rewrite them
    python docs/make_reference.py --check    say whether they are up to date (exit 1 when they are not)

A table stands between `<!-- begin fields: NAME -->` and `<!-- end fields -->`. The names are those of `records()`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from guidegen.audit import AREAS, FAULTS
from guidegen.expressions.functions import FUNCTIONS
from guidegen.reading.bank import BANK_FILE
from guidegen.reading.blueprint import LIMIT, ROW, NumberOfItems
from guidegen.reading.chart import DataShape, GroupsShape
from guidegen.reading.comparison import (
    CELL,
    CERTAINTY_CELL,
    CERTAINTY_ROW,
    FEATURE,
    FEATURE_GROUP,
    MARKED_CELL,
    SOURCES_ROW,
)
from guidegen.reading.fonts import FONT_FAMILY, FontPath
from guidegen.reading.guide import BODY_BLOCK, CARD, GUIDE_FILE, REVIEWER, SECTION, SOURCE
from guidegen.reading.items.answers import ANSWER
from guidegen.reading.items.base import REVIEWED
from guidegen.reading.items.choice import OPTION
from guidegen.reading.items.cloze import BLANK
from guidegen.reading.items.essay import CRITERION, LEVEL
from guidegen.reading.items.matching import PAIR
from guidegen.reading.items.record import ITEM
from guidegen.reading.items.statements import STATEMENT
from guidegen.reading.items.variables import VARIABLE, ExactNumber, VariablesShape
from guidegen.reading.language_help import LANGUAGE_HELP, NOTICE_LANGUAGE
from guidegen.reading.project import CHECK, ORGANISATION, PROJECT_FILE, SITE
from guidegen.reading.quiz import QUIZ_FILE, QUIZ_IN_GUIDE, QUIZ_SECTION
from guidegen.reading.shapes import (
    BlockText,
    ByKey,
    ByKind,
    Choice,
    Date,
    Identifier,
    ImagePath,
    InlineText,
    Integer,
    LateShape,
    ListOf,
    MapOf,
    Points,
    Record,
    Room,
    Shape,
    Share,
    Switch,
    Text,
    TextMap,
)
from guidegen.reading.stimulus import STIMULUS
from guidegen.reading.theme import GROUPS, MAKE_UP, PAGE, PALETTE, STYLE, THEME_FILE, TYPE, Length, ThemeName
from guidegen.reading.visual import EVENT, MEDICINE, STEP, ZONE, EventShape, StepShape, TimesShape
from guidegen.reading.write_on import FILL_IN

AUTHORING = Path(__file__).parent / "authoring.md"
ACCESSIBILITY = Path(__file__).parent / "accessibility.md"
_FAULTS = re.compile(r"(<!-- begin faults -->\n).*?(<!-- end faults -->)", re.DOTALL)
_TABLE = re.compile(r"(<!-- begin fields: (?P<name>[a-z-]+) -->\n).*?(<!-- end fields -->)", re.DOTALL)
_FUNCTIONS = re.compile(r"(<!-- begin functions -->\n).*?(<!-- end functions -->)", re.DOTALL)
_UNLIMITED = 100_000


def records() -> dict[str, Record]:
    """Every record that an author can write, by the name of its table. A body block is named by its first key."""
    blocks = {record.fields[0].name: record for record in BODY_BLOCK.records}
    return {
        "project": PROJECT_FILE,
        "font-family": FONT_FAMILY,
        "check": CHECK,
        "language-help": LANGUAGE_HELP,
        "notice-language": NOTICE_LANGUAGE,
        "organisation": ORGANISATION,
        "site": SITE,
        "guide": GUIDE_FILE,
        "section": SECTION,
        **blocks,
        "fill-in-field": FILL_IN,
        "card": CARD,
        "step": STEP,
        "event": EVENT,
        "zone": ZONE,
        "medicine": MEDICINE,
        "feature": FEATURE,
        "feature-group": FEATURE_GROUP,
        "certainty-row": CERTAINTY_ROW,
        "certainty-cell": CERTAINTY_CELL,
        "sources-row": SOURCES_ROW,
        "cell": CELL,
        "marked-cell": MARKED_CELL,
        "source": SOURCE,
        "reviewer": REVIEWER,
        "quiz-in-guide": QUIZ_IN_GUIDE,
        "bank": BANK_FILE,
        "stimulus": STIMULUS,
        "item": ITEM,
        "reviewed": REVIEWED,
        "option": OPTION,
        "variable": VARIABLE,
        "blank": BLANK,
        "pair": PAIR,
        "statement": STATEMENT,
        "answer": ANSWER,
        "criterion": CRITERION,
        "level": LEVEL,
        "quiz": QUIZ_FILE,
        "quiz-section": QUIZ_SECTION,
        "row": ROW,
        "limit": LIMIT,
        "theme": THEME_FILE,
        "page": PAGE,
        "parts": MAKE_UP,
        **GROUPS,
        "colours": PALETTE,
        "styles": TYPE,
        "style": STYLE,
    }


def table(record: Record) -> str:
    """The fields of a record as a table of Markdown."""
    rows = ["| Key | Value | Meaning |", "|---|---|---|"]
    for field in record.fields:
        name = f"`{field.name}` **required**" if field.required else f"`{field.name}`"
        example = f" Example: `{field.example}`" if field.example else ""
        rows.append(f"| {name} | {value(field.shape)} | {field.doc}{example} |")
    return "\n".join(rows) + "\n"


def value(shape: Shape) -> str:
    """What a shape takes, in a few words."""
    match shape:
        case ThemeName():
            return "name of a theme"
        case Text():
            return "text"
        case InlineText():
            return "inline text"
        case BlockText():
            return "block text"
        case Identifier():
            return "id"
        case NumberOfItems():
            return "whole number, 1 or more, or `rest`"
        case Integer(least, most):
            return f"whole number, {least} or more" if most >= _UNLIMITED else f"whole number, {least} to {most}"
        case ExactNumber():
            return "number"
        case LateShape():
            return value(shape.load())
        case VariablesShape():
            return "names, each with an expression, a list or a variable"
        case Points(least):
            return f"whole or half points, {least} to 100"
        case Room(look):
            return "number of lines, or height" if look == "lines" else "height"
        case TextMap(each):
            return f"texts, each with {value(each)}"
        case Length(least, most):
            return f"points, {least:g} to {most:g}"
        case Share():
            return "number above 0, up to 1"
        case Switch():
            return "`true` or `false`"
        case Choice(words):
            return _either([f"`{word}`" for word in words])
        case Date():
            return "date"
        case FontPath():
            return "path of a font"
        case ImagePath():
            return "path of a picture"
        case StepShape():
            return "inline text or a step"
        case DataShape() | GroupsShape() | EventShape() | TimesShape():
            return shape.noun
        case ListOf(each, least, most):
            return f"list of {value(each)}{_count(least, most)}"
        case MapOf(each):
            return f"ids, each with {value(each)}"
        case ByKind(text, sequence, group):
            return _either(list(dict.fromkeys(value(one) for one in (text, sequence, group) if one is not None)))
        case ByKey() | Record():
            return shape.noun
        case _:
            constant = shape.schema().get("const")
            return f"`{constant}`" if constant else shape.noun


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _count(least: int, most: int) -> str:
    if most < _UNLIMITED:
        return f" ({least} to {most})"
    return f" ({least} or more)" if least else ""


def rewritten(text: str) -> str:
    """The document with all its tables made anew."""
    known = records()
    text = _TABLE.sub(lambda match: match[1] + table(known[match["name"]]) + match[3], text)
    return _FUNCTIONS.sub(lambda match: match[1] + functions() + match[2], text)


def functions() -> str:
    """The functions of expressions as a table of Markdown."""
    rows = ["| Function | Value |", "|---|---|"]
    for function in FUNCTIONS.values():
        rows.append(f"| {', '.join(f'`{usage}`' for usage in _usages(function.usage))} | {function.doc} |")
    return "\n".join(rows) + "\n"


def with_faults(text: str) -> str:
    """The page on accessibility with its table of faults made anew."""
    return _FAULTS.sub(lambda match: match[1] + faults() + match[2], text)


def faults() -> str:
    """The faults that an audit finds, by what it looks at, as tables of Markdown."""
    parts = []
    for area, looks_at in AREAS.items():
        rows = [
            f"**{area}**: {looks_at}\n",
            "| Code | Weight | What is wrong | What to do | Rule |",
            "|---|---|---|---|---|",
        ]
        for fault in FAULTS.values():
            if fault.area == area:
                cells = (f"`{fault.code}`", fault.severity.value, fault.summary, fault.remedy, fault.rule)
                rows.append(f"| {' | '.join(cells)} |".replace("  |", " |"))
        parts.append("\n".join(rows) + "\n")
    return "\n" + "\n".join(parts) + "\n"


def _usages(usage: str) -> list[str]:
    return re.findall(r"\w+\([^)]*\)", usage)


def missing(text: str) -> list[str]:
    """The records that have no table in the document."""
    present = {match["name"] for match in _TABLE.finditer(text)}
    return sorted(set(records()) - present)


def main(arguments: list[str]) -> int:
    """Rewrite or check; the exit code."""
    stale = False
    for page, remake in ((AUTHORING, rewritten), (ACCESSIBILITY, with_faults)):
        text = page.read_text(encoding="utf-8")
        made = remake(text)
        if "--check" not in arguments:
            page.write_text(made, encoding="utf-8", newline="\n")
        elif made != text or (page == AUTHORING and missing(text)):
            sys.stderr.write(f"docs/{page.name} is out of date: run python docs/make_reference.py\n")
            stale = True
    return int(stale)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
