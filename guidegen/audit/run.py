"""One audit: the bytes of a file to the report about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from guidegen.audit.checks import CHECKS, WITHOUT_TAGS
from guidegen.audit.findings import AuditReport, Facts, Finding, counted
from guidegen.audit.finished import LARGEST_FILE, Finished, Unreadable, read_finished


def too_large(size: int) -> bool:
    """Whether a file of so many bytes is not even opened."""
    return size > LARGEST_FILE


def audit_bytes(data: bytes, name: str) -> AuditReport:
    """Check the bytes of a PDF."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        file = read_finished(data)
    except Unreadable as reason:
        finding = Finding(reason.code, reason.message)
        return AuditReport(name, digest, len(data), checked=("File",), findings=(finding,), counts={reason.code: 1})
    checked = tuple(CHECKS) if file.tree is not None else WITHOUT_TAGS
    findings, counts = counted(_all(file, checked))
    return AuditReport(name, digest, len(data), _facts(file), ("File", *checked), findings, counts)


def _all(file: Finished, checked: tuple[str, ...]) -> Iterator[Finding]:
    if file.damaged:
        yield Finding("A003", "The file had to be repaired before it could be read.")
    if file.catalog.locked:
        yield Finding("A004", "The security settings lock out assistive technology.")
    for area in checked:
        yield from CHECKS[area](file)


def _facts(file: Finished) -> Facts:
    catalog = file.catalog
    return Facts(
        version=catalog.version,
        pages=len(file.pages),
        title=catalog.title,
        language=catalog.language,
        claims=catalog.claims,
        tagged=file.tree is not None and catalog.marked,
        page_labels=catalog.labels is not None,
        bookmarks=catalog.bookmarks,
        elements=len(file.tree.nodes) if file.tree else 0,
    )
