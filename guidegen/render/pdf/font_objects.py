"""Fonts as objects of a file: five for each, two of them streams."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence

from guidegen.render.pdf.embedding import Embedded
from guidegen.render.pdf.pdffile import packed, reference

#: A font has so many objects: its program and its map to Unicode, which are streams, and three dictionaries.
OF_A_FONT = 5


def font_streams(font: Embedded) -> tuple[tuple[bytes, Mapping[str, str]], ...]:
    """The streams of a font, which are its first objects: what is in them (deflated), and what their objects say."""
    return (font.program, {"Length1": str(font.length)}), (font.to_unicode, {})


@functools.lru_cache(maxsize=16)
def packed_fonts(fonts: Sequence[Embedded], first: int) -> tuple[list[int], bytes]:
    """The dictionaries of fonts whose objects begin at `first`, packed together: most copies have the same."""
    numbers_: list[int] = []
    bodies: list[bytes] = []
    for program, font in zip(itertools.count(first, OF_A_FONT), fonts):
        to_unicode, descriptor, descendant, own = range(program + 1, program + OF_A_FONT)
        numbers_ += (descriptor, descendant, own)
        told = (
            f"{font.descriptor} /FontFile2 {reference(program)}>>",
            f"{font.descendant} /FontDescriptor {reference(descriptor)}>>",
            f"{font.font} /DescendantFonts [{reference(descendant)}] /ToUnicode {reference(to_unicode)}>>",
        )
        bodies += [each.encode("latin-1") for each in told]
    return numbers_, packed(numbers_, bodies)
