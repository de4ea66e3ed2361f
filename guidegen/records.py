"""`dataclass`, as in the standard library, for programs that start often.

The standard one writes and compiles five methods for each class while it is imported. The program has some hundreds
of such classes, of which a run uses a part: that was half of the time that importing took. Here `__init__` is
written when the first value is made, and the other methods are functions that all classes share in kind. Fields are
those of `dataclasses`, so that `fields`, `replace`, `is_dataclass` and type checkers know no difference. Options that
the program does not use are refused.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import TYPE_CHECKING, Any

from guidegen.prepared import once

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, eq=True, repr=True):
        """A class with fields as `dataclasses.dataclass` makes it."""

        def wrap(cls: type) -> type:
            return _processed(cls, frozen=frozen, slots=slots, order=order, eq=eq, repr=repr)

        return wrap if cls is None else wrap(cls)


_MISSING = dataclasses.MISSING
_FIELD = dataclasses._FIELD  # type: ignore[attr-defined]
_POST_INIT = "__post_init__"


def _processed(cls: type, *, frozen: bool, slots: bool, order: bool, eq: bool, repr: bool) -> type:
    fields: dict[str, Any] = {}
    for base in cls.__mro__[-1:0:-1]:
        fields.update(getattr(base, "__dataclass_fields__", {}))
    for name, kind in inspect.get_annotations(cls).items():
        if str(kind).startswith(("ClassVar", "typing.ClassVar")):
            continue
        fields[name] = _field(cls, name, kind)
    shared = _methods(fields, frozen=frozen, order=order, eq=eq, repr=repr)
    for name, method in shared.items():
        if name not in cls.__dict__ or (name == "__hash__" and cls.__dict__[name] is None):
            setattr(cls, name, method)
    shown = tuple(name for name, each in fields.items() if each.init)
    cls.__dataclass_fields__ = fields  # type: ignore[attr-defined]
    cls.__dataclass_params__ = _Params(frozen, slots)  # type: ignore[attr-defined]
    if "__match_args__" not in cls.__dict__:
        cls.__match_args__ = shown  # type: ignore[attr-defined, misc, unused-ignore]
    if hasattr(dataclasses, "_replace"):
        cls.__replace__ = dataclasses._replace  # type: ignore[attr-defined]
    made = _with_slots(cls, fields, frozen=frozen) if slots else cls
    if "__init__" not in cls.__dict__:
        _write_init_later(made, frozen=frozen)
    return made


class _Params:
    """What a class was made with, as far as `dataclasses` wants to know."""

    __slots__ = ("frozen", "slots")

    def __init__(self, frozen: bool, slots: bool) -> None:
        self.frozen = frozen
        self.slots = slots


def _field(cls: type, name: str, kind: Any) -> Any:
    default = cls.__dict__.get(name, _MISSING)
    if isinstance(default, dataclasses.Field):
        field = default
        if field.kw_only is True:
            raise TypeError(f"{cls.__name__}.{name}: fields that are named only are not known here")
        if field.default is _MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, field.default)
    else:
        field = dataclasses.field() if default is _MISSING else dataclasses.field(default=default)
        if default.__class__.__hash__ is None:
            raise ValueError(f"{cls.__name__}.{name}: a default that can be changed; use default_factory")
    field.name = name
    field.type = kind
    field._field_type = _FIELD  # type: ignore[attr-defined]
    field.kw_only = False
    return field


# Methods


def _methods(fields: dict[str, Any], *, frozen: bool, order: bool, eq: bool, repr: bool) -> dict[str, Any]:
    compared = [name for name, each in fields.items() if each.compare]
    get = _getter(compared)
    methods: dict[str, Any] = {}
    if repr:
        methods["__repr__"] = _repr_of([name for name, each in fields.items() if each.repr])
    if eq:

        def __eq__(self: Any, other: Any) -> Any:
            if other.__class__ is self.__class__:
                return get(self) == get(other)
            return NotImplemented

        methods["__eq__"] = __eq__
        hashed = [name for name, each in fields.items() if (each.compare if each.hash is None else each.hash)]
        methods["__hash__"] = _hash_of(_getter(hashed)) if frozen else None
    if order:
        methods.update(_order_of(get))
    if frozen:
        methods.update(__setattr__=_refuse_to_set, __delattr__=_refuse_to_delete)
    return methods


def _getter(names: list[str]) -> Any:
    """A function that gives the values of these fields as a tuple."""
    from operator import attrgetter

    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda value: ()
    get = attrgetter(names[0])
    return lambda value: (get(value),)


def _hash_of(get: Any) -> Any:
    def __hash__(self: Any) -> int:
        return hash(get(self))

    return __hash__


def _order_of(get: Any) -> dict[str, Any]:
    def __lt__(self: Any, other: Any) -> Any:
        return get(self) < get(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self: Any, other: Any) -> Any:
        return get(self) <= get(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self: Any, other: Any) -> Any:
        return get(self) > get(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self: Any, other: Any) -> Any:
        return get(self) >= get(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__lt__": __lt__, "__le__": __le__, "__gt__": __gt__, "__ge__": __ge__}


def _repr_of(names: list[str]) -> Any:
    running: set[int] = set()

    def __repr__(self: Any) -> str:
        if id(self) in running:
            return "..."
        running.add(id(self))
        try:
            values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        finally:
            running.discard(id(self))
        return f"{self.__class__.__qualname__}({values})"

    return __repr__


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


# __init__


def _write_init_later(cls: type, *, frozen: bool) -> None:
    """The first value that is made has `__init__` written. A subclass that has one of its own may come here too."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        if cls.__dict__.get("__init__") is __init__:
            cls.__init__ = _written_init(cls, frozen=frozen)  # type: ignore[misc]
        cls.__init__(self, *values, **named)  # type: ignore[misc]

    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = __init__  # type: ignore[misc]


