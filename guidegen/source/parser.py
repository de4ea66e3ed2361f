"""YAML text to nodes, safely and with all problems at once.

The events of libyaml are taken one by one: nothing is composed or constructed, so that neither nesting nor
aliases nor tags of a stranger's file can do harm. A line that only lacks quotation marks is reported, quoted
in memory, and parsing goes on, so that an author sees every problem of a file in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Label
from guidegen.patterns import pattern
from guidegen.records import dataclass, field
from guidegen.source.libyaml import Parser
from guidegen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, Style
from guidegen.source.text import SourceText, WorkingText
from guidegen.source.traps import Trap, find_trap, glued_key, quote, to_type

DEEPEST = 64
MOST_NODES = 2_000_000
_MOST_ROUNDS = 200
_MOST_WORK = 4_000_000
_MOST_SHOWN = 20

_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PROPERTIES = pattern(r"(?:[&!]\S*[ \t]+)+")
_TAB_LINE = pattern(r"^( *)(\t[ \t]*)(?=\S)", re.MULTILINE)
_CUT_BY_HASH = pattern(r"\S[ \t]+#")
# The group is what a numbered escape names: empty where its digits are missing, and absent for other escapes.
_ESCAPE = pattern(r"\\(?:x((?:[0-9a-fA-F]{2})?)|u((?:[0-9a-fA-F]{4})?)|U((?:[0-9a-fA-F]{8})?)|[^xuU])", re.DOTALL)
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
_CORE = "tag:yaml.org,2002:"
_HARMLESS_TAGS = frozenset(_CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))


def parse_yaml(source: SourceText) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of a file, or None, with everything that is wrong with the file as YAML."""
    working, diagnostics = _without_controls(source)
    repaired: set[tuple[int, int]] = set()
    work = 0
    for _ in range(_MOST_ROUNDS):
        builder = _Builder(working)
        error = builder.run()
        if error is None:
            return builder.root, diagnostics + builder.diagnostics
        work += len(working.text)
        problem, working_after = _explain(working, error, builder.last_quoted)
        place = problem.span.line, problem.span.column
        diagnostics.append(problem)
        if working_after is None or place in repaired:
            break
        if work > _MOST_WORK:
            diagnostics.append(_gave_up(problem))
            break
        repaired.add(place)
        working = working_after
    return None, diagnostics


def _gave_up(last: Diagnostic) -> Diagnostic:
    return diagnosed(
        "Y205", "The rest of this file was not read.", last.span, hint="Mend the lines above, then run again."
    )


