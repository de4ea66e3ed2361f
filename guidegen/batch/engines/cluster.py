"""The engine of a Dask cluster: workers on other machines, which get all that they need as data.

Before a worker gets anything it is asked for what decides bytes: the program, Python, zlib, libraries. One that
differs is left out and named; so is one that does not see the folder of the output. Workers that join later are asked
as well. Tasks of a worker that is lost are done by another, and by this process when none is left, so that the result
is always the same.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Any, Self

from guidegen.batch.engines.cluster_worker import SEES, Answer, Sealed, forget, introduce, make, receive
from guidegen.batch.engines.engine import Job
from guidegen.batch.engines.failure import EngineFailed
from guidegen.batch.location import INSTALL, Location
from guidegen.kept.program import traits
from guidegen.records import dataclass
from guidegen.render.pdf.hands import Hands, OwnHands

#: So many tasks for each worker are given out before their results are taken.
_IN_WORK = 3
#: How often a task is given to another worker when its own is lost.
_RETRIES = 4
#: Seconds: to find the scheduler, between looks for new workers, and between looks whether a task's workers live.
_TO_CONNECT, _TO_LOOK, _TO_WAIT = 20, 3, 5
_END = object()


@dataclass(slots=True)
class _Order:
    """A task, with its future and the workers that may do it; without a future it is lost."""

    task: Any
    future: Any = None
    workers: frozenset[str] = frozenset()


class Cluster:
    """The workers of a scheduler. `tell` says what happens on the way; copies are put at the `location`, if any."""

    chunk = 200
    pays_from = 0.0
    reads_anew = True
    leaves_processors = True
    #: Threads talk to the scheduler, so that this process cannot be doubled.
    hands: Hands = OwnHands()

    def __init__(self, scheduler: str, tell: Callable[[str], None], location: str = "") -> None:
        """Nothing is connected yet."""
        self.scheduler = scheduler
        self.tell = tell
        self.location = location
        self._client: Any = None
        self._probe = f".guidegen-{os.urandom(8).hex()}"
        self._own: dict[str, str] = {}
        #: The workers that were asked, and whether they may work.
        self._known: dict[str, bool] = {}
        self._told: set[str] = set()
        self._looked = -math.inf
        self._plan: tuple[str, Sealed] | None = None

    def __enter__(self) -> Self:
        """Connect, and ask the workers. Raises EngineFailed when the cluster cannot be used."""
        try:
            import logging

            from distributed import Client
            from distributed.comm.addressing import parse_address
            from distributed.comm.registry import get_backend
        except ImportError as error:
            raise EngineFailed(f"`--engine dask` takes Dask, which is not installed: {INSTALL}") from error
        # What happens is told in our own words.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            find: Any = get_backend
            find(parse_address(self.scheduler)[0])
            connect: Any = Client
            self._client = connect(self.scheduler, timeout=_TO_CONNECT, set_as_default=False, name="guidegen")
        except (OSError, ValueError) as error:
            raise EngineFailed(f"No Dask scheduler answers at {self.scheduler}.") from error
        try:
            if self.location:
                self._put_probe()
            self._own = traits()
            if not self._workers():
                there = "None of its workers can be used." if self._known else "It has no workers."
                raise EngineFailed(f"The Dask cluster at {self.scheduler} cannot make anything. {there}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster as it was."""
        if self.location:
            with contextlib.suppress(OSError):
                Location(self.location).remove(self._probe)
        with contextlib.suppress(Exception):
            self._client.close(timeout=_TO_WAIT)

    def _put_probe(self) -> None:
        """Put a file at the location, by which a worker knows that it is the same place."""
        try:
            Location(self.location).write(self._probe, b"")
        except OSError as error:
            raise EngineFailed(f"Nothing can be written to {self.location}: {error.strerror or error}") from error

    def results(self, job: Job, tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with its result; None where no worker could make it."""
        name = os.urandom(8).hex()
        self._plan = name, Sealed(pickle.dumps(job.plan(), protocol=5))
        self._ask_anew()
        given: deque[_Order] = deque()
        try:
            while True:
                most = _IN_WORK * max(1, len(self._workers()))
                while len(given) < most and (task := next(tasks, _END)) is not _END:
                    given.append(self._give(_Order(task)))
                if not given:
                    return
                order = given.popleft()
                yield order.task, self._result(order)
        finally:
            with contextlib.suppress(Exception):
                self._client.cancel([order.future for order in given if order.future is not None], force=True)
            with contextlib.suppress(Exception):
                self._client.run(forget, name, on_error="ignore")
            self._plan = None

    def _give(self, order: _Order) -> _Order:
        """Hand a task to the workers that there are."""
        order.workers, order.future = frozenset(self._workers()), None
        if order.workers:
            assert self._plan is not None
            with contextlib.suppress(Exception):
                order.future = self._client.submit(
                    make,
                    self._plan[0],
                    Sealed(order.task),
                    workers=sorted(order.workers),
                    allow_other_workers=False,
                    retries=_RETRIES,
                    pure=False,
                    key=f"guidegen-{os.urandom(8).hex()}",
                )
        return order

    def _result(self, order: _Order) -> Any:
        """The result of a task; None when it is lost for good."""
        for _ in range(_RETRIES):
            if order.future is None:
                return None
            answer = self._answer(order)
            if answer is not None and answer.knows_plan:
                return answer.result
            # Its workers are gone, or one of them began anew and forgot the plan: all are asked again.
            self._ask_anew()
            self._give(order)
        return None

    def _answer(self, order: _Order) -> Answer | None:
        """What a worker says to a task; None when no worker is left that could."""
        while True:
            try:
                answer: Answer = order.future.result(timeout=_TO_WAIT)
                return answer
            except TimeoutError:
                if order.workers.isdisjoint(self._alive()):
                    return None
            except Exception as error:
                # A task over which several workers were lost may be why: no more of them are risked.
                mistake = type(error).__name__
                return Answer(mistake=mistake) if mistake == "KilledWorker" else None

    # Workers

    def _ask_anew(self) -> None:
        """Let all workers be asked again."""
        self._known.clear()
        self._looked = -math.inf

    def _alive(self) -> frozenset[str]:
        """The workers that the scheduler knows."""
        try:
            return frozenset(self._client.nthreads())
        except Exception:
            return frozenset()

    def _workers(self) -> list[str]:
        """The workers that may work; from time to time it is looked who came and went."""
        if time.monotonic() - self._looked > _TO_LOOK:
            alive = self._alive()
            self._known = {address: fits for address, fits in self._known.items() if address in alive}
            self._welcome(sorted(alive - self._known.keys()))
            self._looked = time.monotonic()
        return [address for address, fits in self._known.items() if fits]

    def _welcome(self, addresses: list[str]) -> None:
        """Ask workers who they are, and give the plan to those that fit."""
        if not addresses:
            return
        told = self._ask(introduce, self.location, self._probe, workers=addresses)
        for address in addresses:
            self._known[address] = self._fits(address, told.get(address))
        fitting = [address for address in addresses if self._known[address]]
        if self._plan is not None and fitting:
            answers = self._ask(receive, *self._plan, workers=fitting)
            for address in fitting:
                self._known[address] = answers.get(address, _END) is None

    def _ask(self, function: Callable[..., Any], *arguments: Any, workers: list[str]) -> dict[str, Any]:
        try:
            answers: dict[str, Any] = self._client.run(function, *arguments, workers=workers, on_error="return")
        except Exception:
            return {}
        return answers

    def _fits(self, address: str, told: Any) -> bool:
        """Whether what a worker makes would be what is made here; if not, that is told."""
        if not isinstance(told, dict):
            has_another = isinstance(told, ImportError | AttributeError)
            self._leave_out(address, "it has no guidegen, or another one" if has_another else "it does not answer")
            return False
        differs = [f"{name} {told.get(name)}, not {own}" for name, own in self._own.items() if told.get(name) != own]
        if differs:
            self._leave_out(address, f"it has {'; '.join(differs)}")
        elif not told[SEES]:
            self._leave_out(address, f"it does not see {self.location}")
        return not differs and bool(told[SEES])

    def _leave_out(self, address: str, why: str) -> None:
        """Say once that a worker is not used."""
        sentence = f"the worker {address} is left out: {why}"
        if sentence not in self._told:
            self._told.add(sentence)
            self.tell(sentence)
