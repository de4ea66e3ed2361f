"""The plain table: one item a row, columns by name, texts as they are typed in a bank. CSV, or a sheet of xlsx."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import partial

from guidegen.exchange import making
from guidegen.exchange.answer_sheets import columns_of
from guidegen.exchange.commonmark import blocks_text, inline_text
from guidegen.exchange.from_markdown import typed_blocks, typed_prose
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.sheets import csv_bytes, note_more_rows, plain_cell, rows_of
from guidegen.inline import Prose
from guidegen.model.item import (
    Entry,
    Essay,
    Item,
    ItemCommon,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    Numerical,
    Ordering,
    RangeAnswer,
    ShortAnswer,
    TrueFalse,
    kind_name,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING, CREDIT_RULES
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.records import replace

COLUMNS = (
    "id", "kind", "stem", "key", "points", "rationale", "tags", "level", "shuffle", "credit",
    "tolerance", "unit", "sample",
)  # fmt: skip
_OPTION = pattern(r"(?:option|answer|choice) ?(\d{1,2}|[a-j])|([a-j])")
#: What columns are called in other people's tables.
_OTHER_NAMES = {
    **dict.fromkeys(("question", "question text"), "stem"),
    **dict.fromkeys(("answer", "correct", "correct answer", "correct option", "right answer"), "key"),
    **dict.fromkeys(("feedback", "explanation"), "rationale"),
    "type": "kind",
    "name": "id",
}
_LETTERS = "abcdefghij"
_NUMBERED = pattern(r"option (\d{1,2})")
_RANGE = pattern(r"\s*(\S+)\s+to\s+(\S+)\s*")
_ARROW = " => "
_ANY_ARROW = pattern(r"\s*=>\s*")

Row = Mapping[str, str]


def recognise(file: Opened) -> bool:
    """True for a table whose first row names a stem and a key or options."""
    names = _header(rows_of(file))
    is_ours = "stem" in _typed_names(rows_of(file)) and bool({"key", "option 1", "kind"} & set(names))
    return is_ours or ({"stem", "key", "option 1", "option 2"} <= set(names) and columns_of(file, _is_of_game) is None)


def _is_of_game(name: str) -> bool:
    """True for the column of the question in the sheets of quiz games, which have readers of their own."""
    return name.startswith("question")


def _typed_names(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return [" ".join(cell.lower().split()) for cell in rows[0]] if rows else []


def _header(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return [_column(name) for name in _typed_names(rows)]


def _column(name: str) -> str:
    """A column by the name that it has here."""
    if match := _OPTION.fullmatch(name):
        which = match[1] or match[2]
        return f"option {int(which) if which.isdigit() else _LETTERS.index(which) + 1}"
    return _OTHER_NAMES.get(name, name)


# Reading


def read(file: Opened, intake: Intake) -> None:
    """Take every row that is not empty."""
    rows = rows_of(file)
    names = _header(rows)
    is_ours = "key" in _typed_names(rows)
    twice = {name for name in names if name and names.count(name) > 1}
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            row = {name: plain_cell(cell.strip()) for name, cell in zip(names, cells, strict=False)}
            outside = [
                cell for place, cell in enumerate(cells) if cell.strip() and not "".join(names[place : place + 1])
            ]
            take = partial(_item, row, intake, has_more=bool(outside), twice=twice, is_ours=is_ours)
            intake.take(row.get("id") or row.get("stem", ""), number, take)
    note_more_rows(file, intake)


def _item(row: Row, intake: Intake, *, has_more: bool, twice: Collection[str], is_ours: bool) -> Item | Refused:
    if has_more:
        return Refused("it has more cells than the first row has names; put texts with commas into quotation marks")
    if filled := sorted(name for name in twice if row.get(name)):
        return Refused(f"several columns are called {', '.join(filled)}")
    if not is_ours:
        key = _told_key(row)
        if isinstance(key, Refused):
            return key
        row = {**row, "key": key}
    kind = row.get("kind", "").lower() or _told_kind(row)
    read = _READERS.get(kind)
    if read is None:
        return Refused(f"its kind “{kind}” is not one of {', '.join(_READERS)}")
    common = making.common(
        row.get("id", ""),
        _blocks(row.get("stem", ""), intake),
        points=making.points_of(row.get("points", ""), intake.changed),
        rationale=_blocks(row.get("rationale", ""), intake),
        tags=row.get("tags", "").split(";"),
    )
    unknown = [name for name in row if name and row[name] and name not in COLUMNS and not _NUMBERED.fullmatch(name)]
    if unknown:
        intake.changed(f"the columns {', '.join(unknown[:5])} have no meaning here")
    return read(replace(common, level=row.get("level", "")), row, intake)


def _told_kind(row: Row) -> str:
    """The kind of a row that does not say it."""
    if row.get("key", "").lower() in ("true", "false"):
        return "true-false"
    if not _options(row):
        return "essay"
    return "multiple-response" if len(_keys(row)) > 1 else "multiple-choice" if row.get("key") else "short-answer"


def _options(row: Row) -> list[str]:
    return [text for _, text in _numbered_options(row)]


def _numbered_options(row: Row) -> list[tuple[int, str]]:
    """The options with the numbers of their columns."""
    return sorted((int(match[1]), text) for name, text in row.items() if text and (match := _NUMBERED.fullmatch(name)))


def _keys(row: Row) -> list[str]:
    """The right options by number; the key may also name them by letter."""
    parts = [part for part in re.split(r"[\s,;]+", row.get("key", "")) if part]
    columns = {_LETTERS[n - 1]: str(place) for place, (n, _) in enumerate(_numbered_options(row), start=1) if n <= 10}
    return [columns.get(part.lower().rstrip(".)"), part) for part in parts]


def _told_key(row: Row) -> str | Refused:
    """The key of somebody else's table, where it may also be the text of the right option."""
    key = row.get("key", "")
    places = [str(place) for place, text in enumerate(_options(row), start=1) if text == key]
    if not places or places == [key]:
        return key
    if len(places) > 1 or (key.isdigit() and 1 <= int(key) <= len(_options(row))):
        return Refused(f"its key “{key[:20]}” could mean one option by its text and another by its number")
    return places[0]


