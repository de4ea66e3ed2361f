"""What is wrong with the content of a project, apart from its layout: files, guides, items, comments that accept."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.check import guide_problems
from guidegen.lint.guides.table import OFF as GUIDES_OFF
from guidegen.lint.item_review import review_problems
from guidegen.lint.items.table import OFF as ITEMS_OFF
from guidegen.lint.items.table import item_problems
from guidegen.lint.quizzes.table import quiz_problems, quizzes_of
from guidegen.lint.selection import Selection
from guidegen.lint.suppression import acceptances, without_accepted
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.reading import read_project
from guidegen.source.files import NOTHING_UNSAVED
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.batch.memory import Memo


def selection_of(project: Project, asked: Selection) -> Selection:
    """What the command line asks for, and where it asks for nothing what the settings do."""
    settings = project.settings
    return Selection(
        select=asked.select or settings.select,
        ignore=(*asked.ignore, *settings.ignore),
        also=(*asked.also, *settings.also),
    )


def rule_problems(
    project: Project,
    sources: Mapping[str, SourceText],
    selection: Selection,
    today: datetime.date,
    memo: Memo | None = None,
) -> list[Diagnostic]:
    """What the rules on guides, items and quizzes say of a project; what `memo` remembers is not asked again."""
    from guidegen.batch.memory import Memo

    memo = memo or Memo()
    switched_on = selection.switches_on(GUIDES_OFF | ITEMS_OFF)
    problems: list[Diagnostic] = []
    for guide in [*project.guides.values(), *(each for each in project.faulty if isinstance(each, Guide))]:
        text = sources.get(guide.path)
        make = partial(guide_problems, guide, today, text, switched_on)
        problems += memo.of(("guide", today, switched_on), (guide, text), make)
    for bank in [*project.banks.values(), *(each for each in project.faulty if isinstance(each, ItemBank))]:
        about, text = project.guides.get(bank.guide), sources.get(bank.path)
        problems += memo.of("review", (bank, about), partial(review_problems, bank, about))
        problems += memo.of(("items", switched_on), (bank, text), partial(item_problems, bank, text, switched_on))
    problems += _of_translations(project, sources, today, switched_on, memo)
    for quiz in quizzes_of(project):
        banks = tuple(project.banks.get(reference.name) for reference in quiz.banks)
        problems += memo.of("quiz", (quiz, *banks), partial(quiz_problems, quiz, project))
    return problems


def _of_translations(
    project: Project, sources: Mapping[str, SourceText], today: datetime.date, switched_on: frozenset[str], memo: Memo
) -> list[Diagnostic]:
    """What the rules say of the words of translations; what stands in the original is judged there."""
    problems: list[Diagnostic] = []
    for source in project.translations():
        if isinstance(source, Guide):
            text = sources.get(source.path)
            guide = partial(guide_problems, source, today, text, switched_on)
            found = memo.of(("guide", today, switched_on), (source, text), guide)
            problems += [problem for problem in found if problem.span.path == source.path]
    for bank in project.translated_banks():
        text = sources.get(bank.path)
        found = memo.of(("items", switched_on), (bank, text), partial(item_problems, bank, text, switched_on))
        problems += [problem for problem in found if problem.span.path == bank.path]
    return problems


def chosen(
    problems: Collection[Diagnostic],
    project: Project,
    sources: Mapping[str, SourceText],
    selection: Selection,
    paths: Collection[str],
) -> list[Diagnostic]:
    """The problems that count, with what is wrong with the comments and keys of the files at `paths` that accept."""
    kept = without_accepted(problems, sources, paths, acceptances(project))
    return [problem for problem in kept if selection.wants(problem)]


def content_problems(
    root: Path, asked: Selection, today: datetime.date, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED
) -> list[Diagnostic]:
    """The problems of all files of a project that count; `unsaved` as for `read_project`."""
    project, problems, sources = read_project(root, unsaved)
    selection = selection_of(project, asked)
    found = [*problems, *rule_problems(project, sources, selection, today)]
    return chosen(found, project, sources, selection, list(sources))


def strict_problems(project: Project, sources: Mapping[str, SourceText], today: datetime.date) -> list[Diagnostic]:
    """What the rules on content say, for a strict build."""
    selection = selection_of(project, Selection())
    found = chosen(rule_problems(project, sources, selection, today), project, sources, selection, sources)
    # Comments are judged by `check`, which sees all problems that they may be about.
    return [problem for problem in found if problem.code[0] != "L"]
