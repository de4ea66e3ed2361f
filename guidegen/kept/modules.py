"""The bytecode of all modules that a run loads, in one file: finding and opening hundreds of files takes time.

It is made of what Python itself keeps in `__pycache__`, stands in the same folder, and is believed as far as that is:
a module is taken from it while its source has the size and the time that the bytecode was made of. Where anything does
not fit, the module is imported as ever; so are all on systems that cannot read at a place of a file (Windows).

What the program itself imports for one purpose is loaded together (`KeptModules.load`), in the order in which an
earlier run was done with each module: what a module needs is there before it, and Python need not look for it. Their
code stands in the file once more, many modules in one piece, since what they have in common is read once then.

Of modules that are no bytecode but libraries of the system only the place is kept.

Some modules of Python that others import at their head are seldom used: they are loaded when something is asked of
them. Their numbers are kept beside them, since HarfBuzz asks for some of `inspect` and for nothing else, and something
stands in for what is imported from them by name. `datetime` is written twice, in Python and in C; where the first is
taken apart again as soon as it is made (before Python 3.12), only the second is loaded.

What this module imports itself cannot come from the file, so it does without `contextlib` and `collections`.
"""

from __future__ import annotations

import _thread
import builtins
import marshal
import os
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from zlib import adler32

import guidegen
from guidegen.kept.beside import beside_bytecode, read_sealed, replace_file, sealed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

#: How many modules of the program stand in one piece.
_IN_A_PIECE = 25
#: Names of modules, and where the code of all of them begins, how long it is, and its checksum.
_Piece = tuple[list[str], int, int, int]
#: What the file may grow to, with the modules of all commands.
_LARGEST = 32 * 1024 * 1024
#: What `.pyc` files have before the code.
_HEADER = 16
#: Whether the system reads into memory that is there.
_READS_INTO = hasattr(os, "preadv")
#: What is imported at the head of modules (`dataclasses`, `urllib.parse`) and used in few of their functions. Nothing
#: that stands here may import the rest of it.
_LATE = frozenset(
    {
        "base64",
        "copy",
        "inspect",
        "ipaddress",
        "ntpath",
        "re",
        "typing",
        "uniseg",
        "urllib.parse",
        "yaml",
        "yaml.tokens",
    }
)
#: Parts of PyYAML of which its library in C uses nothing but the class of their errors, by the class that it extends.
#: They are loaded late, with that class in its place; the class stays when they are.
_ERRORS = {
    "yaml.composer": ("ComposerError", "MarkedYAMLError"),
    "yaml.constructor": ("ConstructorError", "MarkedYAMLError"),
    "yaml.emitter": ("EmitterError", "YAMLError"),
    "yaml.parser": ("ParserError", "MarkedYAMLError"),
    "yaml.representer": ("RepresenterError", "YAMLError"),
    "yaml.scanner": ("ScannerError", "MarkedYAMLError"),
    "yaml.serializer": ("SerializerError", "YAMLError"),
}
#: The classes of tokens of PyYAML. Its library in C asks for them, and makes some only where tokens are asked for, as
#: nobody does here.
_TOKENS = """
    Alias Anchor BlockEnd BlockEntry BlockMappingStart BlockSequenceStart Directive DocumentEnd DocumentStart FlowEntry
    FlowMappingEnd FlowMappingStart FlowSequenceEnd FlowSequenceStart Key Scalar StreamEnd StreamStart Tag Value
""".split()
#: What is loaded in place of modules that replace everything in them by what C has.
_IN_C = {
    "datetime": """
from _datetime import *
from _datetime import __doc__
__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")
"""
}


