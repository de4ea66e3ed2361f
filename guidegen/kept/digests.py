"""The hash functions of the program, without loading the cryptography that `hashlib` loads: that takes 6 ms."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import sha256 as _small_sha256
    from typing import Any
else:
    try:
        from _sha2 import sha256 as _small_sha256
    except ImportError:
        try:
            from _sha256 import sha256 as _small_sha256
        except ImportError:
            from hashlib import sha256 as _small_sha256

__all__ = ["blake2b", "sha256", "sha256_of_beginning", "sha256_on_the_way"]

#: What is longer than this, or comes after as much, is worth loading the fast function for.
_MUCH = 1 << 20
#: Up to so many bytes, that function takes longer to begin than the other one for all of them.
_FEW = 256
_so_far = 0
#: The beginning of a file, and its digest, which can go on.
_begun: tuple[bytes, Any] | None = None


def sha256(data: bytes) -> bytes:
    """The SHA-256 of bytes. The first of them are left to the function that Python has without a library."""
    global _begun
    if len(data) <= _FEW:
        few: bytes = _small_sha256(data).digest()
        return few
    if _begun is not None and data.startswith(_begun[0]):
        (beginning, digest), _begun = _begun, None
        digest.update(memoryview(data)[len(beginning) :])
    else:
        digest = _function_for(len(data))(data)
    whole: bytes = digest.digest()
    return whole


def sha256_of_beginning(beginning: bytes) -> bytes:
    """The SHA-256 of what a file begins with, before it says it itself. That of the file, if it is the next that is
    asked for, goes on from there.
    """
    global _begun
    digest = _function_for(len(beginning))(beginning)
    _begun = beginning, digest
    told: bytes = digest.digest()
    return told


def sha256_on_the_way(data: bytes, end: int) -> tuple[bytes, bytes]:
    """The SHA-256 of all but the last `end` bytes, and that of all, in one go: neither tells the other."""
    view = memoryview(data)
    digest = _function_for(len(data))(view[:-end])
    begun = digest.copy()
    digest.update(view[-end:])
    return begun.digest(), digest.digest()


def _function_for(length: int) -> Callable[..., Any]:
    global _so_far
    _so_far += length
    if _so_far <= _MUCH:
        return _small_sha256
    import hashlib

    return hashlib.sha256
