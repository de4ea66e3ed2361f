"""The protocol of an audit: what was checked when and with what, what was found, what a person must still check.

It is written to be kept. The JSON form is stable: within a FORMAT_VERSION keys are added and never changed.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from guidegen.amounts import amount
from guidegen.audit.faults import AREAS, FAULTS
from guidegen.audit.findings import AuditReport, Finding
from guidegen.audit.verapdf import VARIABLE, VeraPdf, Verdict
from guidegen.diagnostics import Severity
from guidegen.records import dataclass

FORMAT = "guidegen-audit"
FORMAT_VERSION = 1
_WIDTH = 96
_LABEL = 18

#: What no program can decide.
STILL_TO_CHECK: tuple[str, ...] = (
    "Does each alternate text say what the picture is there for?",
    "Does the text make sense when it is heard in its order, without the page? Listen to it once.",
    "Is everything tagged as what it is: headings as headings, lists as lists, and tables only where data are?",
    "Do the header cells of each table head what the tags say?",
    "Does each title, heading and link say what follows or where it leads?",
    "Are passages in another language marked, and in the right language?",
    "Is nothing said by colour, shape or place alone, in pictures and charts too?",
    "Is the contrast of text and of signs in pictures sufficient (4.5 to 1, large text 3 to 1)?",
    "Are pictures of text avoided, and is text in scans recognised without mistakes?",
    "Are the words plain enough for those who will read them?",
    "Can forms be filled in with the keyboard alone, and are their mistakes explained?",
)


@dataclass(frozen=True, slots=True)
class Protocol:
    """A run of audits. `files` are paths with their reports; `failures` are files that the machine could not read."""

    date: datetime.date
    program: str
    files: tuple[tuple[Path, AuditReport], ...]
    verapdf: VeraPdf
    failures: tuple[str, ...] = ()

    def failed(self, path: Path, report: AuditReport) -> bool:
        """Whether a file has errors, by our checks or by veraPDF."""
        return report.errors > 0 or any(not verdict.compliant for verdict in self.verapdf.verdicts_on(path))

    @property
    def faulty(self) -> int:
        """How many files have errors."""
        return sum(self.failed(path, report) for path, report in self.files)


# As text


def as_text(protocol: Protocol) -> str:
    """The protocol for people."""
    lines = [*_title("Accessibility audit", "="), *_head(protocol)]
    for path, report in protocol.files:
        lines += ["", *_title(report.name, "-"), *_file(protocol, path, report)]
    lines += ["", *_title("What a person must still check", "-")]
    lines.append("A program sees rules and not sense. The checks above do not answer these questions:")
    for number, question in enumerate(STILL_TO_CHECK, 1):
        lines += _hanging(f"{number:>2}. ", question)
    return "\n".join(lines) + "\n"


def _title(words: str, rule: str) -> list[str]:
    return [words, rule * min(len(words), _WIDTH)]


def _head(protocol: Protocol) -> Iterator[str]:
    yield _line("Date", protocol.date.isoformat())
    yield _line("Checked with", protocol.program)
    yield from _wrapped("", f"veraPDF: {_about_verapdf(protocol.verapdf)}")
    good = len(protocol.files) - protocol.faulty
    yield _line("Result", f"{amount(good, 'file')} without errors, {amount(protocol.faulty, 'file')} with errors")
    for failure in protocol.failures:
        yield _line("Not read", failure)


def _about_verapdf(verapdf: VeraPdf) -> str:
    if not verapdf.installed:
        return f"not installed, so its checks were not made (set {VARIABLE} to its command)"
    if verapdf.failure:
        return f"could not be used: {verapdf.failure}"
    return f"version {verapdf.version}" if verapdf.version else "had nothing to check"


def _file(protocol: Protocol, path: Path, report: AuditReport) -> Iterator[str]:
    facts = report.facts
    yield _line("SHA-256", report.sha256)
    if facts.pages:
        yield _line("Format", f"PDF {facts.version}, {amount(facts.pages, 'page')}, {report.size:,} bytes")
        yield from _wrapped("Title", facts.title or "none")
        yield _line("Language", facts.language or "none")
        yield _line("Claims", ", ".join(facts.claims) or "none")
        tagged = f"yes, {amount(facts.elements, 'element')}" if facts.tagged else "no"
        yield _line("Tagged", tagged)
        yield _line("Ways through", f"{amount(facts.bookmarks, 'bookmark')}, {_labels(report)}")
    yield _line("Result", "FAILED" if protocol.failed(path, report) else "passed")
    yield _line("Own checks", f"{amount(report.errors, 'error')}, {amount(report.warnings, 'warning')}")
    yield from _areas(report)
    for verdict in protocol.verapdf.verdicts_on(path):
        yield from _verdict(verdict, protocol.verapdf.version)
    if report.findings:
        yield ""
        yield from _findings(report)


def _labels(report: AuditReport) -> str:
    return "page labels" if report.facts.page_labels else "no page labels"


def _areas(report: AuditReport) -> Iterator[str]:
    """Each area with what was looked at, and whether anything was found."""
    yield ""
    for area, looks_at in AREAS.items():
        if area not in report.checked:
            verdict = "not checked"
        else:
            verdict = "passed" if area in report.passed else "FOUND FAULTS" if _has_errors(report, area) else "warnings"
        yield from _hanging(f"  {verdict:<{_LABEL - 4}}  ", f"{area}: {looks_at}")


def _has_errors(report: AuditReport, area: str) -> bool:
    faults = (FAULTS[code] for code in report.counts)
    return any(fault.area == area and fault.severity is Severity.ERROR for fault in faults)


def _verdict(verdict: Verdict, version: str) -> Iterator[str]:
    by = f"veraPDF {version}"
    if verdict.failure:
        yield from _hanging(f"  {'not checked':<{_LABEL - 4}}  ", f"{verdict.standard} by {by}: {verdict.failure}")
        return
    said = "passed" if verdict.compliant else "FAILED"
    yield f"  {said:<{_LABEL - 4}}  {verdict.standard} by {by}"
    for rule in verdict.rules:
        times = f" ({rule.times} times)" if rule.times > 1 else ""
        label = f"{rule.specification}, {rule.clause}-{rule.test}{times}: "
        yield from _hanging(" " * (_LABEL + 2), label + rule.description)


def _findings(report: AuditReport) -> Iterator[str]:
    """The findings by code: what is wrong, each place, what to do."""
    for code, count in report.counts.items():
        fault = FAULTS[code]
        told = [finding for finding in report.findings if finding.code == code]
        rule = f" ({fault.rule})" if fault.rule else ""
        yield from _hanging(f"{fault.severity.value}[{code}] ", f"{fault.summary}{rule}")
        for finding in told:
            yield from _hanging("  - ", f"{_place(finding)}{finding.message}")
        if count > len(told):
            yield f"  - and {count - len(told):,} more"
        yield from _hanging("  = ", fault.remedy)


def _place(finding: Finding) -> str:
    page = f"page {finding.page}" if finding.page else ""
    place = ", ".join(filter(None, (page, finding.path)))
    return f"{place}: " if place else ""


def _line(label: str, words: str) -> str:
    return f"{label:<{_LABEL}}{words}"


def _wrapped(label: str, words: str) -> list[str]:
    return _hanging(f"{label:<{_LABEL}}", words)


def _hanging(lead: str, words: str) -> list[str]:
    return textwrap.wrap(
        words, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    ) or [lead.rstrip()]


# As data


def as_data(protocol: Protocol) -> dict[str, Any]:
    """The protocol for programs, ready for JSON."""
    verapdf = protocol.verapdf
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "date": protocol.date.isoformat(),
        "program": protocol.program,
        "verapdf": {"installed": verapdf.installed, "version": verapdf.version, "failure": verapdf.failure},
        "files_with_errors": protocol.faulty,
        "files": [_file_data(protocol, path, report) for path, report in protocol.files],
        "not_read": list(protocol.failures),
        "still_to_check": list(STILL_TO_CHECK),
    }


def _file_data(protocol: Protocol, path: Path, report: AuditReport) -> dict[str, Any]:
    facts = report.facts
    return {
        "file": report.name,
        "sha256": report.sha256,
        "bytes": report.size,
        "passed": not protocol.failed(path, report),
        "errors": report.errors,
        "warnings": report.warnings,
        "pdf_version": facts.version,
        "pages": facts.pages,
        "title": facts.title,
        "language": facts.language,
        "claims": list(facts.claims),
        "tagged": facts.tagged,
        "elements": facts.elements,
        "page_labels": facts.page_labels,
        "bookmarks": facts.bookmarks,
        "areas": {area: _area_data(report, area) for area in AREAS},
        "counts": report.counts,
        "findings": [_finding_data(finding) for finding in report.findings],
        "verapdf": [_verdict_data(verdict) for verdict in protocol.verapdf.verdicts_on(path)],
    }


def _area_data(report: AuditReport, area: str) -> str:
    if area not in report.checked:
        return "not checked"
    if area in report.passed:
        return "passed"
    return "errors" if _has_errors(report, area) else "warnings"


def _finding_data(finding: Finding) -> dict[str, Any]:
    fault = finding.fault
    return {
        "code": finding.code,
        "name": fault.name,
        "severity": fault.severity.value,
        "page": finding.page,
        "path": finding.path,
        "message": finding.message,
        "remedy": fault.remedy,
        "rule": fault.rule,
    }


def _verdict_data(verdict: Verdict) -> dict[str, Any]:
    rules = [
        {
            "specification": rule.specification,
            "clause": rule.clause,
            "test": rule.test,
            "description": rule.description,
            "times": rule.times,
        }
        for rule in verdict.rules
    ]
    return {
        "standard": verdict.standard,
        "compliant": verdict.compliant,
        "failure": verdict.failure,
        "broken_rules": rules,
    }


def files_named(paths: Sequence[Path]) -> list[Path]:
    """The files named, and all PDFs in the folders named, sorted within each, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        inside = _pdfs_in(path) if path.is_dir() else [path]
        for each in inside:
            found.setdefault(each.resolve(), each)
    return list(found.values())


def _pdfs_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
