"""The three codes: what a guide says, what a quiz prints, what a key answers.

All are SHA-256 over canonical JSON of the content alone, written in Crockford's base 32 (no I, L, O, U). Places in
the YAML, paths, theme and print size do not count.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.same import Same
from guidegen.document.arrangement import by_stimulus
from guidegen.inline import LATER
from guidegen.kept.digests import sha256
from guidegen.kept.quick_json import encoder
from guidegen.model.guide import Guide, Section
from guidegen.model.item import Item
from guidegen.model.stimulus import Stimulus
from guidegen.records import field_names, is_record, replace, special_fields

#: How many items are made JSON data at a time.
_AT_A_TIME = 64

_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def version_code(guide: Guide) -> str:
    """Eight characters (40 bits) over the guide's content, quiz settings left out: same code, same words."""
    content = replace(guide, quiz=None, path="")
    return _code(content, 8)


def section_code(section: Section) -> str:
    """Eight characters (40 bits) over a section's title and body: they change when its words do."""
    return _code(["section", section.title, section.body], 8)


def quiz_code(form: Form) -> str:
    """Eight characters (40 bits) over what the form prints, in printed order, and nothing else.

    Options count by their words and places. Which of them is right does not count, so the code cannot help to
    guess the key.
    """
    if "quiz" not in form.codes:
        form.codes["quiz"] = _code_of(f'["quiz",[{",".join(_printed_content(form))}]]', 8)
    return form.codes["quiz"]


def _printed_content(form: Form) -> Iterator[str]:
    """What the form prints, as the elements of a JSON array."""
    stimuli = {stimulus.id: stimulus for stimulus in form.stimuli}
    for id_, group in by_stimulus(form.arrangement.items):
        if id_:
            yield _json(_shown(stimuli[id_]))
        if form.name:
            yield from _elements([placed.number, _printed(form.item(placed.item), placed.options)] for placed in group)
            continue
        for placed in group:
            item = form.item(placed.item)
            # Copies have items and orders in common. Forms with a name are few, and values of an item are its own.
            is_own = placed.item in form.values
            text = _json(_printed(item, placed.options)) if is_own else _printed_json(Same(item), placed.options)
            yield f"[{placed.number},{text}]"


@functools.lru_cache(maxsize=4096)
def _printed_json(same: Same[Item], order: tuple[str, ...]) -> str:
    return _json(_printed(same.item, order))


def key_revision(*forms: Form) -> str:
    """Four characters over answers, rationales and points: changes when the key does and the quiz need not."""
    # Of one form it is told in the key, and in what the manifest says of both.
    known = forms[0].codes if len(forms) == 1 else {}
    if "key" not in known:
        answers = ([placed.number, form.item(placed.item)] for form in forms for placed in form.arrangement.items)
        known["key"] = _code_of(f'["key",[{",".join(_elements(answers))}]]', 4)
    return known["key"]


def roster_revision(items: Sequence[Item], codes: Sequence[str]) -> str:
    """The same for the copies of a roster: over each item once, and the codes of the copies."""
    return _code(["key of copies", list(items), list(codes)], 4)


def _shown(stimulus: Stimulus) -> list[Any]:
    return ["Stimulus", stimulus.title, stimulus.blocks, stimulus.figure, stimulus.caption]


def _printed(item: Item, order: tuple[str, ...]) -> list[Any]:
    common = item.common
    stem = [type(item).__name__, common.stem, common.figure, common.points]
    return [*stem, *kind_of(item).printed(item, order)]


_encode = encoder(ascii=False, compact=True, sort_keys=True)


def _json(value: object) -> str:
    return _encode(_plain(value))


def _elements(values: Iterator[object]) -> Iterator[str]:
    """The values as elements of a JSON array: some at a time, as all of them as data take more room than a document."""
    while some := list(itertools.islice(values, _AT_A_TIME)):
        yield _json(some)[1:-1]


def _code(value: object, length: int) -> str:
    return _code_of(_json(value), length)


def _code_of(text: str, length: int) -> str:
    number = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass"))[:8], "big")
    letters = "".join(_BASE32[(number >> (5 * i)) & 31] for i in range(length))
    return f"{letters[:4]}-{letters[4:]}" if length > 4 else letters


def _plain(value: object) -> object:
    """Values as JSON data with their type names.

    Fields that are left out of comparison do not count, nor do those that were added later while they have their
    default: what was printed before them keeps its codes.
    """
    return _WAYS[type(value)](value)


#: Makes JSON data of values of one type.
_Way = Callable[[Any], object]


class _Ways(dict[type, _Way]):
    """A way for each type that was met: a bank has thousands of values of few types."""

    def __missing__(self, kind: type) -> _Way:
        self[kind] = _way_of(kind)
        return self[kind]


def _way_of(kind: type) -> _Way:
    if is_record(kind):
        return _way_of_record(kind)
    if issubclass(kind, tuple | list):
        return _in_order
    if issubclass(kind, datetime.date):
        return _date
    return _as_it_is


def _way_of_record(kind: type) -> _Way:
    names, name = field_names(kind, "compare"), kind.__name__
    if not names:
        return lambda _: [name]
    get = attrgetter(*names)
    if len(names) == 1:
        return lambda value: [name, _plain(get(value))]
    later = {each: given.default for each, given in special_fields(kind).items() if LATER in given.metadata}
    if not later:
        return lambda value: [name, *[_WAYS[type(each)](each) for each in get(value)]]
    usual = [later.get(each, _COUNTS) for each in names]
    get_later, defaults = _getter([*later]), tuple(later.values())
    get_others = _getter([each for each in names if each not in later])

    def way(value: Any) -> object:
        if get_later(value) == defaults:
            return [name, *[_WAYS[type(each)](each) for each in get_others(value)]]
        pairs = zip(get(value), usual, strict=True)
        counted = [each for each, default in pairs if default is _COUNTS or each != default]
        return [name, *[_WAYS[type(each)](each) for each in counted]]

    return way


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of these fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, each) for each in names])


def _in_order(values: Sequence[Any]) -> object:
    return [_WAYS[type(each)](each) for each in values]


@functools.lru_cache(maxsize=256)
def _exact(value: Decimal | Fraction) -> object:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else str(exact)


def _date(value: datetime.date) -> object:
    return value.isoformat()


def _as_it_is(value: Any) -> object:
    return value


#: In place of the default of a field that counts whatever it is.
_COUNTS = object()
_WAYS = _Ways(
    {
        # These give what they are called with.
        str: str,
        int: int,
        bool: bool,
        float: float,
        type(None): _as_it_is,
        tuple: _in_order,
        Decimal: _exact,
        Fraction: _exact,
    }
)
