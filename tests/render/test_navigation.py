"""What helps a reader about: bookmarks, page labels, links that say where they lead, boxes of figures, languages."""

from __future__ import annotations

import re

import pikepdf
import pytest

from tests.conftest import build_texts
from tests.pdf_reading import read, words

GUIDE = """guide: g
title: "[Aqua]{lang=la} and wine"
main-message: M.
version: 1
sections:
  - title: A
    id: a
    body:
      - |
        Water is wet [@wet], said [Plinius]{lang=la} of [H2O]{abbr='dihydrogen monoxide'}.

        ### A deeper heading

        See [the book](https://example.org/book).

        ### Another

        Text.
      - figure: picture.png
        alt: A grey square
        width: 0.5
  - title: B
    body: Text.
sources:
  wet: A book on water, 2020
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    from PIL import Image

    folder = tmp_path_factory.mktemp("g")
    (folder / "content").mkdir()
    Image.new("RGB", (1000, 500), (120, 120, 120)).save(folder / "content" / "picture.png")
    output, problems = build_texts(folder, {"content/g.yaml": GUIDE})
    assert not problems
    return output / "g.pdf"


def outline(item, depth=0):
    """The titles with their depths; a reader that follows First and Next meets all that Count promises."""
    found = []
    while item is not None:
        below = outline(item.First, depth + 1) if "/First" in item else []
        assert int(item.get("/Count", 0)) == len(below)
        if below:
            assert str(item.Last.Title) == next(title for title, at in reversed(below) if at == depth + 1)
        found += [(str(item.Title), depth), *below]
        item = item.get("/Next")
    return found


def test_every_heading_is_a_bookmark(path):
    headings = [node for node in read(path).tree.walk() if re.fullmatch("H[1-6]", node.role)]
    with pikepdf.open(path) as pdf:
        found = outline(pdf.Root.Outlines.First)
        assert int(pdf.Root.Outlines.Count) == len(found)
    assert found == [(words(node.text()), int(node.role[1]) - 1) for node in headings]
    assert ("Aqua and wine", 0) in found
    assert ("Another", 2) in found


def test_bookmarks_of_every_kind_of_output(examples):
    for pdf_path in examples.glob("*.pdf"):
        with pikepdf.open(pdf_path) as pdf:
            assert int(pdf.Root.Outlines.Count) == len(outline(pdf.Root.Outlines.First))


def test_page_labels_are_the_folios(examples):
    import pypdfium2

    for pdf_path in examples.glob("*.pdf"):
        folios = [re.search(r"Page (\d+) of", "".join(artifacts))[1] for artifacts in read(pdf_path).artifacts]
        document = pypdfium2.PdfDocument(pdf_path)
        assert [document.get_page_label(index) for index in range(len(document))] == folios
        document.close()


def test_links_say_where_they_lead(path):
    links = {words(node.text()): node for node in read(path).tree.find("Link")}
    assert links["1"].alt == "Source 1"
    assert links["the book"].alt == ""
    with pikepdf.open(path) as pdf:
        contents = [str(a.Contents) for page in pdf.pages for a in page.get("/Annots", [])]
    assert contents == ["Source 1", "the book (https://example.org/book)"]


def test_languages_and_abbreviations_of_parts(path):
    tree = read(path).tree
    assert [words(node.text()) for node in tree.walk() if node.language == "la"] == ["Aqua", "Plinius"]
    [short] = [node for node in tree.walk() if node.expansion]
    assert (short.role, short.text(), short.expansion) == ("Span", "H2O", "dihydrogen monoxide")
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_a_figure_knows_its_box(path):
    with pikepdf.open(path) as pdf:
        [figure] = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
        page = next(page for page in pdf.pages if page.objgen == figure.Pg.objgen)
        drawn = b"".join(stream.read_bytes() for stream in page.Contents).decode("latin-1")
        place, size = re.search(r"1 0 0 1 ([\d.]+ [\d.]+) cm ([\d.]+ 0 0 [\d.]+) 0 -[\d.]+ cm /Im", drawn).groups()
        x, y = map(float, place.split())
        width, height = float(size.split()[0]), float(size.split()[-1])
        assert figure.A.O == "/Layout"
        assert [float(number) for number in figure.A.BBox] == pytest.approx([x, y - height, x + width, y], abs=0.02)
        assert width == pytest.approx(2 * height, abs=0.02)
