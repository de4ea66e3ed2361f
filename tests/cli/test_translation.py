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
