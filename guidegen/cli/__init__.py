"""The command line: what is asked, and what is said.

`main` is the program with all commands. The library that reads its options is loaded with it, and is not needed for
builds without options (`plain`).
"""

from __future__ import annotations

__all__ = ["COMMANDS", "main"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from guidegen.cli.program import COMMANDS, main


def __getattr__(name: str) -> object:
    """Load the program when it is first asked for (PEP 562)."""
    if name in __all__:
        from guidegen.cli import program

        return getattr(program, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
