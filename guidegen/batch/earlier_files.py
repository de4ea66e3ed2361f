"""What becomes of files of earlier builds that this run did not make: those that are still true stay."""

from __future__ import annotations

from pathlib import Path

from guidegen.batch.files_made import FilesMade, edition_in, short
from guidegen.batch.manifest import Entry, is_copy
from guidegen.batch.report import Report
from guidegen.batch.store import Store
from guidegen.batch.variants import VARIANTS, code_in, variant_in, which_copy
from guidegen.diagnostics import Severity
from guidegen.records import dataclass

#: What the files of one quiz in one print size have in common.
_SAME = ("source", "size", "language", "site")
#: What tells that two files say the same: the form of a quiz, the text of a guide, the answers of a key.
_SAYS = ("quiz_code", "version_code")
_KEY_SAYS = ("quiz_code", "quiz_codes", "key_revision")


@dataclass(slots=True)
class EarlierFiles:
    """The files of earlier builds, each by its entry, held against what a run `made`. `root` is the project's."""

    root: Path
    store: Store
    report: Report
    made: FilesMade

    def stays(self, entry: Entry) -> bool:
        """Whether a file is still true; one that is not is removed, if it is as we wrote it."""
        source, name = str(entry.get("source", "")), self.store.name_of(entry)
        if not self.is_past(entry):
            refused = {d.span.path for d in self.report.diagnostics if d.severity is Severity.ERROR}
            path = self.store.folder / name
            # Copies may stand in one file one after the other.
            if source in refused and "file" in entry and self.report.kept[-1:] != [path]:
                self.report.kept.append(path)
            return bool(name)
        if name not in self.report.failed and self.store.is_ours(entry) and self.store.remove(name):
            if "file" in entry:
                self.report.removed.append(self.store.folder / name)
            else:
                self.report.removed_unnamed += 1
        return False

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

        It does as long as it says the same as one of them: a form and its answers are the same in all of them.
        """
        if is_copy(entry):
            return self._copy_stays(entry)
        part = _part(entry)
        is_key = part == "key"
        entries = self.made.entries.values()
        built = [each for each in entries if all(each[name] == entry.get(name, "") for name in _SAME)]
        built = [each for each in built if _part(each) == part]
        if any(variant_in(each) == variant_in(entry) for each in built):
            return False
        says = _KEY_SAYS if is_key else _SAYS
        return any(all(each.get(name) == entry.get(name) for name in says) for each in built)

    def _copy_stays(self, entry: Entry) -> bool:
        code, own = str(entry.get("quiz_code")), variant_in(entry)
        # Handouts without a quiz have no codes that tell whose they are: of these, files of one kind alone stay.
        variants = [each for each in VARIANTS if "quiz_code" in entry or each[-1] == own[-1]]
        codes = {variant: code_in(variant, code) in self.made.codes for variant in variants}
        return not codes[own] and any(codes.values())


def _part(entry: Entry) -> str:
    """Whether a file is a key, a page to teach back, or what is handed out."""
    kind = str(entry.get("kind"))
    return kind if kind in ("key", "teach-back") else ""
