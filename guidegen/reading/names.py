"""Ids: how they are spelled, and how they are derived where an author gives none."""

from __future__ import annotations

import unicodedata

from guidegen.inline import Code, Mathematics, Prose, Text, plain_text, walk
from guidegen.kept.digests import sha256
from guidegen.model.prose import (
    Blocks,
    BulletList,
    CodeBlock,
    FormulaBlock,
    NumberedList,
    Picture,
    ProseTable,
    Quotation,
)
from guidegen.patterns import pattern

LONGEST_NAME = 64
IDENTIFIER = pattern(r"[a-z0-9][a-z0-9-]{0,63}")
#: Names that no file can have on Windows, whatever stands after a dot.
KEPT_BY_WINDOWS = pattern(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_NOT_IN_NAME = pattern(r"[^a-z0-9]+")


def slug(text: str, longest: int = LONGEST_NAME) -> str:
    """An id made of the first words of a text; a digest of the text where it has no Latin letter or digit."""
    letters = unicodedata.normalize("NFKD", text[: 8 * longest].replace("'", "").replace("’", "")).lower()
    name = _NOT_IN_NAME.sub("-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")
    if len(name) > longest:
        cut = name[: longest + 1]
        name = (cut.rpartition("-")[0] or cut[:longest]).strip("-")
    return name or digest(text)


#: Letters that Unicode does not take apart, as the letters that stand for them (ICAO 9303 where it names them).
_PLAIN_LETTERS = str.maketrans(
    {
        **{"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l"},
        **{"ŋ": "n", "ø": "o", "ŧ": "t", "ə": "e", "ƀ": "b", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ƒ": "f", "ǥ": "g"},
        **{"ɨ": "i", "ƙ": "k", "ɔ": "o", "ɛ": "e", "ʉ": "u", "ƴ": "y", "ƶ": "z", "ʼ": "", "ʻ": "", "‘": ""},
    }
)


def plain_name(text: str, longest: int = LONGEST_NAME) -> str:
    """A name for a file, or an id to propose: as `slug` makes it, with plain letters for all that are Latin.

    Ids that follow from texts are left as `slug` makes them: codes that are printed depend on them.

    >>> plain_name("Łukasz Żółć"), plain_name("Straße 5"), slug("Straße 5")
    ('lukasz-zolc', 'strasse-5', 'stra-e-5')
    """
    # Letters with a stroke and an accent, such as ǿ, are taken apart first.
    parted = unicodedata.normalize("NFKD", text[: 8 * longest]).lower()
    return slug(name, longest) if (name := parted.translate(_PLAIN_LETTERS)) != parted else slug(text, longest)


def digest(text: str) -> str:
    """Eight hexadecimal digits that belong to a text, whatever its place: they tell nothing about it."""
    return sha256(unicodedata.normalize("NFC", text).encode()).hex()[:8]


def folded(prose: Prose) -> str:
    """The words of a text with letter case and white space folded, to tell equal options; symbols are kept.

    In formulas and code letter case has a meaning.
    """
    if len(prose) == 1 and isinstance(prose[0], Text):
        return " ".join(unicodedata.normalize("NFC", prose[0].text.casefold()).split())
    leaves = (node for node in walk(prose) if not hasattr(node, "children"))
    texts = (
        plain_text((leaf,)) if isinstance(leaf, Code | Mathematics) else plain_text((leaf,)).casefold()
        for leaf in leaves
    )
    return " ".join(unicodedata.normalize("NFC", "".join(texts)).split())


def first_words(blocks: Blocks) -> str:
    """The words of the first block that has any."""
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        match block:
            case CodeBlock(text) | FormulaBlock(text):
                words = text
            case BulletList(points) | NumberedList(points):
                waiting += [inner for point in reversed(points) for inner in reversed(point)]
                continue
            case Quotation(inner_blocks):
                waiting += reversed(inner_blocks)
                continue
            case ProseTable(header, _, _, caption):
                words = plain_text(caption) or " ".join(map(plain_text, header))
            case Picture(_, alt):
                words = alt
            case _:
                words = plain_text(block.prose)
        if words.strip():
            return words
    return ""
