"""Regular expressions that are compiled when they are first used: a run uses a small part of those that there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "flags", "groups")

if TYPE_CHECKING:

    def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
        """A regular expression, for the level of a module."""

else:

    class pattern:
        """A regular expression, for the level of a module."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self.pattern = text
            self._flags = flags

        def __getattr__(self, name: str) -> Any:
            """Anything that is asked of it first. What comes next is found as an attribute."""
            if name not in _METHODS:
                raise AttributeError(name)
            compiled = re.compile(self.pattern, self._flags)
            for each in _METHODS:
                setattr(self, each, getattr(compiled, each))
            return getattr(compiled, name)
