"""GIFT: Moodle's text format for questions."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from guidegen.exchange import making
from guidegen.exchange.categories import categories
from guidegen.exchange.formatted import blocks_of, prose_of
from guidegen.exchange.from_text import prose_from_text
from guidegen.exchange.gift_syntax import Choice, Piece, Question, parse_gift
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened, TextFile
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.shares import share_text
from guidegen.exchange.sheets import rows_of
from guidegen.exchange.to_html import blocks_html, inline_html
from guidegen.exchange.to_text import text_of
from guidegen.inline import Blank, Mathematics, Prose, Text, plain_text
from guidegen.model.item import (
    Essay,
    Item,
    ItemCommon,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    Numerical,
    Option,
    RangeAnswer,
    ShortAnswer,
    TrueFalse,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import RIGHT_MINUS_WRONG
from guidegen.patterns import pattern
from guidegen.records import replace

_ANSWERS = pattern(r"(?<!\\)\{[^{}]*(?<!\\)\}", re.DOTALL)
_GIFT_MARK = pattern(r"^\s*(?:::|//|\$CATEGORY:|\[(?:html|markdown|moodle|plain)\])", re.MULTILINE)
_NUMBER_PARTS = pattern(r"\s*(?P<low>[^:]*?)\s*(?:\.\.\s*(?P<high>[^:]*?)|:\s*(?P<tolerance>.*?))?\s*")
_NEEDS_HTML = pattern(r"[<&\n]|_{3}|\\[(\[]|\$\$|\[(?:html|moodle|plain|markdown)\]")
#: What would be taken for a format or a weight where it begins an answer.
_FIRST_MARK = pattern(r"^(?:\[(?=(?:html|moodle|plain|markdown)\])|%)")
_ESCAPED = pattern(r"([\\~=#{}:])")


def recognise(file: Opened) -> bool:
    """True for a text, and no table, that begins with GIFT's marks or has answers in half of its paragraphs."""
    if not isinstance(file, TextFile) or not (_ANSWERS.search(file.text) or _GIFT_MARK.match(file.text)):
        return False
    rows = rows_of(file)
    if len(rows) > 1 and len(rows[0]) > 2 and len({len(row) for row in rows if row}) == 1:
        return False
    questions = parse_gift(file.text)
    answered = sum(question.kind != "Description" for question in questions)
    return answered * 2 >= len(questions) or _GIFT_MARK.match(file.text) is not None


# Reading


def read(file: Opened, intake: Intake) -> None:
    """Take every question. A category of all is the title; several are tags."""
    assert isinstance(file, TextFile)
    questions = parse_gift(file.text)
    paths = [each.stem.text for each in questions if each.kind == "Category"]
    known = categories(paths, hold_all=bool(questions) and questions[0].kind == "Category")
    intake.category = known.alone
    category = ""
    for question in questions:
        if question.kind == "Category":
            category = known.tag(question.stem.text)
            continue
        name = question.id or question.title
        intake.take(name or question.stem.text, question.line, partial(_item, question, category, intake))


def _item(question: Question, category: str, intake: Intake) -> Item | Refused:
    if question.problem:
        return Refused(question.problem)
    report = intake.changed
    if question.is_glued:
        report("it is read as a question of its own, though no blank line stands before it; put one there")
    if question.title_behind:
        report(f"“{question.title_behind}” behind its answers is read as words; a question begins behind a blank line")
    common = making.common(
        question.id or question.title,
        _blocks(question.stem, intake),
        rationale=_blocks(question.general_feedback, intake),
        tags=(category, *question.tags),
    )
    match question.kind:
        case "Description":
            return Refused("it is a description without a question; a stimulus could hold it")
        case "Essay":
            return Essay(common)
        case "TF":
            return making.true_or_false(
                common, bool(question.truth), [_blocks(each, intake) for each in question.feedbacks], report
            )
        case "Matching":
            return _matching(common, question, intake)
        case "Numerical":
            return _numerical(common, question, intake)
        case "Short":
            return making.short_answer(common, [_written(each, intake) for each in question.choices], report)
        case _:
            return _choice(common, question, intake)


