"""A bank as the YAML file that an author would have written: short forms, block scalars, keys in a stable order.

What is written reads back, through `guidegen.reading`, as an equal bank.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from guidegen.exchange.commonmark import blocks_text, inline_text, reads_as
from guidegen.exchange.settling import is_short, short_order
from guidegen.exchange.yaml_text import (
    Typed,
    Value,
    Words,
    is_plain_key,
    mapping_lines,
    quoted,
    sequence_lines,
    without_controls,
)
from guidegen.inline import NumberedBlank, Prose
from guidegen.model.bank import ItemBank
from guidegen.model.item import (
    AnyBlank,
    Cloze,
    Essay,
    Item,
    ItemFigure,
    LabelFigure,
    Marker,
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
    Statement,
    Statements,
    Tolerance,
    TrueFalse,
    WrittenBlank,
    kind_name,
)
from guidegen.model.prose import Blocks, Paragraph, Picture
from guidegen.model.rubric import Criterion, Level, Rubric
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION
from guidegen.model.space import EIGHT_LINES, ONE_LINE, AnswerSpace
from guidegen.model.stimulus import Stimulus
from guidegen.model.variables import Choices, Parameters, Range
from guidegen.model.variables import Variable as Declared
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.items.quantities import is_number_text, is_read_as_number, says_tolerance

Group = dict[str, Any]
_MARKS_OF_BLANKS = pattern(r"[|\[\]~\\\n]")
_SIDES_OF_TENTHS = 9


def bank_text(bank: ItemBank) -> str:
    """The YAML of a bank; it ends with a line end. Paths of pictures are relative to the folder of `bank.path`."""
    writer = _Bank(posixpath.dirname(bank.path))
    head: Group = {"bank": Typed(bank.name)}
    if bank.title:
        head["title"] = inline_text(bank.title)
    if bank.language:
        head["language"] = Typed(bank.language)
    if bank.guide:
        head["guide"] = Typed(bank.guide)
    lines = list(mapping_lines(head))
    parts: tuple[tuple[str, Any], ...] = (
        ("objectives", {Typed(each.id): inline_text(each.prose) for each in bank.objectives}),
        ("stimuli", {Typed(each.id): writer.stimulus(each) for each in bank.stimuli}),
        ("enemies", [Words(group) for group in bank.enemies]),
    )
    for name, part in parts:
        if part:
            lines += ["", *mapping_lines({name: part})]
    lines += ["", "items:"]
    for item in bank.items:
        lines += [*sequence_lines([writer.item(item)], 2), ""]
    return without_controls("\n".join(lines).rstrip("\n") + "\n")


class _Bank:
    def __init__(self, folder: str) -> None:
        self._folder = folder

    def item(self, item: Item) -> Group:
        """One item as a group of keys."""
        common = item.common
        fields: Group = {"id": Typed(common.id)}
        blanks = _Blanks(item) if isinstance(item, Cloze) else None
        fields["stem"] = blocks_text(common.stem, self._path, blanks.content if blanks else None)
        if common.figure:
            fields |= self._figure(common.figure)
        own = _KINDS[type(item)](self, item)
        if blanks:
            own |= blanks.fields(self)
        if (kind := kind_name(item)) != _told_kind(own, has_blanks=blanks is not None):
            fields["kind"] = Typed(kind)
        fields |= own
        if common.points != _default_points(item):
            fields["points"] = Typed(str(common.points))
        for name in ("section", "objective", "stimulus"):
            if getattr(common, name):
                fields[name] = Typed(getattr(common, name))
        if common.tags:
            fields["tags"] = Words(common.tags)
        if common.level:
            fields["level"] = common.level
        if common.enemies:
            fields["enemies"] = Words(common.enemies)
        if common.parameters:
            fields |= _parameters(common.parameters)
        if common.rationale:
            fields["rationale"] = self.blocks(common.rationale)
        return fields

    def blocks(self, blocks: Blocks) -> str:
        """Block prose as it is typed."""
        return blocks_text(blocks, self._path)

    def stimulus(self, stimulus: Stimulus) -> Value:
        """A stimulus: its text alone, or a group of keys."""
        fields: Group = {}
        if stimulus.title:
            fields["title"] = inline_text(stimulus.title)
        if stimulus.blocks:
            fields["text"] = self.blocks(stimulus.blocks)
        if stimulus.figure:
            fields |= self._figure(stimulus.figure)
        if stimulus.caption:
            fields["caption"] = inline_text(stimulus.caption)
        if stimulus.width != 0.6:
            fields["width"] = Typed(f"{stimulus.width:g}")
        if stimulus.language:
            fields["language"] = Typed(stimulus.language)
        if not stimulus.shuffle:
            fields["shuffle"] = Typed("false")
        return fields["text"] if fields.keys() == {"text"} else fields

    def _path(self, picture: Picture) -> str:
        return self._relative(picture.image.path)

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, self._folder or ".")

    def _figure(self, figure: ItemFigure) -> Group:
        return {"figure": self._relative(figure.image.path), "alt": figure.alt}

    # The kinds

    def choice(self, item: MultipleChoice | MultipleResponse) -> Group:
        fields = self._options(item.options, shuffle=item.shuffle, several=isinstance(item, MultipleResponse))
        if isinstance(item, MultipleResponse) and item.credit != ALL_OR_NOTHING:
            fields["credit"] = Typed(item.credit)
        return fields

    def _options(self, options: Sequence[Option], *, shuffle: bool, several: bool) -> Group:
        keys = [inline_text(option.prose) for option in options if option.is_key]
        off: Group = {} if shuffle else {"shuffle": Typed("false")}
        distractors = [inline_text(option.prose) for option in options if not option.is_key]
        are_short = all(map(is_short, options))
        if keys and distractors and are_short and list(options) == short_order(options):
            return {"key": keys if several else keys[0], "distractors": distractors} | off
        if keys and are_short:
            return {"options": [self._line(o.prose) for o in options], "key": keys if several else keys[0]} | off
        return {"options": [self._option(option) for option in options]} | off

    def _line(self, prose: Prose) -> str:
        """The words of an option; those of several lines are read as blocks."""
        text = inline_text(prose)
        return text if "\n" not in text else self.blocks((Paragraph(prose),))

    def _option(self, option: Option) -> Value:
        fields: Group = {}
        if not option.is_picture:
            fields["text"] = self.blocks(option.blocks) if option.blocks else self._line(option.prose)
        if option.figure:
            fields |= self._figure(option.figure)
        if option.id != derived_id(option.prose):
            fields["id"] = Typed(option.id)
        if option.is_key:
            fields["key"] = Typed("true")
        if option.credit is not None:
            fields["credit"] = _credit(option.credit)
        if option.anchored:
            fields["anchored"] = Typed("true")
        if option.rationale:
            fields["rationale"] = self.blocks(option.rationale)
        return fields["text"] if fields.keys() == {"text"} else fields

    def true_false(self, item: TrueFalse) -> Group:
        if isinstance(item.is_true, bool):
            return {"key": Typed("true" if item.is_true else "false")}
        return {"key": "{{" + item.is_true.expression + "}}"}

    def matching(self, item: Matching) -> Group:
        responses = {response.id: response for response in item.responses}
        used = {premise.response for premise in item.premises}
        fields: Group = {
            "pairs": [
                {"premise": inline_text(premise.prose), "response": inline_text(responses[premise.response].prose)}
                for premise in item.premises
            ]
        }
        if extra := [inline_text(response.prose) for response in item.responses if response.id not in used]:
            fields["extra-responses"] = extra
        return fields | _shuffle_and_credit(item)

    def ordering(self, item: Ordering) -> Group:
        fields: Group = {"order": [inline_text(entry.prose) for entry in item.entries]}
        return fields | ({"credit": Typed(item.credit)} if item.credit != ALL_OR_NOTHING else {})

    def statements(self, item: Statements) -> Group:
        fields: Group = {}
        words = [Typed("true"), Typed("false")]
        if item.labels:
            fields["labels"] = [inline_text(label) for label in item.labels]
            words = [inline_text(label) for label in item.labels]  # type: ignore[misc]
        texts = [inline_text(statement.prose) for statement in item.statements]
        if all(map(_is_plain_statement, item.statements)) and all(map(is_plain_key, texts)):
            pairs = zip(texts, item.statements, strict=True)
            fields["statements"] = {text: words[not statement.is_true] for text, statement in pairs}
        else:
            fields["statements"] = [self._statement(each, words[not each.is_true]) for each in item.statements]
        return fields | _shuffle_and_credit(item)

    def _statement(self, statement: Statement, key: str) -> Group:
        fields: Group = {"text": inline_text(statement.prose), "key": key}
        if statement.id != derived_id(statement.prose):
            fields["id"] = Typed(statement.id)
        if statement.rationale:
            fields["rationale"] = self.blocks(statement.rationale)
        return fields

    def short_answer(self, item: ShortAnswer) -> Group:
        answers: list[Any] = []
        for accepted in item.accepted:
            text = inline_text(accepted.prose)
            if is_read_as_number(text):
                text = quoted(text)  # without quotation marks it would be a number
            answers.append(text if accepted.credit == 1 else {"text": text, "credit": _credit(accepted.credit)})
        fields: Group = {"answer": answers[0] if len(answers) == 1 else answers}
        if item.case_sensitive:
            fields["case-sensitive"] = Typed("true")
        return fields | (_space(item.space) if item.space != ONE_LINE else {})

    def numerical(self, item: Numerical) -> Group:
        numbers = [answer for answer in item.accepted if isinstance(answer, NumberAnswer)]
        shared = numbers[0].tolerance if numbers and len({number.tolerance for number in numbers}) == 1 else None
        answers = [_number_answer(answer, shared) for answer in item.accepted]
        fields: Group = {"answer": answers[0] if len(answers) == 1 else answers}
        if shared:
            fields["tolerance"] = _tolerance(shared)
        if item.unit:
            fields["unit"] = inline_text(item.unit)
        return fields | (_space(item.work) if item.work else {})

    def essay(self, item: Essay) -> Group:
        fields: Group = _space(item.space) if item.space != EIGHT_LINES else {}
        if item.rubric:
            fields["rubric"] = _rubric(item.rubric)
        if item.sample:
            fields["sample-answer"] = self.blocks(item.sample)
        return fields

    def label_figure(self, item: LabelFigure) -> Group:
        labels = {label.id: label for label in item.labels}
        used = {marker.label for marker in item.markers}
        fields: Group = {"markers": [self._marker(marker, labels[marker.label].prose) for marker in item.markers]}
        if extra := [inline_text(label.prose) for label in item.labels if label.id not in used]:
            fields["extra-labels"] = extra
        if not item.listed:
            fields["list-labels"] = Typed("false")
        fields |= {} if item.shuffle else {"shuffle": Typed("false")}
        return fields | ({"credit": Typed(item.credit)} if item.credit != PER_OPTION else {})

    def _marker(self, marker: Marker, label: Prose) -> Group:
        at = Typed(f"{marker.across:f}% {marker.down:f}%")
        number_at = Typed(f"{marker.number_across:f}% {marker.number_down:f}%")
        fields: Group = {"at": at, "label": inline_text(label), "alt": marker.description}
        fields |= {"number-at": number_at} if number_at != at else {}
        return fields | ({"rationale": self.blocks(marker.rationale)} if marker.rationale else {})


_KINDS: dict[type, Callable[[_Bank, Any], Group]] = {
    MultipleChoice: _Bank.choice,
    MultipleResponse: _Bank.choice,
    TrueFalse: _Bank.true_false,
    Statements: _Bank.statements,
    Matching: _Bank.matching,
    Ordering: _Bank.ordering,
    ShortAnswer: _Bank.short_answer,
    Numerical: _Bank.numerical,
    Cloze: lambda _bank, _item: {},
    LabelFigure: _Bank.label_figure,
    Essay: _Bank.essay,
}


def _told_kind(own: Group, *, has_blanks: bool) -> str:
    """The kind that the keys tell when they are read (`guidegen.reading.items.record`)."""
    if has_blanks:
        return "cloze"
    for field, kind in (
        ("pairs", "matching"),
        ("order", "ordering"),
        ("markers", "label-figure"),
        ("statements", "statements"),
        ("tolerance", "numerical"),
        ("unit", "numerical"),
        ("rubric", "essay"),
        ("sample-answer", "essay"),
    ):
        if field in own:
            return kind
    if "answer" in own:
        return "numerical" if _is_numeric(own["answer"]) and "case-sensitive" not in own else "short-answer"
    if isinstance(own.get("key"), list):
        return "multiple-response"
    if "key" in own:
        return "multiple-choice" if "options" in own or "distractors" in own else "true-false"
    if "options" in own:
        flagged = [option for option in own["options"] if isinstance(option, dict) and "key" in option]
        return "multiple-response" if len(flagged) > 1 else "multiple-choice"
    return "essay" if any(name in own for name in ("lines", "box", "grid", "space")) else ""


def _is_numeric(answer: Any) -> bool:
    if isinstance(answer, list):
        return all(map(_is_numeric, answer))
    if isinstance(answer, dict):
        return any(name in answer for name in ("value", "from", "to", "tolerance"))
    return isinstance(answer, Typed) and is_read_as_number(answer)


def _default_points(item: Item) -> Decimal:
    """The points of an item that does not say them."""
    if isinstance(item, Essay) and item.rubric:
        return item.rubric.points
    if isinstance(item, Cloze) and all(blank.points is not None for blank in item.blanks):
        return sum((blank.points or Decimal(0) for blank in item.blanks), Decimal(0))
    return Decimal(1)


def _shuffle_and_credit(item: Matching | Statements) -> Group:
    fields: Group = {} if item.shuffle else {"shuffle": Typed("false")}
    return fields | ({"credit": Typed(item.credit)} if item.credit != PER_OPTION else {})


def _is_plain_statement(statement: Statement) -> bool:
    return not statement.rationale and statement.id == derived_id(statement.prose)


# Numbers and room


def _number_answer(answer: NumberAnswer | RangeAnswer, shared: Tolerance | None) -> Any:
    credit: Group = {} if answer.credit == 1 else {"credit": _credit(answer.credit)}
    if isinstance(answer, RangeAnswer):
        low, high = _number(answer.low.prose), _number(answer.high.prose)
        return {"from": low, "to": high} | credit if credit else Typed(f"{low} to {high}") if not _braced(low) else {
            "from": low, "to": high
        }  # fmt: skip
    value = _number(answer.value.prose)
    if answer.tolerance is not None and answer.tolerance != shared:
        return {"value": value, "tolerance": _tolerance(answer.tolerance)} | credit
    return {"value": value} | credit if credit else value


def _braced(text: str) -> bool:
    return text.startswith("{")


def _number(prose: Prose) -> str:
    text = inline_text(prose)
    return text if _braced(text) else Typed(text)


def _tolerance(tolerance: Tolerance) -> str:
    amount = _number(tolerance.amount.prose)
    sign = "%" if tolerance.is_relative else ""
    return f"{amount}{sign}" if _braced(amount) else Typed(f"{amount}{sign}")


def _credit(share: Fraction) -> Typed:
    """A share as a percentage where that is exact, else as a fraction."""
    percent = share * 100
    text = decimal_text(percent)
    return Typed(f"{text}%") if text else Typed(f"{share.numerator}/{share.denominator}")


def decimal_text(number: Fraction) -> str:
    """The digits of a number that has at most nine decimals; else nothing."""
    scaled = number * 10**_SIDES_OF_TENTHS
    if scaled.denominator != 1:
        return ""
    text = f"{Decimal(scaled.numerator).scaleb(-_SIDES_OF_TENTHS):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _space(space: AnswerSpace) -> Group:
    name = "space" if space.look == "blank" else space.look
    if space.measure == "line":
        text = decimal_text(space.amount)
        whole = space.look == "lines" and space.amount.denominator == 1
        return {name: Typed(text if whole else f"{text} lines")}
    if space.measure == "mm":
        by_ten = decimal_text(space.amount / 10)
        return {name: Typed(f"{by_ten} cm" if len(by_ten) <= 5 else f"{decimal_text(space.amount)} mm")}
    share = space.amount
    if share == 1:
        return {name: Typed("a page")}
    is_ratio = share.denominator != 1 and share.numerator < 100 and share.denominator < 100
    return {name: Typed(f"{share} of a page" if is_ratio else f"{decimal_text(share)} pages")}


# Rubrics


def _rubric(rubric: Rubric) -> Any:
    if rubric.levels:
        return _levels(rubric.levels)
    texts = [inline_text(criterion.prose) for criterion in rubric.criteria]
    plain = all(is_plain_key(text) and not text.replace(".", "").isdigit() for text in texts)
    if plain and not any(criterion.levels for criterion in rubric.criteria) and len(set(texts)) == len(texts):
        return {text: Typed(str(each.points)) for text, each in zip(texts, rubric.criteria, strict=True)}
    return [_criterion(criterion) for criterion in rubric.criteria]


def _criterion(criterion: Criterion) -> Group:
    fields: Group = {"criterion": inline_text(criterion.prose)}
    if criterion.levels:
        fields["levels"] = _levels(criterion.levels)
    elif criterion.points != 1:
        fields["points"] = Typed(str(criterion.points))
    return fields


def _levels(levels: Sequence[Level]) -> Any:
    if len({level.points for level in levels}) == len(levels):
        return {Typed(str(level.points)): inline_text(level.prose) for level in levels}
    return [{"points": Typed(str(level.points)), "text": inline_text(level.prose)} for level in levels]


# Variables


def _parameters(parameters: Parameters) -> Group:
    fields: Group = {"variables": {Typed(each.name): _variable(each) for each in parameters.variables}}
    if parameters.requirements:
        fields["require"] = [
            each.expression
            if each.rule == "expression"
            else each.rule
            if each.rule != "decimals"
            else f"at most {each.decimals} decimals"
            for each in parameters.requirements
        ]
    return fields


def _variable(variable: Declared) -> Any:
    source = variable.source
    if isinstance(source, Range):
        last = source.first + source.step * (source.count - 1)
        fields: Group = {"from": Typed(decimal_text(source.first)), "to": Typed(decimal_text(last))}
        return fields | ({"step": Typed(decimal_text(source.step))} if source.step != 1 else {})
    if isinstance(source, Choices):
        values = [v if isinstance(v, str) else Typed(decimal_text(v)) for v in source.values]
        return {"values": values, "with": source.leader} if source.leader else values
    return source.expression


# Cloze


class _Blanks:
    """The blanks of a cloze item: in the stem where that suffices, else by their names below `blanks:`."""

    def __init__(self, item: Cloze) -> None:
        self._item = item
        self._widths = _widths(item.common.stem)
        self._has_own_widths = self._widths != _widths(with_widths(item.common.stem, item.blanks))
        short = [self._short(number, blank) for number, blank in enumerate(item.blanks, start=1)]
        self._short_forms = short if all(short) and not self._has_own_widths else None

    def content(self, number: int) -> str:
        """What stands between the brackets."""
        return self._short_forms[number - 1] if self._short_forms else self._item.blanks[number - 1].id

    def fields(self, bank: _Bank) -> Group:
        """The keys below the stem."""
        fields: Group = {}
        if self._short_forms is None:
            pairs = zip(self._item.blanks, self._widths, strict=True)
            fields["blanks"] = {Typed(blank.id): self._long(blank, width, bank) for blank, width in pairs}
        if self._item.words:
            fields["word-bank"] = Typed("true")
            written = {derived_id(b.accepted[0]) for b in self._item.blanks if isinstance(b, WrittenBlank)}
            extra = [w for w in self._item.words if w.id.removeprefix("word-") not in written]
            if extra:
                fields["extra-words"] = [inline_text(word.prose) for word in extra]
        return fields

    def _short(self, number: int, blank: AnyBlank) -> str:
        if blank.points is not None or blank.rationale or blank.id != str(number):
            return ""
        if isinstance(blank, WrittenBlank):
            texts = [_blank_text(prose) for prose in blank.accepted]
            if any(map(says_tolerance, texts)) or (not self._item.words and all(map(is_number_text, texts))):
                return ""  # it would be read as a number
        elif isinstance(blank, NumberBlank):
            texts = [_measured(answer) for answer in blank.accepted]
            if self._item.words and not any(map(says_tolerance, texts)):
                return ""  # it would be read as a word of the list
        else:
            plain = all(map(is_short, blank.options))
            ordered = list(blank.options) == sorted(blank.options, key=lambda option: option.id)
            if not plain or not ordered or not blank.shuffle or len(blank.options) < 2:
                return ""
            right = [_blank_text(option.prose) for option in blank.options if option.is_key]
            wrong = [_blank_text(option.prose) for option in blank.options if not option.is_key]
            texts = [*right, *(text and f"~{text}" for text in wrong)]
        return "|".join(texts) if all(texts) else ""

    def _long(self, blank: AnyBlank, width: int, bank: _Bank) -> Value:
        fields: Group = {}
        if isinstance(blank, WrittenBlank):
            texts = [inline_text(prose) for prose in blank.accepted]
            texts = [quoted(text) if is_read_as_number(text) else text for text in texts]
            fields["answer"] = texts[0] if len(texts) == 1 else texts
        elif isinstance(blank, NumberBlank):
            numbers = [Typed(_measured(answer)) for answer in blank.accepted]
            fields["answer"] = numbers[0] if len(numbers) == 1 else numbers
        else:
            fields["answer"] = next(inline_text(option.prose) for option in blank.options if option.is_key)
            ordered = list(blank.options) == sorted(blank.options, key=lambda option: option.id)
            if ordered and blank.shuffle:
                fields["distractors"] = [inline_text(option.prose) for option in blank.options if not option.is_key]
            else:
                fields["options"] = [inline_text(option.prose) for option in blank.options]
                fields |= {} if blank.shuffle else {"shuffle": Typed("false")}
        if self._has_own_widths and width:
            fields["width"] = Typed(str(width))
        if blank.points is not None:
            fields["points"] = Typed(str(blank.points))
        if blank.rationale:
            fields["rationale"] = bank.blocks(blank.rationale)
        return fields["answer"] if fields.keys() == {"answer"} else fields


def _measured(answer: NumberAnswer | RangeAnswer) -> str:
    """A number with what it may be off, or a range, in one text."""
    if isinstance(answer, RangeAnswer):
        return f"{_number(answer.low.prose)} to {_number(answer.high.prose)}"
    value = _number(answer.value.prose)
    return value if answer.tolerance is None else f"{value} ± {_tolerance(answer.tolerance)}"


def _blank_text(prose: Prose) -> str:
    text = inline_text(prose)
    return "" if _MARKS_OF_BLANKS.search(text) or not reads_as(text, prose) else text


def _widths(value: Any) -> list[int]:
    """The widths of the numbered blanks in blocks, in order."""
    if isinstance(value, NumberedBlank):
        return [value.width]
    if isinstance(value, tuple):
        return list(itertools.chain.from_iterable(map(_widths, value)))
    if hasattr(value, "__dataclass_fields__"):
        fields = (f for f in value.__dataclass_fields__.values() if f.compare)
        return list(itertools.chain.from_iterable(_widths(getattr(value, f.name)) for f in fields))
    return []
