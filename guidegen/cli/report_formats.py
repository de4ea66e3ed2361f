"""Diagnostics for other programs: SARIF 2.1.0 and JUnit. Paths are relative to the project, fingerprints stable."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from guidegen import __version__
from guidegen.catalogue import CODES
from guidegen.diagnostics import Diagnostic, Severity, Span
from guidegen.kept.digests import sha256

if TYPE_CHECKING:
    from guidegen.source.text import SourceText

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceText], _colour: bool) -> str:
    """A SARIF log with one run."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    rules = [_rule(code) for code in codes]
    results = [_result(diagnostic, codes.index(diagnostic.code), sources) for diagnostic in diagnostics]
    driver = {"name": "guidegen", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "id": code,
        "name": entry.name,
        "shortDescription": {"text": entry.summary},
        "fullDescription": {"text": entry.why},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
    }


def _result(diagnostic: Diagnostic, index: int, sources: Mapping[str, SourceText]) -> dict[str, Any]:
    text = f"{diagnostic.message} {diagnostic.hint}".strip()
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(diagnostic.span)}],
        "partialFingerprints": {"guidegen/v1": fingerprint(diagnostic, sources)},
    }
    if diagnostic.labels:
        result["relatedLocations"] = [
            {"physicalLocation": _location(label.span), "message": {"text": label.text}} for label in diagnostic.labels
        ]
    return result


def _location(span: Span) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(span.path)}}
    if span.line:
        location["region"] = {
            "startLine": span.line,
            "startColumn": max(span.column, 1),
            "endLine": max(span.end_line, span.line),
            "endColumn": max(span.end_column, 1),
        }
    return location


def fingerprint(diagnostic: Diagnostic, sources: Mapping[str, SourceText]) -> str:
    """The same while the line says the same, wherever it moves to in its file."""
    source = sources.get(diagnostic.span.path)
    line = source.line(diagnostic.span.line).strip() if source is not None else ""
    told = "\0".join((diagnostic.code, diagnostic.span.path, line, diagnostic.message))
    return sha256(told.encode("utf-8", "surrogatepass")).hex()[:16]


def junit(diagnostics: Sequence[Diagnostic], _sources: Mapping[str, SourceText], _colour: bool) -> str:
    """One test suite with a failed case for each error and warning; notes are cases that passed."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_path[diagnostic.span.path].append(diagnostic)
    failed = sum(diagnostic.severity is not Severity.NOTE for diagnostic in diagnostics)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites><testsuite name="guidegen" tests="{len(diagnostics)}" failures="{failed}" errors="0">')
    for path, found in by_path.items():
        lines += [_case(path, diagnostic) for diagnostic in found]
    return "\n".join([*lines, "</testsuite></testsuites>"])


def _case(path: str, diagnostic: Diagnostic) -> str:
    # It loads what speaks to the network.
    from xml.sax.saxutils import escape, quoteattr

    span = diagnostic.span
    name = quoteattr(f"{diagnostic.code} at {span.line}:{span.column}")
    text = escape(_printable(f"{path}:{span.line}:{span.column}: {diagnostic.message} {diagnostic.hint}"))
    head = f"<testcase classname={quoteattr(_printable(path))} name={name}"
    if diagnostic.severity is Severity.NOTE:
        return f"{head}><system-out>{text}</system-out></testcase>"
    kind = quoteattr(diagnostic.severity.value)
    return (
        f"{head}><failure type={kind} message={quoteattr(_printable(diagnostic.message))}>{text}</failure></testcase>"
    )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\t\n" else "\ufffd" for c in text)
