"""What is said of characters that no font at hand can draw: one by one, or a whole script with the cure."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span

_EAST_ASIA = {"Hani": "Chinese", "Hang": "Korean", "Hira": "Japanese", "Kana": "Japanese", "Bopo": "Chinese"}
#: Scripts that come with the program: what is missing of them are single characters.
_AT_HAND = frozenset(["", "Latn", "Cyrl", "Grek", "Arab", "Hebr"])


def missing(characters: Sequence[str], origin: Span) -> list[Diagnostic]:
    """A problem for each script without a font, and for each other character that cannot be drawn."""
    if not characters:
        return []
    # It knows the scripts of all characters.
    from guidegen.render.pdf.faces import script_of

    found: dict[str, str] = {}
    problems = []
    for character in dict.fromkeys(characters):
        script = script_of(character)
        if script in _AT_HAND:
            problems.append(_single(character, origin))
        else:
            found.setdefault(script, character)
    return [*(script_without_font(script, character, origin) for script, character in found.items()), *problems]


def script_without_font(script: str, character: str, origin: Span) -> Diagnostic:
    """That a script (a code of ISO 15924) has no font; `character` is one of it."""
    own = "name a file of your own under `fonts:` in guidegen.yaml"
    if script in _EAST_ASIA:
        name = _EAST_ASIA[script]
        hint = f'Install fonts for it with `pip install "guidegen[cjk]"`, or {own}.'
    else:
        from fontTools.unicodedata import script_name

        name = f"the script {script_name(script, script)}"
        hint = f"{own[0].upper()}{own[1:]}, such as that of the Noto family for this script."
    message = f"No font at hand can draw {name}, such as “{character}” (U+{ord(character):04X})."
    return diagnosed("P120", message, origin, hint=hint)


def _single(character: str, origin: Span) -> Diagnostic:
    return diagnosed(
        "P101",
        f"No font at hand can draw the character “{character}” (U+{ord(character):04X}).",
        origin,
        hint="Write it in words, or use a similar character of the Latin or Cyrillic alphabet.",
    )
