"""Comments that accept a problem where it stands: `# guidegen: ignore[R103] the law words it so`.

On a line with text the comment holds for that line. On a line of its own it holds for the next line with what belongs
to it: all that is set in further, such as a long text, in which no comment can stand. `ignore-file[...]` holds for the
whole file. A comment that accepts nothing (L001), names no rule (L002) or gives no reason (L003) is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from guidegen.catalogue import CODES, diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Span
from guidegen.lint.selection import can_be_ignored
from guidegen.source.comments import Comment, comments
from guidegen.source.text import SourceText

_SIGN = "guidegen: ignore"
_FORM = re.compile(r"guidegen: ignore(?P<file>-file)?\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)$")
_CODE = re.compile(r"[^,\s]+")


@dataclass(slots=True)
class _Suppression:
    """A comment with the codes that it names and the lines that it holds for; `used` are those that did something."""

    comment: Comment
    codes: dict[str, Span]
    lines: range
    reason: str
    used: set[str] = field(default_factory=set)


def without_accepted(
    problems: Iterable[Diagnostic], sources: Mapping[str, SourceText], paths: Iterable[str]
) -> list[Diagnostic]:
    """The problems that no comment accepts, with what is wrong with the comments of the files at `paths`."""
    found = {path: list(_suppressions(sources[path])) for path in paths if path in sources}
    kept = []
    for problem in problems:
        accepting = [
            (each, code)
            for each in found.get(problem.span.path, ())
            for code in each.codes
            if problem.span.line in each.lines and _fits(problem, code)
        ]
        for each, code in accepting:
            each.used.add(code)
        if not accepting:
            kept.append(problem)
    for path, suppressions in found.items():
        for each in suppressions:
            kept += _complaints(each, sources[path])
    return kept


def _fits(problem: Diagnostic, code: str) -> bool:
    if not can_be_ignored(problem):
        return False
    return problem.code == code.upper() or CODES[problem.code].name == code


def _suppressions(source: SourceText) -> Iterator[_Suppression]:
    for comment in comments(source, _SIGN):
        form = _FORM.search(comment.text)
        if form is None:
            continue
        start = source.line(comment.line).index("[", comment.column) + 1
        codes = {
            match.group(): Span(
                source.path, comment.line, start + match.start() + 1, comment.line, start + match.end() + 1
            )
            for match in _CODE.finditer(form["codes"])
        }
        lines = range(1, source.line_count + 1) if form["file"] else _lines(comment, source)
        yield _Suppression(comment, codes, lines, form["reason"].strip())


def _lines(comment: Comment, source: SourceText) -> range:
    """The lines that a comment holds for."""
    if not comment.is_alone:
        return range(comment.line, comment.line + 1)
    texts = [source.line(number) for number in range(1, source.line_count + 1)]
    first = next(
        (n for n in range(comment.line, len(texts)) if texts[n].strip() and not texts[n].lstrip().startswith("#")), None
    )
    if first is None:
        return range(0)
    depth = _indentation(texts[first])
    last = first + 1
    while last < len(texts) and (not texts[last].strip() or _indentation(texts[last]) > depth):
        last += 1
    return range(first + 1, last + 1)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _complaints(each: _Suppression, source: SourceText) -> Iterator[Diagnostic]:
    line = source.line(each.comment.line)
    whole = Span(source.path, each.comment.line, each.comment.column, each.comment.line, len(line.rstrip()) + 1)
    known = {code for code in each.codes if code.upper() in CODES or any(c.name == code for c in CODES.values())}
    for code, span in each.codes.items():
        if code not in known:
            yield _told("L002", span, f"There is no rule `{code}`.", "`guidegen explain` lists all codes.")
    unused = [code for code in known if code not in each.used]
    if unused and len(unused) == len(each.codes):
        before = len(line[: each.comment.column - 1].rstrip())
        fix = Fix(Span(source.path, each.comment.line, before + 1, each.comment.line, len(line) + 1), "")
        yield _told("L001", whole, "This comment accepts a problem that is not there.", "Remove it.", fix)
    else:
        for code in unused:
            yield _told("L001", each.codes[code], f"There is no problem {code} here.", "Take the code out.")
    if not each.reason:
        yield _told("L003", whole, "This comment does not say why.", "Write the reason after the bracket.")


def _told(code: str, span: Span, message: str, hint: str, fix: Fix | None = None) -> Diagnostic:
    return diagnosed(code, message, span, hint=hint, fix=fix)
