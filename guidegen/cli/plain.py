"""Builds without options, or with the few that are asked for most: the library that reads options takes longer to load
than to read files.

Whatever else stands on the command line is left to it, and so is every mistake there.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from guidegen.cli.saying import say_any_letter
from guidegen.ctrl_c import interrupts
from guidegen.kept import preparation
from guidegen.patterns import pattern

if TYPE_CHECKING:
    from guidegen.cli.building import Build
    from guidegen.kept.runs import Asked

_FLAGS = {"-q": "quiet", "--quiet": "quiet", "--force": "force"}
_VALUES = {"--key": "key", "-j": "jobs", "--jobs": "jobs"}
#: How many processes may be asked for, but for large numbers, which nobody asks for.
_JOBS = pattern(r"[1-9][0-9]?")
#: A shell asks by it how a command goes on.
_COMPLETION = "_GUIDEGEN_COMPLETE"


def build_plainly(asked: Asked) -> None:
    """Build and end the program, where nothing is asked for but what is known here. Else return, with nothing done."""
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
    """The build that a command line asks for, if it has no options but to be quiet, to make everything, where the
    answers stand and with how many processes.
    """
    if arguments[:1] != ["build"]:
        return None
    paths: list[str] = []
    flags: set[str] = set()
    values: dict[str, str] = {}
    waiting = ""
    for argument in arguments[1:]:
        if waiting:
            values[waiting], waiting = argument, ""
        elif argument in _FLAGS:
            flags.add(_FLAGS[argument])
        elif argument in _VALUES:
            waiting = _VALUES[argument]
        elif argument and argument[0] != "-":
            paths.append(argument)
        else:
            return None
    jobs = values.get("jobs")
    if waiting or (jobs is not None and not _JOBS.fullmatch(jobs)):
        return None
    preparation.load("guidegen.cli.building")
    from guidegen.batch.choices import Choices
    from guidegen.cli.building import Build
    from guidegen.cli.paths import place_of
    from guidegen.model.quiz import KEY_MODES

    place, key = place_of(tuple(paths)), values.get("key")
    if isinstance(place, str) or (key is not None and key not in KEY_MODES):
        return None
    day = datetime.date.today()
    return Build(place, Choices(key=key), day, force="force" in flags, quiet="quiet" in flags, jobs=int(jobs or 0))


def _end_without_reader() -> NoReturn:
    """Nobody reads what is said any more; Python would say so when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    raise SystemExit(1)
