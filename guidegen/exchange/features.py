"""What items have and formats may lack: each feature with its sentence, and what is left of an item without it.

A format declares the features that it loses (`guidegen.exchange.table`). Its writer only sees items without them; the
export reports each item that differs without the feature; the tests compare what comes back with the same items.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from guidegen.exchange.runs import joined, line_of, without_marks
from guidegen.exchange.settling import settled
from guidegen.inline import Abbreviation, Citation, Emphasis, Language, LineBreak, Link, Prose, Strong, Text
from guidegen.model.bank import ItemBank
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    Essay,
    Item,
    ItemFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    Ordering,
    Premise,
    RangeAnswer,
    Response,
    ShortAnswer,
    Statements,
    TrueFalse,
    WrittenBlank,
    accepted_range,
)
from guidegen.model.lines import in_one_line
from guidegen.model.number import Number
from guidegen.model.prose import Block, Blocks, BulletList, NumberedList, Paragraph, Picture, Quotation
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG
from guidegen.model.space import EIGHT_LINES, ONE_LINE
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import typed_number, with_widths
from guidegen.records import dataclass, replace

Without = Callable[[Item, ItemBank], Item]


@dataclass(frozen=True, slots=True)
class Feature:
    """`name` stands in tables; `reason` is what the report says when an item loses it."""

    name: str
    reason: str
    without: Without


# What all kinds have


def _common(**values: Any) -> Without:
    return lambda item, _bank: replace(item, common=replace(item.common, **values))


def _without_stimulus(item: Item, bank: ItemBank) -> Item:
    """The stimulus before the stem of each item that is about it."""
    if not item.common.stimulus:
        return item
    stimulus = next(each for each in bank.stimuli if each.id == item.common.stimulus)
    title: Blocks = (Paragraph((Strong(stimulus.title),)),) if stimulus.title else ()
    figure = stimulus.figure
    picture: Blocks = (Picture(figure.image, figure.alt, stimulus.caption, stimulus.width),) if figure else ()
    stem = (*title, *stimulus.blocks, *picture, *item.common.stem)
    return replace(item, common=replace(item.common, stem=stem, stimulus=""))


def _without_pictures(item: Item, _bank: ItemBank) -> Item:
    """Pictures told by their descriptions."""
    stem = item.common.stem
    if figure := item.common.figure:
        stem = (*stem, Picture(figure.image, figure.alt))
    item = replace(item, common=replace(item.common, stem=stem, figure=None))
    item = _map_blocks(item, lambda block: Paragraph(line_of(block)) if isinstance(block, Picture) else block)
    return _map_options(item, lambda option: replace(option, figure=None, is_picture=False, prose=_told(option)))


def _without_blank_pictures(item: Item, _bank: ItemBank) -> Item:
    """Pictures in the rationales of blanks told by their descriptions."""
    told = _map_blocks(item, lambda block: Paragraph(line_of(block)) if isinstance(block, Picture) else block)
    return replace(item, blanks=told.blanks) if isinstance(item, Cloze) and isinstance(told, Cloze) else item


def _told(option: Option) -> Prose:
    if option.figure is None or option.is_picture:
        return option.prose
    return joined((*option.prose, Text(f" [{option.figure.alt}]")))


# Options


def _without_option_blocks(item: Item, _bank: ItemBank) -> Item:
    """Code, tables and lists in options as one line of words; line breaks are spaces."""
    return _map_options(item, lambda option: replace(option, blocks=(), prose=_in_a_line(option)))


def _in_a_line(option: Option) -> Prose:
    if not option.blocks:
        return option.prose
    return joined(Text(" ") if isinstance(node, LineBreak) else node for node in option.prose)


def _without_option_rationale(item: Item, _bank: ItemBank) -> Item:
    item = _map_options(item, lambda option: replace(option, rationale=()))
    if isinstance(item, Statements):
        return replace(item, statements=tuple(replace(each, rationale=()) for each in item.statements))
    return _map_blanks(item, lambda blank: replace(blank, rationale=()))


def _without_order(item: Item, _bank: ItemBank) -> Item:
    if isinstance(item, MultipleChoice | MultipleResponse | Matching | Statements):
        return replace(item, shuffle=True)
    return _map_blanks(item, lambda blank: replace(blank, shuffle=True) if isinstance(blank, ChosenBlank) else blank)


def _without_option_credit(item: Item, _bank: ItemBank) -> Item:
    if isinstance(item, ShortAnswer):
        return replace(item, accepted=tuple(answer for answer in item.accepted if answer.credit == 1))
    if isinstance(item, Numerical):
        return replace(item, accepted=tuple(answer for answer in item.accepted if answer.credit == 1))
    return _map_options(item, lambda option: replace(option, credit=None))


def _credit_rules(*, choice: str, matching: str = PER_OPTION, ordering: str = ALL_OR_NOTHING) -> Without:
    def without(item: Item, _bank: ItemBank) -> Item:
        if isinstance(item, MultipleResponse):
            return replace(item, credit=choice)
        if isinstance(item, Matching | Statements):
            return replace(item, credit=matching)
        return replace(item, credit=ordering) if isinstance(item, Ordering) else item

    return without


def _shares(item: Item, _bank: ItemBank) -> Item:
    """Credit in Moodle's shares: what a right mark earns and a wrong one takes."""
    if isinstance(item, Matching | Statements):
        return replace(item, credit=PER_OPTION)
    if isinstance(item, Ordering) and item.credit == RIGHT_MINUS_WRONG:
        return replace(item, credit=PER_OPTION)
    if not isinstance(item, MultipleResponse) or any(option.credit is not None for option in item.options):
        return item
    if item.credit == RIGHT_MINUS_WRONG:
        return item
    keys = sum(option.is_key for option in item.options)
    wrong = Fraction(-1) if item.credit == ALL_OR_NOTHING else None
    options = tuple(replace(o, credit=Fraction(1, keys) if o.is_key else wrong) for o in item.options) if keys else ()
    return replace(item, options=options or item.options, credit=ALL_OR_NOTHING)


