"""How much paper compact print saves: the same documents laid out in regular print too, and counted."""

from __future__ import annotations

from collections.abc import Iterable

from guidegen.amounts import amount
from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.made import Compiled, Made
from guidegen.batch.sheets import PaperCount
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Saving:
    """What is handed out of one source, keys not counted: pages and sheets printed on both sides."""

    name: str
    pages: int
    sheets: int
    regular_pages: int
    regular_sheets: int

    def sentence(self) -> str:
        """What is saved, in one line.

        >>> Saving("cells", 5, 3, 9, 5).sentence()
        'cells: compact print saves 2 sheets (3 instead of 5) on both sides, 4 pages (5 instead of 9) on one side'
        >>> Saving("cells", 3, 2, 4, 2).sentence()
        'cells: compact print saves 1 page (3 instead of 4) on one side, and no sheet on both sides'
        >>> Saving("cells", 2, 1, 2, 1).sentence()
        'cells: compact print saves no paper (2 pages in either print)'
        """
        pages, sheets = self.regular_pages - self.pages, self.regular_sheets - self.sheets
        if not pages and not sheets:
            return f"{self.name}: compact print saves no paper ({amount(self.pages, 'page')} in either print)"
        if not sheets:
            on_one = f"{amount(pages, 'page')} ({self.pages:,} instead of {self.regular_pages:,})"
            return f"{self.name}: compact print saves {on_one} on one side, and no sheet on both sides"
        on_both = f"{amount(sheets, 'sheet')} ({self.sheets:,} instead of {self.regular_sheets:,}) on both sides"
        on_one = f"{amount(pages, 'page')} ({self.pages:,} instead of {self.regular_pages:,}) on one side"
        return f"{self.name}: compact print saves {on_both}, {on_one}"


def saving_of(compiled: Compiled, source: Guide | Quiz, project: Project, choices: Choices) -> Saving | None:
    """What the compact print of a source saves; None when its regular print is refused."""
    quiz = source.quiz if isinstance(source, Guide) else source
    key = choices.key or (quiz.key if quiz is not None else "none")
    # A key in a file of its own is not handed out.
    key = "none" if key in ("apart", "inline") else key
    regular = compile_source(source, project, replace(choices, size="regular", key=key))
    if not regular.is_printable:
        return None
    return Saving(source.name, *_paper(compiled.made), *_paper(regular.made))


def _paper(made: Iterable[Made]) -> tuple[int, int]:
    """Pages, and sheets when each copy begins on a sheet of its own."""
    paper = PaperCount()
    for each in made:
        paper.add(each.output, each.laid.pages)
    return sum(each.pages for each in paper.sheets()), sum(each.sheets for each in paper.sheets())
