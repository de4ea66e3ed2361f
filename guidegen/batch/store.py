"""The output folder: files that are whole or absent, and the manifest that says what each of them is."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
_TEMPORARY = ".guidegen-"


@dataclass(slots=True)
class Store:
    """An output folder. Failures of the machine are collected by file, so that one does not stop the rest."""

    folder: Path
    failures: list[str] = field(default_factory=list)

    def previous(self) -> dict[str, dict[str, Any]]:
        """The entries of the manifest by file name; empty when there is none or it is not ours."""
        try:
            data = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            entries = {entry["file"]: entry for entry in data["files"]}
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return {}
        # A name with a folder in it was not written by a build: nothing outside the folder may be touched.
        return {name: entry for name, entry in entries.items() if isinstance(name, str) and Path(name).name == name}

    def sweep(self) -> None:
        """Remove what a killed build left half-written."""
        with contextlib.suppress(OSError):
            for path in self.folder.glob(f"{_TEMPORARY}*"):
                with contextlib.suppress(OSError):
                    path.unlink()

    def write(self, name: str, data: bytes) -> bool:
        """Write a file whole; False, with the failure noted, when the machine does not let us."""
        path = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
                return True
            handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(temporary, 0o644)
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise
        except OSError as error:
            self.failures.append(f"{path}: {error.strerror or error}")
            return False
        return True

    def remove(self, name: str) -> bool:
        """Remove a file; True when it is gone."""
        path = self.folder / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            self.failures.append(f"{path}: {error.strerror or error}")
            return False
        return True

    def is_ours(self, entry: dict[str, Any]) -> bool:
        """True when the file is still as a build wrote it."""
        try:
            data = (self.folder / entry["file"]).read_bytes()
        except OSError:
            return False
        return digest(data) == entry.get("sha256")

    def write_manifest(self, entries: list[dict[str, Any]], program: str) -> None:
        """The manifest: one entry a file, by name."""
        data = {"program": program, "files": sorted(entries, key=lambda entry: str(entry["file"]))}
        self.write(MANIFEST, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
