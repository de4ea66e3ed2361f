"""A picture that was read and checked, with its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG file. `width` and `height` are pixels; `digest` is the SHA-256 of `data`, in hex."""

    path: str
    width: int
    height: int
    digest: str
    data: bytes = field(repr=False, compare=False)
