"""Diagnostics as text: with the source line and carets, one a line, or as JSON.

Whatever stands in a user's file is shown, never obeyed: control characters are made visible, characters of any
width keep the carets below what they mark, and of a very long line only the part around the mark is shown.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.amounts import amount
from guidegen.catalogue import CODES
from guidegen.cli.saying import say
from guidegen.diagnostics import COMMAND, SEVERITIES, Diagnostic, Fix, Severity, Span, in_order
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from guidegen.source.text import SourceText

MOST_SHOWN = 200
LONGEST_LINE = 100  # columns of a terminal
_MOST_CHARACTERS = 4 * LONGEST_LINE  # several of them may share a column
_BEFORE_MARK = 30
_LONGEST_HINT = 600
_SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

Sources = Mapping[str, "SourceText"]


def print_diagnostics(diagnostics: Iterable[Diagnostic], sources: Sources, *, format: str) -> None:
    """Write diagnostics, sorted by place: for people to stderr, JSON to stdout. `format` is a key of FORMATS."""
    text = render_diagnostics(diagnostics, sources, format=format, colour=wants_colour())
    if text:
        say(text, err=format in ("full", "concise"))


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], sources: Sources, *, format: str, colour: bool = False
) -> str:
    """Diagnostics as text, sorted by place; nothing at all (for JSON an empty list) when there are none."""
    return FORMATS[format](in_order(diagnostics), sources, colour)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many problems there are, in words such as `3 errors and 1 warning in 2 files`."""
    unique = in_order(diagnostics)
    counts = [(severity.value, sum(d.severity is severity for d in unique)) for severity in SEVERITIES]
    said = [amount(count, noun) for noun, count in counts if count]
    if not said:
        return "no problems"
    paths = {d.span.path for d in unique}
    files = len(paths - {COMMAND.path})
    where = [amount(files, "file")] if files else []
    where += [COMMAND.path] if COMMAND.path in paths else []
    return f"{_joined(said)} in {_joined(where)}{_fixable(unique)}"


def _fixable(diagnostics: Sequence[Diagnostic]) -> str:
    """How many problems `guidegen check --fix` mends; nothing when it mends none."""
    safe = sum(d.fix is not None and d.fix.safe for d in diagnostics)
    return f"; [*] {safe} can be mended by `guidegen check --fix`" if safe else ""


def visible(text: str) -> str:
    """Text that a terminal shows and does not obey. Every character is replaced by exactly one."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


# The formats


def _full(diagnostics: Sequence[Diagnostic], sources: Sources, colour: bool) -> str:
    page = _Page(sources, colour)
    blocks = [page.block(diagnostic) for diagnostic in diagnostics[:MOST_SHOWN]]
    if len(diagnostics) > MOST_SHOWN:
        blocks.append(f"… and {len(diagnostics) - MOST_SHOWN} more\n")
    return "\n".join(blocks)


def _concise(diagnostics: Sequence[Diagnostic], sources: Sources, colour: bool) -> str:
    paint = _painter(colour)
    return "\n".join(f"{_place(d.span)}: {_heading(d, paint)} {visible(d.message)}" for d in diagnostics)


#: Fields of the JSON are added without notice; where one changes or goes, this number grows.
JSON_VERSION = 1


def _json(diagnostics: Sequence[Diagnostic], sources: Sources, colour: bool) -> str:
    from guidegen.cli.report_formats import fingerprint

    problems = [as_data(each) | {"fingerprint": fingerprint(each, sources)} for each in diagnostics]
    return json.dumps({"version": JSON_VERSION, "problems": problems}, indent=2)


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as the JSON format promises it. Line 0 means the file as a whole."""
    code = CODES.get(diagnostic.code)
    return {
        "code": diagnostic.code,
        "name": code.name if code else "",
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        **_span_data(diagnostic.span),
        "labels": [{"message": label.text, **_span_data(label.span)} for label in diagnostic.labels],
        "fix": _fix_data(diagnostic.fix),
    }


