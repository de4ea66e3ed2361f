"""Items made of what other formats say: options with shares, pairs, answers with remarks."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from guidegen.exchange.commonmark import blocks_text
from guidegen.exchange.features import number
from guidegen.exchange.formulas import looks_like_formula
from guidegen.exchange.from_html import as_run
from guidegen.exchange.images import images_of
from guidegen.exchange.loss import Refused
from guidegen.exchange.settling import picture_option
from guidegen.inline import Prose, Text
from guidegen.model.item import (
    Accepted,
    Item,
    ItemCommon,
    ItemFigure,
    LabelFigure,
    Marker,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    Numerical,
    Option,
    Premise,
    RangeAnswer,
    Response,
    ShortAnswer,
    Tolerance,
    TrueFalse,
    accepted_range,
)
from guidegen.model.lines import in_one_line
from guidegen.model.prose import (
    Blocks,
    BulletList,
    CodeBlock,
    FormulaBlock,
    NumberedList,
    Paragraph,
    Picture,
    ProseTable,
    Quotation,
)
from guidegen.model.scoring import PER_OPTION
from guidegen.reading.items.base import derived_id
from guidegen.reading.names import folded
from guidegen.records import dataclass, replace

Report = Callable[[str], None]
#: What an option may be made of, besides a picture.
_OF_OPTIONS = Paragraph | BulletList | NumberedList | CodeBlock | FormulaBlock | ProseTable | Quotation
_MOST_POINTS = Decimal(100)
_LEAST_POINTS = Decimal("0.5")
_LARGEST_NUMBER = 40
#: How most files write them.
_WHOLE_POINTS = {text: Decimal(n) for n in range(1, 11) for text in (str(n), f"{n}.0", f"{n}.0000000")}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given: what it says, the share of the points that it earns, and a remark on it."""

    blocks: Blocks
    share: Fraction
    remark: Blocks = ()


def common(
    name: str, stem: Blocks, *, points: Decimal = Decimal(1), rationale: Blocks = (), tags: Iterable[str] = ()
) -> ItemCommon:
    """What every kind has. `name` becomes the id when all items are there."""
    return ItemCommon(
        name, stem, points, rationale, tags=tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    )


def option(answer: Answer, report: Report, *, is_key: bool, credit: Fraction | None = None) -> Option:
    """An option of words, of words and a picture, or of a picture alone."""
    if len(answer.blocks) == 1 and isinstance(answer.blocks[0], Paragraph):  # as nearly all are
        prose = answer.blocks[0].prose
        return Option(derived_id(prose), prose, is_key, rationale=answer.remark, credit=credit)
    pictures = [block for block in answer.blocks if isinstance(block, Picture)]
    has_figure = len(pictures) == 1 and pictures[0].alt != ""
    words = tuple(block for block in answer.blocks if not isinstance(block, Picture)) if has_figure else answer.blocks
    blocks = words if _is_more_than_a_line(words) else ()
    prose = in_one_line(blocks) if blocks else as_run(words, report)
    if not has_figure:
        return Option(derived_id(prose), prose, is_key, rationale=answer.remark, credit=credit, blocks=blocks)
    figure = ItemFigure(pictures[0].image, pictures[0].alt)
    made = Option("", prose, is_key, rationale=answer.remark, credit=credit, figure=figure, blocks=blocks)
    return made if prose else picture_option(made)


def _is_more_than_a_line(blocks: Blocks) -> bool:
    """True for code, tables and lists that an option of several lines can hold; paragraphs alone are a line."""
    if all(isinstance(block, Paragraph) for block in blocks) or not all(isinstance(b, _OF_OPTIONS) for b in blocks):
        return False
    return not images_of(blocks) and "\n" in blocks_text(blocks, lambda picture: picture.alt)


def best_answer(item: ItemCommon, answers: Sequence[Answer], report: Report, *, shuffle: bool = True) -> MultipleChoice:
    """One best option: the one that earns everything; others may earn or cost a share."""
    options = tuple(
        option(each, report, is_key=each.share == 1, credit=each.share if each.share not in (0, 1) else None)
        for each in answers
    )
    return MultipleChoice(item, options, shuffle)


def all_right_answers(
    item: ItemCommon, answers: Sequence[Answer], report: Report, *, shuffle: bool = True, rule: str = ""
) -> MultipleResponse:
    """Several right options: those that earn a share. Without a `rule` the shares say how points are given."""
    options = tuple(
        option(each, report, is_key=each.share > 0, credit=each.share if each.share and not rule else None)
        for each in answers
    )
    made = MultipleResponse(item, options, shuffle)
    return replace(made, credit=rule) if rule else made


