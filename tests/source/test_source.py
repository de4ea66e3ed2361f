"""Text with positions, the reader of the disk and the parser: places are exact and strangers' files do no harm."""

import os
from pathlib import Path

import pytest

from guidegen.source import files as files_module
from guidegen.source.files import ProjectFiles, Refusal
from guidegen.source.nodes import MappingNode, ScalarNode, SequenceNode
from guidegen.source.parser import parse_yaml
from guidegen.source.text import SourceText


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse_yaml(SourceText.of("a.yaml", text))[1]]


def only_value(text: str) -> ScalarNode:
    root, diagnostics = parse_yaml(SourceText.of("a.yaml", text))
    assert not diagnostics
    assert isinstance(root, MappingNode)
    value = root.entries[0].value
    assert isinstance(value, ScalarNode)
    return value


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    source = SourceText.of("a.yaml", "\ufeffa: 1\r\nb: é\rc: 3")
    assert source.text == "a: 1\nb: é\nc: 3"
    assert source.position(source.text.index("é")) == (2, 4)
    assert [source.line(number) for number in (0, 1, 2, 3, 4)] == ["", "a: 1", "b: é", "c: 3", ""]


def test_a_line_is_safe_to_print() -> None:
    assert SourceText("a.yaml", "a\tb\x1b[31m\u202e").line(1) == "a b\u241b[31m\ufffd"


def test_text_is_never_made_anything_else() -> None:
    for typed in ("No", "1:30", "3.10", "012", "~", "2024-01-01", "0x1F", "<<"):
        assert only_value(f"key: {typed}").value == typed


@pytest.mark.parametrize(
    "text",
    [
        "key: some WORD here",
        'key: "some \\"x\\" \\u00e9 \\t WORD here"',
        "key: 'it''s a WORD here'",
        "key: |\n  first\n\n    WORD\n  last\n",
        "key: >-\n  first\n  line WORD\n\n  last\n",
        "key: first\n  second WORD\n",
        'key: "first\n  second WORD"\n',
        "key: &a some WORD\nother: *a\n",
    ],
)
def test_a_place_in_a_text_is_found_in_the_file(text: str) -> None:
    root, diagnostics = parse_yaml(SourceText.of("a.yaml", text))
    assert not diagnostics
    assert isinstance(root, MappingNode)
    node = root.entries[0].value
    assert isinstance(node, ScalarNode)
    start = node.value.index("WORD")
    span = node.place(start, start + 4)
    line = text.split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "WORD"
    assert node.placer()(start, start + 4) == span


@pytest.mark.parametrize(
    "text",
    [
        "one two",
        "one\n  two   three\n\n  four",
        "|\n  one  two\n\n    three \n  four\n",
        "|2+\n   one\n\n\n",
        ">-\n  one\n  two\n\n   three\n",
        "'one  two\n  three '",
        "'it''s\n  here'",
        '"one\\ttwo \\\n  three\\u00e9"',
        '"one\n  two"',
        "one\u00a0two\u00ad three",
        "one one one\n  one\n  on one",
        ">\n  a b\n  a\n    b a\n\n  b\n",
        "|\n  - one\n    two\n\n  - two\n",
        "|+\n  one\n   \n\n",
        "|\n  \u00a0 Привет  мир — 東京\n",
        '""',
        "|\n\n",
    ],
)
def test_places_by_line_are_those_by_character(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    node = only_value(f"a: {text}")
    by_line = node._places()
    monkeypatch.setattr(ScalarNode, "_places_by_line", lambda *_: None)
    by_character = node._places()
    assert len(by_line) == len(by_character) == len(node.value) + 1
    assert [by_line[index] for index in range(len(by_line))] == list(by_character)


@pytest.mark.parametrize(("start", "end"), [(-3, 2), (0, 0), (2, 1), (3, 99), (5, 8), (99, 99)])
def test_a_span_is_made_of_two_positions(start: int, end: int) -> None:
    source = SourceText.of("a.yaml", "one\ntwo\n\nthree")
    span = source.span(start, end)
    assert (span.line, span.column) == source.position(start)
    assert (span.end_line, span.end_column) == source.position(max(start, end))


def test_places_are_those_of_the_file_after_lines_were_mended() -> None:
    text = 'a: **bold** it\'s "so"\nb: c\n'
    root, diagnostics = parse_yaml(SourceText.of("a.yaml", text))
    assert [d.code for d in diagnostics] == ["Y213"]
    assert isinstance(root, MappingNode)
    span = root.entries[1].value.span
    assert (span.line, span.column, span.end_column) == (2, 4, 5)
    assert diagnostics[0].fix is not None
    assert diagnostics[0].fix.replacement == "'**bold** it''s \"so\"'"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_capped_while_reading(opening: str) -> None:
    assert "Y204" in codes("a: " * 0 + opening * 100_000) or "Y205" in codes(opening * 100_000)


def test_depth_counts_what_aliases_stand_for() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 70)]
    assert codes("\n".join(lines)) == ["Y204"]


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert codes("\n".join(lines)) == ["Y208"]