def _without_per_option(item: Item, bank: ItemBank) -> Item:
    """A share for each right option, where options that were rightly left would count too."""
    if not isinstance(item, MultipleResponse) or item.credit != PER_OPTION:
        return item
    return _shares(item, bank)


def _without_rule_of_orders(item: Item, _bank: ItemBank) -> Item:
    return replace(item, credit=ALL_OR_NOTHING) if isinstance(item, Ordering) else item


# Texts


def _from_one(item: Item, _bank: ItemBank) -> Item:
    """Numbered lists that begin with 1."""
    return _map_blocks(item, lambda block: replace(block, start=1) if isinstance(block, NumberedList) else block)


def _captions_below(item: Item, _bank: ItemBank) -> Item:
    """Captions of pictures as paragraphs below them."""

    def parted(blocks: Blocks) -> Blocks:
        return tuple(part for block in blocks for part in _with_caption_below(_inside(block, parted)))

    return _map_blocks_whole(item, parted)


def _with_caption_below(block: Block) -> Blocks:
    if isinstance(block, Picture) and block.caption:
        return (replace(block, caption=()), Paragraph(block.caption))
    return (block,)


def _written_out(item: Item, _bank: ItemBank) -> Item:
    """What short forms stand for, in brackets behind them."""
    return _map_prose(item, _without_abbreviations)


def _without_abbreviations(prose: Prose) -> Prose:
    if not any(hasattr(node, "children") for node in prose):
        return prose
    nodes: list[Any] = []
    for node in prose:
        if isinstance(node, Abbreviation):
            nodes += [*_without_abbreviations(node.children), Text(f" ({node.expansion})")]
        elif isinstance(node, Strong | Emphasis | Link | Language):
            nodes.append(replace(node, children=_without_abbreviations(node.children)))
        else:
            nodes.append(node)
    return joined(nodes)