def _without_controls(source: SourceText) -> tuple[WorkingText, list[Diagnostic]]:
    """The text with each invisible control character replaced by a space, and a diagnostic for the first of them."""
    diagnostics: list[Diagnostic] = []
    if source.text.replace("\n", "").isprintable():
        # As most texts are, and sooner told.
        return WorkingText.of(source), diagnostics
    for count, match in enumerate(_CONTROL.finditer(source.text)):
        if count == _MOST_SHOWN:
            break
        span = source.span(match.start(), match.end())
        diagnostics.append(
            diagnosed(
                "Y212",
                f"An invisible character (U+{ord(match.group()):04X}) stands here.",
                span,
                hint="Delete it; it often comes along when text is pasted.",
                fix=Fix(span, " "),
            )
        )
    working = WorkingText(source, _CONTROL.sub(" ", source.text)) if diagnostics else WorkingText.of(source)
    return working, diagnostics


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not reached yet."""

    is_mapping: bool
    start: int
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Node | None = None
    is_repeated: bool = False
    repeated: list[Entry] = field(default_factory=list)
    has_odd_key: bool = False
    size: int = 1
    height: int = 1
    last_end: int = 0


@dataclass(frozen=True, slots=True)
class _Anchored:
    node: Node
    size: int
    height: int


def _start(event: Event) -> int:
    return int(event.start_mark.index) if event.start_mark is not None else 0


def _end(event: Event) -> int:
    return int(event.end_mark.index) if event.end_mark is not None else 0


class _Builder:
    """Builds nodes from the events of one text. `run` gives the syntax error that ended it, if any."""

    def __init__(self, working: WorkingText) -> None:
        self.working = working
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self.last_quoted: tuple[int, int] | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._open_anchors: set[str] = set()
        self._unused: dict[str, tuple[int, int]] = {}
        self._nodes = 0
        self._documents = 0

    def run(self) -> YAMLError | None:
        loader = None
        try:
            loader = Parser(self.working.text)
            ways = self._ways()
            # As `yaml.parse` does, but without a step of its own for each event.
            for event in iter(loader.get_event, None):
                way = ways.get(type(event))
                if way is not None and not way(event):
                    self.root = None
                    return None
        except YAMLError as error:
            return error
        finally:
            if loader is not None:
                loader.dispose()
        for start, end in self._unused.values():
            self._unquoted(start, end)
        return None

    def _ways(self) -> dict[type, Callable[..., bool]]:
        """What handles each kind of event that tells anything; False stops."""
        return {
            ScalarEvent: self._scalar,
            SequenceStartEvent: self._opened,
            MappingStartEvent: self._opened,
            SequenceEndEvent: self._closed,
            MappingEndEvent: self._closed,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }

    def _document(self, event: Event) -> bool:
        self._documents += 1
        if self._documents == 1:
            return True
        self._report(
            "Y209",
            "A second document begins here; a file holds one guide, bank or quiz.",
            event,
            "Remove the line `---`, or put what follows in a file of its own.",
        )
        return False

    def _scalar(self, event: ScalarEvent) -> bool:
        # Every text has marks, and there are many.
        start, end = event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
        style: Style = _STYLES.get(event.style, "plain")
        value = event.value
        if event.tag is not None or event.anchor is not None:
            if not self._tag_is_fine(event):
                self._unquoted(start, end)
                value = self.working.text[start:end]
            properties = _PROPERTIES.match(self.working.text, start, end)
            content = properties.end() if properties else start
            if event.anchor is not None:
                self._unused[event.anchor] = (start, end)
        else:
            content = start
        if style in ("single", "double"):
            self.last_quoted = (start, end)
        node = ScalarNode(value, style, self.working, content, end)
        return self._add(node, end, 1, 1, event.anchor)

    def _opened(self, event: CollectionStartEvent) -> bool:
        if len(self._stack) >= DEEPEST:
            self._report(
                "Y204",
                f"The text is nested more than {DEEPEST} levels deep.",
                event,
                "Use fewer levels of indentation.",
            )
            return False
        if not self._tag_is_fine(event):
            self._report(
                "Y207",
                "A type is declared here; guidegen takes every text as it is typed.",
                event,
                "Remove the word that begins with `!`.",
            )
        is_mapping = isinstance(event, MappingStartEvent)
        self._stack.append(_Open(is_mapping, _start(event), event.anchor))
        if event.anchor is not None:
            self._open_anchors.add(event.anchor)
        return True

    def _closed(self, event: Event) -> bool:
        frame = self._stack.pop()
        text = self.working.text
        is_bracketed = text[frame.start : frame.start + 1] in ("[", "{")
        # Without brackets libyaml ends a list only where the next thing begins, far below its last entry.
        end = _end(event) if is_bracketed else max(frame.last_end, frame.start)
        node: Node
        if not frame.is_mapping:
            node = SequenceNode(tuple(frame.children), self.working, frame.start, end)
        elif frame.has_odd_key:
            # A mapping whose key is a list or a mapping is always text that lacks quotation marks: `{{name}}`.
            raw = text[frame.start : end].rstrip()
            node = ScalarNode(raw, "plain", self.working, frame.start, frame.start + len(raw))
            self._unquoted(node.start, node.end)
        else:
            node = MappingNode(tuple(frame.entries.values()), self.working, frame.start, end, tuple(frame.repeated))
        if frame.anchor is not None:
            self._open_anchors.discard(frame.anchor)
        return self._add(node, end, frame.size, frame.height, frame.anchor)

    def _alias(self, event: AliasEvent) -> bool:
        name = str(event.anchor)
        self._unused.pop(name, None)
        start, end = _start(event), _end(event)
        if name in self._open_anchors:
            self._report("Y208", f"`*{name}` stands inside the part that it repeats.", event, "Write the part out.")
            return False
        found = self._anchors.get(name)
        if found is None:
            self._unquoted(start, self._line_end(start, end))
            node = ScalarNode(self.working.text[start:end], "plain", self.working, start, end)
            return self._add(node, end, 1, 1, None)
        if len(self._stack) + found.height > DEEPEST:
            self._report(
                "Y204",
                f"The text is nested more than {DEEPEST} levels deep.",
                event,
                "Use fewer levels of indentation.",
            )
            return False
        return self._add(found.node, end, found.size, found.height, None)

    def _line_end(self, start: int, end: int) -> int:
        line_end = self.working.line_bounds(start)[1]
        rest = self.working.text[end:line_end].rstrip()
        return end + len(rest) if ":" not in rest else end

    def _add(self, node: Node, end: int, size: int, height: int, anchor: str | None) -> bool:
        """Put a finished node in its place, counting what its aliases stand for."""
        # Done for every node, so that the larger of two is told without a function.
        self._nodes += 1
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, size, height)
        if not self._stack:
            self.root = self.root or node
            return size <= MOST_NODES or self._too_many(node)
        frame = self._stack[-1]
        if end > frame.last_end:
            frame.last_end = end
        frame.size += size
        if height >= frame.height:
            frame.height = height + 1
        if frame.size > MOST_NODES or self._nodes > MOST_NODES:
            return self._too_many(node)
        if not frame.is_mapping:
            frame.children.append(node)
        elif frame.key is None:
            frame.key = node
            if not isinstance(node, ScalarNode):
                frame.has_odd_key = True
            elif (first := frame.entries.get(node.value)) is not None:
                frame.is_repeated = True
                self._report_repeated(node, first.key)
        else:
            if isinstance(frame.key, ScalarNode):
                entry = Entry(frame.key, node)
                if frame.is_repeated:
                    frame.repeated.append(entry)
                else:
                    frame.entries[frame.key.value] = entry
            frame.key, frame.is_repeated = None, False
        return True

    def _too_many(self, node: Node) -> bool:
        message = f"The file stands for more than {MOST_NODES:,} texts and lists."
        self.diagnostics.append(
            diagnosed(
                "Y208", message, node.span, hint="Split the file, and write repeated parts out instead of using `*`."
            )
        )
        return False

    def _tag_is_fine(self, event: NodeEvent) -> bool:
        """True for no tag; reports a declared type; False for a `!` that only begins a text."""
        tag = getattr(event, "tag", None)
        if tag is None or tag in _HARMLESS_TAGS:
            return True
        if isinstance(event, ScalarEvent) and tag.startswith("!"):
            return False
        start = _start(event)
        word = re.compile(r"!\S*").search(self.working.text, start)
        span = self.working.span(word.start(), word.end()) if word else self.working.span(start, start + 1)
        name = word.group() if word else tag
        self.diagnostics.append(
            diagnosed(
                "Y207",
                f"The type `{name[:60]}` is not allowed: guidegen takes every text as it is typed.",
                span,
                hint="Remove the word that begins with `!`.",
            )
        )
        return True

    def _unquoted(self, start: int, end: int) -> None:
        character = self.working.text[start : start + 1]
        shown = "a backquote" if character == "`" else f"`{character}`"
        self.diagnostics.append(
            _trap_diagnostic(self.working, quote(self.working, start, end, f"the text begins with {shown}"))
        )

    def _report_repeated(self, key: ScalarNode, first: ScalarNode) -> None:
        self.diagnostics.append(
            diagnosed(
                "Y206",
                f"`{key.value[:60]}` stands twice here; only one of the two can be used.",
                key.span,
                hint="Remove one of them, or make one list of both.",
                labels=(Label(first.span, "first here"),),
            )
        )

    def _report(self, code: str, message: str, event: Event, hint: str) -> None:
        span = self.working.span(_start(event), max(_end(event), _start(event) + 1))
        self.diagnostics.append(diagnosed(code, message, span, hint=hint))


def _trap_diagnostic(working: WorkingText, trap: Trap) -> Diagnostic:
    span = working.span(trap.start, trap.end)
    return diagnosed(
        "Y213",
        f"This needs quotation marks, because {trap.reason}.",
        span,
        hint=f"Write: {to_type(working, trap.start, trap.quoted)}",
        fix=Fix(span, trap.quoted),
    )


def _explain(
    working: WorkingText, error: YAMLError, last_quoted: tuple[int, int] | None
) -> tuple[Diagnostic, WorkingText | None]:
    """What a syntax error means for the author, and the text with the line mended where that is possible."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    offset = mark.index if mark is not None else 0
    begun = context_mark.index if context_mark is not None else offset
    in_quotes = "quoted scalar" in context

    tab = _explain_tab(working, offset, begun, problem)
    if tab is not None:
        return tab
    if "unknown escape" in problem:
        return _explain_escape(working, working.text.rfind("\\", 0, offset + 1))
    if "hexdecimal" in problem or "escape code" in problem:
        slash = _broken_escape(working.text, begun)
        if slash is not None:
            return _explain_escape(working, slash)
    if in_quotes:
        return _explain_open_quote(working, begun)
    for place in (offset, begun) if "block" in context or "alias" in context or "anchor" in context else (offset,):
        trap = find_trap(working, place)
        if trap is not None:
            return _trap_diagnostic(working, trap), working.with_insertions(list(trap.insertions))
    if last_quoted is not None:
        start, end = last_quoted
        lines = working.text.count("\n", start, end)
        if lines and working.line_bounds(end)[0] == working.line_bounds(offset)[0]:
            return _explain_open_quote(working, start)
    return _explain_line(working, offset, begun, problem, context)


