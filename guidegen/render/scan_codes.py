"""Codes to scan (QR, ISO/IEC 18004) of addresses: their squares, and a picture of them. segno makes them.

See docs/adr/0025-codes-to-scan.md.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from guidegen.kept.digests import sha256
from guidegen.model.image import Image

#: The light border that a scanner needs, in squares.
QUIET = 4
#: The side of a code without its border, and of a square, in millimetres: what phones read from a photocopy.
LEAST_SIDE, LEAST_SQUARE = 20.0, 0.5
#: How many pixels a square of the picture has.
_PIXELS = 10


def side_of(squares: int) -> float:
    """The side of a code of so many squares without its border, in millimetres."""
    return max(LEAST_SIDE, squares * LEAST_SQUARE)


@lru_cache(maxsize=256)
def squares(url: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code from the top, without the border: true where a square is dark."""
    return tuple(tuple(bool(dark) for dark in row) for row in _code(url).matrix)


@lru_cache(maxsize=256)
def picture(url: str) -> Image:
    """The code with its border as a PNG file, for documents that cannot draw."""
    buffer = BytesIO()
    _code(url).save(buffer, kind="png", scale=_PIXELS, border=QUIET)
    data = buffer.getvalue()
    side = (len(squares(url)) + 2 * QUIET) * _PIXELS
    return Image("", side, side, sha256(data).hex(), data)


def _code(url: str) -> Any:
    import segno

    # Level M still reads when 15 percent of the code are smudged. Micro codes are left out: few phones read them.
    return segno.make(url, error="m", micro=False)
