"""Every file of `tests/cases` gives exactly the diagnostics that its comments tell."""

import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest

import guidegen.diagnostics
from guidegen.catalogue import CODES
from guidegen.diagnostics import Diagnostic
from guidegen.reading import read_project

CASES = Path(__file__).parent.parent / "cases"
FILES = sorted(CASES.glob("*.yaml"))
EXPECT = re.compile(r" *# expect ([A-Z]\d+) at (\d+)(?: ([+-]\d+))?")
EXPECT_FILE = re.compile(r"# expect-file ([A-Z]\d+)")
# Tested in test_source.py, test_reading.py, batch/test_build.py (those that need a theme and a locale) and
# assembly/test_parallel_forms.py and test_selection.py (those that are found when forms are made).
# Faults of draws (S262 to S267) show when forms are made: lint/test_draws.py.
WITHOUT_A_FILE = {"S262", "S264", "S265", "S266", "S267"} | {"Y202", "Y203", "Y204", "Y212", "S226", "S227", "S228"}
# Languages of a notice are known when the words of the program are: render/test_language_help.py.
WITHOUT_A_FILE |= {"S230", "S231", "S327", "S328", "S329"}
WITHOUT_A_FILE |= {"S229", "S241", "S242", "S243", "S280", "S282", "S284"}


def png(width: int = 1, height: int = 1) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def expected(text: str) -> list[tuple[str, int, int]]:
    found = [(code, 0, 0) for code in EXPECT_FILE.findall(text)]
    waiting: list[tuple[str, int, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if match := EXPECT.match(line):
            waiting.append((match[1], int(match[2]), int(match[3] or 0)))
        elif waiting:
            found += [(code, number + further, column) for code, column, further in waiting]
            waiting = []
    return sorted(found, key=lambda each: (each[1:], each[0]))


def read_case(case: Path, folder: Path) -> tuple[list[Diagnostic], str]:
    shutil.copytree(CASES / "shared", folder, dirs_exist_ok=True)
    (folder / "content" / "pixel.png").write_bytes(png())
    path = "guidegen.yaml" if case.stem.startswith("settings-") else f"zz/{case.name}"
    path = path.replace("zz/", "quizzes/zz/" if not case.read_text().startswith("guide:") else "content/")
    (folder / path).parent.mkdir(exist_ok=True)
    shutil.copy(case, folder / path)
    _, diagnostics, _ = read_project(folder)
    return [diagnostic for diagnostic in diagnostics if diagnostic.span.path == path], path


@pytest.mark.parametrize("case", FILES, ids=lambda path: path.stem)
def test_case_gives_exactly_what_its_comments_tell(case: Path, tmp_path: Path) -> None:
    diagnostics, _ = read_case(case, tmp_path)
    found = sorted(
        ((each.code, each.span.line, each.span.column) for each in diagnostics), key=lambda each: (each[1:], each[0])
    )
    assert found == expected(case.read_text()), "\n".join(
        f"{d.span.line}:{d.span.column} {d.code} {d.message} {d.hint}" for d in diagnostics
    )
    for diagnostic in diagnostics:
        assert diagnostic.severity is CODES[diagnostic.code].severity
        assert not re.search(r"scalar|mapping|parser|token|None(?! of)", diagnostic.message + diagnostic.hint)
        assert diagnostic.message[-1] in ".?", diagnostic.message


def test_every_code_has_a_case() -> None:
    used = {code for case in FILES for code, _, _ in expected(case.read_text())}
    wanted = {code for code in CODES if code[0] in "YS"}
    assert wanted - used == WITHOUT_A_FILE
    assert used <= set(CODES)


def test_every_code_that_is_given_is_in_the_catalogue() -> None:
    package = Path(guidegen.diagnostics.__file__).parent
    stages = ("source", "vector", "reading", "assembly", "lint", "theme", "render", "exchange", "batch", "cli")
    texts = [path.read_text() for stage in stages for path in (package / stage).rglob("*.py")]
    given = {code for text in texts for code in re.findall(r'"([A-Z]\d{3})"', text)}
    assert given == set(CODES)
    assert all(code == entry.code and entry.summary and entry.why for code, entry in CODES.items())
