"""`guidegen bank`: what the commands about banks print."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest
from click.testing import CliRunner

from guidegen.cli import main
from guidegen.cli.table import text_table

BANK = """\
bank: cells
title: Cells
language: en
objectives:
  parts: Name the parts of a cell.
items:
  - id: nucleus
    stem: |
      Where is the **DNA** of a plant cell kept, and what keeps it there, apart from the other parts of the cell?
    key: In the nucleus
    distractors: [In the wall]
    objective: parts
    tags: [plants, dna]
    points: 2
  - {id: wall, stem: An animal cell has a wall., key: false, level: recall}
"""


def run(*arguments, code=0):
    result = CliRunner().invoke(main, ["bank", *arguments])
    assert result.exit_code == code, result.stderr
    return result


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "cells.yaml").write_text(BANK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_list_is_a_table_without_empty_columns(project):
    result = run("list")
    assert result.stdout.splitlines() == [
        "BANK   ID       KIND             OBJECTIVE  LEVEL   POINTS  TAGS         STEM",
        "cells  nucleus  multiple-choice  parts                   2  plants; dna  "
        "Where is the DNA of a plant cell kept, and what keeps it th…",
        "cells  wall     true-false                  recall       1               An animal cell has a wall.",
    ]
    assert result.stderr == "2 items of 1 bank\n"


def test_json_and_csv_hold_everything(project):
    nucleus = json.loads(run("list", "--output-format", "json").stdout)[0]
    assert nucleus["stem"].endswith("apart from the other parts of the cell?")
    assert (nucleus["tags"], nucleus["path"], nucleus["line"]) == (["plants", "dna"], "quizzes/cells.yaml", 7)
    rows = list(csv.DictReader(io.StringIO(run("list", "--output-format", "csv").stdout)))
    assert [row["id"] for row in rows] == ["nucleus", "wall"]
    assert rows[0]["tags"] == "plants; dna"
    assert rows[0]["stem"] == nucleus["stem"]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (["--kind", "true-false"], ["wall"]),
        (["--kind", "true-false", "--kind", "multiple-choice"], ["nucleus", "wall"]),
        (["--tag", "dna", "--level", "recall"], []),
        (["--points", "2", "--bank", "cells", "--objective", "parts"], ["nucleus"]),
        (["--stimulus", "root-tip"], []),
    ],
)
def test_filters(project, filters, ids):
    assert [each["id"] for each in json.loads(run("list", *filters, "--output-format", "json").stdout)] == ids


def test_a_value_that_no_item_has_is_told(project):
    result = run("list", "--kind", "true-fals")
    assert (result.stdout, result.stderr) == (
        "",
        "No item has the kind `true-fals`. Is `true-false` meant?\n0 items of 1 bank\n",
    )


def test_a_file_with_errors_is_left_out_and_named(project):
    (project / "quizzes" / "broken.yaml").write_text("bank: broken\ntitle: Broken\nitems: 3\n", encoding="utf-8")
    result = run("list", code=1)
    assert "nucleus" in result.stdout
    assert "left out, as it has errors: quizzes/broken.yaml" in result.stderr
    assert run("list", "quizzes/cells.yaml").exit_code == 0


def test_a_misspelt_subcommand(project):
    assert "Is 'list' meant?" in run("lst", code=2).stderr
    assert run("--help").stdout.startswith("Usage: guidegen bank")


def test_the_last_column_takes_what_the_terminal_has(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((40, 20)))
    wide = "細胞" * 20
    lines = text_table(["ID", "", "STEM"], [["a", "", wide], ["long-id", "", "\x1b[31mred"]]).splitlines()
    assert lines == ["ID       STEM", f"a        {'細胞' * 7}細…", "long-id  ␛[31mred"]
