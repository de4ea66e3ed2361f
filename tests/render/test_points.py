"""Short points of several parts are placed as one, where their parts stood one by one."""

from __future__ import annotations

import pytest

from guidegen.document import elements as doc
from guidegen.inline import Strong, Text
from guidegen.render.look import Look
from guidegen.render.pdf import blocks
from guidegen.theme import load_theme
from tests.render.test_dense_rows import are_alike, printed


def points(count: int) -> tuple[tuple[doc.Block, ...], ...]:
    """Of one part, of two, of so many that they are parted, and with a list in them."""
    found: list[tuple[doc.Block, ...]] = []
    for index in range(count):
        answer = doc.Paragraph((Strong((Text("B"),)), Text(f" Answer {index} "), Text("words " * (index % 40) + "end")))
        read = doc.Paragraph((Text("See “Section”, page 2."),), "small")
        inner = doc.ListBlock("bullet", ((answer,), (answer, read)))
        found.append([(answer,), (answer, read), (answer, read, answer), (answer, inner)][index % 4])
    return tuple(found)


@pytest.mark.parametrize("marker", ["bullet", "number", "step"])
def test_parts_stand_where_they_stood(tmp_path, monkeypatch, marker):
    look, block = Look(load_theme("clinic")), doc.ListBlock(marker, points(60))
    made, places, pieces = printed(tmp_path, look, block)
    monkeypatch.setattr(blocks, "_is_special", lambda unit: True)
    expected, expected_places, expected_pieces = printed(tmp_path, look, block)
    # Lines of a paragraph that were parted are one piece of content now.
    said, expected_said = ([(node.role, node.text()) for node in file.tree.walk()] for file in (made, expected))
    assert said == expected_said
    assert made.pages == expected.pages > 5
    assert are_alike(places, expected_places)
    assert pieces < expected_pieces
