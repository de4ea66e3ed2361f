"""SVG files: what is safe and whole is drawn, the rest is refused by name, and nothing is fetched or expanded."""

from __future__ import annotations

import re

import pikepdf
import pytest

from guidegen.vector.gradients import flatten_gradients
from guidegen.vector.recognition import is_svg
from guidegen.vector.svg import LARGEST_FILE, MOST_ELEMENTS, Drawing, Unsuitable, read_svg
from tests.conftest import build_texts
from tests.pdf_reading import read

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30"'
SQUARE = '<rect x="5" y="5" width="10" height="10" fill="#ff0000"/>'


def svg(inside: str, head: str = HEAD, before: str = "") -> bytes:
    return f"{before}<svg {head}>{inside}</svg>".encode()


def drawn(inside: str) -> Drawing:
    found = read_svg(svg(inside))
    assert isinstance(found, Drawing), found
    return found


def test_a_shape_becomes_operators():
    found = drawn(SQUARE)
    assert found.width / found.height == pytest.approx(4 / 3)
    assert "1 0 0 rg" in found.operators
    assert re.search(r"5 5 10 10 re", found.operators)
    # No font is named, since no words are set.
    assert " Tf" not in found.operators


def test_the_same_file_gives_the_same_drawing():
    first = drawn(SQUARE)
    read_svg.cache_clear()
    assert drawn(SQUARE) == first


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        '<rect width="3" height="3" onclick="x()"/>',
        '<use href="other.svg#part"/>',
        '<use xlink:href="https://example.org/x.svg#part"/>',
        '<image href="data:image/png;base64,AAAA" width="3" height="3"/>',
        '<rect width="3" height="3" fill="url(https://example.org/x.svg#g)"/>',
        '<rect width="3" height="3" style="fill:url(\'other.svg#g\')"/>',
        "<style>@import url(https://example.org/x.css);</style>",
        "<style>.a { fill: url( //example.org/x#g) }</style>",
    ],
)
def test_what_is_unsafe_is_refused(inside):
    found = read_svg(svg(SQUARE + inside))
    assert isinstance(found, Unsuitable)
    assert found.code == "S310"


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    found = read_svg(svg('<rect width="&b;" height="3"/>', before=bomb))
    assert isinstance(found, Unsuitable)
    assert found.code in ("S310", "S216")
    outside = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert isinstance(read_svg(svg("<desc>&a;</desc>" + SQUARE, before=outside)), Unsuitable)


def test_a_plain_document_type_is_no_harm():
    plain = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert isinstance(read_svg(svg(SQUARE, before=plain)), Drawing)


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ('<filter id="f"/>', "filter"),
        ('<rect width="3" height="3" mask="url(#m)"/>', "mask"),
        ('<g opacity="0.5">' + SQUARE + "</g>", "see-through"),
        ('<g style="opacity:.5">' + SQUARE + "</g>", "see-through"),
        ("<style>.a { opacity: .5 }</style>" + SQUARE, "see-through"),
        ('<rect width="3" height="3" fill="url(#g)" opacity=".5"/>', "see-through"),
        ('<path d="M0 0h9" style="marker-end:url(#m)"/>', "marker-end"),
        ('<path d="M0 0h9" stroke="url(#g)"/>', "line with a gradient"),
        ('<rect width="3" height="3"><animate attributeName="x"/></rect>', "moves"),
        ('<switch><rect width="3" height="3"/></switch>', "switch"),
        ('<rect width="3" height="3" style="mix-blend-mode:multiply"/>', "mix-blend-mode"),
    ],
)
def test_what_would_be_left_out_is_refused_by_name(inside, named):
    found = read_svg(svg(SQUARE + inside))
    assert isinstance(found, Unsuitable)
    assert (found.code, named in found.message) == ("S311", True)


def test_words_are_refused_and_shown():
    found = read_svg(svg('<text x="1" y="9">The <tspan>heart</tspan></text>'))
    assert isinstance(found, Unsuitable)
    assert found.code == "S312"
    assert "The heart" in found.message


def test_what_other_programs_leave_in_files_is_no_harm():
    inside = (
        '<title>T</title><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
        '<inkscape:grid xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"/>'
        '<rect width="3" height="3" style="fill:#000;filter:none;mix-blend-mode:normal;stop-opacity:1"/>'
    )
    assert isinstance(read_svg(svg(inside)), Drawing)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<html></html>",
        svg("", 'xmlns="http://www.w3.org/2000/svg"'),
        svg(SQUARE, 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 10"'),
        svg(SQUARE, 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 5000"'),
        svg("<g>" * 60 + SQUARE + "</g>" * 60),
        svg('<path d="M0 0"/>' * (MOST_ELEMENTS + 1)),
        b"<svg>" + b" " * LARGEST_FILE,
    ],
    ids=["cut", "html", "no size", "no width", "a thread", "deep", "many", "large"],
)
def test_damaged_and_excessive_files_are_refused(data):
    assert isinstance(read_svg(data), Unsuitable)


