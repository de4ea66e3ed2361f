"""A whole run: read the project, compile every source, and, for a build, write what is printable."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidegen.batch.choices import Choices
from guidegen.batch.compile import Compiled, compile_source, sources_of
from guidegen.batch.sheets import Sheets, count_sheets
from guidegen.batch.store import Store, digest
from guidegen.diagnostics import Diagnostic, Severity, in_order
from guidegen.lint.draws import draw_problems
from guidegen.lint.guides.check import guide_problems
from guidegen.lint.item_review import review_problems
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.reading import read_project
from guidegen.render.pdf import render
from guidegen.source.text import SourceText


@dataclass(frozen=True, slots=True)
class Written:
    """An output file and its number of pages."""

    path: Path
    pages: int


@dataclass(slots=True)
class Report:
    """What a run found and did.

    `failures` are sentences about the machine, not about the content, and `failed` the names of the files that it
    could not write; `kept` are files of an earlier build whose source has errors now; `sheets` is the paper that the
    copies of quizzes with several need.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    kept: list[Path] = field(default_factory=list)
    sheets: list[Sheets] = field(default_factory=list)


def check(
    root: Path,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    *,
    only: frozenset[str] | None = None,
    today: datetime.date,
) -> Report:
    """Every problem of the project: in its files, review dates, draws and layout. Nothing is written."""
    project, problems, sources = read_project(root)
    problems = list(problems)
    for guide in project.guides.values():
        problems += guide_problems(guide, today, sources.get(guide.path))
    for bank in project.banks.values():
        problems += review_problems(bank, project.guides.get(bank.guide))
    drawn = [problem for bank in project.banks.values() for problem in draw_problems(bank)]
    told = {(problem.code, problem.span) for problem in drawn}
    problems += drawn
    report = Report(sources=sources)
    for source in sources_of(project, only):
        with _contained(source, report):
            found = compile_source(source, project, choices).problems
            problems += [problem for problem in found if (problem.code, problem.span) not in told]
    report.diagnostics = in_order(_about(problems, only, project))
    return report


def build(
    root: Path,
    output: Path | None = None,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    *,
    only: frozenset[str] | None = None,
    strict: bool = False,
    today: datetime.date,
    producer: str,
    progress: Callable[[str], None] = lambda message: None,
) -> Report:
    """Write the handouts, quizzes and keys of the project, or of the files named in `only`.

    A source with errors is refused and reported; the others are written all the same.
    """
    project, problems, sources = read_project(root)
    problems = list(problems)
    store = Store(output if output is not None else root / project.settings.output)
    store.sweep()
    previous = store.previous()
    report = Report(sources=sources)
    entries: dict[str, dict[str, Any]] = {}
    for source in sources_of(project, only):
        with _contained(source, report):
            compiled = compile_source(source, project, choices)
            if strict and isinstance(source, Guide):
                compiled.problems += guide_problems(source, today, sources.get(source.path))
            problems += compiled.problems
            if compiled.is_printable:
                progress(compiled.name)
                _write(compiled, store, report, entries, previous, sources, producer)
                counted = count_sheets((made.output, made.laid.pages) for made in compiled.made)
                report.sheets += [sheets for sheets in counted if sheets.copies > 1]
    report.diagnostics = in_order(_about(problems, only, project))
    if previous or entries:
        kept = _remove_stale(store, report, previous, entries, root)
        store.write_manifest([*entries.values(), *kept], producer)
    report.failures += store.failures
    return report


@contextlib.contextmanager
def _contained(source: Guide | Quiz, report: Report) -> Iterator[None]:
    """A mistake in the program itself is told, and stops no other source. Its words may hold content: they stay out."""
    try:
        yield
    except Exception as error:
        if os.environ.get("GUIDEGEN_DEBUG") == "1":
            raise
        report.failures.append(
            f"{source.path}: a mistake in guidegen itself ({type(error).__name__}); please report it"
        )


def _write(
    compiled: Compiled,
    store: Store,
    report: Report,
    entries: dict[str, dict[str, Any]],
    previous: Mapping[str, dict[str, Any]],
    sources: Mapping[str, SourceText],
    producer: str,
) -> None:
    """Write the files of one source. Its old key goes first: a stale key never stays beside a new quiz."""
    rendered = [(made, render(made.laid, producer)) for made in compiled.made]
    for made, data in rendered:
        name = made.output.file_name()
        if made.output.is_key and name in previous and previous[name].get("sha256") != digest(data):
            store.remove(name)
    for made, data in rendered:
        name = made.output.file_name()
        # Documents come in order, the key last: a new key may not stand beside a quiz that could not be written.
        if (made.output.is_key and report.failed & {other.output.file_name() for other, _ in rendered}) or (
            not store.write(name, data)
        ):
            report.failed.add(name)
            continue
        report.written.append(Written(store.folder / name, made.laid.pages))
        entries[name] = {
            "file": name,
            "sha256": digest(data),
            "pages": made.laid.pages,
            "kind": made.kind,
            "size": made.output.size,
            "page": made.output.page,
            "standard": made.laid.layered.standard.name,
            "source": compiled.path,
            "sources_sha256": {
                path: digest(sources[path].text.encode("utf-8", "surrogatepass"))
                for path in (compiled.path, *compiled.needs)
            },
            **made.facts,
        }


def _remove_stale(
    store: Store,
    report: Report,
    previous: Mapping[str, dict[str, Any]],
    entries: Mapping[str, dict[str, Any]],
    root: Path,
) -> list[dict[str, Any]]:
    """Remove files whose source is gone, or whose source no longer makes them; the other entries are kept."""
    refused = {d.span.path for d in report.diagnostics if d.severity is Severity.ERROR}
    built = {(entry["source"], entry["size"]) for entry in entries.values()}
    kept = []
    for name, entry in previous.items():
        if name in entries:
            continue
        source = str(entry.get("source", ""))
        gone = not (root / source).is_file()
        replaced = (source, entry.get("size")) in built
        if not (gone or replaced):
            kept.append(entry)
            if source in refused:
                report.kept.append(store.folder / name)
        elif name in report.failed or not store.is_ours(entry):
            continue
        elif store.remove(name):
            report.removed.append(store.folder / name)
    return kept


def _about(problems: list[Diagnostic], only: frozenset[str] | None, project: Project) -> list[Diagnostic]:
    """The problems of the named files, of the banks that they name, and of the settings."""
    if only is None:
        return problems
    quizzes = [guide.quiz for guide in project.guides.values() if guide.path in only and guide.quiz]
    quizzes += [quiz for quiz in project.quizzes.values() if quiz.path in only]
    banks = {reference.name for quiz in quizzes for reference in quiz.banks}
    needed = {project.banks[name].path for name in banks if name in project.banks}
    wanted = only | needed | {"guidegen.yaml"}
    # Tables of values have problems at their own lines; which banks use them is not known here.
    return [p for p in problems if p.span.path in wanted or p.span.path.endswith(".csv")]
