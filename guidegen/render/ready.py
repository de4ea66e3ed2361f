"""Documents that need no layout any more."""

from __future__ import annotations

from collections.abc import Mapping


class Ready:
    """A document whose bytes are there, or follow from those of an earlier file.

    `anchors` are the pages of its anchors, counted from 1; `standard` is what it conforms to. Where its bytes stand in
    their place already, their SHA-256 is `placed`.
    """

    __slots__ = ()

    pages: int
    anchors: Mapping[str, int]
    standard: str
    placed: str

    @property
    def is_corrected(self) -> bool:
        """Whether an earlier file was corrected."""
        return False

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        raise NotImplementedError
