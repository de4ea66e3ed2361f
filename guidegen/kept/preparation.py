"""What spares the next run what is the same in each: two files beside the bytecode of the program.

Much of the time of a short run goes to what never changes: modules are found and opened, patterns are compiled, the
constructors of classes written, the words of the program read. The results are kept as Python keeps bytecode, in the
folder `__pycache__` beside the package, and no file of a project is involved: whoever can write there could change the
program itself. A file of another program, or one that is not whole, counts as absent. Where the folder cannot be
written to, or where Python is told to write no bytecode, nothing is kept.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import os
import sys

from guidegen import prepared
from guidegen.kept.beside import beside_bytecode, read_sealed, replace_file, sealed
from guidegen.kept.modules import STANDING_IN, WHEN_LOADED, KeptModules
from guidegen.kept.program import fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Tells frames of functions from those of modules and classes, which run while they are imported.
_CO_OPTIMIZED = 1
_PATTERN = "pattern"


def begin() -> None:
    """Hand over what an earlier run kept; prepare patterns, and find modules in their file from now on."""
    global _modules
    _modules = KeptModules(fingerprint())
    sys.meta_path.insert(0, _modules)
    prepared.take_over(_read())
    _prepare_patterns()


def load(name: str, purpose: str = "") -> None:
    """Import a module of the program, with all that it imports, quicker than step by step where that is known.

    What is there before may differ with the `purpose`: each has a way of its own.
    """
    if _modules is not None and name not in sys.modules:
        _modules.load(name, purpose)


def end() -> None:
    """Keep what this run worked out and loaded that no earlier one had."""
    if known := prepared.to_keep():
        replace_file(_path(), sealed(fingerprint(), marshal.dumps(known)))
    if _modules is not None:
        _modules.keep()


_modules: KeptModules | None = None


def _read() -> dict[prepared.Key, bytes]:
    try:
        file = os.open(_path(), os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            known = marshal.loads(read_sealed(file, fingerprint())[0])
        finally:
            os.close(file)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known if isinstance(known, dict) else {}


def _path() -> str:
    return beside_bytecode("prepared")


# Patterns


def _prepare_patterns() -> None:
    """Keep what patterns of modules are compiled to, those of libraries too: all that `re` says of itself is its code.

    A pattern that is made while the program works may hold words of a project, and is not kept. Where all patterns are
    kept that a run asks for, it does without `re`, which has to make classes and what compiles.
    """
    if "re" in sys.modules:
        _prepare_compiler()
        return
    STANDING_IN["re"] = {"compile": _compiled}
    WHEN_LOADED["re"] = _prepare_compiler
    # It comes from the file of modules, late; or, if it is not there, now.
    import re

    if re.compile is not _compiled:
        _prepare_compiler()


def _compiled(text: Any, flags: int = 0) -> Any:
    """What `re.compile` gives while `re` is not loaded."""
    source = text, int(flags)
    if isinstance(text, str) and prepared.is_known(_PATTERN, source):
        return _sre.compile(text, *prepared.once(_PATTERN, source, tuple))
    import re

    # To ask for what nothing stands in for loads the module, with a function of its own in place of this one.
    re.escape("")
    return re.compile(text, flags)


def _prepare_compiler() -> None:
    import re

    compiler: Any = getattr(re, "_compiler", None)
    compile_anew = getattr(compiler, "compile", None)
    if compile_anew is None or not hasattr(compiler, "_code"):
        return

    def compiled(text: Any, flags: int = 0) -> Any:
        if not isinstance(text, str) or not _is_constant(sys._getframe(1)):
            return compile_anew(text, flags)
        parts = prepared.once(_PATTERN, (text, int(flags)), lambda: _parts(compiler, text, int(flags)))
        return _sre.compile(text, *parts)

    compiler.compile = compiled


def _parts(compiler: Any, text: str, flags: int) -> tuple[Any, ...]:
    """What a pattern is compiled to, as plain data: as `re` does it, up to the last step."""
    tree = compiler._parser.parse(text, flags)
    code = [int(each) for each in compiler._code(tree, flags)]
    names: dict[str, int] = dict(tree.state.groupdict)
    of_groups: list[str | None] = [None] * tree.state.groups
    for name, index in names.items():
        of_groups[index] = name
    return flags | tree.state.flags, code, tree.state.groups - 1, names, tuple(of_groups)


def _is_constant(frame: Any) -> bool:
    """True where a pattern is asked for by a module or a class that is being imported, or by `patterns`."""
    while frame is not None and frame.f_globals.get("__name__") in ("re", __name__):
        frame = frame.f_back
    if frame is None:
        return False
    is_imported = not frame.f_code.co_flags & _CO_OPTIMIZED
    return is_imported or frame.f_globals.get("__name__") == "guidegen.patterns"