def true_or_false(item: ItemCommon, is_true: bool, remarks: Sequence[Blocks], report: Report) -> TrueFalse:
    """A statement. Remarks on the two responses join the rationale."""
    given = [remark for remark in dict.fromkeys(remarks) if remark]
    if len(given) > 1 or (given and item.rationale):
        report("feedback on its responses joins its rationale")
    return TrueFalse(replace(item, rationale=sum(given, item.rationale)), is_true)


def matching(item: ItemCommon, pairs: Sequence[tuple[Prose, Prose]], extra: Sequence[Prose] = ()) -> Matching:
    """Premises with their responses, and responses that fit none. Equal responses are one."""
    responses: dict[str, Response] = {}
    for prose in (*(right for _, right in pairs), *extra):
        responses.setdefault(folded(prose), Response(derived_id(prose), prose))
    premises = tuple(Premise(derived_id(left), left, responses[folded(right)].id) for left, right in pairs)
    return Matching(item, premises, tuple(responses.values()), credit=PER_OPTION)


def label_figure(
    item: ItemCommon, places: Sequence[tuple[tuple[Decimal, Decimal], Prose]], labels: Sequence[Prose]
) -> LabelFigure:
    """Places of the item's figure with their labels, and labels that fit none. Equal labels are one."""
    responses: dict[str, Response] = {}
    for prose in (*(label for _, label in places), *labels):
        responses.setdefault(folded(prose), Response(derived_id(prose), prose))
    markers = tuple(
        Marker(str(number), *at, *at, f"Number {number}", responses[folded(label)].id)
        for number, (at, label) in enumerate(places, start=1)
    )
    return LabelFigure(item, markers, tuple(responses.values()))


def with_remarks(item: ItemCommon, remarks: Sequence[tuple[Prose, Blocks]], report: Report) -> ItemCommon:
    """Feedback on single answers, which are written here, as paragraphs of the rationale."""
    given = [(prose, remark) for prose, remark in remarks if remark]
    if not given:
        return item
    if len(given) == 1 and not item.rationale:
        return replace(item, rationale=given[0][1])
    report("feedback on its answers joins its rationale")
    rationale = item.rationale
    for prose, remark in given:
        first = remark[0]
        if isinstance(first, Paragraph):
            rationale = (*rationale, Paragraph((*prose, Text(": "), *first.prose)), *remark[1:])
        else:
            rationale = (*rationale, Paragraph((*prose, Text(":"))), *remark)
    return replace(item, rationale=joined_paragraphs(rationale))


def joined_paragraphs(blocks: Blocks) -> Blocks:
    """Paragraphs whose neighbouring texts are one."""
    from guidegen.exchange.runs import joined

    return tuple(Paragraph(joined(block.prose)) if isinstance(block, Paragraph) else block for block in blocks)


def short_answer(
    item: ItemCommon,
    answers: Sequence[Answer],
    report: Report,
    *,
    case_sensitive: bool = False,
    stars: bool = True,
) -> ShortAnswer | Refused:
    """Words that are accepted, the best first; answers that earn nothing are no answers.

    With `stars` a star stands for any letters, as it does in Moodle; that is reported, and it becomes a star.
    """
    typed = [(as_run(answer.blocks, report), answer) for answer in answers]
    if stars:
        typed = [(_with_plain_stars(prose, answer, report), answer) for prose, answer in typed]
    item = with_remarks(item, [(prose, answer.remark) for prose, answer in typed if answer.share > 0], report)
    if any(answer.remark and answer.share <= 0 for _, answer in typed):
        report("feedback on wrong answers is left out")
    accepted: dict[str, Accepted] = {}
    for prose, answer in sorted(typed, key=lambda pair: -pair[1].share):
        name = "".join(map(str, prose)) if case_sensitive else folded(prose)
        if answer.share > 0 and prose and name not in accepted:
            accepted[name] = Accepted(prose, min(answer.share, Fraction(1)))
    if not accepted:
        return Refused("it has no right answer")
    return ShortAnswer(item, tuple(accepted.values()), case_sensitive=case_sensitive)


def _with_plain_stars(prose: Prose, answer: Answer, report: Report) -> Prose:
    """Moodle's star stands for any letters, unless a backslash is before it."""
    plain = []
    for node in prose:
        if isinstance(node, Text) and "*" in node.text:
            if answer.share > 0 and "*" in node.text.replace("\\*", ""):
                report("a star in an answer, which stood for any letters, is a star")
            node = Text(node.text.replace("\\*", "*"))
        plain.append(node)
    return tuple(plain)


