"""The hash functions of the program, without loading the cryptography that `hashlib` loads: that takes 6 ms."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hashlib import sha256 as _small_sha256
else:
    try:
        from _sha2 import sha256 as _small_sha256
    except ImportError:
        try:
            from _sha256 import sha256 as _small_sha256
        except ImportError:
            from hashlib import sha256 as _small_sha256

__all__ = ["blake2b", "sha256"]

#: What is longer than this, or comes after as much, is worth loading the fast function for.
_MUCH = 1 << 20
_so_far = 0


def sha256(data: bytes) -> bytes:
    """The SHA-256 of bytes. The first of them are left to the function that Python has without a library."""
    global _so_far
    _so_far += len(data)
    if _so_far <= _MUCH:
        return _small_sha256(data).digest()
    import hashlib

    return hashlib.sha256(data).digest()
