"""Which sources a document cites, and the list that prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.assembly.standing import scan_code
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Citation, Link, Text
from guidegen.locale import Words
from guidegen.model.guide import Source
from guidegen.records import PLAIN_TYPES, field_types, is_record

#: How many blocks and items are remembered with what they cite.
_MOST_KNOWN = 2048


def source_list(sources: Sequence[Source], words: Words) -> doc.Section:
    """The sources under their heading, numbered in the order given."""
    points = tuple((_entry(source, words),) for source in sources)
    anchors = tuple(f"source:{source.id}" for source in sources)
    heading = doc.Heading(2, (Text(words["sources"]),), "sources")
    return doc.Section((heading, doc.ListBlock("source", points, anchors=anchors)))


def cited(blocks: Sequence[object]) -> list[str]:
    """The ids of the sources that blocks (or items) cite, each once, in order of first use."""
    return list(dict.fromkeys(_citations(blocks)))


class Cited:
    """Says which sources the blocks of copies cite. What copies share is looked through once."""

    def __init__(self) -> None:
        # By the identity of a block or item, which is kept.
        self._known: dict[int, tuple[object, tuple[str, ...]]] = {}

    def by(self, blocks: Sequence[doc.Block]) -> list[str]:
        """The ids of the sources that the blocks cite, each once, in order of first use."""
        return list(dict.fromkeys(self._each(blocks)))

    def _each(self, parts: Sequence[object]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, doc.Section):
                yield from self._each(part.blocks)
            elif isinstance(part, doc.ItemList):
                yield from self._each((*part.items, *part.stimuli))
            elif isinstance(part, doc.ListBlock):
                yield from self._each(part.points)
            else:
                yield from self._of(part)

    def _of(self, part: object) -> tuple[str, ...]:
        known = self._known.get(id(part))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[id(part)] = part, tuple(_citations(part))
        return known[1]


def _citations(value: object) -> list[str]:
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[str]) -> None:
    if isinstance(value, Citation):
        found += value.sources
    elif isinstance(value, _SEVERAL):
        for item in value:
            _gather(item, found)
    else:
        for name in _PARTS[type(value)]:
            _gather(getattr(value, name), found)


class _Parts(dict[type, Sequence[str]]):
    """The fields that may cite something, of each class that was met."""

    def __missing__(self, kind: type) -> Sequence[str]:
        types = field_types(kind, "compare") if is_record(kind) else {}
        self[kind] = [name for name, told in types.items() if told not in PLAIN_TYPES]
        return self[kind]


_PARTS = _Parts()
_SEVERAL = (tuple, list)


def _entry(source: Source, words: Words) -> doc.Block:
    line = doc.Paragraph(_line(source, words), "source", origin=source.origin)
    return scan_code(source.url, (line,), words) if source.code else line


def _line(source: Source, words: Words) -> doc.Line:
    """The source's text, and its address for paper."""
    text = for_print(source.text, words)
    if not source.url:
        return text
    address = source.url.removeprefix("https://").removeprefix("http://")
    return (*text, Text(" "), Link(source.url, (Text(address),)))
