"""Files that appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

#: What the names of files begin with that are being written.
TEMPORARY = ".guidegen-"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or leave what is there as it is; OSError when the machine does not let us.

    A file that is there keeps its permissions; a link is replaced, never followed.
    """
    temporary = new_name(path.parent)
    try:
        with open(temporary, "xb", opener=for_us_alone) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        is_file = path.is_file() and not path.is_symlink()
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode) if is_file else 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def new_name(folder: Path) -> str:
    """A path in the folder that no other file has, for one that is being written."""
    return os.path.join(folder, f"{TEMPORARY}{os.urandom(8).hex()}")


def for_us_alone(path: str, flags: int) -> int:
    """Open a file that nobody else may read before it is in its place."""
    return os.open(path, flags, 0o600)
