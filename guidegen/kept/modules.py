"""The bytecode of all modules that a run loads, in one file: finding and opening hundreds of files takes time.

It is made of what Python itself keeps in `__pycache__`, stands in the same folder, and is believed as far as that is:
a module is taken from it while its source has the size and the time that the bytecode was made of. Where anything does
not fit, the module is imported as ever; so are all on systems that cannot read at a place of a file (Windows).
"""

from __future__ import annotations

import functools
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import NamedTuple

from guidegen.kept.beside import beside_bytecode, read_sealed, replace_file, sealed

#: What the file may grow to, with the modules of all commands.
_LARGEST = 32 * 1024 * 1024
#: What `.pyc` files have before the code.
_HEADER = 16


class _Entry(NamedTuple):
    """Where a module comes from, what its source was like, and where its code stands in the file."""

    origin: str
    is_package: bool
    size: int
    time: int
    start: int
    length: int

    def is_current(self) -> bool:
        """Whether the source is what the code was made of."""
        try:
            status = os.stat(self.origin)
        except OSError:
            return False
        return status.st_size == self.size and int(status.st_mtime) == self.time


class KeptModules:
    """Finds modules whose bytecode an earlier run kept; stands before the other finders of `sys.meta_path`."""

    def __init__(self, program: str) -> None:
        """For the program with this fingerprint."""
        self._program = program
        self._before = frozenset(sys.modules)
        self._file = -1
        self._codes = 0
        self._entries = self._read()
        self._is_new = False

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module, if its code is kept and its source is as it was."""
        entry = self._entries.get(name)
        if entry is None or not entry.is_current():
            self._is_new = True
            return None
        loader = _Loader(name, entry.origin, functools.partial(self._code, entry))
        spec = ModuleSpec(name, loader, origin=entry.origin, is_package=entry.is_package)
        spec.has_location = True
        if entry.is_package:
            spec.submodule_search_locations = [os.path.dirname(entry.origin)]
        return spec

    def keep(self) -> None:
        """Keep the code of what was imported, beside what was kept before, if there is more of it."""
        if not hasattr(os, "pread") or not self._is_new or not (found := self._loaded()):
            return
        known = {name: self._code(entry) for name, entry in self._entries.items() if name not in found}
        if sum(map(len, known.values())) + sum(len(code) for _, code in found.values()) > _LARGEST:
            known = {}
        entries, codes, start = {}, [], 0
        for name, code in known.items():
            entries[name] = self._entries[name]._replace(start=start)
            codes.append(code)
            start += len(code)
        for name, (entry, code) in found.items():
            entries[name] = entry._replace(start=start)
            codes.append(code)
            start += len(code)
        index = marshal.dumps([sys.path[1:], start, {name: tuple(entry) for name, entry in entries.items()}])
        replace_file(_path(), [*sealed(self._program, index), *codes])

    def _read(self) -> dict[str, _Entry]:
        try:
            self._file = os.open(_path(), os.O_RDONLY | getattr(os, "O_BINARY", 0))
            index, following = read_sealed(self._file, self._program)
            path, length, entries = marshal.loads(index)
            if path != sys.path[1:] or os.fstat(self._file).st_size != following + length:
                return {}
            self._codes = following
            return {name: _Entry._make(fields) for name, fields in entries.items()}
        except (OSError, ValueError, EOFError, TypeError):
            return {}

    def _loaded(self) -> dict[str, tuple[_Entry, bytes]]:
        """What was imported from source files and is not kept yet."""
        found = {}
        for name in sys.modules.keys() - self._before:
            spec = getattr(sys.modules[name], "__spec__", None)
            if spec is None or spec.name != name or type(spec.loader) is not SourceFileLoader or not spec.cached:
                continue
            try:
                with open(spec.cached, "rb") as file:
                    code = file.read()
            except OSError:
                continue
            flags, time, size = (int.from_bytes(code[at : at + 4], "little") for at in (4, 8, 12))
            is_package = spec.submodule_search_locations is not None
            entry = _Entry(spec.origin or "", is_package, size, time, 0, len(code) - _HEADER)
            if flags == 0 and entry.is_current():
                found[name] = entry, code[_HEADER:]
        return found

    def _code(self, entry: _Entry) -> bytes:
        return os.pread(self._file, entry.length, self._codes + entry.start)


class _Loader(SourceFileLoader):
    """Loads a module as from its file, but for where the code comes from."""

    def __init__(self, name: str, origin: str, code: Callable[[], bytes]) -> None:
        super().__init__(name, origin)
        self._kept = code

    def get_code(self, fullname: str) -> CodeType | None:
        """The code that was kept; that of the source file where it cannot be read."""
        try:
            code = marshal.loads(self._kept())
        except (OSError, ValueError, EOFError, TypeError):
            code = None
        return code if isinstance(code, CodeType) else super().get_code(fullname)


def _path() -> str:
    return beside_bytecode("modules")
