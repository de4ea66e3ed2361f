"""Where the program begins and ends: `guidegen`, which is the same as `python -m guidegen`.

A build of which nothing changed since it was run last is answered here, before anything else is loaded.
"""

from __future__ import annotations

import gc
import os
import sys

from guidegen.ctrl_c import INTERRUPTED, ends_at_once, is_too_late

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from guidegen.kept.runs import Asked


def run() -> NoReturn:
    """Answer the command line, and end."""
    ends_at_once()
    from guidegen.kept.runs import Asked

    asked = Asked(sys.argv[1:], os.getcwd())
    # What a run makes lives long or has no cycles: looking for them again and again is half of the work otherwise.
    gc.set_threshold(1_000_000, 20, 20)
    try:
        if asked.arguments[:1] == ["build"]:
            _answer_at_once(asked)
        from guidegen.kept import preparation

        preparation.begin()
        from guidegen.records import make_classes_once

        make_classes_once()
        if asked.arguments[:1] == ["build"]:
            from guidegen.cli.plain import build_plainly

            build_plainly(asked)
        from guidegen.cli import main

        main(prog_name="guidegen", obj=asked)
    except SystemExit as end:
        _leave(end)
    except KeyboardInterrupt:
        # It came before there was anything that could say what is done.
        sys.stderr.write("guidegen: interrupted.\n")
        sys.exit(INTERRUPTED)
    sys.exit()


def _answer_at_once(asked: Asked) -> None:
    """Say again what the same build said, and end, where another one would change nothing. Else return."""
    from guidegen.kept.runs import recall, up_to_date

    recalled = recall(asked)
    if recalled is None:
        return
    if recalled.outcome.problems:
        from guidegen.cli.again import tell_again

        if tell_again(recalled):
            sys.exit(recalled.outcome.code)
        return
    for sentence in up_to_date(recalled.outcome):
        sys.stderr.write(f"{sentence}\n")
    sys.exit(recalled.outcome.code)


def _leave(end: SystemExit) -> NoReturn:
    """End without taking every object apart first, which takes as long as a third of a small build.

    All that has to be done at the end is done: exit functions run and what was said is written. Where a thread still
    works, there is more to say, or somebody looks into the program, the ordinary way is taken.
    """
    is_too_late()
    code = 0 if end.code is None else end.code
    threads = sys.modules.get("threading")
    is_watched = os.environ.get("GUIDEGEN_DEBUG") == "1" or sys.getprofile() is not None or sys.gettrace() is not None
    if is_watched or not isinstance(code, int) or (threads is not None and threads.active_count() > 1):
        raise end
    import atexit

    preparation = sys.modules.get("guidegen.kept.preparation")
    if preparation is not None:
        preparation.end()
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        raise end from None
    os._exit(code & 0xFF)


if __name__ == "__main__":
    run()
