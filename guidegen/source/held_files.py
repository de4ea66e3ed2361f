"""The files of a project that somebody else read: a process that has no disk with them, or must not read another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from guidegen.diagnostics import Diagnostic
from guidegen.source.files import READ_FOLDERS, ProjectFiles, Refusal, shortened


class HeldFiles(ProjectFiles):
    """Files by path, and no others. What its reader could not read is missing here."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Nothing is read from the disk, whatever stands in the files."""
        super().__init__(Path("."), files)
        self._real_root = None

    def is_readable(self) -> bool:
        """True: what is there was read."""
        return True

    def content_files(self) -> tuple[list[str], list[Diagnostic]]:
        """The content files, sorted; what is wrong with folders was told by their reader."""
        content = (path for path in self._unsaved if path.split("/")[0] in READ_FOLDERS)
        return sorted(path for path in content if path.lower().endswith((".yaml", ".yml"))), []

    def exists(self, path: str) -> bool:
        """True when the file is there."""
        return path in self._unsaved

    def read_bytes(self, path: str, limit: int = 0) -> bytes | Refusal:
        """The content of a file."""
        data = self._unsaved.get(path)
        return data if data is not None else Refusal("Y201", f"There is no file {shortened(path)}.")
