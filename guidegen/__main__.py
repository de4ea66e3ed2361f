"""Where the program begins: `guidegen`, which is the same as `python -m guidegen`.

A build of which nothing changed since it was run last is answered here, before anything else is loaded.
"""

from __future__ import annotations

import gc
import os
import sys

from guidegen.kept.runs import Asked, recall, up_to_date


def run() -> None:
    """Answer the command line, and end."""
    asked = Asked(sys.argv[1:], os.getcwd())
    if asked.arguments[:1] == ["build"]:
        _answer_at_once(asked)
    # What a run makes lives long and has few cycles: looking for them again and again is half of the work otherwise.
    gc.set_threshold(50_000, 20, 20)
    from guidegen.cli import main

    main(prog_name="guidegen", obj=asked)


def _answer_at_once(asked: Asked) -> None:
    """Say again what the same build said, and end, where another one would change nothing. Else return."""
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


if __name__ == "__main__":
    run()
