"""Rows go to an engine in their order, and who asks is told when the last of them is given out."""

from __future__ import annotations

from collections import deque
from types import SimpleNamespace

import pytest

from guidegen.batch.row_tasks import ReadRow, made_rows

#: Tasks that the engine below takes before it gives a result, and rows of a task.
WINDOW, CHUNK = 6, 4


class Engine:
    """Takes so many tasks before the first result, as workers do, and notes what was asked of it."""

    chunk = CHUNK
    pays_from = 0.01

    def __init__(self) -> None:
        self.given: list[list[int]] = []

    def results(self, job, tasks):
        waiting = deque()
        for task in tasks:
            self.given.append(task)
            waiting.append(task)
            if len(waiting) == WINDOW:
                task = waiting.popleft()
                yield task, list(task)
        for task in waiting:
            yield task, list(task)


def rows(count):
    yield from (ReadRow(SimpleNamespace(row=number), ()) for number in range(count))
    yield ReadRow(None, ())


@pytest.mark.parametrize("count", [1, 3, 20, 24, 199, 200, 201, 500])
def test_all_rows_come_back_once_in_their_order(count):
    made = list(made_rows(Engine(), None, rows(count), lambda each: each.row % 5 != 0, lambda: None, lambda rows: None))
    assert [row.recipient.row for row, _ in made[:-1]] == list(range(count))
    assert made[-1][0].recipient is None
    for row, result in made[:-1]:
        assert (result is None) == (row.recipient.row % 5 == 0)


@pytest.mark.parametrize("count", [20, 200, 500])
def test_who_asks_is_told_once_of_all_rows_that_are_not_back(count):
    engine, told, back = Engine(), [], []
    found = made_rows(
        engine, None, rows(count), lambda each: True, lambda: None, lambda rows: told.append((list(rows), len(back)))
    )
    for row, _ in found:
        back.append(row)
    [(waiting, came)] = told
    assert [row for row in waiting if row.recipient is not None] == back[came:-1]
