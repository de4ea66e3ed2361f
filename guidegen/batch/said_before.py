"""Documents that say what a file of an earlier build says: they are neither laid out nor drawn again.

A key does so when a sentence of its guide was edited. It is assembled as ever, and held by its digest against what the
earlier build noted. The file has to stand there as that build left it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guidegen.content_digest import digest_of_plain
from guidegen.document.elements import Document
from guidegen.document.named_pages import NamedPages
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a file beside its bytes: the digest of what it says, its pages, and what it conforms to."""

    digest: str
    pages: int
    standard: str


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What the files of a source say, by name, and the `outputs` with the digests of their bytes.

    `left` gives the bytes of a file that is as it was left and their SHA-256, by its name and that digest; `made_with`
    tells what all documents of the source are made with: program, producer, look.
    """

    left: Callable[[str, str], tuple[bytes, str] | None]
    made_with: tuple[str, ...]
    files: Mapping[str, Said]
    outputs: Mapping[str, str]

    def digest(self, document: Document, pages: Mapping[str, Mapping[str, int]], *decides: object) -> str:
        """A digest of a document, of those of the `pages` of others that it names, and of all else that `decides` its
        bytes beside what all are made with.
        """
        ways = NamedPages()
        plain = ways.plain((self.made_with, document, decides))
        return digest_of_plain((plain, ways.pages(pages)))

    def found(self, name: str, digest: str) -> tuple[Said, bytes, str] | None:
        """What is known of the file of this name, its bytes and their SHA-256, if it says what has this digest."""
        said = self.files.get(name)
        if said is None or said.digest != digest:
            return None
        left = self.left(name, self.outputs.get(name, ""))
        return (said, *left) if left is not None else None
