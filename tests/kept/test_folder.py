"""Files that are kept: whole and under their own name, or as good as absent."""

from __future__ import annotations

import pytest

from guidegen.kept.folder import KeptFolder

NAME, OTHER = f"{1:032x}.json", f"{2:032x}.json"


@pytest.fixture
def kept(tmp_path):
    return KeptFolder(str(tmp_path), "runs", most_files=9, most_bytes=9**9)


@pytest.mark.parametrize("data", [b"", b"x", b'{"a": "\n"}', bytes(range(256)) * 300], ids=len)
def test_what_was_written_is_read(kept, tmp_path, data):
    assert kept.read(NAME) is None
    for each in (b"before", data):
        assert kept.write(NAME, each)
        assert kept.read(NAME) == each
    assert [path.name for path in (tmp_path / ".guidegen" / "runs").iterdir()] == [NAME]


def test_what_is_damaged_is_absent(kept, tmp_path):
    kept.write(NAME, b'{"a": [1, 2, 3]}')
    path = tmp_path / ".guidegen" / "runs" / NAME
    whole = path.read_bytes()
    for at in range(len(whole)):
        for damaged in (
            whole[:at],
            whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
            whole[:at] + whole[at + 1 :],
        ):
            path.write_bytes(damaged)
            assert kept.read(NAME) is None
    path.write_bytes(whole + b"\0")
    assert kept.read(NAME) is None
    path.with_name(OTHER).write_bytes(whole)
    assert kept.read(OTHER) is None
    path.write_bytes(whole)
    assert kept.read(NAME) == b'{"a": [1, 2, 3]}'


def test_a_link_in_the_place_of_a_file_is_replaced_and_never_followed(kept, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    kept.write(OTHER, b"")
    (tmp_path / ".guidegen" / "runs" / NAME).symlink_to(theirs)
    assert kept.write(NAME, b"ours")
    assert (kept.read(NAME), theirs.read_bytes()) == (b"ours", b"theirs")
