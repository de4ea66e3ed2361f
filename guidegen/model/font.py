"""Fonts that a project brings along, read and checked, with their bytes."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file. `digest` is the SHA-256 of `data`, in hex; `weights` says that one file has them all."""

    path: str
    digest: str
    weights: bool = False
    data: bytes = field(repr=False, compare=False, default=b"")


@dataclass(frozen=True, slots=True)
class FontFamily:
    """The files of one design: `bold` may be left out. `languages` are those that it is for; all when empty."""

    regular: FontFile
    bold: FontFile | None = None
    languages: tuple[str, ...] = ()
    origin: Span = field(default=Span("guidegen.yaml"), compare=False)
