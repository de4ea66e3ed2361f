"""What a guide says about its own standing: whether it is approved, what changed, where to see if it is current."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.model.guide import STATUSES, Change
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    ByKind,
    Choice,
    Field,
    InlineText,
    ListOf,
    Shape,
    Switch,
    TextMap,
    Url,
    Values,
    shown,
)
from guidegen.source.nodes import MappingNode, Node, ScalarNode, head

#: What an address may hold, to be filled in for each guide.
PLACES = ("name", "version", "code", "language")
_PLACE = pattern(r"\{([^{}]*)\}")
#: As many characters as a code can hold that a phone reads from a photocopy.
LONGEST_ADDRESS = 300
#: What takes the place of an address for a guide that has no page of its own.
NO_ADDRESS = "none"


class CurrentAddress(Shape):
    """The address of a page that says whether a sheet is current, with places for its name, version and code."""

    noun = "the address of a web page"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The address as it was typed, or `none`."""
        if isinstance(node, ScalarNode) and node.value.strip() == NO_ADDRESS:
            return NO_ADDRESS
        address = Url().read(node, reader, at)
        if address is None or not isinstance(node, ScalarNode):
            return None
        for name in _PLACE.findall(address):
            if name not in PLACES:
                near = reader.nearest(name, PLACES)
                hint = f"Write {{{near}}}." if near else f"These can stand there: {', '.join(map(_braced, PLACES))}."
                reader.report("S326", node.span, f"Nothing is known to put in the place of {{{name}}}.", hint)
                return None
        return address if check_length(address, node.span, reader) else None

    def schema(self) -> dict[str, object]:
        """The JSON Schema of the value."""
        return {"anyOf": [{"const": NO_ADDRESS}, Url().schema()]}


def _braced(name: str) -> str:
    return f"{{{name}}}"


def check_length(address: str, span: Span, reader: Reader) -> bool:
    """Report an address that is too long for a code to be scanned from paper; True when it fits."""
    if len(address) <= LONGEST_ADDRESS:
        return True
    reader.report(
        "S325",
        span,
        f"An address of {len(address)} characters makes a code that phones cannot read from paper.",
        f"Use one of at most {LONGEST_ADDRESS} characters, such as a short address that leads to it.",
    )
    return False


class _Changes(TextMap):
    """Versions, each with what is new in it."""

    noun = "versions with what is new in them"

    def read(self, node: Node, reader: Reader, at: Span) -> list[Change] | None:  # type: ignore[override]
        if not isinstance(node, MappingNode):
            reader.report(
                "S203",
                head(node),
                "These changes do not say in which version they came.",
                "Write them behind their version, the newest first: `2: The dose is new.`",
            )
            return None
        pairs = super().read(node, reader, at) or []
        return [
            Change(key.value, tuple(what) if isinstance(what, list) else (what,), origin=key.span)
            for key, what in pairs
        ]


CURRENT_AT = Field(
    "current-at",
    CurrentAddress(),
    "The address of a page that says whether a sheet is still current, printed as a code to scan; it may hold "
    "`{name}`, `{version}`, `{code}` and `{language}`.",
    example="https://clinic.example/handouts/{name}?v={version}&c={code}",
)

STANDING = (
    Field(
        "status",
        Choice(STATUSES),
        "Whether the guide is approved: what is a `draft` says so on every page.",
        example="draft",
    ),
    Field(
        "changes",
        _Changes(ByKind(text=InlineText(), sequence=ListOf(InlineText(), least=1))),
        "What is new, by version, the newest first.",
    ),
    CURRENT_AT,
)

DRAFT_UNTIL_REVIEWED = Field(
    "draft-until-reviewed",
    Switch(),
    "True when a guide whose reviewer is missing or pending is printed as a draft, unless its `status` is approved.",
)


def check_standing(values: Values, reader: Reader) -> None:
    """Report what does not go together: the newest change with the version, approval with the reviewer."""
    changes: tuple[Change, ...] = values.items("changes")
    version = values.text("version")
    if changes and version and changes[0].version != version:
        reader.report(
            "S322",
            changes[0].origin,
            f"The changes begin with version {shown(changes[0].version)}, and the guide is version {shown(version)}.",
            f"Write first what is new in version {version}, or correct one of the two.",
        )
    reviewer = values.get("reviewer")
    if values.get("status") == "approved" and reviewer is not None and reviewer.pending:
        reader.report(
            "S323",
            values.value("status"),
            "The guide is approved, and its reviewer is pending.",
            "Name the reviewer, or write `status: draft`.",
        )
