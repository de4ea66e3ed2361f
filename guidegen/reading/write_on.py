"""Blocks to write on: blank lines for notes, fields to fill in, an acknowledgement to sign."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Blank, Prose, Text, plain_text, walk
from guidegen.model.write_on import Acknowledgement, FillIn, FillIns, Notes
from guidegen.reading.block_id import BLOCK_ID
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKind,
    Field,
    InlineText,
    Integer,
    ListOf,
    Record,
    Schema,
    Shape,
    Switch,
    Values,
    as_text,
    shown,
)
from guidegen.source.nodes import MappingNode, Node, ScalarNode

_MOST_LINES = 60


def fill_in_of(prose: Prose, origin: Span) -> FillIn:
    """The field of a text: its label is what stands before the blank, and what stands behind it stays there."""
    index = next((i for i, node in enumerate(prose) if isinstance(node, Blank)), len(prose))
    return FillIn(_trimmed(prose[:index]), _trimmed(prose[index + 1 :]), origin=origin)


def _trimmed(prose: Prose) -> Prose:
    """The prose without the white space at its ends."""
    nodes = list(prose)
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip())
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip())
    return tuple(node for node in nodes if node != Text(""))


class _Lines(Integer):
    """A number of lines; whoever writes words there is told where they go."""

    def read(self, node: Node, reader: Reader, at: Span) -> int | None:
        if isinstance(node, ScalarNode) and not node.value.strip().lstrip("-").replace(".", "").isdigit():
            hint = "Write how many lines there are, such as `notes: 5`, and the words above them as `title:`."
            reader.report("S204", node.span, f"{shown(node.value)} is not a number of lines.", hint)
            return None
        return super().read(node, reader, at)


class _FieldText(InlineText):
    """A field in its short form: the label alone, or a text with a blank in it."""

    def read(self, node: Node, reader: Reader, at: Span) -> FillIn | None:  # type: ignore[override]
        scalar = as_text(node, reader)
        prose = super().read(scalar, reader, at) if scalar is not None else None
        if prose is None or scalar is None:
            return None
        _check_blanks(prose, scalar.span, reader)
        made = fill_in_of(prose, scalar.span)
        if not plain_text(made.label).strip():
            reader.report(
                "S321",
                scalar.span,
                "This field does not say what to write on its line.",
                "Write the words first, such as: Your dose: ____",
            )
            return None
        return made


def _check_blanks(prose: Prose, span: Span, reader: Reader) -> None:
    """A field has one line: with two blanks nobody would know which of them it is."""
    blanks = [node for node in walk(prose) if isinstance(node, Blank)]
    nested = bool(blanks) and not any(isinstance(node, Blank) for node in prose)
    if len(blanks) > 1 or nested:
        reader.report(
            "S320",
            span,
            "A field has one blank." if len(blanks) > 1 else "The blank stands inside bold words or a link.",
            "Make an entry of its own for each blank, or write the sentence into a `text:` block."
            if len(blanks) > 1
            else "Write the blank outside of them.",
        )


def _fill_in(values: Values, reader: Reader) -> FillIn:
    label = values.runs("label")
    if any(isinstance(node, Blank) for node in walk(label)):
        reader.report(
            "S320",
            values.value("label"),
            "The label has a blank of its own.",
            "Leave the `____` out: the line follows.",
        )
    return FillIn(label, values.runs("after"), values.get("lines", 1), origin=values.at)


FILL_IN = Record(
    "a field",
    (
        Field("label", InlineText(), "What to write there.", required=True, example="Your dose"),
        Field("after", InlineText(), "What stands behind the line, such as a unit.", example="mg"),
        Field("lines", Integer(1, 20), "How many lines there are to write on (default 1).", example="2"),
    ),
    _fill_in,
)


class _FieldGroup(Shape):
    """A field in its long form; `Your dose: ____` without quotation marks is told to need them."""

    noun = FILL_IN.noun

    def fits(self, node: Node) -> bool:
        return FILL_IN.fits(node)

    def read(self, node: Node, reader: Reader, at: Span) -> FillIn | None:
        entries = node.entries if isinstance(node, MappingNode) else ()
        if len(entries) == 1 and entries[0].key.value not in FILL_IN.by_name:
            return _FieldText().read(node, reader, at)
        made: FillIn | None = FILL_IN.read(node, reader, at)
        return made

    def schema(self) -> Schema:
        return FILL_IN.schema()


_FIELDS = ListOf(ByKind(text=_FieldText(), group=_FieldGroup()), least=1)

NOTES = Record(
    "lines for notes",
    (
        Field("notes", _Lines(1, _MOST_LINES), "So many blank lines for notes.", required=True, example="5"),
        Field("title", InlineText(), "What stands above them (default Notes)."),
        BLOCK_ID,
    ),
    lambda values, _: Notes(values.text("id"), values.get("notes", 1), values.runs("title"), origin=values.at),
)

FILL_INS = Record(
    "a block of fields",
    (
        Field(
            "fill-in",
            _FIELDS,
            "Fields to fill in: each a label, a text with a blank (`Your dose: ____ mg`), or a group with `label`.",
            required=True,
        ),
        Field("title", InlineText(), "What stands above the fields."),
        BLOCK_ID,
    ),
    lambda values, _: FillIns(values.text("id"), values.items("fill-in"), values.runs("title"), origin=values.at),
)

ACKNOWLEDGEMENT = Record(
    "an acknowledgement",
    (
        Field("acknowledge", BlockText(), "The statement that is signed.", required=True),
        Field("title", InlineText(), "What stands above it (default Please sign)."),
        Field(
            "sign",
            _FIELDS,
            "The lines below it (default: name, signature, date).",
            example="[Name, Signature, Date, Interpreter]",
        ),
        Field("new-page", Switch(), "True when it begins a page of its own, to be torn off and kept."),
        BLOCK_ID,
    ),
    lambda values, _: Acknowledgement(
        values.text("id"),
        values.blocks("acknowledge"),
        values.runs("title"),
        values.items("sign"),
        values.get("new-page", False),
        origin=values.at,
    ),
)