# Written answers


def _without_space(item: Item, _bank: ItemBank) -> Item:
    match item:
        case ShortAnswer():
            return replace(item, space=ONE_LINE)
        case Numerical():
            return replace(item, work=None)
        case Essay():
            return replace(item, space=EIGHT_LINES)
        case Cloze():
            common = replace(item.common, stem=with_widths(item.common.stem, item.blanks))
            return replace(item, common=common)
        case _:
            return item


def _without_relative_tolerance(item: Item, _bank: ItemBank) -> Item:
    """A tolerance in percent as the amount that it is."""
    return _map_numbers(item, _absolute)


def _absolute(answer: NumberAnswer | RangeAnswer) -> NumberAnswer | RangeAnswer:
    if isinstance(answer, RangeAnswer) or answer.tolerance is None or not answer.tolerance.is_relative:
        return answer
    amount = accepted_range(answer)[1] - answer.value.value
    return replace(answer, tolerance=replace(answer.tolerance, amount=number(amount), is_relative=False))


def number(value: Decimal) -> Number:
    """A number as it is typed: without an exponent, without zeros at its end."""
    text = f"{value:f}"
    return Number((Text(text.rstrip("0").rstrip(".") if "." in text else text),))


def _middle(item: Item, _bank: ItemBank) -> Item:
    """A range as the number in its middle with a tolerance."""
    from guidegen.model.item import Tolerance

    def answer(each: NumberAnswer | RangeAnswer) -> NumberAnswer | RangeAnswer:
        if isinstance(each, NumberAnswer):
            return each
        low, high = accepted_range(each)
        reach = (high - low) / 2
        return NumberAnswer(number(low + reach), Tolerance(number(reach)) if reach else None, each.credit)

    return _map_numbers(item, answer)


def _map_numbers(item: Item, change: Callable[[NumberAnswer | RangeAnswer], NumberAnswer | RangeAnswer]) -> Item:
    """The item with every accepted number changed, in blanks too."""
    if isinstance(item, Numerical):
        return replace(item, accepted=tuple(map(change, item.accepted)))

    def changed(blank: AnyBlank) -> AnyBlank:
        return replace(blank, accepted=tuple(map(change, blank.accepted))) if isinstance(blank, NumberBlank) else blank

    return _map_blanks(item, changed)


def _worded_numbers(item: Item, _bank: ItemBank) -> Item:
    """Numbers in blanks as the words that are typed for them: nothing else is accepted."""

    def worded(blank: AnyBlank) -> AnyBlank:
        if not isinstance(blank, NumberBlank):
            return blank
        texts = tuple((Text(typed_number(each)),) for each in blank.accepted)
        return WrittenBlank(blank.id, texts, blank.points, blank.rationale)

    return _map_blanks(item, worded)


def _without_unit(item: Item, _bank: ItemBank) -> Item:
    """The unit behind the stem."""
    if not isinstance(item, Numerical) or not item.unit:
        return item
    stem = (*item.common.stem, Paragraph(joined((Text("("), *item.unit, Text(")")))))
    return replace(item, unit=(), common=replace(item.common, stem=stem))


def _without_words(item: Item, _bank: ItemBank) -> Item:
    """A word bank behind the stem, as a line of words."""
    if not isinstance(item, Cloze) or not item.words:
        return item
    words: list[Any] = []
    for word in sorted(item.words, key=lambda each: each.id):
        words += [*([Text(" · ")] if words else []), *word.prose]
    stem = (*item.common.stem, Paragraph(joined(words)))
    return replace(item, words=(), common=replace(item.common, stem=stem))


def _without_blank_points(item: Item, _bank: ItemBank) -> Item:
    return _map_blanks(item, lambda blank: replace(blank, points=None))


