"""What the writer of YAML writes reads back as an equal bank, and looks as if an author had written it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from guidegen.diagnostics import has_errors
from guidegen.exchange.yaml_bank import bank_text
from guidegen.reading import read_project
from tests.exchange.banks import DATA, IMAGE, banks


def read_back(root, text: str):
    """The bank that a text is read as, and what was found on the way."""
    (root / "quizzes/bank").mkdir(parents=True, exist_ok=True)
    (root / IMAGE.path).write_bytes(DATA)
    (root / "quizzes/bank.yaml").write_text(text, encoding="utf-8")
    project, problems, _ = read_project(root)
    return project.banks.get("bank"), problems


@given(banks)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_bank_reads_back_equal(tmp_path_factory, bank):
    text = bank_text(bank)
    found, problems = read_back(tmp_path_factory.mktemp("p"), text)
    assert not has_errors(problems), (problems, text)
    assert found is not None
    for was, now in zip(bank.items, found.items, strict=True):
        assert now == was, text
    assert found == replace(bank), text
