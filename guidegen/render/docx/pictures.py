"""Pictures as Word shows them: upright, and with the numbers of their places drawn in.

Word knows no numbers that move with a picture and that everybody can read, so they become part of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from guidegen.document.elements import Place
from guidegen.model.image import Image
from guidegen.render.docx.pixels import in_pixels

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: The EXIF tag that says how a camera was held.
_ORIENTATION = 0x0112
#: The radius of the disc with a number, and the width of a line, as shares of the picture's longer side.
_RADIUS = 0.022
_LINE = 0.003
#: Small pictures are enlarged, so that numbers are sharp.
_LEAST_SIDE = 1200
_INK, _WHITE = (27, 35, 40), (255, 255, 255)
_NUMBERS = "AtkinsonHyperlegibleNext-Bold.ttf"


def picture_file(image: Image, places: Sequence[Place]) -> bytes:
    """A PNG or JPEG file: the user's own, unless it is made of lines, lies on its side or has numbers to show."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    data = in_pixels(image) if image.is_vector else image.data
    with Pillow.open(BytesIO(data)) as opened:
        is_upright = opened.getexif().get(_ORIENTATION, 1) == 1
        if is_upright and not places:
            return data
        picture: Picture = ImageOps.exif_transpose(opened)
        if places:
            picture = _numbered(picture, places)
        made = BytesIO()
        picture.save(made, "JPEG" if opened.format == "JPEG" and not places else "PNG")
    return made.getvalue()


def _numbered(picture: Picture, places: Sequence[Place]) -> Picture:
    from PIL import Image as Pillow
    from PIL import ImageDraw, ImageFont

    picture = picture.convert("RGBA")
    ground = Pillow.new("RGBA", picture.size, (*_WHITE, 255))
    ground.alpha_composite(picture)
    scale = max(1.0, _LEAST_SIDE / max(picture.size))
    drawn = ground.convert("RGB").resize((round(picture.width * scale), round(picture.height * scale)))
    pen = ImageDraw.Draw(drawn)
    side = max(drawn.size)
    radius, line = side * _RADIUS, max(1, round(side * _LINE))
    font_file = resources.files("guidegen.theme").joinpath("fonts", _NUMBERS)
    with font_file.open("rb") as file:
        font = ImageFont.truetype(BytesIO(file.read()), round(radius * 1.25))
    for number, place in enumerate(places, start=1):
        x, y = _inside(place.number_at[0] * drawn.width, radius, drawn.width), 0.0
        y = _inside(place.number_at[1] * drawn.height, radius, drawn.height)
        to = (place.at[0] * drawn.width, place.at[1] * drawn.height)
        if math.dist(to, (x, y)) > radius:
            pen.line([(x, y), to], _WHITE, 3 * line)
            pen.line([(x, y), to], _INK, line)
            pen.circle(to, 2 * line, _INK, _WHITE, 1)
        pen.circle((x, y), radius, _WHITE, _INK, line)
        pen.text((x, y), str(number), _INK, font, anchor="mm")
    return drawn


def _inside(at: float, radius: float, length: float) -> float:
    """A number never stands over the edge of the picture."""
    return min(max(at, radius), length - radius)
