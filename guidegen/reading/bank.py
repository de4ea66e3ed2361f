"""Item banks: objectives and items, whose kind is told by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from guidegen.diagnostics import Label, Span
from guidegen.inline import Prose, plain_text
from guidegen.model.bank import ItemBank, Objective
from guidegen.model.item import (
    Item,
    ItemCommon,
    ItemFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from guidegen.reading.names import digest, first_words, folded, slug
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    LANGUAGE,
    BlockText,
    ByKind,
    Choice,
    Field,
    Identifier,
    ImagePath,
    InlineText,
    Integer,
    ListOf,
    MapOf,
    Record,
    Switch,
    Text,
    Values,
    shown,
)
from guidegen.source.nodes import Node, ScalarNode, SequenceNode, head

LONGEST_ITEM_ID = 48
MULTIPLE_CHOICE, MULTIPLE_RESPONSE, TRUE_FALSE, MATCHING, SHORT_ANSWER = KINDS = (
    "multiple-choice",
    "multiple-response",
    "true-false",
    "matching",
    "short-answer",
)
_FIELDS_OF_KIND = {
    MULTIPLE_CHOICE: frozenset({"key", "distractors", "options", "shuffle"}),
    MULTIPLE_RESPONSE: frozenset({"key", "distractors", "options", "shuffle"}),
    TRUE_FALSE: frozenset({"key"}),
    MATCHING: frozenset({"pairs", "extra-responses", "shuffle"}),
    SHORT_ANSWER: frozenset({"answer", "lines"}),
}
_KIND_FIELDS = ("key", "distractors", "options", "shuffle", "pairs", "extra-responses", "answer", "lines")


# Options


@dataclass(frozen=True, slots=True)
class _Placed:
    """Inline prose with its place."""

    prose: Prose
    span: Span


class _PlacedText(InlineText):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        prose = super().read(node, reader, at)
        return None if prose is None else _Placed(prose, head(node))


class _PlainOption(InlineText):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        prose = super().read(node, reader, at)
        return None if prose is None else Option("", prose, is_key=False, origin=head(node))


OPTION = Record(
    "an option",
    (
        Field("text", InlineText(), "The words of the option.", required=True),
        Field("key", Switch(), "True when the option is right."),
        Field("anchored", Switch(), "True when the option keeps its place (all of the above)."),
        Field("rationale", BlockText(), "Why it is right or wrong."),
        Field("id", Identifier(), "A stable id; derived from the words when left out."),
    ),
    lambda values, _: Option(
        values.text("id"),
        values.runs("text"),
        values.get("key", False),
        values.get("anchored", False),
        values.blocks("rationale"),
        origin=values.at,
    ),
)

PAIR = Record(
    "a pair",
    (
        Field("premise", _PlacedText(), "What is to be matched.", required=True),
        Field("response", _PlacedText(), "What it belongs to.", required=True),
    ),
    lambda values, _: (values.get("premise"), values.get("response")),
)


# Items


def _item(values: Values, reader: Reader) -> Item | None:
    kind = _kind(values)
    for name in _KIND_FIELDS:
        if values.has(name) and name not in _FIELDS_OF_KIND[kind]:
            reader.report(
                "S201",
                values.key(name),
                f"`{name}` does not belong to a {kind} item.",
                f"Remove it; this kind has {', '.join(sorted(_FIELDS_OF_KIND[kind]))}.",
            )
    common = _common(values, reader)
    match kind:
        case "matching":
            return _matching(common, values, reader)
        case "short-answer":
            return _short_answer(common, values, reader)
        case "true-false":
            return _true_false(common, values, reader)
        case _:
            return _choice(common, kind, values, reader)


def _kind(values: Values) -> str:
    """The kind that is named, or the one that the keys tell."""
    if values.get("kind"):
        return str(values.get("kind"))
    if values.has("pairs"):
        return MATCHING
    if values.has("answer"):
        return SHORT_ANSWER
    if values.has("key"):
        key = values.node("key")
        if isinstance(key, SequenceNode):
            return MULTIPLE_RESPONSE
        if not values.has("options") and not values.has("distractors") and _truth(key) is not None:
            return TRUE_FALSE
        return MULTIPLE_CHOICE
    flagged = [option for option in values.items("options") if option.is_key]
    return MULTIPLE_RESPONSE if len(flagged) > 1 else MULTIPLE_CHOICE


def _common(values: Values, reader: Reader) -> ItemCommon:
    stem = values.blocks("stem")
    figure = None
    if values.has("figure"):
        if not values.has("alt"):
            reader.report(
                "S220", values.key("figure"), "The picture has no alternate text.", "Add `alt:` with what it shows."
            )
        if values.get("figure") is not None:
            figure = ItemFigure(values.get("figure"), values.text("alt"), origin=values.value("figure"))
    elif values.has("alt"):
        reader.report("S201", values.key("alt"), "`alt` describes a picture, and there is none.", "Add `figure:`.")
    item_id = values.text("id") or slug(first_words(stem), LONGEST_ITEM_ID)
    if values.get("id") or (stem and not values.has("id")):
        place = values.value("id") if values.has("id") else values.at
        reader.declare("item", item_id, place, is_typed=values.has("id"))
    section, objective = values.text("section"), values.text("objective")
    if section:
        reader.mention("section", section, values.value("section"))
    if objective:
        reader.mention("objective", objective, values.value("objective"))
    return ItemCommon(
        id=item_id,
        stem=stem,
        points=values.get("points", 1),
        rationale=values.blocks("rationale"),
        section=section,
        objective=objective,
        tags=values.items("tags"),
        level=values.text("level"),
        figure=figure,
        origin=values.at,
        section_origin=values.value("section") if section else values.at,
    )


def _truth(node: Node | None) -> bool | None:
    """Whether a node says true or false, in any letter case."""
    if not isinstance(node, ScalarNode):
        return None
    return {"true": True, "false": False}.get(node.value.strip().lower())


def _true_false(common: ItemCommon, values: Values, reader: Reader) -> TrueFalse | None:
    if not values.has("key"):
        reader.report(
            "S101",
            values.at,
            "This item does not say whether its statement is true.",
            "Add `key: true` or `key: false`.",
        )
        return None
    truth = _truth(values.node("key"))
    if truth is None:
        reader.report(
            "S101", values.value("key"), "The key of this item is neither true nor false.", "Write true or false."
        )
        return None
    return TrueFalse(common, truth)


def _short_answer(common: ItemCommon, values: Values, reader: Reader) -> ShortAnswer | None:
    if not values.has("answer"):
        reader.report("S101", values.at, "This item has no answer.", "Add `answer:`.")
        return None
    accepted = tuple(values.get("answer", ()))
    _report_equal([_Placed(a.prose, a.span) for a in accepted], reader, "answer")
    return ShortAnswer(common, tuple(answer.prose for answer in accepted), values.get("lines", 1))


def _matching(common: ItemCommon, values: Values, reader: Reader) -> Matching | None:
    if not values.has("pairs"):
        reader.report("S101", values.at, "This item has nothing to be matched.", "Add `pairs:`.")
        return None
    pairs: tuple[tuple[_Placed, _Placed], ...] = values.items("pairs")
    _report_equal([premise for premise, _ in pairs], reader, "premise")
    responses: dict[str, Response] = {}
    for response in (*(answer for _, answer in pairs), *values.items("extra-responses")):
        name = folded(response.prose)
        responses.setdefault(name, Response(_derived_id(response.prose), response.prose, origin=response.span))
    premises = tuple(
        Premise(_derived_id(premise.prose), premise.prose, responses[folded(answer.prose)].id, origin=premise.span)
        for premise, answer in pairs
    )
    return Matching(common, premises, tuple(responses.values()), values.get("shuffle", True))


def _derived_id(prose: Prose) -> str:
    return digest(plain_text(prose))


def _choice(common: ItemCommon, kind: str, values: Values, reader: Reader) -> Item | None:
    """Multiple choice or multiple response, in the short form or the long one."""
    options = _long_options(values, reader) if values.has("options") else _short_options(values, reader)
    if options is None or not _keys_fit(kind, options, values, reader):
        return None
    _report_equal([_Placed(option.prose, option.origin) for option in options], reader, "option")
    options = tuple(option if option.id else replace(option, id=_derived_id(option.prose)) for option in options)
    if not values.has("options"):
        # The short form lists the key first; printed unshuffled, that order would tell the answer. Ids come from the
        # words alone.
        options = tuple(sorted(options, key=lambda option: option.id))
    _report_equal_ids(options, reader)
    shuffle = values.get("shuffle", True)
    if kind == MULTIPLE_RESPONSE:
        return MultipleResponse(common, options, shuffle)
    return MultipleChoice(common, options, shuffle)


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
            "Add `distractors:` with the wrong answers, or use `answer:` when it is to be written.",
        )
        return None
    keys, distractors = values.get("key"), values.get("distractors")
    if not keys or not distractors:
        return None
    return tuple(
        Option("", placed.prose, is_key=is_key, origin=placed.span)
        for group, is_key in ((keys, True), (distractors, False))
        for placed in group
    )


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


def _keys_fit(kind: str, options: Sequence[Option], values: Values, reader: Reader) -> bool:
    keys = [option for option in options if option.is_key]
    if kind == MULTIPLE_CHOICE and len(keys) > 1:
        reader.report(
            "S101",
            keys[1].origin,
            "This item has one best answer, but more than one is marked as right.",
            "Keep one, or write `kind: multiple-response`.",
            labels=(Label(keys[0].origin, "the first one"),),
        )
        return False
    if not keys and not values.has("key") and not (kind == MULTIPLE_RESPONSE and values.get("kind")):
        reader.report(
            "S101",
            values.key("options"),
            "None of the options is marked as right.",
            "Add `key:` with the words of the right one.",
        )
        return False
    return True


def _report_equal(texts: Sequence[_Placed], reader: Reader, noun: str) -> None:
    """Equal when letter case and white space are folded; symbols count."""
    seen: dict[str, Span] = {}
    for placed in texts:
        name = folded(placed.prose)
        if name in seen:
            reader.report(
                "S102",
                placed.span,
                f"This {noun} stands twice.",
                "Change or remove one of the two.",
                labels=(Label(seen[name], "first here"),),
            )
        seen.setdefault(name, placed.span)


def _report_equal_ids(options: Sequence[Option], reader: Reader) -> None:
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


class _OneOrMore(ByKind):
    """One text, or a list of texts; read as a list either way."""

    def read(self, node: Node, reader: Reader, at: Span) -> list[_Placed] | None:
        value = super().read(node, reader, at)
        return [value] if isinstance(value, _Placed) else value


_ONE_OR_MORE = _OneOrMore(text=_PlacedText(), sequence=ListOf(_PlacedText(), least=1))

ITEM = Record(
    "an item",
    (
        Field(
            "stem", BlockText(), "The question or statement.", required=True, example="What is the capital of France?"
        ),
        Field("id", Identifier(), "A stable id; derived from the stem when left out."),
        Field("kind", Choice(KINDS), "The kind of item; the keys below tell it when it is left out."),
        Field("key", _ONE_OR_MORE, "The right answer, or a list of right answers; true or false for a statement."),
        Field("distractors", ListOf(_PlacedText(), least=1), "The wrong answers."),
        Field(
            "options",
            ListOf(ByKind(text=_PlainOption(), group=OPTION), least=2),
            "The long form: all answers, each with its rationale, the right one with `key: true`.",
        ),
        Field("shuffle", Switch(), "False when the options keep their order."),
        Field("pairs", ListOf(PAIR, least=2), "What is to be matched: premises with their responses."),
        Field("extra-responses", ListOf(_PlacedText()), "Responses that fit no premise."),
        Field("answer", _ONE_OR_MORE, "What is to be written; the best answer first when there are several."),
        Field("lines", Integer(1, 20), "How many lines to write on (default 1)."),
        Field("points", Integer(1, 100), "What the item is worth (default 1)."),
        Field("rationale", BlockText(), "Why the key is right."),
        Field("section", Identifier(), "The section of the bank's guide that the item tests."),
        Field("objective", Identifier(), "The objective that the item tests."),
        Field("tags", ListOf(Text()), "Words to find the item by."),
        Field("level", Text(), "How hard it is, in your own words."),
        Field("figure", ImagePath(), "A picture that belongs to the stem."),
        Field("alt", Text(), "What the picture shows."),
    ),
    _item,
)


def _bank(values: Values, reader: Reader) -> ItemBank:
    reader.report_repeated("item")
    items = values.node("items")
    if isinstance(items, SequenceNode):
        reader.items_held = len(items.children)
    if not isinstance(items, SequenceNode) or len(items.children) > len(reader.declared("item")):
        reader.unsure.add("item")
    _check_objectives(values, reader)
    if values.text("guide"):
        reader.mention("guide", values.text("guide"), values.value("guide"))
    elif values.has("guide"):
        reader.unsure.add("guide")
    return ItemBank(
        name=values.text("bank"),
        title=values.runs("title"),
        language=values.text("language", reader.language),
        guide=values.text("guide"),
        objectives=values.items("objectives"),
        items=values.items("items"),
        path=reader.source.path,
        origin=values.at,
    )


def _check_objectives(values: Values, reader: Reader) -> None:
    if "objective" in reader.unsure or (not values.has("objectives") and values.has_unknown_group()):
        return
    known = dict.fromkeys(declared.name for declared in reader.declared("objective"))
    for mention in reader.mentioned("objective"):
        if mention.name not in known:
            near = reader.nearest(mention.name, known)
            reader.report(
                "S212",
                mention.span,
                f"The bank has no objective `{mention.name}`.",
                f"Is `{near}` meant?" if near else "Add it to `objectives:` of the bank.",
            )


BANK_FILE = Record(
    "a bank",
    (
        Field(
            "bank",
            Identifier(),
            "The name of the bank; the file is called the same.",
            required=True,
            example="cell-division",
        ),
        Field("title", InlineText(), "The title."),
        Field("language", LANGUAGE, "The language of the items; the project's when left out.", example="en"),
        Field("guide", Identifier(), "The guide whose sections the items test."),
        Field(
            "objectives",
            MapOf(InlineText(), lambda name, prose, span: Objective(name, prose, origin=span), declares="objective"),
            "What a reader should be able to do, each under an id.",
        ),
        Field("items", ListOf(ITEM, least=1), "The items.", required=True),
    ),
    _bank,
    doc="Stored items, to be drawn from by guides and quizzes.",
)
