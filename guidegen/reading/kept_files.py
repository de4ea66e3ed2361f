"""What was read of files is kept between runs: a file with the bytes that it had is neither parsed nor checked again.

Kept is what came of a file by itself, before it is held against others: its model, and what it declares and mentions.
It holds for the same bytes at the same path, read by the same program in a project of the same language. Nothing else
may decide it: a file that names a table or any other file is read each time, and so is one of which there was anything
to say, down to a note. A picture is no reason as long as it is the same. Links between files are checked in each run as
ever.

A file that changed is kept when it is read for the second time with the same bytes: at the first time it is only noted
that it was read. So files that somebody works on are not taken apart for nothing. One that was never read before is
kept at once, unless it is a guide: those are edited most.

What is kept is plain data in the folder `.guidegen`; a file that is damaged, or of another program, is as good as
absent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from guidegen.kept.digests import blake2b, sha256
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.quick_json import encoder, loads
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.image import Image
from guidegen.model.project import Settings
from guidegen.model.quiz import Quiz
from guidegen.reading.plain_records import made_of, plain
from guidegen.reading.reader import Reader
from guidegen.reading.references import ContentFile
from guidegen.reading.translations.names import stem_of
from guidegen.source.files import UNSURE, Refusal

_FORMAT = 1
#: So much of a text is kept; to read more takes long, and what is kept of it much room.
_LONGEST = 1 << 18
_KINDS: dict[str, type] = {"guide": Guide, "bank": ItemBank, "quiz": Quiz}
#: What data that tell no value lead to.
_NO_VALUE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, ImportError)


class KeptReadings:
    """What was read of the files of one project."""

    def __init__(self, root: Path, *, writes: bool = True) -> None:
        """For the project at `root`; without `writes` nothing is kept anew."""
        self._folder = KeptFolder(str(root.resolve()), "readings", most_files=20_000, most_bytes=256 * 1024 * 1024)
        self._writes = writes
        #: The heads of files that were noted before and are not kept yet.
        self._noted: set[str] = set()
        #: Those of files that no run has read before.
        self._new: set[str] = set()

    def settings(self, reader: Reader, digest: str) -> Settings | None:
        """The settings that were read of the text of a reader, whose bytes have this digest."""
        found = self._found(reader, digest)
        # These are paths, which are looked at where they are read.
        is_ours = isinstance(found, Settings) and found.output == Settings().output and not found.fonts
        return found if is_ours else None

    def keep_settings(self, settings: Settings, reader: Reader, digest: str) -> None:
        """Keep the settings, if there was nothing to say of them."""
        self._keep(reader, digest, lambda: settings, at_once=True)

    def content(self, reader: Reader, digest: str) -> ContentFile | None:
        """What was read of the text of a reader, whose bytes have this digest; the reader knows all that it would."""
        found = self._found(reader, digest)
        try:
            kind, name, span, value, mentions, declarations, unsure, wanted, held = found
            is_of_kind = isinstance(value, Guide | ItemBank | Quiz) and type(value) is _KINDS.get(kind)
        except (TypeError, ValueError):
            return None
        if not is_of_kind or not value.name == name == stem_of(reader.source.path):
            return None
        reader.mentions[:], reader.declarations[:], reader.unsure = mentions, declarations, set(unsure)
        reader.items_wanted, reader.items_held = wanted, held
        return ContentFile(kind, name, span, value, reader)

    def keep_content(self, file: ContentFile, digest: str) -> None:
        """Keep what was read of a file that was not held against others yet, if there was nothing to say of it."""
        reader = file.reader
        if type(file.value) is not _KINDS.get(file.kind) or file.name != stem_of(reader.source.path):
            return
        if not (reader.placeholders or reader.item_files or reader.suggestions):
            self._keep(reader, digest, lambda: _told(file), at_once=file.kind != "guide")

    def trim(self) -> None:
        """Forget what is beyond the bounds."""
        self._folder.trim()

    def _found(self, reader: Reader, digest: str) -> Any:
        if digest == UNSURE:
            return None
        name = _name(reader.source.path)
        data = self._folder.read(name)
        if data is None:
            self._new.add(_head(reader, digest))
            return None
        try:
            head, _, told = data.decode("utf-8", "surrogatepass").partition("\n")
            if head != _head(reader, digest):
                return None
            if not told:
                self._noted.add(head)
                return None
            found = made_of(loads(told), reader.source, partial(_picture, reader))
        except _NO_VALUE:
            return None
        self._folder.touch(name)
        return found

    def _keep(self, reader: Reader, digest: str, value: Callable[[], object], *, at_once: bool) -> None:
        if not self._writes or digest == UNSURE or reader.diagnostics or len(reader.source.text) > _LONGEST:
            return
        head, told = _head(reader, digest), ""
        if head in self._noted or (at_once and head in self._new):
            try:
                data, pictures = plain(value(), reader.source)
                told = encoder(ascii=False, compact=True)(data)
            except (TypeError, ValueError, RecursionError):
                return
            if pictures != reader.pictures:
                return
        self._folder.write(_name(reader.source.path), f"{head}\n{told}".encode("utf-8", "surrogatepass"))


def _told(file: ContentFile) -> tuple[object, ...]:
    """What is kept of a file."""
    reader = file.reader
    links = tuple(reader.mentions), tuple(reader.declarations), frozenset(reader.unsure)
    return file.kind, file.name, file.name_span, file.value, *links, reader.items_wanted, reader.items_held


def _picture(reader: Reader, path: str, width: int, height: int, digest: str, is_vector: bool) -> Image:
    """The picture at a path, if it is the one that was read; ValueError for another one."""
    known = reader.images.get(path)
    if known is None:
        data = reader.files.read_bytes(path)
        if isinstance(data, Refusal) or sha256(data).hex() != digest:
            raise ValueError("another picture")
        known = reader.images[path] = Image(path, width, height, digest, data, is_vector)
    if isinstance(known, Refusal) or known.digest != digest:
        raise ValueError("another picture")
    return known


def _name(path: str) -> str:
    return f"{blake2b(path.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}.json"


def _head(reader: Reader, digest: str) -> str:
    """What decides how a file is read, in short."""
    told = "\0".join((fingerprint(), reader.source.path, digest, reader.language))
    return f"{_FORMAT} {blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"