def _matched_statements(item: Item, _bank: ItemBank) -> Item:
    """A table of statements as a matching item with two responses."""
    if not isinstance(item, Statements):
        return item
    labels = item.labels or ((Text("True"),), (Text("False"),))
    responses = tuple(Response(derived_id(label), label) for label in labels)
    premises = tuple(Premise(s.id, s.prose, responses[not s.is_true].id) for s in item.statements)
    return settled(Matching(item.common, premises, responses, item.shuffle, item.credit))


# Marks in texts


def _without_marks(item: Item, _bank: ItemBank) -> Item:
    return _map_prose(item, without_marks)


def _plain_answers(item: Item, _bank: ItemBank) -> Item:
    """Responses, and answers that are written, without marks."""
    if isinstance(item, Matching):
        return replace(item, responses=tuple(replace(r, prose=without_marks(r.prose)) for r in item.responses))
    if isinstance(item, ShortAnswer):
        return replace(item, accepted=tuple(replace(a, prose=without_marks(a.prose)) for a in item.accepted))
    return item


def _plain_blanks(item: Item, _bank: ItemBank) -> Item:
    """Blanks that are written without marks."""

    def plain(blank: AnyBlank) -> AnyBlank:
        if not isinstance(blank, WrittenBlank):
            return blank
        return replace(blank, accepted=tuple(map(without_marks, blank.accepted)))

    return _map_blanks(item, plain)


def _without_structure(item: Item, _bank: ItemBank) -> Item:
    """Every text on one line."""

    def flat(blocks: Blocks) -> Blocks:
        runs: list[Any] = []
        for block in blocks:
            runs += [*([Text(" ")] if runs else []), *line_of(block)]
        return (Paragraph(without_marks(joined(runs))),) if runs else ()

    return _map_blocks_whole(_map_prose(item, without_marks), flat)


def _without_citations(item: Item, _bank: ItemBank) -> Item:
    return _map_prose(item, _uncited)


def _uncited(prose: Prose) -> Prose:
    if not any(isinstance(node, Citation) or hasattr(node, "children") for node in prose):
        return prose
    nodes = []
    for node in prose:
        if isinstance(node, Citation):
            nodes.append(Text(f"[{'; '.join(node.sources)}]"))
        elif isinstance(node, Strong | Emphasis | Link | Language | Abbreviation):
            nodes.append(replace(node, children=_uncited(node.children)))  # type: ignore[arg-type]
        else:
            nodes.append(node)  # type: ignore[arg-type]
    return joined(nodes)


def _without_line_breaks(item: Item, _bank: ItemBank) -> Item:
    return _map_prose(item, lambda prose: joined(Text(" ") if isinstance(n, LineBreak) else n for n in prose))


