"""Pictures print as they look: every kind of PNG and JPEG, upright, with their transparency and their greys."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow

from guidegen.batch.build import build
from tests.conftest import TODAY

pdfium = pytest.importorskip("pypdfium2")

GUIDE = """guide: g
title: T
main-message: m
version: 1
sections:
  - title: A
    body:
      - figure: {name}
        alt: A picture
"""


def printed(folder, name: str, data: bytes) -> Pillow.Image:
    """The picture as it stands on the page, cut out by its colour, 1 pixel a point."""
    (folder / "content").mkdir()
    (folder / "content" / name).write_bytes(data)
    (folder / "content" / "g.yaml").write_text(GUIDE.format(name=name))
    report = build(folder, today=TODAY, producer="guidegen")
    assert not report.diagnostics, report.diagnostics
    page = pdfium.PdfDocument(str(folder / "output" / "g.pdf"))[0]
    return page.render(scale=1).to_pil().convert("RGB")


def png(picture: Pillow.Image, kind: str = "PNG", **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def has_colour(page: Pillow.Image, colour: tuple[int, int, int], share: float = 0.1) -> bool:
    """True when a good part of the page has about this colour."""
    near = sum(
        count
        for count, found in page.getcolors(1 << 20)
        if all(abs(a - b) < 12 for a, b in zip(found, colour, strict=True))
    )
    return near > share * page.width * page.height


@pytest.mark.parametrize(
    ("name", "data", "colour"),
    [
        ("rgb.png", png(Pillow.new("RGB", (800, 500), (200, 60, 40))), (200, 60, 40)),
        ("rgb.jpg", png(Pillow.new("RGB", (800, 500), (200, 60, 40)), "JPEG", quality=95), (200, 60, 40)),
        ("late.jpg", png(Pillow.new("RGB", (800, 500), (40, 60, 200)), "JPEG", progressive=True), (40, 60, 200)),
        ("grey.jpg", png(Pillow.new("L", (800, 500), 90), "JPEG"), (90, 90, 90)),
        ("grey.png", png(Pillow.new("L", (800, 500), 90)), (90, 90, 90)),
        ("deep.png", png(Pillow.new("I;16", (800, 500), 90 * 257)), (90, 90, 90)),
        ("bits.png", png(Pillow.new("1", (800, 500), 0)), (0, 0, 0)),
        ("half.png", png(Pillow.new("RGBA", (800, 500), (200, 0, 0, 128))), (227, 127, 127)),
        ("pale.png", png(Pillow.new("LA", (800, 500), (0, 128))), (127, 127, 127)),
        ("palette.png", png(Pillow.new("RGB", (800, 500), (10, 130, 70)).quantize(4)), (10, 130, 70)),
    ],
)
def test_colours(tmp_path, name, data, colour):
    assert has_colour(printed(tmp_path, name, data), colour)


def test_a_photograph_taken_upright_prints_upright(tmp_path):
    """A telephone stores it on its side and says so in EXIF: red is on the left of the file, on top in truth."""
    picture = Pillow.new("RGB", (1200, 600), (0, 0, 200))
    picture.paste((200, 0, 0), (0, 0, 600, 600))
    exif = Pillow.Exif()
    exif[0x0112] = 6
    page = printed(tmp_path, "photo.jpg", png(picture, "JPEG", exif=exif, quality=95))
    rows = [
        next((c for c in (page.getpixel((x, y)) for x in range(80, 500, 10)) if max(c) - min(c) > 150), None)
        for y in range(page.height)
    ]
    colours = ["red" if c[0] > c[2] else "blue" for c in rows if c]
    assert colours.index("blue") > 50
    assert colours == ["red"] * colours.index("blue") + ["blue"] * (len(colours) - colours.index("blue"))
