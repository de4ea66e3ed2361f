"""What keeps the language-help notice of the settings from being printed, and that its words are drafts."""

from __future__ import annotations

from guidegen.assembly.language_help import notice_lines
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic
from guidegen.locale.notices import help_notices
from guidegen.model.guide import Guide
from guidegen.model.project import Settings
from guidegen.render.pdf.faces import undrawable
from guidegen.theme import Theme, for_language


def problems_of_language_help(guide: Guide, settings: Settings, theme: Theme) -> list[Diagnostic]:
    """Languages without words or without a font (errors), and those whose words nobody has reviewed (a note)."""
    if settings.language_help is None or not guide.language_help:
        return []
    problems: list[Diagnostic] = []
    drafted = []
    faces = for_language(theme, guide.language).faces["regular"]
    for line in notice_lines(settings.language_help):
        if not line.text:
            hint = f"Write your own: {{language: {line.language}, text: ...}}. There are: {', '.join(help_notices())}."
            message = f"Guidegen has no language-help notice in `{line.language}`."
            problems.append(diagnosed("S327", message, line.origin, hint=hint))
        elif missing := undrawable(line.name + line.text, faces):
            shown = "".join(missing[:5])
            message = f"No font at hand can draw the language-help notice in `{line.language}`, such as “{shown}”."
            hint = "Leave the language out, or name a font with its letters under `fonts:` in guidegen.yaml."
            problems.append(diagnosed("S328", message, line.origin, hint=hint))
        elif not line.is_own:
            drafted.append(line)
    if drafted:
        tags = ", ".join(line.language for line in drafted)
        message = f"The language-help notice is a draft of guidegen in: {tags}."
        hint = "No speaker has reviewed it. Have it read, or write your own words: {language: es, text: ...}."
        problems.append(diagnosed("S329", message, drafted[0].origin, hint=hint))
    return problems
