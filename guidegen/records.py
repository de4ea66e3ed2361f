"""`dataclass`, as in the standard library, for programs that start often.

The standard one writes and compiles five methods for each class while it is imported. The program has some hundreds
of such classes, of which a run uses a part: that was half of the time that importing took. Here `__init__` is
written when the first value is made, and the other methods when they are called first. Who asks `dataclasses` for the
fields of a class gets those that it would have, so that `fields`, `replace`, `is_dataclass` and type checkers know no
difference; the module itself is loaded for that. Options that the program does not use are refused.
"""

from __future__ import annotations

import builtins
import functools
import sys
from operator import attrgetter, ge, gt, le, lt
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from guidegen.prepared import once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from types import FrameType

#: Stands for what was not given.
_MISSING: Any = type("_Missing", (), {"__repr__": lambda _: "MISSING"})()


class Field:
    """What `field` says of a field."""

    __slots__ = ("compare", "default", "default_factory", "hash", "init", "metadata", "repr")

    def __init__(
        self,
        default: Any,
        default_factory: Callable[[], Any],
        init: bool,
        repr: bool,
        hash: bool | None,
        compare: bool,
        metadata: Mapping[Any, Any],
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata


if not TYPE_CHECKING:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, eq=True, repr=True):
        """A class with fields as `dataclasses.dataclass` makes it."""
        manner = _manner(frozen, slots, order, eq, repr)
        if cls is not None:
            return manner.record(cls)
        if slots:
            _statements.expect(manner, sys._getframe(1))
        return manner.record

    def field(
        *, default=_MISSING, default_factory=_MISSING, init=True, repr=True, hash=None, compare=True, metadata=None
    ):
        """What a field is beside its type, as `dataclasses.field` says it."""
        if default is not _MISSING and default_factory is not _MISSING:
            raise ValueError("a field has a default or what makes it, and not both")
        return Field(default, default_factory, init, repr, hash, compare, metadata or {})

    def replace(value, /, **changes):
        """A record with other values in some of its fields, as `dataclasses.replace` makes it."""
        kind = value.__class__
        names, get = _init_names(kind)
        values = dict(zip(names, get(value), strict=True)) | changes
        if len(values) > len(names):
            raise TypeError(f"{kind.__name__} has no such fields: {', '.join(changes.keys() - set(names))}")
        return kind(**values)


#: The types of fields, as they are written, that hold one value in which there is no other.
PLAIN_TYPES = frozenset(("str", "int", "float", "bool", "str | None", "int | None", "float | None", "bool | None"))


def is_record(kind: type) -> bool:
    """Whether a class has fields."""
    return hasattr(kind, _OWN)


def field_names(kind: type, *options: str) -> tuple[str, ...]:
    """The names of the fields of a class that take part in all of these: `init`, `repr`, `compare`.

    `dataclasses.fields` makes an object of each field, which takes much longer.
    """
    return _field_names(kind, options)


@functools.cache
def _field_names(kind: type, options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_names(getattr(kind, _OWN), *options))


def field_types(kind: type, *options: str) -> dict[str, object]:
    """The same names, with the types as they are written."""
    fields: dict[str, _Written] = getattr(kind, _OWN)
    return {name: fields[name][0] for name in _names(fields, *options)}


def special_fields(kind: type) -> dict[str, Field]:
    """The fields that say more of themselves than their type and a default."""
    fields: dict[str, _Written] = getattr(kind, _OWN)
    return {name: given for name, (_, given) in fields.items() if given.__class__ is Field}


@functools.cache
def _init_names(kind: type) -> tuple[tuple[str, ...], Any]:
    """What a record is made of, and a function that gives these values as a tuple."""
    names = field_names(kind, "init")
    return names, _getter(names)


#: What a type begins with that is no field's.
_SHARED = ("ClassVar", "typing.ClassVar")
_FIELDS = "__dataclass_fields__"
_POST_INIT = "__post_init__"
#: A field as it was written: its type, and its default, a `Field` or nothing.
_Written = tuple[Any, Any]
#: The fields of each class by name, those of its bases first.
_OWN = "__record_fields__"


class _Manner:
    """What a decorator asks for, worked out once for all classes of which it asks the same."""

    __slots__ = ("shared", "slots", "watched")

    def __init__(self, watched: bool, slots: bool, shared: dict[str, Any]) -> None:
        #: Whether values refuse to be changed.
        self.watched = watched
        self.slots = slots
        #: What every class gets that has no such thing of its own.
        self.shared = shared

    def record(self, cls: type) -> type:
        """The record that is made of a class."""
        if _OWN in cls.__dict__:
            # Its statement has made the record already.
            return cls
        return _with_slots_of_its_own(cls, self) if self.slots else _processed(cls, self)