def _explain_tab(
    working: WorkingText, offset: int, begun: int, problem: str
) -> tuple[Diagnostic, WorkingText | None] | None:
    """A tab in front of a line, for this line and those that follow."""
    for place in dict.fromkeys((offset, begun)):
        start, _ = working.line_bounds(place)
        match = _TAB_LINE.match(working.text, start)
        if match is None or not ("token" in problem or "tab" in problem or "expected" in problem):
            continue
        span = working.span(match.start(2), match.end(2))
        tabs = [found for found in _TAB_LINE.finditer(working.text) if found.start() > start]
        more = f" So are {len(tabs)} more." if len(tabs) > 1 else " So is one more." if tabs else ""
        # Two spaces for each tab, everywhere at once: one space takes the tab's place, one is inserted.
        blanked = _TAB_LINE.sub(lambda found: found.group(1) + found.group(2).replace("\t", " "), working.text)
        edits = [
            (found.start(2) + index, " ")
            for found in _TAB_LINE.finditer(working.text)
            for index, character in enumerate(found.group(2))
            if character == "\t"
        ]
        mended = WorkingText(working.source, blanked, working.insertions).with_insertions(edits)
        return diagnosed(
            "Y205",
            f"This line is set in with a tab, which YAML does not allow.{more}",
            span,
            hint="Use spaces: two for each level.",
            fix=Fix(span, match.group(2).replace("\t", "  ")),
        ), mended
    return None


