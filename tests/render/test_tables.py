"""Comparison tables read back: header cells of both axes, groups, spans, and one table over its pages."""

from __future__ import annotations

import pikepdf
import pytest

from tests.conftest import build_texts
from tests.pdf_reading import Node, leaves, read, words

HEAD = """guide: t
title: Soap and gel
main-message: M.
version: 1
sections:
  - title: Compare
    body:
"""
COMPARISON = """      - comparison: Soap, gel and wipes
        subjects: [Soap, Gel, Wipes]
        features:
          - feature: Price
            all: About the same.
          - group: How they work
            features:
              - feature: Time
                cells:
                  - 20 seconds
                  - text: until it is dry
                    span: 2
              - feature: Good for
                cells:
                  - |
                    - dirty hands
                    - kitchens
                  - |
                    travel

                    work
                  - tables
          - group: Safety
            features:
              - feature: Children
                cells:
                  - text: with an adult
                    span: 2
                  - keep away
"""


def said(cell: Node) -> str:
    return words(" ".join(leaves(cell)))


def texts(cell: Node, table: Node) -> list[str]:
    """The words of the cells that a cell names as its headers."""
    by_id = {other.id: other.text().strip() for other in table.walk() if other.id}
    return [by_id[name] for name in cell.headers]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    output, problems = build_texts(tmp_path_factory.mktemp("t"), {"content/t.yaml": HEAD + COMPARISON * 2})
    assert not problems
    return output / "t.pdf"


def test_cells_name_their_headers(path):
    table, _ = read(path).tree.find("Table")
    assert [kid.role for kid in table.kids] == ["Caption", "THead", "TBody"]
    found = {said(cell): texts(cell, table) for cell in table.find("TD")}
    group = "How they work"
    assert found == {
        "About the same.": ["Soap", "Gel", "Wipes", "Price"],
        "20 seconds": ["Soap", group, "Time"],
        "until it is dry": ["Gel", "Wipes", group, "Time"],
        "dirty hands kitchens": ["Soap", group, "Good for"],
        "travel work": ["Gel", group, "Good for"],
        "tables": ["Wipes", group, "Good for"],
        "with an adult": ["Soap", "Gel", "Safety", "Children"],
        "keep away": ["Wipes", "Safety", "Children"],
    }
    heads = {said(head): (head.scope, head.columns, texts(head, table)) for head in table.find("TH")}
    assert heads["Feature"] == heads["Soap"] == ("Column", 1, [])
    assert heads["Price"] == ("Row", 1, [])
    assert heads[group] == heads["Safety"] == ("Column", 4, [])
    assert heads["Time"] == ("Row", 1, [group])
    assert heads["Children"] == ("Row", 1, ["Safety"])


def test_rows_are_equally_wide(path):
    for table in read(path).tree.find("Table"):
        for row in table.find("TR"):
            assert sum(cell.columns for cell in row.kids) == 4


def test_cells_hold_lists_and_paragraphs(path):
    table, _ = read(path).tree.find("Table")
    cells = {said(cell): [getattr(kid, "role", "words") for kid in cell.kids] for cell in table.find("TD")}
    assert cells["dirty hands kitchens"] == ["L"]
    assert cells["travel work"] == ["P", "P"]
    assert ["words"] in cells.values()


def test_ids_are_unique_in_the_document_and_stand_in_its_id_tree(path):
    ids = [node.id for node in read(path).tree.walk() if node.id]
    assert len(ids) == len(set(ids)) == 2 * 10
    with pikepdf.open(path) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        listed = [str(names[index]) for index in range(0, len(names), 2)]
        assert listed == sorted(ids)
        assert all(str(names[index + 1].ID) == str(names[index]) for index in range(0, len(names), 2))


def test_a_group_over_pages_shows_header_row_and_heading_again(tmp_path):
    rows = "".join(f"              - {{feature: Row {i}, all: {'Some words. ' * 30}}}\n" for i in range(16))
    text = (
        f"{HEAD}      - comparison: Long\n        subjects: [One, Two]\n        features:\n"
        f"          - group: The heading\n            features:\n{rows}"
    )
    output, problems = build_texts(tmp_path, {"content/t.yaml": text})
    assert not problems
    reading = read(output / "t.pdf")
    [table] = reading.tree.find("Table")
    assert [node.text() for node in table.find("TH")].count("The heading") == 1
    again = [all(text in "".join(drawn) for text in ("The heading", "Feature")) for drawn in reading.artifacts]
    assert again == [False, *[True] * (reading.pages - 1)]
    last = reading.tree.find("TD")[-1]
    assert texts(last, table) == ["One", "Two", "The heading", "Row 15"]


def test_every_table_of_a_quiz_names_its_headers(examples):
    tables = [table for path in examples.glob("*.pdf") for table in read(path).tree.find("Table")]
    assert len(tables) > 3
    for table in tables:
        for cell in table.find("TD"):
            assert len(texts(cell, table)) >= 2
