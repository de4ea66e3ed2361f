"""Which pages of other documents a document names, such as those of the sections that its items test.

It is learnt while the document becomes plain data for a digest, which goes through all of it anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guidegen.content_digest import Ways
from guidegen.document.elements import PageReference


class NamedPages(Ways):
    """Ways in which a document becomes plain data. Others than the usual ones may be `given`."""

    def __init__(self, given: Mapping[type, Callable[[Any], Any]] | None = None) -> None:
        """No page is named yet."""
        super().__init__({PageReference: self._page, **(given or {})})
        self._named: set[tuple[str, str]] = set()

    def _page(self, reference: PageReference) -> Any:
        if reference.document:
            self._named.add((reference.document, reference.anchor))
        return "PageReference", reference.anchor, reference.document

    def pages(self, known: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, int | None]]:
        """The pages that were named since this was asked last: their documents, their anchors, and where these stand as
        far as that is `known`, in order.
        """
        named, self._named = sorted(self._named), set()
        return [(document, anchor, known.get(document, {}).get(anchor)) for document, anchor in named]