def _choice(common: ItemCommon, question: Question, intake: Intake) -> Item | Refused:
    """One best answer where there is an `=`; several right ones where all have weights."""
    answers = [_answer(each, intake) for each in question.choices]
    if any(each.is_right for each in question.choices):
        return making.best_answer(common, answers, intake.changed)
    return making.all_right_answers(common, answers, intake.changed)


def _answer(choice: Choice, intake: Intake) -> Answer:
    share = Fraction(1) if choice.is_right else Fraction(0)
    if choice.weight is not None:
        share = making.share_of(choice.weight) or Fraction(0)
    return Answer(_blocks(choice.text, intake), share, _blocks(choice.feedback, intake))


def _written(choice: Choice, intake: Intake) -> Answer:
    """An answer in words is plain text, whatever the format of its question, unless it is obviously HTML."""
    piece = choice.text if "</" in choice.text.text else Piece(choice.text.text, "plain")
    return replace(_answer(choice, intake), blocks=_blocks(piece, intake))


def _matching(common: ItemCommon, question: Question, intake: Intake) -> Item | Refused:
    pairs, extra = [], []
    for left, right in question.pairs:
        response = prose_from_text(right, intake.changed)
        premise = prose_of(left.text, left.format, intake.changed)
        if premise:
            pairs.append((premise, response))
        else:
            extra.append(response)
    return making.matching(common, pairs, extra)


def _numerical(common: ItemCommon, question: Question, intake: Intake) -> Item | Refused:
    amounts = []
    for choice in question.choices:
        share = Fraction(1) if choice.weight is None else making.share_of(choice.weight) or Fraction(0)
        if not choice.is_right and choice.weight is None:
            if choice.feedback:
                intake.changed("feedback on wrong answers is left out")
            continue
        match = _NUMBER_PARTS.fullmatch(choice.text.text)
        value = None
        if match and match["high"] is not None:
            value = making.span(match["low"], match["high"], share=share)
        elif match:
            value = making.amount(match["low"], match["tolerance"] or "", share=share)
        if value is None:
            return Refused(f"“{choice.text.text[:40]}” is not a number")
        amounts.append(Amount(value, _blocks(choice.feedback, intake)))
    return making.numerical(common, amounts, intake.changed)


def _blocks(piece: Piece | None, intake: Intake) -> Blocks:
    return blocks_of(piece.text, piece.format, intake.changed) if piece else ()


