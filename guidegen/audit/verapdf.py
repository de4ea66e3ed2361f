"""veraPDF, where it is installed: one call for each profile, many files in a call.

veraPDF is an independent validator of PDF/UA and PDF/A (https://verapdf.org). Its command comes from the
environment variable GUIDEGEN_VERAPDF (such as `java -jar cli.jar`), or is `verapdf` on the path.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from guidegen.records import dataclass

VARIABLE = "GUIDEGEN_VERAPDF"

#: Claims to the profiles that veraPDF knows.
PROFILES: dict[str, str] = {
    "PDF/UA-1": "ua1",
    "PDF/UA-2": "ua2",
    **{f"PDF/A-{part}{level}": f"{part}{level}" for part in "123" for level in ("a", "b", "u") if part + level != "1u"},
    "PDF/A-4": "4",
    "PDF/A-4e": "4e",
    "PDF/A-4f": "4f",
}
#: What a file is held against that claims nothing.
WITHOUT_CLAIM = "PDF/UA-1"

_SECONDS_TO_START = 60
_SECONDS_A_FILE = 120


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that a file breaks: its clause and test, what it demands, and how often it is broken."""

    specification: str
    clause: str
    test: int
    description: str
    times: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says about a file and one standard. `failure` says why it could not check the file."""

    standard: str
    compliant: bool
    rules: tuple[BrokenRule, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class VeraPdf:
    """What veraPDF did. `verdicts` are by path; `failure` says why it did not run at all."""

    installed: bool
    version: str = ""
    verdicts: Mapping[Path, tuple[Verdict, ...]] | None = None
    failure: str = ""

    def verdicts_on(self, path: Path) -> tuple[Verdict, ...]:
        """The verdicts on a file; none when veraPDF did not look at it."""
        return (self.verdicts or {}).get(path, ())


def command() -> list[str]:
    """How veraPDF is started; empty when it is not installed."""
    given = os.environ.get(VARIABLE, "")
    if given.strip():
        return _parted(given)
    found = shutil.which("verapdf")
    return [found] if found else []


def _parted(line: str) -> list[str]:
    # On Windows a backslash parts folders and quotes nothing.
    return shlex.split(line, posix=os.name != "nt")


def standards_to_check(claims: Sequence[str]) -> tuple[str, ...]:
    """The standards that a file is held against: those that it claims, or else PDF/UA-1."""
    known = tuple(claim for claim in claims if claim in PROFILES)
    return known if any(claim.startswith("PDF/UA") for claim in known) else (WITHOUT_CLAIM, *known)


def run_verapdf(claims: Mapping[Path, Sequence[str]]) -> VeraPdf:
    """Hold files (path to claims) against what they claim."""
    start = command()
    if not start:
        return VeraPdf(installed=False)
    wanted: dict[str, list[Path]] = {}
    for path, claimed in claims.items():
        for standard in standards_to_check(claimed):
            wanted.setdefault(standard, []).append(path)
    verdicts: dict[Path, list[Verdict]] = {path: [] for path in claims}
    version = ""
    for standard, paths in wanted.items():
        try:
            report = _call(start, PROFILES[standard], paths)
            version = _version(report)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            return VeraPdf(installed=True, version=version, failure=_reason(error))
        found = _by_path(report, standard)
        for path in paths:
            verdicts[path].append(
                found.get(path.resolve()) or Verdict(standard, False, failure="it did not check the file")
            )
    return VeraPdf(True, version, {path: tuple(each) for path, each in verdicts.items()})


def _call(start: list[str], profile: str, paths: Sequence[Path]) -> dict[str, Any]:
    """veraPDF's report on files and one profile. ValueError when it does not write one."""
    result = subprocess.run(
        [*start, "--format", "json", "--flavour", profile, "--maxfailuresdisplayed", "1", "--nonpdfext"]
        + [str(path.resolve()) for path in paths],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=_SECONDS_TO_START + _SECONDS_A_FILE * len(paths),
    )
    report = json.loads(result.stdout).get("report")
    if not isinstance(report, dict):
        raise ValueError("it wrote no report")
    return report


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it did not end within {error.timeout:.0f} seconds"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "it wrote no report that can be read"


def _version(report: dict[str, Any]) -> str:
    releases = report.get("buildInformation", {}).get("releaseDetails", [])
    return next((str(release.get("version", "")) for release in releases), "")


def _by_path(report: dict[str, Any], standard: str) -> dict[Path, Verdict]:
    found: dict[Path, Verdict] = {}
    for job in report.get("jobs", []):
        path = Path(job.get("itemDetails", {}).get("name", ""))
        results = job.get("validationResult") or []
        if not results:
            found[path] = Verdict(standard, False, failure="it could not read the file")
            continue
        summaries = results[0].get("details", {}).get("ruleSummaries", [])
        rules = tuple(_rule(each) for each in summaries if each.get("failedChecks"))
        found[path] = Verdict(standard, bool(results[0].get("compliant")), rules)
    # veraPDF names files as the machine knows them; that may be another way to the same place.
    return {path.resolve(): verdict for path, verdict in found.items()}


def _rule(summary: dict[str, Any]) -> BrokenRule:
    return BrokenRule(
        str(summary.get("specification", "")),
        str(summary.get("clause", "")),
        int(summary.get("testNumber", 0)),
        str(summary.get("description", "")),
        int(summary.get("failedChecks", 0)),
    )