@functools.cache
def _manner(frozen: bool, slots: bool, order: bool, eq: bool, repr: bool) -> _Manner:
    watched = frozen and not _statements.are_run
    shared = _methods(frozen, order, eq, repr, watched=watched)
    shared[_FIELDS], shared["__dataclass_params__"] = _LATER_FIELDS, _Params(frozen, slots)
    if sys.version_info >= (3, 13):
        shared["__replace__"] = replace
    if frozen and slots:
        shared["__getstate__"], shared["__setstate__"] = _state, _set_state
    return _Manner(watched, slots, shared)


def _processed(cls: type, manner: _Manner) -> type:
    """A class that stays what it is, with all that makes it a record."""
    namespace = _namespace_of(cls)
    fields, added, init = _additions(cls.__name__, cls.__mro__[1:], _annotations(cls), namespace, manner)
    for name, (_, given) in fields.items():
        if isinstance(given, Field) and name in namespace:
            if given.default is _MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, given.default)
    for name, value in {**manner.shared, **added}.items():
        if name in added or name not in namespace:
            setattr(cls, name, value)
    if init is not None:
        init.cls = cls
    return cls


def _namespace_of(cls: type) -> dict[str, Any]:
    """What stands in the statement of a class."""
    namespace = {**cls.__dict__, "__qualname__": cls.__qualname__}
    # Python notes that of classes which say how values are compared and not how they are hashed.
    if namespace.get("__hash__", cls) is None:
        del namespace["__hash__"]
    return namespace


def _additions(
    name: str, bases: tuple[type, ...], annotations: dict[str, Any], namespace: dict[str, Any], manner: _Manner
) -> tuple[dict[str, _Written], dict[str, Any], _LaterInit | None]:
    """The fields of a class, what its namespace gets besides what all have, and its `__init__`, which is told of it.

    `bases` are all of them, the nearest first, `object` last.
    """
    # Written to be quick rather than short: there are hundreds of classes, and each run makes them anew.
    fields: dict[str, _Written] = {}
    for base in bases[-2::-1]:
        fields.update(base.__dict__.get(_OWN, ()))
    for field, kind in annotations.items():
        if str(kind).startswith(_SHARED):
            continue
        fields[field] = kind, _checked(name, field, namespace[field]) if field in namespace else _MISSING
    added: dict[str, Any] = {_OWN: fields}
    if "__match_args__" not in namespace:
        # Of most classes every field takes part in everything.
        is_plain = Field not in [given.__class__ for _, given in fields.values()]
        added["__match_args__"] = tuple(fields if is_plain else _names(fields, "init"))
    init = None
    if "__init__" not in namespace:
        init = _LaterInit(namespace["__qualname__"], watched=manner.watched)
        added["__init__"] = init.function
    return fields, added, init


def _annotations(cls: type) -> dict[str, Any]:
    found: dict[str, Any] | None = cls.__dict__.get("__annotations__")  # noqa: RUF063
    if found is None and sys.version_info >= (3, 14):
        # They are worked out late there, so that nothing is to be seen. To look first is quicker where it is.
        import inspect

        found = inspect.get_annotations(cls)
    return found or {}


class _Params:
    """What a class was made with, as far as `dataclasses` wants to know."""

    __slots__ = ("frozen", "slots")

    def __init__(self, frozen: bool, slots: bool) -> None:
        self.frozen = frozen
        self.slots = slots


def _checked(cls: str, name: str, given: Any) -> Any:
    """What was written behind a field, if it may stand there."""
    if given.__class__.__module__ == "dataclasses":
        raise TypeError(f"{cls}.{name}: fields are those of this module here")
    if not isinstance(given, Field) and given.__class__.__hash__ is None:
        raise ValueError(f"{cls}.{name}: a default that can be changed; use default_factory")
    return given


def _names(fields: dict[str, _Written], *options: str) -> list[str]:
    """The fields that take part in all of these: they do unless they say otherwise."""
    return [
        name
        for name, (_, given) in fields.items()
        if given.__class__ is not Field or all(getattr(given, option) for option in options)
    ]


class _LaterFields:
    """The fields as `dataclasses` has them, made when somebody asks for them: most classes are never asked."""

    def __get__(self, value: object, owner: type) -> dict[str, Any]:
        cls = next((each for each in owner.__mro__ if each.__dict__.get(_FIELDS) is self), None)
        if cls is None:
            # Another thread made them meanwhile.
            return getattr(owner, _FIELDS)  # type: ignore[no-any-return]
        fields = {name: _field(name, *written) for name, written in cls.__dict__[_OWN].items()}
        setattr(cls, _FIELDS, fields)
        return fields


_LATER_FIELDS = _LaterFields()