#: Features by their key, in the order in which an export takes them away.
FEATURES: Mapping[str, Feature] = {
    "stimulus": Feature("Stimuli", "its stimulus stands before its stem", _without_stimulus),
    "unit": Feature("Units", "its unit stands behind its stem", _without_unit),
    "word-bank": Feature("Word banks", "its word bank stands behind its stem as a line of words", _without_words),
    "statements": Feature(
        "Tables of statements", "its statements are to be matched, and lack their rationales", _matched_statements
    ),
    "ids": Feature("Ids", "its id is not carried", lambda item, _: item),
    "points": Feature("Points", "its points are not carried", _common(points=Decimal(1))),
    "tags": Feature("Tags", "its tags are not carried", _common(tags=())),
    "level": Feature("Levels", "its level is not carried", _common(level="")),
    "objective": Feature("Objectives", "its objective is not carried", _common(objective="")),
    "section": Feature("Sections of a guide", "its section is not carried", _common(section="")),
    "option-blocks": Feature(
        "Code, tables and lists in options", "options of several lines stand in one line", _without_option_blocks
    ),
    "enemies": Feature("Enemies", "its enemies are not carried", _common(enemies=())),
    "rationale": Feature("Rationales", "its rationale is not carried", _common(rationale=())),
    "option-rationale": Feature(
        "Rationales of options", "the rationales of its options are not carried", _without_option_rationale
    ),
    "blank-rationale": Feature(
        "Rationales of blanks",
        "the rationales of its blanks are not carried",
        lambda item, bank: _without_option_rationale(item, bank) if isinstance(item, Cloze) else item,
    ),
    "order": Feature("Fixed order", "its options may be shuffled", _without_order),
    "anchored": Feature(
        "Anchored options",
        "its anchored option may be shuffled",
        lambda item, _: _map_options(item, lambda option: replace(option, anchored=False)),
    ),
    "option-credit": Feature(
        "Partial credit by answer", "credit for answers that are right in part is not carried", _without_option_credit
    ),
    "shares": Feature("Credit rules", "its credit rule becomes shares for each option", _shares),
    "rule-per-option": Feature(
        "Credit for options rightly left", "its credit rule becomes shares for each option", _without_per_option
    ),
    "rule-of-orders": Feature(
        "Credit rules of orders",
        "its credit rule is not carried: everything must be in its place",
        _without_rule_of_orders,
    ),
    "rule-all-or-nothing": Feature(
        "Credit rules",
        "its credit rule is not carried: everything must be right",
        _credit_rules(choice=ALL_OR_NOTHING),
    ),
    "rule-right-minus-wrong": Feature(
        "Credit rules",
        "its credit rule is not carried: wrong marks take off what right ones earn",
        _credit_rules(choice=RIGHT_MINUS_WRONG),
    ),
    "case": Feature(
        "Capital letters",
        "capitals do not count in its answers",
        lambda item, _: replace(item, case_sensitive=False) if isinstance(item, ShortAnswer) else item,
    ),
    "space": Feature("Room to answer", "the room to answer is not carried", _without_space),
    "relative-tolerance": Feature(
        "Tolerance in percent", "its tolerance is given as an amount", _without_relative_tolerance
    ),
    "range": Feature("Ranges", "its range is given as a number with a tolerance", _middle),
    "number-blanks": Feature(
        "Numbers in blanks", "numbers in its blanks are words: nothing but what was typed is right", _worded_numbers
    ),
    "blank-points": Feature("Points of blanks", "all of its blanks count the same", _without_blank_points),
    "rubric": Feature(
        "Rubrics",
        "its rubric is not carried",
        lambda item, _: replace(item, rubric=None) if isinstance(item, Essay) else item,
    ),
    "sample": Feature(
        "Sample answers",
        "its sample answer is not carried",
        lambda item, _: replace(item, sample=()) if isinstance(item, Essay) else item,
    ),
    "plain-answers": Feature(
        "Bold and italics in answers", "bold, italics and links in its answers are plain words", _plain_answers
    ),
    "plain-blanks": Feature(
        "Bold and italics in blanks", "bold, italics and links in its blanks are plain words", _plain_blanks
    ),
    "pictures": Feature("Pictures", "its pictures are told by their descriptions", _without_pictures),
    "blank-pictures": Feature(
        "Pictures in rationales of blanks",
        "pictures in the rationales of its blanks are told by their descriptions",
        _without_blank_pictures,
    ),
    "citations": Feature("Citations", "citations stand as plain words", _without_citations),
    "list-starts": Feature("First numbers of lists", "its numbered lists begin with 1", _from_one),
    "picture-captions": Feature(
        "Captions of pictures", "captions of its pictures stand below them as text", _captions_below
    ),
    "abbreviations": Feature(
        "Short forms", "what its short forms stand for is written behind them in brackets", _written_out
    ),
    "line-breaks": Feature("Line breaks", "line breaks are spaces", _without_line_breaks),
    "marks": Feature("Bold, italics, links", "bold, italics and links are plain words", _without_marks),
    "structure": Feature(
        "Paragraphs, lists, tables", "paragraphs, lists and tables stand on one line", _without_structure
    ),
}


