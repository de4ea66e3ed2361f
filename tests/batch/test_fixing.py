"""Fixes: what they change, what they leave as it was, and that a second run changes nothing."""

from __future__ import annotations

import datetime

from click.testing import CliRunner

from guidegen.batch.fixing import fix_project
from guidegen.cli import main
from guidegen.lint.selection import Selection

TODAY = datetime.date(2026, 11, 24)
GUIDE = """\
# A comment that stays.
guide: sample
title:   "A sample"   # and this one
readers: public
main-message: 'Drink fluids, e.g. water.'
version: 1
reviewer: {name: A. Reader, credentials: RN}
reviewed-on: 2026-01-31
disclosure: none

sections:
    # Set in by four.
    - title: First
      body: >-
          Utilize it, and take
          .5 mg via the mouth.
"""
FIXED = GUIDE.replace("e.g.", "for example").replace("Utilize", "Use").replace("via", "through")


def project(tmp_path, data=None):
    data = data or GUIDE.encode()
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "sample.yaml"
    path.write_bytes(data)
    (tmp_path / "guidegen.yaml").write_text("language: en\n")
    return path


def fix(tmp_path, **kwargs):
    return fix_project(tmp_path, Selection(), TODAY, **{"unsafe": True, **kwargs})


def test_only_the_fixed_words_change(tmp_path):
    path = project(tmp_path)
    assert fix(tmp_path, unsafe=False).count == 0
    assert fix(tmp_path).count == 3
    assert path.read_text() == FIXED
    assert ".5 mg" in FIXED, "a dose is never changed"
    assert fix(tmp_path).count == 0


def test_line_ends_and_byte_order_marks_stay(tmp_path):
    path = project(tmp_path, b"\xef\xbb\xbf" + GUIDE.replace("\n", "\r\n").encode())
    assert fix(tmp_path).count == 3
    assert path.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()


def test_a_diff_changes_nothing(tmp_path, monkeypatch):
    path = project(tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(main, ["check", "--unsafe-fixes", "--diff", "--today", "2026-11-24"])
    assert shown.exit_code == 1 and "-main-message: 'Drink fluids, e.g. water.'" in shown.stdout
    assert "--- a/content/sample.yaml" in shown.stdout and path.read_text() == GUIDE
    fixed = CliRunner().invoke(main, ["check", "--unsafe-fixes", "--today", "2026-11-24"])
    assert "fixed 3 problems in 1 file" in fixed.stderr and path.read_text() == FIXED


def test_safe_fixes_of_reading(tmp_path):
    path = project(tmp_path, GUIDE.replace("version: 1", "version: 1\nsupplement: yes").encode())
    assert fix(tmp_path, unsafe=False).count == 1
    assert "supplement: true" in path.read_text()


def test_statistics_and_github(tmp_path, monkeypatch):
    project(tmp_path)
    monkeypatch.chdir(tmp_path)
    counted = CliRunner().invoke(main, ["check", "--statistics", "--today", "2026-11-24"])
    assert "     2  R109  latin\n" in counted.stdout and "     1  H401  dose-decimal\n" in counted.stdout
    lines = CliRunner().invoke(main, ["check", "--output-format", "github", "--select", "H"]).stdout.splitlines()
    assert lines == [
        "::error file=content/sample.yaml,line=16,endLine=16,col=11,title=H401 dose-decimal::The point of “.5” is "
        "easily overlooked, and the dose is then ten times as high. If .5 is meant, write 0.5."
    ]
    assert CliRunner().invoke(main, ["check", "--select", "Z1"]).exit_code == 2
