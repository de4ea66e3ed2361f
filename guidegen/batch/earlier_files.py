"""What becomes of files of earlier builds that this run did not make: those that are still true stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidegen.batch.files_made import FilesMade, edition_in, short, source_digest
from guidegen.batch.manifest import Entry, is_copy
from guidegen.batch.outputs import FORMATS, SIZES
from guidegen.batch.report import Report
from guidegen.batch.store import Store
from guidegen.batch.variants import VARIANTS, code_in, variant_in, which_copy
from guidegen.diagnostics import Severity
from guidegen.model.project import IMPOSITIONS
from guidegen.records import dataclass, field
from guidegen.source.text import SourceText

#: What the files of one quiz in one print size have in common.
_SAME = ("source", "size", "language", "site")
#: What tells that two files say the same: the form of a quiz, the text of a guide, the answers of a key.
_SAYS = ("quiz_code", "version_code")
_KEY_SAYS = ("quiz_code", "quiz_codes", "key_revision")


@dataclass(slots=True)
class EarlierFiles:
    """The files of earlier builds, each by its entry, held against what a run `made`.

    `root` is the project's, `sources` are the texts that were read, `previous` all single files of earlier builds.
    """

    root: Path
    store: Store
    report: Report
    made: FilesMade
    sources: Mapping[str, SourceText]
    previous: Mapping[str, Entry]
    _digests: dict[str, str] = field(default_factory=dict)

    def stays(self, entry: Entry) -> bool:
        """Whether a file is still true; one that is not is removed, if it is as we wrote it."""
        name = self.store.name_of(entry)
        if not self.is_past(entry):
            self.look_at_age(entry)
            return bool(name)
        if name not in self.report.failed and self.store.is_ours(entry) and self.store.remove(name):
            if "file" in entry:
                self.report.removed.append(self.store.folder / name)
            else:
                self.report.removed_unnamed += 1
        return False

    def look_at_age(self, entry: Entry) -> None:
        """Note a file that stays although its sources have changed since, if this run was about its source."""
        source = str(entry.get("source", ""))
        refused = {d.span.path for d in self.report.diagnostics if d.severity is Severity.ERROR}
        is_refused, is_built = source in refused, any(path == source for path, *_ in self.made.built)
        if not (is_refused or is_built) or self._is_of_these_sources(entry) or self._has_same_words(entry):
            return
        path = self.store.folder / self.store.name_of(entry)
        # Copies may stand in one file one after the other.
        if is_refused and "file" in entry and self.report.kept[-1:] != [path]:
            self.report.kept.append(path)
        elif is_built and is_copy(entry):
            self.report.older_copies += 1
        elif is_built and not is_refused:
            self.report.older.append((path, asked_with(entry)))

    def _is_of_these_sources(self, entry: Entry) -> bool:
        """Whether a file was made of the sources as they are now."""
        made_of = entry.get("sources_sha256")
        return isinstance(made_of, Mapping) and all(self._digest(path) == known for path, known in made_of.items())

    def _has_same_words(self, entry: Entry) -> bool:
        """Whether a guide's handout has the words of one that was made in this run, as after the edit of a comment."""
        code = entry.get("version_code")
        return code is not None and any(
            each.get("version_code") == code and each["source"] == entry["source"]
            for each in self.made.entries.values()
        )

    def _digest(self, path: str) -> str:
        """The SHA-256 of a source; nothing where there is none any more."""
        if path not in self._digests:
            source = self.sources.get(path)
            self._digests[path] = source_digest(source) if source is not None else ""
        return self._digests[path]

    def is_past(self, entry: Entry) -> bool:
        """Whether the source of a file is gone, or makes it no more."""
        size = str(entry.get("run_size", entry.get("size")))
        edition = str(entry.get("run_edition", edition_in(entry)))
        is_built = (str(entry.get("source", "")), size, edition) in self.made.built
        return self.is_gone(entry) or (is_built and not self._stays_beside(entry))

    def is_gone(self, entry: Entry) -> bool:
        """Whether the source of a file is gone."""
        return not (self.root / str(entry.get("source", ""))).is_file()

    def is_still_there(self, entry: Entry) -> bool:
        """Whether a copy is there, and was not made anew. There is no time to look into files."""
        if "file" not in entry:
            return which_copy(entry) not in self.made.unnamed
        name = str(entry["file"])
        return short(name) not in self.made.copies and self.store.has(name)

    def _stays_beside(self, entry: Entry) -> bool:
        """Whether a file stays beside those of its quiz that differ from it in form fields, format or imposition alone.

        It does as long as it says the same as one of them: a form and its answers are the same in all of them. The
        other forms and the key that were built with such a file stay too, if the sources are what they were.
        """
        if is_copy(entry):
            return self._copy_stays(entry)
        built = [each for each in self.made.entries.values() if _is_same(each, entry)]
        alike = [each for each in built if _part(each) == _part(entry)]
        own = variant_in(entry)
        if any(variant_in(each) == own for each in alike):
            return False
        if any(_says_the_same(each, entry) for each in alike):
            return True
        is_left = all(variant_in(each) != own for each in built)
        return is_left and self._is_of_these_sources(entry) and self._is_built_with_one_that_stays(entry, built)

    def _is_built_with_one_that_stays(self, entry: Entry, built: Sequence[Entry]) -> bool:
        """Whether a handout or quiz of the same variant says what one that was `built` says."""
        handed_out = [each for each in self.previous.values() if _is_same(each, entry) and not _part(each)]
        beside = [each for each in handed_out if variant_in(each) == variant_in(entry) and not is_copy(each)]
        return any(_says_the_same(each, other) for each in built if not _part(each) for other in beside)

    def _copy_stays(self, entry: Entry) -> bool:
        code, own = str(entry.get("quiz_code")), variant_in(entry)
        # Handouts without a quiz have no codes that tell whose they are: of these, files of one kind alone stay.
        variants = [each for each in VARIANTS if "quiz_code" in entry or each[-1] == own[-1]]
        codes = {variant: code_in(variant, code) in self.made.codes for variant in variants}
        return not codes[own] and any(codes.values())


def asked_with(entry: Entry) -> str:
    """The options with which a file is asked for, as far as they are known; nothing for an ordinary one."""
    told = [f"--{name} {entry[name]}" for name, usual, known in _TOLD if entry.get(name) in {*known} - {usual}]
    return " ".join([*told, *(["--fillable"] if entry.get("fillable") is True else [])])


#: What options say of a file, with what is usual, and all that they can say.
_TOLD = (("size", "regular", SIZES), ("format", "pdf", FORMATS), ("impose", "none", IMPOSITIONS))


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether two files are of one source in one print size, language and letterhead."""
    return all(one.get(name, "") == other.get(name, "") for name in _SAME)


def _says_the_same(one: Entry, other: Entry) -> bool:
    says = _KEY_SAYS if _part(one) == "key" else _SAYS
    return all(one.get(name) == other.get(name) for name in says)


def _part(entry: Entry) -> str:
    """Whether a file is a key, a page to teach back, or what is handed out."""
    kind = str(entry.get("kind"))
    return kind if kind in ("key", "teach-back") else ""