class _Entry:
    """Where a module comes from, what its source was like, and where its code stands in the file.

    A library of the system has no code there. The fingerprint of the program, under which the file is sealed, has the
    sizes and times of the sources that `is_own` is said of. `check` is the checksum of the code: Python would run
    damaged code, or fall over it. `numbers` are those of a module that is loaded late.
    """

    __slots__ = ("cached", "check", "is_own", "is_package", "length", "numbers", "origin", "size", "start", "time")

    def __init__(
        self,
        origin: str,
        cached: str,
        is_package: bool,
        is_own: bool,
        size: int,
        time: int,
        start: int,
        length: int,
        check: int,
        numbers: dict[str, int],
    ) -> None:
        self.origin = origin
        self.cached = cached
        self.is_package = is_package
        self.is_own = is_own
        self.size = size
        self.time = time
        self.start = start
        self.length = length
        self.check = check
        self.numbers = numbers

    def fields(self) -> tuple[Any, ...]:
        """Everything, as plain data."""
        return tuple(getattr(self, name) for name in _FIELDS)

    def is_current(self) -> bool:
        """Whether the source is what the code was made of."""
        try:
            status = os.stat(self.origin)
        except OSError:
            return False
        return status.st_size == self.size and int(status.st_mtime) == self.time


_FIELDS = ("origin", "cached", "is_package", "is_own", "size", "time", "start", "length", "check", "numbers")


class _Mentioned:
    """Stands in for what is mentioned, as in annotations, and nobody looks at while the program runs."""

    def __class_getitem__(cls, _: object) -> type[_Mentioned]:
        return cls


def _quote_from_bytes(*given: Any, **named: Any) -> str:
    """As in `urllib.parse`, which `pathlib` imports for addresses of files."""
    import urllib.parse

    return urllib.parse.quote(*given, **named)


#: What stands in modules that are loaded late until they are: what is imported from them by name and hardly used, and
#: what others know how to do without the module.
STANDING_IN: dict[str, dict[str, Any]] = {
    "typing": {
        "TYPE_CHECKING": False,
        **{name: type(name, (_Mentioned,), {}) for name in ("Any", "IO", "NoReturn", "Self")},
    },
    "urllib.parse": {"quote_from_bytes": _quote_from_bytes},
    "yaml.tokens": {f"{name}Token": _Mentioned for name in _TOKENS},
}
#: What is done when a module that was to be loaded late is loaded.
WHEN_LOADED: dict[str, Callable[[], None]] = {}


