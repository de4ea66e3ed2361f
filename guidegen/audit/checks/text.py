"""Text as it is extracted: known characters, words apart, embedded fonts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from guidegen.audit.content import Content, Run
from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished
from guidegen.audit.passages import Passage, passages
from guidegen.patterns import pattern

_LIGATURES = pattern("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufbc1\ufbd3-\ufd3d\ufe70-\ufefc]")
_MEANINGLESS = pattern("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
#: A word may be parted after these without a space.
_PARTS_WORDS = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014/\u200b\\_")
#: Scripts in which a line may end inside a word.
_NO_SPACES = tuple(
    f"{script} " for script in "LAO THAI KHMER MYANMAR TIBETAN CJK HANGUL HIRAGANA KATAKANA BOPOMOFO YI".split()
)
_OPENS = frozenset("(“‘«[")
_CLOSES = frozenset(".,;:!?)”’»]%…")
_ADDRESS = pattern(r"://|www\.|@|\w/\w|\.\w+\.\w", re.IGNORECASE)
_LONGEST_WORD = 100

_NEW_LINE = 0.5  # of the size of the text, downwards or upwards
_WORD_GAP = 0.3  # of the size
_DROP_CAP = 1.6  # times the size of the text after it


def check(file: Finished) -> Iterator[Finding]:
    """Faults of text and fonts."""
    names = sorted({font.name for font in file.fonts if not font.embedded})
    yield from (Finding("A307", f"The font {name} is not embedded.") for name in names)
    for passage in passages(file):
        yield from _characters(passage)
        if not passage.replaced and passage.node.standard != "Formula":
            yield from _glued(passage)
    if file.tree is None:
        for number, page in enumerate(file.pages, 1):
            yield from _told(page.content.loose, number, "")


def _told(content: Content, page: int, path: str, *, read: bool = True) -> Iterator[Finding]:
    """What can be said about any content; `read` is false where another text replaces it."""
    if content.missing:
        times = "A character is" if content.missing == 1 else f"{content.missing} characters are"
        yield Finding("A306", f"{times} drawn as an empty box, because the font lacks it.", page, path)
    if not read:
        return
    for font in sorted(content.unknown):
        yield Finding("A301", f"The font {font} does not say which characters its glyphs are.", page, path)
    if content.lost_hyphens:
        yield Finding("A305", "A hyphen inside a line is stored as a soft hyphen.", page, path)
    text = content.text
    if strange := _MEANINGLESS.search(text):
        yield Finding("A302", f"The text holds the character {_named(strange[0])}, which says nothing.", page, path)
    if ligature := _LIGATURES.search(text):
        yield Finding("A303", f"The text holds {_named(ligature[0])} in place of letters.", page, path)


def _characters(passage: Passage) -> Iterator[Finding]:
    """Faults of single characters. A label may be a sign that is only seen, such as a bullet."""
    for content, holder in zip(passage.contents, passage.holders, strict=True):
        replaced = passage.replaced or any(node.actual is not None for node in (holder, passage.node))
        label = passage.node.standard == "Lbl" and len(content.text.strip()) <= 1
        page = content.runs[0].page + 1 if content.runs else holder.page + 1
        yield from _told(content, page, holder.path, read=not replaced and not label)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


# Words


def _glued(passage: Passage) -> Iterator[Finding]:
    """The first place of a passage where two words have become one."""
    for before, after in pairwise(run for run in passage.spoken if run.text):
        if _apart(before, after) and _are_words(before.text, after.text):
            joined = f"{_last_word(before.text)}{_first_word(after.text)}"
            if not _ADDRESS.search(joined):
                yield Finding("A304", f"Two words are read as “{joined}”.", after.page + 1, passage.node.path)
                return


def _apart(before: Run, after: Run) -> bool:
    """Whether the eye sees two pieces: on different lines, or with the space of a word between them."""
    if before.page != after.page:
        return True
    if not (before.level and after.level) or before.size > _DROP_CAP * after.size:
        return False
    size = max(before.size, after.size)
    if abs(before.y - after.y) > _NEW_LINE * size:
        # A superscript goes on where the word ends; a new line begins elsewhere.
        return after.x0 < before.x1 - 0.1 * size or after.x0 > before.x1 + size
    spaced_out = len(before.text.strip()) == 1 and len(after.text.strip()) == 1
    return before.exact and not spaced_out and after.x0 - before.x1 > _WORD_GAP * size


def _are_words(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if last in _PARTS_WORDS or _needs_no_space(last) or _needs_no_space(first):
        return False
    return (last.isalnum() or last in _CLOSES) and (first.isalnum() or first in _OPENS)


def _needs_no_space(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_NO_SPACES)


def _last_word(text: str) -> str:
    return text[-_LONGEST_WORD:].split()[-1]


def _first_word(text: str) -> str:
    return text[:_LONGEST_WORD].split()[0]
