"""Translations that a machine can make: the file itself, with a mark in front of every text of its original."""

from __future__ import annotations

from pathlib import Path

from guidegen.reading.project_files import open_translations
from guidegen.reading.translations.texts import Original

MARK = "Ñ "


def translate(root: Path, name: str, language: str = "es") -> Path:
    """Write the translation of a guide, bank or quiz beside it; where it stands."""
    opened = open_translations(root, language, [name])[name]
    assert opened.original is not None and opened.original.root is not None
    original = Original(opened.original.kind, opened.original.reader, opened.original.root)
    # Nodes may be offset by quotation marks that were put in while reading, so the text that was read counts.
    text = original.root.where.text
    places = set()
    for _, node, _ in original.texts(original.root, original.kind, ()):
        start = node.start + (node.style in ("single", "double"))
        if node.style in ("literal", "folded"):
            start = text.index("\n", node.start) + 1
            while text[start].isspace():
                start += 1
        if text[start] not in "-#>|!$" and not text[start].isdigit():
            places.add(start)
    for start in sorted(places, reverse=True):
        text = text[:start] + MARK + text[start:]
    path = root / opened.path
    path.write_text("\n".join(line for line in text.split("\n") if not line.startswith("language:")))
    return path
