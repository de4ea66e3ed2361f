"""The notice that help with the language is free, in the languages of those who come."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class NoticeLanguage:
    """A language of the notice, with the clinic's own words for it, or none: then those of the program are printed."""

    language: str
    text: str = ""
    origin: Span = field(default=Span("guidegen.yaml"), compare=False)


@dataclass(frozen=True, slots=True)
class LanguageHelp:
    """The notice. `phone` is a number to call, or empty."""

    languages: tuple[NoticeLanguage, ...]
    phone: str = ""
