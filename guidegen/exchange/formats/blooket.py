"""Blooket: the sheet that its import takes, as CSV or xlsx."""

from __future__ import annotations

from guidegen.exchange.answer_sheets import columns_of, read_rows
from guidegen.exchange.intake import Intake
from guidegen.exchange.opened import Opened


def recognise(file: Opened) -> bool:
    """True for a header with `Question Text`."""
    return columns_of(file, lambda name: name == "question text") is not None


def read(file: Opened, intake: Intake) -> None:
    """Take every row."""
    columns = columns_of(file, lambda name: name == "question text")
    assert columns is not None
    read_rows(file, columns, intake)
