"""Colours: sRGB triples, their contrast, and the nearest one that has enough of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

Colour = tuple[float, float, float]


def parse_colour(text: str) -> Colour:
    """`#rrggbb` as three numbers from 0 to 1.

    >>> parse_colour("#ff0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def hexadecimal(colour: Colour) -> str:
    """A colour as `#rrggbb`.

    >>> hexadecimal((1.0, 0.0, 0.2))
    '#ff0033'
    """
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lightness(colour: Colour) -> float:
    """How light a colour looks, from 0 to 100 (CIE L*): what is left of it in grey.

    >>> round(lightness((1.0, 1.0, 1.0))), round(lightness((0.0, 0.0, 0.0))), round(lightness((1.0, 0.0, 0.0)))
    (100, 0, 53)
    """
    luminance = _luminance(colour)
    return 116 * math.cbrt(luminance) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def nearest_with_contrast(colour: Colour, grounds: Sequence[Colour], ratio: float) -> Colour | None:
    """The colour of the same hue, nearest in lightness, that has at least `ratio` of contrast with every ground.

    Lightness is that of OKLCH (Ottosson 2020), where equal steps look equal; where a lightness has no room for so much
    chroma, chroma gives way. None when neither darker nor lighter helps.
    """
    lightness, a, b = _oklab(colour)
    hue, chroma = math.atan2(b, a), math.hypot(a, b)
    steps = sorted((step / 500 for step in range(501)), key=lambda level: abs(level - lightness))
    for level in steps:
        # Rounded as it will be written, so that what is said here holds for what is typed.
        candidate = parse_colour(hexadecimal(_in_gamut(level, chroma, hue)))
        if all(contrast(candidate, ground) >= ratio for ground in grounds):
            return candidate
    return None


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = map(_linear, colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _in_gamut(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour with as much of the chroma as sRGB has at this lightness."""
    for share in range(20, -1, -1):
        linear = _linear_rgb(lightness, chroma * share / 20 * math.cos(hue), chroma * share / 20 * math.sin(hue))
        if all(-0.0005 <= part <= 1.0005 for part in linear):
            break
    red, green, blue = (_encoded(min(1.0, max(0.0, part))) for part in linear)
    return red, green, blue


def _linear_rgb(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
