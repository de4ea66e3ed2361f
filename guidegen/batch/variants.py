"""What tells the copies of a source, and the files of one form, from each other: all else in them may be the same."""

from __future__ import annotations

import itertools

from guidegen.batch.files_made import short
from guidegen.batch.manifest import Entry
from guidegen.batch.outputs import FORMATS, OutputId
from guidegen.model.project import IMPOSITIONS

#: How the files of one form may differ: with form fields or without, in which format, how they are imposed, and
#: whether copies are merged.
Variant = tuple[bool, str, str, bool]
_IMPOSED = ("", *(kind for kind in IMPOSITIONS if kind != "none"))
VARIANTS: tuple[Variant, ...] = tuple(itertools.product((False, True), FORMATS, _IMPOSED, (False, True)))


def variant_of(output: OutputId) -> Variant:
    """The variant that an output is."""
    return output.fillable, output.format, output.impose, output.merged


def variant_in(entry: Entry) -> Variant:
    """The same of a file in a manifest."""
    format_ = entry.get("format")
    impose = entry.get("impose")
    known = impose if impose in _IMPOSED else ""
    return bool(entry.get("fillable")), format_ if format_ in FORMATS else "pdf", known, bool(entry.get("merged"))


def code_in(variant: Variant, code: str) -> bytes:
    """A short digest of a quiz code in a variant."""
    return short(f"{variant} {code}")


def which_copy(entry: Entry) -> bytes:
    """Which copy an entry is of, however its file is called."""
    return short("\n".join(str(entry.get(name)) for name in ("source", "copy", "size", "language", "site", "format")))
