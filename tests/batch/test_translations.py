"""Guides and quizzes in several languages: which files are written, and what keeps a language from being printed."""

from __future__ import annotations

import json
from pathlib import Path

from guidegen.batch.build import build
from guidegen.batch.check import check
from guidegen.batch.choices import Choices
from guidegen.batch.translating import Confirmed, Refused, Updated, begin, confirm, states, update
from tests.conftest import TODAY
from tests.pdf_reading import leaves, read, words
from tests.pseudo_translation import translate
from tests.test_docs import write

GUIDE = """\
guide: sleep
title: Sleep well
main-message: Go to bed at the same time.
version: 1
readers: staff
sections:
  - title: What helps
    id: helps
    body:
      - Walk for 30 minutes. [@who]
      - Take a nap.
sources:
  who: World Health Organization. Sleep.
quiz:
  bank: bank
  items: 2
"""
BANK = "bank: bank\nitems:\n" + "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}, bad {n}]\n"
    for n in range(4)
)


def project(folder: Path) -> Path:
    write(folder, "content/sleep.yaml", GUIDE)
    write(folder, "quizzes/bank.yaml", BANK)
    return folder


def run(folder: Path, *only: str, strict: bool = False, **choices):
    chosen = Choices(**choices)
    return build(folder, choices=chosen, only=frozenset(only) or None, strict=strict, today=TODAY, producer="guidegen")


def codes(report) -> set[str]:
    return {problem.code for problem in report.diagnostics}


def written(folder: Path) -> set[str]:
    return {path.name for path in (folder / "output").glob("*.pdf")}


def translated(folder: Path) -> Path:
    project(folder)
    for name in ("sleep", "bank"):
        translate(folder, name)
        assert isinstance(confirm(folder, name, "es", None), Confirmed)
    return folder


def test_each_language_has_its_files(tmp_path: Path) -> None:
    report = run(translated(tmp_path))
    assert codes(report) <= {"S229"}
    assert written(tmp_path) == {"sleep.pdf", "sleep-key.pdf", "sleep.es.pdf", "sleep-key.es.pdf"}
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_text())
    entries = {entry["file"]: entry for entry in manifest["files"]}
    assert entries["sleep.es.pdf"]["form"] == entries["sleep.pdf"]["form"]
    assert entries["sleep.es.pdf"]["source"] == "content/sleep.es.yaml"
    assert set(entries["sleep.es.pdf"]["sources_sha256"]) == {
        *("content/sleep.yaml", "content/sleep.es.yaml", "quizzes/bank.yaml", "quizzes/bank.es.yaml")
    }
    document = read(tmp_path / "output" / "sleep.es.pdf")
    said = " ".join(words(leaf) for leaf in leaves(document.tree))
    assert "Nadie ha revisado todavía esta traducción del inglés." in said


def test_one_language_alone(tmp_path: Path) -> None:
    run(translated(tmp_path), language="es")
    assert written(tmp_path) == {"sleep.es.pdf", "sleep-key.es.pdf"}
    report = run(tmp_path, "content/sleep.yaml", language="fr")
    assert codes(report) == {"S293"}
    assert written(tmp_path) == {"sleep.es.pdf", "sleep-key.es.pdf"}


def test_naming_the_original_builds_its_translations_and_naming_one_builds_it_alone(tmp_path: Path) -> None:
    run(translated(tmp_path), "content/sleep.es.yaml")
    assert written(tmp_path) == {"sleep.es.pdf", "sleep-key.es.pdf"}
    run(tmp_path, "content/sleep.yaml")
    assert written(tmp_path) == {"sleep.pdf", "sleep-key.pdf", "sleep.es.pdf", "sleep-key.es.pdf"}


def test_a_translation_that_is_gone_takes_its_files_along(tmp_path: Path) -> None:
    run(translated(tmp_path))
    (tmp_path / "content" / "sleep.es.yaml").unlink()
    run(tmp_path)
    assert written(tmp_path) == {"sleep.pdf", "sleep-key.pdf"}


def test_stale_texts_are_told_and_stop_a_strict_build(tmp_path: Path) -> None:
    translated(tmp_path)
    assert not codes(run(tmp_path, strict=True)) & {"S293", "S295"}
    (tmp_path / "content" / "sleep.yaml").write_text(GUIDE.replace("30 minutes", "thirty minutes"))
    [stale] = [problem for problem in check(tmp_path, today=TODAY).diagnostics if problem.code == "S295"]
    assert stale.span.path == "content/sleep.es.yaml"
    assert [label.span.path for label in stale.labels] == ["content/sleep.yaml"]
    (tmp_path / "output" / "sleep.es.pdf").unlink()
    assert "S293" in codes(run(tmp_path, strict=True))
    assert "sleep.es.pdf" not in written(tmp_path)
    run(tmp_path)
    assert "sleep.es.pdf" in written(tmp_path)
    assert isinstance(confirm(tmp_path, "sleep", "es", ["sections/helps"]), Confirmed)
    assert "S295" not in codes(check(tmp_path, today=TODAY))