def _field(name: str, kind: Any, given: Any) -> Any:
    import dataclasses

    if not isinstance(given, Field):
        options = {} if given is _MISSING else {"default": given}
    else:
        told = {option: getattr(given, option) for option in Field.__slots__}
        options = {option: value for option, value in told.items() if value is not _MISSING}
    field: Any = dataclasses.field(**options)
    field.name = name
    field.type = kind
    field._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
    field.kw_only = False
    return field


# Methods


def _methods(frozen: bool, order: bool, eq: bool, repr: bool, *, watched: bool) -> dict[str, Any]:
    """What all classes of a kind begin with. Methods that depend on the fields are made when they are called first."""
    methods: dict[str, Any] = {}
    if repr:
        methods["__repr__"] = _later("__repr__", _repr_of)
    if eq:
        methods["__eq__"] = _later("__eq__", _eq_of)
        methods["__hash__"] = _later("__hash__", _hash_of) if frozen else None
    if order:
        methods.update((name, _later(name, make)) for name, make in _ORDER.items())
    if watched:
        methods["__setattr__"], methods["__delattr__"] = _refuse_to_set, _refuse_to_delete
    return methods


def _later(name: str, make: Any) -> Any:
    """A method that is made for a class when it is called first, and stands in its place from then on."""

    def method(self: Any, *given: Any) -> Any:
        cls = next((each for each in self.__class__.__mro__ if each.__dict__.get(name) is method), None)
        if cls is None:
            # Another thread made it meanwhile.
            return getattr(self, name)(*given)
        made = make(cls)
        setattr(cls, name, made)
        return made(self, *given)

    method.__name__ = method.__qualname__ = name
    return method


def _compared(cls: type) -> list[str]:
    return _names(cls.__dict__[_OWN], "compare")


def _is_hashed(given: Any) -> bool:
    if not isinstance(given, Field):
        return True
    return given.compare if given.hash is None else given.hash


