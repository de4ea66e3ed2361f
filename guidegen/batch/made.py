"""Documents that were made, ready to be written, with what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidegen.batch.outputs import OutputId
from guidegen.diagnostics import Diagnostic, has_errors
from guidegen.records import dataclass, field, replace
from guidegen.render import docx, pdf
from guidegen.render.docx import WordDocument
from guidegen.render.pdf import LaidOut
from guidegen.render.pdf.hands import Later
from guidegen.render.ready import Ready


@dataclass(frozen=True, slots=True)
class Finished(Ready):
    """A document whose bytes were made already, by another process or an earlier run."""

    data: bytes
    pages: int
    anchors: Mapping[str, int]
    standard: str
    placed: str = ""

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        return self.data


class LateFacts(Mapping[str, object]):
    """Facts of which those of the form are worked out when they are asked for."""

    def __init__(self, known: Mapping[str, object], late: Later[dict[str, object]]) -> None:
        """Those that are `known` stand first."""
        self._known, self._late = known, late

    def __getitem__(self, name: str) -> object:
        return {**self._known, **self._late()}[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._late()})

    def __len__(self) -> int:
        return len({**self._known, **self._late()})


@dataclass(frozen=True, slots=True)
class Made:
    """A document, ready to be written as `laid` says.

    `kind` is `handout`, `quiz`, `key` or `teach-back`, `facts` stand in the manifest.
    `row` is that of the roster, or 0; `colour` that of the paper, where one is asked for. `is_named` says that the name
    of the file may tell whose copy it is, so that it is told nowhere. A copy is `called` by the name of its person in
    the outline of a file with several, and nowhere else; `key` is the file that answers it. `made_of` is a digest of
    what decides its bytes, which holds its row: it is written nowhere as it is. One that `is_kept` was there already.
    `needs` are the files that it was made of, beside its source. `says` is a digest of what decides the bytes of a
    document that may say the same again after its source changed.
    """

    output: OutputId
    kind: str
    laid: LaidOut | WordDocument | Ready
    facts: Mapping[str, object]
    problems: tuple[Diagnostic, ...] = ()
    row: int = 0
    colour: str = ""
    is_named: bool = False
    called: str = ""
    key: str = ""
    made_of: bytes = b""
    is_kept: bool = False
    needs: tuple[str, ...] = ()
    says: str = ""

    def data(self, producer: str) -> bytes:
        """The bytes of the file."""
        if isinstance(self.laid, Ready):
            return self.laid.to_bytes()
        if isinstance(self.laid, WordDocument):
            return docx.render(self.laid, producer)
        return pdf.render(self.laid, producer)

    def let_go(self) -> None:
        """What it was laid out from is not held while it is written."""
        if isinstance(self.laid, LaidOut):
            self.laid.let_go()

    def finished(self, producer: str) -> Made:
        """The same with its bytes in place of what they are made of, to be handed to another process."""
        laid = Finished(self.data(producer), self.laid.pages, self.laid.anchors, self.standard)
        return replace(self, laid=laid, facts=dict(self.facts))

    def put(self, sha256: str) -> Made:
        """The same when its bytes are in their place."""
        laid = Finished(b"", self.laid.pages, self.laid.anchors, self.standard, sha256)
        return replace(self, laid=laid)

    @property
    def is_corrected(self) -> bool:
        """Whether an earlier file was corrected, so that nothing was laid out."""
        return isinstance(self.laid, Ready) and self.laid.is_corrected

    @property
    def placed(self) -> str:
        """The SHA-256 of what is in its place already; nothing when it has to be written."""
        return self.laid.placed if isinstance(self.laid, Ready) else ""

    def without_layout(self) -> Made:
        """The same when its pages are in a file already that holds others too."""
        return replace(self, laid=Finished(b"", self.laid.pages, self.laid.anchors, self.standard))

    @property
    def is_booklet(self) -> bool:
        """True for what is to be folded."""
        return self.output.impose == "booklet" and not self.output.holds_answers

    @property
    def label(self) -> str:
        """What a copy is called without a name: the number of its row, or its kind and number."""
        return f"{self.row:04}" if self.row else self.output.copy

    @property
    def standard(self) -> str:
        """What the file conforms to; nothing for Word, which has no such standard."""
        if isinstance(self.laid, Ready):
            return self.laid.standard
        return "" if isinstance(self.laid, WordDocument) else self.laid.layered.standard.name


@dataclass(slots=True)
class Compiled:
    """The documents of one source, the key last. `needs` are the paths of the banks that it draws from."""

    name: str
    path: str
    made: list[Made] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    @property
    def is_printable(self) -> bool:
        """True when nothing refuses the source's files."""
        return bool(self.made) and not has_errors(self.problems)
