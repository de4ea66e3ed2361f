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
        "No item has the kind `true-fals`. Is `true-false` meant?\nno items of 1 bank\n",
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


# guidegen bank stats

POOL = """\
bank: pool
title: Pool
language: en
objectives:
  parts: Name the parts of a cell.
  unused: Something else.
items:
  - {id: a, stem: A cell has a nucleus., key: true, level: recall, objective: parts, rationale: It has.}
  - {id: b, stem: A cell has two nuclei., key: false, level: recall, enemies: [a]}
  - {id: c, stem: A cell has a wall., key: false, level: apply, tags: [plants]}
  - {id: d, stem: A cell has legs., key: false, level: apply}
  - {id: e, stem: "Which is a {{n}}?", key: "{{n}}", distractors: ["{{n + 1}}"], variables: {n: [1, 2]}, level: judge}
  - {id: f, stem: What is a cell?, answer: A room, level: apply, points: 2}
"""
FIRST = """\
quiz: first
title: First
bank: pool
always: [a]
exclude: [d]
blueprint:
  - {items: 2, level: recall}
  - {items: 1, level: apply}
"""
SECOND = """\
quiz: second
title: Second
bank: pool
forms: 2
draw: distinct
blueprint:
  - {items: 1, level: recall}
  - {items: 1, level: apply}
"""


@pytest.fixture
def pool(project):
    (project / "quizzes" / "cells.yaml").unlink()
    for name, text in (("pool", POOL), ("first", FIRST), ("second", SECOND)):
        (project / "quizzes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return project


def stats():
    return json.loads(run("stats", "--output-format", "json").stdout)


def test_what_a_bank_covers(pool):
    [bank] = stats()["banks"]
    assert (bank["items"], bank["points"], bank["parametrised"]) == (6, "7", 1)
    assert bank["features"]["objective"] == {"parts": 1, "unused": 0, "": 5}
    assert bank["features"]["level"] == {"apply": 3, "recall": 2, "judge": 1}
    assert bank["features"]["points"] == {"1": 5, "2": 1}
    assert bank["features"]["tag"] == {"plants": 1, "": 5}
    assert (bank["rationales"], bank["why_not"]) == ({"given": 1, "of": 6}, {"given": 0, "of": 1})
    assert bank["options"] == {"2": 1}


def test_what_a_blueprint_leaves(pool):
    (pool / "quizzes" / "first.yaml").write_text(FIRST.replace("items: 2", "items: 1"), encoding="utf-8")
    first, second = stats()["quizzes"]
    assert [(row["row"], row["asks"], row["fits"], row["left"]) for row in first["rows"]] == [
        ("row 1", 1, 2, 1),
        ("row 2", 1, 2, 1),
    ]
    assert first["never"] == {
        "d": "excluded",
        "e": "fits no row",
        "b": "enemy of an item that is always in",
    }
    assert first["distinct_forms"] == {"least": 2, "most": 2, "exact": True}
    assert second["distinct_forms"] == {"least": 2, "most": 2, "exact": True}
    assert set(second["printed"]) > {"a", "b"}
    assert {"bank": "pool", "item": "a", "quizzes": ["first", "second"]} in stats()["shared"]
    assert "e" in stats()["banks"][0]["printed_by_no_quiz"]


def test_a_blueprint_that_cannot_be_met_is_told_in_the_numbers_too(pool):
    result = run("stats")
    assert "row 1     2     2     0  with level `recall`" in result.stdout
    assert "cannot be made" in result.stdout and "`a` and `b`" in result.stdout
    assert "distinct forms    none" in result.stdout
    assert "Items that several quizzes print" not in result.stdout


def test_only_the_quizzes_of_the_banks_named(pool):
    (pool / "quizzes" / "cells.yaml").write_text(BANK, encoding="utf-8")
    result = run("stats", "quizzes/cells.yaml")
    assert result.stdout.startswith("Bank cells (quizzes/cells.yaml): 2 items, 3 points")
    assert "Quiz" not in result.stdout
