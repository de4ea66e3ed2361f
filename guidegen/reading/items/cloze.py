"""Cloze: a text with blanks. `[[answer|also accepted]]` is to be written, `[[answer|~wrong]]` to be chosen.

A blank is for a number where its answers are numbers: `[[46]]`, `[[10 to 12]]`, `[[12.5 ± 5%]]`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from guidegen.diagnostics import Span
from guidegen.inline import NumberedBlank, Prose, plain_text
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    ItemCommon,
    NumberAnswer,
    NumberBlank,
    Option,
    RangeAnswer,
    Word,
    WrittenBlank,
)
from guidegen.model.variables import Choices
from guidegen.patterns import pattern
from guidegen.reading.items.base import WIDEST_BLANK, OneOrMore, Placed, PlacedText, derived_id, report_equal
from guidegen.reading.items.numerical import is_numeric
from guidegen.reading.items.quantities import (
    is_drawn_number,
    read_number,
    read_tolerance,
    report_equal_numbers,
    says_tolerance,
)
from guidegen.reading.names import folded
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKind,
    Field,
    Integer,
    ListOf,
    MapOf,
    Points,
    Record,
    Switch,
    Values,
    shown,
)
from guidegen.records import dataclass, replace
from guidegen.source.nodes import MappingNode, Node, ScalarNode

_DIVIDER = pattern(r"(?<!\\)\|")
#: A blank is as wide as so many characters, and for longer answers wider by so many at a time.
_WIDTH_STEP = 7
_LEAST_WIDTH = 14
_LETTER_WIDTH = 6


@dataclass(frozen=True, slots=True)
class _Described:
    """A blank under its id, as `blanks:` describes it; None where that could not be read."""

    id: str
    blank: AnyBlank | None
    width: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Answers:
    """The right answers of a blank in the long form, and whether all of them are numbers."""

    placed: list[Placed]
    are_numbers: bool


class _AnswersOfBlank(OneOrMore):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        placed = super().read(node, reader, at)
        if placed is None:
            return None
        texts = [each.value for each in getattr(node, "children", (node,)) if isinstance(each, ScalarNode)]
        return _Answers(placed, is_numeric(node) or any(map(says_tolerance, texts)))


_ANSWERS = _AnswersOfBlank(text=PlacedText(), sequence=ListOf(PlacedText(), least=1))


class _BlankOrAnswers(ByKind):
    """The answers of a blank alone, or a blank with everything."""

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        if isinstance(node, MappingNode):
            return super().read(node, reader, at)
        answers = _ANSWERS.read(node, reader, at)
        if answers is None:
            return None
        blank = _answered(answers, None, reader)
        if isinstance(blank, NumberBlank):
            reader.keep(node)
        return _Described("", blank, 0, at)


def _described(name: str, value: _Described, span: Span) -> _Described:
    blank = replace(value.blank, id=name, origin=span) if value.blank else None
    return replace(value, id=name, blank=blank, span=span)


def _blank(values: Values, reader: Reader) -> _Described:
    common = {"points": values.get("points"), "rationale": values.blocks("rationale")}
    given: _Answers = values.get("answer") or _Answers([], are_numbers=False)
    answers = given.placed
    wrong: list[Placed] = values.get("distractors") or []
    if not values.has("answer"):
        reader.report("S101", values.at, "This blank has no answer.", "Add `answer:`.")
    if values.has("options") and values.has("distractors"):
        message = "`options` and `distractors` both stand here."
        reader.report("S201", values.key("distractors"), message, "Keep `options` alone.")
    if values.has("shuffle") and not values.has("options"):
        message = "`shuffle` belongs to `options`, and this blank has none."
        reader.report("S201", values.key("shuffle"), message, "Add `options:`, or remove it.")
    if values.has("tolerance") and (values.has("options") or values.has("distractors")):
        message = "`tolerance` belongs to a number that is written, and this blank has a list to choose from."
        reader.report("S201", values.key("tolerance"), message, "Remove it.")
    blank: AnyBlank | None = None
    if answers and values.has("options"):
        blank = _listed(answers, values, reader)
    elif answers and values.has("distractors"):
        blank = _chosen("", answers, wrong, values.at, reader)
    elif answers:
        blank = _answered(given, values.get("tolerance"), reader)
    if isinstance(blank, NumberBlank):
        reader.keep(values.node("answer"))
        reader.keep(values.node("tolerance"))
    return _Described("", replace(blank, **common) if blank else None, values.get("width", 0), values.at)


def _answered(given: _Answers, tolerance: Placed | None, reader: Reader) -> WrittenBlank | NumberBlank | None:
    """A blank that is written in: for a number where all answers are numbers or have a tolerance, else for words."""
    if given.are_numbers or tolerance is not None:
        return _numbers("", given.placed, tolerance, reader)
    report_equal(given.placed, reader, "answer")
    return WrittenBlank("", tuple(each.prose for each in given.placed))


def _numbers(name: str, placed: Sequence[Placed], tolerance: Placed | None, reader: Reader) -> NumberBlank | None:
    reach = read_tolerance(tolerance, reader)
    accepted = [read_number(each, reach, reader) for each in placed]
    known = [answer for answer in accepted if answer is not None]
    if len(known) < len(accepted) or (tolerance is not None and reach is None):
        return None
    report_equal_numbers(known, [each.span for each in placed], reader)
    return NumberBlank(name, tuple(known), origin=placed[0].span)


BLANK = Record(
    "a blank",
    (
        Field("answer", _ANSWERS, "What is to be written: words, a number or a range; the best answer first."),
        Field("tolerance", PlacedText(), "What the number may be off: an amount, or a share of it.", example="5%"),
        Field("distractors", ListOf(PlacedText(), least=1), "Wrong answers: the blank gets a list to choose from."),
        Field("options", ListOf(PlacedText(), least=2), "The whole list to choose from, the answer among it."),
        Field("shuffle", Switch(), "False when the options keep their order."),
        Field("points", Points(), "What the blank is worth; all the same when left out everywhere."),
        Field("rationale", BlockText(), "Why the answer is right."),
        Field("width", Integer(3, WIDEST_BLANK), "How many characters wide the blank is; all the same when left out."),
    ),
    _blank,
)

#: The value of `blanks`.
BLANKS = MapOf(
    _BlankOrAnswers(text=PlacedText(), sequence=ListOf(PlacedText(), least=1), group=BLANK),
    _described,
    declares="blank",
)


def cloze(common: ItemCommon, values: Values, reader: Reader) -> Cloze | None:
    """The blanks in the order of the stem, and the word bank."""
    typed = reader.blanks_of(values.node("stem"))
    if not typed:
        if values.has("stem"):
            hint = "Put each answer into double brackets: In [[anaphase]] the chromatids part."
            reader.report("S101", values.value("stem"), "The stem of this cloze item has no blanks.", hint)
        return None
    found = _named(typed, values, reader) if values.has("blanks") else _in_stem(typed, common, values, reader)
    if any(each is None or each.blank is None for each in found):
        return None
    described = [each for each in found if each is not None]
    blanks = tuple(each.blank for each in described if each.blank is not None)
    common = replace(common, points=_points(common, blanks, values, reader))
    least = values.get("width") or _width(blanks)
    stem = _sized(common.stem, [each.width or _fitting(each.blank, least) for each in described])
    return Cloze(replace(common, stem=stem), blanks, _words(blanks, values, reader))


# The blanks


def _in_stem(
    typed: Sequence[tuple[str, Span]], common: ItemCommon, values: Values, reader: Reader
) -> list[_Described | None]:
    """The short form: the answers stand in the stem. A blank is named by its number."""
    is_number = _tells_numbers(common, values)
    return [
        _from_text(text, str(number), span, reader, is_number) for number, (text, span) in enumerate(typed, start=1)
    ]


def _tells_numbers(common: ItemCommon, values: Values) -> Callable[[str], bool]:
    """Whether an answer is a number, with its variables drawn. In an item with a word bank numbers are words of it."""
    if _has_word_bank(values):
        return lambda text: False
    variables = common.parameters.variables if common.parameters is not None else ()
    of_words = {each.name for each in variables if isinstance(each.source, Choices) and isinstance(each.source[0], str)}
    return lambda text: is_drawn_number(text, of_words)


def _from_text(text: str, name: str, span: Span, reader: Reader, is_number: Callable[[str], bool]) -> _Described | None:
    """One blank: a number that says what it may be off is one wherever it stands."""
    parts = [part.strip() for part in _DIVIDER.split(text)]
    right: list[Placed] = []
    wrong: list[Placed] = []
    for part in parts:
        prose = reader.piece(part.removeprefix("~"), span)
        if not prose:
            hint = "Write the answer between the brackets: [[anaphase]]; divide several with `|`."
            reader.report("S202", span, "An answer of this blank is empty.", hint)
            return None
        (wrong if part.startswith("~") else right).append(Placed(prose, span))
    if not right:
        reader.report("S101", span, "None of the choices of this blank is right.", "Write the right one without `~`.")
        return None
    if wrong:
        return _Described(name, _chosen(name, right, wrong, span, reader), 0, span)
    if any(map(says_tolerance, parts)) or all(map(is_number, parts)):
        return _Described(name, _numbers(name, right, None, reader), 0, span)
    report_equal(right, reader, "answer")
    return _Described(name, WrittenBlank(name, tuple(each.prose for each in right), origin=span), 0, span)


def _chosen(
    name: str, right: Sequence[Placed], wrong: Sequence[Placed], span: Span, reader: Reader
) -> ChosenBlank | None:
    """A list that is made of the answer and wrong ones."""
    if len(right) > 1:
        message = "A blank with a list to choose from has one right answer, and here are several."
        reader.report("S101", right[1].span, message, "Mark the wrong ones with `~`, or keep one.")
        return None
    report_equal([*right, *wrong], reader, "choice")
    options = [
        Option(derived_id(each.prose), each.prose, is_key=index == 0, origin=each.span)
        for index, each in enumerate((*right, *wrong))
    ]
    # The right one stands first here; printed unshuffled, that order would tell the answer.
    return ChosenBlank(name, tuple(sorted(options, key=lambda option: option.id)), origin=span)


def _listed(answers: Sequence[Placed], values: Values, reader: Reader) -> ChosenBlank | None:
    """A list that is given whole; the answer is one of it."""
    listed: tuple[Placed, ...] = values.items("options")
    report_equal(listed, reader, "choice")
    answer = answers[0]
    if len(answers) > 1:
        message = "A blank with a list to choose from has one right answer, and here are several."
        reader.report("S101", answers[1].span, message, "Keep one.")
        return None
    if folded(answer.prose) not in [folded(each.prose) for each in listed]:
        message = "The answer is none of the options."
        reader.report("S101", answer.span, message, "Write the words of one of the options.")
        return None
    options = tuple(
        Option(derived_id(each.prose), each.prose, folded(each.prose) == folded(answer.prose), origin=each.span)
        for each in listed
    )
    return ChosenBlank("", options, values.get("shuffle", True))


def _named(typed: Sequence[tuple[str, Span]], values: Values, reader: Reader) -> list[_Described | None]:
    """The long form: the stem names the entries of `blanks:`, each once."""
    known: dict[str, _Described] = {each.id: each for each in values.items("blanks")}
    found: dict[str, Span] = {}
    for text, span in typed:
        name = text.strip()
        if name in found:
            message = f"The blank {shown(name)} stands twice in the stem."
            reader.report("S252", span, message, "Give the second place a name of its own below `blanks:`.")
        elif name not in known and "blank" not in reader.unsure:
            near = reader.nearest(name, known)
            hint = f"Is `{near}` meant?" if near else "Add it, or write all answers into the stem and remove `blanks:`."
            reader.report("S252", span, f"`blanks:` has no {shown(name)}.", hint)
        found.setdefault(name, span)
    for name, each in known.items():
        if name not in found:
            hint = f"Write [[{name}]] where the blank belongs, or remove it."
            reader.report("S252", each.span, f"The stem has no blank `{name}`.", hint)
    return [known.get(text.strip()) for text, _ in typed]


def _points(common: ItemCommon, blanks: Sequence[AnyBlank], values: Values, reader: Reader) -> Decimal:
    """The points of the item: those of its blanks together where they have their own."""
    own = [blank.points for blank in blanks if blank.points is not None]
    if not own:
        return common.points
    total = sum(own, Decimal(0))
    if len(own) < len(blanks):
        message = "Some blanks have points of their own, and some have none."
        reader.report("S202", values.key("blanks"), message, "Add `points:` to all of them or to none.")
    elif values.has("points") and total != common.points:
        message = f"The item has {common.points} points, and its blanks have {total} together."
        reader.report("S204", values.value("points"), message, f"Write {total}, or remove the line.")
    return total


# Width and words


def _width(blanks: Sequence[AnyBlank]) -> int:
    """One width for all blanks, so that none tells how long its answer is."""
    longest = max((len(text) for blank in blanks for text in _written(blank)), default=0)
    return min(WIDEST_BLANK, max(_LEAST_WIDTH, -(-(longest + 4) // _WIDTH_STEP) * _WIDTH_STEP))


def _written(blank: AnyBlank) -> list[str]:
    """What may be written in the blank, as it was typed."""
    match blank:
        case WrittenBlank():
            return [plain_text(prose) for prose in blank.accepted]
        case NumberBlank():
            return [typed_number(answer) for answer in blank.accepted]
        case ChosenBlank():
            return []


def typed_number(answer: NumberAnswer | RangeAnswer) -> str:
    """A number or a range as it is typed, without what it may be off."""
    return f"{answer.low.typed} to {answer.high.typed}" if isinstance(answer, RangeAnswer) else answer.value.typed


def with_widths(stem: Any, blanks: Sequence[AnyBlank]) -> Any:
    """The blocks of a stem with each blank as wide as it is where the author says nothing."""
    least = _width(blanks)
    return _sized(stem, [_fitting(blank, least) for blank in blanks])


def _fitting(blank: AnyBlank | None, width: int) -> int:
    """The letter of a choice needs less room than words do."""
    return min(width, _LETTER_WIDTH) if isinstance(blank, ChosenBlank) else width


def _sized(stem: Any, widths: Sequence[int]) -> Any:
    """The blocks of the stem with each blank as wide as it is printed."""
    return _mapped(stem, lambda blank: NumberedBlank(blank.number, widths[blank.number - 1]))


def _mapped(value: Any, change: Callable[[NumberedBlank], NumberedBlank]) -> Any:
    """The value with every blank in it changed, however deep it stands."""
    if isinstance(value, NumberedBlank):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [each.name for each in dataclasses.fields(value) if each.compare]
        return replace(value, **{name: _mapped(getattr(value, name), change) for name in fields})
    return value


def _has_word_bank(values: Values) -> bool:
    return bool(values.get("word-bank", values.has("extra-words")))


def _words(blanks: Sequence[AnyBlank], values: Values, reader: Reader) -> tuple[Word, ...]:
    """The word bank, or nothing where it is not asked for."""
    extra: tuple[Placed, ...] = values.items("extra-words")
    if values.get("word-bank") is False and extra:
        message = "`extra-words` belong to a word bank, and `word-bank` is false."
        reader.report("S201", values.key("extra-words"), message, "Remove one of the two.")
    if not _has_word_bank(values):
        return ()
    answers: dict[str, tuple[Prose, Span]] = {}
    for blank in blanks:
        if isinstance(blank, WrittenBlank):
            answers.setdefault(folded(blank.accepted[0]), (blank.accepted[0], blank.origin))
    if not answers:
        key = "word-bank" if values.has("word-bank") else "extra-words"
        message = "No blank of this item is to be filled with a word of the list."
        reader.report("S201", values.key(key), message, "Remove the line, or write answers without `~`.")
    report_equal([*(Placed(*answer) for answer in answers.values()), *extra], reader, "word")
    everything = [*answers.values(), *((placed.prose, placed.span) for placed in extra)]
    return tuple(Word(f"word-{derived_id(prose)}", prose, origin=span) for prose, span in everything)
