"""How the program ends when something fails that is no mistake in a file: exit codes and one line for each."""

from __future__ import annotations

import os
from pathlib import Path

from guidegen.cli.saying import say
from guidegen.ctrl_c import INTERRUPTED, is_behind, was_heard

DONE, CONTENT_PROBLEMS, WRONG_USAGE, MACHINE_FAILED = 0, 1, 2, 3


def tell_failure(error: BaseException) -> int:
    """One line, the traceback for those who ask for it, and the exit code."""
    code, reason = _told(error)
    import traceback

    from guidegen.cli.report import visible

    if os.environ.get("GUIDEGEN_DEBUG") == "1":
        say("".join(traceback.format_exception(error)), err=True)
    say(f"guidegen: {visible(reason)}.", err=True)
    return code


def _told(error: BaseException) -> tuple[int, str]:
    if is_behind(error):
        was_heard()
        return INTERRUPTED, "interrupted"
    if isinstance(error, MemoryError):
        return MACHINE_FAILED, "the memory of this computer does not suffice"
    return MACHINE_FAILED, _machine_failure(error) if isinstance(error, OSError) else _bug(error)


def _machine_failure(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{os.fsdecode(error.filename)}: {reason}" if isinstance(error.filename, str | bytes) else reason


def _bug(error: BaseException) -> str:
    """Where it happened and what to do. The words of the error stay out, as they may hold a patient's name."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    ask = "please report it, with what GUIDEGEN_DEBUG=1 prints in addition"
    return f"this is a bug in guidegen and not in your files ({type(error).__name__}{place}); {ask}"
