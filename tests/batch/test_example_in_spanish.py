"""The Spanish translation of the example: current, printed in every size, accessible alone and beside the English."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from guidegen.audit import audit
from guidegen.batch.build import build
from guidegen.batch.check import check
from guidegen.batch.choices import Choices
from guidegen.cli.schema import schema_text
from guidegen.source.parser import parse_yaml
from guidegen.source.text import SourceText
from tests.conftest import ROOT, TODAY

GUIDE = "content/glutamine-vs-glutathione.yaml"
SIZES = [
    {},
    {"size": "large", "page": "a4"},
    {"size": "giant"},
    {"size": "giant", "page": "a4"},
    {"page": "a5", "theme": "classroom"},
    {"forms": 2, "key": "inline"},
]


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("spanish")
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "guidegen.yaml", folder)
    return folder


def test_it_is_current_and_says_what_the_original_says(example: Path) -> None:
    found = check(example, only=frozenset([GUIDE]), today=TODAY).diagnostics
    assert {problem.code for problem in found} <= {"S229", "H101", "H110"}


@pytest.mark.parametrize("language", [{"language": "es"}, {"bilingual": "es"}], ids=str)
@pytest.mark.parametrize("look", SIZES, ids=str)
def test_it_is_printed_and_accessible(example: Path, tmp_path: Path, look, language) -> None:
    if look.get("size") == "giant" and "bilingual" in language:
        pytest.skip(
            "a row of the table in both languages is taller than a page in giant print, which is refused (P141)"
        )
    chosen = Choices(**look, **language)
    report = build(example, tmp_path, chosen, only=frozenset([GUIDE]), today=TODAY, producer="guidegen")
    assert [d for d in report.diagnostics if d.code != "S229"] == []
    files = [*tmp_path.glob("*.pdf")]
    assert len(files) >= 1 + look.get("forms", 1)
    for path in files:
        assert [str(finding) for finding in audit(path).findings] == []


def test_it_conforms(example: Path, tmp_path: Path, verapdf) -> None:
    for language in ({"language": "es"}, {"bilingual": "es"}):
        build(example, tmp_path, Choices(**language), only=frozenset([GUIDE]), today=TODAY, producer="guidegen")
    assert verapdf([*tmp_path.glob("*.pdf")]) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("[cq]*/*.es.yaml")), ids=lambda path: path.name)
def test_it_fits_the_schema(path: Path) -> None:
    import yaml

    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(json.loads(schema_text("translation"))).iter_errors(data)) == []
    assert parse_yaml(SourceText.of(path.name, path.read_text(encoding="utf-8")))[1] == []
