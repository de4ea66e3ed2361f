"""Charts and pictographs as elements of a document: how numbers are printed, and all of them in words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal

from guidegen.assembly.speech import words_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Prose, Text, plain_text
from guidegen.locale import Words
from guidegen.model import chart as model
from guidegen.patterns import pattern

#: About so many steps has an axis.
_STEPS = 4
_PLAIN = pattern(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_PERCENT = ("%", "percent", "per cent")


def chart_for_print(block: model.Chart, words: Words) -> doc.Chart:
    """A chart with its numbers as they are printed."""
    # Beside bars and parts of a pie there is room for the unit; elsewhere it stands once.
    with_unit = block.kind in ("bars", "pie") or block.unit in _PERCENT
    series = tuple(
        doc.Series(
            _words(each.name, words),
            tuple(map(float, each.values)),
            tuple(
                _with_unit(value, block.unit, words) if with_unit else _number(value, words) for value in each.values
            ),
        )
        for each in block.series
    )
    categories = tuple(_words(category, words) for category in block.categories)
    return doc.Chart(
        kind=block.kind,
        caption=for_print(block.caption, words),
        categories=categories,
        series=series,
        alt=_chart_in_words(block, categories, series, words),
        axis="" if with_unit else _words(block.unit, words),
        corner=(Text(words["chart-amount"]),),
        positions=_positions(block.categories) if block.kind == "line" else (),
        ticks=_ticks(block, words) if block.kind == "line" else (),
        source=_source(block.source, words),
        origin=block.origin,
    )


def pictograph_for_print(block: model.Pictograph, words: Words) -> doc.Pictograph:
    """A pictograph with its counts in words."""
    total = words.number(block.total)
    groups = tuple(
        doc.IconGroup(_words(name, words), count, words.fill("in-many", count=words.number(count), total=total))
        for name, count in block.groups
    )
    said = [
        words.fill("chart-value", name=group.name, value=group.words) if group.name else group.words for group in groups
    ]
    title = block.alt or words.fill("chart-icons", title=words_of(block.caption, words.language))
    return doc.Pictograph(
        caption=for_print(block.caption, words),
        total=block.total,
        groups=groups,
        alt=_sentences([title, *said]),
        source=_source(block.source, words),
        origin=block.origin,
    )


def _source(source: Prose, words: Words) -> doc.Line:
    return words.phrase("chart-source", source=for_print(source, words)) if source else ()


def _words(text: str, words: Words) -> str:
    """Plain words with the quotes and dashes of print."""
    return plain_text(for_print((Text(text),), words)) if text else ""


def _number(value: Decimal, words: Words) -> str:
    """A number with as many decimals as were typed, and the decimal mark of the language."""
    whole, _, decimals = f"{abs(value):,f}".partition(".")
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    grouped = whole.replace(",", words.thousands)
    return f"{sign}{grouped}{words.decimal}{decimals}" if decimals else f"{sign}{grouped}"


def _with_unit(value: Decimal, unit: str, words: Words) -> str:
    number = _number(value, words)
    if unit in _PERCENT:
        return words.fill("percent", count=number)
    return words.fill("key-with-unit", number=number, unit=_words(unit, words)) if unit else number


def _chart_in_words(block: model.Chart, categories: Sequence[str], series: Sequence[doc.Series], words: Words) -> str:
    """The kind of chart, its caption and every number: what a screen reader says in place of the drawing."""
    kind = {"columns": "bars"}.get(block.kind, block.kind)
    title = block.alt or words.fill(f"chart-{kind}", title=words_of(block.caption, words.language))
    parts = [title]
    for each, made in zip(block.series, series, strict=True):
        values = [_with_unit(value, block.unit, words) for value in each.values]
        said = "; ".join(
            words.fill("chart-value", name=category, value=value)
            for category, value in zip(categories, values, strict=True)
        )
        parts.append(words.fill("chart-series", name=made.name, values=said) if made.name else said)
    return _sentences(parts)


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(part if part.endswith((".", "!", "?", "。")) else f"{part}." for part in parts)


def _positions(categories: Sequence[str]) -> tuple[float, ...]:
    """Where categories stand along a line: years and other rising numbers by what they are, words evenly."""
    numbers = [float(category) for category in categories if _PLAIN.fullmatch(category)]
    if len(numbers) < len(categories) or any(after <= before for before, after in itertools.pairwise(numbers)):
        numbers = [float(index) for index in range(len(categories))]
    span = (numbers[-1] - numbers[0]) or 1.0
    return tuple((number - numbers[0]) / span for number in numbers)


def _ticks(block: model.Chart, words: Words) -> tuple[tuple[float, str], ...]:
    """Round values along the axis, from below the lowest value to above the highest."""
    values = [value for series in block.series for value in series.values]
    low = min(Decimal(0), min(values)) if block.start is None else block.start
    high = max(max(values), low)
    step = _step(float(high - low) / _STEPS)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [step * index for index in range(first, max(last, first + 1) + 1)]
    return tuple(
        (
            float(tick),
            _with_unit(tick, block.unit, words) if block.unit in _PERCENT else _number(tick, words),
        )
        for tick in ticks
    )


def _step(about: float) -> Decimal:
    """The round number next above: 1, 2, 2.5 or 5 times a power of ten."""
    if about <= 0:
        return Decimal(1)
    exponent = math.floor(math.log10(about))
    for factor in ("1", "2", "2.5", "5", "10"):
        step = Decimal(factor).scaleb(exponent)
        if float(step) >= about * 0.9999:
            return step
    raise AssertionError("a power of ten is above any of its parts")
