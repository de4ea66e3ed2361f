"""Files appear whole or not at all, and keep what is theirs."""

import errno
import os
import stat
import sys
import time

import pytest

from guidegen.batch import whole_files
from guidegen.batch.held_files import CAN_HOLD
from guidegen.batch.whole_files import for_us_alone, holds, left_in, new_name, write_together, write_whole

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


def test_what_stops_one_file_stops_no_other(tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    same = tmp_path / "same.pdf"
    same.write_bytes(b"3")
    wanted = [tmp_path / name for name in ("1.pdf", "none/2.pdf", "same.pdf", "folder.pdf", "5.pdf")]
    errors = write_together([(path, str(number).encode()) for number, path in enumerate(wanted, start=1)])
    assert [type(error) for error in errors[::2]] == [type(None)] * 3
    assert isinstance(errors[1], FileNotFoundError) and isinstance(errors[3], OSError)
    assert {path.name for path in tmp_path.iterdir()} == {"1.pdf", "same.pdf", "folder.pdf", "5.pdf"}
    assert [(tmp_path / name).read_bytes() for name in ("1.pdf", "same.pdf", "5.pdf")] == [b"1", b"3", b"5"]


def test_no_file_is_in_its_place_before_all_are_on_the_disk(tmp_path, monkeypatch):
    steps = []
    sure, replace = whole_files._sure, os.replace
    monkeypatch.setattr(whole_files, "_sure", lambda file: (steps.append("sure"), sure(file)))
    monkeypatch.setattr(os, "replace", lambda *paths: (steps.append("placed"), replace(*paths)))
    write_together([(tmp_path / f"{number}.pdf", b"new") for number in range(3)])
    assert steps == ["sure"] * 3 + ["placed"] * 3


def test_a_full_disk_leaves_nothing_of_files_that_are_not_on_it(tmp_path, monkeypatch):
    def full(file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(whole_files, "_sure", full)
    errors = write_together([(tmp_path / f"{number}.pdf", b"new") for number in range(3)])
    assert [error.errno for error in errors] == [errno.ENOSPC] * 3
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "new.pdf", b"new")


def test_what_ends_the_program_leaves_nothing_half_written(tmp_path, monkeypatch):
    def ends(file):
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_files, "_sure", ends)
    with pytest.raises(KeyboardInterrupt):
        write_together([(tmp_path / f"{number}.pdf", b"new") for number in range(3)])
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_the_program_ends_as_a_file_is_opened(tmp_path, monkeypatch):
    opened = os.open

    def ends(*arguments):
        os.close(opened(*arguments))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", ends)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "new.pdf", b"new")
    assert list(tmp_path.iterdir()) == []
