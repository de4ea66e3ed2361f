"""The examples of docs/translations.md are a project that has nothing wrong with it, before and after confirming."""

from __future__ import annotations

from pathlib import Path

from guidegen.batch.translating import Confirmed, confirm, states
from guidegen.reading import read_project
from tests.test_docs import DOCS, FENCE, write


def test_the_examples_are_a_translated_project(tmp_path: Path) -> None:
    for match in FENCE.finditer((DOCS / "translations.md").read_text(encoding="utf-8")):
        first, _, rest = match["text"].partition("\n")
        write(tmp_path, first.removeprefix("# "), rest)
    assert {problem.code for problem in read_project(tmp_path)[1]} == {"S296"}
    for name in ("sleep", "sleep-questions"):
        assert isinstance(confirm(tmp_path, name, "es", None), Confirmed)
    project, problems, _ = read_project(tmp_path)
    assert problems == []
    translation = project.translated["es"].guides["sleep"].translation
    assert translation is not None
    assert translation.translator.name == "M. Ortiz"
    assert translation.reviewer.pending
    assert [(state.name, state.missing, state.stale, state.unconfirmed) for state in states(tmp_path)] == [
        ("sleep", 0, 0, 0),
        ("sleep-questions", 0, 0, 0),
    ]
