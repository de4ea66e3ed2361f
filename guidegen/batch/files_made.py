"""What a run made, or would make, in the output folder, as the manifest says it: earlier files are held against it."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.batch.made import Made
from guidegen.batch.manifest import Entry
from guidegen.batch.outputs import OutputId, edition
from guidegen.batch.store import digest
from guidegen.digest_table import DigestTable
from guidegen.kept.digests import blake2b
from guidegen.records import dataclass, field
from guidegen.source.text import SourceText


@dataclass(slots=True)
class FilesMade:
    """The files of a run. `entries` are those of single files, by name; `built` are the sources, each with the print
    size and the edition, of which something was made.

    Of copies only short digests are kept, however many there are: of the names of their files in `copies`, of their
    quiz codes in `codes`, and in `unnamed` those that tell copies whose names stand nowhere.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    built: set[tuple[str, str, str]] = field(default_factory=set)
    copies: DigestTable = field(default_factory=DigestTable)
    codes: DigestTable = field(default_factory=DigestTable)
    unnamed: set[bytes] = field(default_factory=set)


def facts(made: Made, sha256: str, path: str, sources: Mapping[str, str]) -> Entry:
    """What the manifest says of a file beside its name."""
    return {
        "sha256": sha256,
        "pages": made.laid.pages,
        "kind": made.kind,
        **facts_of(made.output),
        "standard": made.standard,
        "fillable": made.output.fillable,
        "source": path,
        "sources_sha256": sources,
        **made.facts,
    }


def facts_of(output: OutputId) -> Entry:
    """What the manifest says of how a file was asked for."""
    return {
        "size": output.size,
        "language": output.language,
        "site": output.site,
        "page": output.page,
        "impose": output.impose,
        "format": output.format,
    }


def source_digest(source: SourceText) -> str:
    """The SHA-256 of the text of a source."""
    return digest(source.text.encode("utf-8", "surrogatepass"))


def edition_of(output: OutputId) -> str:
    """Language and site of an output: those of one do not take the place of those of another."""
    return edition(output.language, output.site)


def edition_in(entry: Entry) -> str:
    """The same of a file in a manifest."""
    return edition(str(entry.get("language", "")), str(entry.get("site", "")))


def short(name: str) -> bytes:
    """A short digest of a name."""
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
