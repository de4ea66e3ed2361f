"""How a build ended: what is said of it, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guidegen.amounts import amount
from guidegen.batch.report import Planned, Report, Written, WrittenCopies
from guidegen.cli.saying import say
from guidegen.diagnostics import Diagnostic, Severity
from guidegen.kept.runs import current

_MOST_TOLD = 20
_NOTHING = "nothing to build: there is no guide in `content` and no quiz in `quizzes`"
_NOTHING_NAMED = "nothing to build: no guide and no quiz is named; banks and themes are printed by those that use them"
#: What is said of files that can be filled in.
_FILLABLE = (
    "Files that can be filled in conform to PDF/UA and do not claim PDF/A: viewers open PDF/A for reading only. "
    "Keep the printed version for the archive."
)

_BOOKLETS = (
    "Print booklets at their full size (100 %) on both sides, turned over the short edge; then fold the sheets "
    "together in the middle."
)


def tell(report: Report, *, quiet: bool, named: bool = False) -> None:
    """What was removed and kept; unless `quiet` what was written, and the paper for it; failures; how many problems.

    Files were `named`, or the whole project was to be built.

    Written files go to stdout, all else to stderr.
    """
    for sentence in _of_paths(report, report.removed, "removed {}: nothing makes it any more"):
        say(sentence, err=True)
    if report.removed_unnamed:
        say(f"removed {report.removed_unnamed:,} files named by a column: nothing makes them any more", err=True)
    if not quiet:
        _tell_written(report)
    for sentence in sentences(report, quiet=quiet):
        say(sentence, err=True)
    if not quiet:
        if report.copies_kept:
            were = "was" if report.copies_kept == 1 else "were"
            say(f"{amount(report.copies_kept, 'copy')} {were} there already", err=True)
        for sentence in current(len(report.current)):
            say(sentence, err=True)
    for failure in report.failures:
        say(f"failed: {failure}", err=True)
    if report.diagnostics:
        _tell_problems(report)
    elif not (report.written or report.current or report.copies or report.merged or report.failures):
        say(_NOTHING_NAMED if named else _NOTHING, err=True)


def tell_interrupted(report: Report, *, quiet: bool) -> None:
    """What is finished of a build that the user ended."""
    if not quiet:
        _tell_written(report)
    files = len(report.written) + len(report.current)
    done = [amount(count, noun) for count, noun in ((report.finished_copies, "copy"), (files, "file")) if count]
    if done:
        verb = "are" if len(done) > 1 or report.finished_copies + files > 1 else "is"
        stays = "stay" if verb == "are" else "stays"
        then = "makes all of them anew" if report.address else "goes on from here"
        say(f"{' and '.join(done)} {verb} finished and {stays}; the same command {then}", err=True)


def exit_code(diagnostics: Sequence[Diagnostic], failures: list[str], *, strict: bool) -> int:
    """3 when the machine failed, 1 when the content has errors (with --strict: or warnings), else 0."""
    severities = {diagnostic.severity for diagnostic in diagnostics}
    if failures:
        return 3
    if Severity.ERROR in severities or (strict and Severity.WARNING in severities):
        return 1
    return 0


def _tell_written(report: Report) -> None:
    for written in report.written:
        say(_file(report, written))
    for copies in report.copies:
        say(_copies(report, copies))
    for merged in report.merged:
        paper = f", on {merged.colour} paper" if merged.colour else ""
        count = f"{amount(merged.copies, 'copy')}, {amount(merged.pages, 'page')}"
        say(f"{_shown(report, merged.path)}  {count}{paper}")


def sentences(report: Report, *, quiet: bool) -> list[str]:
    """What is said of the files beside their names, and again for as long as nothing changes."""
    kept = [
        *_of_paths(report, report.kept, "{} is of an earlier build: its source has errors now"),
        *older(report),
    ]
    if quiet:
        return kept
    paper = [each.sentence() for each in report.sheets] + [each.sentence() for each in report.savings]
    return [*kept, *([_FILLABLE] if report.fillable else []), *([_BOOKLETS] if report.booklets else []), *paper]


def older(report: Report) -> list[str]:
    """What is said of files that stay as they are and do not say any more what their sources say."""
    told = [
        f"{_shown(report, path)} is older than its sources: build it again{f' with `{options}`' if options else ''}"
        for path, options in report.older[:_MOST_TOLD]
    ]
    if len(report.older) > _MOST_TOLD:
        told.append(f"… and {len(report.older) - _MOST_TOLD:,} more files")
    if count := report.older_copies:
        told.append(f"{amount(count, 'copy')} for people {'is' if count == 1 else 'are'} older than the sources")
    return told


def tell_plan(report: Report, *, named: bool = False) -> None:
    """What a build would do, one line for each file on stdout; what would stay, and the problems, on stderr."""
    removals = [planned for planned in report.planned if planned.is_removal]
    for planned in report.planned:
        if planned.is_removal:
            continue
        if planned.paths:
            for path in planned.paths:
                say(f"would write {_shown(report, path)}: {'; '.join(_reasons_of(path, planned))}")
        elif planned.reasons:
            say(f"would write the copies of {planned.name}: {'; '.join(planned.reasons)}")
        else:
            say(f"the copies of {planned.name} are up to date", err=True)
    for planned in removals[:_MOST_TOLD]:
        shown = _shown(report, planned.paths[0]) if planned.paths else "files named by a column"
        say(f"would remove {shown}: {'; '.join(planned.reasons)}")
    if len(removals) > _MOST_TOLD:
        say(f"… and {len(removals) - _MOST_TOLD:,} more files")
    for sentence in older(report):
        say(sentence, err=True)
    for sentence in current(len(report.current)):
        say(sentence, err=True)
    for failure in report.failures:
        say(f"failed: {failure}", err=True)
    if report.diagnostics:
        _tell_problems(report)
    elif not (report.planned or report.current or report.failures):
        say(_NOTHING_NAMED if named else _NOTHING, err=True)


def _reasons_of(path: Path, planned: Planned) -> Sequence[str]:
    """Why a file would be written: what is amiss with another one is no reason, unless there is none beside it."""
    others = tuple(f"{other.name} " for other in planned.paths if other != path)
    return [reason for reason in planned.reasons if not reason.startswith(others)] or planned.reasons


def _tell_problems(report: Report) -> None:
    # Most builds have none to show.
    from guidegen.cli.report import summary

    say(summary(report.diagnostics), err=True)


def _of_paths(report: Report, paths: Sequence[Path], sentence: str) -> list[str]:
    """The sentence for each of the paths, of which there may be thousands."""
    told = [sentence.format(_shown(report, path)) for path in paths[:_MOST_TOLD]]
    return [*told, f"… and {len(paths) - _MOST_TOLD:,} more files"] if len(paths) > _MOST_TOLD else told


def _file(report: Report, written: Written) -> str:
    pages = f"  {amount(written.pages, 'page')}" if written.pages else ""
    return f"{_shown(report, written.path)}{pages}"


def _copies(report: Report, written: WrittenCopies) -> str:
    """The copies of one source in a line. Files named by a column may tell whose they are: their names stay unsaid."""
    count = amount(written.count, "copy")
    count += f", {amount(written.pages, 'page')}" if written.pages else ""
    if written.by_name:
        return f"{_shown(report, written.folder / f'{written.name}-….{written.format}')}  {count}"
    names = [written.first] if written.first == written.last else [written.first, written.last]
    return f"{' … '.join(_shown(report, written.folder / name) for name in names)}  {count}"


def _shown(report: Report, path: Path) -> str:
    """The path as the user would type it."""
    shown = report.shown(path)
    if isinstance(shown, str):
        return shown
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
