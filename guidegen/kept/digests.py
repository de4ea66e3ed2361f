"""The hash function of what is kept, without loading the cryptography that `hashlib` loads: that takes 6 ms."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
