"""Files appear whole or not at all, and keep what is theirs."""

import os
import stat
import sys
import time

import pytest

from guidegen.batch.held_files import CAN_HOLD
from guidegen.batch.whole_files import for_us_alone, holds, left_in, new_name, write_whole

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@on_posix
def test_a_new_file_has_the_permissions_that_the_user_gives_to_new_files(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new.pdf", b"new")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "new.pdf") == 0o640


@on_posix
def test_a_file_that_is_there_keeps_its_permissions(tmp_path):
    path = tmp_path / "kept.pdf"
    path.write_bytes(b"old")
    path.chmod(0o606)
    write_whole(path, b"new")
    assert (path.read_bytes(), mode_of(path)) == (b"new", 0o606)


def test_a_file_with_these_bytes_is_not_touched(tmp_path):
    path = tmp_path / "same.pdf"
    path.write_bytes(b"same")
    before = path.stat()
    write_whole(path, b"same")
    assert path.stat().st_ino == before.st_ino and path.stat().st_mtime_ns == before.st_mtime_ns
    assert holds(path, b"same") and not holds(path, b"none") and not holds(tmp_path / "absent.pdf", b"same")


@on_posix
def test_a_link_is_replaced(tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(b"same")
    link = tmp_path / "link.pdf"
    link.symlink_to(other)
    write_whole(link, b"same")
    assert not link.is_symlink() and link.read_bytes() == other.read_bytes() == b"same"


def test_names_of_files_that_are_being_written_differ(tmp_path):
    names = {new_name(tmp_path) for _ in range(100)}
    assert len(names) == 100 and all(os.path.basename(name).startswith(".guidegen-") for name in names)


@pytest.mark.skipif(not CAN_HOLD, reason="there are no such locks here")
def test_what_is_being_written_is_told_from_what_was_left(tmp_path):
    path = new_name(tmp_path)
    file = for_us_alone(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(file, b"half")
    assert left_in(tmp_path) == []
    os.close(file)
    assert [str(left) for left in left_in(tmp_path)] == [path]


@pytest.mark.parametrize("name", [".guidegen-0123456789abcdef", ".guidegen-notes.txt"])
def test_what_no_lock_can_tell_of_stays_until_it_is_old(tmp_path, name):
    (tmp_path / name).write_bytes(b"half")
    assert left_in(tmp_path) == []
    os.utime(tmp_path / name, (time.time() - 4_000,) * 2)
    assert len(left_in(tmp_path)) == (name != ".guidegen-notes.txt")


def test_a_file_that_another_run_took_for_one_that_was_left_is_written_again(tmp_path, monkeypatch):
    replace, gone = os.replace, []

    def once_too_late(temporary, path):
        if not gone:
            gone.append(temporary)
            os.unlink(temporary)
        replace(temporary, path)

    monkeypatch.setattr(os, "replace", once_too_late)
    write_whole(tmp_path / "new.pdf", b"new")
    assert gone and (tmp_path / "new.pdf").read_bytes() == b"new"
