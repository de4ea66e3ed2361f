"""Fixes put into the files of a project. They are tried out in memory; a file that would have more errors stays."""

from __future__ import annotations

import datetime
import difflib
from collections import Counter, defaultdict
from pathlib import Path

from guidegen.batch.content import content_problems
from guidegen.batch.whole_files import write_whole
from guidegen.diagnostics import Diagnostic, Fix, Severity
from guidegen.lint.selection import Selection
from guidegen.records import dataclass, field
from guidegen.source.edits import with_fixes
from guidegen.source.text import SourceText

_MOST_PASSES = 10
_MARK = "\ufeff"


@dataclass(slots=True)
class Fixed:
    """The files that change, each with its text before and after, and how many fixes were put in."""

    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    count: int = 0

    def diff(self) -> str:
        """The changes as a unified diff."""
        lines: list[str] = []
        for path, (before, after) in sorted(self.changes.items()):
            old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
            lines += difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def fix_project(
    root: Path,
    asked: Selection,
    today: datetime.date,
    *,
    unsafe: bool,
    only: frozenset[str] | None = None,
    write: bool = True,
) -> Fixed:
    """Put in every fix that is safe (or also the others), until none is left; nothing is written without `write`."""
    fixing = _Fixing(root, asked, today, unsafe, only)
    fixed = Fixed()
    for _ in range(_MOST_PASSES):
        if not (count := fixing.one_pass()):
            break
        fixed.count += count
    for path, data in fixing.texts.items():
        if (before := fixing.before[path]) != data:
            fixed.changes[path] = (_decoded(before), _decoded(data))
            if write:
                write_whole((root / path).resolve(), data)
    return fixed


@dataclass(slots=True)
class _Fixing:
    """The files that change, in memory: `texts` stand in place of what is on the disk, which is kept in `before`."""

    root: Path
    asked: Selection
    today: datetime.date
    unsafe: bool
    only: frozenset[str] | None
    texts: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)

    def one_pass(self) -> int:
        """Put in the fixes that do not overlap; take a file back that has more errors than it had. How many stayed."""
        problems = self._problems()
        earlier: dict[str, bytes] = {}
        counts: dict[str, int] = {}
        for path, fixes in self._wanted(problems).items():
            earlier[path] = self.texts.get(path) or (self.root / path).read_bytes()
            self.before.setdefault(path, earlier[path])
            after, counts[path] = _fixed(path, _decoded(earlier[path]), fixes)
            self.texts[path] = after.encode("utf-8", "surrogateescape")
        errors_before, errors_after = _errors(problems), _errors(self._problems() if counts else [])
        for path in counts:
            if errors_after[path] > errors_before[path]:
                self.texts[path] = earlier[path]
        return sum(count for path, count in counts.items() if self.texts[path] != earlier[path])

    def _problems(self) -> list[Diagnostic]:
        return content_problems(self.root, self.asked, self.today, self.texts)

    def _wanted(self, problems: list[Diagnostic]) -> dict[str, list[Fix]]:
        """The fixes to put in, by file."""
        fixes: dict[str, list[Fix]] = defaultdict(list)
        for problem in problems:
            fix, path = problem.fix, problem.span.path
            if fix is not None and (fix.safe or self.unsafe) and (self.only is None or path in self.only):
                fixes[path].append(fix)
        return fixes


def _fixed(path: str, text: str, fixes: list[Fix]) -> tuple[str, int]:
    """A text with fixes in it; its line ends and byte order mark stay as they were. Mixed line ends are left alone."""
    mark = _MARK if text.startswith(_MARK) else ""
    is_windows = "\r\n" in text
    if is_windows and text.count("\r\n") != text.count("\n"):
        return text, 0
    after, count = with_fixes(SourceText.of(path, text), fixes)
    return mark + (after.replace("\n", "\r\n") if is_windows else after), count


def _errors(problems: list[Diagnostic]) -> Counter[str]:
    return Counter(problem.span.path for problem in problems if problem.severity is Severity.ERROR)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
