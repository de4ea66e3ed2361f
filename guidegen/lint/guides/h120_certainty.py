"""H120: a comparison says how certain the evidence on a subject is, and cites no source for it.

Source: GRADE (certainty of evidence is a judgement of a body of evidence) and HONcode principle 4 (attribution). A
subject counts as sourced when any cell of its column cites a source, or the row of sources names one; `none` in that
row is honest and enough where the certainty is low or very low.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.assembly.sources import cited
from guidegen.diagnostics import Diagnostic
from guidegen.inline import plain_text
from guidegen.lint.guides.ground import Ground
from guidegen.model.guide import Cell, Comparison, Feature, FeatureGroup

_UNCERTAIN = ("low", "very-low")


def find(ground: Ground) -> Iterator[Diagnostic]:
    """One problem for each row of certainty, with the subjects that it holds for."""
    for section in ground.guide.sections:
        for block in section.body:
            if isinstance(block, Comparison):
                yield from _of(block, ground)


def _of(table: Comparison, ground: Ground) -> Iterator[Diagnostic]:
    rows = [row for each in table.features for row in (each.features if isinstance(each, FeatureGroup) else (each,))]
    says_none = any(row.kind == "sources" for row in rows)
    for row in rows:
        if row.kind != "certainty":
            continue
        bare = [
            plain_text(subject)
            for index, subject in enumerate(table.subjects)
            if not any(cited([cell.blocks]) for cell in _column(rows, index))
            and not (says_none and (cell := _cell_at(row, index)) is not None and cell.mark in _UNCERTAIN)
        ]
        if bare:
            yield ground.problem(
                "H120",
                row.origin,
                f"The table says how certain the evidence is, and cites nothing for: {', '.join(bare)}.",
                "Add a row `sources:` with the ids of the sources, or cite them in the cells with [@id].",
            )


def _column(rows: list[Feature], index: int) -> Iterator[Cell]:
    for row in rows:
        cell = _cell_at(row, index)
        if cell is not None:
            yield cell


def _cell_at(row: Feature, index: int) -> Cell | None:
    """The cell that holds for the subject at `index`."""
    end = 0
    for cell in row.cells:
        end += cell.span
        if index < end:
            return cell
    return None