def starred(text: str) -> str:
    """An answer whose stars are stars."""
    return text.replace("*", "\\*")


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeric answer as it was given: a value with a tolerance, or a range."""

    value: NumberAnswer | RangeAnswer
    remark: Blocks = ()


def amount(
    value: str, tolerance: str = "", *, share: Fraction = Fraction(1), is_relative: bool = False
) -> NumberAnswer | None:
    """A number with what it may be off, or None where a text is no number."""
    read, reach = decimal_of(value), decimal_of(tolerance or "0")
    if read is None or reach is None:
        return None
    reach = abs(reach)
    return NumberAnswer(number(read), Tolerance(number(reach), is_relative) if reach else None, share)


def span(low: str, high: str, *, share: Fraction = Fraction(1)) -> RangeAnswer | NumberAnswer | None:
    """A range, or the number that it is when both ends are the same."""
    least, most = decimal_of(low), decimal_of(high)
    if least is None or most is None:
        return None
    if least == most:
        return NumberAnswer(number(least), None, share)
    return RangeAnswer(number(min(least, most)), number(max(least, most)), share)


def numerical(item: ItemCommon, amounts: Sequence[Amount], report: Report, unit: Prose = ()) -> Numerical | Refused:
    """Numbers that are accepted, the best first."""
    good = sorted((each for each in amounts if each.value.credit > 0), key=lambda each: -each.value.credit)
    if any(each.remark and each.value.credit <= 0 for each in amounts):
        report("feedback on wrong answers is left out")
    if not good:
        return Refused("it has no right answer")
    item = with_remarks(item, [(shown(each.value), each.remark) for each in good], report)
    return Numerical(item, each_once([each.value for each in good]), unit)


def each_once(answers: Sequence[NumberAnswer | RangeAnswer]) -> tuple[NumberAnswer | RangeAnswer, ...]:
    """The answers; a number that stands again, with a wider tolerance for less credit, as the range that it means."""
    seen = set()
    kept: list[NumberAnswer | RangeAnswer] = []
    for answer in answers:
        if isinstance(answer, NumberAnswer) and answer.value.value in seen:
            low, high = accepted_range(answer)
            kept.append(RangeAnswer(number(low), number(high), answer.credit))
        else:
            kept.append(answer)
            seen.add(answer.value.value if isinstance(answer, NumberAnswer) else None)
    return tuple(kept)


def shown(answer: NumberAnswer | RangeAnswer) -> Prose:
    """The answer in a sentence."""
    if isinstance(answer, RangeAnswer):
        return (Text(f"{answer.low.typed} to {answer.high.typed}"),)
    return answer.value.prose


def decimal_of(text: str) -> Decimal | None:
    """A number in digits, with a point or a decimal comma; None where it is none or too long to be meant."""
    digits = text.strip().replace("\N{MINUS SIGN}", "-").replace(" ", "")
    if digits.count(",") == 1 and "." not in digits:
        digits = digits.replace(",", ".")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_NUMBER or len(digits) > 2 * _LARGEST_NUMBER:
        return None
    return value


def points_of(text: str, report: Report) -> Decimal:
    """Points as guidegen counts them: whole or half ones. Others are rounded, and reported."""
    if text in _WHOLE_POINTS:
        return _WHOLE_POINTS[text]
    given = decimal_of(text or "1")
    if given is None:
        report(f"its points ({text.strip()[:20]}) are no number; it counts 1")
        return Decimal(1)
    halves = (given * 2).to_integral_value() / 2
    kept = min(max(halves, _LEAST_POINTS), _MOST_POINTS)
    if kept != given:
        report(f"its {given.normalize():f} points became {kept.normalize():f}")
    return Decimal(f"{kept.normalize():f}")


def has_mistakable_answers(item: Item) -> bool:
    """True when an answer that is written as plain text would be read as a formula."""
    if isinstance(item, ShortAnswer):
        return any(looks_like_formula(answer.prose) for answer in item.accepted)
    return isinstance(item, Matching) and any(looks_like_formula(each.prose) for each in item.responses)


@functools.lru_cache(maxsize=256)
def share_of(percent: str | Decimal) -> Fraction | None:
    """A percentage as a share. Thirds, sixths and the like, which others write with decimals, are exact again."""
    value = decimal_of(percent) if isinstance(percent, str) else percent
    if value is None:
        return None
    return near_share(Fraction(value) / 100)


def near_share(share: Fraction) -> Fraction:
    """A share, exact again where decimals stood for a third or the like."""
    near = share.limit_denominator(20)
    return near if abs(near - share) < Fraction(1, 100_000) else share