def test_items_that_are_not_translated_stop_only_what_draws_them(tmp_path: Path) -> None:
    translated(tmp_path)
    [drawn, other] = _drawn_and_other(tmp_path)
    path = tmp_path / "quizzes" / "bank.es.yaml"
    whole = path.read_text()
    path.write_text(_without_item(whole, other))
    report = run(tmp_path)
    assert "S292" in codes(report) and "S293" not in codes(report)
    path.write_text(_without_item(whole, drawn))
    assert "S293" in codes(run(tmp_path))


def _drawn_and_other(folder: Path) -> list[str]:
    run(folder)
    manifest = json.loads((folder / "output" / "manifest.json").read_text())
    entry = next(entry for entry in manifest["files"] if entry["file"] == "sleep.es.pdf")
    drawn = [item["item"] for item in entry["form"]["items"]]
    return [drawn[0], next(f"i{n}" for n in range(4) if f"i{n}" not in drawn)]


def _without_item(text: str, id_: str) -> str:
    lines = text.split("\n")
    start = lines.index(f"  - id: {id_}")
    return "\n".join(lines[:start] + lines[start + 4 :])


def test_a_skeleton_holds_every_text_once_and_no_words(tmp_path: Path) -> None:
    made = begin(project(tmp_path), "sleep", "es")
    assert made == ["content/sleep.es.yaml", "quizzes/bank.es.yaml"]
    text = (tmp_path / "content" / "sleep.es.yaml").read_text()
    assert "# Walk for 30 minutes. [@who]" in text
    assert "World Health" not in text
    found = {state.name: state for state in states(tmp_path)}
    assert (found["sleep"].texts, found["sleep"].missing) == (5, 5)
    assert (found["bank"].texts, found["bank"].missing) == (20, 20)
    assert isinstance(begin(tmp_path, "sleep", "es"), Refused)
    assert isinstance(begin(tmp_path, "slep", "es"), Refused)
    assert isinstance(begin(tmp_path, "sleep", "en"), Refused)


def test_an_update_puts_in_what_is_new_and_keeps_every_word(tmp_path: Path) -> None:
    translated(tmp_path)
    path = tmp_path / "content" / "sleep.es.yaml"
    before = path.read_text()
    new = GUIDE.replace("      - Take a nap.", "      - Eat early.\n      - Take a nap.").replace(
        "sources:", "key-points: [Sleep]\nsources:"
    )
    (tmp_path / "content" / "sleep.yaml").write_text(new)
    updated = update(tmp_path, "sleep", "es")
    assert isinstance(updated, Updated)
    assert (updated.added, updated.removed) == (2, 0)
    text = path.read_text()
    assert "      # Eat early.\n      -\n      - Ñ Take a nap." in text
    kept = [line for line in before.split("\n") if "/body/" not in line]
    assert [line for line in text.split("\n") if line in kept] == kept
    [state] = [state for state in states(tmp_path) if state.name == "sleep"]
    assert (state.missing, state.stale, state.unconfirmed) == (2, 0, 0)


def test_an_update_makes_a_comment_of_what_is_gone(tmp_path: Path) -> None:
    translated(tmp_path)
    (tmp_path / "content" / "sleep.yaml").write_text(GUIDE.replace("      - Walk for 30 minutes. [@who]\n", ""))
    assert "S294" in codes(check(tmp_path, today=TODAY))
    updated = update(tmp_path, "sleep", "es")
    assert isinstance(updated, Updated)
    assert (updated.added, updated.removed) == (0, 1)
    assert "#       - Ñ Walk for 30 minutes. [@who]" in (tmp_path / "content" / "sleep.es.yaml").read_text()
    assert not codes(check(tmp_path, today=TODAY)) & {"S294", "S295", "S296"}


def test_a_translation_for_patients_wants_a_reviewer(tmp_path: Path) -> None:
    translated(tmp_path)
    original = tmp_path / "content" / "sleep.yaml"
    original.write_text(GUIDE.replace("readers: staff", "readers: public"))
    path = tmp_path / "content" / "sleep.es.yaml"
    text = path.read_text().replace("readers: staff\n", "")
    path.write_text(text)
    [problem] = [each for each in check(tmp_path, today=TODAY).diagnostics if each.code == "H110"]
    assert problem.span.path == "content/sleep.es.yaml"
    path.write_text(text + "translation:\n  reviewer:\n    name: L. Park\n    credentials: certified translator\n")
    assert "H110" not in codes(check(tmp_path, today=TODAY))
    run(tmp_path)
    said = " ".join(words(leaf) for leaf in leaves(read(tmp_path / "output" / "sleep.es.pdf").tree))
    assert "Traducción revisada por L. Park, certified translator." in said
