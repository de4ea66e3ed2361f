"""Copies and sources made by a real Dask cluster are those that this process makes, whatever happens to the workers."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.batch import test_workers, test_workshop

pytestmark = [
    pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal"),
]

#: Small tasks, and a mistake where the client would have to make one of them itself.
BEGIN = """
import guidegen.batch.engines.cluster as cluster
cluster.Cluster.chunk = 3
"""
NONE_IS_LOST = """
result = cluster.Cluster._result
def not_lost(self, order):
    found = result(self, order)
    assert found is not None
    return found
cluster.Cluster._result = not_lost
"""
COPIES = ("quizzes/test.yaml", "--roster", "class.csv")


class DaskCluster:
    """A scheduler and its workers, each a process of its own without a nanny that would start it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.file = folder / "scheduler.json"
        self._start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", self.file)
        until(self.file.exists)
        self.address = json.loads(self.file.read_text(encoding="utf-8"))["address"]

    def _start(self, module: str, *arguments: object) -> subprocess.Popen[bytes]:
        log = self.folder / f"{len(self.processes)}.log"
        command = [sys.executable, "-m", module, *map(str, arguments)]
        with log.open("wb") as file:
            process = subprocess.Popen(command, cwd=self.folder, stdout=file, stderr=file)
        self.processes.append(process)
        return process

    def worker(self, *options: object) -> subprocess.Popen[bytes]:
        """Start a worker, and wait until it is there."""
        number = len(self.processes)
        common = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", self.folder / f"at-{number}")
        process = self._start("distributed.cli.dask_worker", self.address, *common, *options)
        log = self.folder / f"{number}.log"
        until(lambda: b"Registered to" in log.read_bytes())
        return process

    def logs(self) -> str:
        return "".join(log.read_text(encoding="utf-8") for log in sorted(self.folder.glob("*.log")))

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def until(is_so) -> None:
    for _ in range(2400):
        with contextlib.suppress(OSError):
            if is_so():
                return
        time.sleep(0.05)
    raise AssertionError("it takes too long")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[DaskCluster]:
    """A cluster of three workers, of which one prints with another zlib."""
    made = DaskCluster(tmp_path_factory.mktemp("cluster"))
    try:
        other = made.folder / "other_zlib.py"
        other.write_text("import zlib\nzlib.ZLIB_RUNTIME_VERSION = '0.9'\n", encoding="utf-8")
        made.worker("--preload", other)
        made.worker()
        made.worker()
        yield made
    finally:
        made.close()


def build(folder: Path, *options: str, before: str = "", code: int = 1) -> tuple[str, str, dict[str, bytes]]:
    command = [sys.executable, "-c", f"{before}\nfrom guidegen.cli import main\nmain()", "build", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == code, done.stderr
    output = folder / "output"
    return (
        done.stdout,
        done.stderr,
        {path.name: path.read_bytes() for path in output.iterdir()} if output.exists() else {},
    )


def by(cluster: DaskCluster) -> tuple[str, ...]:
    return "--engine", "dask", "--scheduler", cluster.address


def test_copies_are_the_same_and_a_worker_that_differs_is_left_out(tmp_path, cluster):
    said, told, alone = build(test_workers.project(tmp_path / "one"), *COPIES, "--jobs", "1")
    said_too, told_too, together = build(
        test_workers.project(tmp_path / "dask"), *COPIES, *by(cluster), before=BEGIN + NONE_IS_LOST
    )
    assert together == alone and len(alone) == 39 + 2
    first, rest = told_too.split("\n", 1)
    assert re.fullmatch(r"the worker tcp://\S+ is left out: it has zlib 0\.9, not \S+", first)
    assert (said_too, rest) == (said, told)
    assert "Student" not in cluster.logs()
    assert not [path for path in cluster.folder.rglob("*") if path.is_file() and b"Student" in path.read_bytes()]


def test_a_worker_that_is_killed_half_way_is_survived(tmp_path, cluster):
    alone = build(test_workers.project(tmp_path / "one"), *COPIES, "--jobs", "1")[2]
    folder = test_workers.project(tmp_path / "dask")
    process = cluster.worker()
    killing = f"""
import os, signal, time
answer, answered = cluster.Cluster._answer, []
def kill_half_way(self, order):
    answered.append(answer(self, order))
    if len(answered) == 3:
        os.kill({process.pid}, signal.SIGKILL)
    return answered[-1]
cluster.Cluster._answer = kill_half_way
"""
    address = (tmp_path / "far").as_uri()
    said, told, _ = build(folder, *COPIES, *by(cluster), "-o", address, before=BEGIN + killing + NONE_IS_LOST)
    # A file that the worker was writing has no name yet.
    far = {path.name: path.read_bytes() for path in (tmp_path / "far").iterdir() if path.name[0] != "."}
    assert process.wait() == -signal.SIGKILL
    assert far == alone
    assert f"{address}/test-0001.pdf" in said and "class.csv:8" in told
    # Workers put the copies there; nothing is left beside them, and the next build finds all as it was.
    assert build(folder, *COPIES, "-o", address)[0] == said
    assert {path.name: path.read_bytes() for path in (tmp_path / "far").iterdir() if path.name[0] != "."} == alone


def test_when_no_worker_is_left_the_rest_is_made_here(tmp_path):
    alone = build(test_workers.project(tmp_path / "one"), *COPIES, "--jobs", "1")[2]
    (tmp_path / "cluster").mkdir()
    small = DaskCluster(tmp_path / "cluster")
    try:
        process = small.worker()
        killing = f"""
import os, signal
answer, answered = cluster.Cluster._answer, []
def kill(self, order):
    answered.append(order)
    if len(answered) == 2:
        os.kill({process.pid}, signal.SIGKILL)
    return answer(self, order)
cluster.Cluster._answer = kill
"""
        together = build(test_workers.project(tmp_path / "dask"), *COPIES, *by(small), before=BEGIN + killing)[2]
    finally:
        small.close()
    assert together == alone


def test_sources_are_the_same(tmp_path, cluster):
    alone = build(test_workshop.project(tmp_path / "one"), "--jobs", "1")
    together = build(test_workshop.project(tmp_path / "dask"), *by(cluster), before=BEGIN + NONE_IS_LOST)
    assert together[2] == alone[2] and together[0] == alone[0]
    assert together[1].split("\n", 1)[1] == alone[1]


def test_files_of_others_are_left_alone(tmp_path, cluster):
    """A worker puts no copy in the place of a file that another source makes."""
    address = (tmp_path / "far").as_uri()
    files = []
    for name in ("one", "dask"):
        folder = test_workers.project(tmp_path / name)
        other = test_workers.QUIZ.replace("quiz: test", "quiz: test-0004")
        (folder / "quizzes" / "test-0004.yaml").write_text(other, encoding="utf-8")
        where = ("-o", address) if name == "dask" else ()
        build(folder, *where, code=0)
        _, told, made = build(folder, *COPIES, *where, *(by(cluster) if name == "dask" else ()), before=BEGIN)
        assert "Row 4: its file would have the name of another one." in told
        files.append(made or {path.name: path.read_bytes() for path in (tmp_path / "far").iterdir()})
    assert files[0] == files[1]


class FakeClient:
    """A client of workers that come and go; `told` is what each says of itself."""

    def __init__(self, told: dict[str, object]) -> None:
        self.told = told
        self.received: list[str] = []

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.told, 1)

    def run(self, function, *arguments, workers, on_error):
        assert on_error == "return"
        if function.__name__ == "receive":
            self.received += workers
        return {address: self.told[address] if function.__name__ == "introduce" else None for address in workers}


