"""Builds without options, or with the few that are asked for most: the library that reads options takes longer to load
than to read files.

Whatever else stands on the command line is left to it, and so is every mistake there.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from guidegen.cli.saying import say_any_letter
from guidegen.ctrl_c import interrupts
from guidegen.kept import preparation
from guidegen.patterns import pattern

if TYPE_CHECKING:
    from guidegen.batch.choices import Choices
    from guidegen.cli.building import Build
    from guidegen.kept.runs import Asked

_FLAGS = {"-q": "quiet", "--quiet": "quiet", "--force": "force"}
_VALUES = {
    "--key": "key",
    "-j": "jobs",
    "--jobs": "jobs",
    "-o": "output",
    "--output": "output",
    "--roster": "roster",
    "--page": "page",
    "--size": "size",
}
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
        if wanted.copies is None:
            code = build_and_tell(asked, wanted)
        else:
            preparation.load("guidegen.batch.copy_writing", "plainly")
            from guidegen.batch.interruptions import once

            with once():
                code = build_and_tell(asked, wanted)
    except BrokenPipeError:
        _end_without_reader()
    except (KeyboardInterrupt, Exception) as error:
        from guidegen.cli.failures import tell_failure

        code = tell_failure(error)
    raise SystemExit(code)


def plain(arguments: Sequence[str]) -> Build | None:
    """The build that a command line asks for, if it has no options but to be quiet, to make everything, where the
    answers and the files stand, on what paper and how large, for which people and with how many processes.
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
    if waiting or not _are_plain(values, paths):
        return None
    preparation.load("guidegen.cli.building")
    from guidegen.batch.choices import Choices, CopiesWanted
    from guidegen.batch.location import is_address
    from guidegen.cli.building import Build
    from guidegen.cli.paths import place_of

    choices = Choices(key=values.get("key"), page=values.get("page"), size=values.get("size", Choices().size))
    place = place_of(tuple(paths))
    if isinstance(place, str) or not _are_known(choices) or is_address(values.get("output", "")):
        return None
    return Build(
        place,
        choices,
        datetime.date.today(),
        Path(values["output"]) if "output" in values else None,
        CopiesWanted(Path(values["roster"])) if "roster" in values else None,
        force="force" in flags,
        quiet="quiet" in flags,
        jobs=int(values.get("jobs", 0)),
    )


def _are_plain(values: Mapping[str, str], paths: Sequence[str]) -> bool:
    """Whether nothing has to be said of the values of options before they are held against lists of words."""
    if "jobs" in values and not _JOBS.fullmatch(values["jobs"]):
        return False
    roster, has_folder = values.get("roster"), values.get("output") != ""
    return has_folder and (roster is None or (bool(paths) and os.path.isfile(roster) and os.access(roster, os.R_OK)))


def _are_known(choices: Choices) -> bool:
    from guidegen.batch.outputs import SIZES
    from guidegen.model.project import PAGE_SIZES
    from guidegen.model.quiz import KEY_MODES

    return (
        (choices.key is None or choices.key in KEY_MODES)
        and (choices.page is None or choices.page in PAGE_SIZES)
        and choices.size in SIZES
    )


def _end_without_reader() -> NoReturn:
    """Nobody reads what is said any more; Python would say so when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    raise SystemExit(1)