def test_references_cannot_make_much_of_little():
    levels = "".join(
        f'<g id="l{i}">' + f'<use href="#l{i - 1}"/>' * 10 + "</g>" if i else f'<g id="l0">{SQUARE}</g>'
        for i in range(9)
    )
    assert isinstance(read_svg(svg(f"<defs>{levels}</defs><use href='#l8'/>")), Unsuitable)


def test_opacity_of_a_shape_is_kept():
    found = drawn('<rect width="9" height="9" fill="#000" opacity="0.5" style="fill-opacity:0.5"/>')
    assert [body for _, body in found.states] == ["<</CA 0.5>>", "<</ca 0.25>>"]


def test_gradients_come_with_all_that_they_need():
    stops = '<stop offset="0" stop-color="#fff"/><stop offset=".5" stop-color="#00f"/><stop offset="1"/>'
    found = drawn(f'<linearGradient id="g">{stops}</linearGradient><rect width="9" height="9" fill="url(#g)"/>')
    [(name, body)] = found.shadings
    assert f"/{name} sh" in found.operators
    assert "/ShadingType 2" in body
    assert not re.search(r"\d 0 R", body)


def test_a_changed_gradient_becomes_a_plain_one():
    from lxml import etree

    def ends(transform: str) -> list[float] | None:
        place = 'gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="10" y2="0"'
        tag = f'<linearGradient id="g" {place} gradientTransform="{transform}"/>'
        root = etree.fromstring(svg(tag))
        if not flatten_gradients(root, "{http://www.w3.org/2000/svg}"):
            return None
        return [float(root[0].get(name)) for name in ("x1", "y1", "x2", "y2")]

    assert ends("translate(5 2)") == [5, 2, 15, 2]
    assert ends("rotate(90)") == pytest.approx([0, 0, 0, 10], abs=1e-6)
    assert ends("translate(1,1) scale(2)") == [1, 1, 21, 1]
    # Lines of one colour are skewed by 45 degrees, and the gradient runs across them.
    assert ends("skewX(45)") == pytest.approx([0, 0, 5, -5], abs=1e-6)
    assert ends("turn(9)") is None


def test_files_are_told_by_their_beginning():
    assert is_svg(svg(SQUARE))
    assert is_svg(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->" + svg(SQUARE))
    assert is_svg("<svg/>".encode("utf-16"))
    assert not is_svg(b"\x89PNG\r\n\x1a\n<svg")
    assert not is_svg(b"guide: x\n")


GUIDE = """guide: g
title: T
main-message: M
version: 1
sections:
  - title: S
    body:
      - figure: images/shape.svg
        alt: A red square
        width: 0.5
      - figure: images/shape.svg
        decorative: true
"""


def test_it_is_a_form_in_the_file_placed_as_often_as_wanted(tmp_path):
    inside = '<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1"/></linearGradient>'
    shape = svg(inside + SQUARE + '<circle cx="30" cy="9" r="5" fill="url(#g)"/><circle r="3" opacity=".5"/>').decode()
    output, problems = build_texts(tmp_path, {"content/images/shape.svg": shape, "content/g.yaml": GUIDE})
    assert not problems
    assert [figure.alt for figure in read(output / "g.pdf").tree.find("Figure")] == ["A red square"]
    with pikepdf.open(output / "g.pdf") as pdf:
        forms = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"]
        assert len(forms) == 1
        assert set(forms[0].Resources.keys()) == {"/ExtGState", "/Shading"}
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def test_word_gets_pixels(tmp_path):
    import io
    import zipfile

    from PIL import Image

    files = {"content/images/shape.svg": svg(SQUARE).decode(), "content/g.yaml": GUIDE}
    output, problems = build_texts(tmp_path, files, format="docx")
    assert not problems
    with zipfile.ZipFile(output / "g.docx") as archive:
        [name] = [name for name in archive.namelist() if name.startswith("word/media/")]
        picture = Image.open(io.BytesIO(archive.read(name))).convert("RGB")
    assert picture.size == (2000, 1500)
    assert picture.getpixel((500, 500)) == (255, 0, 0)
    assert picture.getpixel((1500, 1000)) == (255, 255, 255)
