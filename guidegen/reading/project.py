"""The project's settings, `guidegen.yaml`."""

from __future__ import annotations

from typing import Any

from guidegen.catalogue import is_known
from guidegen.diagnostics import Span
from guidegen.model.project import (
    IMPOSITIONS,
    MARGINS,
    MOST_COLUMNS,
    PAGE_SIZES,
    STANDARDS,
    Organisation,
    Settings,
    Site,
)
from guidegen.reading.fonts import FONT_FAMILY
from guidegen.reading.language_help import LANGUAGE_HELP_FIELD
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    COLOUR,
    LANGUAGE,
    Choice,
    Field,
    ImagePath,
    Integer,
    ListOf,
    MapOf,
    Millimetres,
    Record,
    Switch,
    Text,
    Values,
)
from guidegen.reading.standing import CURRENT_AT, DRAFT_UNTIL_REVIEWED
from guidegen.reading.theme import ThemeName
from guidegen.records import replace
from guidegen.source.nodes import Node


def _organisation(values: Values, reader: Reader) -> Organisation:
    logo_alt = values.text("logo-alt")
    if values.has("logo") and not logo_alt and not values.text("name"):
        reader.report(
            "S220", values.key("logo"), "The logo has no alternate text.", "Add `logo-alt:` with the words on the logo."
        )
    return Organisation(values.text("name"), values.text("contact"), values.get("logo"), logo_alt)


def _settings(values: Values, reader: Reader) -> Settings:
    output = values.text("output", "output")
    if values.has("output"):
        resolved = reader.files.resolve("", output)
        if not isinstance(resolved, str):
            reader.report(resolved.code, values.value("output"), resolved.message, "Name a folder inside the project.")
            output = "output"
        elif resolved in ("", "content", "quizzes") or resolved.startswith(("content/", "quizzes/")):
            reader.report(
                "S204", values.value("output"), "The output cannot go where the content is.", "Write `output: output`."
            )
            output = "output"
    defaults = Settings()
    return Settings(
        organisation=values.get("organisation", defaults.organisation),
        language=values.text("language", defaults.language),
        page=values.text("page", defaults.page),
        theme=values.text("theme", defaults.theme),
        theme_origin=values.value("theme") if values.has("theme") else defaults.theme_origin,
        output=output,
        primary_colour=values.text("primary-colour"),
        duplex=values.get("duplex", defaults.duplex),
        standard=values.text("standard", defaults.standard),
        current_at=values.text("current-at"),
        language_help=values.get("language-help"),
        draft_until_reviewed=values.get("draft-until-reviewed", False),
        fonts=tuple(values.items("fonts")),
        impose=values.text("impose", defaults.impose),
        creep=values.get("creep", defaults.creep),
        margins=values.text("margins", defaults.margins),
        binding=values.get("binding"),
        columns=values.get("columns", defaults.columns),
        sites=values.items("sites"),
        **values.get("check", {}),
    )


def _codes(doc: str, example: str) -> dict[str, Any]:
    return {"shape": ListOf(_RuleCode()), "doc": doc, "example": example}


class _RuleCode(Text):
    """A code, a name, or the beginning of codes."""

    noun = "a code"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        value = super().read(node, reader, at)
        if value is not None and not is_known(value):
            reader.report("S204", node.span, f"There is no rule `{value[:60]}`.", "`guidegen explain` lists all codes.")
            return None
        return value


CHECK = Record(
    "settings of check",
    (
        Field("select", **_codes("Show only these rules: codes, names or beginnings of codes.", "[H, R1]")),
        Field("also", **_codes("Show these too, which are off by themselves.", "[R106]")),
        Field("ignore", **_codes("Never show these.", "[R104]")),
    ),
    lambda values, _: {name: values.items(name) for name in ("select", "also", "ignore")},
)

ORGANISATION = Record(
    "an organisation",
    (
        Field("name", Text(), "The name that stands on every page.", example="Riverside Clinic"),
        Field("contact", Text(), "One line with address or telephone."),
        Field("logo", ImagePath(), "A PNG, JPEG or SVG picture."),
        Field("logo-alt", Text(), "The words on the logo, for readers who cannot see it; the name when left out."),
    ),
    _organisation,
)


