"""Anki: a deck of cards to learn with. The question with its options is asked, the answer with its reasons is told.

Cards are told apart by the name of the bank and the id of the item, so that a later export of the same bank brings
the cards up to date and leaves what was learned.
"""

from __future__ import annotations

import hashlib
import html
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guidegen.exchange.opened import zipped
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.to_html import blocks_html, inline_html, option_html, picture_html
from guidegen.exchange.to_text import text_of
from guidegen.inline import Prose
from guidegen.locale import Words, words_for
from guidegen.model.image import Image
from guidegen.model.item import (
    ChosenBlank,
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    Ordering,
    RangeAnswer,
    ShortAnswer,
    Statements,
    TrueFalse,
    WrittenBlank,
)
from guidegen.reading.items.cloze import typed_number

#: Note types are known to Anki by number; these are ours for good.
_CARD, _CLOZE = 1_731_001_001, 1_731_001_002
#: Fixed, so that the same bank gives the same bytes (2000-01-01).
_TIMESTAMP = 946_684_800.0
_STYLE = ".card {font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: auto}"
_LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_TAG = 100


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, MultipleChoice | MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    if any(any(c.isspace() for c in tag) or len(tag) > _LONGEST_TAG for tag in item.common.tags):
        return "one of its tags holds a space"
    return ""


def write(bank: Outgoing) -> bytes:
    """The bank as a package with its pictures."""
    import genanki

    deck = genanki.Deck(_number(f"deck:{bank.name}"), bank.title or bank.name)
    writer = _Writer(words_for(bank.language) or _english())
    for item in bank.items:
        fields = writer.fields(item)
        model = _model(genanki, is_cloze=isinstance(item, Cloze))
        guid = genanki.guid_for("guidegen", bank.name, item.common.id)
        deck.add_note(genanki.Note(model, fields, tags=list(item.common.tags), guid=guid))
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, image in sorted(writer.images.items()):
            paths.append(Path(folder) / name)
            paths[-1].write_bytes(image.data)
        target = Path(folder) / "deck.apkg"
        genanki.Package(deck, [str(path) for path in paths]).write_to_file(str(target), timestamp=_TIMESTAMP)
        with zipfile.ZipFile(target) as archive:
            # Zip files tell when they were made; this one does not.
            return zipped({name: archive.read(name) for name in sorted(archive.namelist())})


def _english() -> Words:
    english = words_for("en")
    assert english is not None
    return english


