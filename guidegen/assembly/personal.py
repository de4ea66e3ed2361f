"""What a copy says about whom it is for: the values of its slots, and the fields that they stand on."""

from __future__ import annotations

import contextlib
import datetime
import math

from guidegen.assembly.values import Values
from guidegen.document import elements as doc
from guidegen.locale import Words
from guidegen.model.roster import ExtraTime, Recipient
from guidegen.patterns import pattern

_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def values_for(recipient: Recipient, words: Words, minutes: int | None) -> dict[str, str]:
    """The values of the copy for one person. `minutes` is the time that the quiz gives, if it says so."""
    values = {
        "name": recipient.name,
        "id": recipient.id,
        "group": recipient.group,
        "date": _date(recipient.date, words),
        "extra-time": _extra_time(recipient.extra_time, minutes, words),
        "paper": recipient.paper,
    }
    return {name: value for name, value in values.items() if value}


def exam_fields(values: Values, words: Words, score: str) -> doc.FieldLine:
    """Name, class, date and score; an id, where there is one, stands beside the name."""
    wide = [("id", 0.18)] if "id" in values else []
    shares = [("name", 0.42), *wide, ("group", 0.18), ("date", 0.2)]
    labels = {"name": words["name"], "id": words["id"], "group": words["class"], "date": words["date"]}
    fields = [_field(name, labels[name], share, values) for name, share in shares]
    return doc.FieldLine((*fields, doc.Field(score, 0.2)), words["field-text"])


def handout_fields(values: Values, words: Words) -> doc.FieldLine:
    """Name and date, and what else is known of the person."""
    wide = [(name, share) for name, share in (("id", 0.2), ("group", 0.2)) if name in values]
    shares = [("name", 0.5), *wide, ("date", 0.25)]
    labels = {"name": words["name"], "id": words["id"], "group": words["group"], "date": words["date"]}
    return doc.FieldLine(tuple(_field(n, labels[n], share, values) for n, share in shares), words["field-text"])


def notes(values: Values, words: Words) -> tuple[doc.FieldLine, ...]:
    """A line with what whoever prints or watches must know: extra time, and the colour of the paper."""
    given = [(name, 0.5) for name in ("extra-time", "paper") if name in values]
    if not given:
        return ()
    fields = tuple(_field(name, words[name], share, values) for name, share in given)
    return (doc.FieldLine(fields, words["field-text"]),)


def _field(name: str, label: str, share: float, values: Values) -> doc.Field:
    return doc.Field(label, share, doc.Slot(name) if name in values else None)


def _date(value: str, words: Words) -> str:
    """A date as the language writes it; anything that is no such date as it was typed."""
    if not _DATE.fullmatch(value):
        return value
    with contextlib.suppress(ValueError):
        return words.date(datetime.date.fromisoformat(value))
    return value


def _extra_time(extra: ExtraTime | None, minutes: int | None, words: Words) -> str:
    """`25%`, and with the time of the quiz: `25%, 50 minutes in all`. Parts of a minute are given whole."""
    if extra is None:
        return ""
    amount = (
        words.fill("percent", count=words.number(extra.percent))
        if extra.percent
        else words.counted("minutes", extra.minutes)
    )
    if minutes is None:
        return amount
    total = minutes + extra.minutes + math.ceil(minutes * extra.percent / 100)
    return words.fill("time-in-all", extra=amount, total=words.counted("minutes", total))
