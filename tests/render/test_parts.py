"""The sections of a quiz: their headings, on bands or not, never end a page, in any size."""

from __future__ import annotations

import pytest

from tests.conftest import build_texts
from tests.pdf_reading import read

ITEMS = "".join(f"  - {{id: i{n}, stem: 'Number {n}?', lines: 4, sample-answer: So.}}\n" for n in range(8))
FILES = {
    "quizzes/bank.yaml": f"bank: bank\nitems:\n{ITEMS}",
    "quizzes/test.yaml": "quiz: test\ntitle: Test\nbank: bank\nshow-points: true\nshuffle-items: false\nsections:\n"
    + "".join(
        f"  - {{title: Section {n}, instructions: Read this first., items: 2, always: [i{2 * n}, i{2 * n + 1}]}}\n"
        for n in range(4)
    ),
}


@pytest.mark.parametrize("theme", ["exam", "classroom", "clinic"])
@pytest.mark.parametrize("size", ["regular", "large", "giant"])
def test_a_section_begins_with_its_heading_and_its_first_item(tmp_path, theme, size):
    import pypdfium2

    output, diagnostics = build_texts(tmp_path, FILES, theme=theme, size=size)
    assert not [each for each in diagnostics if each.code[0] in "PT"]
    name = "test.pdf" if size == "regular" else f"test-{size}.pdf"
    assert [node.text() for node in read(output / name).tree.walk() if node.role == "H2"] == [
        f"Section {n}" for n in range(4)
    ]
    with pypdfium2.PdfDocument(output / name) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    for n in range(4):
        [page] = [text for text in pages if f"Section {n}" in text]
        assert f"Number {2 * n}?" in page.replace("\r\n", " ").replace("\u00a0", " ")