def test_control_characters_are_told_with_their_place() -> None:
    _, diagnostics = parse_yaml(SourceText.of("a.yaml", "a: b\nc: d\x00e\u2028f"))
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [("Y212", 2, 5), ("Y212", 2, 7)]


def test_many_mistakes_take_no_long_time() -> None:
    text = "items:\n" + "".join(f"- **a{n}** b\n- fine {'x' * 200}\n" for n in range(20_000))
    found = codes(text)
    assert found[0] == "Y213"
    assert found[-1] == "Y205"


def test_all_mistakes_of_an_ordinary_file_come_at_once() -> None:
    text = "items:\n" + "".join(f"- **a{n}** b\n" for n in range(150))
    assert codes(text) == ["Y213"] * 150


def test_an_unused_anchor_is_text_and_a_used_one_repeats() -> None:
    root, diagnostics = parse_yaml(SourceText.of("a.yaml", "a: &x [b, c]\nd: *x\n"))
    assert not diagnostics
    assert isinstance(root, MappingNode)
    assert isinstance(root.entries[1].value, SequenceNode)


# The disk


def test_content_files_are_sorted_and_hidden_ones_skipped(tmp_path: Path) -> None:
    for name in ("content/b.yaml", "content/a/c.yml", "quizzes/.hidden.yaml", "content/.git/d.yaml", "content/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "content/folder.yaml").mkdir()
    assert ProjectFiles(tmp_path).content_files() == (["content/a/c.yml", "content/b.yaml"], [])


@pytest.mark.parametrize(
    ("relative", "code"),
    [
        ("../../x", "S215"),
        ("/etc/passwd", "S215"),
        ("C:/x", "S215"),
        ("C:\\x", "S215"),
        ("\\\\host\\share", "S215"),
        ("https://example.org/a.png", "S211"),
        ("~/x", "S215"),
        ("a\\b", "S211"),
        ("a\0", "S211"),
    ],
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, relative: str, code: str) -> None:
    refusal = ProjectFiles(tmp_path).resolve("content", relative)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_paths_inside_are_resolved(tmp_path: Path) -> None:
    assert ProjectFiles(tmp_path).resolve("content/a", "../images/./b.png") == "content/images/b.png"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_pipes_and_circles_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret").write_text("secret")
    (root / "out").symlink_to(tmp_path / "secret")
    (root / "circle").symlink_to(root / "circle")
    os.mkfifo(root / "pipe")
    (root / "folder").mkdir()
    files = ProjectFiles(root)
    found = {name: files.read_bytes(name) for name in ("out", "circle", "pipe", "folder", "nothing")}
    assert {name: refusal.code for name, refusal in found.items() if isinstance(refusal, Refusal)} == {
        "out": "S215",
        "circle": "Y201",
        "pipe": "Y201",
        "folder": "Y201",
        "nothing": "Y201",
    }


def test_other_encodings_are_told(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("a: b\nc: é".encode("latin-1"))
    (tmp_path / "wide").write_bytes("a: é".encode("utf-16"))
    files = ProjectFiles(tmp_path)
    places = []
    for name in ("latin", "wide"):
        source, problem = files.read_text(name)
        assert source is not None
        assert problem is not None
        places.append((problem.code, problem.span.line, problem.span.column))
    assert places == [("Y202", 2, 4), ("Y202", 1, 1)]


def test_large_files_are_refused_without_reading_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(files_module.LARGEST_FILE + 1)
    refusal = ProjectFiles(tmp_path).read_bytes("large")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "Y203"
