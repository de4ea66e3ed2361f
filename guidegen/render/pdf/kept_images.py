"""Pictures that are kept between runs as they are embedded: to decode one takes longer than to lay a handout out.

They are found by the digest of the file, one file each, and hold for one program. What is kept is plain data; a file
that is damaged, or of another program, is as good as absent.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

import guidegen.render.pdf.image_keeper as image_keeper
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.quick_json import encoder, loads
from guidegen.model.image import Image

if TYPE_CHECKING:
    from guidegen.render.pdf.images import ImageObject

_FORMAT = 1


class KeptImages:
    """The pictures of a project, used while files are written: `with KeptImages(...):`."""

    def __init__(self, folder: KeptFolder) -> None:
        """Nothing is read before a picture is asked for."""
        self._folder = folder

    def __enter__(self) -> None:
        image_keeper.keeper = self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        image_keeper.keeper = None

    def image_object(self, image: Image) -> ImageObject:
        """The picture as it was kept or made now."""
        name = f"{image.digest}.bin"
        found = self._read(name, image)
        if found is None:
            from guidegen.render.pdf.images import made

            found = made(image)
            self._folder.write(name, _written(found, image))
        return found

    def _read(self, name: str, image: Image) -> ImageObject | None:
        data = self._folder.read(name)
        if data is None:
            return None
        head, _, blobs = data.partition(b"\n")
        try:
            told = loads(head.decode())
            if told["format"] != _FORMAT or told["program"] != fingerprint():
                return None
            found = _parsed(told["parts"], blobs, image)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        self._folder.touch(name)
        return found


def _written(made: ImageObject, image: Image) -> bytes:
    """The picture and its masks, the outermost first. One that is embedded as it is has its data in the project."""
    parts: list[list[Any]] = []
    blobs: list[bytes] = []
    part: ImageObject | None = made
    while part is not None:
        is_file = part.data == image.data
        parts.append([part.entries, -1 if is_file else len(part.data)])
        blobs += [] if is_file else [part.data]
        part = part.mask
    head = encoder()({"format": _FORMAT, "program": fingerprint(), "parts": parts})
    return b"".join([head.encode(), b"\n", *blobs])


def _parsed(parts: Any, blobs: bytes, image: Image) -> ImageObject:
    datas, start = [], 0
    for entries, size in parts:
        if type(size) is not int or not all(type(each) is str for pair in entries.items() for each in pair):
            raise TypeError("no picture")
        datas.append(image.data if size < 0 else blobs[start : start + size])
        start += max(0, size)
    if start != len(blobs) or not datas:
        raise ValueError("there is more or less than what was told")
    from guidegen.render.pdf.images import ImageObject

    found: ImageObject | None = None
    for (entries, _), data in reversed(list(zip(parts, datas, strict=True))):
        found = ImageObject(entries, data, found)
    assert found is not None
    return found
