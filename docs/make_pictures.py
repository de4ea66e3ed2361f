"""Make the pictures of README.md from the pages of the example project.

    python docs/make_pictures.py

Each is a PNG of few colours, so that a clone stays small.
"""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from guidegen.batch.build import build

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "images"
DAY = datetime.date(2026, 11, 23)
WIDTH = 760
COLOURS = 48
LARGEST = 150_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: the first one of a PDF that holds all of the words."""

    name: str
    file: str
    words: tuple[str, ...]


TABLE = (
    Picture("first-page", "glutamine-vs-glutathione.pdf", ("The main point",)),
    Picture("comparison", "glutamine-vs-glutathione.pdf", ("Table 1.",)),
    Picture("quiz", "glutamine-vs-glutathione.pdf", ("Quiz code", "The answers are on page")),
    Picture("key", "glutamine-vs-glutathione-key.pdf", ("Answers at a glance",)),
    Picture("quiz-alone", "cell-division-quiz.pdf", ("Form",)),
)


def main() -> None:
    """Build the example project elsewhere and draw the pages."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT, Path(folder), today=DAY, producer="guidegen")
        for picture in TABLE:
            target = PICTURES / f"{picture.name}.png"
            draw(Path(folder) / picture.file, picture.words).save(target, optimize=True)
            assert target.stat().st_size <= LARGEST, target


def draw(pdf: Path, words: tuple[str, ...]) -> Image.Image:
    """The page that holds the words, in few colours, with a thin frame."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage().get_text_bounded()
            if all(each in text for each in words):
                image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
                return ImageOps.expand(image, 1, "#c3c9cc").quantize(COLOURS, dither=Image.Dither.NONE)
    raise ValueError(f"no page of {pdf.name} holds {words}")


if __name__ == "__main__":
    main()
