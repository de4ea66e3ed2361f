"""Formulas get their words: what a screen reader says, and what stands for them where nothing can be drawn."""

from __future__ import annotations

from guidegen.inline import (
    Abbreviation,
    Emphasis,
    Inline,
    Language,
    Link,
    Mathematics,
    Prose,
    Strong,
    Text,
    plain_text,
    walk,
)
from guidegen.locale import mathematics_in
from guidegen.records import replace


def said(source: str, language: str, *, display: bool = False) -> str:
    """A formula in the words of a language; nothing where the language has none, which the renderer refuses."""
    from guidegen.mathematics.formula import Unreadable, parse

    formula, vocabulary = parse(source, display=display), mathematics_in(language)
    if vocabulary is None or isinstance(formula, Unreadable):
        return ""
    from guidegen.mathematics.speech import spoken

    return spoken(formula, vocabulary)


def with_speech(prose: Prose, language: str) -> Prose:
    """The prose with the words of its formulas, otherwise as it was typed."""
    return tuple(_with_speech(node, language) for node in prose)


def words_of(prose: Prose, language: str) -> str:
    """The prose as plain text: for titles of files and bookmarks, where no formula can be drawn."""
    return plain_text(with_speech(prose, language))


def unmarked(prose: Prose, language: str) -> tuple[Text | Mathematics, ...]:
    """The words and formulas of a title without its markup: for running heads."""
    leaves = (node for node in walk(prose) if not hasattr(node, "children"))
    return tuple(
        Mathematics(leaf.source, said(leaf.source, language))
        if isinstance(leaf, Mathematics)
        else Text(plain_text((leaf,)))
        for leaf in leaves
    )


def _with_speech(node: Inline, language: str) -> Inline:
    match node:
        case Mathematics(source):
            return Mathematics(source, said(source, language))
        case Language(inner, children):
            return Language(inner, with_speech(children, inner))
        case Strong(children) | Emphasis(children) | Link(_, children) | Abbreviation(_, children):
            return replace(node, children=with_speech(children, language))
        case _:
            return node
