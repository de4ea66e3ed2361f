"""Files that nobody touched are not read again; whatever is done to a file is noticed all the same."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidegen.kept import project as kept_project
from guidegen.kept import stamps as stamps_module
from guidegen.kept.project import ABSENT, digest, digest_at
from guidegen.kept.stamps import Stamps
from tests.cli.test_again import PROJECT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the system does not tell when a file was changed")

BEFORE, AFTER = b"as it was", b"as it is!"


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    """A file that has long been there, as far as stamps know."""
    monkeypatch.setattr(stamps_module, "_FEW", 0)
    monkeypatch.setattr(time, "time_ns", lambda: 1 << 62)
    path = tmp_path / "project" / "output.pdf"
    path.parent.mkdir()
    path.write_bytes(BEFORE)
    return path


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The files that were read."""
    found: list[str] = []

    def digest_of(path: str, size: int) -> str | None:
        found.append(os.path.basename(path))
        return kept_project.digest_of(path, size)

    monkeypatch.setattr(stamps_module, "digest_of", digest_of)
    return found


def looked_at(file: Path, name: str = "run") -> str | None:
    """What a run says of the file that finds all as it should be."""
    stamps = Stamps(str(file.parent), name)
    said = stamps.digest_of_output(str(file))
    stamps.keep()
    return said


def test_a_file_that_nobody_touched_is_read_once(file, read):
    assert [looked_at(file) for _ in range(3)] == [digest(BEFORE)] * 3
    assert read == ["output.pdf"]


def rewritten(path: Path) -> None:
    path.write_bytes(AFTER)


def rewritten_with_its_old_time(path: Path) -> None:
    status = path.stat()
    path.write_bytes(AFTER)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(path: Path) -> None:
    status = path.stat()
    other = path.with_name("other")
    other.write_bytes(AFTER)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


def longer(path: Path) -> None:
    with path.open("ab") as file:
        file.write(AFTER)


def linked(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to("other")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [rewritten, rewritten_with_its_old_time, replaced, longer, linked, a_folder])
def test_whatever_is_done_to_a_file_is_noticed(file, change):
    looked_at(file)
    change(file)
    assert looked_at(file) != digest(BEFORE)
    assert looked_at(file) == (digest(file.read_bytes()) if file.is_file() and not file.is_symlink() else None)


def test_a_file_that_is_gone_is_noticed(file):
    looked_at(file)
    file.unlink()
    assert looked_at(file) is None
    assert Stamps(str(file.parent), "run").digest_at(str(file)) == ABSENT


def test_a_touched_file_is_read_and_is_the_same(file, read):
    looked_at(file)
    os.utime(file, (1, 1))
    assert looked_at(file) == looked_at(file) == digest(BEFORE)
    assert read == ["output.pdf"] * 2


def test_a_file_that_is_young_is_read_again(file, read, monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: file.stat().st_mtime_ns + 1_000_000_000)
    assert looked_at(file) == looked_at(file) == digest(BEFORE)
    assert read == ["output.pdf"] * 2


def test_a_file_that_changes_while_it_is_read_is_read_again(file, read, monkeypatch):
    def digest_of(path: str, size: int) -> str | None:
        said = kept_project.digest_of(path, size)
        file.write_bytes(AFTER)
        return said

    with monkeypatch.context() as patch:
        patch.setattr(stamps_module, "digest_of", digest_of)
        assert looked_at(file) == digest(BEFORE)
    assert looked_at(file) == digest(AFTER)


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b.replace(b"a", b"b")])
def test_stamps_that_are_not_whole_are_not_believed(file, read, spoil):
    looked_at(file)
    (kept,) = (file.parent / ".guidegen" / "stamps").iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert looked_at(file) == digest(BEFORE)
    assert read == ["output.pdf"] * 2


@pytest.mark.parametrize("data", ["[]", "{}", '["other", {}]', '["this", []]', '["this", {"1": 2}]', "[[[["])
def test_stamps_of_another_shape_are_not_believed(file, read, data, monkeypatch):
    monkeypatch.setattr(stamps_module, "fingerprint", lambda: "this")
    stamps = Stamps(str(file.parent), "run")
    stamps._folder.write("run", data.encode())
    assert looked_at(file) == digest(BEFORE)
    assert read == ["output.pdf"]


def test_stamps_have_no_names(file):
    looked_at(file)
    (kept,) = (file.parent / ".guidegen" / "stamps").iterdir()
    assert b"output" not in kept.read_bytes() and b"pdf" not in kept.read_bytes()


def test_a_file_is_digested_as_without_stamps(file):
    for path in (file, file.parent, file.parent / "missing", file.parent / "output.pdf" / "within"):
        assert Stamps(str(file.parent), "run").digest_at(str(path)) == digest_at(str(path))


# Whole builds

#: Takes each file for an old one, however few there are, and says how many were read.
RUN = (
    "import atexit, sys\n"
    "from guidegen.kept import stamps\n"
    "stamps._FEW, stamps._SETTLED = 0, -10**12\n"
    "read, digest_of = [], stamps.digest_of\n"
    "stamps.digest_of = lambda path, size: (read.append(path), digest_of(path, size))[1]\n"
    "atexit.register(lambda: print(len(read), 'guidegen.batch.build' in sys.modules))\n"
    "from guidegen.__main__ import run\n"
    "run()\n"
)


def build(folder: Path) -> str:
    command = [sys.executable, "-c", RUN, "build", "-q"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def project(tmp_path) -> Path:
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize("change", [rewritten, rewritten_with_its_old_time, replaced, Path.unlink])
def test_outputs_that_are_not_as_they_were_are_made_again(project, change):
    build(project)
    output = project / "output" / "q.pdf"
    whole = output.read_bytes()
    assert build(project) != "0 False"
    assert build(project) == "0 False"
    change(output)
    assert build(project).endswith("True")
    assert output.read_bytes() == whole and not output.is_symlink()


def test_touched_files_are_read_and_rebuild_nothing(project):
    build(project)
    build(project)
    for path in project.rglob("*"):
        os.utime(path, (1, 1))
    said = build(project)
    assert said.endswith("False") and said != "0 False"
    assert build(project) == "0 False"


def test_an_edit_that_keeps_size_and_time_is_built(project):
    build(project)
    build(project)
    guide = project / "content" / "g.yaml"
    status = guide.stat()
    guide.write_text(guide.read_text().replace("wet", "dry"))
    os.utime(guide, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert guide.stat().st_size == status.st_size
    assert build(project).endswith("True")
