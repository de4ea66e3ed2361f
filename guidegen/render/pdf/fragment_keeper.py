"""Who keeps fragments from one run for the next. It stands apart, as only type checkers ask for it."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.render.pdf.fragment import Fragment
from guidegen.typed import Protocol


class Keeper(Protocol):
    """Keeps fragments from one run for the next, by the digest of what they are made of."""

    def fragment(self, key: str, origin: Span) -> Fragment | None:
        """The fragment of this key, as one that stands at `origin`."""

    def put(self, key: str, fragment: Fragment) -> None:
        """Keep a fragment."""

    def extent(self, key: str) -> tuple[float, float] | None:
        """How narrow and how wide the text of this key can be set."""

    def put_extent(self, key: str, extent: tuple[float, float]) -> None:
        """Keep how narrow and how wide a text can be set."""
