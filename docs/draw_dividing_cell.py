"""Draw the picture of a dividing cell that the example bank and a page of the docs label.

    python docs/draw_dividing_cell.py

It is schematic: a cell in metaphase, with four chromosomes of two chromatids each on the plate.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).parent.parent
PLACES = (ROOT / "quizzes" / "images" / "dividing-cell.png", ROOT / "docs" / "items" / "dividing-cell.png")
WIDTH, HEIGHT = 1200, 800
#: Drawn larger and made smaller, so that edges are smooth.
FINER = 3
INK, CYTOPLASM, FIBRE, CHROMATIN, POLE = "#22303a", "#f2f5ef", "#8b98a0", "#4a6d8c", "#c9d3da"
POLES = ((190, 400), (1010, 400))
CHROMOSOMES = (225, 340, 460, 575)


def main() -> None:
    """Draw it, and save it where it is used."""
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), "white")
    draw = ImageDraw.Draw(image)
    _ellipse(draw, (600, 400), 560, 370, CYTOPLASM, 9)
    for y in CHROMOSOMES:
        for pole in POLES:
            _line(draw, [pole, (600 + (-18 if pole[0] < 600 else 18), y)], FIBRE, 4)
    for pole, bend in ((POLES[0], -1), (POLES[1], 1)):
        for angle in range(-60, 61, 24):
            reach = (pole[0] + bend * 95 * math.cos(math.radians(angle)), pole[1] + 95 * math.sin(math.radians(angle)))
            _line(draw, [pole, reach], FIBRE, 3)
        _ellipse(draw, pole, 26, 26, POLE, 5)
    for y in CHROMOSOMES:
        for side in (-1, 1):
            arm = [(600 + side * (10 + 34 * (t / 10) ** 2), y + sign * 5 * t) for sign in (-1, 1) for t in range(0, 10)]
            _line(draw, arm[9::-1] + arm[10:], INK, 30)
            _line(draw, arm[9::-1] + arm[10:], CHROMATIN, 20)
        _ellipse(draw, (600, y), 13, 13, INK, 0)
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(64, dither=Image.Dither.NONE)
    for place in PLACES:
        place.parent.mkdir(exist_ok=True)
        image.save(place, optimize=True)


def _ellipse(
    draw: ImageDraw.ImageDraw, centre: tuple[float, float], across: float, down: float, fill: str, edge: int
) -> None:
    box = [(centre[0] - across) * FINER, (centre[1] - down) * FINER]
    box += [(centre[0] + across) * FINER, (centre[1] + down) * FINER]
    draw.ellipse(box, fill=fill, outline=INK if edge else None, width=edge * FINER)


def _line(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], colour: str, width: int) -> None:
    draw.line([(x * FINER, y * FINER) for x, y in points], fill=colour, width=width * FINER, joint="curve")
    for x, y in (points[0], points[-1]):
        r = width / 2
        draw.ellipse([(x - r) * FINER, (y - r) * FINER, (x + r) * FINER, (y + r) * FINER], fill=colour)


if __name__ == "__main__":
    main()
