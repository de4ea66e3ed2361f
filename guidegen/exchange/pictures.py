"""Pictures that come with imported items: checked, named once, and kept to be written beside the bank."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from guidegen.model.image import Image
from guidegen.reading.images import checked_image
from guidegen.reading.names import slug
from guidegen.records import dataclass, field
from guidegen.source.files import Refusal
from guidegen.vector.recognition import is_svg

_CONVERTIBLE = (b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")


@dataclass(slots=True)
class PictureFolder:
    """The pictures of one bank, by content: the same picture is stored once. `folder` is relative to the project."""

    folder: str
    images: dict[bytes, Image | str] = field(default_factory=dict)

    def add(self, name: str, data: bytes) -> Image | str:
        """The picture, or why it cannot be printed."""
        if data not in self.images:
            self.images[data] = self._checked(name, data)
        return self.images[data]

    def _checked(self, name: str, data: bytes) -> Image | str:
        if data.startswith(_CONVERTIBLE):
            data = as_png(data)
        suffix = ".png" if data.startswith(b"\x89PNG") else ".svg" if is_svg(data) else ".jpg"
        image = checked_image(f"{self.folder}/{self._free_name(name)}{suffix}", data)
        return "it is no PNG, JPEG or SVG that can be printed" if isinstance(image, Refusal) else image

    def _free_name(self, name: str) -> str:
        stem = slug(posixpath.splitext(posixpath.basename(unquote(name)))[0], 40)
        taken = {
            posixpath.splitext(posixpath.basename(i.path))[0] for i in self.images.values() if not isinstance(i, str)
        }
        number, free = 1, stem
        while free in taken:
            number += 1
            free = f"{stem}-{number}"
        return free

    def files(self) -> dict[str, bytes]:
        """What is to be written, by path."""
        return {image.path: image.data for image in self.images.values() if not isinstance(image, str)}


def as_png(data: bytes) -> bytes:
    """A GIF, BMP, WebP or TIFF picture as PNG, its first frame only; nothing when it cannot be read."""
    import io
    import warnings

    from PIL import Image as Pillow

    stream = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Pillow.open(io.BytesIO(data), formats=["GIF", "BMP", "WEBP", "TIFF"]) as picture:
                picture.convert("RGBA").save(stream, "PNG")
    except Exception:  # Pillow raises errors of a dozen kinds for damaged files
        return b""
    return stream.getvalue()


def described_by_name(name: str) -> str:
    """The words of a file name, to stand for a description that is missing."""
    words = re.sub(r"[\W_]+", " ", posixpath.splitext(posixpath.basename(unquote(name)))[0]).strip()
    return words or "picture"
