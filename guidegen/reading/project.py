"""The project's settings, `guidegen.yaml`."""

from __future__ import annotations

from guidegen.model.project import PAGE_SIZES, STANDARDS, Organisation, Settings
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import COLOUR, LANGUAGE, Choice, Field, ImagePath, Record, Switch, Text, Values

THEMES = ("clinic", "classroom")


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
        output=output,
        primary_colour=values.text("primary-colour"),
        duplex=values.get("duplex", defaults.duplex),
        standard=values.text("standard", defaults.standard),
    )


ORGANISATION = Record(
    "an organisation",
    (
        Field("name", Text(), "The name that stands on every page.", example="Riverside Clinic"),
        Field("contact", Text(), "One line with address or telephone."),
        Field("logo", ImagePath(), "A PNG or JPEG picture."),
        Field("logo-alt", Text(), "The words on the logo, for readers who cannot see it; the name when left out."),
    ),
    _organisation,
)

PROJECT_FILE = Record(
    "a project",
    (
        Field("organisation", ORGANISATION, "The clinic or school."),
        Field("language", LANGUAGE, "The language of every file that names none (default en).", example="en"),
        Field("page", Choice(PAGE_SIZES), "The size of the paper (default letter).", example="a4"),
        Field("theme", Choice(THEMES), "How the pages look (default clinic)."),
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
    ),
    _settings,
    doc="The settings of a project; every key may be left out.",
)
