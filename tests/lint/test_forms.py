"""Rules about whole quizzes: what they give away, and how much there is to read."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from guidegen.catalogue import CODES, diagnosed
from guidegen.cli.report import render_diagnostics
from guidegen.diagnostics import Label, Span
from guidegen.lint.quizzes.chance import at_least
from guidegen.lint.quizzes.table import QUIZ_RULES, notes, quiz_problems, quizzes_of
from guidegen.reading import read_project


def codes(tmp_path, keys, quiz="", long_keys=False):
    """The codes for a quiz of items with four options each, whose keys stand in these places."""
    (tmp_path / "quizzes").mkdir(exist_ok=True)
    items = ""
    for number, key in enumerate(keys):
        words = ["red", "tan", "sky", "sea"]
        if long_keys:
            words[key] += " and much more"
        options = ", ".join(f"{word} {number}" for word in words)
        items += f"  - stem: Which is it, number {number}?\n    options: [{options}]\n    key: {words[key]} {number}\n"
    (tmp_path / "quizzes" / "b.yaml").write_text(f"bank: b\nitems:\n{items}")
    (tmp_path / "quizzes" / "q.yaml").write_text(f"quiz: q\ntitle: Q\nbank: b\n{quiz}")
    project, problems, sources = read_project(tmp_path)
    assert not problems, problems
    found = [problem for quiz in quizzes_of(project) for problem in quiz_problems(quiz, project)]
    return [d.code for d in found], found, sources


FIXED = "shuffle-options: false\nshuffle-items: false\n"
EVEN = [0, 1, 2, 3, 1, 0, 3, 2, 0, 2, 1, 3]


def test_places_count_only_in_the_authors_order(tmp_path):
    first = [0] * 8 + [1, 2]
    assert codes(tmp_path, first)[0] == []
    assert codes(tmp_path, first, "shuffle-options: false\n")[0] == ["F101"]
    assert codes(tmp_path, first, FIXED)[0] == ["F101", "F102"]
    assert codes(tmp_path, EVEN, FIXED)[0] == []
    assert codes(tmp_path, [0] * 9, FIXED)[0] == [], "nine items say too little"


def test_runs(tmp_path):
    assert codes(tmp_path, [1, 0, 0, 0, 0, 0, 0, 2, 3, 1, 2, 3], FIXED)[0] == ["F102"]


def test_lengths(tmp_path):
    assert codes(tmp_path, EVEN)[0] == []
    assert codes(tmp_path, EVEN, long_keys=True)[0] == ["F103"]


def test_formats_for_other_programs(tmp_path):
    _, problems, sources = codes(tmp_path, EVEN, long_keys=True)
    log = json.loads(render_diagnostics(problems, sources, format="sarif"))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0" and result["ruleId"] == run["tool"]["driver"]["rules"][0]["id"] == "F103"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "quizzes/q.yaml" and location["region"]["startLine"] == 1
    assert len(result["partialFingerprints"]["guidegen/v1"]) == 16
    suite = ET.fromstring(render_diagnostics(problems, sources, format="junit"))
    assert suite.find("testsuite").get("failures") == "1"
    assert suite.find(".//testcase").get("classname") == "quizzes/q.yaml"
    assert json.loads(render_diagnostics([], {}, format="sarif"))["runs"][0]["results"] == []


def found(tmp_path, items, quiz=""):
    (tmp_path / "quizzes").mkdir(exist_ok=True)
    (tmp_path / "quizzes" / "b.yaml").write_text(f"bank: b\nitems:\n{items}")
    (tmp_path / "quizzes" / "q.yaml").write_text(f"quiz: q\ntitle: Q\nbank: b\n{quiz}")
    project, problems, _ = read_project(tmp_path)
    assert not problems, problems
    return [(d.code, d.span.line) for quiz in quizzes_of(project) for d in quiz_problems(quiz, project)]


BILE = """  - id: a
    stem: Which organ in the human body makes the bile that helps us digest fat?
    options: [The liver, The heart, The spleen]
    key: The liver
  - id: b
    stem: Which organ in the human body makes the bile that helps us digest the fat?
    options: [The liver, The heart, The spleen]
    key: The liver
"""


def test_items_that_are_nearly_the_same(tmp_path):
    assert found(tmp_path, BILE) == [("F104", 7)]
    assert found(tmp_path, BILE, "items: 1\n") == [], "only one of them is printed"
    other = BILE.replace("digest the fat?", "store sugar between two meals?").replace("that helps us", "which can", 1)
    assert found(tmp_path, other) == []


def test_a_stem_that_says_the_key_of_another_item(tmp_path):
    items = """  - stem: What parts the chromatids?
    options: [the spindle fibres, the cell wall, the membrane]
    key: the spindle fibres
  - stem: How do the spindle fibres shorten?
    answer: They lose tubulin
"""
    assert found(tmp_path, items) == [("F105", 4)]
    assert found(tmp_path, items.replace("the spindle fibres shorten", "they shorten")) == []


def test_statements_that_are_nearly_all_true(tmp_path):
    items = "".join(f"  - {{stem: Statement {n} holds., key: {str(n > 0).lower()}}}\n" for n in range(10))
    assert found(tmp_path, items) == [("Q402", 1)]
    assert found(tmp_path, items.replace("key: true", "key: false", 4)) == []


def test_quizzes_of_thousands_of_items_are_judged():
    assert at_least(700, 2000, 0.25) < 1e-20 and 0.4 < at_least(500, 2000, 0.25) < 0.6


def test_items_with_more_words_than_the_quiz_allows(tmp_path):
    items = "  - {stem: Which one of them is it?, key: This one here, distractors: [That one, None]}\n"
    assert found(tmp_path, items) == []
    assert found(tmp_path, items, "most-words: 12\n") == []
    assert found(tmp_path, items, "most-words: 11\n") == [("F108", 3)]


def test_every_rule_has_its_entry_and_its_source():
    assert set(QUIZ_RULES) == {code for code in CODES if code[0] == "F"} | {"Q402"}
    assert all(notes(code).startswith("Source: ") for code in QUIZ_RULES)


def test_sarif_follows_its_schema(tmp_path):
    schema = os.environ.get("GUIDEGEN_SARIF_SCHEMA")
    if not schema:
        pytest.skip("GUIDEGEN_SARIF_SCHEMA names no schema of SARIF 2.1.0")
    _, problems, sources = codes(tmp_path, EVEN, long_keys=True)
    label = Label(Span("a folder/ü.yaml", 3, 1, 3, 5), "said here")
    problems += [
        diagnosed("Q301", "A message.", Span("a folder/ü.yaml", 2, 3, 2, 9), hint="A hint.", labels=(label,)),
        diagnosed("Y201", "A file without a place.", Span("gone.yaml")),
    ]
    for shown in (problems, []):
        log = json.loads(render_diagnostics(shown, sources, format="sarif"))
        validator = jsonschema.Draft7Validator(
            json.loads(Path(schema).read_text()), format_checker=jsonschema.FormatChecker()
        )
        assert [error.message for error in validator.iter_errors(log)] == []
    assert "a%20folder/%C3%BC.yaml" in render_diagnostics(problems, sources, format="sarif")
