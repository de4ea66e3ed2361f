"""What an engine raises that cannot work."""

from __future__ import annotations


class EngineFailed(Exception):
    """An engine cannot work at all, for a reason that its user can do something about; the words are for them."""
