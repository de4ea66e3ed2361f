"""Guidegen: YAML guides and question banks in, accessible printable handouts, quizzes and answer keys out.

The public API is small, and loaded only when it is used: `load_project`, `check`, `build`.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "build", "check", "load_project"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from guidegen.batch.build import build
    from guidegen.batch.check import check
    from guidegen.reading import read_project as load_project


def __getattr__(name: str) -> object:
    """Load a public function when it is first asked for (PEP 562)."""
    if name == "build":
        from guidegen.batch.build import build

        return build
    if name == "check":
        from guidegen.batch.check import check

        return check
    if name == "load_project":
        from guidegen.reading import read_project

        return read_project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
