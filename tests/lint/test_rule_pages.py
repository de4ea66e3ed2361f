"""Every rule has a module that says where it comes from, examples that hold, and a page in step."""

from __future__ import annotations

import importlib.util
import inspect
import re
from pathlib import Path

import pytest

from guidegen.catalogue import CODES
from guidegen.lint.guides.table import GUIDE_RULES, OFF, notes
from guidegen.lint.items import table as items
from guidegen.lint.items.table import item_problems
from guidegen.lint.quizzes import table as quizzes
from guidegen.reading import read_project
from tests.lint.guides import problems_of

DOCS = Path(__file__).parent.parent.parent / "docs"
#: They need a whole text (`test_guide_rules` has one), or two files (`batch/test_translations` has them).
WITHOUT_EXAMPLES = {"H110", "R101", "R110"}
LEFT_OUT = {"H101": "reviewer", "H104": "disclosure", "H105": "get-help"}
BASE = {
    "guide": "sample",
    "title": "T",
    "readers": "public",
    "main-message": "Ask us.",
    "version": "1",
    "reviewer": "{name: A. Reader, credentials: RN}",
    "reviewed-on": "2019-01-31",
    "review-by": "2028-01-31",
    "disclosure": "none",
    "get-help": "Call us.",
}


def guide_of(code: str, example: str) -> str:
    """A guide with the example in it: as its fields, as a block of its body, or as the text of its body."""
    body, fields = "Rest.", {}
    if re.match(r"[a-z-]+:", example):
        fields = dict(part.split(":", 1) for part in re.split(r"\n(?=[a-z])", example))
    else:
        body = example
    given = {key: f" {value}" for key, value in BASE.items() if LEFT_OUT.get(code) != key} | fields
    text = "".join(f"{key}:{value}\n" for key, value in given.items())
    if body.startswith(("- claim", "- comparison")):
        source = "sources:\n  cochrane: Cochrane. 2018.\n" if "cochrane" in body else ""
        lines = "".join(f"      {line}\n" for line in body.splitlines())
        return f"{text}{source}sections:\n  - title: A\n    body:\n{lines}"
    indented = "".join(f"      {line}\n" for line in body.splitlines())
    return f"{text}sections:\n  - title: A\n    body: |\n{indented}"


@pytest.mark.parametrize("code", sorted(GUIDE_RULES))
def test_examples_hold(code, tmp_path):
    entry = CODES[code]
    if code in WITHOUT_EXAMPLES:
        assert not entry.bad and not entry.good
        return
    bad = problems_of(tmp_path, guide_of(code, entry.bad), selected=OFF)
    good = problems_of(tmp_path, guide_of(code, entry.good), selected=OFF)
    assert code in {each for each, _ in bad}
    assert code not in {each for each, _ in good}


@pytest.mark.parametrize("code", sorted(GUIDE_RULES))
def test_rules_say_where_they_come_from(code):
    assert re.match(r"(?:On \d|Source: |The lists are|Left alone|[A-Z])", notes(code)) and len(notes(code)) > 40
    assert "Source" in notes(code) or "list" in notes(code)


def item_of(example: str) -> str:
    """An item with the example in it: what it leaves out is added."""
    given = set(re.findall(r"^([a-z-]+):", example, re.MULTILINE))
    text = example if "stem" in given else f"stem: What is it?\n{example}"
    if given & {"pairs", "statements"} or "[[" in example or re.search(r"key: (true|false)\b", example):
        return text
    if "options" in given and "key" not in given:
        first = re.search(r"options: \[([^,\]]+)", example)
        text += f"\nkey: {first[1]}" if first else ""
    elif "key" not in given:
        text += "\nkey: Iron"
    return text if given & {"options", "distractors"} else f"{text}\ndistractors: [Zinc, Lead]"


def codes_of_item(folder, example: str) -> set[str]:
    folder.joinpath("quizzes").mkdir(parents=True, exist_ok=True)
    body = "".join(f"    {line}\n" for line in item_of(example).splitlines())
    folder.joinpath("quizzes", "b.yaml").write_text(f"bank: b\nitems:\n  -{body[3:]}")
    project, problems, sources = read_project(folder)
    assert not problems, problems
    return {problem.code for problem in item_problems(project.banks["b"], sources["quizzes/b.yaml"], items.OFF)}


@pytest.mark.parametrize("code", sorted(items.ITEM_RULES))
def test_examples_of_items_hold(code, tmp_path):
    entry = CODES[code]
    assert code in codes_of_item(tmp_path / "bad", entry.bad)
    assert code not in codes_of_item(tmp_path / "good", entry.good)


TABLES = {"guides": GUIDE_RULES, "items": items.ITEM_RULES, "quizzes": quizzes.QUIZ_RULES}


@pytest.mark.parametrize(("folder", "code"), [(folder, code) for folder, table in TABLES.items() for code in table])
def test_every_rule_is_a_module_with_a_page_and_examples(folder, code):
    module = inspect.getmodule(TABLES[folder][code])
    assert module.__name__.startswith(f"guidegen.lint.{folder}.{code.lower()}_")
    assert module.__doc__.startswith(f"{code}: ")
    lines = [line for line in inspect.getsource(module).splitlines() if line.strip()]
    assert len(lines) <= 150, "a rule is small"
    assert (DOCS / "rules" / f"{code}.md").is_file()
    assert code in WITHOUT_EXAMPLES or (CODES[code].bad and CODES[code].good)


def test_the_pages_are_up_to_date():
    spec = importlib.util.spec_from_file_location("make_rules", DOCS / "make_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert found == module.pages(), "run python docs/make_rules.py"
