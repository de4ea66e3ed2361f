"""Documents that refer to their own pages: what is laid out anew gives what laying out with the true numbers gives."""

import pytest

from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.render.look import Look
from guidegen.render.pdf import lay_out, layout, render
from guidegen.theme import load_theme
from tests.render.test_tagging import FURNITURE, LABELS

LOOK = Look(load_theme("clinic"))


def document(pages: int) -> doc.Document:
    """A page that says where the last one is, and begins with a heading; then so many pages more."""
    told = doc.Paragraph((Text("See page "), doc.PageReference("last"), Text(", or page "), doc.PageReference("first")))
    blocks: list[doc.Block] = [doc.Heading(1, (Text("Title"),), "first"), told]
    for number in range(1, pages + 1):
        anchor = "last" if number == pages else f"page {number}"
        heading = doc.Heading(2, (Text(f"Page {number}"),), anchor, break_before="page")
        blocks.append(doc.Section((heading, doc.Paragraph((Text("Words."),)))))
    return doc.Document(doc.Template("name", "Title", "en", tuple(blocks), FURNITURE, LABELS))


@pytest.mark.parametrize("pages", [1, 8, 9, 12, 120])
def test_a_document_laid_out_anew_is_as_one_whose_pages_were_known(pages):
    made = document(pages)
    laid = lay_out(made, LOOK)
    assert laid.anchors["last"] == pages + 1
    assert render(laid, "test") == render(lay_out(made, LOOK, expected=laid.anchors), "test")


@pytest.mark.parametrize("pages", [1, 9, 120])
def test_only_what_refers_to_pages_is_laid_out_again(monkeypatch, pages):
    laid: list[str] = []
    before = layout.Layout._block

    def noted(self, block, frame):
        laid.append(type(block).__name__)
        return before(self, block, frame)

    monkeypatch.setattr(layout.Layout, "_block", noted)
    lay_out(document(pages), LOOK)
    assert laid.count("Section") == pages
    # Beside the sections and what is in them: the title with its heading, and the paragraph twice.
    assert len(laid) - 3 * pages == 2 + 2
