"""What is noted of copies is noted whole, or not at all."""

import errno
import io

import pytest

from guidegen.batch.manifest import MANIFEST, NewManifest, journals, read_entries, read_journal


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


def test_a_manifest_that_finds_no_room_leaves_what_was_noted_to_the_next_build(tmp_path, monkeypatch):
    monkeypatch.setattr("guidegen.batch.manifest.io.FileIO", Filling)
    manifest = NewManifest(tmp_path)
    manifest.add_copies(entries("1", "2"))
    monkeypatch.setattr(Filling, "room", 40)
    with pytest.raises(OSError, match="No space left"):
        manifest.finish([], "guidegen")
    manifest.let_go()
    [left] = journals(tmp_path)
    assert list(tmp_path.iterdir()) == [left] and not (tmp_path / MANIFEST).exists()
    assert [entry["copy"] for entry in read_journal(left)] == ["1", "2"]


def test_where_no_copy_was_noted_nothing_is_left_to_the_next_build(tmp_path, monkeypatch):
    monkeypatch.setattr("guidegen.batch.manifest.io.FileIO", Filling)
    manifest = NewManifest(tmp_path)
    monkeypatch.setattr(Filling, "room", 0)
    with pytest.raises(OSError, match="No space left"):
        manifest.add_copies(entries("1"))
    with pytest.raises(OSError, match="No space left"):
        manifest.finish([], "guidegen")
    manifest.let_go()
    assert list(tmp_path.iterdir()) == []