def _broken_escape(text: str, quote: int) -> int | None:
    """The offset of the first `\\x`, `\\u` or `\\U` after a quotation mark that names no character."""
    for match in _ESCAPE.finditer(text, quote):
        code = match[match.lastindex] if match.lastindex else None
        if code is not None and (not code or int(code, 16) > 0x10FFFF or 0xD800 <= int(code, 16) < 0xE000):
            return match.start()
    return None


def _explain_escape(working: WorkingText, slash: int) -> tuple[Diagnostic, WorkingText | None]:
    text = working.text
    span = working.span(slash, slash + 2)
    return diagnosed(
        "Y205",
        f"Between double quotation marks `{text[slash : slash + 2]}` has no meaning.",
        span,
        hint="Use single quotation marks around the text, or write two backslashes.",
        fix=Fix(span, "\\" + text[slash : slash + 2]),
    ), working.with_insertions([(slash, "\\")])


def _explain_open_quote(working: WorkingText, start: int) -> tuple[Diagnostic, WorkingText | None]:
    """A quotation mark without its twin: an apostrophe at the beginning of a text, or a forgotten end."""
    end = working.line_bounds(start)[1]
    rest = working.text[start:end].rstrip()
    trap = quote(working, start, start + len(rest), "")
    return diagnosed(
        "Y205",
        "The quotation mark here is never closed.",
        working.span(start, start + 1),
        hint=f"Close it where the text ends. If it is an apostrophe, write: {to_type(working, start, trap.quoted)}",
    ), working.with_insertions(list(trap.insertions))


