"""The project's settings and everything that was read of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from guidegen.diagnostics import Span
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.image import Image
from guidegen.model.language_help import LanguageHelp
from guidegen.model.quiz import Quiz
from guidegen.model.theme import ThemeFile

PAGE_SIZES = ("letter", "a4", "legal", "a5")

#: What a PDF conforms to: PDF/UA-1 with PDF/A-2a, or PDF/UA-2 with PDF/A-4.
STANDARDS = ("ua-1", "ua-2")

#: How several pages stand on one side of a sheet; `none` is a page a side.
IMPOSITIONS = ("none", "booklet", "2-up", "4-up")

#: Into how many columns text can be set.
MOST_COLUMNS = 3

#: Whether back sides have the margins of front sides, or mirrored ones. Where no room for binding is set, mirrored
#: margins have this much of it, in millimetres.
MARGINS = ("same", "mirrored")
MIRRORED_BINDING = 6.0


@dataclass(frozen=True, slots=True)
class Organisation:
    """The clinic or school whose name stands on every page. `contact` is one line, or empty."""

    name: str = ""
    contact: str = ""
    logo: Image | None = None
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `guidegen.yaml` says, with defaults for what it leaves out.

    `binding` and `creep` are millimetres; `binding` is None where it was left out.
    """

    organisation: Organisation = Organisation()
    language: str = "en"
    page: str = "letter"
    theme: str = "clinic"
    theme_origin: Span = field(default=Span("guidegen.yaml"), compare=False)
    output: str = "output"
    primary_colour: str = ""
    duplex: bool = False
    standard: str = "ua-1"
    current_at: str = ""
    draft_until_reviewed: bool = False
    language_help: LanguageHelp | None = None
    impose: str = "none"
    creep: float = 0.0
    margins: str = "same"
    binding: float | None = None
    columns: int = 1
    select: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """All files of a project that could be read, each by name.

    `faulty` are guides and banks with errors, of which enough was read to say what else is wrong with them.
    """

    settings: Settings = Settings()
    guides: dict[str, Guide] = field(default_factory=dict)
    banks: dict[str, ItemBank] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    themes: dict[str, ThemeFile] = field(default_factory=dict)
    faulty: list[Guide | ItemBank] = field(default_factory=list)