class KeptModules:
    """Finds modules whose bytecode an earlier run kept; stands before the other finders of `sys.meta_path`."""

    def __init__(self, program: str) -> None:
        """For the program with this fingerprint."""
        self._program = program
        self._before = frozenset(sys.modules)
        self._file = -1
        self._codes = 0
        #: For a module, the pieces with the modules of the program that it loads, in the order in which they are done.
        self._orders: dict[str, list[_Piece]] = {}
        self._new_orders: dict[str, list[str]] = {}
        self._done: list[str] = []
        self._is_damaged = False
        self._checksum: Callable[[Any], int] = adler32
        #: Where pieces are read to, one after the other: memory that was not touched yet takes as long as to read it.
        self._room = bytearray()
        self._entries = self._read()
        self._missed: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module, if its code is kept and its source is as it was."""
        fields = self._entries.get(name)
        entry = _Entry(*fields) if fields is not None else None
        if entry is None or not (entry.is_own or entry.is_current()):
            self._missed.add(name)
            return None
        if not entry.length:
            spec = ModuleSpec(name, ExtensionFileLoader(name, entry.origin), origin=entry.origin)
            spec.has_location = True
            return spec
        loader = (_LateLoader if name in _LATE or name in _ERRORS else _Loader)(name, entry, self)
        spec = ModuleSpec(name, loader, origin=entry.origin, is_package=entry.is_package)
        spec.has_location = True
        # Else it is worked out from the path.
        spec.cached = entry.cached
        if entry.is_package:
            spec.submodule_search_locations = [os.path.dirname(entry.origin)]
        return spec

    def load(self, name: str, purpose: str = "") -> None:
        """Import a module of the program, with all that it imports at its head.

        What of that is there already may differ with the `purpose`.
        """
        told = f"{name} {purpose}" if purpose else name
        if told in self._orders:
            self._load_in(self._orders[told])
            return
        before = len(self._done)
        __import__(name)
        # Whatever did not come from the file is missing from the list, and so is what asked for it.
        if self._done[-1:] == [name]:
            self._new_orders[told] = self._done[before:]

    def _load_in(self, pieces: Sequence[_Piece]) -> None:
        specs = [self.find_spec(name) for names, *_ in pieces for name in names if name not in sys.modules]
        modules = {spec.name: _module(spec) for spec in specs if spec is not None}
        if len(modules) < len(specs):
            return
        sys.modules.update(modules)
        self._checksum = _quicker_checksum()
        imported, builtins.__import__ = builtins.__import__, _if_it_is_there(builtins.__import__)
        try:
            for names, start, length, check in pieces:
                codes = self._codes_at(start, length, check, len(names))
                for name, code in zip(names, codes, strict=True):
                    if name in modules:
                        _run(modules[name], code)
                        del modules[name]
        finally:
            builtins.__import__ = imported
            # Those that a failure left behind.
            for name in modules:
                del sys.modules[name]

    def _codes_at(self, start: int, length: int, check: int, count: int) -> list[Any]:
        """The code of so many modules; nothing for each where it cannot be read."""
        try:
            codes = marshal.loads(self._piece(start, length, check))
        except (OSError, ValueError, EOFError, TypeError):
            codes = None
        return codes if isinstance(codes, list) and len(codes) == count else [None] * count

    def done(self, name: str) -> None:
        """Note that a module of the program has run to its end."""
        self._done.append(name)

    def keep(self) -> None:
        """Keep the code of what was imported, beside what was kept before, if there is more of it."""
        found = self._loaded() if hasattr(os, "pread") else {}
        if not (found or self._new_orders or self._is_damaged):
            return
        old = {name: _Entry(*fields) for name, fields in self._entries.items() if name not in found}
        known = dict(self._whole(old))
        if sum(len(code) for _, code in [*known.values(), *found.values()]) > _LARGEST:
            known = {}
        entries, codes, start = {}, [], 0
        for name, (entry, code) in {**known, **found}.items():
            entry.start, entry.check = start, adler32(code)
            entries[name] = entry.fields()
            codes.append(code)
            start += len(code)
        orders: dict[str, list[_Piece]] = {}
        for root, names in {**_names(self._orders), **self._new_orders}.items():
            if not known.keys() >= set(names):
                continue
            orders[root] = []
            for at in range(0, len(names), _IN_A_PIECE):
                piece = names[at : at + _IN_A_PIECE]
                codes.append(marshal.dumps([marshal.loads(known[name][1]) for name in piece]))
                orders[root].append((piece, start, len(codes[-1]), adler32(codes[-1])))
                start += len(codes[-1])
        index = marshal.dumps([sys.path[1:], start, entries, orders])
        replace_file(_path(), [*sealed(self._program, index), *codes])

    def code(self, entry: _Entry) -> bytes:
        """The code of a module as it stands in the file; ValueError where it is damaged."""
        return self._part(entry.start, entry.length, entry.check)

    def _part(self, start: int, length: int, check: int) -> bytes:
        data = os.pread(self._file, length, self._codes + start)
        self._hold_against(data, check)
        return data

    def _piece(self, start: int, length: int, check: int) -> bytes | memoryview:
        """A long part, which the next one takes the place of."""
        if not _READS_INTO:
            return self._part(start, length, check)
        if len(self._room) < length:
            self._room = bytearray(length)
        room = memoryview(self._room)[:length]
        piece = room[: os.preadv(self._file, [room], self._codes + start)]
        self._hold_against(piece, check)
        return piece

    def _hold_against(self, data: bytes | memoryview, check: int) -> None:
        if self._checksum(data) != check:
            self._is_damaged = True
            raise ValueError("damaged code")

    def _whole(self, entries: dict[str, _Entry]) -> Iterator[tuple[str, tuple[_Entry, bytes]]]:
        """The modules whose code is not damaged, with it."""
        for name, entry in entries.items():
            try:
                code = self.code(entry)
            except (OSError, ValueError):
                continue
            yield name, (entry, code)

    def _read(self) -> dict[str, tuple[Any, ...]]:
        try:
            self._file = os.open(_path(), os.O_RDONLY | getattr(os, "O_BINARY", 0))
            index, following = read_sealed(self._file, self._program)
            path, length, entries, orders = marshal.loads(index)
            if path != sys.path[1:] or os.fstat(self._file).st_size != following + length:
                return {}
            self._codes = following
            self._orders = orders
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        is_ours = all(len(fields) == len(_FIELDS) for fields in entries.values())
        return entries if is_ours else {}

    def _loaded(self) -> dict[str, tuple[_Entry, bytes]]:
        """What was imported from source files and is not kept yet."""
        found = {}
        package = os.path.join(guidegen.__path__[0], "")
        for name in (self._missed & sys.modules.keys()) - self._before:
            spec = getattr(sys.modules[name], "__spec__", None)
            if spec is None or spec.name != name:
                continue
            kind, origin = type(spec.loader), spec.origin or ""
            try:
                if kind is ExtensionFileLoader:
                    status = os.stat(origin)
                    size, time = status.st_size, int(status.st_mtime)
                    found[name] = _Entry(origin, "", False, False, size, time, 0, 0, 0, {}), b""
                if kind is not SourceFileLoader or not spec.cached:
                    continue
                with open(spec.cached, "rb") as file:
                    code = file.read()
            except OSError:
                continue
            flags, time, size = (int.from_bytes(code[at : at + 4], "little") for at in (4, 8, 12))
            is_package, is_own = spec.submodule_search_locations is not None, origin.startswith(package)
            numbers = _numbers(sys.modules[name]) if name in _LATE else {}
            code = _in_c(name, origin) or code[_HEADER:]
            entry = _Entry(origin, spec.cached, is_package, is_own, size, time, 0, len(code), 0, numbers)
            if flags == 0 and entry.is_current():
                found[name] = entry, code
        return found


def _if_it_is_there(imported: Callable[..., Any]) -> Callable[..., Any]:
    """The function behind import statements, quicker for names of modules that are there, as nearly all are.

    Python asks each module whether it is a package, and what is none answers with an error that is made and dropped.
    """
    there = sys.modules

    def quickly(
        name: str, globals: Any = None, locals: Any = None, fromlist: Sequence[str] | None = (), level: int = 0
    ) -> Any:
        module = there.get(name)
        if fromlist and module is not None and not level:
            known = module.__dict__
            for each in fromlist:
                if each not in known:
                    break
            else:
                return module
        return imported(name, globals, locals, fromlist, level)

    return quickly


def _quicker_checksum() -> Callable[[bytes], int]:
    """Adler-32 by libdeflate, which whoever writes a file loads anyway: in a twentieth of the time that zlib takes."""
    try:
        from deflate import adler32 as quicker
    except ImportError:
        return adler32
    return quicker


def _names(orders: dict[str, list[_Piece]]) -> dict[str, list[str]]:
    return {root: [name for names, *_ in pieces for name in names] for root, pieces in orders.items()}


def _run(module: ModuleType, code: Any) -> None:
    """Run a module, by its code if that is there, and let the package that it stands in know of it."""
    package, _, child = module.__name__.rpartition(".")
    if package not in sys.modules:
        # It was there already when the order was noted.
        __import__(package)
    if isinstance(code, CodeType):
        exec(code, module.__dict__)
    else:
        module.__loader__.exec_module(module)  # type: ignore[union-attr]
    setattr(sys.modules[package], child, module)


def _module(spec: ModuleSpec) -> ModuleType:
    """A module that is to be run, as Python makes it."""
    module = ModuleType(spec.name)
    # Python sets it when it has loaded a module; each import statement that names the module asks for it.
    spec._initializing = False  # type: ignore[attr-defined]
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__file__ = spec.origin
    module.__cached__ = spec.cached  # type: ignore[attr-defined]
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    return module


def _in_c(name: str, origin: str) -> bytes:
    """The code that is loaded in place of a module which is replaced by what C has; nothing for another one."""
    if name not in _IN_C or f"_{name}" not in sys.modules or sys.version_info >= (3, 12):
        return b""
    return marshal.dumps(compile(_IN_C[name], origin, "exec", dont_inherit=True))


def _numbers(module: ModuleType) -> dict[str, int]:
    numbers = ((name, value) for name, value in vars(module).items() if name.isupper() and isinstance(value, int))
    return {name: int(value) for name, value in numbers}


class _Loader(SourceFileLoader):
    """Loads a module as from its file, but for where the code comes from."""

    def __init__(self, name: str, entry: _Entry, kept: KeptModules) -> None:
        super().__init__(name, entry.origin)
        self._entry = entry
        self._kept = kept

    def get_code(self, fullname: str) -> CodeType | None:
        """The code that was kept; that of the source file where it cannot be read."""
        try:
            code = marshal.loads(self._kept.code(self._entry))
        except (OSError, ValueError, EOFError, TypeError):
            code = None
        return code if isinstance(code, CodeType) else super().get_code(fullname)

    def exec_module(self, module: ModuleType) -> None:
        """Run the module, without the steps of Python's own loader that say where it failed."""
        code = self.get_code(module.__name__)
        assert code is not None
        exec(code, module.__dict__)
        if self._entry.is_own:
            self._kept.done(module.__name__)


