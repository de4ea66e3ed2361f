"""Print the examples of blocks that are there to be looked at, and make the pictures that stand below them.

    python docs/make_block_pictures.py

Each picture carries a digest of the YAML that it shows, so that a test can tell when the two have come apart.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps
from PIL.PngImagePlugin import PngInfo

from guidegen.batch.build import build

DOCS = Path(__file__).parent
AUTHORING = DOCS / "authoring.md"
PICTURES = DOCS / "images" / "blocks"
#: The headings whose first example is shown, and the names of their pictures.
SHOWN = {
    "Comparison": "comparison",
    "Timeline": "timeline",
    "Do and don't": "do-and-dont",
    "Zones": "zones",
    "Schedule of medicines": "schedule",
    "Chart": "chart",
    "Pictograph": "pictograph",
    "Fill-in fields": "fill-in",
    "Acknowledgement": "acknowledgement",
}
_DAY = datetime.date(2026, 11, 23)
_SCALE = 1.1
_COLOURS = 48
_MARGIN = 10
_GUIDE = """\
guide: blocks
title: Blocks
main-message: Look
version: 1
sources:
  cdc: CDC
  who-2021: WHO
sections:
  - title: Example
    body:
"""


def example(heading: str) -> str:
    """The first example below a heading."""
    text = AUTHORING.read_text(encoding="utf-8")
    below = text[text.index(f"\n### {heading}\n") :]
    match = re.search(r"^```yaml body\n(.*?)^```$", below, re.MULTILINE | re.DOTALL)
    assert match is not None, heading
    return match[1]


def digest(text: str) -> str:
    """What ties a picture to its YAML."""
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for heading, name in SHOWN.items():
        text = example(heading)
        note = PngInfo()
        note.add_text("source", digest(text))
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder) / "content"
            content.mkdir()
            guide = _GUIDE + "".join(f"      {line}" for line in text.splitlines(keepends=True))
            (content / "blocks.yaml").write_text(guide, encoding="utf-8")
            report = build(Path(folder), today=_DAY, producer="guidegen")
            assert not [each for each in report.diagnostics if each.code != "S223"], (heading, report.diagnostics)
            picture = cut(Path(folder) / "output" / "blocks.pdf")
        picture.save(PICTURES / f"{name}.png", optimize=True, pnginfo=note)


def last_of(words: pypdfium2.PdfTextPage, text: str) -> tuple[int, int] | None:
    """Where a text stands last on a page: a table may have a row of sources before the list of them."""
    found, search = None, words.search(text)
    while (place := search.get_next()) is not None:
        found = place
    return found


def cut(pdf: Path) -> Image.Image:
    """What stands between the heading and the sources, of all pages, in few colours with a thin frame."""
    parts = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            high = page.get_height()
            top, low = 62.0, high - 62.0
            if number == 0:
                begun = words.search("Example").get_next()
                top = high - words.get_charbox(begun[0])[1] + 4
            ended = last_of(words, "Sources")
            if ended is not None:
                low = high - words.get_charbox(ended[0])[3] - 8
            image = page.render(scale=_SCALE).to_pil().convert("RGB")
            part = image.crop((0, int(top * _SCALE), image.width, int(low * _SCALE)))
            ink = ImageChops.difference(part, Image.new("RGB", part.size, "white")).getbbox()
            if ink is not None:
                parts.append(part.crop((0, ink[1], part.width, ink[3])))
            if ended is not None:
                break
    whole = Image.new("RGB", (parts[0].width, sum(part.height + 12 for part in parts)), "white")
    y = 0
    for part in parts:
        whole.paste(part, (0, y))
        y += part.height + 12
    ink = ImageChops.difference(whole, Image.new("RGB", whole.size, "white")).getbbox()
    assert ink is not None, pdf
    whole = ImageOps.expand(whole.crop(ink), _MARGIN, "white")
    return ImageOps.expand(whole, 1, "#c3c9cc").quantize(_COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
