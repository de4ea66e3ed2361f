"""Builds: the same bytes, whole files or none, nothing stale, one bad file stops no other."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidegen.batch import store as store_module
from guidegen.batch import whole_files
from guidegen.batch.build import build
from guidegen.batch.check import check
from guidegen.batch.choices import Choices
from guidegen.batch.outputs import OutputId
from tests.conftest import ROOT, TODAY, build_texts
from tests.pdf_reading import leaves, read, words

GUIDE = """guide: {name}
title: A guide
main-message: Drink water.
version: 1
sections:
  - title: Water
    body: Water is wet.
quiz:
  bank: bank
"""
BANK = """bank: bank
items:
  - stem: What is water?
    key: Wet
    distractors: [Dry, Loud]
"""

#: What a file is called that is being written.
HALF = ".guidegen-0123456789ab4d2-0"


def make(folder: Path, *names: str) -> Path:
    for sub in ("content", "quizzes"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / "content" / f"{name}.yaml").write_text(GUIDE.format(name=name))
    (folder / "quizzes" / "bank.yaml").write_text(BANK)
    return folder


def run(folder: Path, **kwargs):
    return build(folder, today=TODAY, producer="guidegen", **kwargs)


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_examples_build_without_a_problem(examples):
    assert files(examples) == {
        "glutamine-vs-glutathione.pdf",
        "glutamine-vs-glutathione-key.pdf",
        "glutamine-vs-glutathione-teach-back.pdf",
        "mitosis-vs-meiosis.pdf",
        "mitosis-vs-meiosis-key.pdf",
        "cell-division-quiz.pdf",
        "cell-division-quiz-key.pdf",
        "manifest.json",
    }


def test_the_manifest_says_what_each_file_is(examples):
    manifest = json.loads((examples / "manifest.json").read_text())
    entries = {entry["file"]: entry for entry in manifest["files"]}
    assert list(entries) == sorted(entries)
    for name, entry in entries.items():
        assert entry["sha256"] == store_module.digest((examples / name).read_bytes())
        assert entry["pages"] > 0
        assert len(entry["sources_sha256"][entry["source"]]) == 64
    handout, key = entries["mitosis-vs-meiosis.pdf"], entries["mitosis-vs-meiosis-key.pdf"]
    assert handout["quiz_code"] == key["quiz_code"]
    assert handout["form"]["seed"] >= 0


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "0"},
    ],
)
def test_the_same_sources_give_the_same_bytes_elsewhere(examples, example_project, tmp_path, environment):
    folder = tmp_path / "another folder" / "deeper"
    shutil.copytree(example_project, folder, ignore=shutil.ignore_patterns("output"))
    code = (
        "import datetime, pathlib, sys; from guidegen.batch.build import build;"
        "build(pathlib.Path(sys.argv[1]), today=datetime.date(2027, 5, 6), producer='guidegen')"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT, env={**os.environ, **environment})
    assert files(folder / "output") == files(examples)
    for name in files(examples):
        assert (folder / "output" / name).read_bytes() == (examples / name).read_bytes(), name


def test_one_bad_guide_does_not_stop_the_others(tmp_path):
    folder = make(tmp_path, "good", "bad")
    (folder / "content" / "bad.yaml").write_text(GUIDE.format(name="bad").replace("title: A guide", "titel: A guide"))
    report = run(folder)
    assert {d.span.path for d in report.diagnostics} == {"content/bad.yaml"}
    assert files(folder / "output") == {"good.pdf", "good-key.pdf", "manifest.json"}


def test_only_the_named_files_are_built(tmp_path):
    folder = make(tmp_path, "one", "two")
    (folder / "content" / "broken.yaml").write_text("guide: broken\n")
    report = run(folder, only=frozenset(["content/two.yaml"]))
    assert not report.diagnostics
    assert files(folder / "output") == {"two.pdf", "two-key.pdf", "manifest.json"}


def test_outputs_whose_source_is_gone_are_removed(tmp_path):
    folder = make(tmp_path, "one", "two")
    run(folder)
    (folder / "content" / "two.yaml").unlink()
    report = run(folder)
    assert sorted(path.name for path in report.removed) == ["two-key.pdf", "two.pdf"]
    assert files(folder / "output") == {"one.pdf", "one-key.pdf", "manifest.json"}


def test_a_file_that_somebody_changed_is_not_removed(tmp_path):
    folder = make(tmp_path, "one", "two")
    run(folder)
    (folder / "content" / "two.yaml").unlink()
    (folder / "output" / "two.pdf").write_bytes(b"mine now")
    run(folder)
    assert (folder / "output" / "two.pdf").read_bytes() == b"mine now"


def test_no_stale_key_stays_when_the_key_is_turned_off(tmp_path):
    folder = make(tmp_path, "one")
    run(folder)
    report = run(folder, choices=Choices(key="none"))
    assert [path.name for path in report.removed] == ["one-key.pdf"]
    assert files(folder / "output") == {"one.pdf", "manifest.json"}


def test_the_old_key_goes_before_the_new_quiz_comes(tmp_path, monkeypatch):
    """Killed between quiz and key, a build leaves the new quiz without a key, never with the old one."""
    folder = make(tmp_path, "one")
    run(folder)
    written = []

    def write(self, name, data):
        if len(written) == 1:
            raise KeyboardInterrupt
        written.append(name)
        return original(self, name, data)

    original = store_module.Store.write
    monkeypatch.setattr(store_module.Store, "write", write)
    with pytest.raises(KeyboardInterrupt):
        run(folder, choices=Choices(seed=5))
    assert written == ["one.pdf"]
    assert not (folder / "output" / "one-key.pdf").exists()


def test_a_full_disk_leaves_the_old_file_whole(tmp_path, monkeypatch):
    folder = make(tmp_path, "one")
    run(folder)
    before = (folder / "output" / "one.pdf").read_bytes()

    def full(handle, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(whole_files.os, "write", full)
    report = run(folder, choices=Choices(page="a4"))
    assert any("No space left" in failure for failure in report.failures)
    assert (folder / "output" / "one.pdf").read_bytes() == before
    assert not [name for name in files(folder / "output") if name.startswith(".guidegen")]


def test_what_a_killed_build_left_is_swept(tmp_path):
    folder = make(tmp_path, "one")
    (folder / "output").mkdir()
    for name in (HALF, ".guidegen-of-somebody-else"):
        (folder / "output" / name).write_bytes(b"half")
        os.utime(folder / "output" / name, (1, 1))
    run(folder)
    assert HALF not in files(folder / "output")
    assert ".guidegen-of-somebody-else" in files(folder / "output")


def test_an_output_folder_that_is_a_file_is_reported(tmp_path):
    folder = make(tmp_path, "one", "two")
    (folder / "output").write_text("not a folder")
    report = run(folder)
    [failure] = report.failures
    assert "is no folder" in failure and "name another one" in failure
    assert {"one.pdf", "two.pdf"} <= report.failed
    assert not report.written


def test_a_folder_in_which_nothing_may_be_changed_is_told_once(tmp_path, monkeypatch):
    folder = make(tmp_path, "one")
    run(folder)
    opened, unlink = os.open, Path.unlink

    def refused(path, flags, *mode, **more):
        if flags & os.O_CREAT and Path(path).parent == folder / "output":
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return opened(path, flags, *mode, **more)

    def stays(path, **more):
        if path.parent == folder / "output":
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        unlink(path, **more)

    monkeypatch.setattr(whole_files.os, "open", refused)
    monkeypatch.setattr(Path, "unlink", stays)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder / "output")
    report = run(folder, choices=Choices(seed=5))
    [failure] = report.failures
    assert failure.startswith(f"nothing may be changed in {folder / 'output'} (Permission denied)")
    assert "name another folder" in failure
    assert report.failed and not report.written


def test_a_file_that_is_held_open_fails_alone(tmp_path, monkeypatch):
    folder = make(tmp_path, "one")
    run(folder)
    replace = os.replace

    def held_open(temporary, path):
        if Path(path).name == "one.pdf":
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(temporary), None, os.fspath(path))
        replace(temporary, path)

    monkeypatch.setattr(os, "replace", held_open)
    report = run(folder, choices=Choices(page="a4"))
    assert report.failures == [f"{folder / 'output' / 'one.pdf'}: Permission denied"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": [{"file": "../../evil.pdf", "source": "gone"}]}', "\x00"])
def test_a_manifest_that_is_not_ours_harms_nothing(tmp_path, text):
    folder = make(tmp_path / "project", "one")
    (tmp_path / "evil.pdf").write_text("precious")
    (folder / "output").mkdir()
    (folder / "output" / "manifest.json").write_text(text)
    run(folder)
    assert (tmp_path / "evil.pdf").read_text() == "precious"
    assert "one.pdf" in files(folder / "output")


def test_check_writes_nothing_and_knows_the_day(tmp_path):
    folder = make(tmp_path, "one")
    path = folder / "content" / "one.yaml"
    path.write_text(path.read_text() + "readers: students\nreviewed-on: 2020-01-01\nreview-by: 2022-01-01\n")
    report = check(folder, today=TODAY)
    assert [d.code for d in report.diagnostics] == ["H102"]
    refused = build(folder, today=TODAY, producer="test", strict=True)
    assert [d.code for d in refused.diagnostics] == ["H102"] and not refused.written
    assert not (folder / "output").exists()


def test_a_strict_build_judges_the_items_of_its_sources_alone(tmp_path):
    folder = make(tmp_path, "one")
    bank = (
        "bank: {0}\nitems:\n  - stem: What is it made of?\n    key: Stone\n    distractors: [Wood, All of the above]\n"
    )
    for name in ("drawn", "other"):
        (folder / "quizzes" / f"{name}.yaml").write_text(bank.format(name))
    (folder / "quizzes" / "test.yaml").write_text("quiz: test\ntitle: Test\nbank: drawn\n")
    quiz = frozenset({"quizzes/test.yaml"})
    report = build(folder, only=quiz, today=TODAY, producer="test", strict=True)
    assert {(d.code, d.span.path) for d in report.diagnostics} == {("Q101", "quizzes/drawn.yaml")}
    assert [written.path.name for written in report.written] == ["test.pdf", "test-key.pdf"]
    assert not build(folder, only=quiz, today=TODAY, producer="test").diagnostics


def test_names_of_outputs():
    assert OutputId("a").file_name() == "a.pdf"
    assert OutputId("a", is_key=True).file_name() == "a-key.pdf"
    assert OutputId("a", copy="0012", size="giant").file_name() == "a-0012-giant.pdf"
    assert OutputId("a", True, "C", language="es", size="large").file_name() == "a-key-form-c.es-large.pdf"


def test_nothing_in_a_quiz_tells_the_key(tmp_path):
    """Two banks that differ only in what is right print the same quiz, byte for byte."""
    quizzes = []
    for name, key, other in (("one", "Wet", "Dry"), ("two", "Dry", "Wet")):
        folder = tmp_path / name
        (folder / "quizzes").mkdir(parents=True)
        bank = (
            f"bank: bank\nitems:\n  - stem: What?\n    key: {key}\n    distractors: [{other}, Loud]\n    rationale: R\n"
        )
        bank += f"  - stem: True?\n    id: t\n    key: {'true' if name == 'one' else 'false'}\n"
        (folder / "quizzes" / "bank.yaml").write_text(bank)
        (folder / "quizzes" / "quiz.yaml").write_text("quiz: quiz\ntitle: Quiz\nbank: bank\n")
        report = run(folder)
        assert not report.diagnostics
        quizzes.append((folder / "output" / "quiz.pdf").read_bytes())
    assert quizzes[0] == quizzes[1]


def test_a_house_colour_that_is_too_light_is_refused_with_the_figure(tmp_path):
    folder = make(tmp_path, "one")
    (folder / "guidegen.yaml").write_text('primary-colour: "#ffcc00"\n')
    report = run(folder)
    assert [d.code for d in report.diagnostics] == ["S226"]
    assert "1.3 to 1" in report.diagnostics[0].message
    assert not report.written


def test_a_language_without_words_is_refused(tmp_path):
    folder = make(tmp_path, "one", "two")
    path = folder / "content" / "one.yaml"
    path.write_text(path.read_text() + "language: fi\n")
    report = run(folder)
    assert [(d.code, d.span.path) for d in report.diagnostics] == [("S227", "content/one.yaml")]
    assert "two.pdf" in files(folder / "output")


def test_sources_cited_in_a_bank_are_printed_where_they_are_cited(tmp_path):
    folder = make(tmp_path)
    (folder / "content" / "one.yaml").write_text(
        GUIDE.format(name="one") + "sources:\n  book: A book\n  paper: A paper\n"
    )
    bank = BANK.replace("bank: bank\n", "bank: bank\nguide: one\n")
    (folder / "quizzes" / "bank.yaml").write_text(
        bank.replace("What is water?", "What is water [@paper]?") + "    rationale: See [@book].\n"
    )
    (folder / "quizzes" / "alone.yaml").write_text("quiz: alone\ntitle: Alone\nbank: bank\n")
    report = run(folder)
    assert not report.diagnostics
    for name, expected in (("one", ["A book", "A paper"]), ("one-key", ["A book"]), ("alone", ["A paper"])):
        text = [words(leaf) for leaf in leaves(read(folder / "output" / f"{name}.pdf").tree)]
        assert [leaf for leaf in text if leaf in ("A book", "A paper")] == expected


def test_a_file_of_an_earlier_build_is_named_when_its_source_has_errors(tmp_path):
    folder = make(tmp_path, "one")
    run(folder)
    path = folder / "content" / "one.yaml"
    path.write_text(path.read_text() + "colour: red\n")
    report = run(folder)
    assert sorted(path.name for path in report.kept) == ["one-key.pdf", "one.pdf"]
    assert "one.pdf" in files(folder / "output")


def pdf_texts(path: Path) -> list[str]:
    return [words(leaf) for leaf in leaves(read(path).tree)]


def test_an_item_without_a_right_option_is_answered_as_such(tmp_path):
    folder = make(tmp_path)
    (folder / "quizzes" / "bank.yaml").write_text(
        "bank: bank\nitems:\n  - stem: Which of these are planets?\n    kind: multiple-response\n"
        "    options: [Moon, Sun, Pluto]\n"
    )
    (folder / "quizzes" / "quiz.yaml").write_text("quiz: quiz\ntitle: Q\nbank: bank\nkey: end\n")
    report = run(folder)
    assert not report.diagnostics
    assert not report.failures
    for name in ("quiz", "quiz-key"):
        assert "None of the options is right." in pdf_texts(folder / "output" / f"{name}.pdf")


def test_unshuffled_short_form_does_not_tell_the_key(tmp_path):
    folder = make(tmp_path)
    items = "".join(f"  - stem: Item {i}?\n    key: k{i}\n    distractors: [a{i}, b{i}]\n" for i in range(30))
    (folder / "quizzes" / "bank.yaml").write_text("bank: bank\nitems:\n" + items)
    (folder / "quizzes" / "quiz.yaml").write_text("quiz: quiz\ntitle: Q\nbank: bank\nshuffle-options: false\n")
    run(folder)
    entries = json.loads((folder / "output" / "manifest.json").read_text())["files"]
    assert entries
    key = pdf_texts(folder / "output" / "quiz-key.pdf")
    letters = [key[i + 1] for i, text in enumerate(key[:70]) if text.isdigit()]
    assert len(letters) == 30
    assert max(letters.count(letter) for letter in "ABC") < 20


def test_sections_and_sources_are_those_of_the_banks_own_guide(tmp_path):
    folder = make(tmp_path)
    for name in ("ga", "gb"):
        text = GUIDE.format(name=name).replace("  - title: Water\n", f"  - title: About {name}\n    id: intro\n")
        text = text.replace("  bank: bank\n", "  banks: [ba, bb]\n" if name == "ga" else "  bank: bb\n")
        (folder / "content" / f"{name}.yaml").write_text(text + f"sources:\n  s1: Source of {name}\n")
        bank = f"bank: b{name[1]}\nguide: {name}\nitems:\n  - stem: On {name}?\n    id: i-{name}\n    section: intro\n"
        (folder / "quizzes" / f"b{name[1]}.yaml").write_text(bank + "    key: Wet\n    distractors: [Dry, Loud]\n")
    (folder / "quizzes" / "bank.yaml").unlink()
    (folder / "quizzes" / "qq.yaml").write_text("quiz: qq\ntitle: Q\nbanks: [ba, bb]\n")
    report = run(folder)
    assert {d.code for d in report.diagnostics} <= {"S223"}
    handout = pdf_texts(folder / "output" / "ga.pdf")
    assert sum(text.startswith("See “About") for text in handout) == 1
    key = pdf_texts(folder / "output" / "qq-key.pdf")
    assert [text for text in key if text.startswith("See")].count("See “About ga”.") == 1
    assert [text for text in key if text.startswith("See")].count("See “About gb”.") == 1


def test_a_mistake_in_the_program_stops_no_other_source(tmp_path, monkeypatch):
    from guidegen.batch import stock as stock_module

    def compiled_by(press, forms):
        if press.source.name == "one":
            raise RuntimeError("the name of a patient")
        return original(press, forms)

    original = stock_module.compiled_by
    monkeypatch.setattr(stock_module, "compiled_by", compiled_by)
    folder = make(tmp_path, "one", "two")
    report = run(folder)
    assert len(report.failures) == 1
    assert "content/one.yaml" in report.failures[0]
    assert "patient" not in report.failures[0]
    assert "two.pdf" in files(folder / "output")


def text_of(path: Path) -> str:
    return words(" ".join(leaves(read(path).tree)))


def test_a_draw_that_breaks_is_refused_and_another_is_printed(tmp_path):
    """`check` tells how many draws break; `build` prints those that do not, and only those."""
    bank = """\
