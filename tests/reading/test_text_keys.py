"""Texts that are keys: a new translation has them in the words of the original, and they count as not translated."""

from __future__ import annotations

import pytest

from guidegen.batch.translating import begin, confirm, states
from guidegen.reading import read_project

BANK = """\
bank: b
items:
  - id: dry
    stem: Which are true?
    statements:
      It must stay dry.: true
      It may get wet.: false
  - id: say
    stem: Why?
    kind: essay
    points: 3
    rubric:
      Names the skin: 1
      Names the water: 2
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "guidegen.yaml").write_text("organisation:\n  name: A\n", encoding="utf-8")
    (tmp_path / "quizzes/b.yaml").write_text(BANK, encoding="utf-8")
    begin(tmp_path, "b", "es")
    path = tmp_path / "quizzes/b.es.yaml"
    text = path.read_text(encoding="utf-8").replace("stem:", "stem: ¿Qué?").replace("Names the skin: 1", "La piel: 1")
    path.write_text(text, encoding="utf-8")
    return tmp_path


def problems(root):
    return [(d.code, d.span.line, d.message) for d in read_project(root)[1] if d.code in ("S291", "S292")]


def test_keys_that_stand_as_they_were_made_count_as_missing(root):
    done = confirm(root, "b", "es", None)
    (state,) = states(root)
    assert (state.texts, state.missing, state.unconfirmed, done.missing) == (6, 3, 0, 3)
    assert problems(root) == [
        ("S292", 16, "Entry 1 of `statements` still says what the original says: `It must stay dry.`."),
        ("S292", 18, "Entry 2 of `statements` still says what the original says: `It may get wet.`."),
        ("S292", 26, "Entry 2 of `rubric` still says what the original says: `Names the water`."),
    ]
    translation = read_project(root)[0].translated["es"].banks["b"].translation
    assert translation.lacking == {"dry", "say"}


def test_one_that_is_the_same_in_both_languages_is_confirmed_by_its_own_place(root):
    confirm(root, "b", "es", ["items/say"])
    assert len(problems(root)) == 3
    confirm(root, "b", "es", ["items/say/rubric/2/key"])
    assert [line for _, line, _ in problems(root)] == [16, 18]
    confirm(root, "b", "es", None)
    assert states(root)[0].missing == 2
