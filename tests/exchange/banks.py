"""Banks of all kinds of items, drawn by hypothesis: what every writer and reader is held to."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st
from PIL import Image as Pillow

from guidegen.exchange.commonmark import blocks_text, is_typable
from guidegen.exchange.features import number
from guidegen.exchange.fitness import unfit
from guidegen.exchange.runs import joined, trimmed
from guidegen.exchange.settling import settled, short_order
from guidegen.inline import (
    Abbreviation,
    Blank,
    Code,
    Emphasis,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Strong,
    Text,
    plain_text,
)
from guidegen.model.bank import ItemBank
from guidegen.model.image import Image
from guidegen.model.item import (
    Accepted,
    ChosenBlank,
    Cloze,
    Entry,
    Essay,
    ItemCommon,
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
    Statement,
    Statements,
    Tolerance,
    TrueFalse,
    Word,
    WrittenBlank,
)
from guidegen.model.lines import in_one_line
from guidegen.model.prose import (
    BulletList,
    CodeBlock,
    FormulaBlock,
    NumberedList,
    Paragraph,
    Picture,
    ProseTable,
    Quotation,
)
from guidegen.model.rubric import Criterion, Level, Rubric
from guidegen.model.scoring import CREDIT_RULES
from guidegen.model.space import EIGHT_LINES, ONE_LINE, AnswerSpace
from guidegen.model.stimulus import Stimulus
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.names import folded
from guidegen.reading.prose import parse_blocks

#: Words that mean something to one format or another.
ODD_WORDS = (
    "5", "-5", "=1+2", "@home", "+1", "3.10", "No", "true", "null", "~", "#3", "a:", "x: y", "*", "_", "`", "[x]",
    "{a}", "{{x}}", "<b>", "&amp;", "a&b", "a<b", "1.", "-", "->", "=>", "::", "//", "\\", "\\n", "$5", "'", '"', "“q”",
    "A.", "A)", "ANSWER:", "%50%", "50%", "|", "a|b", "(x)", "é", "ñ", "日本", "😀", "…", "[[a]]", "C:\\n", "!", "T",
    "[html]", "#N/A", "1/2", "--", "q;r", "a,b", "Table:", "####", "\\(", "$$", ">", "[tag:x]", "(b)",
    "a.", "?", "*x*", "_y_",
)  # fmt: skip
_words = st.one_of(
    st.sampled_from(("cell", "water", "of", "the", "Light", "heart", "wash", "hands", "two", "Paris", "soap", "dose")),
    st.sampled_from(ODD_WORDS),
)
texts = st.lists(_words, min_size=1, max_size=7).map(" ".join)
_formulas = st.sampled_from(("x^2", r"\frac{1}{2}", "a<b", r"\mathrm{H_2O}", "E = mc^2"))


def _data() -> bytes:
    stream = io.BytesIO()
    Pillow.new("RGB", (4, 3), (20, 90, 160)).save(stream, "PNG")
    return stream.getvalue()


DATA = _data()
IMAGE = Image("quizzes/bank/leaf.png", 4, 3, hashlib.sha256(DATA).hexdigest(), DATA)


def _leaf():
    return st.one_of(
        texts.map(Text),
        texts.map(Text),
        texts.map(Text),
        st.sampled_from(("f(x)", "a b", "<p>", "x_1")).map(Code),
        _formulas.map(Mathematics),
        st.integers(3, 9).map(Blank),
    )


def _inline():
    wrapped = st.one_of(
        texts.map(lambda text: Strong((Text(text),))),
        texts.map(lambda text: Emphasis((Text(text),))),
        texts.map(lambda text: Link("https://example.org/a?b=1&c=2", (Text(text),))),
        texts.map(lambda text: Language("es", (Text(text),))),
        texts.map(lambda text: Abbreviation("what it stands for", (Text(text),))),
    )
    return st.one_of(_leaf(), _leaf(), wrapped, st.just(LineBreak()))


def _spaced(nodes):
    """Nodes as a sentence: a space between neighbours."""
    run = []
    for node in nodes:
        run += [Text(" ")] if run else []
        run.append(node)
    return trimmed(joined(run))


@st.composite
def _prose(draw):
    run = (Text(draw(texts)),) if draw(st.booleans()) else _spaced(draw(st.lists(_inline(), min_size=1, max_size=4)))
    assume(plain_text(run).strip(" _") and is_typable(run))
    return run


prose = _prose()


def _no_path(picture):
    return "bank/leaf.png"


def _reads_back(blocks) -> bool:
    return parse_blocks(blocks_text(blocks, _no_path), read=lambda *_: IMAGE) == blocks


_paragraphs = prose.map(Paragraph)
_points = st.lists(st.lists(_paragraphs, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple)
_tables = st.tuples(prose, prose, prose, prose).map(lambda cells: ProseTable(cells[:2], (cells[2:],), ("start", "end")))

_blocks = st.one_of(
    _paragraphs,
    _paragraphs,
    _paragraphs,
    _points.map(BulletList),
    st.tuples(_points, st.integers(1, 9)).map(lambda given: NumberedList(*given)),
    st.lists(_paragraphs, min_size=1, max_size=2).map(lambda blocks: Quotation(tuple(blocks))),
    st.sampled_from(("a = 1\n  b = 2", "# no heading")).map(CodeBlock),
    _formulas.map(FormulaBlock),
    _tables,
    st.just(Picture(IMAGE, "A leaf", (), 0.5)),
    st.just(Picture(IMAGE, "A leaf", (Text("What it shows"),), 1.0)),
)


@st.composite
def _text(draw, first):
    """Blocks that begin with a paragraph where `first`, which can be typed."""
    more = draw(st.lists(_blocks, min_size=0 if first else 1, max_size=2))
    made = (draw(_paragraphs), *more) if first else tuple(more)
    assume(_reads_back(made))
    return made


blocks = _text(first=False)
_maybe_blocks = st.one_of(st.just(()), blocks)
_stems = _text(first=True)


def _distinct(least: int, most: int):
    """Runs of prose that are all different when capitals are not looked at."""
    return st.lists(prose, min_size=least, max_size=most, unique_by=folded)


@st.composite
def _common(draw):
    figure = draw(st.sampled_from((None, None, None, ItemFigure(IMAGE, "A leaf"))))
    return ItemCommon(
        draw(st.sampled_from(("item", "cells-1", "q7"))),
        draw(_stems),
        draw(st.sampled_from((Decimal(1), Decimal(1), Decimal(2), Decimal("0.5")))),
        draw(_maybe_blocks),
        tags=tuple(draw(st.lists(st.sampled_from(("unit-1", "hard words", "b")), max_size=2, unique=True))),
        level=draw(st.sampled_from(("", "recall", "3: apply"))),
        figure=figure,
        stimulus=draw(st.sampled_from(("", "", "", "passage"))),
    )


def _option(run, is_key, rationale=(), *, anchored=False, credit=None):
    return Option(derived_id(run), run, is_key, anchored, rationale, credit)


_INSIDE_OPTIONS = (
    CodeBlock("a = 1\n  b = 2"),
    BulletList(((Paragraph((Text("one"),)),), (Paragraph((Text("two"),)),))),
    FormulaBlock("x^2"),
    ProseTable(((Text("a"),), (Text("b"),)), (((Text("1"),), (Text("2"),)),), ("start", "end")),
)


@st.composite
def _options(draw, several: bool):
    runs = draw(_distinct(2, 5))
    keys = draw(st.integers(1, len(runs) - 1)) if several else 1
    rationales = [draw(_maybe_blocks) if draw(st.booleans()) else () for _ in runs]
    credits = [None] * len(runs)
    if draw(st.booleans()) and several:
        credits = [Fraction(1, keys) if place < keys else Fraction(-1, 4) for place in range(len(runs))]
    elif draw(st.booleans()):
        credits = [None, *[draw(st.sampled_from((None, Fraction(1, 2), Fraction(-1, 3)))) for _ in runs[1:]]]
        credits = [None] * len(runs) if several else credits
    anchored = len(runs) - 1 if draw(st.booleans()) and not any(rationales) else -1
    options = [
        _option(run, place < keys, rationales[place], anchored=place == anchored, credit=credits[place])
        for place, run in enumerate(runs)
    ]
    if draw(st.integers(0, 3)) == 0:
        options[-1] = _of_several_lines(options[-1], draw(st.sampled_from(_INSIDE_OPTIONS)))
    return tuple(draw(st.permutations(options)) if draw(st.booleans()) else short_order(options))


def _of_several_lines(option, block):
    blocks = (Paragraph(option.prose), block)
    assume(_reads_back(blocks))
    prose = in_one_line(blocks)
    return replace(option, id=derived_id(prose), prose=prose, blocks=blocks)


@st.composite
def _choice(draw):
    return MultipleChoice(draw(_common()), draw(_options(False)), draw(st.booleans()))


@st.composite
def _picture_choice(draw):
    words = draw(prose)
    figure = ItemFigure(IMAGE, "A round leaf")
    picture = Option("", (Text(figure.alt),), False, figure=figure, is_picture=True)
    both = Option(derived_id(words), words, True, figure=ItemFigure(IMAGE, "A long leaf"))
    options = (replace(picture, id=derived_id(picture.prose)), both)
    return MultipleChoice(draw(_common()), options)


@st.composite
def _response(draw):
    options = draw(_options(True))
    has_credit = any(option.credit is not None for option in options)
    rule = CREDIT_RULES[0] if has_credit else draw(st.sampled_from(CREDIT_RULES))
    return MultipleResponse(draw(_common()), options, draw(st.booleans()), rule)


@st.composite
def _matching(draw):
    lefts, rights = draw(_distinct(2, 4)), draw(_distinct(2, 5))
    responses = tuple(Response(derived_id(run), run) for run in rights)
    chosen = [draw(st.sampled_from(responses)) for _ in lefts]
    premises = tuple(Premise(derived_id(run), run, each.id) for run, each in zip(lefts, chosen, strict=True))
    item = Matching(draw(_common()), premises, responses, draw(st.booleans()), draw(st.sampled_from(CREDIT_RULES)))
    return settled(item)


@st.composite
def _statements(draw):
    runs = draw(_distinct(2, 4))
    labels = draw(st.sampled_from(((), ((Text("Plant"),), (Text("Animal"),)))))
    statements = tuple(
        Statement(derived_id(run), run, draw(st.booleans()), draw(_maybe_blocks) if draw(st.booleans()) else ())
        for run in runs
    )
    return Statements(draw(_common()), statements, labels, draw(st.booleans()), draw(st.sampled_from(CREDIT_RULES)))


@st.composite
def _ordering(draw):
    entries = tuple(Entry(derived_id(run), run) for run in draw(_distinct(2, 5)))
    return Ordering(draw(_common()), entries, draw(st.sampled_from(CREDIT_RULES)))


@st.composite
def _short_answer(draw):
    runs = draw(_distinct(1, 3))
    credits = [Fraction(1), *(draw(st.sampled_from((Fraction(1), Fraction(1, 2)))) for _ in runs[1:])]
    accepted = tuple(Accepted(run, credit) for run, credit in zip(runs, credits, strict=True))
    space = draw(
        st.sampled_from((ONE_LINE, AnswerSpace("lines", Fraction(3), "line"), AnswerSpace("box", Fraction(60), "mm")))
    )
    return ShortAnswer(draw(_common()), accepted, space, draw(st.booleans()))


@st.composite
def _numerical(draw):
    values = draw(
        st.lists(st.sampled_from(("12.5", "-3", "0", "0.25", "1000", "3")), min_size=1, max_size=2, unique=True)
    )
    tolerance = draw(
        st.sampled_from((None, Tolerance(number(Decimal("0.5"))), Tolerance(number(Decimal(5)), is_relative=True)))
    )
    answers = [NumberAnswer(number(Decimal(value)), tolerance) for value in values]
    if len(answers) > 1:
        answers[1] = replace(answers[1], credit=Fraction(1, 2))
    if draw(st.booleans()):
        answers.append(RangeAnswer(number(Decimal(7000)), number(Decimal("7000.5")), Fraction(1, 4)))
    unit = draw(st.sampled_from(((), (Text("mg"),))))
    work = draw(st.sampled_from((None, AnswerSpace("grid", Fraction(1, 3), "page"))))
    return Numerical(draw(_common()), tuple(answers), unit, work)


@st.composite
def _essay(draw):
    rubric = draw(
        st.sampled_from(
            (
                None,
                Rubric(criteria=(Criterion((Text("Names two causes"),), Decimal(2)),)),
                Rubric(levels=(Level(Decimal(2), (Text("Good"),)), Level(Decimal(0), (Text("Bad"),)))),
            )
        )
    )
    common = draw(_common())
    common = replace(common, points=rubric.points) if rubric else common
    space = draw(
        st.sampled_from(
            (EIGHT_LINES, AnswerSpace("lines", Fraction(4), "line"), AnswerSpace("blank", Fraction(1), "page"))
        )
    )
    return Essay(common, space, rubric, draw(_maybe_blocks))


_accepted_numbers = st.sampled_from(
    (
        (NumberAnswer(number(Decimal(46))),),
        (NumberAnswer(number(Decimal("12.5")), Tolerance(number(Decimal("0.5")))), NumberAnswer(number(Decimal(-3)))),
        (NumberAnswer(number(Decimal(200)), Tolerance(number(Decimal(5)), is_relative=True)),),
        (RangeAnswer(number(Decimal(10)), number(Decimal(12))),),
    )
)


@st.composite
def _cloze(draw):
    blanks = []
    nodes = []
    for place in range(1, draw(st.integers(1, 3)) + 1):
        nodes += [
            Text(draw(st.sampled_from(("In the morning", "They", "and then")))),
            Text(" "),
            NumberedBlank(place),
            Text(" "),
        ]
        sort = draw(st.sampled_from(("words", "numbers", "list")))
        if sort == "words":
            blanks.append(WrittenBlank(str(place), tuple(draw(_distinct(1, 2))), rationale=draw(_maybe_blocks)))
        elif sort == "numbers":
            blanks.append(NumberBlank(str(place), draw(_accepted_numbers), rationale=draw(_maybe_blocks)))
        else:
            runs = draw(_distinct(2, 4))
            options = [_option(run, not at) for at, run in enumerate(runs)]
            shuffle = draw(st.booleans())
            options = sorted(options, key=lambda option: option.id) if shuffle else options
            blanks.append(ChosenBlank(str(place), tuple(options), shuffle, rationale=draw(_maybe_blocks)))
    common = replace(draw(_common()), figure=None)
    if draw(st.booleans()) and len(blanks) > 1:
        blanks = [replace(blank, points=Decimal(place)) for place, blank in enumerate(blanks, start=1)]
        common = replace(common, points=sum((blank.points for blank in blanks), Decimal(0)))
    written = {folded(b.accepted[0]): b.accepted[0] for b in blanks if isinstance(b, WrittenBlank)}
    words = ()
    if written and draw(st.booleans()):
        more = {folded(run): run for run in draw(_distinct(0, 2))} if draw(st.booleans()) else {}
        words = tuple(Word(f"word-{derived_id(run)}", run) for run in {**more, **written, **{}}.values())
        words = tuple(
            sorted(
                words, key=lambda word: word.id.removeprefix("word-") not in {derived_id(w) for w in written.values()}
            )
        )
        order = [derived_id(run) for run in written.values()]
        words = tuple(sorted(words, key=lambda w: order.index(w.id[5:]) if w.id[5:] in order else len(order)))
    stem = with_widths((*common.stem, Paragraph(trimmed(joined(nodes)))), blanks)
    return Cloze(replace(common, stem=stem), tuple(blanks), words)


_any_item = st.one_of(
    _choice(),
    _picture_choice(),
    _response(),
    st.builds(TrueFalse, _common(), st.booleans()),
    _matching(),
    _statements(),
    _ordering(),
    _short_answer(),
    _numerical(),
    _essay(),
    _cloze(),
)


@st.composite
def _fitting(draw):
    item = draw(_any_item)
    assume(not unfit(item))
    return item


items = _fitting()

PASSAGE = Stimulus("passage", (Text("A passage"),), (Paragraph((Text("Read this."),)),))


def bank_of(*given) -> ItemBank:
    """A bank of these items, with ids of their own and the stimulus that they name."""
    named = tuple(
        replace(item, common=replace(item.common, id=f"{item.common.id}-{n}")) for n, item in enumerate(given)
    )
    stimuli = (PASSAGE,) if any(item.common.stimulus for item in named) else ()
    return ItemBank("bank", (Text("A bank"),), "en", "", (), named, stimuli, path="quizzes/bank.yaml")


banks = st.lists(items, min_size=1, max_size=3).map(lambda given: bank_of(*given))
