"""Commands at once, for what several processors can do with work that shares nothing.

`python benchmarks/at_once.py COMMAND -- COMMAND`: ends when all have ended, with the code of the first that failed.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Sequence


def run(words: Sequence[str]) -> int:
    """Run commands that are parted by `--`."""
    commands = [list(each) for is_end, each in itertools.groupby(words, key="--".__eq__) if not is_end]
    running = [subprocess.Popen(command) for command in commands]
    return next((code for code in [each.wait() for each in running] if code), 0)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
