"""Categories of questions, as Moodle's formats have them: a line or element that holds for all that follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Categories:
    """The categories of a file: the one that all its questions are `alone` in, or else `tags` by their paths."""

    alone: str = ""
    tags: Mapping[str, str] | None = None

    def tag(self, path: str) -> str:
        """What the questions of a category are tagged with; nothing where all are in it."""
        return "" if self.tags is None else self.tags[path]


def categories(paths: Sequence[str], *, hold_all: bool) -> Categories:
    """The categories of these paths. They do not `hold_all` where questions stand before the first."""
    different = {path: _parts(path) for path in paths}
    last = {path: parts[-1] if parts else "" for path, parts in different.items()}
    if len(different) == 1 and hold_all:
        return Categories(last[paths[0]])
    counts = Counter(last.values())
    # Those of one name are told apart by the names above it.
    return Categories(
        tags={path: name if counts[name] == 1 else "/".join(different[path]) for path, name in last.items()}
    )


def _parts(path: str) -> list[str]:
    """The names of which a path is made; `//` is a slash in a name. Moodle's own names for the top are none."""
    parts = [part.replace("\0", "/").strip() for part in path.replace("//", "\0").split("/")]
    if parts[0].startswith("$"):
        del parts[0]
    return parts[1:] if parts[:1] == ["top"] else parts