def _site(values: Values, reader: Reader) -> Site:
    logo_alt = values.text("logo-alt")
    if values.has("logo") and not logo_alt and not values.text("name"):
        reader.report(
            "S220", values.key("logo"), "The logo has no alternate text.", "Add `logo-alt:` with the words on the logo."
        )
    return Site(
        "",
        values.text("name"),
        values.text("contact"),
        values.get("logo"),
        logo_alt,
        values.text("primary-colour"),
        values.text("page"),
        values.text("theme"),
        values.value("theme") if values.has("theme") else Span("guidegen.yaml"),
    )


SITE = Record(
    "a site",
    (
        Field("name", Text(), "The name that stands on every page.", example="Riverside Clinic, North Branch"),
        Field("contact", Text(), "One line with address or telephone."),
        Field("logo", ImagePath(), "A PNG or JPEG picture."),
        Field("logo-alt", Text(), "The words on the logo; the name when left out."),
        Field("primary-colour", COLOUR, "The colour of headings and rules.", example='"#1a5f7a"'),
        Field("page", Choice(PAGE_SIZES), "The size of the paper."),
        Field("theme", ThemeName(), "How the pages look."),
    ),
    _site,
    doc="A place with a letterhead of its own. What it leaves out is as everywhere in the project.",
)

PROJECT_FILE = Record(
    "a project",
    (
        Field("organisation", ORGANISATION, "The clinic or school."),
        Field(
            "sites",
            MapOf(SITE, lambda name, site, _: replace(site, id=name), declares="site"),
            "Places with letterheads of their own, each under an id, which `site:` of a guide or `--site` names.",
        ),
        Field("language", LANGUAGE, "The language of every file that names none (default en).", example="en"),
        Field("page", Choice(PAGE_SIZES), "The size of the paper (default letter).", example="a4"),
        Field(
            "theme",
            ThemeName(),
            "How the pages look: a theme that comes with guidegen, or one of the folder `themes` (default clinic).",
            example="clinic",
        ),
        Field("output", Text(), "The folder for the PDF files (default output)."),
        Field("primary-colour", COLOUR, "The colour of headings and rules.", example='"#1a5f7a"'),
        Field(
            "duplex",
            Switch(),
            "True when paper is printed on both sides: the quiz of a guide and the answers begin a new sheet, so that "
            "they can be handed in or torn off.",
        ),
        Field(
            "standard",
            Choice(STANDARDS),
            "What the PDFs conform to: `ua-1` for PDF/UA-1 and PDF/A-2a, `ua-2` for PDF/UA-2 and PDF/A-4 "
            "(default ua-1).",
        ),
        CURRENT_AT,
        DRAFT_UNTIL_REVIEWED,
        LANGUAGE_HELP_FIELD,
        Field(
            "fonts",
            ListOf(FONT_FAMILY),
            "Fonts of the project for scripts that the fonts of guidegen lack, such as Chinese, Korean or Hindi.",
        ),
        Field(
            "impose",
            Choice(IMPOSITIONS),
            "Several pages on each side of a sheet: `booklet` to fold, `2-up` or `4-up` (default none). Print keeps "
            "its size; the pages are smaller.",
            example="booklet",
        ),
        Field(
            "creep",
            Millimetres(0, 1),
            "For thick booklets: how much closer to the fold the pages of each further sheet stand, which is the "
            "thickness of the paper (default 0).",
        ),
        Field(
            "margins",
            Choice(MARGINS),
            "`mirrored` for paper that is printed on both sides and bound: the wider margin and the page number "
            "change sides (default same).",
        ),
        Field(
            "binding",
            Millimetres(0, 25),
            "Room for holes or a spine beside the inner margin: `10 mm` (default 0, with mirrored margins 6).",
        ),
        Field(
            "columns",
            Integer(1, MOST_COLUMNS),
            "How many columns text is set in, where they are wide enough (default 1).",
            example="2",
        ),
        Field("check", CHECK, "Which rules `guidegen check` shows."),
    ),
    _settings,
    doc="The settings of a project; every key may be left out.",
)
