"""Files beside the bytecode of the program: named for this Python, sealed for this program, replaced in one step."""

from __future__ import annotations

import os
import sys
from zlib import adler32

import guidegen
from guidegen.kept.digests import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SEAL = 32
_LENGTH = 8
#: No part that is read as a whole is longer.
_LARGEST = 16 * 1024 * 1024


def beside_bytecode(name: str) -> str:
    """The path of a file in the folder where Python keeps the bytecode of what stands beside the package.

    In the package itself it would outlive it: who uninstalls the program leaves files that came later, and a folder
    `guidegen` that holds nothing else would hide a program that is installed in another way.
    """
    tag = f"{sys.implementation.cache_tag}-{sys.flags.optimize}"
    return os.path.join(_folder(), f"guidegen-{name}.{tag}.bin")


def _folder() -> str:
    spec = guidegen.__spec__
    cached = spec.cached if spec is not None else None
    if cached and sys.pycache_prefix:
        return os.path.dirname(cached)
    return os.path.join(os.path.dirname(guidegen.__path__[0]), "__pycache__")


def seal(program: str, data: bytes) -> bytes:
    """The first bytes of a file. They fit no other program, and no data that were damaged.

    A checksum tells damage, in a tenth of the time of a digest: who could forge data could change the program.
    """
    told = f"{program} {len(data)} {adler32(data)}"
    return blake2b(told.encode(), digest_size=_SEAL).digest()


def sealed(program: str, data: bytes) -> list[bytes]:
    """The data as it stands in a file: its seal, its length and itself."""
    return [seal(program, data), len(data).to_bytes(_LENGTH, "big"), data]


def read_sealed(file: int, program: str) -> tuple[bytes, int]:
    """What stands under the seal of an open file, and where it ends; ValueError where the seal is broken."""
    head = os.read(file, _SEAL + _LENGTH)
    length = int.from_bytes(head[_SEAL:], "big")
    if len(head) < _SEAL + _LENGTH or length > _LARGEST:
        raise ValueError("no file of ours")
    data = os.read(file, length)
    if len(data) != length or head[:_SEAL] != seal(program, data):
        raise ValueError("a file of another program")
    return data, _SEAL + _LENGTH + length


def replace_file(path: str, parts: Iterable[bytes]) -> None:
    """Put a file in place as a whole, if the machine lets us and Python may write bytecode."""
    if sys.dont_write_bytecode:
        return
    temporary = f"{path}.{os.getpid()}-{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "xb") as file:
            file.writelines(parts)
        os.replace(temporary, path)
    except OSError:
        import contextlib

        with contextlib.suppress(OSError):
            os.unlink(temporary)
