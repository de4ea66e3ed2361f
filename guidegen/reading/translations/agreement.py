"""Whether a translation says the same as its original, as far as a machine can tell.

In a text: its citations, its variables, its numbers, and its paragraphs and points. In the whole: everything that is
no text, above all which answers are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from guidegen.diagnostics import Label, Span
from guidegen.inline import Citation, NumberedBlank
from guidegen.model import prose as blocks
from guidegen.model.chart import Chart, Pictograph, Series
from guidegen.model.image import Image
from guidegen.model.placeholders import placeholders
from guidegen.reading.reader import Reader
from guidegen.reading.translations.overlay import Pair
from guidegen.reading.translations.texts import numbers_in
from guidegen.records import field_names, is_record

_BLOCKS = (
    blocks.Paragraph,
    blocks.Heading,
    blocks.BulletList,
    blocks.NumberedList,
    blocks.Quotation,
    blocks.CodeBlock,
    blocks.FormulaBlock,
    blocks.ProseTable,
    blocks.Picture,
)
#: Fields that hold words without markup, and what differs between two files as a matter of course.
_WORDS = frozenset({"alt", "word", "description", "path", "language", "translation", "known_words"})
#: Names of what a chart shows, by the value that has them.
_NAMES = {Chart: ("categories", "unit"), Series: ("name",), Pictograph: ("groups",)}


def compare_texts(pair: Pair, original: Reader, reader: Reader) -> None:
    """Report what one text does not have in common with what it translates."""
    if pair.is_spoken or not original.is_prose(pair.original) or not reader.is_prose(pair.translated):
        return
    one, other = original.prose_at(pair.original), reader.prose_at(pair.translated)
    nodes, others = _inside(one, []), _inside(other, [])
    label = (Label(pair.original.span, "the original"),)
    at = pair.translated.span
    for what, mine, theirs in (
        ("cites", _cited(nodes), _cited(others)),
        ("has", _variables(one), _variables(other)),
        ("has", _blank_count(nodes), _blank_count(others)),
    ):
        if mine != theirs:
            message = f"The original {what} {_listed(mine)} here, and the translation {_listed(theirs)}."
            reader.report("S297", at, message, "Write the same in both: a translation changes words only.", label)
    if _outline(one) != _outline(other):
        message = "The translation has other paragraphs or points than the original."
        hint = "Divide it as the original is divided, so that both can be printed row by row."
        reader.report("S298", at, message, hint, label)
    mine, theirs = numbers_in(pair.original.value), numbers_in(pair.translated.value)
    if mine != theirs:
        message = f"The original has the numbers {_listed(mine)}, and the translation {_listed(theirs)}."
        reader.report("S299", at, message, "Compare them figure by figure: a wrong dose does harm.", label)


def compare_models(one: Any, other: Any, at: Span, reader: Reader, there: Span) -> None:
    """Report at `at` that something beside the texts differs, though the files have the same form."""
    found = next(_differences(one, other), "")
    if found:
        message = f"This does not come out as the original does: its {found} is another."
        hint = "Write each text in the form of the original; answers that are equal there must be equal here."
        reader.report("S294", at, message, hint, (Label(there, "the original"),))


def _cited(nodes: Sequence[Any]) -> list[str]:
    cited = {source for node in nodes if isinstance(node, Citation) for source in node.sources}
    return sorted(f"@{source}" for source in cited)


def _variables(value: Any) -> list[str]:
    return sorted({"{{" + variable.expression + "}}" for variable in placeholders(value)})


def _blank_count(nodes: Sequence[Any]) -> list[str]:
    count = sum(isinstance(node, NumberedBlank) for node in nodes)
    return [f"{count} blank{'s' if count > 1 else ''}"] if count else []


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _inside(value: Any, found: list[Any]) -> list[Any]:
    """All nodes of a text, behind what was found before."""
    if isinstance(value, tuple):
        for each in value:
            _inside(each, found)
    elif is_record(type(value)) and not isinstance(value, Image):
        found.append(value)
        for name in field_names(type(value)):
            _inside(getattr(value, name), found)
    return found


def _outline(value: Any) -> Any:
    """The blocks of a text and what they hold, without their words."""
    if not isinstance(value, tuple) or not any(isinstance(each, _BLOCKS) for each in value):
        return None
    made = []
    for block in value:
        match block:
            case blocks.BulletList(points) | blocks.NumberedList(points):
                made.append((type(block).__name__, [_outline(point) for point in points]))
            case blocks.Quotation(inner):
                made.append(("Quotation", [_outline(inner)]))
            case blocks.ProseTable(header, rows):
                made.append(("ProseTable", [len(header), len(rows)]))
            case _:
                made.append((type(block).__name__, []))
    return made


def _is_prose(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and bool(value)
        and all(type(each).__module__ in ("guidegen.inline", blocks.__name__) for each in value)
    )


def _differences(one: Any, other: Any, name: str = "") -> Iterator[str]:
    """The names of what differs beside prose, the innermost ones."""
    if _is_prose(one) and _is_prose(other):
        return
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            yield f"number of {name}" if name else "length"
            return
        for mine, theirs in zip(one, other, strict=True):
            yield from _differences(mine, theirs, name)
    elif is_record(type(one)) and type(one) is type(other):
        if isinstance(one, Image):
            return
        for own in field_names(type(one), "compare"):
            if own not in _WORDS and own not in _NAMES.get(type(one), ()):
                yield from _differences(getattr(one, own), getattr(other, own), own.replace("_", " "))
    elif one != other:
        yield name
