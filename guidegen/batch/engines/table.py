"""The engines by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from guidegen.batch.engines.local import Local, cores
from guidegen.records import dataclass

if TYPE_CHECKING:
    from guidegen.batch.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of the engine: how many `jobs` (0: as it comes), where the `scheduler` of a cluster is.

    `tell` is told what happens on the way; `location` is the address of the output, if it has one.
    """

    tell: Callable[[str], None]
    jobs: int = 0
    scheduler: str = ""
    location: str = ""


def _local(wish: Wish) -> Engine:
    return Local(wish.jobs or cores())


def _dask(wish: Wish) -> Engine:
    from guidegen.batch.engines.cluster import Cluster

    return Cluster(wish.scheduler, wish.tell, wish.location)


ENGINES: Mapping[str, Callable[[Wish], Engine]] = {"local": _local, "dask": _dask}
