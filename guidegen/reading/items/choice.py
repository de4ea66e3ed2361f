"""Multiple choice and multiple response: the short form (key and distractors) and the long one (options)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from guidegen.diagnostics import Label, Span
from guidegen.inline import Prose, Text, TypedProse, plain_text
from guidegen.model.item import ItemCommon, MultipleChoice, MultipleResponse, Option
from guidegen.model.lines import in_one_line
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.model.wording import is_closing
from guidegen.patterns import pattern
from guidegen.reading.items.base import (
    CREDIT,
    KEY,
    SHUFFLE,
    Placed,
    PlacedText,
    derived_id,
    read_figure,
    report_equal,
)
from guidegen.reading.items.dangling import report_dangling_labels
from guidegen.reading.names import folded
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKind,
    Credit,
    Field,
    Identifier,
    ImagePath,
    InlineText,
    ListOf,
    Record,
    Switch,
    Values,
    shown,
)
from guidegen.reading.shapes import Text as PlainWords
from guidegen.records import dataclass, replace
from guidegen.source.nodes import Node, ScalarNode, SequenceNode, head

#: Words by which the alternate text of a picture would tell whether the option is right.
_TELLING = pattern(
    r"\b(?:in)?correct(?:ly)?\b|\b(?:right|wrong) (?:answer|option|choice)\b|\bdistractor\b", re.IGNORECASE
)


_JUDGED = {"true": ("yes", "y", "t", "right", "correct"), "false": ("no", "n", "f", "wrong", "incorrect")}


def _long_option(values: Values, reader: Reader) -> Option | None:
    """An option of words, of words and a picture, or of a picture alone."""
    if not values.has("text") and not values.has("figure"):
        reader.report("S202", values.at, "An option needs `text` or `figure`.", "Add `text:`, or `figure:` and `alt:`.")
        return None
    figure = read_figure(values, reader)
    if values.has("figure") and (figure is None or not figure.alt):
        return None
    if figure is not None and (told := _TELLING.search(figure.alt)) is not None:
        reader.report(
            "S271",
            values.value("alt"),
            f"The words “{told.group()}” in this alternate text seem to tell whether the option is right.",
            "Say only what the picture shows.",
        )
    words: _Words = values.get("text") or _Words(_shown(figure.alt if figure is not None else "", values, reader))
    return Option(
        values.text("id"),
        words.prose,
        values.get("key", False),
        values.get("anchored", False),
        values.blocks("rationale"),
        values.get("credit"),
        origin=values.at,
        figure=figure,
        is_picture=not values.has("text"),
        blocks=words.blocks,
    )


def _shown(alt: str, values: Values, reader: Reader) -> Prose:
    """The words of an option that is a picture alone: what it shows. Its id follows from those of the original."""
    node = values.node("alt")
    original = reader.original_words(node)
    if original is None or not isinstance(node, ScalarNode):
        return (Text(alt),)
    return TypedProse.of((Text(alt),), node, (Text(original),))


@dataclass(frozen=True, slots=True)
class _Words:
    """What an option says: one run of text, or blocks with their words in one line."""

    prose: Prose
    blocks: Blocks = ()


class _OptionText(InlineText):
    """A run of text, or several lines with code, a table or a list in them."""

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        if not isinstance(node, ScalarNode) or "\n" not in node.value.strip():
            prose = super().read(node, reader, at)
            return None if prose is None else _Words(prose)
        blocks = BlockText().read(node, reader, at)
        if blocks is None:
            return None
        is_plain = all(isinstance(block, Paragraph) for block in blocks) and len(blocks) == 1
        line = in_one_line(blocks)
        original = reader.original_blocks(node, blocks)
        if original is not blocks:
            line = TypedProse.of(line, node, in_one_line(original))
        return _Words(line, () if is_plain else blocks)


class _PlainOption(_OptionText):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        words = super().read(node, reader, at)
        return None if words is None else Option("", words.prose, is_key=False, origin=head(node), blocks=words.blocks)


OPTION = Record(
    "an option",
    (
        Field(
            "text", _OptionText(), "The words of the option, or code, a table, a list; needed unless it is a picture."
        ),
        Field("key", Switch(), "True when the option is right."),
        Field("anchored", Switch(), "True when the option keeps its place (all of the above)."),
        Field("rationale", BlockText(), "Why it is right or wrong."),
        Field("credit", Credit(), "The share of the points that marking it earns, or, below 0, costs.", example="50%"),
        Field("figure", ImagePath(), "A picture that is the option, or stands below its words."),
        Field("alt", PlainWords(), "What the picture shows, for readers who cannot see it."),
        Field("id", Identifier(), "A stable id; derived from the words when left out."),
    ),
    _long_option,
)

FIELDS = (
    KEY,
    Field("distractors", ListOf(PlacedText(), least=1), "The wrong answers."),
    Field(
        "options",
        ListOf(ByKind(text=_PlainOption(), group=OPTION), least=2),
        "The long form: all answers, each with its rationale, the right one with `key: true`.",
    ),
    SHUFFLE,
)
FIELDS_OF_SEVERAL = (*FIELDS, CREDIT)


def multiple_choice(common: ItemCommon, values: Values, reader: Reader) -> MultipleChoice | None:
    """One best option."""
    options = _options(values, reader, several=False)
    if options is None:
        return None
    report_dangling_labels(common, options, reader)
    return MultipleChoice(common, options, values.get("shuffle", True))


def multiple_response(common: ItemCommon, values: Values, reader: Reader) -> MultipleResponse | None:
    """Several right options, or none where `kind` says so."""
    options = _options(values, reader, several=True)
    if options is None:
        return None
    if values.has("credit") and any(option.credit is not None for option in options):
        message = "The options say themselves what they earn, so `credit` has no meaning here."
        reader.report("S201", values.key("credit"), message, "Remove it here, or at the options.")
    return MultipleResponse(common, options, values.get("shuffle", True), values.get("credit", ALL_OR_NOTHING))


def _options(values: Values, reader: Reader, *, several: bool) -> tuple[Option, ...] | None:
    options = _long_options(values, reader) if values.has("options") else _short_options(values, reader)
    if options is None or not _keys_fit(options, values, reader, several=several):
        return None
    report_equal([Placed(option.prose, option.origin) for option in options], reader, "option")
    if values.has("options"):
        options = tuple(option if option.id else replace(option, id=derived_id(option.prose)) for option in options)
    else:
        # The short form lists the key first; printed unshuffled, that order would tell the answer. Ids come from the
        # words alone.
        options = tuple(sorted(options, key=_unshuffled))
    _report_equal_ids(options, reader)
    return options if _credits_fit(options, reader, several=several) else None


def _unshuffled(option: Option) -> tuple[bool, str]:
    return is_closing(option.prose), option.id


def _credits_fit(options: Sequence[Option], reader: Reader, *, several: bool) -> bool:
    """The right options earn everything together, and no wrong one earns as much as a right one."""
    given = [option for option in options if option.credit is not None]
    keys = [option for option in options if option.is_key]
    if not given:
        return True
    wanted = "The right options must earn 100% together" if several else "The right option must earn 100%"
    for option in given:
        share = option.credit or Fraction(0)
        if not option.is_key and (share > 0 if several else share >= 1):
            message = "This option is wrong, and marking it earns " + ("points." if several else "all the points.")
            reader.report("S240", option.origin, message, "Mark it with `key: true`, or lower its credit.")
            return False
    # The key of a multiple-choice item earns everything without saying so.
    total = sum((Fraction(not several) if key.credit is None else key.credit for key in keys), Fraction(0))
    if keys and total != 1:
        typed = f"{float(total):.4%}".replace(".0000", "")
        hint = (
            "Write thirds as 1/3." if abs(total - 1) < Fraction(1, 100) else "Change the credit of the right options."
        )
        reader.report("S240", keys[0].origin, f"{wanted}, but it is {typed}.", hint)
        return False
    return True


def _short_options(values: Values, reader: Reader) -> tuple[Option, ...] | None:
    """The key or keys first, then the distractors."""
    if not values.has("key"):
        reader.report(
            "S101",
            values.at,
            "This item has no key: nothing says which answer is right.",
            "Add `key:` with the right answer.",
        )
        return None
    if not values.has("distractors"):
        reader.report(
            "S202",
            values.key("key"),
            "This item has a key and no distractors.",
            _of_statement(values.get("key"))
            or "Add `distractors:` with the wrong answers, or use `answer:` when it is to be written.",
        )
        return None
    keys, distractors = values.get("key"), values.get("distractors")
    if not keys or not distractors:
        return None
    return tuple(
        [
            Option(derived_id(placed.prose), placed.prose, is_key=is_key, origin=placed.span)
            for group, is_key in ((keys, True), (distractors, False))
            for placed in group
        ]
    )


def _of_statement(keys: Sequence[Placed] | None) -> str:
    """What to write where a statement is judged in other words than true and false, as other YAML programs allow."""
    word = folded(keys[0].prose) if keys and len(keys) == 1 else ""
    meant = next((truth for truth, words in _JUDGED.items() if word in words), "")
    return f"If the stem is a statement to be judged, write `key: {meant}`." if meant else ""


def _long_options(values: Values, reader: Reader) -> tuple[Option, ...] | None:
    if values.has("distractors"):
        reader.report(
            "S201",
            values.key("distractors"),
            "`options` and `distractors` both stand here.",
            "Keep `options` alone, and mark the right one with `key: true`.",
        )
        return None
    options: tuple[Option, ...] = values.items("options")
    node = values.node("options")
    if not isinstance(node, SequenceNode) or len(options) != len(node.children) or len(options) < 2:
        return None  # reported already
    if not values.has("key"):
        return options
    named = values.get("key")
    if not named:
        return None
    if flagged := next((option for option in options if option.is_key), None):
        reader.report(
            "S101",
            values.key("key"),
            "The key is given twice: here and at an option.",
            "Keep one of the two.",
            labels=(Label(flagged.origin, "marked as key here"),),
        )
        return None
    texts = {folded(option.prose): index for index, option in enumerate(options)}
    right: set[int] = set()
    for placed in named:
        index = texts.get(folded(placed.prose))
        if index is None:
            near = reader.nearest(folded(placed.prose), texts)
            words = plain_text(options[texts[near]].prose) if near else ""
            hint = f"Is {shown(words)} meant?" if near else "Write the words of one of the options."
            reader.report("S101", placed.span, "The key is none of the options.", hint)
        else:
            right.add(index)
    if len(right) != len(named):
        return None
    return tuple(replace(option, is_key=index in right) for index, option in enumerate(options))


def _keys_fit(options: Sequence[Option], values: Values, reader: Reader, *, several: bool) -> bool:
    keys = [option for option in options if option.is_key]
    if not several and len(keys) > 1:
        reader.report(
            "S101",
            keys[1].origin,
            "This item has one best answer, but more than one is marked as right.",
            "Keep one, or write `kind: multiple-response`.",
            labels=(Label(keys[0].origin, "the first one"),),
        )
        return False
    if not keys and not values.has("key") and not (several and values.get("kind")):
        reader.report(
            "S101",
            values.key("options"),
            "None of the options is marked as right.",
            "Add `key:` with the words of the right one.",
        )
        return False
    return True


def _report_equal_ids(options: Sequence[Option], reader: Reader) -> None:
    if len({option.id for option in options}) == len(options):
        return
    seen: dict[str, Option] = {}
    for option in options:
        first = seen.setdefault(option.id, option)
        if first is not option and folded(first.prose) != folded(option.prose):
            reader.report(
                "S206",
                option.origin,
                f"The id `{option.id}` of this option is taken.",
                "Give it an `id:` of its own.",
                labels=(Label(first.origin, "first here"),),
            )
