"""A light look at a project: where it begins, which content files it has, what is in a file.

It sees what `source.files` sees, without saying what is wrong: where something is, the look gives nothing.
"""

from __future__ import annotations

import os
import stat

from guidegen.kept.digests import blake2b

SETTINGS_FILE = "guidegen.yaml"
CONTENT_FOLDERS = ("content", "quizzes")
THEME_FOLDER = "themes"
READ_FOLDERS = (*CONTENT_FOLDERS, THEME_FOLDER)
#: Stands for the digest of a file that is not there.
ABSENT = ""
#: Of a long file only so much is held at a time.
_PART = 1 << 20
_READING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)


def root_of(folder: str) -> str | None:
    """The nearest folder upwards that is a project."""
    while True:
        if os.path.isfile(os.path.join(folder, SETTINGS_FILE)):
            return folder
        if any(os.path.isdir(os.path.join(folder, name)) for name in CONTENT_FOLDERS):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def content_paths(root: str) -> list[str] | None:
    """Every `.yaml` and `.yml` file of the folders that are read, sorted; None where that cannot be known for sure."""
    found: list[str] = []
    folders = list(READ_FOLDERS)
    try:
        while folders:
            folder = folders.pop()
            try:
                entries = os.scandir(os.path.join(root, folder))
            except (FileNotFoundError, NotADirectoryError):
                continue
            with entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    path = f"{folder}/{entry.name}"
                    path.encode("utf-8")
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    elif path.lower().endswith((".yaml", ".yml")) and not entry.is_dir():
                        found.append(path)
    except (OSError, UnicodeEncodeError):
        return None
    return sorted(found)


def digest(data: bytes) -> str:
    """Bytes in short."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_at(path: str) -> str | None:
    """The bytes of an ordinary file in short, `ABSENT` where nothing stands, None where it cannot be read."""
    try:
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None if os.path.islink(path) else ABSENT
    except (OSError, ValueError):
        return None
    return digest_of(path, status.st_size) if stat.S_ISREG(status.st_mode) else None


def digest_of(path: str, size: int) -> str | None:
    """The bytes of a file of about this size in short; None where it cannot be read."""
    try:
        # Without the layers of Python's files, as a project may have thousands.
        file = os.open(path, _READING)
        try:
            found = blake2b(digest_size=16)
            # Room for the whole file is enough: room for more takes longer to get than the file to read.
            most = max(1, min(size, _PART))
            while part := os.read(file, most):
                found.update(part)
            return found.hexdigest()
        finally:
            os.close(file)
    except OSError:
        return None


def sha256_of(path: str, _size: int) -> str | None:
    """The SHA-256 of a file, as manifests have it; None where it cannot be read."""
    from hashlib import file_digest

    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
