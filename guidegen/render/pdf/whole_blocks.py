"""Blocks of a document that an earlier run kept as they were laid out, or that are laid out to be kept for the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from guidegen.records import replace
from guidegen.render.pdf.flow import Group
from guidegen.render.pdf.kept_blocks import Added
from guidegen.render.pdf.kept_fragments import KeptFragments
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.plain_blocks import KeysOfBlock, groups_in
from guidegen.render.pdf.standing import StandingBlocks
from guidegen.render.pdf.structure import Keys

if TYPE_CHECKING:
    from collections.abc import Callable


def kept_or_laid(kept: KeptFragments, layout: Layout, block: Any, frame: Frame, headers: int) -> tuple[Laid, int]:
    """A block of the document, and the number of its last header cell; `headers` is that of the last before it."""
    blocks, fragments, before = kept.blocks, layout.fragments, len(layout.outline)
    depends = f"{frame.x} {frame.width} {frame.column} {layout.page_height} {layout.turned is None} {headers} {before} "
    key = blocks.key(block, depends + " ".join(fragments.sources), layout.arrangement, layout.values)
    if not key:
        return layout.anew(block, frame, headers)

    def groups() -> list[Group]:
        """The groups of the block, laid out apart from the document."""
        outline = layout.outline[:before]
        own = replace(layout, keys=Keys(), problems=[], images={}, outline=outline, fields={}, kept_or_laid=None)
        own.standing, own.used = StandingBlocks(), set()
        return groups_in(own.anew(block, frame, headers)[0].units)

    found = blocks.find(key, fragments.page_text, layout.keys, groups)
    if found is None:
        return _laid(kept, layout, key, block, frame, headers)
    layout.outline += found.outline
    return Laid(found.units, found.elements), found.headers


def _laid(kept: KeptFragments, layout: Layout, key: str, block: Any, frame: Frame, headers: int) -> tuple[Laid, int]:
    """A block that is laid out now, and kept for the next run unless it adds more than bookmarks."""
    keys, fragments = layout.keys, layout.fragments
    turns: list[bool] = []
    own = replace(
        layout, problems=[], images={}, outline=list(layout.outline), fields=dict(layout.fields), is_apart=True
    )
    if layout.turned is not None:
        # How high a turned page is depends on words that are not among what the block is found by.
        own.turned = partial(_noting, layout.turned, turns)
    before, fragments.referred = fragments.referred, set()
    content, links = keys.content, keys.links
    asked = kept.begin_block()
    laid, last = own.anew(block, frame, headers)
    outline = own.outline[len(layout.outline) :]
    of_block = KeysOfBlock(content, links, keys.content - content, keys.links - links)
    pages = [(reference, fragments.page_text(reference)) for reference in list(fragments.referred)]
    fragments.referred |= before
    adds_more = own.problems or own.images or turns or len(own.fields) > len(layout.fields)
    added = Added(laid.units, laid.elements, outline, last) if not adds_more else None
    kept.end_block(asked, key, added, pages, of_block)
    layout.outline += outline
    layout.images.update(own.images)
    layout.problems += own.problems
    layout.fields.update(own.fields)
    return laid, last


def _noting(turned: Callable[[], tuple[float, float]], turns: list[bool]) -> tuple[float, float]:
    """What a turned page is like, noting that somebody asked."""
    turns.append(True)
    return turned()
