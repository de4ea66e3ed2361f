"""What tests of engines share: code that comes before the command line in a process of its own."""

from __future__ import annotations

import sys

#: The ways to start processes that there are here.
STARTS = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]

#: The first process is killed when a few results came in.
KILLING = """
import guidegen.batch.engines.workers as workers
receive, received = workers.Workers._receive, []
def first_kill(self, *seconds):
    received.append(self)
    if len(received) == 2:
        self._workers[0].process.kill()
        self._workers[0].process.join()
    receive(self, *seconds)
workers.Workers._receive = first_kill
"""


def started(way: str) -> str:
    """Start processes so, and for little work too."""
    return f"""
import guidegen.batch.engines.local as local
local.way_to_start = lambda: {way!r}
local._PAYS_FROM = dict.fromkeys(local._PAYS_FROM, 0.2)
"""
