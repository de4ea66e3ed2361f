"""Guides: sections with their body blocks, sources, dates and the quiz inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import guidegen.reading.shapes as shapes
from guidegen.diagnostics import Label, Span
from guidegen.inline import original_of, plain_text
from guidegen.model.guide import (
    ARRANGEMENTS,
    READERS,
    Callout,
    Card,
    Cards,
    Checklist,
    Figure,
    Guide,
    Reviewer,
    Section,
    Source,
    Term,
    Text,
)
from guidegen.model.project import MOST_COLUMNS
from guidegen.model.quiz import Quiz
from guidegen.reading.acceptance import IGNORE, acceptances
from guidegen.reading.block_id import BLOCK_ID
from guidegen.reading.comparison import FEATURES, comparison
from guidegen.reading.language_help import LANGUAGE_HELP_OF_GUIDE
from guidegen.reading.names import IDENTIFIER, LONGEST_NAME, slug
from guidegen.reading.quiz import QUIZ_IN_GUIDE, SITE_FIELD, read_site
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    LANGUAGE,
    BlockText,
    ByKey,
    ByKind,
    Choice,
    Date,
    Field,
    Identifier,
    ImagePath,
    InlineText,
    Integer,
    LateRecord,
    ListOf,
    MapOf,
    Record,
    Share,
    Switch,
    TextMap,
    Url,
    Values,
)
from guidegen.reading.standing import STANDING, check_length, check_standing
from guidegen.records import replace
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, head

if TYPE_CHECKING:
    from guidegen.model.guide import BodyBlock

CALLOUT_KINDS = ("note", "tip", "important", "warning")
#: What other programs, and people, call some of the blocks.
_OTHER_NAMES = {
    **dict.fromkeys(("image", "picture", "photo"), ("figure", "Write `figure:` with the path of the picture.")),
    **{word: ("callout", f"Write `callout:` with the text, and below it `kind: {word}`.") for word in CALLOUT_KINDS},
    "table": ("comparison", "Write `comparison:` with the caption of the table."),
}
_ID = BLOCK_ID
#: Where the records of further blocks stand.
_CHART, _VISUAL, _WRITE_ON = "guidegen.reading.chart", "guidegen.reading.visual", "guidegen.reading.write_on"


# Body blocks


def _plain_text(node: ScalarNode, reader: Reader) -> Text:
    return Text("", reader.blocks(node), origin=node.span)


def _callout(values: Values, _reader: Reader) -> Callout:
    return Callout(
        values.text("id"), values.text("kind", "note"), values.runs("title"), values.blocks("callout"), origin=values.at
    )


def _figure(values: Values, reader: Reader) -> Figure | None:
    from guidegen.reading.visual import report_alt

    report_alt(values, reader, "figure")
    return Figure(
        values.text("id"),
        values.get("figure"),
        values.text("alt"),
        values.get("decorative", False),
        values.runs("caption"),
        values.get("width", 1.0),
        origin=values.at,
        how_to_read=values.runs("how-to-read"),
    )


CARD = Record(
    "a card",
    (
        Field("title", InlineText(), "The heading of the card.", required=True),
        Field("text", BlockText(), "The text of the card.", required=True),
    ),
    lambda values, _: Card(values.runs("title"), values.blocks("text"), origin=values.at),
)

BODY_BLOCK = ByKey(
    "a block",
    (
        Record(
            "a text block",
            (Field("text", BlockText(), "Paragraphs, lists and headings.", required=True), _ID),
            lambda values, _: Text(values.text("id"), values.blocks("text"), origin=values.at),
        ),
        Record(
            "a claim",
            (
                Field(
                    "claim",
                    BlockText(),
                    "A statement that needs a source: a text with `[@id]` in it. Printed like any text.",
                    required=True,
                    example="Handwashing prevents colds. [@cdc]",
                ),
                _ID,
            ),
            lambda values, _: Text(values.text("id"), values.blocks("claim"), is_claim=True, origin=values.at),
        ),
        LateRecord("steps", _VISUAL, "STEPS"),
        Record(
            "a checklist",
            (Field("checklist", ListOf(InlineText(), least=1), "Things to tick off.", required=True), _ID),
            lambda values, _: Checklist(values.text("id"), values.items("checklist"), origin=values.at),
        ),
        Record(
            "a callout",
            (
                Field("callout", BlockText(), "The text of a box that stands out.", required=True),
                Field("kind", Choice(CALLOUT_KINDS), "What the box is (default note)."),
                Field("title", InlineText(), "The heading of the box."),
                _ID,
            ),
            _callout,
        ),
        Record(
            "a block of cards",
            (
                Field("cards", ListOf(CARD, least=2, most=4), "Two to four short texts side by side.", required=True),
                _ID,
            ),
            lambda values, _: Cards(values.text("id"), values.items("cards"), origin=values.at),
        ),
        Record(
            "a figure",
            (
                Field(
                    "figure",
                    ImagePath(),
                    "The path of a PNG, JPEG or SVG picture, from this file's folder.",
                    required=True,
                ),
                Field("alt", shapes.Text(), "What the picture shows, for readers who cannot see it."),
                Field("decorative", Switch(), "True when the picture adds nothing to the text."),
                Field("caption", InlineText(), "A line below the picture."),
                Field("width", Share(), "The share of the column that it takes (default 1).", example="0.5"),
                Field("how-to-read", InlineText(), "A sentence before the picture on how to read it."),
                _ID,
            ),
            _figure,
        ),
        Record(
            "a comparison",
            (
                Field("comparison", InlineText(), "The caption of the table.", required=True),
                Field("corner", InlineText(), "The words in the first cell (default Feature)."),
                Field(
                    "subjects", ListOf(InlineText(), least=2, most=12), "What is compared: the columns.", required=True
                ),
                Field("features", FEATURES, "The rows, in groups or without.", required=True),
                Field("how-to-read", InlineText(), "A sentence on how to read the table."),
                Field(
                    "arrangement",
                    Choice(ARRANGEMENTS),
                    "How the table stands on the page: `across` it, on a page that is `turned`, or `stacked`, subject "
                    "below subject. What can be read best is chosen when this is left out.",
                ),
                _ID,
            ),
            comparison,
        ),
        LateRecord("notes", _WRITE_ON, "NOTES"),
        LateRecord("fill-in", _WRITE_ON, "FILL_INS"),
        LateRecord("acknowledge", _WRITE_ON, "ACKNOWLEDGEMENT"),
        LateRecord("timeline", _VISUAL, "TIMELINE"),
        LateRecord("do", _VISUAL, "DO_AND_DONT"),
        LateRecord("zones", _VISUAL, "ZONES_BLOCK"),
        LateRecord("schedule", _VISUAL, "SCHEDULE"),
        LateRecord("chart", _CHART, "CHART"),
        LateRecord("pictograph", _CHART, "PICTOGRAPH"),
    ),
    _plain_text,
    _OTHER_NAMES,
)


# Sections


def _section(values: Values, reader: Reader) -> Section | None:
    section_id = values.text("id") or slug(plain_text(original_of(values.runs("title"))))
    if values.get("id") or (values.get("title") and not values.has("id")):
        place = values.value("id") if values.has("id") else values.at
        reader.declare("section", section_id, place, is_typed=values.has("id"))
        _declare_blocks(values.node("body"), section_id, reader)
    body = _with_ids(values.items("body"), section_id)
    return Section(section_id, values.runs("title"), body, acceptances(values), origin=values.at)


def _declare_blocks(body: Node | None, section_id: str, reader: Reader) -> None:
    """Declare the ids of the blocks, be they given or not, whether or not the blocks themselves could be read."""
    for number, node in enumerate(body.children if isinstance(body, SequenceNode) else (), 1):
        entries = node.entries if isinstance(node, MappingNode) else ()
        given = next((entry.value for entry in entries if entry.key.value == "id"), None)
        if given is None or (isinstance(given, ScalarNode) and given.is_empty):
            reader.declare("block", _numbered(section_id, number), head(node), is_typed=False)
        elif isinstance(given, ScalarNode) and IDENTIFIER.fullmatch(given.value):
            reader.declare("block", given.value, given.span)


def _numbered(section_id: str, number: int) -> str:
    suffix = f"-{number}"
    return section_id[: LONGEST_NAME - len(suffix)] + suffix


def _with_ids(blocks: Sequence[BodyBlock], section_id: str) -> tuple[BodyBlock, ...]:
    """Blocks without an id get that of the section and their place in it."""
    named = []
    for number, block in enumerate(blocks, 1):
        named.append(block if block.id else replace(block, id=_numbered(section_id, number)))
    return tuple(named)


class _Body(shapes.Shape):
    """A text, or a list of blocks."""

    noun = "text or a list of blocks"
    blocks = ListOf(BODY_BLOCK, least=1)

    def fits(self, node: Node) -> bool:
        return not isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[BodyBlock] | None:
        """The blocks of the body."""
        if isinstance(node, SequenceNode):
            return self.blocks.read(node, reader, at)
        if isinstance(node, ScalarNode):
            shapes.check_whole(node, reader)
            return [_plain_text(node, reader)]
        block = BODY_BLOCK.read(node, reader, at)
        if block is not None:
            reader.report(
                "S203", head(node), "The body is one block; a list was expected.", "Put `- ` before the block."
            )
        return None

    def schema(self) -> shapes.Schema:
        return {"anyOf": [InlineText().schema(), self.blocks.schema()]}


SECTION = Record(
    "a section",
    (
        Field("title", InlineText(), "The heading of the section.", required=True, example="What it is"),
        Field("id", Identifier(), "A stable id; derived from the title when left out."),
        Field("body", _Body(), "A text, or a list of blocks.", required=True),
        IGNORE,
    ),
    _section,
)


# The guide itself


def _reviewer(values: Values, _reader: Reader) -> Reviewer:
    return Reviewer(values.text("name"), values.text("credentials"), origin=values.value("name"))


class _Pending(shapes.Shape):
    noun = "`pending`"

    def read(self, node: Node, reader: Reader, at: Span) -> Reviewer | None:
        scalar = shapes.as_text(node, reader)
        if scalar is None:
            return None
        if scalar.value.strip() == "pending":
            return Reviewer("", pending=True, origin=scalar.span)
        reader.report(
            "S204",
            scalar.span,
            "A reviewer has a `name:`, or is `pending`.",
            f"Write `reviewer: pending`, or `name: {scalar.value.strip()[:60]}` on the line below `reviewer:`.",
        )
        return None

    def schema(self) -> shapes.Schema:
        return {"const": "pending"}


REVIEWER = Record(
    "a reviewer",
    (
        Field("name", shapes.Text(), "Who checked the content.", required=True, example="Dr. A. Gomez"),
        Field("credentials", shapes.Text(), "What makes them able to.", example="MD"),
    ),
    _reviewer,
)


def _source(values: Values, reader: Reader) -> Source:
    code = values.get("qr", False)
    if code and not values.has("url"):
        reader.report("S324", values.key("qr"), "A code to scan leads to an address, and there is none.", "Add `url:`.")
    elif code:
        check_length(values.text("url"), values.value("url"), reader)
    return Source("", values.runs("text"), values.text("url"), code)


SOURCE = Record(
    "a source",
    (
        Field("text", InlineText(), "Author, title, year.", required=True),
        Field("url", Url(), "Where it can be read.", example="https://example.org"),
        Field("qr", Switch(), "True when the address is also printed as a code to scan with a phone."),
    ),
    _source,
)


class _SourceText(InlineText):
    """A source in its short form: the text alone."""

    def read(self, node: Node, reader: Reader, at: Span) -> Source | None:  # type: ignore[override]
        prose = super().read(node, reader, at)
        return None if prose is None else Source("", prose)


class _Glossary(TextMap):
    """Words with their meanings."""

    noun = "words with their meanings"

    def read(self, node: Node, reader: Reader, at: Span) -> list[Term] | None:  # type: ignore[override]
        pairs = super().read(node, reader, at)
        return None if pairs is None else [Term(key.value, meaning, origin=key.span) for key, meaning in pairs]


def _guide(values: Values, reader: Reader) -> Guide:
    _check_names(values, reader)
    reviewed_on, review_by = values.get("reviewed-on"), values.get("review-by")
    if reviewed_on is not None and review_by is not None and review_by <= reviewed_on:
        reader.report(
            "S221",
            values.value("review-by"),
            "The next review does not come after the last one.",
            f"Write a day after {reviewed_on.isoformat()}.",
            labels=(Label(values.value("reviewed-on"), "the last review"),),
        )
    check_standing(values, reader)
    name, language = values.text("guide"), values.text("language", reader.language)
    quiz: Quiz | None = values.get("quiz")
    return Guide(
        name=name,
        title=values.runs("title"),
        language=language,
        subtitle=values.runs("subtitle"),
        audience=values.runs("audience"),
        main_message=values.runs("main-message"),
        summary=values.blocks("summary"),
        sections=values.items("sections"),
        next_steps=values.items("next-steps"),
        questions=values.items("questions"),
        get_help=values.blocks("get-help"),
        key_points=values.items("key-points"),
        disclaimer=values.blocks("disclaimer"),
        sources=values.items("sources"),
        version=values.text("version"),
        reviewer=values.get("reviewer"),
        reviewed_on=reviewed_on,
        review_by=review_by,
        quiz=None if quiz is None else replace(quiz, name=name, language=language),
        glossary=values.items("glossary"),
        disclosure=values.runs("disclosure"),
        changes=values.items("changes"),
        current_at=values.text("current-at"),
        status=values.text("status"),
        language_help=values.get("language-help", True),
        readers=values.text("readers"),
        reading_grade=values.get("reading-grade"),
        known_words=values.items("known-words"),
        supplement=values.get("supplement", False),
        accepts=acceptances(values, whole_file=True),
        columns=values.get("columns"),
        site=read_site(values, reader),
        path=reader.source.path,
        origin=values.at,
    )


def _check_names(values: Values, reader: Reader) -> None:
    """Sections and blocks share one set of ids. What could not be read may hold more sections and sources."""
    reader.report_repeated("section", "block")
    node = values.node("sections")
    if not isinstance(node, SequenceNode) or len(node.children) > len(reader.declared("section")):
        reader.unsure.add("section")
    if not values.has("sources") and values.has_unknown_group():
        reader.unsure.add("source")


GUIDE_FILE = Record(
    "a guide",
    (
        Field(
            "guide",
            Identifier(),
            "The name of the guide; the file is called the same.",
            required=True,
            example="gut-health",
        ),
        Field("title", InlineText(), "The title.", required=True, example="Gut health"),
        Field("subtitle", InlineText(), "A line below the title."),
        Field("language", LANGUAGE, "The language of the guide; the project's when left out.", example="en"),
        SITE_FIELD,
        Field("audience", InlineText(), "For whom it is."),
        Field(
            "readers",
            Choice(READERS),
            "Who reads it, for the rules that differ: patients, the public, students or staff.",
            example="patients",
        ),
        Field(
            "reading-grade",
            Integer(1, 18),
            "The school grade that you write for; 6 for patients and the public when left out.",
            example="6",
        ),
        Field(
            "main-message",
            InlineText(),
            "The one sentence to remember.",
            required=True,
            example="Ask before you take it.",
        ),
        Field("summary", BlockText(), "The guide in a few sentences."),
        Field("sections", ListOf(SECTION, least=1), "The parts of the guide.", required=True),
        Field("next-steps", ListOf(InlineText()), "What to do now."),
        Field("questions", ListOf(InlineText()), "Questions to ask at the visit."),
        Field("get-help", BlockText(), "When to get help urgently."),
        Field("key-points", ListOf(InlineText()), "What to remember."),
        Field(
            "glossary",
            _Glossary(InlineText()),
            "Hard words, each with what it means in a few plain ones; printed before the sources.",
        ),
        Field(
            "known-words",
            ListOf(shapes.Text()),
            "Words that these readers know, such as the name of their medicine; they count as easy.",
        ),
        Field(
            "supplement",
            Switch(),
            "True when the guide is about a supplement that you sell or label: the rules for such labels apply.",
        ),
        Field(
            "columns",
            Integer(1, MOST_COLUMNS),
            "How many columns the text is set in, where they are wide enough; the project's when left out.",
            example="2",
        ),
        Field("disclaimer", BlockText(), "What the guide does not replace."),
        Field(
            "sources",
            MapOf(
                ByKind(text=_SourceText(), group=SOURCE),
                lambda name, source, span: replace(source, id=name, origin=span),
                declares="source",
            ),
            "Where the statements come from; `[@id]` in a text cites one.",
        ),
        Field("version", shapes.Text(), "The author's version.", required=True, example="1"),
        *STANDING,
        LANGUAGE_HELP_OF_GUIDE,
        Field("reviewer", ByKind(text=_Pending(), group=REVIEWER), "Who checked the content, or `pending`."),
        Field(
            "disclosure",
            InlineText(),
            "Who paid for the guide, and what interests its authors have; `none` when there is nothing to tell.",
            example="none",
        ),
        Field("reviewed-on", Date(), "The day of the last review.", example="2025-06-30"),
        Field("review-by", Date(), "The day by which it must be reviewed again.", example="2027-06-30"),
        Field("quiz", QUIZ_IN_GUIDE, "The self-check quiz at the end."),
        IGNORE,
    ),
    _guide,
    doc="What a reader should know and do about one subject.",
)
