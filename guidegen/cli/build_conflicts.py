"""Options of `guidegen build` that do not go together: which, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.patterns import pattern

_WITH_PORT = pattern(r":\d+/*$")
#: Addresses of a host: `tcp://` is what Dask takes where nothing is said.
_OF_NETWORK = pattern(r"(?:tcp|tls)://|(?![a-z]+://)")


def conflict(
    choices: Choices, copies: CopiesWanted | None, *, engine: str, scheduler: str | None, jobs: int | None
) -> str:
    """What is wrong with a command as it was typed, in one sentence; empty where nothing is."""
    found = [*_of_format(choices), *_of_copies(choices, copies), *_of_engine(copies, engine, scheduler, jobs)]
    return found[0] if found else ""


def _of_format(choices: Choices) -> Iterator[str]:
    if choices.format == "pdf":
        return
    only_pdf = {"fillable": choices.fillable, "standard": choices.standard, "impose": choices.impose}
    for name, value in only_pdf.items():
        if value:
            yield f"--{name} is about PDFs: leave it out with --format {choices.format}"


def _of_copies(choices: Choices, copies: CopiesWanted | None) -> Iterator[str]:
    if copies is None:
        return
    if choices.teach_back:
        yield "--teach-back is one page for the guide, not for copies: build it without a roster"
    if copies.merge and choices.fillable:
        yield (
            "--merge is for paper and --fillable for the screen, where each person needs a file of their own: "
            "use one of them"
        )
    if copies.merge and choices.format != "pdf":
        yield f"--merge makes PDFs for a printer: leave it out with --format {choices.format}"


def _of_engine(copies: CopiesWanted | None, engine: str, scheduler: str | None, jobs: int | None) -> Iterator[str]:
    is_cluster = engine == "dask"
    if is_cluster != bool(scheduler):
        missing = "--engine dask" if scheduler else "--scheduler tcp://host:8786"
        yield f"a Dask cluster takes both --engine dask and its --scheduler: add {missing}"
    # Dask would ask for half a minute before it says so.
    if is_cluster and scheduler and not _WITH_PORT.search(scheduler) and _OF_NETWORK.match(scheduler):
        yield f"--scheduler {scheduler} lacks a port: write it like tcp://host:8786"
    if is_cluster and jobs:
        yield "--jobs counts processes of this machine, and a Dask cluster has its own: leave it out"
    if is_cluster and copies is not None and copies.merge:
        yield "--merge puts copies together in one process: leave --engine dask out"
