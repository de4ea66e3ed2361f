"""What was read of a project before, for programs that read it again and again while somebody types."""

from __future__ import annotations

from guidegen.kept.digests import sha256
from guidegen.model.image import Image
from guidegen.reading.references import ContentFile
from guidegen.records import dataclass, field
from guidegen.source.files import SETTINGS_FILE, ProjectFiles, Refusal
from guidegen.source.text import SourceText


@dataclass(slots=True)
class _Known:
    """A file that was read: its bytes by digest, what came of it, and how much it said before other files were known.

    `texts` are those of the tables that it uses, by path.
    """

    digest: str
    language: str
    file: ContentFile
    problems: int
    suggestions: int
    texts: dict[str, SourceText]


@dataclass(slots=True)
class ReadingMemory:
    """Content files that need not be read again while their bytes are the same.

    When a picture, a table, a list or the settings change, everything is forgotten: any file may use them.
    """

    images: dict[str, Image | Refusal] = field(default_factory=dict)
    _known: dict[str, _Known] = field(default_factory=dict)
    _beside: dict[str, str] = field(default_factory=dict)

    def begin(self, files: ProjectFiles) -> None:
        """Look whether what is remembered may still be used."""
        if any(digest_of(files, path) != digest for path, digest in self._beside.items()):
            self.images.clear()
            self._known.clear()

    def recall(self, path: str, language: str, files: ProjectFiles) -> tuple[ContentFile, dict[str, SourceText]] | None:
        """A file as it was before it was held against others, with the texts of its tables; None when it changed."""
        known = self._known.get(path)
        if known is None or known.language != language or known.digest != digest_of(files, path):
            return None
        file = known.file
        del file.reader.diagnostics[known.problems :]
        file.reader.suggestions = known.suggestions
        file.is_duplicate = False
        return file, known.texts

    def note(
        self, path: str, language: str, file: ContentFile, texts: dict[str, SourceText], files: ProjectFiles
    ) -> None:
        """Remember a file that was just read."""
        reader = file.reader
        digest = digest_of(files, path)
        self._known[path] = _Known(digest, language, file, len(reader.diagnostics), reader.suggestions, texts)

    def end(self, files: ProjectFiles, content: list[str]) -> None:
        """Remember what was read beside the content files, and forget files that are gone."""
        beside = {*files.asked_for, *self._beside, SETTINGS_FILE} - set(content)
        self._beside = {path: digest_of(files, path) for path in beside}
        for path in self._known.keys() - set(content):
            del self._known[path]


def digest_of(files: ProjectFiles, path: str) -> str:
    """The bytes of a file in short; the reason where it cannot be read."""
    data = files.read_bytes(path)
    return data.message if isinstance(data, Refusal) else sha256(data).hex()
