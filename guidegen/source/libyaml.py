"""The parser of libyaml, whose events are all that is wanted of PyYAML: the rest of it is loaded if it is asked for."""

from __future__ import annotations

from importlib import import_module

# The library in C looks for them in the package. Of most the program leaves all but the errors for later.
for _part in "error tokens events nodes reader scanner parser composer constructor emitter serializer".split():
    import_module(f"yaml.{_part}")
import_module("yaml.representer")

try:
    from yaml._yaml import CParser as Parser
except ImportError:
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

__all__ = ["Parser"]
