"""Guides for the tests of rules, and what the rules find in them."""

from __future__ import annotations

import datetime
from pathlib import Path

from guidegen.lint.guides.check import guide_problems
from guidegen.reading import read_project

TODAY = datetime.date(2026, 11, 24)
HEAD = """\
guide: sample
title: A sample
language: {language}
readers: {readers}
main-message: {message}
version: 1
reviewer: {{name: A. Reader, credentials: RN}}
reviewed-on: 2026-01-31
review-by: 2028-01-31
disclosure: none
get-help: {message}
"""


def found(
    tmp_path: Path, body: str, more: str = "", *, language="en", readers="public", message="Ask us.", selected=()
) -> list[tuple[str, str]]:
    """For a guide with one section: the code of each problem, and what stands in the file where it points."""
    text = HEAD.format(language=language, readers=readers, message=message) + more
    text += "sections:\n  - title: First\n    body: |\n" + "".join(f"      {line}\n" for line in body.splitlines())
    return problems_of(tmp_path, text, selected)


def problems_of(tmp_path: Path, text: str, selected=()) -> list[tuple[str, str]]:
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content" / "sample.yaml").write_text(text, encoding="utf-8")
    project, problems, sources = read_project(tmp_path)
    assert not problems, problems
    guide = project.guides["sample"]
    source = sources[guide.path]
    diagnostics = guide_problems(guide, TODAY, source, selected)
    for diagnostic in diagnostics:
        assert diagnostic.message[0].isupper() or diagnostic.message[0] in "“"
        assert diagnostic.message.endswith(".") and diagnostic.hint.endswith((".", "”.")), diagnostic
    return [(d.code, _pointed(source, d.span)) for d in diagnostics]


def _pointed(source, span) -> str:
    if span.line == span.end_line:
        return source.line(span.line)[span.column - 1 : span.end_column - 1]
    return source.line(span.line)[span.column - 1 :]
