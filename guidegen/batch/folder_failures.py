"""What keeps all files out of a folder: told once, with what to do about it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

#: What the machine says where files may not be made.
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def folder_failure(folder: Path, error: OSError) -> str:
    """Why nothing can be written to the folder, if the error of a file that was written says so; else nothing."""
    if isinstance(error, NotADirectoryError | FileExistsError):
        there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
        return "" if there.is_dir() else f"{there} is no folder: name another one for the files, or move the file away"
    # A file that was made and may not take the place of another (`filename2`) fails alone: that one is held open.
    is_of_all = error.filename is not None and error.filename2 is None
    return _refused(folder, error) if is_of_all and error.errno in _REFUSED else ""


def removal_failure(folder: Path, error: OSError) -> str:
    """The same if a file could not be removed: it may be held open where others may go."""
    return _refused(folder, error) if error.errno in _REFUSED and not os.access(folder, os.W_OK) else ""


def _refused(folder: Path, error: OSError) -> str:
    return f"nothing may be changed in {folder} ({error.strerror}): allow that, or name another folder for the files"
