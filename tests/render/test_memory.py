"""What is remembered of earlier documents is bounded by what it weighs, and what comes again stays."""

from __future__ import annotations

from guidegen.render.pdf.memory import Bound, Memory


def test_what_weighs_more_leaves_room_for_less():
    memory: Memory[int] = Memory(Bound(100), lambda value: value)
    for number in range(1_000):
        memory.put(number, 10)
    assert sum(memory.get(number) is not None for number in range(1_000)) <= 20
    memory = Memory(Bound(100), lambda value: value)
    for number in range(1_000):
        memory.put(number, 1)
    assert 100 <= sum(memory.get(number) is not None for number in range(1_000)) <= 200


def test_what_is_asked_for_stays():
    memory: Memory[str] = Memory(Bound(10))
    memory.put("often", "kept")
    for number in range(1_000):
        memory.put(number, "once")
        assert memory.get("often") == "kept"
    assert memory.get(0) is None


def test_a_value_in_place_of_another_does_not_count_twice():
    memory: Memory[int] = Memory(Bound(3))
    memory.put("first", 1)
    for value in range(100):
        memory.put("same", value)
    assert (memory.get("first"), memory.get("same")) == (1, 99)


def test_memories_of_one_kind_have_one_bound():
    bound = Bound(100)
    memories: list[Memory[int]] = [Memory(bound) for _ in range(5)]
    for number in range(1_000):
        memories[number % 5].put(number, number)
    assert sum(memories[number % 5].get(number) is not None for number in range(1_000)) <= 200
    idle, busy = memories[:2]
    for number in range(1_000, 2_000):
        busy.put(number, number)
    assert all(idle.get(number) is None for number in range(2_000))


def test_a_memory_that_is_gone_does_not_count():
    bound = Bound(10)
    for _ in range(100):
        Memory(bound).put("one", 1)
    memory: Memory[int] = Memory(bound)
    for number in range(9):
        memory.put(number, number)
    assert memory.get(0) == 0
