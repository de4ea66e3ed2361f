"""Fonts for what the faces of a theme cannot draw: other scripts, and languages that need another font first.

A theme names fonts for Latin letters. Behind them stand the fonts of other scripts that come with the program, so that
a word in Arabic or Greek can stand in any text. Where a language needs letters that the first font of a theme lacks,
all its words are set in one font that has them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from guidegen.records import replace
from guidegen.theme.families import Family
from guidegen.theme.font_files import packaged_font
from guidegen.theme.styles import TextStyle, Theme

ANDIKA = Family("Andika-Regular", "Andika-Bold", "Andika-Italic", "Andika-BoldItalic")
GREEK = Family("NotoSansGreek-Regular", "NotoSansGreek-Bold", "NotoSansGreek-Italic", "NotoSansGreek-BoldItalic")
HEBREW = Family("NotoSansHebrew-Regular", "NotoSansHebrew-Bold")
ARABIC = Family("IBMPlexSansArabic-Regular", "IBMPlexSansArabic-Bold")
NASTALIQ = Family("NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu-Bold")

#: The families behind every theme, in order of preference.
FALLBACKS = (GREEK, HEBREW, ARABIC)
#: Languages whose letters the first font of the themes lacks, and the family in which they are set as a whole.
_FIRST: Mapping[str, Family] = dict.fromkeys("vi ru uk be bg sr mk kk ky mn tg".split(), ANDIKA)
#: Languages that are written in another style of a script than its font behind the themes has.
_BEFORE_FALLBACKS: Mapping[str, Family] = {"ur": NASTALIQ}
#: Languages without italics: whole paragraphs that a theme sets in italics are upright, and stress is by weight.
_UPRIGHT = frozenset(
    "ar fa ps ckb sd ug ur he iw yi zh cmn yue ja ko th lo km my hi mr ne bn pa gu ta te kn ml si".split()
)
#: How much further apart than Latin lines those of a language stand, for letters that reach further up and down.
_LEADING: Mapping[str, float] = {
    "ur": 1.75, "ar": 1.12, "fa": 1.12, "ps": 1.12, "ckb": 1.12, "sd": 1.12, "ug": 1.12,
    "hi": 1.12, "mr": 1.12, "ne": 1.12, "bn": 1.12, "th": 1.2, "lo": 1.2, "km": 1.3, "my": 1.3,
}  # fmt: skip


_TALL = 1.5
#: The families of the package for East Asia, and the languages that each is for.
_EAST_ASIAN: Mapping[str, tuple[str, ...]] = {
    "NotoSansSC": ("zh-Hans", "zh", "cmn"), "NotoSansTC": ("zh-Hant", "yue"), "NotoSansKR": ("ko",),
    "NotoSansJP": ("ja",),
}  # fmt: skip


def installed_families() -> tuple[Family, ...]:
    """The families of packages that are installed beside the program."""
    return tuple(
        Family(f"{name}-Regular", f"{name}-Bold", languages=languages)
        for name, languages in _EAST_ASIAN.items()
        if packaged_font(name) is not None
    )


def matches(language: str, meant: str) -> bool:
    """True when a language tag is a kind of the one that is meant.

    >>> matches("zh-TW", "zh-Hant"), matches("zh-TW", "zh-Hans"), matches("zh-CN", "zh"), matches("zh-HK", "zh")
    (True, False, True, False)
    """
    return _script_tag(language) == _script_tag(meant)


def _script_tag(language: str) -> str:
    """The language, and for Chinese how it is written."""
    parts = language.lower().split("-")
    if parts[0] not in ("zh", "cmn", "yue"):
        return parts[0]
    traditional = "hant" in parts or ("hans" not in parts and not _TRADITIONAL.isdisjoint(parts))
    return "zh-hant" if traditional else "zh-hans"


_TRADITIONAL = frozenset(["tw", "hk", "mo", "yue"])


def for_language(theme: Theme, language: str) -> Theme:
    """The theme with the fonts and the distance of lines that a language needs."""
    first = language.lower().split("-")[0]
    meant = [family for family in theme.families if any(matches(language, each) for each in family.languages)]
    usual = [family for family in theme.families if family not in meant and not family.languages]
    others = [family for family in theme.families if family.languages and family not in meant]
    behind = [*meant, *filter(None, [_BEFORE_FALLBACKS.get(first)]), *usual, *FALLBACKS, *others]
    faces = {}
    for role, stack in theme.faces.items():
        ahead = [_FIRST[first].face(role)] if first in _FIRST and not role.startswith("mono") else []
        faces[role] = tuple(dict.fromkeys([*ahead, *stack, *(family.face(role) for family in behind)]))
    styles = theme.styles
    if factor := _LEADING.get(first):
        styles = {name: _apart(style, factor, theme.grid) for name, style in styles.items()}
    if first in _UPRIGHT:
        styles = {
            name: replace(style, face="regular" if style.face == "italic" else style.face)
            for name, style in styles.items()
        }
    return replace(theme, faces=faces, styles=styles)


def _apart(style: TextStyle, factor: float, grid: float) -> TextStyle:
    """The style with lines further apart, in steps of the grid. Letters that reach very high need room above too."""
    before = style.before + (0.3 * style.size if factor > _TALL and style.before else 0.0)
    steps = grid or 0.5
    leading, before = (math.ceil(length / steps - 0.01) * steps for length in (style.leading * factor, before))
    return replace(style, leading=leading, before=before)