class _LateLoader(_Loader):
    """Loads a module when something is asked of it."""

    def exec_module(self, module: ModuleType) -> None:
        """Leave that for later."""
        module.__dict__.update(self._entry.numbers)
        module.__dict__.update(STANDING_IN.get(module.__name__, ()))
        module.__dict__.update(_error_of(module.__name__))
        module.__class__ = _Late

    def run(self, module: ModuleType) -> None:
        """Do it now."""
        lasting = {name: module.__dict__[name] for name in _ERRORS.get(module.__name__, ())[:1]}
        super().exec_module(module)
        module.__dict__.update(lasting)
        WHEN_LOADED.get(module.__name__, _nothing_more)()


def _error_of(name: str) -> dict[str, type]:
    """The class of errors of a part of PyYAML, as that part says it."""
    if name not in _ERRORS:
        return {}
    __import__("yaml.error")
    error, base = _ERRORS[name]
    return {error: type(error, (getattr(sys.modules["yaml.error"], base),), {"__module__": name})}


def _nothing_more() -> None:
    return


class _Late(ModuleType):
    """A module of which nothing was asked yet."""

    def __getattr__(self, name: str) -> Any:
        """What is asked of it, now that it is loaded; any thread may be the first."""
        if name == "__path__":
            # Python asks for it before it looks for names to import. Packages among these modules have it already.
            raise AttributeError(name)
        with _one_at_a_time:
            spec = self.__spec__
            if type(self) is _Late and spec is not None and isinstance(spec.loader, _LateLoader):
                if self.__dict__.get(_BEGUN):
                    raise AttributeError(f"module {self.__name__!r} has no attribute {name!r} yet")
                self.__dict__[_BEGUN] = True
                spec.loader.run(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
                del self.__dict__[_BEGUN]
        return getattr(self, name)


_BEGUN = "__is_being_loaded__"
_one_at_a_time = _thread.RLock()


def _path() -> str:
    return beside_bytecode("modules")
