"""Records are what the dataclasses of the standard library are; every class of one shape is held against the other."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
import threading
from typing import ClassVar

import pytest

from guidegen.patterns import pattern
from guidegen.records import dataclass, field, field_names, field_types, is_record, replace, special_fields


def make(decorate, field):
    """The same classes by either decorator, with fields of its module."""

    @decorate(frozen=True, slots=True)
    class Point:
        x: int
        y: int = 2
        names: tuple[str, ...] = ()
        kept: dict[str, int] = field(default_factory=dict)
        origin: str = field(default="here", compare=False)
        secret: str = field(default="-", repr=False)
        worked_out: int = field(init=False, compare=False)
        shared: ClassVar[int] = 7

        def __post_init__(self) -> None:
            object.__setattr__(self, "worked_out", self.x + self.y)

    @decorate(frozen=True, slots=True)
    class Place(Point):
        height: int = 0

    @decorate(slots=True)
    class Box:
        items: list[int] = field(default_factory=list)
        count: int = 0

    @decorate(frozen=True, slots=True, order=True)
    class Ranked:
        rank: int
        name: str = ""

    @decorate(frozen=True)
    class Open:
        a: int = 1

    @decorate(frozen=True, slots=True, repr=False)
    class Quiet:
        a: int = 1

    @decorate(slots=True, eq=False)
    class Lonely:
        a: int = 1

    return [Point, Place, Box, Ranked, Open, Quiet, Lonely]


OURS, THEIRS = make(dataclass, field), make(dataclasses.dataclass, dataclasses.field)
PAIRS = list(zip(OURS, THEIRS, strict=True))


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda cls: cls.__name__)
def test_both_have_the_same_fields_and_slots(ours, theirs):
    def told(cls):
        return [
            (f.name, f.type, f.default, f.default_factory, f.init, f.repr, f.compare) for f in dataclasses.fields(cls)
        ]

    assert told(ours) == told(theirs)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__dict__.get("__slots__") == theirs.__dict__.get("__slots__")
    assert dataclasses.is_dataclass(ours)
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
    assert (ours.__repr__ is object.__repr__) == (theirs.__repr__ is object.__repr__)


def both(index, *values, **named):
    return [classes[index](*values, **named) for classes in (OURS, THEIRS)]


def test_values_print_compare_and_hash_alike():
    ours, theirs = both(1, 1, names=("a",), height=3)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours.worked_out == theirs.worked_out == 3
    assert ours == dataclasses.replace(ours, origin="there") != dataclasses.replace(ours, y=5)
    assert ours != OURS[0](1, names=("a",))
    assert hash(OURS[3](1, "a")) == hash(dataclasses.replace(OURS[3](2, "a"), rank=1))
    assert {OURS[4](1), OURS[4](1)} == {OURS[4]()}
    low, high = OURS[3](1, "b"), OURS[3](2, "a")
    assert sorted([high, low]) == [low, high] and low <= low and high > low and high >= low
    assert OURS[6](1) != OURS[6](1)
    assert OURS[2]([1]).items == [1] and OURS[2]().items is not OURS[2]().items


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda cls: cls.__name__)
def test_fields_are_named_as_the_standard_library_has_them(ours, theirs):
    assert is_record(ours) and not is_record(theirs) and not is_record(str)
    for options in ((), ("init",), ("repr", "init"), ("compare",), ("compare", "repr", "init")):
        told = [f.name for f in dataclasses.fields(theirs) if all(getattr(f, option) for option in options)]
        assert list(field_names(ours, *options)) == list(field_types(ours, *options)) == told
        assert field_types(ours, *options) == {f.name: f.type for f in dataclasses.fields(theirs) if f.name in told}
    special = {name for name, field in special_fields(ours).items() if not (field.compare and field.repr)}
    assert special == {f.name for f in dataclasses.fields(theirs) if not (f.compare and f.repr)}


def test_records_are_replaced_alike():
    ours, theirs = both(1, 1, names=("a",), height=3)
    for changes in ({}, {"x": 2}, {"origin": "there"}, {"x": 2, "names": ()}):
        assert repr(replace(ours, **changes)) == repr(dataclasses.replace(theirs, **changes))
        assert replace(ours, **changes).origin == dataclasses.replace(theirs, **changes).origin
    for changes in ({"nothing": 1}, {"worked_out": 1}):
        with pytest.raises(TypeError):
            replace(ours, **changes)
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(ours).x = 2


def test_mistakes_raise_alike():
    for value in both(1, 1):
        with pytest.raises(dataclasses.FrozenInstanceError):
            value.x = 3
        with pytest.raises(dataclasses.FrozenInstanceError):
            del value.x
    for index, given, named in ((0, (), {}), (0, (1,), {"z": 2}), (0, (1,), {"x": 2}), (3, (1, "a", 2), {})):
        for classes in (OURS, THEIRS):
            with pytest.raises(TypeError):
                classes[index](*given, **named)
    with pytest.raises(ValueError, match="default_factory"):

        @dataclass(frozen=True)
        class Bad:
            items: list[int] = []  # noqa: RUF012

    with pytest.raises(TypeError):

        @dataclass(frozen=True)
        class Unknown:
            a: int = field(default=1, kw_only=True)


def test_fields_may_be_called_what_they_like():
    @dataclass(frozen=True, slots=True)
    class Named:
        value: int
        made: int
        cls: int
        name: int

    assert Named(value=1, made=2, cls=3, name=4) == Named(1, 2, 3, 4)


def test_a_subclass_that_is_no_record_works_as_well():
    class Plain(OURS[0]):
        pass

    class Own(OURS[2]):
        def __init__(self) -> None:
            super().__init__([5], 6)

    assert Plain(4).x == 4
    assert Own().items == [5]
    match Plain(1, 5):
        case OURS_POINT if isinstance(OURS_POINT, OURS[0]):
            assert OURS_POINT.worked_out == 6


def test_values_can_be_copied_and_sent_to_other_processes():
    from guidegen.diagnostics import Label, Span

    label = Label(Span("a", 1, 2, 3, 4), "text")
    assert pickle.loads(pickle.dumps(label)) == label
    assert copy.copy(label) == copy.deepcopy(label) == label


def test_patterns_are_compiled_when_they_are_used():
    words = pattern(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert vars(words).keys() == {"pattern", "_flags"}
    assert [match["word"] for match in words.finditer("One two")] == ["One", "two"]
    assert words.fullmatch("ABC") and not words.match("1") and words.sub("-", "a b") == "- -"
    assert words.pattern == r"(?P<word>[a-z]+)" and words.flags & re.IGNORECASE
    with pytest.raises(AttributeError):
        _ = words.unknown
    with pytest.raises(re.error):
        pattern("(").match("a")


def test_methods_are_those_of_the_class_that_has_them():
    """They are made when they are called first, by a subclass too, and each class gets its own."""

    @dataclass(frozen=True, slots=True, order=True)
    class First:
        one: int

    @dataclass(frozen=True, slots=True, order=True)
    class Second(First):
        two: int = 0

    class Undecorated(First):
        pass

    assert Undecorated(1) == Undecorated(1) and Undecorated(1) != First(1)
    assert Second(1, 2) != Second(1, 3) and hash(Second(1, 2)) == hash(Second(1, 2))
    assert hash(Undecorated(1)) == hash(First(1)) and Second(1, 2) < Second(1, 3) and not First(1) < First(1)
    assert [repr(each).rpartition(".")[2] for each in (Second(1, 2), First(1))] == [
        "Second(one=1, two=2)",
        "First(one=1)",
    ]
    assert [each.name for each in dataclasses.fields(Undecorated)] == ["one"]
    assert [each.name for each in dataclasses.fields(Second)] == ["one", "two"]


def test_several_threads_may_ask_first():
    for _ in range(50):

        @dataclass(frozen=True, slots=True)
        class Asked:
            one: int

        begin = threading.Barrier(4)
        found = []

        def ask(cls=Asked, begin=begin, found=found):
            begin.wait()
            found.append((cls(1) == cls(1), hash(cls(1)), repr(cls(1)), len(dataclasses.fields(cls))))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 4 and len(set(found)) == 1
