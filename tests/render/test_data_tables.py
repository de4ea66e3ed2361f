"""Pipe tables and pictures in prose: header cells on the right axes, nothing lost over page breaks."""

from __future__ import annotations

from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words
from tests.reading.test_cases import png

HEAD = "guide: data\ntitle: Data\nmain-message: M\nversion: 1\nsections:\n  - title: A\n    body: |\n"


def printed(folder, prose: str):
    body = "".join(f"      {line}\n" for line in prose.splitlines())
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "content" / "dot.png").write_bytes(png(400, 200))
    output, problems = build_texts(folder, {"content/data.yaml": HEAD + body})
    return output / "data.pdf", problems


def test_an_empty_corner_makes_headers_on_both_axes(tmp_path):
    path, problems = printed(
        tmp_path,
        "Table: Doses\n\n| | Dose | Note |\n|---|--:|---|\n| Child | 5 mg | |\n| Adult | $`\\frac{1}{2}`$ | x |",
    )
    assert not problems
    [table] = read(path).tree.find("Table")
    assert table.kids[0].role == "Caption" and table.kids[0].text() == "Doses"
    roles = [[(cell.role, cell.scope, words(cell.text())) for cell in row.kids] for row in table.find("TR")]
    assert roles == [
        [("TD", "", ""), ("TH", "Column", "Dose"), ("TH", "Column", "Note")],
        [("TH", "Row", "Child"), ("TD", "", "5 mg"), ("TD", "", "")],
        [("TH", "Row", "Adult"), ("TD", "", "1 half"), ("TD", "", "x")],
    ]


def test_without_an_empty_corner_only_columns_have_headers(tmp_path):
    path, problems = printed(tmp_path, "| x | y |\n|---|---|\n| 1 | 2 |")
    assert not problems
    [table] = read(path).tree.find("Table")
    assert [(cell.role, cell.scope) for row in table.find("TR") for cell in row.kids] == [
        ("TH", "Column"),
        ("TH", "Column"),
        ("TD", ""),
        ("TD", ""),
    ]


def test_a_long_table_is_one_element_and_repeats_its_header(tmp_path):
    path, problems = printed(tmp_path, "| n | m |\n|---|---|\n" + "".join(f"| {n} | row {n} |\n" for n in range(90)))
    assert not problems
    reading = read(path)
    [table] = reading.tree.find("Table")
    assert [words(row.kids[1].text()) for row in table.find("TR")[1:]] == [f"row {n}" for n in range(90)]
    assert reading.pages > 2
    assert sum("m" in artifacts for artifacts in reading.artifacts) == reading.pages - 1


def test_a_table_of_endless_words_is_refused(tmp_path):
    cells = " | ".join("unbreakableword" * 7 for _ in range(6))
    _, problems = printed(tmp_path, f"Words.\n\n| {cells} |\n{'|---' * 6}|\n| {cells} |")
    assert [(problem.code, problem.span.line) for problem in problems] == [("P102", 10)]


def test_pictures_stand_between_paragraphs(tmp_path):
    path, problems = printed(
        tmp_path, 'One.\n\n![A dot](dot.png "A *small* dot"){width=30%}\n\nTwo.\n\n![](dot.png){decorative}'
    )
    assert not problems
    tree = read(path).tree
    assert [figure.alt for figure in tree.find("Figure")] == ["A dot"]
    texts = [words(text) for text in leaves(tree)]
    assert texts[texts.index("One.") : texts.index("Two.") + 1] == ["One.", "A small dot", "Two."]