def _fix_data(fix: Fix | None) -> dict[str, Any] | None:
    return None if fix is None else {"safe": fix.safe, "replacement": fix.replacement, **_span_data(fix.span)}


def _github(diagnostics: Sequence[Diagnostic], sources: Sources, colour: bool) -> str:
    """Workflow commands of GitHub Actions, which show the problems beside the lines of a change."""
    return "\n".join(_workflow_command(diagnostic) for diagnostic in diagnostics)


def _workflow_command(diagnostic: Diagnostic) -> str:
    kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[diagnostic.severity]
    span = diagnostic.span
    place = {"file": span.path, "line": span.line, "endLine": span.end_line, "col": span.column}
    name = CODES[diagnostic.code].name if diagnostic.code in CODES else ""
    given = {key: value for key, value in place.items() if value} | {"title": f"{diagnostic.code} {name}".strip()}
    properties = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in given.items())
    return f"::{kind} {properties}::{_escaped(f'{diagnostic.message} {diagnostic.hint}'.strip())}"


def _escaped(text: str, more: str = "") -> str:
    """Text as workflow commands want it: signs that would end it as their codes."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _span_data(span: Span) -> dict[str, Any]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _sarif(diagnostics: Sequence[Diagnostic], sources: Sources, colour: bool) -> str:
    from guidegen.cli.report_formats import sarif

    return sarif(diagnostics, sources, colour)


def _junit(diagnostics: Sequence[Diagnostic], sources: Sources, colour: bool) -> str:
    from guidegen.cli.report_formats import junit

    return junit(diagnostics, sources, colour)


FORMATS: dict[str, Callable[[Sequence[Diagnostic], Sources, bool], str]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
}


# The full format


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    """A stretch of one line that is underlined: characters counted from 0, the end exclusive."""

    line: int
    start: int
    end: int
    sign: str
    text: str = ""


@dataclass(slots=True)
class _Page:
    """Writes diagnostics with excerpts of their files. Lines are kept, as one long line may have many problems."""

    sources: Sources
    colour: bool
    _lines: dict[tuple[str, int], str] = field(default_factory=dict)

    def block(self, diagnostic: Diagnostic) -> str:
        """A heading, the place with its source line, places that help to understand it, and the hint."""
        paint = _painter(self.colour)
        heading = f"{_heading(diagnostic, paint)}: {paint(visible(diagnostic.message), bold=True)}"
        here = [label for label in diagnostic.labels if label.span.path == diagnostic.span.path]
        elsewhere = [label for label in diagnostic.labels if label.span.path != diagnostic.span.path]
        spans = [diagnostic.span, *(label.span for label in diagnostic.labels)]
        gutter = " " * len(str(max(span.line for span in spans)))
        marks = [self._mark(diagnostic.span, "^"), *(self._mark(label.span, "-", label.text) for label in here)]
        lines = [heading, f"{gutter}{_blue('-->', paint)} {_place(diagnostic.span)}"]
        lines += self._excerpt(diagnostic.span.path, marks, gutter, _SEVERITY_COLOURS[diagnostic.severity])
        for label in elsewhere:
            lines.append(f"{gutter}{_blue(':::', paint)} {_place(label.span)}")
            lines += self._excerpt(label.span.path, [self._mark(label.span, "-", label.text)], gutter, "blue")
        if diagnostic.hint:
            lines += [_blue(f"{gutter} |", paint)] if len(lines) > 2 else []
            lines += _hint(diagnostic.hint, gutter, paint)
        return "\n".join(lines) + "\n"

    def _line(self, path: str, number: int) -> str:
        if (path, number) not in self._lines:
            source = self.sources.get(path)
            self._lines[path, number] = source.line(number) if source else ""
        return self._lines[path, number]

    def _mark(self, span: Span, sign: str, text: str = "") -> _Mark:
        """The part of a span that stands on its first line."""
        start = max(span.column - 1, 0)
        end = span.end_column - 1 if span.end_line == span.line else len(self._line(span.path, span.line).rstrip())
        return _Mark(span.line, start, max(end, start + 1), sign, visible(text))

    def _excerpt(self, path: str, marks: Sequence[_Mark], gutter: str, colour: str) -> list[str]:
        """The marked lines with what is marked in them; nothing for a file that could not be read."""
        paint = _painter(self.colour)
        marks = sorted(mark for mark in marks if mark.line)
        if path not in self.sources or not marks:
            return []
        bar = _blue(f"{gutter} |", paint)
        rows = [bar]
        for before, mark in zip([None, *marks], marks, strict=False):
            line = self._line(path, mark.line)
            text, start, end = _window(line, mark)
            if before is not None and mark.line > before.line + 1:
                rows.append(_blue("...", paint))
            if before is None or mark.line != before.line or not _fits(line):
                number = _blue(f"{mark.line:>{len(gutter)}} |", paint)
                rows.append(f"{number} {text}".rstrip())
            signs = mark.sign * max(columns_of(text[start:end]), 1)
            note = f"{signs} {mark.text}".rstrip()
            rows.append(
                f"{bar} {' ' * columns_of(text[:start])}{paint(note, fg=colour if mark.sign == '^' else 'blue')}"
            )
        return rows


def _window(line: str, mark: _Mark) -> tuple[str, int, int]:
    """The part of a line that fits a terminal, fit to be shown, with the place of the mark in it."""
    if _fits(line):
        return visible(line), mark.start, mark.end
    first = max(0, min(mark.start, len(line)) - _BEFORE_MARK)
    before = "…" if first else ""
    shown = _fitting(visible(line[first : first + _MOST_CHARACTERS]))
    after = "…" if first + len(shown) < len(line) else ""
    shift = len(before) - first
    return before + shown + after, mark.start + shift, min(mark.end + shift, len(before + shown + after))


def _fits(line: str) -> bool:
    return len(line) <= _MOST_CHARACTERS and columns_of(line) <= LONGEST_LINE


def _fitting(text: str) -> str:
    """The beginning of a text that is no wider than a line."""
    widths = itertools.accumulate(map(_character_width, text))
    return text[: sum(1 for width in widths if width <= LONGEST_LINE)]


def _hint(hint: str, gutter: str, paint: Callable[..., str]) -> list[str]:
    text = hint if len(hint) <= _LONGEST_HINT else hint[:_LONGEST_HINT] + "…"
    first, *rest = [visible(line) for line in text.split("\n")]
    lead = f"{gutter} {_blue('=', paint)} {paint('hint', bold=True)}: "
    return [lead + first, *(f"{gutter}         {line}" for line in rest)]


def _heading(diagnostic: Diagnostic, paint: Callable[..., str]) -> str:
    severity = diagnostic.severity
    mark = "[*]" if diagnostic.fix is not None and diagnostic.fix.safe else ""
    return paint(f"{severity.value}[{diagnostic.code}]{mark}", fg=_SEVERITY_COLOURS[severity], bold=True)


def _place(span: Span) -> str:
    path = visible(span.path)
    return f"{path}:{span.line}:{span.column}" if span.line else path


# Words, widths and colours


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _visible(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" if character < " ":
            return " " if character == "\t" else chr(0x2400 + ord(character))
        case "Cc" | "Cs" | "Zl" | "Zp":
            return "\ufffd"
        case "Cf" if character not in "\u200c\u200d":  # these two join letters; the others reorder or hide text
            return "\ufffd"
        case "Zs":
            return " "
    return character


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def wants_colour() -> bool:
    """True on a terminal that shows colours, where nobody asked for none."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _painter(colour: bool) -> Callable[..., str]:
    if not colour:
        return _unpainted
    import click

    return click.style


def _unpainted(text: str, **_style: object) -> str:
    return text


def _blue(text: str, paint: Callable[..., str]) -> str:
    return paint(text, fg="blue", bold=True)
