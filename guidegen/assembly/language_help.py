"""The notice that help with the language is free: a line for each language, tagged as such."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Span
from guidegen.document import elements as doc
from guidegen.inline import Language, Strong, Text
from guidegen.locale import Words, written_as
from guidegen.locale.notices import help_notice
from guidegen.model.language_help import LanguageHelp
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A line of the notice. `is_own` says that the clinic wrote it; without a text there is none."""

    language: str
    name: str
    text: str
    is_own: bool
    origin: Span


def notice_lines(settings: LanguageHelp) -> Iterator[NoticeLine]:
    """The lines in the order of the settings."""
    for each in settings.languages:
        known = help_notice(each.language)
        own = each.text.replace("{phone}", settings.phone)
        text = own or (known.text(settings.phone) if known is not None else "")
        name = known.name if known is not None else ""
        yield NoticeLine(each.language, name, text, bool(own), each.origin)


def language_help(settings: LanguageHelp | None, words: Words) -> list[doc.Block]:
    """The notice under its heading, without the language that the handout is in."""
    if settings is None:
        return []
    own = written_as(words.language)
    lines = [line for line in notice_lines(settings) if line.text and written_as(line.language) != own]
    if not lines:
        return []
    heading = doc.Heading(2, (Text(words["language-help"]),), "language-help")
    return [doc.Section((heading, *(_paragraph(line) for line in lines)))]


def _paragraph(line: NoticeLine) -> doc.Paragraph:
    name: tuple[doc.Run, ...] = (
        (Language(line.language, (Strong((Text(line.name),)),)), Text(": ")) if line.name else ()
    )
    return doc.Paragraph((*name, Language(line.language, (Text(line.text),))), "source", origin=line.origin)
