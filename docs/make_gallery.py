"""Make `docs/gallery.md` and its pictures from what guidegen prints.

    python docs/make_gallery.py

Pages are those of the specimen that `guidegen theme show` prints and of the example project. Pictures of blocks are cut
from the specimen: from the heading of the section or the item to the next one. All are PNGs of few colours.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from PIL import Image, ImageChops, ImageOps

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.cli.theme import write_specimen

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "images" / "gallery"
DAY = datetime.date(2026, 11, 23)
#: Together they must not make a clone large.
MOST = 3_000_000
_FRAME, _GAP, _GROUND = "#c3c9cc", 18, "#eef1f2"
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class Shown:
    """A theme in a few words, and the pages of the example project that show it best: file and page number."""

    name: str
    words: str
    pages: tuple[tuple[str, int], ...]


THEMES = (
    Shown(
        "clinic",
        "Calm and roomy, one accent colour. The main point stands on a tint beside a bar.",
        (("glutamine-vs-glutathione", 1), ("glutamine-vs-glutathione", 4), ("cell-division-quiz", 1)),
    ),
    Shown(
        "classroom",
        "Friendly and clear: Andika, made for those who learn to read, headings in Lexend, numbers on discs.",
        (("mitosis-vs-meiosis", 1), ("mitosis-vs-meiosis", 2), ("cell-division-quiz", 1)),
    ),
    Shown(
        "plain",
        "Black on white alone, for the photocopier: rules and frames in place of tints.",
        (("glutamine-vs-glutathione", 1), ("glutamine-vs-glutathione", 4), ("cell-division-quiz", 3)),
    ),
    Shown(
        "exam",
        "Sober and dense, as printed papers are: form and code large, boxes to fill in, points in brackets.",
        (("cell-division-quiz", 1), ("cell-division-quiz", 2), ("cell-division-quiz-key", 1)),
    ),
)

#: The pages of the overview, in the order of the themes.
_FIRST = (
    ("glutamine-vs-glutathione", 1),
    ("mitosis-vs-meiosis", 1),
    ("glutamine-vs-glutathione", 4),
    ("cell-division-quiz", 1),
)

#: What blocks are called, by the key that tells them; text comes without one.
TITLES = {
    "text": "Text, lists, quotations and tables",
    "callout": "Callouts",
    "cards": "Cards",
    "figure": "Figures",
    "comparison": "Comparisons",
    "steps": "Steps",
    "checklist": "Checklists",
    "timeline": "Timelines",
    "do": "Do and don’t",
    "zones": "Zones",
    "schedule": "Schedules of medicines",
    "chart": "Charts",
    "pictograph": "Pictographs",
    "fill-in": "Fill-in fields",
    "notes": "Room for notes",
    "acknowledge": "Acknowledgements",
}
#: The heading that the blocks of a picture stand below, and the one behind them.
_BEFORE, _AFTER = "Here they are", "About this handout"


def main() -> None:
    """Build, cut, and write the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    text = [
        "# Gallery",
        "",
        "Made by `python docs/make_gallery.py` from what guidegen prints.",
        "",
        "## Themes",
        "",
    ]
    text += [f"![First pages in the four themes]({_overview()})", ""]
    for theme in THEMES:
        text += [f"### {theme.name.capitalize()}", "", theme.words, ""]
        text += [f"![Pages in the theme {theme.name}]({_theme_picture(theme)})", ""]
    text += ["## Print sizes", "", "The same content at 13, 18 and 24 points: nothing is cut, pages are added.", ""]
    text += [f"![The same page in three print sizes]({_sizes_picture()})", ""]
    text += ["## Blocks", "", "Every block in every theme. The YAML is in [the authoring guide](authoring.md).", ""]
    for title, picture in _block_pictures():
        text += [f"### {title}", "", f"![{title} in the four themes]({picture})", ""]
    text += ["Items have [pages of their own](items/README.md), with the YAML beside each picture.", ""]
    PAGE.write_text("\n".join(text), encoding="utf-8")
    total = sum(file.stat().st_size for file in PICTURES.glob("*.png"))
    assert total <= MOST, f"{total} bytes of pictures"


def _overview() -> str:
    """The first page that shows each theme best, beside each other: the picture of README.md."""
    pages = []
    for theme, (name, page) in zip(THEMES, _FIRST, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            build(ROOT, Path(folder), choices=Choices(theme=theme.name), today=DAY, producer="guidegen")
            pages.append(_page(Path(folder) / f"{name}.pdf", page, 300))
    return _saved(_beside(pages), "themes", 48)


def _theme_picture(theme: Shown) -> str:
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT, Path(folder), choices=Choices(theme=theme.name), today=DAY, producer="guidegen")
        pages = [_page(Path(folder) / f"{name}.pdf", page, 430) for name, page in theme.pages]
    return _saved(_beside(pages), f"theme-{theme.name}", 40)


def _sizes_picture() -> str:
    pages = []
    for size in ("regular", "large", "giant"):
        with tempfile.TemporaryDirectory() as folder:
            build(ROOT, Path(folder), choices=Choices(size=size), today=DAY, producer="guidegen")
            end = "" if size == "regular" else f"-{size}"
            pages.append(_page(Path(folder) / f"glutamine-vs-glutathione{end}.pdf", 1, 430))
    return _saved(_beside(pages), "print-sizes", 32)


