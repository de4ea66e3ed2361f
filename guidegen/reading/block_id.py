"""The key that every block of a section can have."""

from __future__ import annotations

from guidegen.reading.shapes import Field, Identifier

BLOCK_ID = Field("id", Identifier(), "A stable id, for translations and items; derived from the section when left out.")
