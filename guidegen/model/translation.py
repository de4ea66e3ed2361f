"""Translations: a guide, a bank or a quiz in another language, which knows the file that it translates."""

from __future__ import annotations

import datetime

from guidegen.diagnostics import Span
from guidegen.model.prose import NOWHERE
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Who translated a file, or checked it. `pending` stands for nobody yet, and is printed as such."""

    name: str = ""
    credentials: str = ""
    pending: bool = True
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Translation:
    """What a translated file knows of its original, which stands at `path` and is in `language`.

    `lacking` are the items of a bank that are not translated (yet): the originals stand in their place, and are not
    printed. `stale` counts the texts whose original has changed since they were confirmed, and `unconfirmed` those
    of which nobody has said what they translate.
    """

    path: str
    language: str
    translator: Person = Person()
    reviewer: Person = Person()
    reviewed_on: datetime.date | None = None
    lacking: frozenset[str] = frozenset()
    stale: int = 0
    unconfirmed: int = 0
    origin: Span = field(default=NOWHERE, compare=False)
