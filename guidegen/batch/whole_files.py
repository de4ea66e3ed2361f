"""Files that appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

#: What the names of files begin with that are being written.
TEMPORARY = ".guidegen-"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or leave what is there as it is; OSError when the machine does not let us.

    A file that is there keeps its permissions; a link is replaced, never followed.
    """
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
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
