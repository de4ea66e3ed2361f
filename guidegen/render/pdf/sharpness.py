"""Whether pictures have enough pixels for the size at which they are printed.

A picture whose width the author leaves to the program is printed no larger than its pixels allow. One that is to be
wider than that is refused: enlarged pixels are blocks and steps, above all in large print.
"""

from __future__ import annotations

import math

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.model.image import Image

#: Pixels to an inch, which has 72 points.
LEAST = 150
_INCH = 72.0


def sharp_width(image: Image) -> float:
    """The largest width, in points, at which the picture is sharp; one of vectors always is."""
    return math.inf if image.is_vector else image.width * _INCH / LEAST


def blurred(image: Image, width: float, column: float, origin: Span, *, is_chosen: bool) -> list[Diagnostic]:
    """That a picture is printed wider than it is sharp, in a column of a width in points.

    `is_chosen` says that the author chose how wide it is.
    """
    found = image.width * _INCH / width
    if image.is_vector or found > LEAST - 1:
        return []
    name = image.path.rpartition("/")[2] or "The picture"
    message = (
        f"{name} is {image.width} pixels wide and is printed {width / _INCH:.1f} inches wide, which makes "
        f"{found:.0f} pixels to an inch; print needs {LEAST}."
    )
    pixels = math.ceil(width / _INCH * LEAST)
    hint = f"Take a picture that is {pixels} pixels wide or more"
    share = math.floor(100 * sharp_width(image) / column) / 100
    if is_chosen and share >= 0.05:
        hint += f", or make it smaller: `width` {share:g} ({share:.0%} of the column) or less"
    return [diagnosed("P140", message, origin, hint=f"{hint}.")]
