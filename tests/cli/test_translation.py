"""`guidegen translation`: what the commands say, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guidegen.cli import main
from tests.batch.test_translations import project
from tests.pseudo_translation import translate


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_translation_from_its_beginning_to_print(here: Path) -> None:
    assert "no translations here" in run("translation", "status").stderr
    begun = run("translation", "new", "sleep", "es")
    assert begun.stdout.startswith("Made content/sleep.es.yaml\nMade quizzes/bank.es.yaml\n")
    assert run("check").exit_code == 1
    for name in ("sleep", "bank"):
        translate(here, name)
    assert "content/sleep.es.yaml: 6 texts confirmed" in run("translation", "confirm", "sleep", "es", "--all").stdout
    shown = run("translation", "confirm", "bank", "es", "items/i0/stem").stdout
    assert shown == "items/i0/stem\n  Question 0?\n  Ñ Question 0?\nquizzes/bank.es.yaml: 1 text confirmed\n"
    assert run("translation", "status").stdout.splitlines()[1:] == [
        "bank   es           20        0      0           19  pending",
        "sleep  es            6        0      0            0  pending",
    ]
    built = run("build", "--language", "es")
    assert "output/sleep.es.pdf" in built.stdout.replace("\\", "/")
    assert "sleep.pdf" not in built.stdout


@pytest.mark.parametrize(
    ("text", "problem"),
    [("bank: bad\nitems:\n- stem: x\n", "error[S101]"), ("bank: bad\n items: x\n", "error[Y205]")],
)
def test_errors_of_the_original_are_told_with_their_place_and_what_to_do(here: Path, text: str, problem: str) -> None:
    (here / "quizzes" / "bad.yaml").write_text(text)
    result = run("translation", "new", "bad", "es")
    assert result.exit_code == 1
    assert problem in result.stderr and "--> quizzes/bad.yaml:" in result.stderr
    told = "bad has errors itself: mend quizzes/bad.yaml first; `guidegen check quizzes/bad.yaml` shows"
    assert told in result.stderr


DRAWN = """bank: drawn
items:
  - id: judged
    variables: {legs: {from: 2, to: 6}}
    stem: A cat has {{legs}} legs.
    key: "{{legs == 4}}"
  - id: worked-out
    variables: {a: {from: 1, to: 9}, b: {from: 1, to: 9}}
    stem: How much is {{a}} and {{b}}?
    answer: [{value: "{{a + b}}", tolerance: "{{a}}"}, {from: "{{a}}", to: "{{a + 2 * b}}", credit: 50%}]
    unit: grams
  - id: between
    stem: Between which?
    answer: 10 to 12
  - id: filled
    variables: {a: {from: 1, to: 9}}
    stem: Write [[one]].
    blanks: {one: {answer: "{{a}}", tolerance: "{{a}}"}}
"""


def test_drawn_keys_and_numbers_are_no_texts(here: Path) -> None:
    (here / "quizzes" / "drawn.yaml").write_text(DRAWN)
    assert run("translation", "new", "drawn", "es").exit_code == 0
    path = here / "quizzes" / "drawn.es.yaml"
    keys = {line.partition(":")[0].strip(" -") for line in path.read_text().splitlines() if line.startswith(" ")}
    assert {key for key in keys if not key.startswith("#")} == {"id", "stem", "unit", "translator", "reviewer"}
    [line] = [line for line in run("translation", "status").stdout.splitlines() if "drawn" in line]
    assert line.split()[2:4] == ["5", "5"]
    path.write_text("""bank: drawn
language: es
items:
  - id: judged
    stem: Un gato tiene {{legs}} patas.
    key: "{{legs == 4}}"
  - id: worked-out
    stem: ¿Cuánto es {{a}} y {{b}}?
    unit: gramos
  - id: between
    stem: ¿Entre cuáles?
    answer: 10 a 12
  - id: filled
    stem: Escriba [[one]].
""")
    result = run("check", str(path))
    assert result.stderr.count("error[") == 1
    assert "error[S294]: `answer` is not what the original says" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "slep", "es"), "there is no guide, bank or quiz 'slep'; is 'sleep' meant?"),
        (("new", "content/sleep.yaml", "en"), "sleep is in en itself"),
        (("new", "sleep", "Spanish!"), "is no language tag"),
        (("new", "sleep", "en"), "sleep is in en itself"),
        (("update", "sleep", "es"), "`guidegen translation new sleep es` begins it"),
        (("confirm", "sleep", "es"), "name the texts that you compared, or say --all"),
    ],
)
def test_wrong_usage_is_told(here: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("translation", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
