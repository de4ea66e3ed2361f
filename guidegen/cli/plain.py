"""Builds without options, which are the most frequent: the library that reads options takes longer than to read files.

Whatever else stands on the command line is left to it, and so is every mistake there.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from guidegen.cli.saying import say_any_letter
from guidegen.ctrl_c import interrupts
from guidegen.kept import preparation
from guidegen.kept.project import root_of

if TYPE_CHECKING:
    from guidegen.cli.building import Build
    from guidegen.kept.runs import Asked

_QUIET = ("-q", "--quiet")
#: A shell asks by it how a command goes on.
_COMPLETION = "_GUIDEGEN_COMPLETE"


def build_plainly(asked: Asked) -> None:
    """Build and end the program, where nothing but a whole project is asked for. Else return, with nothing done."""
    if _COMPLETION in os.environ:
        return
    try:
        wanted = plain(asked.arguments)
        if wanted is None:
            return
        interrupts()
        from guidegen.cli.building import build_and_tell

        say_any_letter()
        code = build_and_tell(asked, wanted)
    except BrokenPipeError:
        _end_without_reader()
    except (KeyboardInterrupt, Exception) as error:
        from guidegen.cli.failures import tell_failure

        code = tell_failure(error)
    raise SystemExit(code)


def plain(arguments: Sequence[str]) -> Build | None:
    """The build that a command line asks for, if it names no files and no option but to be quiet."""
    if arguments[:1] != ["build"] or any(argument not in _QUIET for argument in arguments[1:]):
        return None
    folder = Path.cwd()
    root = root_of(str(folder))
    if root is None:
        return None
    preparation.load("guidegen.cli.building")
    from guidegen.batch.choices import Choices
    from guidegen.cli.building import Build
    from guidegen.cli.paths import Place

    place = Place(Path(root), None, folder)
    return Build(place, Choices(), datetime.date.today(), quiet=len(arguments) > 1)


def _end_without_reader() -> NoReturn:
    """Nobody reads what is said any more; Python would say so when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    raise SystemExit(1)
