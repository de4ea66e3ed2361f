"""The run over all files of a project: settings first, then every content file, then what one names in another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Severity, Span, has_errors, in_order
from guidegen.kept import preparation
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.image import Image
from guidegen.model.project import Project, Settings, Translated
from guidegen.model.quiz import Quiz
from guidegen.model.theme import ThemeFile
from guidegen.reading.reader import Reader
from guidegen.reading.references import ContentFile, check_sites, leave_out, link
from guidegen.reading.themes import check_themes
from guidegen.reading.translations.names import split_name, stem_of
from guidegen.records import dataclass
from guidegen.source.files import NOTHING_UNSAVED, SETTINGS_FILE, UNSURE, ProjectFiles, Refusal
from guidegen.source.nodes import MappingNode
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.reading.kept_files import KeptReadings
    from guidegen.reading.memory import ReadingMemory
    from guidegen.reading.translations.read import Reading

#: What reads a file anew, with the parser and all that texts may be.
_READING = "guidegen.reading.content_file"


def read_project(
    root: Path,
    unsaved: Mapping[str, bytes] = NOTHING_UNSAVED,
    memory: ReadingMemory | None = None,
    files: ProjectFiles | None = None,
    kept: KeptReadings | None = None,
    only: frozenset[str] | None = None,
) -> tuple[Project, list[Diagnostic], dict[str, SourceText]]:
    """Everything below `root` that could be read, every problem in order, and the texts by path.

    The project holds only files without errors, whose references lead to files without errors. `unsaved` are bytes
    that stand in place of those on the disk, by path. With a `memory` only files that changed are read again. `files`
    are those of the same root where the caller wants to know what was read. What an earlier run `kept` of files that
    did not change is taken from there; it is no use beside a `memory`. Where `only` some files are asked for, those
    that have nothing to do with them may be missing in the project, as long as there is nothing to say of the others.
    """
    files = files or ProjectFiles(root, unsaved)
    if not files.is_readable():
        return Project(), [diagnosed("Y201", "This folder cannot be read.", Span(root.name or "."))], {}
    if memory is not None:
        memory.begin(files)
    run = _Run(files, {}, memory.images if memory is not None else {}, [], memory, kept)
    settings = run.settings()
    paths, problems = files.content_files()
    run.problems.extend(problems)
    run.translated = {name for name, language in map(split_name, paths) if language}
    near = run.near(paths, only) if only is not None and memory is None else paths
    known = len(run.problems)
    content, translated = run.linked(near, settings)
    if len(near) < len(paths) and (
        len(run.problems) > known or any(file.reader.diagnostics for file in (*content, *translated))
    ):
        # It may be the doing of another file, or one of them may be meant.
        del run.problems[known:]
        content, translated = run.linked(paths, settings)
    for file in (*content, *translated):
        run.problems.extend(file.reader.diagnostics)
    project = _project(settings, content)
    _add_translations(project, translated)
    return project, in_order(run.problems), run.sources


@dataclass(frozen=True, slots=True)
class OpenTranslation:
    """A translated file for its tools: its original, and as far as it is there and can be read its own content.

    `problems` keep it from being worked on; without an `original` they are those of that file, whose path is `path`.
    `names` are all that could be translated.
    """

    original: ContentFile | None
    path: str
    problems: tuple[Diagnostic, ...] = ()
    source: SourceText | None = None
    root: MappingNode | None = None
    reading: Reading | None = None
    names: tuple[str, ...] = ()


def open_translations(root: Path, language: str, names: Collection[str]) -> dict[str, OpenTranslation]:
    """The translations of these guides, banks and quizzes into a language, whether or not they are there yet."""
    from guidegen.reading.content_file import root_of

    files = ProjectFiles(root)
    run = _Run(files, {}, {}, [])
    settings = run.settings()
    paths, _ = files.content_files()
    content = [run.content(path, settings.language) for path in paths if not split_name(path)[1]]
    link(content)
    leave_out(content)
    opened: dict[str, OpenTranslation] = {}
    for name in names:
        original = next((file for file in content if file.name == name and file.kind != "theme"), None)
        if original is None or original.root is None or not original.is_good:
            problems = () if original is None else tuple(original.reader.diagnostics)
            errors = tuple(each for each in problems if each.severity is Severity.ERROR)
            at_fault = original.reader.source.path if original is not None else ""
            all_names = tuple(file.name for file in content if file.kind in ("guide", "bank", "quiz"))
            opened[name] = OpenTranslation(None, at_fault, errors, names=all_names)
            continue
        folder = original.reader.source.path.rpartition("/")[0]
        path = next(
            (each for each in paths if each.rpartition("/")[0] == folder and split_name(each) == (name, language)), ""
        )
        if not path:
            opened[name] = OpenTranslation(original, f"{folder}/{name}.{language}.yaml")
            continue
        reader = run.opened(path)
        node = root_of(reader) if reader is not None else None
        if reader is None or not isinstance(node, MappingNode) or has_errors(reader.diagnostics):
            problems = tuple(reader.diagnostics) if reader is not None else ()
            opened[name] = OpenTranslation(original, path, problems, run.sources.get(path))
            continue
        from guidegen.reading.translations.read import lay_over

        reading = lay_over(original, node, reader, language)
        opened[name] = OpenTranslation(original, path, (), run.sources[path], node, reading)
    return opened


def _add_translations(project: Project, files: list[ContentFile]) -> None:
    for file in files:
        if not file.is_good:
            continue
        other = project.translated.setdefault(file.language, Translated())
        match file.value:
            case Guide():
                other.guides[file.name] = file.value
            case ItemBank():
                other.banks[file.name] = file.value
            case Quiz():
                other.quizzes[file.name] = file.value
            case _:
                pass


def _project(settings: Settings, content: list[ContentFile]) -> Project:
    project = Project(settings)
    for file in content:
        if not file.is_good:
            if isinstance(file.value, Guide | ItemBank):
                project.faulty.append(file.value)
            continue
        match file.value:
            case Guide():
                project.guides[file.name] = file.value
            case ItemBank():
                project.banks[file.name] = file.value
            case Quiz():
                project.quizzes[file.name] = file.value
            case ThemeFile():
                project.themes[file.name] = file.value
            case None:
                pass
    return project


@dataclass(slots=True)
class _Run:
    """One reading of a project: its texts, its pictures and the problems that belong to no file's reader."""

    files: ProjectFiles
    sources: dict[str, SourceText]
    images: dict[str, Image | Refusal]
    problems: list[Diagnostic]
    memory: ReadingMemory | None = None
    kept: KeptReadings | None = None
    translated: Collection[str] = ()

    def settings(self) -> Settings:
        """What `guidegen.yaml` says; the defaults where there is none or where it has errors."""
        reader = self.opened(SETTINGS_FILE) if self.files.exists(SETTINGS_FILE) else None
        if reader is None:
            return Settings()
        kept, digest = self.kept, self.files.digests.get(SETTINGS_FILE, UNSURE)
        known = kept.settings(reader, digest) if kept is not None else None
        if known is not None:
            return known
        preparation.load(_READING)
        from guidegen.reading.content_file import read_settings

        asked = self.files.questions
        settings = read_settings(reader)
        if kept is not None and settings is not None and self.files.questions == asked:
            kept.keep_settings(settings, reader, digest)
        self.problems.extend(reader.diagnostics)
        return settings or Settings()

    def near(self, paths: list[str], only: frozenset[str]) -> list[str]:
        """Of these paths those that have to be read for some; all where one has no text. The texts of all are noted."""
        from guidegen.reading.near_files import near_files

        texts = {}
        for path in paths:
            source, problem = self.files.read_text(path)
            if source is None or problem is not None:
                return paths
            self.sources[path] = source
            texts[path] = source.text
        return near_files(texts, only)

    def linked(self, paths: list[str], settings: Settings) -> tuple[list[ContentFile], list[ContentFile]]:
        """The files at these paths, held against each other, and the translations among them."""
        originals = [path for path in paths if not split_name(path)[1]]
        content = [self.content(path, settings.language) for path in originals]
        if self.memory is not None:
            self.memory.end(self.files, originals)
        link(content)
        check_themes(content)
        problems = self.problems
        if not any(each.span.path == SETTINGS_FILE and each.severity is Severity.ERROR for each in problems):
            check_sites(content, [site.id for site in settings.sites])
        leave_out(content)
        translated = [self.translation(path, content) for path in paths if split_name(path)[1]]
        if translated:
            from guidegen.reading.translations.links import link_translations

            link_translations(translated, content)
        return content, translated

    def content(self, path: str, language: str) -> ContentFile:
        """A content file, read as far as it goes, or as it is remembered."""
        if self.memory is None:
            return self._read(path, language)
        known = self.memory.recall(path, language, self.files)
        if known is not None:
            file, texts = known
            self.sources |= texts
            return file
        before, problems = set(self.sources), len(self.problems)
        read = self._read(path, language)
        if len(self.problems) == problems:
            texts = {name: text for name, text in self.sources.items() if name not in before}
            self.memory.note(path, language, read, texts, self.files)
        return read

    def _read(self, path: str, language: str) -> ContentFile:
        """A content file, read as far as it goes. A file that has no text at all leaves only its problem."""
        reader = self.opened(path)
        if reader is None:
            return ContentFile("", stem_of(path), Span(path), None, Reader(SourceText(path, ""), self.files))
        reader.language = language
        # What translations are held against is more than is kept.
        kept = self.kept if stem_of(path) not in self.translated else None
        digest = self.files.digests.get(path, UNSURE)
        known = kept.content(reader, digest) if kept is not None else None
        if known is not None:
            return known
        preparation.load(_READING)
        from guidegen.reading.content_file import read_content

        asked = self.files.questions
        file = read_content(reader)
        if kept is not None and self.files.questions == asked:
            kept.keep_content(file, digest)
        return file

    def translation(self, path: str, originals: list[ContentFile]) -> ContentFile:
        """A translated file, read over its original as far as it goes."""
        name, language = split_name(path)
        nothing = ContentFile("", name, Span(path), None, Reader(SourceText(path, ""), self.files), language=language)
        reader = self.opened(path)
        if reader is None:
            return nothing
        nothing.reader = reader
        from guidegen.reading.content_file import name_of, root_of, shape_of, told_by

        root = root_of(reader)
        told = told_by(root, reader) if root is not None else None
        if told is None:
            return nothing
        content, telling = told
        kind = telling.key.value
        named, span = name_of(telling, path, reader)
        file = ContentFile(kind, named, span, None, reader, root=content, language=language)
        from guidegen.reading.translations.links import original_in
        from guidegen.reading.translations.read import read_translation

        original = original_in(originals, file, path)
        if original is not None:
            file.value = read_translation(original, shape_of(kind), content, reader, language)
        return file

    def opened(self, path: str) -> Reader | None:
        """A reader with the text of a file, of which nothing was read yet; None where there is none."""
        source, problem = self.files.read_text(path)
        if problem is not None:
            self.problems.append(problem)
        if source is None:
            return None
        self.sources[path] = source
        return Reader(source, self.files, self.images, self.sources) if problem is None else None
