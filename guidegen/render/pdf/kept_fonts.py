"""Subsets of fonts that are kept between runs: an edited sentence seldom needs a letter that was not there before.

They are found by the face and the glyphs, and hold for one program. One file in the folder `.guidegen` has those of
one source in one look, so that they go when it goes. What is kept is plain data; a file that is damaged, or of another
program, is as good as absent. Copies for people are written without: which letters a name has is nobody's business.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

import guidegen.render.pdf.embedding as embedding
from guidegen.kept.digests import blake2b
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.quick_json import encoder, loads
from guidegen.render.pdf.embedding import Embedded
from guidegen.render.pdf.glyph_sets import GlyphSet

_FORMAT = 1


class KeptFonts:
    """The subsets of one source in one look, used while its files are written: `with KeptFonts(...):`."""

    def __init__(self, folder: KeptFolder, name: str) -> None:
        """What an earlier run kept under this name, if it holds for this program."""
        self._folder = folder
        self._name = f"{name}.bin"
        self._known = self._read()
        self._used: dict[str, Embedded] = {}

    def __enter__(self) -> None:
        embedding.keeper = self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        embedding.keeper = None
        if kind is None and self._used.keys() != self._known.keys():
            self._folder.write(self._name, self._written())

    def embedded(self, name: str, glyphs: GlyphSet) -> Embedded:
        """The face with these glyphs, as it was kept or made now."""
        key = blake2b(f"{name} {glyphs:x}".encode(), digest_size=16).hexdigest()
        found = self._known.get(key) or embedding.made(name, glyphs)
        self._used[key] = found
        return found

    def _written(self) -> bytes:
        fonts, blobs = {}, []
        for key, font in self._used.items():
            sizes = [font.length, len(font.program), len(font.to_unicode)]
            fonts[key] = [*sizes, font.descriptor, font.descendant, font.font]
            blobs += [font.program, font.to_unicode]
        head = encoder()({"format": _FORMAT, "program": fingerprint(), "fonts": fonts})
        return b"".join([head.encode(), b"\n", *blobs])

    def _read(self) -> dict[str, Embedded]:
        data = self._folder.read(self._name)
        if data is None:
            return {}
        head, _, blobs = data.partition(b"\n")
        try:
            told = loads(head.decode())
            if told["format"] != _FORMAT or told["program"] != fingerprint():
                return {}
            found = _fonts(told["fonts"], blobs)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}
        self._folder.touch(self._name)
        return found


def _fonts(told: Any, blobs: bytes) -> dict[str, Embedded]:
    found, start = {}, 0
    for key, (length, size, map_size, *texts) in told.items():
        middle = start + size
        program, to_unicode = blobs[start:middle], blobs[middle : middle + map_size]
        start = middle + map_size
        if not (type(length) is type(size) is type(map_size) is int and all(type(text) is str for text in texts)):
            raise TypeError("no font")
        found[key] = Embedded(program, length, to_unicode, *texts)
    if start != len(blobs):
        raise ValueError("there is more or less than what was told")
    return found