def _getter(names: Sequence[str]) -> Any:
    """A function that gives the values of these fields as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda value: ()
    get = attrgetter(names[0])
    return lambda value: (get(value),)


def _eq_of(cls: type) -> Any:
    get = _getter(_compared(cls))

    def __eq__(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return get(self) == get(other)
        return NotImplemented

    return __eq__


def _hash_of(cls: type) -> Any:
    get = _getter([name for name, (_, given) in cls.__dict__[_OWN].items() if _is_hashed(given)])

    def __hash__(self: Any) -> int:
        return hash(get(self))

    return __hash__


def _order_by(compare: Any) -> Any:
    def made(cls: type) -> Any:
        get = _getter(_compared(cls))

        def method(self: Any, other: Any) -> Any:
            return compare(get(self), get(other)) if other.__class__ is self.__class__ else NotImplemented

        return method

    return made


_ORDER = {"__lt__": _order_by(lt), "__le__": _order_by(le), "__gt__": _order_by(gt), "__ge__": _order_by(ge)}


def _repr_of(cls: type) -> Any:
    names = _names(cls.__dict__[_OWN], "repr")
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
    import dataclasses

    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    import dataclasses

    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    """What is written down of a value that refuses to be changed."""
    return [getattr(self, name) for name in getattr(self.__class__, _OWN)]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(getattr(self.__class__, _OWN), state, strict=True):
        object.__setattr__(self, name, value)


# __init__


class _LaterInit:
    """The first value that is made has `__init__` written. A subclass that has one of its own may come here too."""

    __slots__ = ("cls", "function", "watched")

    def __init__(self, name: str, *, watched: bool) -> None:
        self.cls: Any = None
        self.watched = watched

        def __init__(made: Any, /, *values: Any, **named: Any) -> None:
            cls = self.cls
            if cls.__dict__.get("__init__") is __init__:
                cls.__init__ = _written_init(cls, watched=self.watched)
            cls.__init__(made, *values, **named)

        __init__.__qualname__ = f"{name}.__init__"
        self.function = __init__


def _written_init(cls: Any, *, watched: bool) -> Any:
    """`__init__` for the fields of a class. What it needs of this very class are its globals and its defaults.

    Its code is that of all classes whose fields have these names and come to their values in these ways.
    """
    names: dict[str, Any] = {"MISSING": _MISSING, "put": object.__setattr__}
    defaults: list[Any] = []
    ways: list[str] = []
    for name, (_, given) in cls.__dict__[_OWN].items():
        way = _GIVEN
        if given is _MISSING:
            pass
        elif not isinstance(given, Field):
            defaults.append(given)
            way = _WITH_DEFAULT
        elif given.default_factory is not _MISSING:
            names[f"make_{name}"] = given.default_factory
            way = _MADE_IF_MISSING if given.init else _MADE
            defaults += [_MISSING] if given.init else []
        elif not given.init:
            names[f"default_{name}"] = given.default
            way = _ABSENT if given.default is _MISSING else _SET
        elif given.default is not _MISSING:
            defaults.append(given.default)
            way = _WITH_DEFAULT
        if watched:
            slot = cls.__dict__.get(name)
            if slot is not None and hasattr(slot, "__set__"):
                names[f"put_{name}"] = slot.__set__
            else:
                way = way.upper()
        ways.append(way)
    told = "".join(ways), tuple(cls.__dict__[_OWN]), watched, hasattr(cls, _POST_INIT)
    init = FunctionType(once("constructor", told, lambda: _code_of_init(*told)), names, "__init__", tuple(defaults))
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    return init


#: How `__init__` comes to the value of a field. Those of watched classes without a slot of their own are in capitals.
_GIVEN, _WITH_DEFAULT, _MADE_IF_MISSING, _MADE, _SET, _ABSENT = "gdimsa"


def _code_of_init(ways: str, names: tuple[str, ...], watched: bool, has_more: bool) -> CodeType:
    parameters, body = [], []
    for way, name in zip(ways, names, strict=True):
        how = way.lower()
        if how == _ABSENT:
            continue
        if how in (_GIVEN, _WITH_DEFAULT, _MADE_IF_MISSING):
            # What the default is, is said when the function is made.
            parameters.append(name if how == _GIVEN else f"{name}=None")
        value = {
            _MADE_IF_MISSING: f"make_{name}() if {name} is MISSING else {name}",
            _MADE: f"make_{name}()",
            _SET: f"default_{name}",
        }.get(how, name)
        if not watched:
            body.append(f"self.{name} = {value}")
        elif way == how:
            body.append(f"put_{name}(self, {value})")
        else:
            body.append(f"put(self, {name!r}, {value})")
    body += [f"self.{_POST_INIT}()"] if has_more else []
    text = f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(body or ["pass"])
    [code] = [each for each in compile(text, "<constructor>", "exec").co_consts if isinstance(each, CodeType)]
    return code


# Slots


def _with_slots_of_its_own(cls: type, manner: _Manner) -> type:
    """A class with slots in place of one that Python has made without them."""
    namespace = _namespace_of(cls)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    return _with_slots(type(cls), cls.__name__, cls.__bases__, cls.__mro__[1:], namespace, _annotations(cls), manner)


def _with_slots(
    kind: Any,
    name: str,
    bases: tuple[type, ...],
    all_bases: tuple[type, ...],
    namespace: dict[str, Any],
    annotations: dict[str, Any],
    manner: _Manner,
) -> type:
    """The class, made of what its statement says."""
    fields, added, init = _additions(name, all_bases, annotations, namespace, manner)
    own = fields
    if len(all_bases) > 1:
        inherited = {each for base in all_bases[:-1] for each in base.__dict__.get("__slots__", ())}
        own = {field: written for field, written in fields.items() if field not in inherited}
    for field in fields:
        namespace.pop(field, None)
    added["__slots__"] = tuple(own)
    made: type = kind(name, bases, {**manner.shared, **namespace, **added})
    if init is not None:
        init.cls = made
    return made


class _Statements:
    """Class statements of records with slots: run so that the class is made once.

    Slots have to be known when a class is made, and a decorator comes after that: so Python makes a class, and the
    decorator another one of it, each in 50,000 instructions. But the options of the decorator are read before. So,
    where the program is started by its command line, the statement is handed what the decorator would make of the
    class; where there is anything unusual about it, such as two bases, it is made twice as ever.

    Who calls `dataclass` with options has to make a class with it, and no other one before.
    """

    def __init__(self) -> None:
        self.are_run = False
        self._python: Any = builtins.__build_class__
        self._expected: tuple[_Manner, FrameType] | None = None

    def begin(self) -> None:
        """Run class statements of this process in this way."""
        if not self.are_run:
            self.are_run = True
            _manner.cache_clear()
            setattr(builtins, "__build_class__", self._build)  # noqa: B010 - its type says less than it may be given

    def expect(self, manner: _Manner, frame: FrameType) -> None:
        """A decorator was asked for, by a class statement of this frame."""
        if self.are_run:
            self._expected = manner, frame

    def _build(self, body: FunctionType, name: str, *bases: type, **named: Any) -> Any:
        expected, self._expected = self._expected, None
        if expected is None or len(bases) > 1 or named or body.__closure__ or expected[1] is not sys._getframe(1):
            return self._python(body, name, *bases, **named)
        base = bases[0] if bases else object
        if type(base) is not type:
            return self._python(body, name, *bases)
        namespace: dict[str, Any] = {}
        exec(body.__code__, body.__globals__, namespace)
        annotations = namespace.get("__annotations__")
        if annotations is None and sys.version_info >= (3, 14):
            # They are worked out late there.
            return type(name, bases, namespace)
        return _with_slots(type, name, bases, base.__mro__, namespace, annotations or {}, expected[0])


_statements = _Statements()
#: Called by the program when it starts; nobody who imports the package has class statements run in another way.
make_classes_once = _statements.begin
