"""The key of a roster is laid out while the last copies are made, and is the key of what was printed all the same."""

from __future__ import annotations

from collections import Counter

import pytest

from guidegen.batch.compile import Press
from guidegen.batch.engines.local import way_to_start
from tests.batch.test_resuming import left, project, roster, run

#: Enough for two processes.
MANY = [f"Person {n},id{n},," for n in range(1, 61)]
NOT_PRINTED = [*MANY[:57], "Person \u0939,id58,,", *MANY[58:]]
LARGE = [*MANY[:30], *(f"Person {n},id{n},,large" for n in range(31, 61))]
#: What is printed, and how often its key is laid out: again where a copy that was hoped for could not be printed.
RUNS = {
    "all": (MANY, {"spares": 0, "make_up": 0}, 1),
    "one cannot be printed": (NOT_PRINTED, {"spares": 0, "make_up": 0}, 2),
    "in two sizes": (LARGE, {"spares": 0, "make_up": 0}, 1),
    "spare copies": (MANY, {"spares": 3, "make_up": 0}, 1),
    "with others to make up": (MANY, {"spares": 1, "make_up": 2}, 1),
}


@pytest.fixture
def keys(monkeypatch) -> Counter:
    """How often a key of copies was laid out, by the number of its copies."""
    counts: Counter = Counter()
    original = Press.key_of_copies

    def count(self, key, sections, output):
        counts[len(key)] += 1
        return original(self, key, sections, output)

    monkeypatch.setattr(Press, "key_of_copies", count)
    return counts


@pytest.mark.skipif(way_to_start() != "fork", reason="processes cannot be forked here")
@pytest.mark.parametrize("name", RUNS)
def test_the_key_is_laid_out_once_and_says_what_one_process_says(tmp_path, keys, name):
    rows, blank, times = RUNS[name]
    one, two = project(tmp_path / "one"), project(tmp_path / "two")
    for folder in (one, two):
        roster(folder, rows)
    run(one, blank=blank)
    assert sum(keys.values()) == 1
    keys.clear()
    run(two, jobs=2, blank=blank)
    assert left(two) == left(one)
    assert sum(keys.values()) == times


@pytest.mark.skipif(way_to_start() != "fork", reason="processes cannot be forked here")
@pytest.mark.parametrize("most", [7, 60, 70])
def test_a_roster_with_several_keys_has_those_of_one_process(tmp_path, monkeypatch, most):
    monkeypatch.setattr("guidegen.assembly.key_of_roster.MOST_LINES", most)
    one, two = project(tmp_path / "one"), project(tmp_path / "two")
    for folder in (one, two):
        roster(folder, NOT_PRINTED)
    run(one)
    run(two, jobs=2)
    assert left(two) == left(one)
