"""Audits of finished PDFs, guidegen's or anybody's: what a validator looks for, and what it does not see.

`audit` is the whole of it. It never raises for what stands in a file, and its work is bounded: a file that asks
for too much gets a finding that says so.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from guidegen.audit.faults import AREAS, FAULTS, Fault
from guidegen.audit.findings import AuditReport, Facts, Finding

__all__ = ["AREAS", "FAULTS", "AuditReport", "Facts", "Fault", "Finding", "audit"]


def audit(source: Path | str | bytes, name: str = "") -> AuditReport:
    """Check a PDF, given as its path or its bytes. OSError when the path cannot be read.

    `name` is what the report calls the file (by default its path).
    """
    from guidegen.audit.run import audit_bytes, too_large

    if isinstance(source, bytes):
        return audit_bytes(source, name or "document")
    path = Path(source)
    called = name or str(path)
    size = path.stat().st_size
    if too_large(size):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return AuditReport(
            called, digest, size, checked=("File",), findings=(Finding("A002", _TOO_LARGE),), counts={"A002": 1}
        )
    return audit_bytes(path.read_bytes(), called)


_TOO_LARGE = "The file is larger than 1 GB and was not opened."
