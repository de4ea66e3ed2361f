"""Many short digests in little room: a long roster has hundreds of thousands, and sets of Python take a hundred bytes
for each of them.
"""

from __future__ import annotations

from array import array

_FIRST = 64


class DigestTable:
    """Digests of 8 bytes, each with a whole number below 2^32, in 12 bytes and the room that a hash table leaves free.

    Digests are spread evenly, so that their first bits say where to look; what stands there already is passed over.
    """

    def __init__(self) -> None:
        """Nothing is in it."""
        self._keys = array("Q", bytes(8 * _FIRST))
        self._values = array("I", bytes(4 * _FIRST))
        self._count = 0

    def __len__(self) -> int:
        """How many digests there are."""
        return self._count

    def __contains__(self, digest: bytes) -> bool:
        key = _key(digest)
        return self._keys[self._place(key)] == key

    def add(self, digest: bytes) -> None:
        """Take a digest in."""
        self.setdefault(digest, 0)

    def setdefault(self, digest: bytes, value: int) -> int:
        """The number of a digest that is there; else that which it has from now on."""
        key = _key(digest)
        place = self._place(key)
        if self._keys[place] == key:
            return self._values[place]
        self._keys[place], self._values[place] = key, value
        self._count += 1
        if 3 * self._count > 2 * len(self._keys):
            self._grow()
        return value

    def _place(self, key: int) -> int:
        """Where a key stands, or the free place where it belongs."""
        keys, last = self._keys, len(self._keys) - 1
        place = key & last
        while keys[place] not in (0, key):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        # No list of what is there, which would take four times the room of the table.
        keys, values, size = self._keys, self._values, 2 * len(self._keys)
        self._keys, self._values = array("Q", bytes(8 * size)), array("I", bytes(4 * size))
        for key, value in zip(keys, values, strict=True):
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value


def _key(digest: bytes) -> int:
    """A digest as a number. 0 means a free place, so the one digest that would be 0 is told as 1."""
    return int.from_bytes(digest, "little") or 1
