"""What the words of an option say about its place among the others: `all of the above`, `both A and B`.

The lists are short on purpose: an option is only recognised when such words are all that it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidegen.inline import Prose, original_of, plain_text
from guidegen.model.prose import Block, BulletList, CodeBlock, Heading, NumberedList, Paragraph, Quotation
from guidegen.patterns import pattern

_CLOSING = pattern(
    r"(?:all|none|both|neither|either|any|some|each)(?: of)?(?: the| these| those)?"
    r" (?:above|foregoing|preceding|these|those|(?:other |above )?(?:options|answers|choices|statements)(?: above)?)"
    r"(?: (?:is|are) (?:correct|right|true|wrong|false|incorrect))?"
    r"|todas? las anteriores|todo lo anterior|ninguna de las anteriores|nada de lo anterior"
    r"|(?:toutes|aucune)(?: de)? (?:ces réponses|les réponses ci-dessus|les réponses précédentes)"
    r"|(?:alle|keine|keine der|alle der) (?:oben genannten|vorstehenden|genannten)(?: antworten)?",
    re.IGNORECASE,
)
_LETTERS = pattern(
    r"(?:(?:only|both|either|neither|all of|options?|answers?|choices?|letters?)[ :])*"
    r"(?:\(?[A-Z]\)?(?:, ?(?:and |or )?| (?:and|or|nor|&|\+|y|et|ou|und|oder) |/))+\(?[A-Z]\)?"
    r"(?: only| alone| together)?(?: (?:is|are) (?:all |both )?(?:correct|right|true|wrong|false|incorrect))?",
)
_ONE = pattern(r"[Oo]nly \(?[A-Z]\)?|\(?[A-Z]\)? only")
_NAMED = pattern(
    r"(?:(?:only|both|either|neither|all of) )*(?:the )?(?:option|answer|choice)s?"
    r" (?P<marks>\(?(?:[A-Z]|[1-9])\)?(?:(?:, ?(?:and |or )?| (?:and|or|nor|&) )\(?(?:[A-Z]|[1-9])\)?)*)"
    r"(?: only| alone)?(?: (?:is|are) (?:all |both )?(?:correct|right|true|wrong|false|incorrect))?",
    re.IGNORECASE,
)
#: What such options begin with. Most others begin with another word, and need not be looked at any further.
_MAY_CLOSE = pattern(
    r"\s*(?:all|none|both|neither|either|any|some|each|todas?|todo|ninguna|nada|toutes|aucune|alle|keine)\s",
    re.IGNORECASE,
)
_MAY_NAME = pattern(
    r"\s*(?:(?i:only|both|either|neither|all|the|options?|answers?|choices?|letters?)\b|\(?[A-Z](?![A-Za-z]))"
)
_LABEL = pattern(r"(?:^|[\s(])[A-H1-9][.):](?=\s|$)", re.MULTILINE)


def is_closing(prose: Prose) -> bool:
    """True for `All of the above` and its like, which only make sense behind the other options.

    >>> from guidegen.inline import Text
    >>> is_closing((Text("None of the above."),)), is_closing((Text("All of the water above the weir"),))
    (True, False)
    """
    prose = original_of(prose)
    return _MAY_CLOSE.match(plain_text(prose)) is not None and _CLOSING.fullmatch(_words(prose)) is not None


def names_options(prose: Prose, count: int) -> bool:
    """True when an option says nothing but which of the `count` options are meant, by letter or number.

    >>> from guidegen.inline import Text
    >>> [names_options((Text(words),), 4) for words in ("Both A and C", "options 1 and 3", "A and T", "Only option B")]
    [True, True, False, True]
    """
    if not _MAY_NAME.match(plain_text(prose)):
        return False
    words = _words(prose)
    first = words[:1].lower() + words[1:]
    if match := _NAMED.fullmatch(words):
        marks = re.findall(r"\b[A-Za-z1-9]\b", re.sub(r"\b(?:and|or|nor)\b", " ", match["marks"]))
    elif _LETTERS.fullmatch(words) or _LETTERS.fullmatch(first) or _ONE.fullmatch(words):
        marks = re.findall(r"\b[A-Z]\b", words)
    else:
        return False
    return all(1 <= (int(mark) if mark.isdigit() else ord(mark.upper()) - ord("A") + 1) <= count for mark in marks)


def labels_its_statements(blocks: Sequence[Block]) -> bool:
    """True when a text labels statements of its own (`A. ...`, `1) ...`), to which options may refer."""
    return any(isinstance(block, NumberedList) or _LABEL.search(_text(block)) for block in blocks)


def _text(block: Block) -> str:
    match block:
        case Paragraph(prose) | Heading(_, prose):
            return plain_text(prose)
        case BulletList(points) | NumberedList(points):
            return "\n".join(_text(inner) for point in points for inner in point)
        case Quotation(blocks):
            return "\n".join(_text(inner) for inner in blocks)
        case CodeBlock(text):
            return text
        case _:
            return ""


def _words(prose: Prose) -> str:
    return " ".join(plain_text(prose).split()).rstrip(".!").rstrip()
