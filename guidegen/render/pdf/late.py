"""Functions whose modules are loaded when they are called first: most documents hold few kinds of blocks and texts."""

from __future__ import annotations

import importlib
from typing import Any


def late(module: str, name: str) -> Any:
    """The function, or class, of this name in a module beside this one, which is loaded when it is called first."""
    found: Any = None

    def function(*given: Any, **named: Any) -> Any:
        nonlocal found
        if found is None:
            found = getattr(importlib.import_module(f"guidegen.render.pdf.{module}"), name)
        return found(*given, **named)

    function.__name__ = name
    return function
