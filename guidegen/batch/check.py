"""A check: every problem of a project. It loads the rules, which takes longer than to build a handout."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.content import chosen, rule_problems, selection_of
from guidegen.batch.editions import problems_about, wanted_sources
from guidegen.batch.look import problems_of_themes
from guidegen.batch.memory import CheckMemory, Memo
from guidegen.batch.report import Report
from guidegen.diagnostics import Diagnostic, in_order
from guidegen.lint.draws import draw_problems
from guidegen.lint.selection import Selection
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.reading import read_project
from guidegen.source.files import NOTHING_UNSAVED


def check(
    root: Path,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    *,
    only: frozenset[str] | None = None,
    today: datetime.date,
    asked: Selection | None = None,
    unsaved: Mapping[str, bytes] = NOTHING_UNSAVED,
    memory: CheckMemory | None = None,
) -> Report:
    """Every problem of the project: in its files, its content, draws and layout. Nothing is written.

    `asked` says which rules count, beside what the settings say; `unsaved` are bytes that stand in place of files.
    A `memory` of earlier checks of the same project leaves only what changed to be checked.
    """
    memo = memory.results if memory is not None else Memo()
    project, problems, sources = read_project(root, unsaved, memory.reading if memory is not None else None)
    selection = selection_of(project, asked or Selection())
    problems = [*problems, *problems_of_themes(project), *rule_problems(project, sources, selection, today, memo)]
    banks = project.banks.values()
    drawn = [problem for bank in banks for problem in memo.of("draws", (bank,), partial(draw_problems, bank))]
    told = {(problem.code, problem.span) for problem in drawn}
    problems += drawn
    report = Report(sources=sources)
    wanted, unknown = wanted_sources(project, only, choices, found=problems)
    problems += unknown
    for source in wanted:
        with report.contained(source.path):
            found = _layout_problems(source, project, choices, memo)
            problems += [problem for problem in found if (problem.code, problem.span) not in told]
    memo.sweep()
    paths = [path for path in sources if only is None or path in only]
    report.diagnostics = in_order(chosen(problems_about(problems, only, project), project, sources, selection, paths))
    return report


def _layout_problems(source: Guide | Quiz, project: Project, choices: Choices, memo: Memo) -> list[Diagnostic]:
    """What goes wrong when a source is drawn and laid out."""
    make = partial(compile_source, source, project, choices)
    if choices.exclude:
        # Lists on the command line may change without notice.
        return make().problems
    quiz = source.quiz if isinstance(source, Guide) else source
    edition = project.edition(source)
    banks = [edition.banks[reference.name] for reference in quiz.banks] if quiz is not None else []
    about = [project.guides.get(bank.guide) for bank in banks]
    settings = memo.same("settings", project.settings)
    objects = (source, *banks, *about, *project.themes.values(), settings)
    return memo.of(("layout", choices), objects, lambda: make().problems)
