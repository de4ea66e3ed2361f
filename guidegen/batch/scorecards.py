"""Scorecards of the guides of a project, with their worksheets as PDF."""

from __future__ import annotations

import datetime
from pathlib import Path

from guidegen.batch.choices import Choices
from guidegen.batch.look import look_of
from guidegen.batch.store import Store
from guidegen.diagnostics import Diagnostic, in_order
from guidegen.lint.guides.ground import Ground
from guidegen.lint.scorecard.card import Scorecard, scorecard
from guidegen.lint.scorecard.worksheet import worksheet
from guidegen.locale import words_for
from guidegen.model.project import Project
from guidegen.reading import read_project
from guidegen.records import dataclass, field, replace
from guidegen.render.pdf import LaidOut, lay_out, render

#: Print sizes that are tried, in relation to the theme's, until the worksheet fits one page.
_SCALES = (0.85, 0.8, 0.75, 0.7)


@dataclass(slots=True)
class Scored:
    """The scorecards, the worksheets that were written, and what stood in the way."""

    cards: list[Scorecard] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def score(root: Path, choices: Choices, *, only: frozenset[str] | None, today: datetime.date, producer: str) -> Scored:
    """The scorecards of all guides that could be read, or of those named in `only` (by path)."""
    project, problems, sources = read_project(root)
    scored = Scored(diagnostics=in_order(p for p in problems if only is None or p.span.path in only))
    store = Store(root / project.settings.output)
    for guide in sorted(project.guides.values(), key=lambda guide: guide.name):
        if only is not None and guide.path not in only:
            continue
        card = scorecard(Ground(guide, today, sources.get(guide.path)))
        scored.cards.append(card)
        name = f"{guide.name}-scorecard.pdf"
        if store.write(name, render(_on_one_page(card, project, choices), producer)):
            scored.written.append(store.folder / name)
    scored.failures += store.failures
    return scored


def _on_one_page(card: Scorecard, project: Project, choices: Choices) -> LaidOut:
    """The worksheet in the largest print that fits one page; in the smallest one when none does."""
    # The words on it are for those who score, and there are none in every language yet.
    words = words_for(card.guide.language) or words_for("en")
    assert words is not None
    look, _ = look_of(project, choices)
    document = worksheet(card, words, project.settings.organisation.name)
    laid = None
    for scale in _SCALES:
        laid = lay_out(document, replace(look, scale=scale, impose="", columns=1))
        if laid.pages == 1:
            break
    assert laid is not None
    return laid