def _block_pictures() -> Iterator[tuple[str, str]]:
    """The title of each kind of block with the path of its picture: cuts of the four themes, two in a row."""
    with tempfile.TemporaryDirectory() as folder:
        for theme in THEMES:
            root = Path(folder) / theme.name
            kinds = _write_blocks(root)
            build(root, choices=Choices(theme=theme.name), today=DAY, producer="guidegen")
        for kind in kinds:
            cuts = [_cut(Path(folder) / theme.name / "output" / f"block-{kind}.pdf") for theme in THEMES]
            rows = [_beside(cuts[start : start + 2]) for start in (0, 2)]
            yield TITLES.get(kind, kind.capitalize()), _saved(_below(rows), f"block-{kind}", 32)


def _write_blocks(root: Path) -> list[str]:
    """A project with a guide for each kind of block in the specimen; the kinds in their order."""
    root.mkdir()
    write_specimen(root)
    specimen = root / "content" / "specimen.yaml"
    # Everything as it is typed: yes and no are words.
    guide = yaml.load(specimen.read_text(encoding="utf-8"), yaml.BaseLoader)
    specimen.unlink()
    (root / "quizzes" / "specimen-quiz.yaml").unlink()
    blocks: dict[str, list[Any]] = {}
    for section in guide["sections"]:
        for block in section["body"]:
            blocks.setdefault(next(iter(block)) if isinstance(block, dict) else "text", []).append(block)
    for kind, several in blocks.items():
        alone = {
            "guide": f"block-{kind}",
            "title": "Blocks",
            "language": "en",
            "version": "1",
            "main-message": "Look.",
            "sections": [{"title": _BEFORE, "body": several}],
            "sources": guide["sources"],
        }
        text = yaml.safe_dump(alone, allow_unicode=True, sort_keys=False)
        (root / "content" / f"block-{kind}.yaml").write_text(text, encoding="utf-8")
    return list(blocks)


def _cut(pdf: Path) -> Image.Image:
    """What stands between the two headings, below each other where it goes on over pages."""
    scale, parts = 1.15, []
    with pypdfium2.PdfDocument(pdf) as document:
        begun = False
        for page in document:
            start, end = _place_of(page, _BEFORE), _place_of(page, _AFTER)
            sources = _place_of(page, "Sources")
            image = page.render(scale=scale).to_pil().convert("RGB")
            # Heads and feet of pages are no part of it, nor are the rules of headings.
            top = (start[1] + 8 if start else 58.0) if start or begun else None
            low = min([place[0] - 16 for place in (sources, end) if place] or [page.get_height() - 62])
            if top is not None and low > top:
                parts.append(_trimmed(image.crop((0, round(top * scale), image.width, round(low * scale)))))
            begun = begun or start is not None
            if end or sources:
                break
    return _stacked(parts)


def _stacked(parts: Sequence[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (max(part.width for part in parts), sum(part.height for part in parts)), "white")
    y = 0
    for part in parts:
        sheet.paste(part, (0, y))
        y += part.height
    return sheet


def _place_of(page: pypdfium2.PdfPage, words: str) -> tuple[float, float] | None:
    """How far from the upper edge words begin and end, where they stand below the running head."""
    textpage = page.get_textpage()
    searcher = textpage.search(words, match_case=True)
    while (found := searcher.get_next()) is not None:
        box = textpage.get_charbox(found[0])
        # Words of that name in a table are smaller than a heading.
        if page.get_height() - box[3] > 50 and box[3] - box[1] > 9:
            return float(page.get_height() - box[3]), float(page.get_height() - box[1])
    return None


def _trimmed(image: Image.Image) -> Image.Image:
    """Without white around, but for an even margin."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    return ImageOps.expand(image.crop(box), _MARGIN, "white")


def _page(pdf: Path, number: int, width: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number - 1]
        # Drawn larger and made smaller, small type stays even.
        image = page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB")
    return image.resize((width, round(width * image.height / image.width)), Image.Resampling.LANCZOS)


def _beside(images: Sequence[Image.Image]) -> Image.Image:
    framed = [ImageOps.expand(image, 1, _FRAME) for image in images]
    width = sum(image.width for image in framed) + _GAP * (len(framed) + 1)
    sheet = Image.new("RGB", (width, max(image.height for image in framed) + 2 * _GAP), _GROUND)
    x = _GAP
    for image in framed:
        sheet.paste(image, (x, _GAP))
        x += image.width + _GAP
    return sheet


def _below(images: Sequence[Image.Image]) -> Image.Image:
    height = sum(image.height for image in images) - _GAP * (len(images) - 1)
    sheet = Image.new("RGB", (max(image.width for image in images), height), _GROUND)
    y = 0
    for image in images:
        sheet.paste(image, (0, y))
        y += image.height - _GAP
    return sheet


def _saved(image: Image.Image, name: str, colours: int) -> str:
    target = PICTURES / f"{name}.png"
    image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
    return f"images/gallery/{target.name}"


if __name__ == "__main__":
    main()
