"""Shapes in modules of their own are what the tables say of them."""

from __future__ import annotations

from guidegen.reading.guide import BODY_BLOCK
from guidegen.reading.items.base import COMMON_FIELDS
from guidegen.reading.items.record import KINDS
from guidegen.reading.schema import KINDS as FILES
from guidegen.reading.shapes import LateRecord, LateShape, Shape


def test_late_records_are_told_by_their_first_field():
    late = [part for part in BODY_BLOCK.parts if isinstance(part, LateRecord)]
    assert late and all(part.key == part.load().fields[0].name for part in late)


def test_late_shapes_are_called_as_they_are():
    fields = [*COMMON_FIELDS, *(field for kind in KINDS.values() for field in kind.fields)]
    late = [field.shape for field in fields if isinstance(field.shape, LateShape)]
    assert len(late) == 6 and all(shape.noun == shape.load().noun for shape in late)


def test_every_shape_reads_and_has_a_schema():
    """No metaclass sees to it."""
    assert FILES
    waiting, met = [Shape], 0
    while waiting:
        for shape in waiting.pop().__subclasses__():
            waiting.append(shape)
            met += 1
            assert shape.read is not Shape.read
            assert shape.schema is not Shape.schema
    assert met > 30
