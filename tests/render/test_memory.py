"""What is remembered of earlier documents is bounded by what it weighs, and what comes again stays."""

from __future__ import annotations

from guidegen.render.pdf.memory import Memory


def test_what_weighs_more_leaves_room_for_less():
    memory: Memory[int] = Memory(100, lambda value: value)
    for number in range(1_000):
        memory.put(number, 10)
    assert sum(memory.get(number) is not None for number in range(1_000)) <= 20
    memory = Memory(100, lambda value: value)
    for number in range(1_000):
        memory.put(number, 1)
    assert 100 <= sum(memory.get(number) is not None for number in range(1_000)) <= 200


def test_what_is_asked_for_stays():
    memory: Memory[str] = Memory(10)
    memory.put("often", "kept")
    for number in range(1_000):
        memory.put(number, "once")
        assert memory.get("often") == "kept"
    assert memory.get(0) is None


def test_a_value_in_place_of_another_does_not_count_twice():
    memory: Memory[int] = Memory(3)
    memory.put("first", 1)
    for value in range(100):
        memory.put("same", value)
    assert (memory.get("first"), memory.get("same")) == (1, 99)
