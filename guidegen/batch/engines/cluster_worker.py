"""What runs on the workers of a cluster: the handshake, and the tasks of plans that were sent there.

Nothing of it stays: a plan is forgotten at the end of its run, nothing is written to the worker's disk, and no mistake
is raised, since Dask would log it with what it was about.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
import threading
from collections.abc import Iterator
from typing import Any

from guidegen.batch.engines.engine import Maker
from guidegen.batch.location import Location, NoLocation
from guidegen.kept.program import traits
from guidegen.records import dataclass, field

#: What a worker tells of the location beside its traits: something, when it is the same place for it.
SEES = "sees"


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """What is sent to a worker or comes from it. It has no `repr`, so that no log or dashboard can show it."""

    value: Any


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What became of a task: a result, the name of a mistake, or that the worker does not know the plan."""

    result: Any = None
    mistake: str = ""
    knows_plan: bool = True


@dataclass(slots=True, repr=False)
class _Held:
    """A plan, and its maker from the first task on. One task at a time: the program shares much between copies."""

    plan: bytes
    maker: Maker | None = None
    lock: Any = field(default_factory=threading.Lock)


_held: dict[str, _Held] = {}


def introduce(location: str, probe: str) -> dict[str, str]:
    """What decides bytes on this worker, and whether it sees the file `probe` at the location."""
    sees = not location
    with contextlib.suppress(OSError, NoLocation):
        sees = sees or Location(location).has(probe)
    return traits() | {SEES: "yes" if sees else ""}


def receive(name: str, plan: Sealed, dask_worker: Any = None) -> None:
    """Take a plan."""
    _held[name] = _Held(plan.value)
    # Results hold what is printed on copies: they may not be written to a disk when memory is short.
    manager = getattr(dask_worker, "memory_manager", None)
    if manager is not None:
        manager.memory_spill_fraction = False


def make(name: str, task: Sealed) -> Answer:
    """Do a task of a plan."""
    held = _held.get(name)
    if held is None:
        return Answer(knows_plan=False)
    try:
        with held.lock, _few_collections():
            if held.maker is None:
                held.maker = pickle.loads(held.plan).maker()
            return Answer(held.maker.make(task.value))
    except Exception as error:
        return Answer(mistake=type(error).__name__)


def forget(name: str) -> None:
    """Forget a plan."""
    _held.pop(name, None)
    gc.collect()


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """What a run makes lives long and has few cycles: looking for them is half of the work otherwise."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
