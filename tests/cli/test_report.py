"""How diagnostics look, and that nothing in a user's file can upset the terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest

from guidegen.catalogue import diagnosed
from guidegen.cli.report import MOST_SHOWN, print_diagnostics, render_diagnostics, summary, visible
from guidegen.diagnostics import Diagnostic, Label, Severity, Span
from guidegen.source.text import SourceText

PATH = "content/x.yaml"


def span(line: int, column: int, end_column: int, path: str = PATH, end_line: int | None = None) -> Span:
    return Span(path, line, column, end_line or line, end_column)


def full(text: str, *diagnostics: Diagnostic, colour: bool = False) -> str:
    return render_diagnostics(diagnostics, {PATH: SourceText.of(PATH, text)}, format="full", colour=colour)


def caret_row(text: str, place: Span) -> tuple[str, str]:
    """The source line as shown and the row with its carets, both without the gutter."""
    rows = full(text, diagnosed("S204", "wrong", place)).splitlines()
    return rows[3].partition("| ")[2], rows[4].partition("| ")[2]


def test_full():
    diagnostic = diagnosed("S201", 'unknown key "titel"', span(3, 1, 6), hint="Write `title`.")
    assert full("guide: x\n\ntitel: Gut\n", diagnostic) == (
        'error[S201]: unknown key "titel"\n'
        " --> content/x.yaml:3:1\n"
        "  |\n"
        "3 | titel: Gut\n"
        "  | ^^^^^\n"
        "  |\n"
        "  = hint: Write `title`.\n"
    )


def test_labels_stand_at_their_lines():
    diagnostic = diagnosed("S206", "twice", span(10, 5, 6), labels=(Label(span(1, 5, 6), "first here"),))
    assert full("id: a\n" + "x: y\n" * 8 + "id: a\n", diagnostic) == (
        "error[S206]: twice\n"
        "  --> content/x.yaml:10:5\n"
        "   |\n"
        " 1 | id: a\n"
        "   |     - first here\n"
        "...\n"
        "10 | id: a\n"
        "   |     ^\n"
    )


def test_a_label_on_the_same_line_repeats_no_line():
    diagnostic = diagnosed("S204", "wrong", span(1, 8, 9), labels=(Label(span(1, 1, 5), "for this"),))
    assert full("size:  9\n", diagnostic).count("size:") == 1


def test_a_label_in_another_file():
    other = "content/y.yaml"
    diagnostic = diagnosed("S207", "taken", span(1, 8, 9), labels=(Label(span(2, 1, 3, other), "first here"),))
    sources = {PATH: SourceText(PATH, "guide: a\n"), other: SourceText(other, "one\ntwo\n")}
    text = render_diagnostics([diagnostic], sources, format="full")
    assert " ::: content/y.yaml:2:1\n  |\n2 | two\n  | -- first here\n" in text


def test_a_whole_file_and_an_unread_file_have_no_excerpt():
    whole = diagnosed("Y210", "The file is empty.", Span(PATH), hint="Begin it.")
    assert full("", whole) == "error[Y210]: The file is empty.\n --> content/x.yaml\n  = hint: Begin it.\n"
    unread = render_diagnostics([diagnosed("Y202", "No.", span(4, 1, 2, "a.yaml"))], {}, format="full")
    assert unread == "error[Y202]: No.\n --> a.yaml:4:1\n"


@pytest.mark.parametrize(
    ("text", "place", "shown", "carets"),
    [
        ("日本: x", span(1, 5, 6), "日本: x", "      ^"),
        ("日本: x", span(1, 1, 3), "日本: x", "^^^^"),
        ("\tx: y", span(1, 2, 3), " x: y", " ^"),
        ("e\u0301e\u0301 x", span(1, 6, 7), "e\u0301e\u0301 x", "   ^"),
        ("a\x1b[31mb", span(1, 7, 8), "a␛[31mb", "      ^"),
        ("a\u202eb c", span(1, 3, 4), "a\ufffdb c", "  ^"),
        ("key: text", span(1, 1, 2, end_line=2), "key: text", "^^^^^^^^^"),
        ("end", span(1, 4, 4), "end", "   ^"),
        ("gap  ", span(1, 5, 6), "gap", "    ^"),
    ],
)
def test_carets_stand_below_what_they_mark(text, place, shown, carets):
    assert caret_row(text + "\nnext\n", place) == (shown, carets)


@pytest.mark.parametrize("column", [1, 31, 60, 5000, 9_990])
@pytest.mark.parametrize("letter", ["y", "é", "日", "e\u0301"])
def test_a_long_line_is_cut_around_the_mark(letter, column):
    line = (letter * 10_000)[: column - 1] + "#" + letter * 10_000
    shown, carets = caret_row(line, span(1, column, column + 1))
    assert len(shown) < 500
    assert "#" in shown
    before = shown.partition("#")[0]
    wide = 2 if letter == "日" else 1
    columns = sum(0 if c == "\u0301" else wide if c == letter[0] else 1 for c in before)
    assert carets == " " * columns + "^"


def test_nothing_of_the_user_reaches_the_terminal_unseen():
    nasty = "\x1b]0;x\x07\r\n\u202e\u2066\x9b"
    diagnostic = diagnosed(
        "S204", nasty, span(1, 1, 99, "a\x1b.yaml"), hint=nasty, labels=(Label(span(1, 1, 2, "a\x1b.yaml"), nasty),)
    )
    sources = {"a\x1b.yaml": SourceText("a\x1b.yaml", nasty)}
    for name in ("full", "concise", "json"):
        text = render_diagnostics([diagnostic], sources, format=name)
        assert not set(text) & set(nasty.replace("\n", "").replace("0;x", "").replace("]", ""))


def test_visible_keeps_the_place_of_every_character():
    assert visible("plain text") == "plain text"
    assert visible("a\tb\x00c\x7f\u2028") == "a b␀c\ufffd\ufffd"
    assert visible("a\u00a0b\u200dc") == "a b\u200dc"


def test_concise():
    diagnostics = [
        diagnosed("S204", "b", span(2, 3, 4), severity=Severity.WARNING),
        diagnosed("Y210", "empty", Span(PATH)),
    ]
    text = render_diagnostics(diagnostics, {}, format="concise")
    assert text == "content/x.yaml: error[Y210] empty\ncontent/x.yaml:2:3: warning[S204] b"


def test_json():
    diagnostic = diagnosed("S201", "é", span(1, 2, 3), hint="h", labels=(Label(span(4, 5, 6), "l"),))
    text = render_diagnostics([diagnostic], {}, format="json")
    assert text.isascii()
    report = json.loads(text)
    assert report["version"] == 1
    (problem,) = report["problems"]
    assert len(problem.pop("fingerprint")) == 16
    assert problem == (
        {
            "code": "S201",
            "name": "unknown-key",
            "severity": "error",
            "message": "é",
            "hint": "h",
            "path": PATH,
            "line": 1,
            "column": 2,
            "end_line": 1,
            "end_column": 3,
            "labels": [{"message": "l", "path": PATH, "line": 4, "column": 5, "end_line": 4, "end_column": 6}],
            "fix": None,
        }
    )
    assert json.loads(render_diagnostics([], {}, format="json"))["problems"] == []


def test_no_more_than_fit_are_shown():
    many = [diagnosed("S204", "wrong", span(line, 1, 2)) for line in range(1, MOST_SHOWN + 8)]
    text = full("x: y\n" * 300, *many)
    assert text.count("error[S204]") == MOST_SHOWN
    assert text.endswith("\n… and 7 more\n")
    assert len(render_diagnostics(many, {}, format="concise").splitlines()) == MOST_SHOWN + 7


def test_they_are_sorted_and_said_once():
    first, second = diagnosed("S204", "a", span(1, 1, 2)), diagnosed("S204", "b", span(2, 1, 2))
    assert render_diagnostics([second, first, second], {}, format="concise").splitlines() == [
        "content/x.yaml:1:1: error[S204] a",
        "content/x.yaml:2:1: error[S204] b",
    ]


def test_summary():
    error = [diagnosed("S204", str(n), span(n, 1, 2)) for n in (1, 2, 3)]
    warning = diagnosed("S223", "w", span(1, 1, 2, "content/y.yaml"), severity=Severity.WARNING)
    note = diagnosed("S223", "n", span(1, 1, 2), severity=Severity.NOTE)
    assert summary([*error, warning]) == "3 errors and 1 warning in 2 files"
    assert summary([error[0], error[0]]) == "1 error in 1 file"
    assert summary([error[0], warning, note]) == "1 error, 1 warning and 1 note in 2 files"
    assert summary([]) == "no problems"


@pytest.mark.parametrize(
    ("is_terminal", "no_color", "is_coloured"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_only_on_a_terminal(monkeypatch, is_terminal, no_color, is_coloured):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    print_diagnostics([diagnosed("S204", "wrong", span(1, 1, 2))], {PATH: SourceText(PATH, "a: b")}, format="full")
    assert ("\x1b[" in stream.getvalue()) is is_coloured
    assert "S204" in stream.getvalue()


def test_people_read_stderr_and_programs_stdout(capsys):
    diagnostics = [diagnosed("S204", "wrong", span(1, 1, 2))]
    print_diagnostics(diagnostics, {}, format="concise")
    assert capsys.readouterr() == ("", "content/x.yaml:1:1: error[S204] wrong\n")
    print_diagnostics(diagnostics, {}, format="json")
    out, err = capsys.readouterr()
    assert (json.loads(out)["problems"][0]["code"], err) == ("S204", "")
    print_diagnostics([], {}, format="full")
    assert capsys.readouterr() == ("", "")
