"""The only reader of the user's disk: it finds the content files of a project and reads them with care.

A path that climbs out of the project, a link that leads out of it or in a circle, a pipe, a file that is far
too large: each is a `Refusal`, a value that the caller turns into a diagnostic at the place that asked.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.kept.project import (
    ABSENT,
    CONTENT_FOLDERS,
    READ_FOLDERS,
    SETTINGS_FILE,
    THEME_FOLDER,
    digest,
)
from guidegen.records import dataclass
from guidegen.source.text import SourceText

__all__ = [
    "CONTENT_FOLDERS",
    "LARGEST_FILE",
    "NOTHING_UNSAVED",
    "READ_FOLDERS",
    "SETTINGS_FILE",
    "THEME_FOLDER",
    "UNSURE",
    "ProjectFiles",
    "Refusal",
    "shortened",
]

LARGEST_FILE = 32 * 1024 * 1024
#: In place of a digest that cannot be told; no digest is like it.
UNSURE = "?"
_LONGEST_SHOWN = 120
NOTHING_UNSAVED: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not read: a code of the catalogue, one sentence, and what to do about it."""

    code: str
    message: str
    hint: str = ""


def shortened(path: str) -> str:
    """A path that was typed, short enough for a sentence."""
    return path if len(path) <= _LONGEST_SHOWN else f"{path[: _LONGEST_SHOWN - 3]}..."


class ProjectFiles:
    """The files below one folder. Paths are relative to it and use forward slashes."""

    def __init__(
        self, root: Path, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED, kept: dict[str, bytes] | None = None
    ) -> None:
        """Read below `root`, which need not exist. `unsaved` are the bytes of files that are not saved (yet), by path:
        they stand in place of those on the disk. `kept` gets the bytes of all files that are read, by path."""
        self.root = root
        #: The paths of all files that somebody wanted to read.
        self.asked_for: set[str] = set()
        #: The bytes that were read, in short, by path; `ABSENT` for files that are not there, UNSURE where two readings
        #: differ or something stands in the way.
        self.digests: dict[str, str] = {}
        #: How often somebody wanted to know of a file, or of a path that stands in one.
        self.questions = 0
        self._unsaved = unsaved
        self._kept = kept
        self._real_root: Path | None
        try:
            self._real_root = root.resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            self._real_root = None

    def is_readable(self) -> bool:
        """True when the root is a folder."""
        return self._real_root is not None and self._real_root.is_dir()

    def content_files(self) -> tuple[list[str], list[Diagnostic]]:
        """Every `.yaml` and `.yml` file of the folders that are read, sorted, and the folders that could not be read.

        Hidden files and folders are skipped, and links to folders are not followed.
        """
        found: list[str] = []
        problems: list[Diagnostic] = []
        folders = list(READ_FOLDERS)
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, ValueError) as error:
                problems.append(_unreadable(folder, f"This folder cannot be read ({_reason(error)})."))
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if not _is_text(path):
                    shown = path.encode("utf-8", "replace").decode()
                    problems.append(
                        _unreadable(shown, "The name of this file is not readable text.", "Rename the file.")
                    )
                elif _is_folder(entry):
                    folders.append(path)
                elif path.lower().endswith((".yaml", ".yml")) and not _links_to_folder(entry):
                    found.append(path)
        content = (path for path in self._unsaved if path.split("/")[0] in READ_FOLDERS)
        return sorted({*found, *content}), problems

    def exists(self, path: str) -> bool:
        """True when something stands at `path`, a broken link included."""
        self.questions += 1
        if path in self._unsaved:
            return True
        try:
            is_there = os.path.lexists(self.root / path)
        except (OSError, ValueError):
            return False
        if not is_there:
            self._note(path, ABSENT)
        return is_there

    def resolve(self, folder: str, relative: str) -> str | Refusal:
        """The path that `relative` means for a file in `folder`, or why it leads nowhere good."""
        self.questions += 1
        if "\x00" in relative or not _is_text(relative):
            return Refusal("S211", "The path of this file holds a character that no path can hold.")
        if "://" in relative:
            hint = "Save it in the project and write its path."
            return Refusal("S211", f"{shortened(relative)} is an address, not a path in the project.", hint)
        slashed = relative.replace("\\", "/")
        climbs = Refusal(
            "S215",
            f"The path {shortened(relative)} leads out of the project.",
            "Put the file in the project and name it from there.",
        )
        if slashed.startswith(("/", "~")) or slashed[1:2] == ":":
            return climbs
        if slashed != relative:
            return Refusal(
                "S211", "The path of this file has backslashes.", f"Write {shortened(slashed)} with slashes."
            )
        parts: list[str] = []
        for part in (*PurePosixPath(folder).parts, *relative.split("/")):
            if part == "..":
                if not parts:
                    return climbs
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        return "/".join(parts)

    def read_bytes(self, path: str, limit: int = LARGEST_FILE) -> bytes | Refusal:
        """The content of a regular file inside the project, at most `limit` bytes long."""
        self.questions += 1
        data = self._bytes(path, limit)
        if not isinstance(data, Refusal):
            self._note(path, digest(data))
            if self._kept is not None:
                self._kept.setdefault(path, data)
        elif not os.path.lexists(self.root / path):
            self._note(path, ABSENT)
        else:
            self._note(path, UNSURE)
        return data

    def _note(self, path: str, digest: str) -> None:
        if self.digests.setdefault(path, digest) != digest:
            self.digests[path] = UNSURE

    def _bytes(self, path: str, limit: int) -> bytes | Refusal:
        shown = shortened(path)
        self.asked_for.add(path)
        if (data := self._unsaved.get(path)) is not None:
            return data if len(data) <= limit else _too_large(path, limit)
        try:
            real = (self.root / path).resolve(strict=True)
        except FileNotFoundError:
            return Refusal(
                "Y201", f"There is no file {shown}.", "Check the spelling of the path, letter case included."
            )
        except (OSError, RuntimeError, ValueError) as error:
            return Refusal("Y201", f"The file {shown} cannot be read ({_reason(error)}).")
        if self._real_root is None or not real.is_relative_to(self._real_root):
            return Refusal(
                "S215", f"{shown} is a link that leads out of the project.", "Put the file itself in the project."
            )
        try:
            return _read_regular(real, path, limit)
        except (OSError, ValueError) as error:
            return Refusal("Y201", f"The file {shown} cannot be read ({_reason(error)}).")

    def read_text(self, path: str) -> tuple[SourceText | None, Diagnostic | None]:
        """The text of a file, and what is wrong with it. Text that is not UTF-8 is given as far as it can be shown."""
        data = self.read_bytes(path)
        if isinstance(data, Refusal):
            return None, diagnosed(data.code, data.message, Span(path), hint=data.hint)
        try:
            return SourceText.of(path, data.decode("utf-8")), None
        except UnicodeDecodeError as error:
            return _not_utf8(path, data, error.start)


