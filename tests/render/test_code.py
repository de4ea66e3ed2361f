"""Code keeps its spaces, line ends and straight quotes, and goes on visibly where a line is too long."""

from __future__ import annotations

import pytest

from guidegen.render.pdf.code_lines import wrapped
from tests.conftest import build_texts
from tests.pdf_reading import read

GUIDE = """guide: code
title: Code
main-message: Type `print("it's -- so...")` now.
version: 1
sections:
  - title: A
    body: |
      ```
      if x:
          print("a  b") -- done...

      LINES
      ```
"""


def printed(folder, lines=""):
    text = GUIDE.replace("      LINES\n", lines or "      end\n")
    output, problems = build_texts(folder, {"content/code.yaml": text})
    assert not problems
    return read(output / "code.pdf")


def test_a_block_reads_as_it_was_typed(tmp_path):
    inline, block = printed(tmp_path).tree.find("Code")
    assert inline.text() == 'print("it\'s -- so...")'
    assert block.text() == 'if x:     print("a  b") -- done...  end '


def test_a_long_block_goes_on_over_pages_and_loses_nothing(tmp_path):
    reading = printed(tmp_path, "".join(f"      line {number}\n" for number in range(120)))
    block = reading.tree.find("Code")[1]
    assert [f"line {number}" in block.text() for number in range(120)] == [True] * 120
    assert reading.pages > 2


@pytest.mark.parametrize("line", ["", "short", "    a = b + c + d + e", "x" * 50, " " * 40 + "deep = 1", "a, " * 30])
@pytest.mark.parametrize("columns", [8, 16, 21])
def test_wrapped_lines_lose_nothing_and_fit(line, columns):
    pieces = list(wrapped(line, columns))
    assert "".join(piece.text for piece in pieces) == line + "\n"
    assert all(len(piece.text.rstrip("\n")) + piece.indent <= columns for piece in pieces)
    assert [bool(piece.indent) for piece in pieces] == [False] + [True] * (len(pieces) - 1)


def test_confusable_letters_have_different_outlines():
    from guidegen.render.pdf.fonts import load_face

    face = load_face("AtkinsonHyperlegibleMono-Regular")
    assert len({face.glyphs[ord(character)] for character in "0Oo1lI|"}) == 7
    assert {face.advance(face.glyphs[ord(character)]) for character in "0Oil1W|"} == {632.0}
