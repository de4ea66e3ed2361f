"""Pictures as PDF objects. ReportLab decodes and draws them; it is imported only when a document has a picture."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import guidegen.render.pdf.image_keeper as image_keeper
from guidegen.ctrl_c import Waits
from guidegen.model.image import Image
from guidegen.records import dataclass
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.pdffile import dictionary

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: The EXIF tag that says how a camera was held.
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class ImageObject:
    """The entries and the data of an image or form; `mask` holds the transparency of an image, or None."""

    entries: dict[str, str]
    data: bytes
    mask: ImageObject | None = None

    @property
    def size(self) -> int:
        """How many bytes the data take, with the mask."""
        return len(self.data) + (self.mask.size if self.mask is not None else 0)


#: So many bytes of pictures are remembered: decoding one takes longer than all else in a copy.
_MOST_BYTES = 16 * 1024 * 1024
_known: dict[str, ImageObject] = {}


def image_object(image: Image) -> ImageObject:
    """An image ready to be embedded: an upright JPEG as it is, anything else deflated, transparency as a soft mask."""
    known = _known.get(image.digest)
    if known is None:
        keeper = image_keeper.keeper
        known = keeper.image_object(image) if keeper is not None else made(image)
        if sum(each.size for each in _known.values()) + known.size > _MOST_BYTES:
            _known.clear()
        if known.size <= _MOST_BYTES:
            _known[image.digest] = known
    return known


def made(image: Image) -> ImageObject:
    """The picture, decoded or drawn now."""
    if image.is_vector:
        return _form(image)
    from PIL import Image as Pillow
    from PIL import ImageOps

    with Pillow.open(BytesIO(image.data)) as picture:
        if picture.format == "JPEG" and picture.getexif().get(_ORIENTATION, 1) == 1:
            entries = _entries(image.width, image.height, "/DeviceGray" if picture.mode == "L" else "/DeviceRGB")
            return ImageObject({**entries, "Filter": "/DCTDecode"}, image.data)
        upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I"):
            # Both libraries cut 16-bit greys off at 255, which would print most of them white.
            upright = upright.convert("I").point(lambda value: value / 256).convert("L")
        # ReportLab goes on after whatever is raised while it is loaded.
        with Waits():
            return _decoded(upright)


def _form(image: Image) -> ImageObject:
    """A vector picture as a form that fills a square of one point, as images do."""
    from guidegen.vector.svg import Unsuitable, read_svg

    drawing = read_svg(image.data)
    if isinstance(drawing, Unsuitable):
        raise ValueError(f"{image.path} was taken and cannot be drawn: {drawing.message}")
    kinds = {"ExtGState": drawing.states, "Shading": drawing.shadings}
    resources = {kind: dictionary(dict(named)) for kind, named in kinds.items() if named}
    entries = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": f"[0 0 {drawing.width:.4f} {drawing.height:.4f}]",
        "Matrix": f"[{1 / drawing.width:.9f} 0 0 {1 / drawing.height:.9f} 0 0]",
        "Resources": dictionary(resources),
        "Filter": "/FlateDecode",
    }
    return ImageObject(entries, deflated(drawing.operators.encode("latin-1")))


def _decoded(picture: Picture) -> ImageObject:
    from reportlab.lib.utils import ImageReader

    reader = ImageReader(picture)
    width, height = reader.getSize()
    pixels = reader.getRGBData()
    space = "/DeviceGray" if reader.mode == "L" else "/DeviceRGB"
    mask = None
    if reader._dataA is not None:
        mask = ImageObject(_entries(width, height, "/DeviceGray"), deflated(reader._dataA.getRGBData()))
    return ImageObject(_entries(width, height, space), deflated(pixels), mask)


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
