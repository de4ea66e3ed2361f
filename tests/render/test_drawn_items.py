"""Items that are drawn before their places are known print what items that are laid out in order do."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.render.pdf import drawn_items
from guidegen.render.pdf.hands import shares
from tests.item_examples import write_every_kind

TODAY = datetime.date(2026, 11, 1)
NEVER = 1_000_000
#: No font of ours has it.
UNDRAWABLE = "\U000130c0"
BANK = """\
bank: bank
stimuli:
  water:
    text: A glass of water stands on the table.
items:
  - stem: Which one is **water**? It is 100% wet, 20 % cold.
    stimulus: water
    key: H2O
    distractors: [CO2, O2, N2]
  - stem: What is in it?
    stimulus: water
    key: Nothing
    distractors: [Air, Ice]
  - stem: Draw {letter} here.
    key: Drawn
    distractors: [Not drawn, Half drawn]
  - stem: "Which ones are gases? See [the list](https://example.org)."
    key: [Air, Steam]
    distractors: [Ice]
  - stem: Water is wet.
    key: true
"""


@pytest.fixture
def drawn(monkeypatch):
    """How many items were drawn ahead, and how many were not."""
    counts = {True: 0, False: 0}
    add = drawn_items.DrawnItems._add

    def counted(self, items, result):
        for each in result[1]:
            counts[each is not None] += 1
        add(self, items, result)

    monkeypatch.setattr(drawn_items.DrawnItems, "_add", counted)
    return counts


def built(folder: Path, choices: Choices, least: int, monkeypatch) -> tuple[dict[str, bytes], list[str]]:
    monkeypatch.setattr(drawn_items, "LEAST", least)
    report = build(folder, folder / f"output-{least}", choices, today=TODAY, producer="guidegen", force=True)
    files = {path.name: path.read_bytes() for path in (folder / f"output-{least}").glob("*")}
    return files, [f"{each.code} {each.span} {each.message}" for each in report.diagnostics] + report.failures


@pytest.mark.parametrize("theme", ["classroom", "clinic", "exam", "plain"])
@pytest.mark.parametrize(
    "options", [{}, {"columns": 2}, {"size": "large"}, {"impose": "booklet"}, {"key": "end"}, {"key": "inline"}]
)
def test_files_are_the_same_with_every_kind_of_item(tmp_path, monkeypatch, drawn, theme, options):
    write_every_kind(tmp_path)
    (tmp_path / "guidegen.yaml").write_text(f"theme: {theme}\n", encoding="utf-8")
    in_order = built(tmp_path, Choices(**options), NEVER, monkeypatch)
    assert drawn == {True: 0, False: 0}
    assert built(tmp_path, Choices(**options), 1, monkeypatch) == in_order
    assert any(name.endswith(".pdf") for name in in_order[0])
    # Pictures, formulas, tables with header cells and links are left to the ordinary way.
    assert drawn[True] >= 10 and drawn[False]


WORDS = "Use the [[spacer]] before the [[inhaler|~cream|~syrup]] and wait three minutes, then breathe out slowly again."


@pytest.mark.parametrize("options", [{}, {"columns": 2}, {"columns": 3, "size": "compact"}, {"size": "giant"}])
def test_texts_with_blanks_may_be_drawn_in_two_goes(tmp_path, monkeypatch, drawn, options):
    (tmp_path / "quizzes").mkdir()
    stems = (" ".join([*["Then"] * count, WORDS]) for count in range(12))
    items = "".join(f'  - id: i{n}\n    stem: "{stem}"\n    points: 2\n' for n, stem in enumerate(stems))
    (tmp_path / "quizzes" / "bank.yaml").write_text(f"bank: bank\nitems:\n{items}", encoding="utf-8")
    (tmp_path / "quizzes" / "quiz.yaml").write_text("quiz: quiz\ntitle: T\nbank: bank\n", encoding="utf-8")
    in_order = built(tmp_path, Choices(**options), NEVER, monkeypatch)
    assert built(tmp_path, Choices(**options), 1, monkeypatch) == in_order
    assert not in_order[1] and drawn[True]


@pytest.mark.parametrize("options", [{"fillable": True}, {"standard": "ua-2"}])
def test_form_fields_and_namespaces_are_left_to_the_ordinary_way(tmp_path, monkeypatch, drawn, options):
    write_every_kind(tmp_path)
    in_order = built(tmp_path, Choices(**options), NEVER, monkeypatch)
    assert built(tmp_path, Choices(**options), 1, monkeypatch) == in_order
    assert drawn == {True: 0, False: 0}


@pytest.mark.parametrize("letter", ["an A", UNDRAWABLE])
@pytest.mark.parametrize("language", ["en", "he"])
def test_groups_and_problems_are_the_same(tmp_path, monkeypatch, drawn, letter, language):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.yaml").write_text(BANK.replace("{letter}", letter), encoding="utf-8")
    quiz = f"quiz: quiz\ntitle: Quiz\nlanguage: {language}\nbank: bank\nitems: 5\n"
    (tmp_path / "quizzes" / "quiz.yaml").write_text(quiz, encoding="utf-8")
    (tmp_path / "guidegen.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    in_order = built(tmp_path, Choices(), NEVER, monkeypatch)
    assert built(tmp_path, Choices(), 1, monkeypatch) == in_order
    assert drawn == {True: 4 - (letter == UNDRAWABLE), False: 1 + (letter == UNDRAWABLE)}
    assert ("quiz.pdf" in in_order[0]) is (letter != UNDRAWABLE)


@pytest.mark.parametrize("options", [{}, {"columns": 2}, {"key": "inline"}])
def test_stems_of_many_lines_with_points_beside_them_are_the_same(tmp_path, monkeypatch, drawn, options):
    # The points are drawn between the first lines of the stem and those that a page break may part from them.
    (tmp_path / "quizzes").mkdir()
    items = "".join(
        f"  - id: item-{lines}\n    stem: {'a long stem of many words ' * lines}{lines}?\n    points: 2\n"
        "    key: Right\n    distractors: [Wrong, Odd]\n"
        for lines in (1, 5, 20, 40)
    )
    (tmp_path / "quizzes" / "bank.yaml").write_text(f"bank: bank\nitems:\n{items}", encoding="utf-8")
    quiz = "quiz: quiz\ntitle: Quiz\nbank: bank\nitems: 4\nshow-points: true\n"
    (tmp_path / "quizzes" / "quiz.yaml").write_text(quiz, encoding="utf-8")
    in_order = built(tmp_path, Choices(**options), NEVER, monkeypatch)
    assert built(tmp_path, Choices(**options), 1, monkeypatch) == in_order
    assert "quiz.pdf" in in_order[0], in_order[1]
    assert drawn[True] and drawn[False]


def test_nothing_is_kept_of_the_texts_of_a_long_quiz(tmp_path, monkeypatch):
    write_every_kind(tmp_path)
    monkeypatch.setattr(drawn_items, "LEAST", 1)
    first = build(tmp_path, choices=Choices(), today=TODAY, producer="guidegen")
    bank = tmp_path / "quizzes" / "kinds.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("?", "??", 1), encoding="utf-8")
    again = build(tmp_path, choices=Choices(), today=TODAY, producer="guidegen")
    made_anew = build(tmp_path, tmp_path / "other", Choices(), today=TODAY, producer="guidegen", force=True)
    assert first.written and again.written and made_anew.written
    for each in made_anew.written:
        assert each.path.read_bytes() == (tmp_path / "output" / each.path.name).read_bytes()


@pytest.mark.parametrize(("tasks", "hands"), [(0, 1), (1, 2), (3_000, 1), (3_000, 2), (30_000, 7)])
def test_shares_hold_everything_once_in_order(tasks, hands):
    found = list(shares(tasks, hands, 16, 256))
    assert [index for share in found for index in share] == list(range(tasks))
    assert all(16 <= len(share) <= 256 for share in found[:-1])
