"""Pictures: read, checked and decoded once, before anything is laid out.

Pillow is imported only when a file names a picture. A picture is refused rather than repaired: what reaches
the page is what the author saw.
"""

from __future__ import annotations

import io
import warnings

from guidegen.kept.digests import sha256
from guidegen.model.image import Image
from guidegen.source.files import ProjectFiles, Refusal
from guidegen.vector.recognition import is_svg

LARGEST_PICTURE = 50_000_000
_FORMATS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
#: The EXIF tag that says how a camera was held, and its values for a picture that lies on its side.
_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)
#: The longer side of a vector picture in units of its own: only their ratio matters.
_LONGER = 3000
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16", "PA"})


def read_image(files: ProjectFiles, path: str) -> Image | Refusal:
    """The PNG, JPEG or SVG file at `path` (relative to the project), or why it cannot be printed."""
    data = files.read_bytes(path)
    if isinstance(data, Refusal):
        code = "S211" if data.code == "Y201" else data.code
        return Refusal(code, data.message, data.hint)
    return checked_image(path, data)


def checked_image(path: str, data: bytes) -> Image | Refusal:
    """The picture that `data` is, or why it cannot be printed; `path` (relative to the project) is where it stands."""
    kind = next((name for start, name in _FORMATS.items() if data.startswith(start)), "")
    if kind:
        return _decoded(path, data, kind)
    if is_svg(data):
        return _drawn(path, data)
    return Refusal("S216", f"{path} is no PNG, JPEG or SVG picture.", "Save the picture as PNG, JPEG or SVG.")


def _drawn(path: str, data: bytes) -> Image | Refusal:
    from guidegen.vector.svg import Unsuitable, read_svg

    drawing = read_svg(data)
    if isinstance(drawing, Unsuitable):
        return Refusal(drawing.code, f"{path} cannot be printed. {drawing.message}", drawing.hint)
    longer = max(drawing.width, drawing.height)
    width, height = (max(1, round(_LONGER * side / longer)) for side in (drawing.width, drawing.height))
    return Image(path, width, height, sha256(data).hex(), data, is_vector=True)


def _decoded(path: str, data: bytes, kind: str) -> Image | Refusal:
    from PIL import Image as Pillow

    damaged = Refusal("S216", f"The picture {path} is damaged or incomplete.", "Save or export it again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(io.BytesIO(data), formats=[kind]) as picture:
                width, height = picture.size
                if width * height > LARGEST_PICTURE:
                    return Refusal(
                        "S216",
                        f"The picture {path} has {width * height // 1_000_000} million pixels.",
                        f"Make it smaller: at most {LARGEST_PICTURE // 1_000_000} million are taken.",
                    )
                refusal = _unsuitable(path, picture.mode, int(getattr(picture, "n_frames", 1)))
                if refusal is not None:
                    return refusal
                picture.verify()
            with Pillow.open(io.BytesIO(data), formats=[kind]) as picture:
                picture.load()
                if picture.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE:
                    width, height = height, width
    except Exception:  # Pillow raises errors of a dozen kinds (struct.error, SyntaxError, ...) for damaged files
        return damaged
    return Image(path, width, height, sha256(data).hex(), data)


def _unsuitable(path: str, mode: str, frames: int) -> Refusal | None:
    if mode == "CMYK" or mode == "YCCK":
        return Refusal("S216", f"The picture {path} has printing colours (CMYK).", "Save it with RGB colours.")
    if mode not in _MODES:
        return Refusal(
            "S216", f"The picture {path} has colours of an unusual kind ({mode}).", "Save it with RGB colours."
        )
    if frames > 1:
        return Refusal("S216", f"The picture {path} moves: it has {frames} frames.", "Save one of them as a picture.")
    return None
