"""What all tests share: the example project, built once, and the veraPDF fixture."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices

ROOT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 12, 1)

#: What a file of each standard claims, in veraPDF's words.
CLAIMS = {"ua-1": ("ua1", "2a"), "ua-2": ("ua2", "4")}


@pytest.fixture(scope="session")
def example_project(tmp_path_factory) -> Path:
    """A copy of the example project in English; test_example_in_spanish.py has the rest."""
    folder = tmp_path_factory.mktemp("example")
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.es.yaml"))
    shutil.copy(ROOT / "guidegen.yaml", folder)
    return folder


@pytest.fixture(scope="session")
def examples(example_project) -> Path:
    """The folder with the PDFs of the example project in regular print."""
    report = build(example_project, today=TODAY, producer="guidegen")
    assert not report.diagnostics
    assert not report.failures
    return example_project / "output"


def build_texts(folder: Path, files: dict[str, str], **choices) -> tuple[Path, list]:
    """Build a project of the given files (path: text); the output folder and the diagnostics."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = build(folder, choices=Choices(**choices), today=TODAY, producer="guidegen")
    assert not report.failures
    return folder / "output", report.diagnostics


@pytest.fixture(scope="session")
def verapdf():
    """A function that gives veraPDF's verdict on files: one line for each failure, none when all is well.

    Skips where veraPDF is absent, and fails instead when GUIDEGEN_REQUIRE_VERAPDF=1. The command comes from
    GUIDEGEN_VERAPDF (such as `java -jar cli.jar`), or is `verapdf` on the path.
    """
    command = os.environ.get("GUIDEGEN_VERAPDF", "").split() or ([found] if (found := shutil.which("verapdf")) else [])
    if not command:
        message = "veraPDF is not installed (set GUIDEGEN_VERAPDF to its command)"
        if os.environ.get("GUIDEGEN_REQUIRE_VERAPDF") == "1":
            pytest.fail(message)
        pytest.skip(message)

    def failures(paths: Iterable[Path], claims: Mapping[Path, tuple[str, ...]] = MappingProxyType({})) -> list[str]:
        """One run over all files, each held to what it claims itself, and its claims to those that are expected."""
        wanted = {(str(path), claim) for path in paths for claim in claims.get(path, CLAIMS["ua-1"])}
        result = subprocess.run(
            [*command, "--format", "text", "-v", "-f", "0", *sorted({path for path, _ in wanted})],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        verdicts = [line for line in result.stdout.splitlines() if line.strip()]
        passed = {tuple(line[5:].rsplit(" ", 1)) for line in verdicts if line.startswith("PASS ")}
        lines = [line for line in verdicts if not line.startswith("PASS ")]
        lines += [f"{path} does not pass as {claim}" for path, claim in sorted(wanted - passed)]
        lines += [f"{path} claims {claim}" for path, claim in sorted(passed - wanted)]
        return [*lines, result.stderr[-500:]] if lines else []

    return failures