_STRAY_KEY = pattern(r"( *)([a-z][a-z0-9-]*:)(?=[ \t\n]|$)")
_SENTENCES = (
    (
        "mapping values",
        "A colon followed by a space cannot stand here.",
        "If this line goes on with the text above, quote the whole text; otherwise check how far it is set in.",
    ),
    (
        "unexpected end of stream",
        "Something that was opened here is never closed.",
        "Look for a missing `]`, `}` or quotation mark.",
    ),
    (
        "expected ',' or ']'",
        "This list in square brackets is never closed, or a comma is missing.",
        "Write [a, b, c], or put each entry on its own line with `- `; quote text that begins with `[`.",
    ),
    (
        "expected ',' or '}'",
        "These braces are never closed, or a comma is missing.",
        "Put text that begins with `{` in quotation marks.",
    ),
    (
        "could not find expected ':'",
        "This line has no key and belongs to no list.",
        "Write `key: text`, or set the line in further than the line above.",
    ),
    (
        "expected key",
        "This line does not fit the lines above it.",
        "Check how far it is set in: keys of one group start in the same column.",
    ),
    (
        "expected '-' indicator",
        "This line does not fit the list above it.",
        "Begin each entry with `- ` in the same column; a key after the list stands as far left as the list's key.",
    ),
    (
        "indentation",
        "This line is set in too little or too much.",
        "Use the same number of spaces for all lines of the text.",
    ),
    ("directive", "A line cannot begin with `%`.", "Put the text in quotation marks."),
    ("YAML document", "Only YAML 1.1 and 1.2 can be read.", "Remove the line that begins with `%YAML`."),
    ("cannot start any token", "This character cannot begin a text.", "Put the text in quotation marks."),
)


def _explain_line(
    working: WorkingText, offset: int, begun: int, problem: str, context: str
) -> tuple[Diagnostic, WorkingText | None]:
    above = _line_above(working, offset)
    for place in (offset, above):
        after_colon = glued_key(working, place) if place is not None else None
        if after_colon is not None:
            span = working.span(after_colon - 1, after_colon)
            start, end = working.line_bounds(after_colon)
            key, rest = working.text[start:after_colon].lstrip(" -"), working.text[after_colon:end].strip()
            hint = f"Write: {key} {rest}" if len(rest) < 80 else "Write: key: text"
            return diagnosed(
                "Y205", "A space is missing after the colon.", span, hint=hint, fix=Fix(span, ": ")
            ), working.with_insertions([(after_colon, " ")])
    if above is not None:
        start, end = working.line_bounds(above)
        cut = _CUT_BY_HASH.search(working.text, start, end)
        if cut and working.text[start:end].lstrip()[0] != "#":
            return diagnosed(
                "Y101",
                "The text ends here, because ` #` begins a comment.",
                working.span(cut.end() - 1, end),
                hint="Put the whole text in quotation marks.",
            ), None
    start, end = working.line_bounds(offset)
    if begun < offset and ("flow" in context or offset >= len(working.text.rstrip())):
        offset = begun
        start, end = working.line_bounds(offset)
    stripped_end = start + len(working.text[start:end].rstrip())
    span = working.span(offset, max(offset + 1, min(stripped_end, offset + 60)))
    if "expected '-' indicator" in problem and (told := _key_of_entry_above(working, start)):
        return diagnosed("Y205", "This line does not fit the list above it.", span, hint=told), None
    for part, message, hint in _SENTENCES:
        if part in problem or part in context:
            return diagnosed("Y205", message, span, hint=hint), None
    return diagnosed("Y205", "This line cannot be understood.", span, hint="Put the text in quotation marks."), None


def _key_of_entry_above(working: WorkingText, start: int) -> str:
    """What to write where a key stands below the dash of the entry to which it may belong; else nothing."""
    line = _STRAY_KEY.match(working.text, start)
    above = line and re.findall(rf"(?m)^{line[1]}- +([^\s:#'\"][^\n:]*:)(?=[ \n])", working.text[:start])
    if not line or not above:
        return ""
    return (
        f"If `{line[2]}` belongs to the entry above, set it in as far as `{above[-1]}` there. A new entry begins with "
        "`- `, and a key after the list stands as far left as the list's key."
    )


def _line_above(working: WorkingText, offset: int) -> int | None:
    """The start of the nearest line above that is not blank."""
    start = working.line_bounds(offset)[0]
    before = working.text[:start].rstrip() if start < 10_000 else working.text[start - 10_000 : start].rstrip()
    if not before:
        return None
    return start - (min(start, 10_000) - len(before)) - 1
