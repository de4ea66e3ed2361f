"""Threads that write: one is enough where the disk is quick, and more begin where it is not."""

import threading

from guidegen.batch.writers import Writers


def test_one_thread_writes_while_few_files_wait():
    with Writers() as writers:
        tasks = [writers.submit(0, threading.get_ident) for _ in range(20)]
    assert len({task.result() for task in tasks}) == 1
    assert tasks[0].result() != threading.get_ident()


def test_more_threads_write_while_many_files_wait():
    with Writers() as writers:
        tasks = [writers.submit(waiting, threading.get_ident) for waiting in range(60)]
    assert len({task.result() for task in tasks}) == 4


def test_all_is_done_when_the_block_is_left_though_something_failed():
    done: list[int] = []
    try:
        with Writers() as writers:
            for number in range(30):
                writers.submit(number, done.append, number)
            raise RuntimeError
    except RuntimeError:
        assert sorted(done) == list(range(30))
