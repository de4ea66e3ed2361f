"""Translations: the same items, options and answers in every language, whatever the words; what a skeleton holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidegen.assembly.form import make_form
from guidegen.assembly.kinds import kind_of
from guidegen.diagnostics import Severity
from guidegen.inline import plain_text
from guidegen.locale import words_for
from guidegen.model.bank import ItemBank
from guidegen.model.item import MultipleChoice, Statements
from guidegen.model.project import Project
from guidegen.model.quiz import BankReference, Blueprint, Quiz
from guidegen.reading import read_project
from guidegen.reading.translations.names import split_name
from guidegen.reading.translations.texts import numbers_in
from tests.conftest import ROOT
from tests.item_examples import write_every_kind
from tests.pseudo_translation import MARK, translate
from tests.reading.test_cases import png
from tests.test_docs import write


def errors(root: Path) -> list[str]:
    return [f"{d.span} {d.code} {d.message}" for d in read_project(root)[1] if d.severity is Severity.ERROR]


def assert_same_forms(project: Project, bank: ItemBank) -> None:
    """Forms, drawn values and answers do not depend on the language."""
    other = project.translated["es"].banks[bank.name]
    assert [item.common.id for item in other.items] == [item.common.id for item in bank.items]
    words = words_for("en")
    assert words is not None
    for seed in range(4):
        quiz = _quiz(bank, seed)
        mine, theirs = make_form(quiz, [bank]), make_form(quiz, [other])
        assert theirs.stored() == mine.stored()
        for placed in mine.arrangement.items:
            one, translated = mine.item(placed.item), theirs.item(placed.item)
            assert type(one) is type(translated)
            if isinstance(one, Statements) and isinstance(translated, Statements):
                # Their letters are the initials of words.
                assert [each.is_true for each in one.statements] == [each.is_true for each in translated.statements]
                continue
            assert kind_of(one).letters(one, placed.options, words) == kind_of(translated).letters(
                translated, placed.options, words
            )


def _quiz(bank: ItemBank, seed: int) -> Quiz:
    return Quiz("q", (), (), "en", (), (BankReference(bank.name),), Blueprint(), seed, True, True, "apart")


def test_every_kind_of_item_has_the_same_forms_in_translation(tmp_path: Path) -> None:
    write_every_kind(tmp_path)
    translate(tmp_path, "kinds")
    assert not errors(tmp_path)
    project = read_project(tmp_path)[0]
    assert_same_forms(project, project.banks["kinds"])
    words = [str(item.common.stem) for item in project.translated["es"].banks["kinds"].items]
    assert all(MARK in stem for stem in words)


def test_the_banks_of_the_example_have_the_same_forms_in_translation(tmp_path: Path) -> None:
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.es.yaml"))
    project = read_project(tmp_path)[0]
    for name in (*project.banks, *project.guides):
        translate(tmp_path, name)
    assert not errors(tmp_path)
    project = read_project(tmp_path)[0]
    for bank in project.banks.values():
        assert_same_forms(project, bank)
    for guide in project.guides.values():
        other = project.translated["es"].guides[guide.name]
        assert [section.id for section in other.sections] == [section.id for section in guide.sections]
        assert other.version == guide.version
        assert other.translation is not None and other.translation.path == guide.path


def test_options_that_are_pictures_are_translated_by_what_they_show(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "quizzes").mkdir(exist_ok=True)
        (tmp_path / "quizzes" / f"{name}.png").write_bytes(png())
    write(tmp_path, "quizzes/pictures.yaml", PICTURES)
    translate(tmp_path, "pictures")
    assert not errors(tmp_path)
    project = read_project(tmp_path)[0]
    assert_same_forms(project, project.banks["pictures"])
    (item,) = project.translated["es"].banks["pictures"].items
    assert isinstance(item, MultipleChoice)
    assert [plain_text(option.prose) for option in item.options] == ["Ñ A disc on a line", "Ñ A line alone"]


PICTURES = """\
bank: pictures
items:
  - stem: Which drawing shows a disc?
    options:
      - figure: one.png
        alt: A disc on a line
        key: true
      - figure: two.png
        alt: A line alone
"""
ITEMS = """\
bank: words
items:
  - stem: The [[liver|organ]] makes [[bile]] in [[46]] steps.
  - stem: "One of [[red|~blue|~green]]"
  - stem: Judge
    labels: [Plant, Animal]
    statements:
      - Oak: Plant
      - Cow: Animal
  - stem: Which?
    options:
      - "All of the above"
      - text: |
          `a`

          Second
      - Third
    key: Third
"""


def test_ids_follow_from_the_words_of_the_original(tmp_path: Path) -> None:
    write(tmp_path, "quizzes/words.yaml", ITEMS)
    write(
        tmp_path,
        "quizzes/words.es.yaml",
        """\
bank: words
items:
  - stem: El [[hígado|órgano]] hace [[bilis]] en [[46]] pasos.
  - stem: "Uno de [[rojo|~azul|~verde]]"
  - stem: Juzgue
    labels: [Planta, Animal]
    statements:
      - Roble: Planta
      - Vaca: Animal
  - stem: ¿Cuál?
    options:
      - "Toda esta lista"
      - text: |
          `a`

          Segundo
      - Tercero
    key: Tercero
""",
    )
    assert not errors(tmp_path)
    project = read_project(tmp_path)[0]
    assert_same_forms(project, project.banks["words"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/sleep.es.yaml", ("sleep", "es")),
        ("quizzes/sleep.pt-BR.yaml", ("sleep", "pt-BR")),
        ("content/sleep.yaml", ("sleep", "")),
        ("content/sleep.2024.yaml", ("sleep.2024", "")),
        ("themes/own.es.yaml", ("own.es", "")),
    ],
)
def test_names_tell_translations(path: str, expected: tuple[str, str]) -> None:
    assert split_name(path) == expected


def test_numbers_are_told_by_their_digits() -> None:
    assert numbers_in("1,000 mg in 0.5 l") == numbers_in("0,5 l con 1.000 mg")
    assert numbers_in("5 mg") != numbers_in("50 mg")
