"""`guidegen audit` on the command line: how it ends, and the fields of its JSON."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guidegen.cli import main


@pytest.fixture(autouse=True)
def without_verapdf(monkeypatch):
    monkeypatch.delenv("GUIDEGEN_VERAPDF", raising=False)
    monkeypatch.setenv("PATH", "")


def audit(*arguments):
    return CliRunner().invoke(main, ["audit", "--today", "2026-12-01", *map(str, arguments)])


def test_good_files_pass(examples):
    result = audit(examples)
    assert result.exit_code == 0, result.output
    assert "7 files without errors, no files with errors" in result.output
    assert "Date              2026-12-01" in result.output
    assert "veraPDF: not installed" in result.output
    assert "What a person must still check" in result.output


def test_a_faulty_file_fails_and_the_others_are_checked_all_the_same(examples, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    result = audit(tmp_path / "bad.pdf", examples / "mitosis-vs-meiosis.pdf")
    assert result.exit_code == 1
    assert "1 file without errors, 1 file with errors" in result.output


def test_the_json_holds_what_the_report_says(examples, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    result = audit(tmp_path / "bad.pdf", examples / "mitosis-vs-meiosis.pdf", "--format", "json")
    data = json.loads(result.stdout)
    assert data["format_version"] == 1
    bad, good = data["files"]
    assert (len(bad["sha256"]), len(good["sha256"])) == (64, 64)
    assert [finding["code"] for finding in bad["findings"]] == ["A001"]
    assert good["findings"] == []


def test_the_report_can_be_kept(examples, tmp_path):
    kept = tmp_path / "report.txt"
    result = audit(examples / "mitosis-vs-meiosis.pdf", "-o", kept)
    assert result.exit_code == 0
    assert kept.read_text(encoding="utf-8") == audit(examples / "mitosis-vs-meiosis.pdf").stdout
    assert result.stdout == ""


def test_a_folder_without_pdfs_is_wrong_usage(tmp_path):
    assert audit(tmp_path).exit_code == 2
    assert audit(tmp_path / "none.pdf").exit_code == 2


def test_a_verapdf_that_does_not_work_is_a_failure_of_the_machine(examples, monkeypatch):
    monkeypatch.setenv("GUIDEGEN_VERAPDF", "/nowhere/verapdf")
    assert audit(examples / "mitosis-vs-meiosis.pdf").exit_code == 3
