"""The form of a manifest: JSON with one entry on each line, so that a long one is never held as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from guidegen.kept.quick_json import loads


def parse_entries(stream: IO[str]) -> Iterator[Any]:
    """The entries, one after the other. Raises ValueError, KeyError or TypeError for what is no manifest."""
    first = stream.readline()
    if not first.rstrip().endswith("["):
        # Not written line by line: somebody formatted it, or an early version wrote it.
        import json

        yield from json.loads(first + stream.read())["files"]
        return
    for line in stream:
        text = line.strip().removesuffix(",")
        if text.startswith("{"):
            yield loads(text)
