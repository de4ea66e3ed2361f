"""Every rule about guides has a module that says where it comes from, examples that hold, and a page in step."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from guidegen.catalogue import CODES
from guidegen.lint.guides.table import GUIDE_RULES, OFF, notes
from tests.lint.guides import problems_of

DOCS = Path(__file__).parent.parent.parent / "docs"
#: They need a whole text; `test_guide_rules` has one.
WITHOUT_EXAMPLES = {"R101", "R110"}
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
    if body.startswith("- claim"):
        source = "sources:\n  cochrane: Cochrane. 2018.\n" if "[@" in body else ""
        return f"{text}{source}sections:\n  - title: A\n    body:\n      {body}\n"
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


def test_the_pages_are_up_to_date():
    spec = importlib.util.spec_from_file_location("make_rules", DOCS / "make_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert found == module.pages(), "run python docs/make_rules.py"