def test_workers_that_join_late_are_asked_too(monkeypatch):
    from guidegen.batch.engines import cluster

    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(cluster.time, "monotonic", lambda: next(clock))
    said: list[str] = []
    engine = cluster.Cluster("tcp://x", said.append)
    engine._own, engine._plan = {"Python": "3.11.7", "zlib": "1"}, ("plan", cluster.Sealed(b""))
    seen = {"Python": "3.11.7", "zlib": "1", cluster.SEES: "yes"}
    engine._client = client = FakeClient({"a": seen})
    assert engine._workers() == ["a"] == client.received
    client.told |= {
        "b": {**seen, "Python": "3.12.1", "more": "is no matter"},
        "c": ModuleNotFoundError("guidegen"),
        "d": seen,
        "e": OSError("gone"),
    }
    assert engine._workers() == ["a", "d"] == client.received
    assert said == [
        "the worker b is left out: it has Python 3.12.1, not 3.11.7",
        "the worker c is left out: it has no guidegen, or another one",
        "the worker e is left out: it does not answer",
    ]
    del client.told["a"]
    engine._ask_anew()
    assert engine._workers() == ["d"] and len(said) == 3


def test_a_worker_tells_no_content(monkeypatch):
    from guidegen.batch.engines import cluster_worker

    class Failing:
        def maker(self):
            raise ValueError("Ada Lovelace")

    assert not cluster_worker.make("unknown", cluster_worker.Sealed("Ada")).knows_plan
    monkeypatch.setattr(cluster_worker.pickle, "loads", lambda data: Failing())
    cluster_worker.receive("plan", cluster_worker.Sealed(b"Ada"))
    answer = cluster_worker.make("plan", cluster_worker.Sealed("Ada"))
    assert (answer.mistake, answer.result) == ("ValueError", None)
    assert "Ada" not in repr([answer, cluster_worker.Sealed("Ada"), cluster_worker._held])
    cluster_worker.forget("plan")
    assert not cluster_worker._held


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--engine", "dask"), 2, "add --scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), 2, "add --engine dask"),
        (("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"), 2, "leave it out"),
        (("--engine", "dask", "--scheduler", "tcp://localhost"), 2, "lacks a port: write it like tcp://host:8786"),
        (("--engine", "dask", "--scheduler", "nonsense"), 2, "lacks a port"),
        (("--engine", "dask", "--scheduler", "nonsense://x"), 3, "No Dask scheduler answers at nonsense://x."),
        (("-o", "nonsense://bucket/folder"), 2, "nonsense://bucket/folder is no address of a folder"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path, options, code, said):
    folder = test_workers.project(tmp_path)
    told = build(folder, *options, code=code)[1]
    assert said in told and "Traceback" not in told


def test_a_missing_library_is_told_with_the_cure(tmp_path):
    folder = test_workers.project(tmp_path)
    for name, options in (
        ("distributed", ("--engine", "dask", "--scheduler", "tcp://x:1")),
        ("fsspec", ("-o", "s3://x")),
    ):
        code = 3 if name == "distributed" else 2
        told = build(folder, *options, before=f"import sys\nsys.modules[{name!r}] = None", code=code)[1]
        assert 'pip install "guidegen[dask]"' in told


def test_an_output_in_memory_is_whole(tmp_path):
    folder = test_workers.project(tmp_path)
    showing = """
import atexit
@atexit.register
def show():
    import fsspec
    print(sorted(fsspec.filesystem("memory").store))
"""
    shown = build(folder, *COPIES, "-o", "memory://out", "--jobs", "2", before=showing)[0]
    assert "/out/test-0001.pdf" in shown and "/out/manifest.json" in shown and ".guidegen-" not in shown