# Writing


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if any("[" in tag or "]" in tag for tag in item.common.tags):
        return "one of its tags holds a bracket"
    if isinstance(item, MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    if making.has_mistakable_answers(item):
        return "one of its answers would be taken for a formula"
    answers = [text_of(answer.prose) for answer in item.accepted] if isinstance(item, ShortAnswer) else []
    if any("->" in answer or "</" in answer or _FIRST_MARK.match(answer) for answer in answers):
        return "marks in one of its answers would be taken for GIFT"
    return ""


def write(bank: Outgoing) -> bytes:
    """The bank as a text."""
    head = f"$CATEGORY: {bank.title.replace('/', '//')}\n\n" if bank.title else ""
    return (head + "\n\n".join(_question(item) for item in bank.items) + "\n").encode()


def _question(item: Item) -> str:
    writer = _Writer(item)
    tags = " ".join(f"[tag:{tag}]" for tag in item.common.tags)
    comment = f"// {tags}\n" if tags else ""
    general = f"\n####{writer.blocks(item.common.rationale)}" if item.common.rationale else ""
    stem = writer.blocks(item.common.stem)
    return f"{comment}::{_escaped(item.common.id)}::{writer.mark}{stem}{{{writer.answers(item)}{general}}}"


class _Writer:
    """Writes the texts of one item in one format: plain where all of them are plain, else HTML."""

    def __init__(self, item: Item) -> None:
        self._is_plain = all(map(_is_plain, _texts(item)))
        self.mark = "" if self._is_plain else "[html]"

    def blocks(self, blocks: Blocks) -> str:
        if self._is_plain:
            return "".join(self.prose(block.prose) for block in blocks if isinstance(block, Paragraph))
        return _escaped(blocks_html(blocks))

    def prose(self, prose: Prose) -> str:
        return _escaped(text_of(prose) if self._is_plain else _FIRST_MARK.sub(_entity, inline_html(prose)))

    def answers(self, item: Item) -> str:
        match item:
            case MultipleChoice(_, options):
                return "".join(map(self._best, options))
            case MultipleResponse(_, options):
                keys = sum(option.is_key for option in options)
                shared = Fraction(1, keys) if item.credit == RIGHT_MINUS_WRONG else None
                return "".join(self._weighted(option, shared) for option in options)
            case TrueFalse(_, is_true):
                return "TRUE" if is_true else "FALSE"
            case Matching():
                return self._pairs(item)
            case ShortAnswer(_, accepted):
                return "".join(
                    f"\n={_weight(answer.credit)}{_escaped(making.starred(text_of(answer.prose)))}"
                    for answer in accepted
                )
            case Numerical(_, accepted):
                return "#" + "".join(f"\n={_weight(answer.credit)}{_number(answer)}" for answer in accepted)
            case _:
                return ""

    def _best(self, option: Option) -> str:
        mark = "=" if option.is_key else "~"
        weight = "" if option.is_key or option.credit is None else f"%{share_text(option.credit)}%"
        return f"\n{mark}{weight}{self.prose(option.prose)}{self._remark(option)}"

    def _weighted(self, option: Option, shared: Fraction | None) -> str:
        share = option.credit or Fraction(0)
        if shared is not None:
            share = shared if option.is_key else -shared
        weight = f"%{share_text(share)}%" if share else ""
        return f"\n~{weight}{self.prose(option.prose)}{self._remark(option)}"

    def _remark(self, option: Option) -> str:
        return f"#{self.blocks(option.rationale)}" if option.rationale else ""

    def _pairs(self, item: Matching) -> str:
        responses = {response.id: response for response in item.responses}
        used = {premise.response for premise in item.premises}
        pairs = [f"\n={self.prose(p.prose)} -> {_escaped(text_of(responses[p.response].prose))}" for p in item.premises]
        extra = [f"\n= -> {_escaped(text_of(each.prose))}" for each in item.responses if each.id not in used]
        return "".join((*pairs, *extra))


def _texts(item: Item) -> list[Blocks]:
    """Every text of an item, to see whether one of them needs HTML."""
    texts: list[Blocks] = [item.common.stem, item.common.rationale]
    match item:
        case MultipleChoice(_, options) | MultipleResponse(_, options):
            texts += [(Paragraph(option.prose),) for option in options] + [option.rationale for option in options]
        case Matching(_, premises):
            texts += [(Paragraph(premise.prose),) for premise in premises]
        case _:
            pass
    return texts


def _is_plain(blocks: Blocks) -> bool:
    if not blocks:
        return True
    first = blocks[0]
    if len(blocks) > 1 or not isinstance(first, Paragraph):
        return False
    for node in first.prose:
        if not isinstance(node, Text | Blank | Mathematics):
            return False
        if isinstance(node, Text) and (_NEEDS_HTML.search(node.text) or "->" in node.text or "  " in node.text):
            return False
        if isinstance(node, Mathematics) and re.search(r"[<&]|->", node.source):
            return False
    return not plain_text(first.prose).startswith("%")


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text).replace("\n", "\\n")


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _weight(share: Fraction) -> str:
    return "" if share == 1 else f"%{share_text(share)}%"


def _number(answer: NumberAnswer | RangeAnswer) -> str:
    if isinstance(answer, RangeAnswer):
        return f"{answer.low.typed}..{answer.high.typed}"
    tolerance = answer.tolerance.amount.typed if answer.tolerance else "0"
    return f"{answer.value.typed}:{tolerance}"
