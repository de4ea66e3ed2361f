"""The project's settings and everything that was read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegen.diagnostics import Span
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.image import Image
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass, field, replace

if TYPE_CHECKING:
    from guidegen.model.font import FontFamily
    from guidegen.model.language_help import LanguageHelp
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
class Site:
    """A place of the organisation with a letterhead of its own. What is empty or None is the organisation's."""

    id: str
    name: str = ""
    contact: str = ""
    logo: Image | None = None
    logo_alt: str = ""
    primary_colour: str = ""
    page: str = ""
    theme: str = ""
    theme_origin: Span = field(default=Span("guidegen.yaml"), compare=False)


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
    fonts: tuple[FontFamily, ...] = ()
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
    sites: tuple[Site, ...] = ()

    def at(self, site: Site) -> Settings:
        """The settings for what a site hands out."""
        own, whole = self.organisation, site.logo is not None or not self.organisation.logo
        organisation = Organisation(
            name=site.name or own.name,
            contact=site.contact or own.contact,
            logo=site.logo or own.logo,
            # The words on a logo that is the organisation's stay the organisation's.
            logo_alt=site.logo_alt if whole else site.logo_alt or own.logo_alt or own.name,
        )
        return replace(
            self,
            organisation=organisation,
            primary_colour=site.primary_colour or self.primary_colour,
            page=site.page or self.page,
            theme=site.theme or self.theme,
            theme_origin=site.theme_origin if site.theme else self.theme_origin,
            sites=(),
        )


@dataclass(frozen=True, slots=True)
class Translated:
    """What there is of a project in one other language, each by the name of what it translates."""

    guides: dict[str, Guide] = field(default_factory=dict)
    banks: dict[str, ItemBank] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """All files of a project that could be read, each by name.

    `faulty` are guides and banks with errors, of which enough was read to say what else is wrong with them.
    `translated` holds translations by language.
    """

    settings: Settings = Settings()
    guides: dict[str, Guide] = field(default_factory=dict)
    banks: dict[str, ItemBank] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    themes: dict[str, ThemeFile] = field(default_factory=dict)
    faulty: list[Guide | ItemBank] = field(default_factory=list)
    translated: dict[str, Translated] = field(default_factory=dict)

    def edition(self, source: Guide | Quiz) -> Project:
        """The project as a source sees it: a translation draws from the banks of its language.

        A guide that has no translation stands for itself, so that what cites its sources finds them.
        """
        if source.translation is None:
            return self
        other = self.translated.get(source.language, Translated())
        return replace(self, guides=self.guides | other.guides, banks=other.banks, quizzes=other.quizzes)

    def translations(self) -> list[Guide | Quiz]:
        """Every translated guide and quiz."""
        sources: list[Guide | Quiz] = []
        for other in self.translated.values():
            sources += [*other.guides.values(), *other.quizzes.values()]
        return sources

    def translated_banks(self) -> list[ItemBank]:
        """Every translated bank."""
        return [bank for other in self.translated.values() for bank in other.banks.values()]
