"""What only ink shows: the look of pages as small grey pictures, compared with tolerance.

    python -m tests.render.test_ink

draws the references in `tests/render/ink` anew, after somebody has looked at the pages.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.theme import known_themes

pdfium = pytest.importorskip("pypdfium2")
Image = pytest.importorskip("PIL.Image")

INK = Path(__file__).parent / "ink"
#: Pixels across: enough to see boxes, bands and lines of type, too few to see how an edge is smoothed.
WIDTH = 68
#: The most that a pixel may differ on average, and the share of pixels that may differ by much: of 255.
MEAN, MUCH, SHARE = 3.0, 48, 0.01
SHOWN = ("sheet", "test")
TODAY = datetime.date(2026, 11, 29)
FILES = {
    "guidegen.yaml": "organisation: {name: A Clinic, contact: 555-0100}\n",
    "content/sheet.yaml": """guide: sheet
title: A title of large type over two lines of the page
subtitle: The line below it
main-message: One sentence that stands out.
version: 1
sections:
  - title: A section
    body:
      - |
        Words in a paragraph, with a list below.

        - A point
        - Another
      - {callout: What must not be overlooked., kind: warning, title: A warning}
      - cards: [{title: One, text: A card.}, {title: Two, text: Another card.}]
      - comparison: Two things
        subjects: [The first, The second]
        features:
          - {feature: What it is, cells: [Short, Long]}
          - {feature: What it does, cells: [Long, Short]}
      - steps: [Do this., Then that.]
""",
    "quizzes/test.yaml": """quiz: test
title: A quiz
bank: bank
show-points: true
shuffle-items: false
shuffle-options: false
sections:
  - {title: A section, items: 3, always: [one, two, three]}
""",
    "quizzes/bank.yaml": """bank: bank
stimuli: {text: {title: A text, text: Questions are about it.}}
items:
  - {id: one, stem: "Which one?", key: This, distractors: [That, Neither]}
  - {id: two, stem: "Which ones?", key: [This, That], distractors: [Neither]}
  - {id: three, stem: "Why?", lines: 3, sample-answer: So., stimulus: text}
""",
}


def pages(theme: str, folder: Path) -> dict[str, Image.Image]:
    """Small grey pictures of first pages in a theme."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, choices=Choices(theme=theme), today=TODAY, producer="test")
    found = {}
    for name in SHOWN:
        with pdfium.PdfDocument(folder / "output" / f"{name}.pdf") as document:
            large = document[0].render(scale=1.0).to_pil().convert("L")
        height = round(WIDTH * large.height / large.width)
        found[f"{theme}-{name}"] = large.resize((WIDTH, height), Image.Resampling.BOX)
    return found


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How much pixels differ on average, and the share of those that differ by much."""
    assert one.size == other.size
    pairs = list(zip(one.tobytes(), other.tobytes(), strict=True))
    apart = [abs(a - b) for a, b in pairs]
    return sum(apart) / len(apart), sum(each > MUCH for each in apart) / len(apart)


@pytest.mark.parametrize("theme", known_themes())
def test_pages_look_as_they_did(theme, tmp_path):
    for name, picture in pages(theme, tmp_path).items():
        with Image.open(INK / f"{name}.png") as reference:
            mean, share = differences(picture, reference.convert("L"))
        assert mean <= MEAN and share <= SHARE, f"{name}: {mean:.1f} on average, {share:.1%} by much; look at the page"


def test_a_change_that_eyes_would_see_is_seen():
    with Image.open(INK / "clinic-sheet.png") as reference:
        page = reference.convert("L")
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 2))
    mean, share = differences(moved, page)
    assert mean > MEAN or share > SHARE
    one, other = (Image.open(INK / f"{theme}-sheet.png").convert("L") for theme in ("clinic", "plain"))
    assert differences(one, other)[0] > 3 * MEAN


def main() -> None:
    """Draw the references."""
    import tempfile

    INK.mkdir(exist_ok=True)
    for theme in known_themes():
        with tempfile.TemporaryDirectory() as folder:
            for name, picture in pages(theme, Path(folder)).items():
                picture.save(INK / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
