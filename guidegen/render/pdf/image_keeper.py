"""Who has pictures of earlier runs. It stands apart, as few documents have pictures."""

from __future__ import annotations

from typing import Any

from guidegen.model.image import Image
from guidegen.typed import Protocol


class Keeper(Protocol):
    """Has pictures of earlier runs."""

    def image_object(self, image: Image) -> Any:
        """The picture (an `ImageObject`) as it was kept, or made now."""


#: Where pictures are looked for while files are written that are kept between runs.
keeper: Keeper | None = None
