"""The run over all files of a project: settings first, then every content file, then what one names in another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Severity, Span, has_errors, in_order
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.image import Image
from guidegen.model.project import Project, Settings, Translated
from guidegen.model.quiz import Quiz
from guidegen.model.theme import ThemeFile
from guidegen.reading.bank import BANK_FILE
from guidegen.reading.guide import GUIDE_FILE
from guidegen.reading.names import IDENTIFIER, KEPT_BY_WINDOWS
from guidegen.reading.project import PROJECT_FILE
from guidegen.reading.quiz import QUIZ_FILE
from guidegen.reading.reader import Reader
from guidegen.reading.references import ContentFile, check_sites, leave_out, link
from guidegen.reading.shapes import Record
from guidegen.reading.theme import THEME_FILE
from guidegen.reading.themes import check_themes
from guidegen.reading.translations.names import split_name, stem_of
from guidegen.records import dataclass
from guidegen.source.files import NOTHING_UNSAVED, SETTINGS_FILE, ProjectFiles, Refusal
from guidegen.source.nodes import Entry, MappingNode, Node, ScalarNode, head
from guidegen.source.parser import parse_yaml
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.reading.memory import ReadingMemory
    from guidegen.reading.translations.read import Reading

CONTENT_KINDS: dict[str, Record] = {"guide": GUIDE_FILE, "bank": BANK_FILE, "quiz": QUIZ_FILE, "theme": THEME_FILE}


def read_project(
    root: Path,
    unsaved: Mapping[str, bytes] = NOTHING_UNSAVED,
    memory: ReadingMemory | None = None,
    files: ProjectFiles | None = None,
) -> tuple[Project, list[Diagnostic], dict[str, SourceText]]:
    """Everything below `root` that could be read, every problem in order, and the texts by path.

    The project holds only files without errors, whose references lead to files without errors. `unsaved` are bytes
    that stand in place of those on the disk, by path. With a `memory` only files that changed are read again. `files`
    are those of the same root where the caller wants to know what was read.
    """
    files = files or ProjectFiles(root, unsaved)
    if not files.is_readable():
        return Project(), [diagnosed("Y201", "This folder cannot be read.", Span(root.name or "."))], {}
    if memory is not None:
        memory.begin(files)
    run = _Run(files, {}, memory.images if memory is not None else {}, [], memory)
    settings = run.settings()
    paths, problems = files.content_files()
    run.problems.extend(problems)
    originals = [path for path in paths if not split_name(path)[1]]
    content = [file for path in originals if (file := run.content(path, settings.language)) is not None]
    if memory is not None:
        memory.end(files, originals)
    link(content)
    check_themes(content)
    if not any(problem.span.path == SETTINGS_FILE and problem.severity is Severity.ERROR for problem in run.problems):
        check_sites(content, [site.id for site in settings.sites])
    leave_out(content)
    translated = [run.translation(path, content) for path in paths if split_name(path)[1]]
    if translated:
        from guidegen.reading.translations.links import link_translations

        link_translations(translated, content)
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
    files = ProjectFiles(root)
    run = _Run(files, {}, {}, [])
    settings = run.settings()
    paths, _ = files.content_files()
    content = [file for path in paths if not split_name(path)[1] and (file := run.content(path, settings.language))]
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
        reader, node = run._parsed(path)
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

    def settings(self) -> Settings:
        """What `guidegen.yaml` says; the defaults where there is none or where it has errors."""
        if not self.files.exists(SETTINGS_FILE):
            return Settings()
        reader, root = self._parsed(SETTINGS_FILE, may_be_empty=True)
        value = None
        if reader is not None and root is not None:
            value = PROJECT_FILE.read(root, reader, head(root))
        if reader is not None:
            self.problems.extend(reader.diagnostics)
        return value if isinstance(value, Settings) else Settings()

    def content(self, path: str, language: str) -> ContentFile | None:
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
        if read is not None and len(self.problems) == problems:
            texts = {name: text for name, text in self.sources.items() if name not in before}
            self.memory.note(path, language, read, texts, self.files)
        return read

    def _read(self, path: str, language: str) -> ContentFile | None:
        """A content file, read as far as it goes. A file that has no text at all leaves only its problem."""
        reader, root = self._parsed(path)
        if reader is None:
            reader = Reader(SourceText(path, ""), self.files)
            return ContentFile("", stem_of(path), Span(path), None, reader)
        reader.language = language
        told = _told_by(root, reader) if root is not None else None
        if told is None:
            return ContentFile("", stem_of(path), Span(path), None, reader)
        content, telling = told
        kind = telling.key.value
        value = CONTENT_KINDS[kind].read(content, reader, head(content))
        for place in reader.placeholders:
            if place.origin.path:
                from guidegen.reading.items.variables import report_unfilled

                report_unfilled(place, reader)
        name, name_span = _name(telling, path, reader)
        return ContentFile(kind, name, name_span, value, reader, root=content)

    def translation(self, path: str, originals: list[ContentFile]) -> ContentFile:
        """A translated file, read over its original as far as it goes."""
        name, language = split_name(path)
        nothing = ContentFile("", name, Span(path), None, Reader(SourceText(path, ""), self.files), language=language)
        reader, root = self._parsed(path)
        if reader is None:
            return nothing
        nothing.reader = reader
        told = _told_by(root, reader) if root is not None else None
        if told is None:
            return nothing
        content, telling = told
        kind = telling.key.value
        named, span = _name(telling, path, reader)
        file = ContentFile(kind, named, span, None, reader, root=content, language=language)
        from guidegen.reading.translations.links import original_in
        from guidegen.reading.translations.read import read_translation

        original = original_in(originals, file, path)
        if original is not None:
            file.value = read_translation(original, CONTENT_KINDS[kind], content, reader, language)
        return file

    def _parsed(self, path: str, may_be_empty: bool = False) -> tuple[Reader | None, Node | None]:
        source, problem = self.files.read_text(path)
        if problem is not None:
            self.problems.append(problem)
        if source is None:
            return None, None
        self.sources[path] = source
        if problem is not None:
            return None, None
        reader = Reader(source, self.files, self.images, self.sources)
        root, problems = parse_yaml(source)
        reader.diagnostics.extend(problems)
        if root is None or (isinstance(root, ScalarNode) and root.is_empty):
            if not has_errors(problems) and not may_be_empty:
                hint = "Begin it with `guide:`, `bank:`, `quiz:` or `theme:`."
                reader.report("Y210", Span(path), "The file is empty.", hint)
            return reader, None
        return reader, root


def _told_by(root: Node, reader: Reader) -> tuple[MappingNode, Entry] | None:
    """The content of a file and the entry that tells its kind, or None. An entry at fault is reported and mended."""
    hint = "The first line is `guide: NAME`, `bank: NAME`, `quiz: NAME` or `theme: NAME`."
    if not isinstance(root, MappingNode) or not root.entries:
        reader.report("Y211", head(root), "This is neither a guide nor a bank nor a quiz.", hint)
        return None
    first, *others = root.entries
    if first.key.value in CONTENT_KINDS:
        return root, first
    # A guide holds `quiz:` as a group, a quiz names its `bank:`, and a bank its `guide:`; so the order matters here.
    named = {entry.key.value: entry for entry in others if isinstance(entry.value, ScalarNode)}
    present = next((named[kind] for kind in ("quiz", "bank", "guide") if kind in named), None)
    span = first.key.span
    if present is not None:
        message = "The first line must tell what the file is."
        reader.report("Y211", span, message, f"Move the line `{present.key.value}:` to the beginning.")
        return root, present
    near = reader.nearest(first.key.value, CONTENT_KINDS)
    if not near:
        reader.report("Y211", span, "This is neither a guide nor a bank nor a quiz.", hint)
        return None
    message = f"The first line must tell what the file is; is `{near}` meant?"
    reader.report("Y211", span, message, f"Write `{near}`.", fix=Fix(span, near, safe=False))
    mended = Entry(replace(first.key, value=near), first.value)
    return replace(root, entries=(mended, *others)), mended


def _name(first: Entry, path: str, reader: Reader) -> tuple[str, Span]:
    """The name of a file, which is that of the file on the disk."""
    stem, language = split_name(path)
    given = first.value.value.strip() if isinstance(first.value, ScalarNode) else ""
    if not given or not IDENTIFIER.fullmatch(given):
        return stem, head(first.value) if given else first.key.span
    if KEPT_BY_WINDOWS.fullmatch(given):
        message = f"Windows keeps the name `{given}` for itself, so that no file can have it."
        reader.report("S205", head(first.value), message, f"Write `{given}-{first.key.value}`, and rename the file.")
    elif given != stem:
        fits = IDENTIFIER.fullmatch(stem)
        file = f"{given}.{language}.yaml" if language else f"{given}.yaml"
        hint = f"Write `{stem}`, or rename the file to {file}." if fits else f"Rename the file to {file}."
        reader.report(
            "S222",
            head(first.value),
            f"The name `{given}` is not that of the file, which is {path.rpartition('/')[2]}.",
            hint,
            fix=Fix(head(first.value), stem, safe=False) if fits else None,
        )
    return given, head(first.value)
