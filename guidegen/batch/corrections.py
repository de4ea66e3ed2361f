"""Files of a source that an earlier build left, corrected where nothing but words changed (docs/adr/0045)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guidegen.batch.said_before import SaidBefore
from guidegen.document.elements import Document
from guidegen.document.wording import Wording, Wordings
from guidegen.kept import preparation
from guidegen.records import dataclass, field
from guidegen.render.pdf.kept_passages import KeptPassages

if TYPE_CHECKING:
    from guidegen.render.look import Look
    from guidegen.render.pdf.corrections import Corrected
    from guidegen.render.pdf.fragments import Fragments
    from guidegen.render.pdf.laid_out import LaidOut


@dataclass(slots=True)
class Corrections:
    """The corrections of one run. The files stand as they were left `before`; what can be corrected is `kept`."""

    before: SaidBefore
    kept: KeptPassages
    _wordings: Wordings = field(default_factory=Wordings)

    def wording(self, document: Document, pages: Mapping[str, Mapping[str, int]], *decides: object) -> Wording:
        """The words of a document, which may name `pages` of others. All else that `decides` its bytes, beside program
        and look, is told.
        """
        return self._wordings.of(document, pages, *decides)

    def corrected(
        self, file: str, wording: Wording, fragments: Fragments, sources: tuple[str, ...]
    ) -> Corrected | None:
        """The file as it was left, with these words, if nothing in it moves. The document cites these sources."""
        digest = self.before.outputs.get(file, "")
        known = self.kept.of(file, digest)
        left = self.before.left(file, digest) if known is not None else None
        if known is None or left is None:
            return None
        preparation.load("guidegen.render.pdf.corrections")
        from guidegen.render.pdf.corrections import corrected

        found = corrected(known, wording, left[0], fragments, sources)
        if found is not None:
            self.kept.put(file, found.known)
        return found

    def observe(self, file: str, wording: Wording, laid: LaidOut, look: Look, fragments: Fragments) -> None:
        """Take down what can be corrected in a file when it is written."""
        if laid.problems:
            return
        from guidegen.render.pdf.correctable import observer_of

        laid.observer = observer_of(wording, fragments, laid, look, lambda known: self.kept.put(file, known))
