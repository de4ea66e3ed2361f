"""What documents of one theme, print size and language share, so that it is made once for all of them."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from guidegen.document.elements import Labels, PageReference, Template
from guidegen.render.pdf.fragments import Fragments
from guidegen.theme import Theme

if TYPE_CHECKING:
    from guidegen.render.pdf.flow import FlowMemory
    from guidegen.render.pdf.standing import StandingBlocks
    from guidegen.render.pdf.structure import Keys


class Shared:
    """Fragments, whole blocks and pages that copies have in common.

    Content keys differ between all documents that share them. They are never written, so that the bytes of a copy do
    not tell what was made before it.
    """

    def __init__(
        self, theme: Theme, scale: float, labels: Labels, language: str, *, right_to_left: bool = False
    ) -> None:
        """Nothing is there yet."""
        self.fragments = Fragments(theme, scale, labels, language, right_to_left=right_to_left)
        self.furniture: dict[Hashable, Any] = {}
        self.titles: dict[Hashable, Any] = {}
        #: Whether what is laid out now will stand in copies.
        self.copies_follow = False
        self._expected: tuple[Mapping[str, int], dict[PageReference, str]] = {}, {}

    # What only layout needs is made for the first document that is laid out: a file may be corrected without.

    @functools.cached_property
    def keys(self) -> Keys:
        """Hands out keys of content and links."""
        from guidegen.render.pdf.structure import Keys

        return Keys()

    @functools.cached_property
    def standing(self) -> StandingBlocks:
        """Whole blocks."""
        from guidegen.render.pdf.standing import StandingBlocks

        return StandingBlocks()

    @functools.cached_property
    def standing_with_fields(self) -> StandingBlocks:
        """Whole blocks of documents that can be filled in, as far as they have no fields."""
        from guidegen.render.pdf.standing import StandingBlocks

        return StandingBlocks()

    def standing_in(self, template: Template) -> StandingBlocks:
        """The whole blocks that a document of this template may take."""
        return self.standing if template.fields is None else self.standing_with_fields

    @functools.cached_property
    def flowed(self) -> FlowMemory:
        """Pages."""
        from guidegen.render.pdf.flow import FlowMemory

        return FlowMemory()

    def pages_of(self, expected: Mapping[str, int]) -> Mapping[PageReference, str]:
        """The numbers of pages on which anchors are expected, as text: copies expect the same."""
        if self._expected[0] is not expected:
            self._expected = expected, {PageReference(anchor): str(page) for anchor, page in expected.items()}
        return self._expected[1]

    def forget(self) -> None:
        """Let go of all that was laid out."""
        self.forget_once()
        for name in ("standing", "standing_with_fields", "flowed"):
            self.__dict__.pop(name, None)
        self.furniture.clear()

    def forget_once(self) -> None:
        """Let go of what was made of documents that come once."""
        self.fragments.forget()
        for name in ("standing", "standing_with_fields"):
            if name in self.__dict__:
                self.__dict__[name].forget_once()
