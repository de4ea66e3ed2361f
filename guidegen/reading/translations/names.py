"""The names of translated files: `NAME.LANGUAGE.yaml` beside `NAME.yaml`."""

from __future__ import annotations

from guidegen.patterns import pattern

_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def stem_of(path: str) -> str:
    """The name of a file without folder and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def split_name(path: str) -> tuple[str, str]:
    """The name of what a file translates, and the language; no language where it is no translation.

    >>> split_name("content/gut-health.es.yaml"), split_name("content/gut-health.yaml")
    (('gut-health', 'es'), ('gut-health', ''))
    """
    stem = stem_of(path)
    name, dot, language = stem.partition(".")
    if dot and name and path.partition("/")[0] != "themes" and _LANGUAGE.fullmatch(language):
        return name, language
    return stem, ""


def original_of(path: str) -> str:
    """Where the original of a translated file stands, but for the ending `.yml`."""
    folder = path.rpartition("/")[0]
    return f"{folder}/{split_name(path)[0]}.yaml"