def _read_regular(real: Path, path: str, limit: int) -> bytes | Refusal:
    # Opening a pipe would wait for a writer: O_NONBLOCK (absent on Windows) lets fstat look first.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    if real.is_dir():
        return Refusal("Y201", f"{shortened(path) or 'This path'} is a folder.", "Write the path of a file.")
    if not stat.S_ISREG(os.stat(real).st_mode):
        return Refusal("Y201", f"{shortened(path)} is no ordinary file.", "Remove it, or give it another name.")
    descriptor = os.open(real, flags)
    with open(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Refusal("Y201", f"{shortened(path)} is no ordinary file.", "Remove it, or give it another name.")
        data = stream.read(limit + 1) if status.st_size <= limit else b""
        if status.st_size > limit or len(data) > limit:
            return _too_large(path, limit)
        return data


#: How ZIP files begin, and with them .docx, .xlsx and .odt.
_PACKED = b"PK\x03\x04"


def _too_large(path: str, limit: int) -> Refusal:
    size = f"{limit // (1024 * 1024)} MB"
    return Refusal("Y203", f"{shortened(path)} is larger than {size}.", "Split it, or make it smaller.")


def _not_utf8(path: str, data: bytes, offset: int) -> tuple[SourceText, Diagnostic]:
    hint = "Open the file in your editor and save it with the encoding UTF-8."
    if data.startswith(_PACKED):
        message = "This is a Word document, a sheet or another packed file, and no text."
        hint = "Save what is in it as plain text in UTF-8, in a file that ends in .yaml."
        return SourceText.of(path, ""), diagnosed("Y202", message, Span(path), hint=hint)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]:
        source = SourceText.of(path, data.decode("utf-16", "replace"))
        return source, diagnosed(
            "Y202", "This file is saved as UTF-16, not as UTF-8.", Span(path, 1, 1, 1, 2), hint=hint
        )
    good = SourceText.of(path, data[:offset].decode("utf-8"))
    source = SourceText.of(path, data.decode("latin-1"))
    line, column = good.position(len(good.text))
    return source, diagnosed(
        "Y202",
        "This file is not saved as UTF-8: the character here cannot be read.",
        Span(path, line, column, line, column + 1),
        hint=hint,
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _links_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "no permission"
    if isinstance(error, RuntimeError) or "symbolic" in str(error):
        return "its link leads in a circle"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "its name is not a path"


def _unreadable(path: str, message: str, hint: str = "") -> Diagnostic:
    return diagnosed("Y201", message, Span(path), hint=hint)
