"""`guidegen schema`, and the schemas of this repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from guidegen.cli import main
from guidegen.cli.schema import schema_name, schema_text
from guidegen.reading.schema import KINDS
from guidegen.reading.schema import SCHEMAS as KINDS_AND_TRANSLATION

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_of_the_repository_are_up_to_date(kind):
    written = (SCHEMAS / schema_name(kind)).read_text(encoding="utf-8")
    assert written == schema_text(kind), "run: guidegen schema --all -o schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind):
    result = CliRunner().invoke(main, ["schema", kind])
    assert (result.exit_code, result.stdout) == (0, schema_text(kind))
    Draft202012Validator.check_schema(json.loads(result.stdout))


def test_into_a_file_or_a_folder(tmp_path):
    runner = CliRunner()
    assert runner.invoke(main, ["schema", "bank", "-o", str(tmp_path / "a" / "b.json")]).exit_code == 0
    assert (tmp_path / "a" / "b.json").read_text(encoding="utf-8") == schema_text("bank")
    assert runner.invoke(main, ["schema", "--all", "-o", str(tmp_path / "all")]).exit_code == 0
    assert {path.name for path in (tmp_path / "all").iterdir()} == {schema_name(kind) for kind in KINDS_AND_TRANSLATION}


@pytest.mark.parametrize("arguments", [[], ["--all"], ["guide", "--all", "-o", "x"], ["handout"]])
def test_wrong_usage(arguments):
    assert CliRunner().invoke(main, ["schema", *arguments]).exit_code == 2


def test_a_file_that_cannot_be_written_is_the_machines_failure(tmp_path):
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["schema", "--all", "-o", str(tmp_path / "file")])
    assert result.exit_code == 3
    assert result.stderr.startswith("guidegen: ") and result.stderr.count("\n") == 1
