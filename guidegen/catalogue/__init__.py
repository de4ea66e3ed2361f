"""Every code that a diagnostic can carry, with what it means, why it matters and how to write it right.

The tables are literal, one module for each family of codes, so that they can be read as documentation;
`guidegen explain CODE` prints an entry. `diagnosed` makes the diagnostics, so that each is as heavy as its entry says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from guidegen.catalogue.code import Code
from guidegen.diagnostics import Diagnostic, Fix, Label, Severity, Span


class _Catalogue(Mapping[str, Code]):
    """All codes by their names. The tables are loaded when the first problem is told: most runs have none."""

    @cached_property
    def _codes(self) -> Mapping[str, Code]:
        from guidegen.catalogue import (
            exchange,
            forms,
            handouts,
            health,
            items,
            layout,
            linter,
            reading_ease,
            roster,
            source,
            structure,
            themes,
            translations,
        )

        families = (
            source,
            structure,
            handouts,
            items,
            forms,
            health,
            reading_ease,
            linter,
            layout,
            themes,
            translations,
            roster,
            exchange,
        )
        return {code.code: code for family in families for code in family.CODES}

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


CODES: Mapping[str, Code] = _Catalogue()


def is_known(pattern: str) -> bool:
    """Whether a code, a name or the beginning of codes names a code."""
    return any(pattern == code.name or code.code.startswith(pattern.upper()) for code in CODES.values())


def diagnosed(
    code: str,
    message: str,
    span: Span,
    *,
    hint: str = "",
    labels: Sequence[Label] = (),
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Diagnostic:
    """A diagnostic, as heavy as the catalogue says unless a `severity` is named. KeyError for an unknown code."""
    return Diagnostic(code, message, span, severity or CODES[code].severity, hint, tuple(labels), fix)
