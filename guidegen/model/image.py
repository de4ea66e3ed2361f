"""A picture that was read and checked, with its bytes."""

from __future__ import annotations

from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG, JPEG or SVG file. `width` and `height` are pixels; `digest` is the SHA-256 of `data`, in hex.

    A vector picture (SVG) is as sharp in every size; its width and height only say what shape it has.
    """

    path: str
    width: int
    height: int
    digest: str
    data: bytes = field(repr=False, compare=False)
    is_vector: bool = field(default=False, compare=False)