bank: sums
items:
  - id: sum
    variables: {a: [2, 3], b: [2, 5]}
    stem: What is {{a}} times {{b}}?
    key: "{{a * b}}"
    distractors: ["{{a + b}}", none]
"""
    printed, refused = 0, 0
    for seed in range(1, 9):
        files = {"quizzes/sums.yaml": bank, "quizzes/q.yaml": f"quiz: q\ntitle: Q\nbank: sums\nseed: {seed}\n"}
        output, problems = build_texts(tmp_path / str(seed), files)
        if problems:
            refused += 1
            assert [(p.code, p.span.path, p.span.line) for p in problems] == [("S265", "quizzes/sums.yaml", 7)]
            assert "a = 2, b = 2" in problems[0].message
            assert not list(output.glob("*.pdf"))
        else:
            printed += 1
            text = text_of(output / "q.pdf")
            key = re.search(r"What is (\d) times (\d)", text)
            assert key and f"{int(key[1]) * int(key[2])}" in text_of(output / "q-key.pdf")
        told = check(tmp_path / str(seed), today=TODAY).diagnostics
        assert [(p.code, p.message) for p in told] == [
            (
                "S265",
                "In 1 of all 4 possible draws the key and a wrong option read the same, “4”; "
                "for example with a = 2, b = 2.",
            )
        ]
    assert printed and refused
