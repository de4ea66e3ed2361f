"""Pictures as PDF image objects. ReportLab decodes them; it is imported only when a document has a picture."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO

from guidegen.model.image import Image


@dataclass(frozen=True, slots=True)
class ImageObject:
    """The entries and the data of an image stream; `mask` holds its transparency, or None."""

    entries: dict[str, str]
    data: bytes
    mask: ImageObject | None = None


def image_object(image: Image) -> ImageObject:
    """An image ready to be embedded: JPEG data as it is, anything else deflated, transparency as a soft mask."""
    from reportlab.lib.utils import ImageReader

    if image.data[:2] == b"\xff\xd8":
        return _jpeg(image)
    reader = ImageReader(BytesIO(image.data))
    width, height = reader.getSize()
    pixels = reader.getRGBData()
    grey = reader.mode == "L"
    mask = None
    if reader._dataA is not None:
        alpha = reader._dataA.getRGBData()
        mask = ImageObject(_entries(width, height, "/DeviceGray"), zlib.compress(alpha))
    return ImageObject(_entries(width, height, "/DeviceGray" if grey else "/DeviceRGB"), zlib.compress(pixels), mask)


def _jpeg(image: Image) -> ImageObject:
    from reportlab.pdfbase.pdfutils import readJPEGInfo

    width, height, components, depth = readJPEGInfo(BytesIO(image.data))[:4]
    entries = _entries(width, height, {1: "/DeviceGray", 3: "/DeviceRGB"}[components])
    entries["BitsPerComponent"] = str(depth)
    entries["Filter"] = "/DCTDecode"
    return ImageObject(entries, image.data)


def _entries(width: int, height: int, space: str) -> dict[str, str]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(width),
        "Height": str(height),
        "ColorSpace": space,
        "BitsPerComponent": "8",
        "Filter": "/FlateDecode",
    }
