"""What is exported comes back: equal to the bank without what the table of formats declares as lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from guidegen.exchange.exporting import export_bank
from guidegen.exchange.features import without
from guidegen.exchange.importing import import_bank
from guidegen.exchange.settling import settled
from guidegen.exchange.table import FORMATS
from guidegen.model.image import Image
from guidegen.reading import read_project
from tests.exchange.banks import banks

BOTH_WAYS = [name for name, format in FORMATS.items() if format.read is not None and format.write is not None]


def bare(value):
    """The value with every picture by its content alone: where it stands is the importer's choice."""
    if isinstance(value, Image):
        return replace(value, path="")
    if isinstance(value, tuple):
        return tuple(bare(each) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        fields = [field.name for field in value.__dataclass_fields__.values() if field.compare]
        return replace(value, **{name: bare(getattr(value, name)) for name in fields})
    return value


def named(item, format):
    """The item without its id where the format has no place for it."""
    return replace(item, common=replace(item.common, id="")) if "ids" in FORMATS[format].loses else item


DRAWN = """bank: drawn
items:
  - stem: "What is {{x}} plus 1?"
    variables: {x: {from: 2, to: 9}}
    answer: "{{x + 1}}"
    tolerance: 5%
  - stem: "Between which numbers is {{x}}?"
    variables: {x: {from: 2, to: 9}}
    answer: "{{x - 1}} to {{x + 1}}"
  - stem: Is it so?
    key: true
"""


@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if format.write is not None])
def test_items_with_values_to_be_drawn_are_left_out_and_the_others_are_written(tmp_path, format):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "drawn.yaml").write_text(DRAWN, encoding="utf-8")
    project, problems, _ = read_project(tmp_path)
    assert not problems
    exported = export_bank(project.banks["drawn"], format)
    drawn = [loss.refused for loss in exported.losses if "values are drawn" in loss.reason]
    assert drawn == [True, True]
    assert [item.common.id for item in exported.items] == ["is-it-so"]


def check(bank, format):
    exported = export_bank(bank, format)
    refused = {loss.item for loss in exported.losses if loss.refused}
    kept = [item for item in bank.items if item.common.id not in refused]
    assert len(kept) == len(exported.items)
    if not kept:
        return
    imported = import_bank([(f"bank{FORMATS[format].suffixes[0]}", exported.data)], "quizzes/bank.yaml", format)
    assert imported.bank is not None, (imported.diagnostics, imported.losses, exported.data)
    assert not imported.losses, (imported.losses, exported.data)
    wanted = [settled(without(item, bank, FORMATS[format].loses)[0]) for item in kept]
    for was, now in zip(wanted, imported.bank.items, strict=True):
        assert bare(named(now, format)) == bare(named(was, format)), exported.data
    assert export_bank(bank, format).data == exported.data  # the same input, the same bytes
    again = export_bank(imported.bank, format)
    assert not [loss for loss in again.losses if loss.refused]
    came_back = import_bank([(f"bank{FORMATS[format].suffixes[0]}", again.data)], "quizzes/bank.yaml", format)
    assert came_back.bank is not None, (came_back.diagnostics, came_back.losses, again.data)
    # What came from a file goes into one and back without any change; names of pictures and all.
    assert export_bank(came_back.bank, format).data == again.data


@pytest.mark.parametrize("format", BOTH_WAYS)
@given(bank=banks)
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_is_exported_comes_back(format, bank):
    check(bank, format)
