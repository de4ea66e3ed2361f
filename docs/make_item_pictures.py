"""Print the YAML of the pages in `docs/items` and make the pictures that stand beside it.

    python docs/make_item_pictures.py

The examples of a page are one bank; its quiz and its key are printed and cut to the items. Each picture carries a
digest of the YAML that it shows, so that a test can tell when the two have come apart.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps
from PIL.PngImagePlugin import PngInfo

from guidegen.batch.build import build

DOCS = Path(__file__).parent
PICTURES = DOCS / "images" / "items"
#: Pictures that the examples print.
PAGE_FILES = sorted((DOCS / "items").glob("*.png"))
PAGES = sorted(page for page in (DOCS / "items").glob("*.md") if page.stem != "README")
_EXAMPLE = re.compile(r"^```yaml(?: items)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DAY = datetime.date(2026, 11, 23)
_SCALE = 1.25
_COLOURS = 24
_MARGIN = 10
_QUIZ = "quiz: quiz\ntitle: Quiz\nbank: bank\nshuffle-items: false\nshow-points: true\nseed: 5\n"


def example(page: Path) -> str:
    """The YAML of a page: a list of items, or a bank."""
    return "".join(_EXAMPLE.findall(page.read_text(encoding="utf-8")))


def bank_of(text: str) -> str:
    """The bank with these items, or the one that stands there."""
    if text.startswith("bank:"):
        return re.sub(r"^bank: .*", "bank: bank", text)
    return "bank: bank\nitems:\n" + "".join(f"  {line}" for line in text.splitlines(keepends=True))


def digest(text: str) -> str:
    """What ties a picture to its YAML."""
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Make the two pictures of every page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        text = example(page)
        note = PngInfo()
        note.add_text("source", digest(text))
        with tempfile.TemporaryDirectory() as folder:
            quizzes = Path(folder) / "quizzes"
            quizzes.mkdir()
            for picture in PAGE_FILES:
                shutil.copy(picture, quizzes)
            (quizzes / "bank.yaml").write_text(bank_of(text), encoding="utf-8")
            (quizzes / "quiz.yaml").write_text(_QUIZ, encoding="utf-8")
            report = build(Path(folder), today=_DAY, producer="guidegen")
            assert not report.diagnostics, (page, report.diagnostics)
            output = Path(folder) / "output"
            for suffix, below in (("", "Score"), ("-key", "Item by item")):
                picture = cut(output / f"quiz{suffix}.pdf", below)
                picture.save(PICTURES / f"{page.stem}{suffix}.png", optimize=True, pnginfo=note)


def cut(pdf: Path, below: str) -> Image.Image:
    """What stands below some words on the first page, without the footer, in few colours with a thin frame."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        words = page.get_textpage()
        found = words.search(below).get_next()
        assert found is not None, below
        _, foot, _, _ = words.get_charbox(found[0])
        image = page.render(scale=_SCALE).to_pil().convert("RGB")
        top = (page.get_height() - foot + (26 if below == "Score" else 6)) * _SCALE
    image = image.crop((0, int(top), image.width, int(image.height - 62 * _SCALE)))
    ink = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert ink is not None, pdf
    image = ImageOps.expand(image.crop(ink), _MARGIN, "white")
    return ImageOps.expand(image, 1, "#c3c9cc").quantize(_COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
