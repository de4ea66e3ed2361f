"""Texts whose format is named beside them, as Moodle's are."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.exchange.from_html import FindPicture, as_run, blocks_from_html, no_picture
from guidegen.exchange.from_markdown import blocks_from_markdown
from guidegen.exchange.from_text import blocks_from_text
from guidegen.inline import Prose
from guidegen.model.prose import Blocks
from guidegen.patterns import pattern

Report = Callable[[str], None]
_HTML = pattern(r"<[a-zA-Z/!]|&(?:[a-zA-Z]{2,10}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")


def blocks_of(text: str, format: str, report: Report, find: FindPicture = no_picture) -> Blocks:
    """The blocks of a text. Moodle's automatic format may hold HTML, and ends lines where they end."""
    if format == "html":
        return blocks_from_html(text, report, find)
    if format == "markdown":
        return blocks_from_markdown(text, report)
    if format in ("plain", "plain_text"):
        return blocks_from_text(text, report, keeps_lines=True)
    if _HTML.search(text):
        return blocks_from_html(text.replace("\n\n", "<p>").replace("\n", "<br>"), report, find)
    return blocks_from_text(text, report, keeps_lines=True)


def prose_of(text: str, format: str, report: Report, find: FindPicture = no_picture) -> Prose:
    """One run of prose."""
    return as_run(blocks_of(text, format, report, find), report)
