"""How the documents of a run look: theme, house colour, page and print size."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from guidegen.batch.choices import Choices
from guidegen.batch.outputs import SIZES
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import COMMAND, Diagnostic, Span, has_errors
from guidegen.model.project import MIRRORED_BINDING, Project, Settings
from guidegen.records import replace
from guidegen.render.look import Look
from guidegen.source.files import SETTINGS_FILE
from guidegen.theme import (
    Family,
    Theme,
    installed_families,
    known_themes,
    load_theme,
    project_font,
    with_primary,
)
from guidegen.theme.colours import hexadecimal

if TYPE_CHECKING:
    from guidegen.model.font import FontFamily

#: Points in a millimetre.
_MILLIMETRE = 72 / 25.4


def look_of(project: Project, choices: Choices) -> tuple[Look, list[Diagnostic]]:
    """Theme, page and print size; problems with the theme and the house colour stand beside them."""
    settings = project.settings
    # A theme that the command names stands in no file.
    at = COMMAND if choices.theme else settings.theme_origin
    theme, problems = _theme(choices.theme or settings.theme, project, at)
    if settings.primary_colour:
        house = with_primary(theme, settings.primary_colour)
        problems += _too_light(settings.primary_colour, house)
        theme = theme if problems else house
    families = [(_family(fonts), fonts) for fonts in settings.fonts]
    problems += [_damaged(fonts) for family, fonts in families if not _is_usable(family)]
    usable = (family for family, _ in families if _is_usable(family))
    theme = replace(theme, families=(*usable, *installed_families()))
    body = theme.styles["body"].size
    scale = (SIZES[choices.size] or body) / body
    if choices.size == "compact":
        from guidegen.theme.compact import compact

        theme = compact(theme, scale)
    elif scale > 1:
        from guidegen.theme.enlarged import enlarged

        theme = enlarged(theme, scale)
    mirrored = settings.margins == "mirrored"
    binding = settings.binding if settings.binding is not None else MIRRORED_BINDING if mirrored else 0.0
    look = Look(
        theme,
        choices.page or settings.page,
        scale,
        choices.standard or settings.standard,
        impose=imposition_of(settings, choices),
        creep=settings.creep * _MILLIMETRE,
        mirrored=mirrored,
        binding=binding * _MILLIMETRE,
        columns=choices.columns or settings.columns,
    )
    return look, problems


def imposition_of(settings: Settings, choices: Choices) -> str:
    """How the pages of a run are imposed; empty for a page a side, as in files for the screen and for Word."""
    chosen = choices.impose or settings.impose
    return "" if chosen == "none" or choices.fillable or choices.format != "pdf" else chosen


def at_site(project: Project, name: str) -> tuple[Project, list[Diagnostic]]:
    """The project as a site hands it out, or as it is without a name; what is wrong with the name beside it.

    A name without a site is the command's: files with one are refused before.
    """
    sites = {site.id: site for site in project.settings.sites}
    if not name:
        return replace(project, settings=replace(project.settings, sites=())), []
    if name in sites:
        return replace(project, settings=project.settings.at(sites[name])), []
    import difflib

    near = difflib.get_close_matches(name, sites, n=1)
    none = f"Leave `--site` out, or add `sites:` to {SETTINGS_FILE}."
    listed = f"The sites are {', '.join(sites)}." if sites else none
    hint = f"Is `{near[0]}` meant?" if near else listed
    message = f"The command asks for the site `{name}` (`--site`). There is none of this name."
    return project, [diagnosed("S204", message, COMMAND, hint=hint)]


def _family(fonts: FontFamily) -> Family:
    """Fonts of the project as faces of a theme. A file that has all weights is bold too."""
    bold = fonts.bold or (fonts.regular if fonts.regular.weights else None)
    return Family(
        project_font(fonts.regular.digest, fonts.regular.data),
        project_font(bold.digest, bold.data, bold=True) if bold is not None else "",
        languages=fonts.languages,
    )


def _is_usable(family: Family) -> bool:
    from guidegen.render.pdf.usable_fonts import is_usable

    return all(is_usable(name) for name in (family.regular, family.bold) if name)


def _damaged(fonts: FontFamily) -> Diagnostic:
    message = f"The font {fonts.regular.path} or its bold one is damaged: it cannot be embedded."
    return diagnosed("S230", message, fonts.origin, hint="Download or export it again.")


def problems_of_themes(project: Project) -> list[Diagnostic]:
    """What cannot be read in print with the project's own themes."""
    if not project.themes:
        # As in most projects.
        return []
    from guidegen.theme.own import theme_problems

    return [problem for file in project.themes.values() for problem in theme_problems(file, project.themes)]


def _theme(name: str, project: Project, at: Span) -> tuple[Theme, list[Diagnostic]]:
    """The theme of this name. The default stands in for one that cannot be used, with the reason as an error."""
    if name in known_themes():
        return load_theme(name), []
    file = project.themes.get(name)
    if file is None:
        return load_theme("clinic"), [_unknown(name, project, at)]
    from guidegen.theme.own import theme_named, theme_problems

    if has_errors(theme_problems(file, project.themes)):
        asked = ", which the command asks for," if at == COMMAND else ""
        message = f"The theme `{name}`{asked} cannot be used: {file.path} has errors."
        return load_theme("clinic"), [diagnosed("T101", message, at, hint=f"Mend {file.path} first.")]
    return theme_named(name, project.themes), []


def _unknown(name: str, project: Project, at: Span) -> Diagnostic:
    import difflib

    known = sorted({*known_themes(), *project.themes})
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Is `{near[0]}` meant?" if near else f"The themes are {', '.join(known)}."
    message = f"There is no theme `{name}`, or it has errors."
    if at == COMMAND:
        message = f"The command asks for the theme `{name}` (`--theme`). There is none of this name, or it has errors."
    return diagnosed("T101", message, at, hint=hint)


def _too_light(colour: str, theme: Theme) -> list[Diagnostic]:
    """Why the house colour of a theme cannot be text, with the nearest one that can; nothing when it can."""
    from guidegen.theme.legibility import illegible, legible_primary

    worst = next((each for each in illegible(theme) if "primary" in (each.colour, each.ground)), None)
    if worst is None:
        return []
    message = (
        f"The colour {colour} is too light for text: its contrast with what is beside it is "
        f"{math.floor(worst.ratio * 10) / 10} to 1, and readers need {worst.needed:g} to 1."
    )
    nearest = legible_primary(theme)
    hint = f"The nearest colour that can be read is {hexadecimal(nearest)}." if nearest else "Choose a darker colour."
    return [diagnosed("S226", message, Span(SETTINGS_FILE), hint=hint)]