def _answers(row: Row, intake: Intake) -> list[Answer] | Refused:
    options, keys = _options(row), _keys(row)
    if not keys or not all(key.isdigit() and 1 <= int(key) <= len(options) for key in keys):
        return Refused(f"its key “{row.get('key', '')[:20]}” does not name its options by number or letter")
    right = {int(key) for key in keys}
    return [
        Answer(_paragraph(typed_prose(text, intake.changed)), Fraction(place in right))
        for place, text in enumerate(options, start=1)
    ]


def _choice(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    answers = _answers(row, intake)
    if isinstance(answers, Refused):
        return answers
    return making.best_answer(common, answers, intake.changed, shuffle=_shuffle(row))


def _response(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    answers = _answers(row, intake)
    if isinstance(answers, Refused):
        return answers
    rule = _rule(row, ALL_OR_NOTHING)
    return making.all_right_answers(common, answers, intake.changed, shuffle=_shuffle(row), rule=rule)


def _true_false(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    truth = {"true": True, "false": False}.get(row.get("key", "").lower())
    return Refused("its key is neither true nor false") if truth is None else TrueFalse(common, truth)


def _matching(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    pairs, extra = [], []
    for text in _options(row):
        parts = _ANY_ARROW.split(text, maxsplit=1)
        if len(parts) < 2:
            return Refused("a pair of it has no arrow (=>)")
        left, right = (typed_prose(part, intake.changed) for part in parts)
        if left:
            pairs.append((left, right))
        else:
            extra.append(right)
    item = making.matching(common, pairs, extra)
    return replace(item, shuffle=_shuffle(row), credit=_rule(row, item.credit))


def _ordering(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    proses = [typed_prose(text, intake.changed) for text in _options(row)]
    return Ordering(common, tuple(Entry(derived_id(prose), prose) for prose in proses), _rule(row, ALL_OR_NOTHING))


def _short_answer(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    proses = [typed_prose(text, intake.changed) for text in _options(row)]
    answers = [Answer(_paragraph(prose), Fraction(1)) for prose in proses]
    return making.short_answer(common, answers, intake.changed, stars=False)


def _numerical(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    tolerance = row.get("tolerance", "")
    amounts = []
    for text in _options(row):
        match = _RANGE.fullmatch(text)
        value: NumberAnswer | RangeAnswer | None
        if match:
            value = making.span(match[1], match[2])
        else:
            value = making.amount(text, tolerance.rstrip("% "), is_relative=tolerance.endswith("%"))
        if value is None:
            return Refused(f"“{text[:40]}” is not a number")
        amounts.append(Amount(value))
    unit = typed_prose(row.get("unit", ""), intake.changed)
    return making.numerical(common, amounts, intake.changed, unit)


def _essay(common: ItemCommon, row: Row, intake: Intake) -> Item | Refused:
    return Essay(common, sample=_blocks(row.get("sample", ""), intake))


_READERS = {
    "multiple-choice": _choice,
    "multiple-response": _response,
    "true-false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short-answer": _short_answer,
    "numerical": _numerical,
    "essay": _essay,
}


def _shuffle(row: Row) -> bool:
    return row.get("shuffle", "").lower() not in ("no", "false", "0")


def _rule(row: Row, default: str) -> str:
    return row.get("credit", "") if row.get("credit", "") in CREDIT_RULES else default


def _blocks(text: str, intake: Intake) -> Blocks:
    return typed_blocks(text, intake.changed) if text else ()


def _paragraph(prose: Prose) -> Blocks:
    return (Paragraph(prose),) if prose else ()


# Writing


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if any(";" in tag for tag in item.common.tags):
        return "one of its tags holds a semicolon"
    if isinstance(item, Matching) and any("=>" in inline_text(p.prose) for p in item.premises):
        return "one of its premises holds an arrow (=>)"
    if isinstance(item, Numerical):
        tolerances = {each.tolerance for each in item.accepted if isinstance(each, NumberAnswer)}
        return "its numbers have different tolerances" if len(tolerances) > 1 else ""
    return ""


def write(bank: Outgoing) -> bytes:
    """The bank as comma-separated text."""
    rows = [_row(item) for item in bank.items]
    most = max(len(_options(row)) for row in rows)
    names = [*COLUMNS[:4], *(f"option {number}" for number in range(1, most + 1)), *COLUMNS[4:]]
    used = [name for name in names if name in COLUMNS[:4] or any(row.get(name) for row in rows)]
    return csv_bytes([used, *([row.get(name, "") for name in used] for row in rows)])


def _row(item: Item) -> dict[str, str]:
    common = item.common
    row = {
        "id": common.id,
        "kind": kind_name(item),
        "stem": _typed(common.stem),
        "points": "" if common.points == 1 else str(common.points),
        "rationale": _typed(common.rationale),
        "tags": ";".join(common.tags),
        "level": common.level,
    }
    options, more = _parts(item)
    row |= {f"option {number}": text for number, text in enumerate(options, start=1)}
    if getattr(item, "shuffle", True) is False:
        row["shuffle"] = "no"
    if isinstance(item, MultipleResponse | Matching | Ordering):
        row["credit"] = item.credit
    return row | more


def _parts(item: Item) -> tuple[list[str], dict[str, str]]:
    """The cells of the options, and the columns that only this kind fills."""
    match item:
        case MultipleChoice(_, options) | MultipleResponse(_, options):
            keys = [str(place) for place, option in enumerate(options, start=1) if option.is_key]
            return [inline_text(option.prose) for option in options], {"key": ", ".join(keys)}
        case TrueFalse(_, is_true):
            return [], {"key": "true" if is_true else "false"}
        case Matching(_, premises, responses):
            by_id = {response.id: inline_text(response.prose) for response in responses}
            pairs = [f"{inline_text(premise.prose)}{_ARROW}{by_id[premise.response]}" for premise in premises]
            used = {premise.response for premise in premises}
            return [*pairs, *(f"{_ARROW.lstrip()}{text}" for name, text in by_id.items() if name not in used)], {}
        case Ordering(_, entries):
            return [inline_text(entry.prose) for entry in entries], {}
        case ShortAnswer(_, accepted):
            return [inline_text(answer.prose) for answer in accepted], {}
        case Numerical(_, accepted, unit):
            tolerance = next((a.tolerance for a in accepted if isinstance(a, NumberAnswer)), None)
            typed = f"{tolerance.amount.typed}{'%' if tolerance.is_relative else ''}" if tolerance else ""
            return [_number(answer) for answer in accepted], {"tolerance": typed, "unit": inline_text(unit)}
        case Essay(sample=sample):
            return [], {"sample": _typed(sample)}
        case _:
            return [], {}


def _number(answer: NumberAnswer | RangeAnswer) -> str:
    if isinstance(answer, RangeAnswer):
        return f"{answer.low.typed} to {answer.high.typed}"
    return answer.value.typed


def _typed(blocks: Blocks) -> str:
    return blocks_text(blocks, lambda picture: picture.image.path)
