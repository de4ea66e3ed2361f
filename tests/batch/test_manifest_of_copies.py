"""What is noted of copies is noted whole, or not at all."""

import errno
import io

import pytest

from guidegen.batch.manifest import NewManifest, read_entries


class Filling(io.FileIO):
    """A file on a disk that is full for a while after some bytes more."""

    room = None

    def write(self, data):
        if self.room is None:
            return super().write(data)
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = super().write(bytes(data)[: self.room])
        self.room -= written
        return written


def entries(*copies):
    return [{"file": f"{copy}.pdf", "copy": copy} for copy in copies]


def test_copies_that_could_not_be_noted_are_not_in_the_manifest(tmp_path, monkeypatch):
    monkeypatch.setattr("guidegen.batch.manifest.io.FileIO", Filling)
    manifest = NewManifest(tmp_path)
    manifest.add_copies(entries("1", "2"))
    manifest._copies.room = 70
    with pytest.raises(OSError, match="No space left"):
        manifest.add_copies(entries("3", "4", "5"))
    manifest._copies.room = None
    manifest.add_copies(entries("6"))
    manifest.finish([], "guidegen")
    assert [entry["copy"] for entry in read_entries(tmp_path)] == ["1", "2", "6"]
