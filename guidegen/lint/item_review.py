"""H106: the section that an item tests has changed since the item was last held against it.

A person records the review in the item: `reviewed: {on: 2026-11-24, section-code: 8K3W-M1QS}`. The code is that of the
section's words; when they change, the code does, and the item is reported until somebody looks at it again. A missing
code can be put in by a safe fix, which says nothing more than that the item was reviewed on the day that stands there.
A changed one is changed by a fix that is not safe: a person must have looked.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.assembly.codes import section_code
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Label, Severity, Span
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.item import Item, Review


def review_problems(bank: ItemBank, guide: Guide | None) -> list[Diagnostic]:
    """What is to be said about the reviews of a bank's items; nothing when the guide of the bank was not read."""
    if guide is None:
        return []
    sections = {section.id: section for section in guide.sections}
    codes = {id_: section_code(section) for id_, section in sections.items()}
    found: list[Diagnostic] = []
    for item in bank.items:
        if item.common.section in sections:
            origin = sections[item.common.section].origin
            found += _item_problems(item, codes[item.common.section], origin)
    return found


def _item_problems(item: Item, code: str, section: Span) -> Iterator[Diagnostic]:
    reviewed = item.common.reviewed
    if reviewed is None or reviewed.section_code == code:
        return
    name = item.common.section
    if not reviewed.section_code:
        end = reviewed.origin
        after = Span(end.path, end.end_line, end.end_column, end.end_line, end.end_column)
        yield diagnosed(
            "H106",
            f"The review of this item does not hold the code of the section `{name}`, so no change can be seen.",
            reviewed.origin,
            severity=Severity.NOTE,
            hint=f"Add `section-code: {code}` if the item fits the section as it is now.",
            fix=Fix(after, _separator(reviewed) + f"section-code: {code}", safe=True),
        )
        return
    yield diagnosed(
        "H106",
        f"The section `{name}` has changed since this item was reviewed on {reviewed.on.isoformat()}.",
        reviewed.code_origin,
        hint=f"Hold the item against the section, then set `on:` to today and `section-code: {code}`.",
        labels=(Label(section, "this section"),),
        fix=Fix(reviewed.code_origin, code, safe=False),
    )


def _separator(reviewed: Review) -> str:
    """What stands between two keys: a comma in a group on one line, else a line end and the same indentation."""
    return ", " if reviewed.is_on_one_line else "\n" + " " * (reviewed.key_column - 1)
