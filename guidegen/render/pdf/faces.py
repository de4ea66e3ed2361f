"""Which face draws a character: words as a whole, and punctuation like the word beside it.

A word whose letters no single face of the stack has is drawn letter by letter. Spaces and punctuation beside a word of
another script than Latin come from its face, so that they fit it and a phrase is shaped in one piece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from guidegen.patterns import pattern
from guidegen.render.pdf.fonts import load_face

#: Scripts of the faces that come first: what stands beside their words needs no other face.
_FIRST_SCRIPTS = frozenset(["", "Latn"])

#: Signs of no script, which stand between words of all languages. The library that knows the script of every character
#: takes as long to load as a page to set, so that it is asked for no text in Latin letters.
_SIGNS = pattern(
    "[\u00a0-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u2060\u20a0-\u20bf\u2190-\u23ff\u2460-\u27bf]"
)
_LATIN = pattern("[\u00aa\u00ba\u00c0-\u02af\u1e00-\u1eff]")


def faces_of(text: str, stack: Sequence[str]) -> tuple[list[str], list[str]]:
    """The face of each character of a run, and the characters that no face of the stack can draw."""
    faces, missing = [""] * len(text), list[str]()
    scripts: list[tuple[int, str, str]] = []
    for start, end, script in _words(text):
        word = text[start:end]
        face = next((name for name in stack if _covers(name, word)), "")
        if face:
            faces[start:end] = [face] * (end - start)
        else:
            for offset, piece in _letters(word):
                drawn = next((name for name in stack if _covers(name, piece)), "")
                if not drawn:
                    missing += [c for c in dict.fromkeys(piece) if not any(load_face(name).covers(c) for name in stack)]
                faces[start + offset : start + offset + len(piece)] = [drawn or stack[0]] * len(piece)
        scripts.append((start, script, faces[end - 1]))
    beside = ("", "")
    following = iter([*scripts, (len(text), "", "")])
    start, script, face = next(following)
    for offset, character in enumerate(text):
        while offset >= start and start < len(text):
            beside = (script, face)
            start, script, face = next(following)
        if faces[offset]:
            continue
        near, its_face = beside if beside[0] else (script, face)
        faces[offset] = its_face if near not in _FIRST_SCRIPTS and _fits(character, its_face) else ""
        if not faces[offset]:
            drawn = next((name for name in stack if _covers(name, character)), "")
            if not drawn:
                missing.append(character)
            faces[offset] = drawn or stack[0]
    return faces, missing


def undrawable(text: str, faces: Sequence[str]) -> list[str]:
    """The characters of a text that none of the faces has, each once."""
    return [
        character
        for character in dict.fromkeys(text)
        if not (character.isspace() or unicodedata.combining(character) or unicodedata.category(character) == "Cf")
        and not any(load_face(face).covers(character) for face in faces)
    ]


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The script of a character, or nothing for characters that belong to any."""
    if character.isascii():
        return "Latn" if character.isalpha() else ""
    if _SIGNS.match(character):
        return ""
    if _LATIN.match(character):
        return "Latn"
    from fontTools.unicodedata import script

    found = script(character)
    return "" if found in ("Zyyy", "Zinh") else found


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Letters of one script with the marks on them: where they begin and end, and the script."""
    start, script = -1, ""
    for offset, character in enumerate(text):
        own = script_of(character)
        goes_on = start >= 0 and (own == script or (not own and _is_mark(character)))
        if goes_on:
            continue
        if start >= 0:
            yield start, offset, script
        start, script = (offset, own) if own else (-1, "")
    if start >= 0:
        yield start, len(text), script


def _letters(word: str) -> Iterator[tuple[int, str]]:
    """The letters of a word, each with the marks on it."""
    start = 0
    for offset in range(1, len(word) + 1):
        if offset == len(word) or not _is_mark(word[offset]):
            yield start, word[start:offset]
            start = offset


def _covers(name: str, word: str) -> bool:
    """True when the face can draw every character, as typed or composed; what is never seen needs no glyph."""
    face = load_face(name)
    return all(face.covers(c) or c == "\n" or _is_unseen(c) for c in word) or all(
        face.covers(c) or _is_unseen(c) for c in unicodedata.normalize("NFC", word)
    )


def _fits(character: str, face: str) -> bool:
    """True for spaces and punctuation that the face beside them can draw; figures are those of the first face."""
    return not character.isdigit() and _covers(face, character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


def _is_unseen(character: str) -> bool:
    """True for formatting characters and variation selectors, which HarfBuzz draws as nothing."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"
