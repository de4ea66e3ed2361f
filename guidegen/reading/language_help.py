"""The settings of the notice that help with the language is free."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.model.language_help import LanguageHelp, NoticeLanguage
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import LANGUAGE, ByKind, Field, ListOf, Record, Shape, Switch, Text, Values
from guidegen.source.nodes import Node


class _Tag(Shape):
    """A language by its tag alone."""

    noun = LANGUAGE.noun

    def read(self, node: Node, reader: Reader, at: Span) -> NoticeLanguage | None:
        tag = LANGUAGE.read(node, reader, at)
        return None if tag is None else NoticeLanguage(tag, origin=at)

    def schema(self) -> dict[str, object]:
        return LANGUAGE.schema()


NOTICE_LANGUAGE = Record(
    "a language of the notice",
    (
        Field("language", LANGUAGE, "The language.", required=True, example="so"),
        Field("text", Text(), "The notice in your own words; `{phone}` is the number.", required=True),
    ),
    lambda values, _: NoticeLanguage(values.text("language"), values.text("text"), origin=values.at),
)


def _language_help(values: Values, reader: Reader) -> LanguageHelp:
    languages: tuple[NoticeLanguage, ...] = values.items("languages")
    seen: set[str] = set()
    for each in languages:
        if each.language.lower() in seen:
            reader.report("S206", each.origin, f"The language `{each.language}` is named twice.", "Remove one of them.")
        seen.add(each.language.lower())
    return LanguageHelp(languages, values.text("phone"))


LANGUAGE_HELP = Record(
    "a language-help notice",
    (
        Field(
            "languages",
            ListOf(ByKind(text=_Tag(), group=NOTICE_LANGUAGE), least=1),
            "The languages of the notice, in the order of print: tags, or groups with your own words.",
            required=True,
            example="[es, vi, ru]",
        ),
        Field("phone", Text(), "The number to call for help.", example="555-0142"),
    ),
    _language_help,
)

LANGUAGE_HELP_FIELD = Field(
    "language-help", LANGUAGE_HELP, "A notice at the end of every handout that help with the language is free."
)
LANGUAGE_HELP_OF_GUIDE = Field(
    "language-help", Switch(), "False when this guide is printed without the language-help notice of the settings."
)
