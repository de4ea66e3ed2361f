"""The values of a copy, as far as they are known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: The values of a copy by the names of their slots; what is not known is left out.
Values = Mapping[str, str]
NO_VALUES: Values = MappingProxyType({})
