"""Fixes put into the files of a project. They are tried out on a copy; a file that would have more errors stays."""

from __future__ import annotations

import datetime
import difflib
import shutil
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from guidegen.batch.content import content_problems
from guidegen.diagnostics import Diagnostic, Fix, Severity
from guidegen.lint.selection import Selection
from guidegen.source.edits import with_fixes
from guidegen.source.text import SourceText

_MOST_PASSES = 10
_NOT_COPIED = shutil.ignore_patterns(".*", "node_modules", "output", "__pycache__")
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
    fixed = Fixed()
    with tempfile.TemporaryDirectory(prefix="guidegen-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(root, copy, symlinks=True, ignore=_NOT_COPIED)
        before: dict[str, str] = {}
        for _ in range(_MOST_PASSES):
            if not (count := _pass(copy, asked, today, before, unsafe=unsafe, only=only)):
                break
            fixed.count += count
        for path, text in before.items():
            after = _read(copy / path)
            if after != text:
                fixed.changes[path] = (text, after)
    if write:
        for path, (_, after) in fixed.changes.items():
            _write(root / path, after)
    return fixed


def _pass(
    copy: Path,
    asked: Selection,
    today: datetime.date,
    before: dict[str, str],
    *,
    unsafe: bool,
    only: frozenset[str] | None,
) -> int:
    """Put in the fixes that do not overlap; take a file back that has more errors than it had. How many stayed in."""
    problems = content_problems(copy, asked, today)
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for problem in problems:
        path = problem.span.path
        if problem.fix is not None and (problem.fix.safe or unsafe) and (only is None or path in only):
            fixes[path].append(problem.fix)
    counts: dict[str, int] = {}
    texts: dict[str, str] = {}
    for path, wanted in fixes.items():
        texts[path] = _read(copy / path)
        before.setdefault(path, texts[path])
        after, counts[path] = _fixed(path, texts[path], wanted)
        _write(copy / path, after)
    errors_before, errors_after = (
        _errors(problems),
        _errors(content_problems(copy, asked, today)) if counts else Counter(),
    )
    for path in list(counts):
        if errors_after[path] > errors_before[path]:
            _write(copy / path, texts[path])
            del counts[path]
    return sum(counts[path] for path in counts if _read(copy / path) != texts[path])


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


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="surrogateescape")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", errors="surrogateescape"))
