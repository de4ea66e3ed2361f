"""Which pieces of a file are texts to be translated, and which say the same in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guidegen.patterns import pattern
from guidegen.reading.names import digest
from guidegen.reading.reader import Reader
from guidegen.records import dataclass
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

Place = tuple[str, ...]

#: Texts that need not be translated: what a reader looks up as it is, and what is never printed.
_MAY_STAY: dict[str, tuple[Place, ...]] = {
    "guide": (("sources",),),
    "bank": (("title",), ("objectives",)),
    "quiz": (),
}
#: Plain fields of guides and banks that are printed or read aloud, and groups of guides whose keys are.
_WORDS = frozenset({"alt", "series", "unit"})
_NAMED = frozenset({"glossary", "data", "groups"})
#: Fields that a translation may have of its own: pictures with words in them, words that its readers know.
FREE = frozenset({"figure", "image", "known-words", "ignore"})
#: What stands for the key of a text that is a key itself.
KEY_TEXT = "key-text"
TRUTH = frozenset({"true", "false"})
_DIGITS = pattern(r"\d+(?:[.,\u00a0\u202f' ]\d+)*")


@dataclass(frozen=True, slots=True)
class Original:
    """The file that is translated, as far as it says what its texts are: its kind, reader and content."""

    kind: str
    reader: Reader
    root: MappingNode

    def is_text(self, node: ScalarNode, key: str, place: Place) -> bool:
        """Whether a value is a text with words in it."""
        if node.is_empty or self.reader.is_kept(node):
            return False
        if not (key in _WORDS or self.reader.is_prose(node) or self._is_word(place)):
            return False
        word = node.value.strip().lower()
        if (key in ("key", "") and word in TRUTH) or (key == "disclosure" and word == "none"):
            return False
        return has_words(node.value)

    def _is_word(self, place: Place) -> bool:
        """Whether this is a name in a group of names: a word of the glossary, a bar of a chart."""
        return self.kind == "guide" and len(place) > 2 and place[-1] == "key" and place[-3] in _NAMED

    def has_text_keys(self, node: MappingNode, place: Place) -> bool:
        """Whether the keys of a group are texts."""
        if self.kind == "guide" and place and place[-1] in _NAMED:
            return True
        return bool(node.entries) and self.reader.is_prose(node.entries[0].key)

    def may_stay(self, place: Place) -> bool:
        """Whether what stands here may be left in the language of the original."""
        return any(place[: len(prefix)] == prefix for prefix in _MAY_STAY.get(self.kind, ()))

    def texts(self, node: Node, key: str, place: Place) -> Iterator[tuple[Place, ScalarNode, str]]:
        """Every text below a node, with its place and its key."""
        if isinstance(node, ScalarNode):
            if self.is_text(node, key, place):
                yield place, node, key
        elif isinstance(node, SequenceNode):
            for index, child in enumerate(node.children):
                yield from self.texts(child, key, (*place, segment(child, index)))
        elif self.has_text_keys(node, place):
            for index, entry in enumerate(node.entries):
                inner = (*place, str(index + 1))
                yield from self.texts(entry.key, KEY_TEXT, (*inner, "key"))
                yield from self.texts(entry.value, "", (*inner, "value"))
        else:
            for entry in node.entries:
                if entry.key.value not in FREE:
                    yield from self.texts(entry.value, entry.key.value, (*place, entry.key.value))

    def needed(self, node: Node, key: str, place: Place) -> list[tuple[Place, ScalarNode, str]]:
        """The texts below a node that a translation must have."""
        return [each for each in self.texts(node, key, place) if not self.may_stay(each[0])]


def segment(child: Node, index: int) -> str:
    """How an entry of a list is named in a place: by its id, or by its number."""
    return id_of(child) or str(index + 1)


def id_of(node: Node) -> str:
    """The id that is typed in a group of keys, or nothing."""
    for entry in node.entries if isinstance(node, MappingNode) else ():
        if entry.key.value == "id" and isinstance(entry.value, ScalarNode):
            return entry.value.value.strip()
    return ""


def has_words(text: str) -> bool:
    """Whether a text holds letters, so that there is something to translate."""
    return any(character.isalpha() for character in text)


def numbers_in(text: str) -> list[str]:
    """The numbers of a text, sorted, as digits alone: signs between them differ from language to language.

    >>> numbers_in("250 mg or 1,000 mg"), numbers_in("1.000 mg o 250 mg")
    (['1000', '250'], ['1000', '250'])
    """
    found = (re.sub(r"\D", "", match) for match in _DIGITS.findall(text))
    return sorted("".join(str(unicodedata.digit(c, 0)) for c in number) for number in found)


def mark_of(node: ScalarNode) -> str:
    """Eight digits that belong to a text: they change when it does, and not when only its lines are broken anew."""
    lines = (line.rstrip() for line in node.value.strip().split("\n"))
    return digest("\n".join(lines))


def typed(place: Place) -> str:
    """A place as it is written in a list of marks and on the command line: `sections/what-it-is/title`."""
    return "/".join(place)
