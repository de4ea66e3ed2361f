"""The text of a PDF in structure order equals the text of its document, on every kind of output."""

from __future__ import annotations

import pytest

from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.editions import sources_of
from guidegen.document.dump import pieces
from guidegen.document.elements import Slot
from guidegen.reading import read_project
from guidegen.render.pdf import render
from tests.pdf_reading import leaves, read, words
from tests.placed_pieces import with_stacks

VARIANTS = [
    Choices(),
    Choices(size="large"),
    Choices(size="giant", page="a4"),
    Choices(page="a5"),
    Choices(theme="classroom", key="end", seed=99),
    Choices(forms=3),
]


@pytest.mark.parametrize("choices", VARIANTS, ids=str)
def test_pdf_says_what_the_document_says(example_project, tmp_path, choices):
    project, _, _ = read_project(example_project)
    seen = 0
    for source in sources_of(project):
        compiled = compile_source(source, project, choices)
        assert not compiled.problems
        for made in compiled.made:
            laid = made.laid
            path = tmp_path / made.output.file_name()
            path.write_bytes(render(laid, "guidegen"))

            def value_of(slot, laid=laid):
                if isinstance(slot, Slot):
                    return laid.document.values[slot.name]
                pages = laid.references[slot.document] if slot.document else laid.anchors
                return str(pages[slot.anchor])

            document = laid.document
            if choices.size == "giant":
                document = with_stacks(document)
            expected = [words(piece.text) for piece in pieces(document, value_of)]
            found = [words(text) for text in leaves(read(path).tree)]
            assert found == expected
            seen += 1
    assert seen == 7 + 3 * ((choices.forms or 1) - 1)
