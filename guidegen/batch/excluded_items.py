"""The items that a run leaves out, as they stand in the files that the command line names."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.reading.used_items import names_none, used_items_at
from guidegen.source.files import Refusal


def excluded_items(
    files: Sequence[str], source: Guide | Quiz, banks: Sequence[ItemBank]
) -> tuple[frozenset[str] | None, list[Diagnostic]]:
    """The ids in these files, which forms of a source may not draw, and what is wrong; None where they are not known.

    A file that names none of the items in the banks is read, and told.
    """
    excluded: frozenset[str] = frozenset()
    problems: list[Diagnostic] = []
    is_known = True
    for typed in files:
        found = used_items_at(typed, source.name)
        if isinstance(found, Refusal):
            problems.append(diagnosed(found.code, found.message, Span(source.path), hint=found.hint))
            is_known = False
            continue
        excluded |= found
        if found.isdisjoint(item.common.id for bank in banks for item in bank.items):
            problems.append(diagnosed("C120", names_none(typed), Span(source.path)))
    return excluded if is_known else None, problems
