"""Processes to which tasks are given, and which hand over what they make of them.

Each is given tasks ahead, and its results wait in it until they are taken, so that none waits for another.
A process that ends too early loses its tasks and stops nobody.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.batch.cycles import look_now_and_then
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from queue import Queue

#: So many seconds are waited for what another process was to do meanwhile: where others keep it from its work, it is
#: sooner done here.
_PATIENCE = 0.05

#: So many results may wait for an earlier one at least: the first tasks take a worker longest.
_HELD = 16
#: Sets a process up, and returns what makes the result of a task.
Begin = Callable[[], Callable[[Any], Any]]


@dataclass(slots=True)
class _Order:
    """A task that was given to a worker."""

    task: Any
    result: Any = None
    is_done: bool = False

    def do(self, make: Callable[[Any], Any]) -> None:
        """Do it here. A mistake of the program is met again by the one who asked, and told there."""
        with contextlib.suppress(Exception):
            self.result = make(self.task)
        self.is_done = True


@dataclass(slots=True)
class _Worker:
    """A process, as long as it lives, with its orders in the order of their results."""

    process: Any
    end: Connection
    orders: deque[_Order] = field(default_factory=deque)
    is_alive: bool = True

    def give(self, order: _Order) -> None:
        """Hand a task over."""
        self.orders.append(order)
        try:
            self.end.send(order.task)
        except OSError:
            self.lose()

    def give_no_more(self) -> None:
        """The process ends by itself when its last result is handed over."""
        if self.is_alive:
            with contextlib.suppress(OSError):
                self.end.send(None)

    def receive(self) -> None:
        """Take a result that is ready."""
        try:
            result = self.end.recv()
        except (EOFError, OSError):
            self.lose()
            return
        order = self.orders.popleft()
        if not order.is_done:
            order.result, order.is_done = result, True

    def lose(self) -> None:
        """The process is gone, and its orders are lost."""
        self.is_alive = False
        for order in self.orders:
            order.is_done = True
        self.orders.clear()


class Workers:
    """So many processes. `begin` sets each of them up; it is called there."""

    def __init__(self, count: int, begin: Begin, start: str) -> None:
        """Start them, as doubles of this process ("fork") or anew ("spawn"): as many as the machine lets us have, and
        OSError when that is none.
        """
        import multiprocessing

        from guidegen.batch.interruptions import unheard

        context: Any = multiprocessing.get_context(start)
        self._workers: list[_Worker] = []
        with unheard():
            for _ in range(count):
                try:
                    self._workers.append(self._started(context, begin))
                except OSError:
                    if not self._workers:
                        raise
                    break

    def _started(self, context: Any, begin: Begin) -> _Worker:
        ours, theirs = context.Pipe()
        with theirs:
            try:
                # A double has the ends of the others too, and would keep them open when they are gone.
                foreign = [*(worker.end for worker in self._workers), ours]
                given = begin, theirs, foreign if context.get_start_method() == "fork" else []
                process = context.Process(target=_run, args=given, daemon=True)
                process.start()
            except BaseException:
                ours.close()
                raise
        return _Worker(process, ours)

    def results(
        self, tasks: Iterator[Any], ahead: Callable[[], int], own: Callable[[Any], Any] | None = None
    ) -> Iterator[tuple[Any, Any]]:
        """Each task with its result, in the order of the tasks; None where the result is lost.

        A worker has so many tasks whose results were not taken, at most, as `ahead` says at the time. With `own` this
        process does tasks as well, when it would wait for a result otherwise: in the end also those that wait at a
        worker, the last of them first, and what does not come soon. It then need not wait for their results.
        """
        given: deque[_Order] = deque()
        while True:
            self._hand_out(tasks, given, ahead())
            if not given and own is not None and (order := self._next(tasks, given)) is not None:
                # The workers have enough to do that was done here meanwhile.
                order.do(own)
            if not given:
                break
            while not given[0].is_done:
                can_help = own is not None and len(given) < max(_HELD, self._most(ahead()))
                came = self._receive(0.0 if can_help else None if own is None else _PATIENCE)
                self._hand_out(tasks, given, ahead())
                if own is None or given[0].is_done:
                    continue
                order = self._next(tasks, given) if can_help else None
                if order is None and (came or (can_help and self._receive(_PATIENCE))):
                    continue
                (order or given[0]).do(own)
            order = given.popleft()
            yield order.task, order.result
        # Nobody is left to make them.
        for task in tasks:
            yield task, None

    def _next(self, tasks: Iterator[Any], given: deque[_Order]) -> _Order | None:
        """A task to be done here: a new one, or the last that waits at a worker, as long as he has not begun it."""
        for task in tasks:
            given.append(_Order(task))
            return given[-1]
        begun = {id(worker.orders[0]) for worker in self._workers if worker.orders}
        return next((order for order in reversed(given) if not order.is_done and id(order) not in begun), None)

    def shared(
        self,
        make: Callable[[Any], Any],
        tasks: Iterator[Any],
        ahead: int,
        others: Sequence[Any] = (),
    ) -> Generator[tuple[Any, Any], None, list[_Order]]:
        """Each task with its result, in any order: this process does tasks too, and those whose results are lost.

        The `others` are tasks that are given away when no more are left; their `result` may be asked for afterwards.
        """
        given: deque[_Order] = deque()
        self._hand_out(tasks, given, ahead)
        is_left = True
        while is_left:
            self._receive(0.0)
            self._hand_out(tasks, given, ahead)
            yield from self._taken(make, given)
            is_left = False
            for task in itertools.islice(tasks, 1):
                yield task, make(task)
                is_left = True
        orders = [self._given(other) for other in others]
        for worker in self._workers if orders else ():
            worker.give_no_more()
        while given:
            while not given[0].is_done:
                self._receive()
            yield from self._taken(make, given)
        self._end_idle()
        return orders

    def result(self, order: _Order) -> Any:
        """What came of an order; None where it is lost, or does not come soon. With the last of them all is ended."""
        end = time.monotonic() + _PATIENCE
        while not order.is_done and (left := end - time.monotonic()) > 0:
            self._receive(left)
        self._end_idle()
        return order.result

    def _given(self, task: Any) -> _Order:
        """A task in the hands of who has the fewest; lost where nobody is there."""
        order = _Order(task)
        alive = [worker for worker in self._workers if worker.is_alive]
        if alive:
            min(alive, key=lambda worker: len(worker.orders)).give(order)
        else:
            order.is_done = True
        return order

    def _end_idle(self) -> None:
        """End those of whom nothing is awaited, without waiting until they are gone: what a double lets go of takes
        some milliseconds.
        """
        for worker in self._workers:
            if worker.is_alive and not worker.orders:
                worker.end.close()
                worker.process.terminate()
                worker.is_alive = False

    def _taken(self, make: Callable[[Any], Any], given: deque[_Order]) -> Iterator[tuple[Any, Any]]:
        """Those that are done, up to the first that is not."""
        while given and given[0].is_done:
            order = given.popleft()
            yield order.task, order.result if order.result is not None else make(order.task)

    def _hand_out(self, tasks: Iterator[Any], given: deque[_Order], ahead: int) -> None:
        """Give tasks to those who have few. Results that wait for an earlier one count as well: they are held here."""
        while len(given) < self._most(ahead):
            free = [worker for worker in self._workers if worker.is_alive and len(worker.orders) < ahead]
            if not free:
                return
            for task in tasks:
                given.append(_Order(task))
                min(free, key=lambda worker: len(worker.orders)).give(given[-1])
                break
            else:
                return

    def _most(self, ahead: int) -> int:
        """How many tasks may be given whose results were not taken."""
        return 2 * ahead * len(self._workers)

    def _receive(self, seconds: float | None = None) -> bool:
        """Take the results that are ready, or wait for one, for so long at most; whether there were any."""
        from multiprocessing.connection import wait

        ends = {worker.end: worker for worker in self._workers if worker.is_alive}
        ready = wait(list(ends), seconds)
        for end in ready:
            ends[end].receive()  # type: ignore[index]
        return bool(ready)

    def close(self, *, waits: bool = True) -> None:
        """End them, whatever they do. Who does not wait for that finds them gone when the program ends."""
        for worker in self._workers:
            worker.end.close()
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers if waits else ():
            worker.process.join(timeout=1)
            if worker.process.exitcode is None:
                # Who is stopped does not even hear that it is to end.
                worker.process.kill()


def _run(begin: Begin, end: Connection, foreign: list[Connection]) -> None:
    import queue
    import signal
    import threading

    # The one who waits for the results sees to it that an interrupted run ends well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the process that asks: looking for the few cycles again and again is half of the work otherwise. To look
    # through what a double shares with it would give the double all of that for its own.
    gc.freeze()
    look_now_and_then()
    for other in foreign:
        other.close()
    tasks: Queue[Any] = queue.Queue()
    ready: Queue[Any] = queue.Queue()
    threading.Thread(target=_take_in, args=(end, tasks), daemon=True).start()
    sender = threading.Thread(target=_hand_over, args=(ready, end), daemon=True)
    sender.start()
    with contextlib.suppress(Exception):
        make = begin()
        while (given := tasks.get()) is not None and given[0] is not None:
            task, result = given[0], None
            # A mistake of the program is met again by the one who asked, and told there.
            with contextlib.suppress(Exception):
                result = make(task)
            ready.put((result,))
    ready.put(None)
    sender.join()


def _take_in(end: Connection, tasks: Queue[Any]) -> None:
    """Take tasks as they come, so that who gives them never waits for who hands results over."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            tasks.put((end.recv(),))
    tasks.put(None)


def _hand_over(ready: Queue[Any], end: Connection) -> None:
    """Send what is ready, so that the next is made while somebody else's result is waited for."""
    with contextlib.suppress(OSError), end:
        while (result := ready.get()) is not None:
            end.send(result[0])
        return
    # Nobody takes anything any more: the process is ended from outside.
    while ready.get() is not None:
        pass
