"""One content file, from its text: what kind it is, its name, and what its shapes make of it.

A run that finds all files as they were read before (`guidegen.reading.kept_files`) does without this module, and so
without the parser and the shapes.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from guidegen.diagnostics import Fix, Span, has_errors
from guidegen.kept import preparation
from guidegen.model.project import Settings
from guidegen.reading.names import IDENTIFIER, KEPT_BY_WINDOWS
from guidegen.reading.reader import Reader
from guidegen.reading.references import ContentFile
from guidegen.reading.shapes import Record
from guidegen.reading.translations.names import split_name, stem_of
from guidegen.records import replace
from guidegen.source.nodes import Entry, MappingNode, Node, ScalarNode, head
from guidegen.source.parser import parse_yaml

#: Where the shape of each kind of content stands, and of the settings: a project has some of them.
_SHAPES: Mapping[str, tuple[str, str]] = {
    "guide": ("guidegen.reading.guide", "GUIDE_FILE"),
    "bank": ("guidegen.reading.bank", "BANK_FILE"),
    "quiz": ("guidegen.reading.quiz", "QUIZ_FILE"),
    "theme": ("guidegen.reading.theme", "THEME_FILE"),
    "project": ("guidegen.reading.project", "PROJECT_FILE"),
}
CONTENT_KINDS = ("guide", "bank", "quiz", "theme")


def shape_of(kind: str) -> Record:
    """What reads a kind of content, or the settings (`project`)."""
    module, name = _SHAPES[kind]
    preparation.load(module)
    shape: Record = getattr(importlib.import_module(module), name)
    return shape


def root_of(reader: Reader, *, may_be_empty: bool = False) -> Node | None:
    """What stands in the file of a reader, or None; what is wrong with it as YAML is reported."""
    root, problems = parse_yaml(reader.source)
    reader.diagnostics.extend(problems)
    if root is None or (isinstance(root, ScalarNode) and root.is_empty):
        if not has_errors(problems) and not may_be_empty:
            hint = "Begin it with `guide:`, `bank:`, `quiz:` or `theme:`."
            reader.report("Y210", Span(reader.source.path), "The file is empty.", hint)
        return None
    return root


def read_settings(reader: Reader) -> Settings | None:
    """The settings that stand in the file of a reader, or None."""
    root = root_of(reader, may_be_empty=True)
    value = shape_of("project").read(root, reader, head(root)) if root is not None else None
    return value if isinstance(value, Settings) else None


def read_content(reader: Reader) -> ContentFile:
    """The content of the file of a reader, read as far as it goes."""
    path = reader.source.path
    root = root_of(reader)
    told = told_by(root, reader) if root is not None else None
    if told is None:
        return ContentFile("", stem_of(path), Span(path), None, reader)
    content, telling = told
    kind = telling.key.value
    value = shape_of(kind).read(content, reader, head(content))
    for place in reader.placeholders:
        if place.origin.path:
            from guidegen.reading.items.variables import report_unfilled

            report_unfilled(place, reader)
    name, name_span = name_of(telling, path, reader)
    return ContentFile(kind, name, name_span, value, reader, root=content)


def told_by(root: Node, reader: Reader) -> tuple[MappingNode, Entry] | None:
    """The content of a file and the entry that tells its kind, or None. An entry at fault is reported and mended."""
    hint = "The first line is `guide: NAME`, `bank: NAME`, `quiz: NAME` or `theme: NAME`."
    if not isinstance(root, MappingNode) or not root.entries:
        reader.report("Y211", head(root), "This is neither a guide nor a bank nor a quiz.", hint)
        return None
    first, *others = root.entries
    if first.key.value in CONTENT_KINDS:
        return root, first
    # A guide holds `quiz:` as a group, a quiz names its `bank:`, and a bank its `guide:`; so the order matters here.
    named = {entry.key.value: entry for entry in others if isinstance(entry.value, ScalarNode)}
    present = next((named[kind] for kind in ("quiz", "bank", "guide") if kind in named), None)
    span = first.key.span
    if present is not None:
        message = "The first line must tell what the file is."
        reader.report("Y211", span, message, f"Move the line `{present.key.value}:` to the beginning.")
        return root, present
    near = reader.nearest(first.key.value, CONTENT_KINDS)
    if not near:
        reader.report("Y211", span, "This is neither a guide nor a bank nor a quiz.", hint)
        return None
    message = f"The first line must tell what the file is; is `{near}` meant?"
    reader.report("Y211", span, message, f"Write `{near}`.", fix=Fix(span, near, safe=False))
    mended = Entry(replace(first.key, value=near), first.value)
    return replace(root, entries=(mended, *others)), mended


def name_of(first: Entry, path: str, reader: Reader) -> tuple[str, Span]:
    """The name of a file, which is that of the file on the disk."""
    stem, language = split_name(path)
    given = first.value.value.strip() if isinstance(first.value, ScalarNode) else ""
    if not given or not IDENTIFIER.fullmatch(given):
        return stem, head(first.value) if given else first.key.span
    if KEPT_BY_WINDOWS.fullmatch(given):
        message = f"Windows keeps the name `{given}` for itself, so that no file can have it."
        reader.report("S205", head(first.value), message, f"Write `{given}-{first.key.value}`, and rename the file.")
    elif given != stem:
        fits = IDENTIFIER.fullmatch(stem)
        file = f"{given}.{language}.yaml" if language else f"{given}.yaml"
        hint = f"Write `{stem}`, or rename the file to {file}." if fits else f"Rename the file to {file}."
        reader.report(
            "S222",
            head(first.value),
            f"The name `{given}` is not that of the file, which is {path.rpartition('/')[2]}.",
            hint,
            fix=Fix(head(first.value), stem, safe=False) if fits else None,
        )
    return given, head(first.value)
