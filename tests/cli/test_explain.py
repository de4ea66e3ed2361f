"""`guidegen explain`: every code has its page, and a slip of spelling is answered."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from guidegen.audit import FAULTS
from guidegen.catalogue import CODES
from guidegen.cli import main


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments])


def test_a_code_in_any_letter_case_or_by_name():
    result = explain("S201")
    assert result.exit_code == 0
    assert result.stdout.startswith("S201 unknown-key (error)\n\nA key is not known where it stands.")
    assert "Wrong:\n    titel: Gut health\n\nRight:\n    title: Gut health\n" in result.stdout
    assert explain("s201").stdout == explain("Unknown-Key").stdout == result.stdout


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code):
    text = explain(code).stdout
    assert code in text and CODES[code].why.split()[-1] in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_the_list():
    lines = explain().stdout.splitlines()
    assert len(lines) == len(CODES) + len(FAULTS)
    assert lines[0] == "Y101  text-cut-by-hash"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("S2011", "S201"), ("unknown-kye", "unknown-key"), ("zzz", "`guidegen explain` alone lists all codes.")],
)
def test_an_unknown_code_is_wrong_usage(asked, answer):
    result = explain(asked)
    assert result.exit_code == 2
    assert answer in result.stderr
    assert result.stdout == ""