def without(item: Item, bank: ItemBank, lost: tuple[str, ...]) -> tuple[Item, list[str]]:
    """The item without the lost features, and the reasons to report."""
    reasons = []
    for key, feature in FEATURES.items():
        if key in lost:
            left = feature.without(item, bank)
            if left != item:
                reasons.append(feature.reason)
                item = left
    return item, reasons


# Going through an item


def _map_options(item: Item, change: Callable[[Option], Option]) -> Item:
    if isinstance(item, MultipleChoice | MultipleResponse):
        return replace(item, options=tuple(map(change, item.options)))

    def changed(blank: AnyBlank) -> AnyBlank:
        return replace(blank, options=tuple(map(change, blank.options))) if isinstance(blank, ChosenBlank) else blank

    return _map_blanks(item, changed)


def _map_blanks(item: Item, change: Callable[[AnyBlank], AnyBlank]) -> Item:
    """The item with every blank of a cloze changed, and as wide as its answers ask for where they became others."""
    if not isinstance(item, Cloze):
        return item
    blanks = tuple(map(change, item.blanks))
    measured = with_widths(item.common.stem, item.blanks) == item.common.stem
    stem = with_widths(item.common.stem, blanks) if measured else item.common.stem
    return replace(item, blanks=blanks, common=replace(item.common, stem=stem))


def _map_blocks(item: Item, change: Callable[[Block], Block]) -> Item:
    def mapped(blocks: Blocks) -> Blocks:
        return tuple(change(_inside(block, mapped)) for block in blocks)

    return _map_blocks_whole(item, mapped)


def _inside(block: Block, mapped: Callable[[Blocks], Blocks]) -> Block:
    if isinstance(block, Quotation):
        return replace(block, blocks=mapped(block.blocks))
    if isinstance(block, BulletList | NumberedList):
        return replace(block, points=tuple(mapped(point) for point in block.points))
    return block


def _map_blocks_whole(item: Item, change: Callable[[Blocks], Blocks]) -> Item:
    """Every text that may hold several blocks."""
    common = replace(item.common, stem=change(item.common.stem), rationale=change(item.common.rationale))
    item = replace(item, common=common)
    item = _map_options(item, lambda option: replace(option, rationale=change(option.rationale)))
    if isinstance(item, Statements):
        return replace(item, statements=tuple(replace(s, rationale=change(s.rationale)) for s in item.statements))
    if isinstance(item, Cloze):
        return _map_blanks(item, lambda blank: replace(blank, rationale=change(blank.rationale)))
    return replace(item, sample=change(item.sample)) if isinstance(item, Essay) else item


def proses_of(value: Any) -> list[Prose]:
    """Every run of prose of an item, wherever it stands."""
    found: list[Prose] = []
    _mapped(value, lambda prose: found.append(prose) or prose)  # type: ignore[func-returns-value]
    return found


def _map_prose(item: Item, change: Callable[[Prose], Prose]) -> Item:
    """Every run of prose of an item, wherever it stands."""
    mapped = _mapped(item, change)
    return settled(mapped) if mapped != item else item


def _mapped(value: Any, change: Callable[[Prose], Prose]) -> Any:
    if isinstance(value, tuple):
        if value and all(_is_inline(each) for each in value):
            return change(value)
        return tuple(_mapped(each, change) for each in value)
    if isinstance(value, TrueFalse | ItemFigure) or hasattr(value, "__dataclass_fields__"):
        if type(value).__module__ in _KEPT:
            return value
        fields = [each.name for each in value.__dataclass_fields__.values() if each.compare]
        mapped = replace(value, **{name: _mapped(getattr(value, name), change) for name in fields})
        if isinstance(mapped, Option) and mapped.blocks:  # their words in one line follow from the blocks
            return replace(mapped, prose=in_one_line(mapped.blocks))
        return mapped
    return value


_KEPT = frozenset({"guidegen.inline", "guidegen.model.image", "guidegen.model.number", "guidegen.model.space"})


def _is_inline(value: Any) -> bool:
    return type(value).__module__ == "guidegen.inline"
