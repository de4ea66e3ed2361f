"""Blueprints that contradict themselves or their bank are refused, with what is short or in conflict named."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from guidegen.batch.check import check
from guidegen.diagnostics import Diagnostic, Severity
from tests.conftest import TODAY

FOLDER = Path(__file__).parent.parent / "contradictions"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "pool.yaml")
EXPECT = re.compile(r"# expect (?P<code>[A-Z]\d+) at (?P<line>\d+): (?P<message>.+)\n")


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, list[Diagnostic]]:
    """The errors of each file, all of them in one project."""
    project = tmp_path_factory.mktemp("contradictions")
    shutil.copytree(FOLDER, project / "quizzes")
    report = check(project, today=TODAY)
    assert not report.failures
    problems: dict[str, list[Diagnostic]] = defaultdict(list)
    for problem in report.diagnostics:
        if problem.severity is Severity.ERROR:
            problems[Path(problem.span.path).name].append(problem)
    return problems


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_contradiction_is_refused_and_named(path, found):
    text = path.read_text(encoding="utf-8")
    expected = [(m["code"], int(m["line"]), m["message"]) for m in EXPECT.finditer(text)]
    assert expected
    comments = len(expected)
    assert [(d.code, d.span.line - comments, d.message) for d in found[path.name]] == expected
    assert all(d.hint.endswith((".", "?")) for d in found[path.name])


def test_the_bank_itself_is_good(found):
    assert not found["pool.yaml"]
    assert len(FILES) >= 30
