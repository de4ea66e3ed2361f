"""Who writes: whoever makes the files, or threads, of which one is enough where what they wait for is quick."""

import threading
import time

import pytest

from guidegen.batch.engines.cluster import Cluster
from guidegen.batch.engines.local import Local, cores
from guidegen.batch.far_store import FarStore
from guidegen.batch.store import Store
from guidegen.batch.writers import Own, OwnWhileQuick, Threads, who_writes


def test_who_makes_the_files_writes_them_at_once():
    with Own() as writers:
        assert writers.submit(0, threading.get_ident).result() == threading.get_ident()


def test_what_stops_the_one_who_writes_is_raised_at_once():
    with Own() as writers, pytest.raises(ZeroDivisionError):
        writers.submit(0, divmod, 1, 0)


def test_more_files_are_written_together_where_the_disk_is_quick(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with Own() as writers:
        assert writers.at_once == 4
        for took, then in ((0.01, 8), (0.01, 16), (0.1, 16), (0.01, 32), (0.01, 32), (0.5, 16), (9, 8)):
            writers.submit(0, lambda seconds: clock.__setitem__(0, clock[0] + seconds), took)
            assert writers.at_once == then
        for _ in range(5):
            writers.submit(0, lambda: clock.__setitem__(0, clock[0] + 9))
        assert writers.at_once == 1


def test_threads_write_from_when_the_disk_is_slow(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def who(a_file):
        def write(seconds):
            clock[0] += seconds
            return threading.get_ident() == own

        return writers.submit(0, write, a_file * writers.at_once).result()

    own = threading.get_ident()
    with OwnWhileQuick() as writers:
        # A disk that is slow now and then is not slow.
        assert all(who(a_file) for a_file in (0.0005, 0.01, 0.01, 0.0005, 0.01, 0.01, 0.001, 0.01, 0.01, 0.01))
        assert not any(who(a_file) for a_file in (0.01, 0.0005, 0.0005, 0.0005))


def test_one_thread_writes_while_few_files_wait():
    with Threads() as writers:
        tasks = [writers.submit(0, threading.get_ident) for _ in range(20)]
    assert len({task.result() for task in tasks}) == 1
    assert tasks[0].result() != threading.get_ident()


def test_more_threads_write_while_many_files_wait():
    with Threads() as writers:
        tasks = [writers.submit(waiting, threading.get_ident) for waiting in range(60)]
    assert len({task.result() for task in tasks}) == 4


def test_all_is_done_when_the_block_is_left_though_something_failed():
    done: list[int] = []
    try:
        with Threads() as writers:
            for number in range(30):
                writers.submit(number, done.append, number)
            raise RuntimeError
    except RuntimeError:
        assert sorted(done) == list(range(30))


def test_threads_write_where_that_takes_no_time_from_what_makes_the_files(tmp_path):
    assert isinstance(who_writes(is_far=True, may_wait=False), Threads)
    assert isinstance(who_writes(is_far=False, may_wait=True), OwnWhileQuick)
    assert isinstance(who_writes(is_far=False, may_wait=False), Own)
    assert Local(1).leaves_processors == (cores() > 1)
    assert not Local(cores()).leaves_processors and Cluster.leaves_processors
    assert not Store(tmp_path).is_far and FarStore.is_far.fget(None)
