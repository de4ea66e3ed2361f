"""Noting a build for the next one, and what changed since."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from guidegen.batch.report import Report
from guidegen.cli.outcome import sentences
from guidegen.cli.paths import Place
from guidegen.diagnostics import Diagnostic
from guidegen.kept import runs
from guidegen.kept.project import content_paths, digest_at
from guidegen.source.files import UNSURE


def changes_since(asked: runs.Asked | None, place: Place) -> list[str]:
    """What changed since the command ran that this one is the dry run of."""
    if asked is None:
        return ["what an earlier run did is not known"]
    arguments = [argument for argument in asked.arguments if argument != "--dry-run"]
    return runs.changes(os.fspath(place.root), runs.Asked(arguments, asked.folder))


def note_run(
    asked: runs.Asked, place: Place, report: Report, named: Sequence[str], *, code: int, quiet: bool, day: str
) -> None:
    """Note a run that did all that it was told, so that it need not be done again while nothing changes.

    `named` are files of the command line, `day` is the day for which it holds (empty: any).
    """
    root = os.fspath(place.root)
    content = content_paths(root)
    files = {os.path.abspath(path): digest_at(path) for path in _paths_of(named)}
    inputs = {**report.inputs}
    if not report.is_whole or content is None or UNSURE in inputs.values():
        return
    known = {path: digest for path, digest in files.items() if digest is not None}
    if len(known) < len(files):
        return
    paths, problems = _told(report.diagnostics)
    outcome = runs.Outcome(
        output=os.path.abspath(report.output),
        manifest=report.manifest,
        outputs=report.outputs,
        copies=report.copied,
        files=len(report.outputs) + sum(copies.count for copies in report.copies) + len(report.merged),
        problems=problems,
        shown=sorted(paths & report.sources.keys()),
        said=sentences(report, quiet=quiet),
        code=code,
        quiet=quiet,
        day=day,
    )
    runs.remember(root, asked, runs.Reading(os.fspath(place.start.resolve()), content, inputs, known), outcome)


def _paths_of(named: Sequence[str]) -> list[str]:
    if not named:
        return []
    from guidegen.reading.used_items import path_of

    return [path_of(each) for each in named]


def _told(problems: Sequence[Diagnostic]) -> tuple[set[str], list[Any]]:
    """The files at which problems point, and the problems as plain data."""
    if not problems:
        # As after most runs.
        return set(), []
    from guidegen.batch.plain_problems import as_plain, files_of

    return {path for problem in problems for path in files_of(problem)}, [as_plain(problem) for problem in problems]
