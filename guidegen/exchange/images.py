"""The pictures that stand in texts and items."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from guidegen.model.image import Image


def images_of(value: Any) -> list[Image]:
    """Every picture in blocks or in an item, in reading order, each as often as it stands there."""
    if isinstance(value, Image):
        return [value]
    if isinstance(value, tuple):
        return [image for each in value for image in images_of(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [image for name in value.__dataclass_fields__ for image in images_of(getattr(value, name))]
    return []


def file_names(images: Iterable[Image]) -> dict[str, str]:
    """A name for each picture in a package, by its path; equal names get a number."""
    names: dict[str, str] = {}
    for image in images:
        stem, suffix = posixpath.splitext(posixpath.basename(image.path))
        number, name = 1, f"{stem}{suffix}"
        while name in names.values():
            number += 1
            name = f"{stem}-{number}{suffix}"
        names[image.path] = name
    return names