def _number(text: str) -> int:
    """A number for a name, as Anki wants them: below 2 to the power of 31, and not small."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % (1 << 30) + (1 << 30)


def _model(genanki: Any, *, is_cloze: bool) -> Any:
    back = "{{#Why}}<hr>{{Why}}{{/Why}}"
    if is_cloze:
        card = {"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}" + back}
        fields = [{"name": "Text"}, {"name": "Why"}]
        return genanki.Model(_CLOZE, "guidegen cloze", fields, [card], _STYLE, model_type=genanki.Model.CLOZE)
    card = {"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}" + back}
    fields = [{"name": "Question"}, {"name": "Answer"}, {"name": "Why"}]
    return genanki.Model(_CARD, "guidegen question", fields, [card], _STYLE)


class _Writer:
    """Makes the fields of notes, and collects their pictures by file name."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.images: dict[str, Image] = {}

    def fields(self, item: Item) -> list[str]:
        """Question, answer and reasons; for a cloze its text and reasons."""
        common = item.common
        why = blocks_html(common.rationale, self._address)
        if isinstance(item, Cloze):
            stem = blocks_html(common.stem, self._address, lambda number: _blank(item.blanks[number - 1], number))
            reasons = "".join(blocks_html(blank.rationale, self._address) for blank in item.blanks)
            return [stem + self._picture(item), why + reasons]
        asked, told, reasons = self._parts(item)
        stem = blocks_html(common.stem, self._address)
        return [stem + self._picture(item) + asked, told, why + reasons]

    def _address(self, image: Image) -> str:
        name = f"guidegen-{image.digest[:16]}{Path(image.path).suffix.lower()}"
        self.images[name] = image
        return name

    def _picture(self, item: Item) -> str:
        figure = item.common.figure
        return picture_html(figure.image, figure.alt, (), 1.0, self._address) if figure is not None else ""

    def _parts(self, item: Item) -> tuple[str, str, str]:
        """What is asked beside the stem, the answer, and the reasons of its parts."""
        match item:
            case MultipleChoice(_, options) | MultipleResponse(_, options):
                told = "".join(_line(_LABELS[n], self._option(o)) for n, o in enumerate(options) if o.is_key)
                reasons = "".join(
                    _line(_LABELS[n], blocks_html(o.rationale, self._address))
                    for n, o in enumerate(options)
                    if o.rationale
                )
                return _list("A", [self._option(option) for option in options]), told, reasons
            case TrueFalse(_, is_true):
                both = [html.escape(self.words[key]) for key in ("true", "false")]
                return _list("A", both), f"<p>{both[0 if is_true else 1]}</p>", ""
            case Statements():
                return self._statements(item)
            case Matching():
                return self._matching(item)
            case Ordering(_, entries):
                mixed = _list("A", [inline_html(e.prose) for e in sorted(entries, key=lambda entry: entry.id)])
                return mixed, _list("1", [inline_html(e.prose) for e in entries]), ""
            case ShortAnswer(_, accepted):
                return "", _list("", [inline_html(answer.prose) for answer in accepted]), ""
            case Numerical(_, accepted):
                return "", _list("", [_with_unit(_reach(answer), item.unit) for answer in accepted]), ""
            case Essay():
                return "", blocks_html(item.sample, self._address), ""
            case _:
                raise ValueError(f"{type(item).__name__} has no card")

    def _option(self, option: Option) -> str:
        return option_html(option, self._address)

    def _statements(self, item: Statements) -> tuple[str, str, str]:
        words = [html.escape(self.words[key]) for key in ("true", "false")]
        labels = [inline_html(label) for label in item.labels] or words
        asked = f"<p>{' / '.join(labels)}</p>" + _list("A", [inline_html(each.prose) for each in item.statements])
        told = _list("A", [labels[0 if each.is_true else 1] for each in item.statements])
        reasons = "".join(
            _line(_LABELS[n % 26], blocks_html(each.rationale, self._address))
            for n, each in enumerate(item.statements)
            if each.rationale
        )
        return asked, told, reasons

    def _matching(self, item: Matching) -> tuple[str, str, str]:
        responses = sorted(item.responses, key=lambda response: response.id)
        texts = {response.id: inline_html(response.prose) for response in responses}
        asked = _list("1", [inline_html(p.prose) for p in item.premises]) + _list("A", list(texts.values()))
        return asked, _list("1", [texts[premise.response] for premise in item.premises]), ""


def _list(kind: str, entries: Sequence[str]) -> str:
    tag, sort = ("ol", f' type="{kind}"') if kind else ("ul", "")
    return f"<{tag}{sort}>{''.join(f'<li>{entry}</li>' for entry in entries)}</{tag}>"


def _line(label: str, text: str) -> str:
    return f"<div><b>{label}</b> {text}</div>"


def _with_unit(number: str, unit: Prose) -> str:
    return f"{number} {inline_html(unit)}" if unit else number


def _reach(answer: NumberAnswer | RangeAnswer) -> str:
    """The number as it was typed, with what it may be off."""
    if isinstance(answer, RangeAnswer) or answer.tolerance is None:
        return html.escape(typed_number(answer))
    percent = "%" if answer.tolerance.is_relative else ""
    return html.escape(f"{answer.value.typed} ± {answer.tolerance.amount.typed}{percent}")


def _blank(blank: WrittenBlank | NumberBlank | ChosenBlank, number: int) -> str:
    """A blank as Anki's cloze, with the list to choose from as its hint. Anki's own marks in texts are taken apart."""
    hint = ""
    match blank:
        case WrittenBlank():
            answer = " / ".join(text_of(prose) for prose in blank.accepted)
        case NumberBlank():
            answer = " / ".join(html.unescape(_reach(each)) for each in blank.accepted)
        case ChosenBlank():
            answer = next(text_of(option.prose) for option in blank.options if option.is_key)
            hint = "::" + _plain(" / ".join(text_of(option.prose) for option in blank.options))
    return "{{c" + f"{number}::{_plain(answer)}{hint}" + "}}"


def _plain(text: str) -> str:
    return html.escape(text, quote=False).replace("::", ":&#58;").replace("}}", "}&#125;").replace("{{", "{&#123;")