def _written_init(cls: Any, *, frozen: bool) -> Any:
    fields = cls.__dataclass_fields__
    names: dict[str, Any] = {"MISSING": _MISSING, "put": object.__setattr__}
    parameters, body = [], []
    for name, field in fields.items():
        value = name
        if field.default_factory is not _MISSING:
            names[f"make_{name}"] = field.default_factory
            value = f"make_{name}() if {name} is MISSING else {name}" if field.init else f"make_{name}()"
            parameters += [f"{name}=MISSING"] if field.init else []
        elif field.init:
            names[f"default_{name}"] = field.default
            parameters.append(name if field.default is _MISSING else f"{name}=default_{name}")
        elif field.default is _MISSING:
            continue
        else:
            names[f"default_{name}"] = field.default
            value = f"default_{name}"
        if frozen:
            slot = cls.__dict__.get(name)
            if slot is not None and hasattr(slot, "__set__"):
                names[f"put_{name}"] = slot.__set__
                body.append(f"put_{name}(self, {value})")
            else:
                body.append(f"put(self, {name!r}, {value})")
        else:
            body.append(f"self.{name} = {value}")
    if hasattr(cls, _POST_INIT):
        body.append(f"self.{_POST_INIT}()")
    text = f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(body or ["pass"])
    exec(once("constructor", text, lambda: compile(text, "<constructor>", "exec")), names)
    init = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    return init


# Slots


def _with_slots(cls: type, fields: dict[str, Any], *, frozen: bool) -> type:
    inherited = {name for base in cls.__mro__[1:-1] for name in base.__dict__.get("__slots__", ())}
    namespace = dict(cls.__dict__)
    for name in fields:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    namespace["__slots__"] = tuple(name for name in fields if name not in inherited)
    if frozen:
        namespace.setdefault("__getstate__", dataclasses._dataclass_getstate)  # type: ignore[attr-defined]
        namespace.setdefault("__setstate__", dataclasses._dataclass_setstate)  # type: ignore[attr-defined]
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made
