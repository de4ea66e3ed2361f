"""A translated file laid over its original: its texts in the places of theirs, and everything else as it was."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.amounts import amount
from guidegen.diagnostics import Label, Span
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import kind_of, shown
from guidegen.reading.translations.alignment import align
from guidegen.reading.translations.texts import (
    FREE,
    KEY_TEXT,
    TRUTH,
    Original,
    Place,
    has_words,
    id_of,
    numbers_in,
    segment,
    typed,
)
from guidegen.records import dataclass, field, replace
from guidegen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, head

#: Whose values a guide's translator may take for their own.
_OF_TRANSLATION = {"reviewer": "reviewer", "reviewed-on": "reviewed-on", "translator": "translator"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the original with its translation. `old` is the place of the translation in its own file."""

    place: Place
    old: Place
    original: ScalarNode
    translated: ScalarNode
    is_spoken: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Texts of the original that are not translated: how many, and where they would stand.

    `key` is the key below which they stand, that of the list where it is an entry of one. `is_copy` says that the text
    of the original stands there itself.
    """

    place: Place
    original: Node
    at: Span
    count: int
    key: str = ""
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the original for which a group or list of the translation has no place: where it would come.

    `after` is what it would follow, if anything.
    """

    parent: MappingNode | SequenceNode
    after: Node | None
    original: Node
    key: str
    place: Place


@dataclass(slots=True)
class Overlay:
    """Lays a translated file over its original. What both have is in `pairs`, what is not translated in `missing`.

    A new translation has the keys that are texts as the original has them, since a key cannot be left empty. One that
    is still the same is missing too, unless a mark says that it was confirmed as it is; it is in `copies`.
    `gaps` are missing parts that have no place yet, `extra` are entries that translate nothing, with
    their lists.
    """

    original: Original
    reader: Reader
    marks: Mapping[str, str]
    pairs: list[Pair] = field(default_factory=list)
    copies: list[Pair] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    extra: list[tuple[SequenceNode, Node]] = field(default_factory=list)

    def merged(self, node: Node, other: Node | None, place: Place, old: Place, key: str, at: Span) -> Node:
        """The node of the original with what translates it; `at` is where in the translation it would stand."""
        if key in FREE and place:
            return node if other is None else other
        if isinstance(other, ScalarNode) and other.is_empty:
            at, other = (other.span if other.end > other.start else at), None
        if isinstance(node, ScalarNode) and self.original.is_text(node, key, place):
            return self._text(node, other, place, old, key, at)
        if not any(self.original.texts(node, key, place)):
            return self._data(node, other, key)
        if other is None:
            self._lacks(node, place, key, at)
            return node
        if isinstance(node, SequenceNode) and isinstance(other, SequenceNode):
            return self._sequence(node, other, place, old, key, at)
        if isinstance(node, MappingNode) and isinstance(other, MappingNode):
            if self.original.has_text_keys(node, place):
                return self._by_text(node, other, place, old)
            return self._mapping(node, other, place, old)
        message = f"This is {kind_of(other)}, and the original has {kind_of(node)} here."
        self._differs(head(other), message, head(node), "Write it in the form of the original.")
        return node

    def _text(self, node: ScalarNode, other: Node | None, place: Place, old: Place, key: str, at: Span) -> Node:
        if other is None:
            self._lacks(node, place, key, at)
            return node
        if not isinstance(other, ScalarNode):
            message = f"This is {kind_of(other)}, and the original has text here."
            self._differs(head(other), message, node.span, "Write text, as in the original.")
            return node
        # A copy of its own: a text that is repeated with `*name` may translate several.
        translated = replace(other)
        if self.reader.originals is not None:
            self.reader.originals.pair(translated, node)
        pair = Pair(place, old, node, translated, not self.original.reader.is_prose(node))
        if key == KEY_TEXT and _is_copy(pair) and typed(old) not in self.marks and not self.original.may_stay(place):
            self.copies.append(pair)
            self.missing.append(Missing(place, node, other.span, 1, key, is_copy=True))
        else:
            self.pairs.append(pair)
        return translated

    def _data(self, node: Node, other: Node | None, key: str) -> Node:
        """What says the same in every language: the original's, unless it is a number that is written otherwise."""
        if other is None or _fits(node, other):
            return node
        if isinstance(node, ScalarNode) and isinstance(other, ScalarNode) and self.original.reader.is_prose(node):
            is_number = not has_words(node.value) and numbers_in(node.value) == numbers_in(other.value)
            is_word = has_words(node.value) and not self.original.reader.is_kept(node)
            # Other words for true and false are read, and found to be no answer where they are none.
            if is_number or (is_word and other.value.strip().lower() not in TRUTH):
                translated = replace(other)
                if self.reader.originals is not None:
                    self.reader.originals.pair(translated, node)
                return translated
        hint = "A translation changes words only: remove this, or change the original."
        if (own := _OF_TRANSLATION.get(key)) is not None:
            hint = f"Who made and checked the translation stands below `translation:`: move it there, as `{own}:`."
        was = f": {shown(node.value)}" if isinstance(node, ScalarNode) and not node.is_empty else ""
        self._differs(head(other), f"`{key}` is not what the original says{was}.", head(node), hint)
        return node

    def _sequence(self, node: SequenceNode, other: SequenceNode, place: Place, old: Place, key: str, at: Span) -> Node:
        aligned, extra = align(self.original, node.children, other.children, key, place, old, self.marks)
        children: list[Node] = []
        last = at
        before: Node | None = None
        for each in aligned:
            inner = (*place, segment(each.original, each.index))
            # An entry without an id of its own has that of the original, else its number in its own list.
            named = id_of(each.original) or str(each.number + 1)
            mine = old if each.translated is None else (*old, named)
            last = head(each.translated) if each.translated is not None else last
            if each.translated is not None:
                before = each.translated
            elif self.original.needed(each.original, key, inner):
                self.gaps.append(Gap(other, before, each.original, key, inner))
            children.append(self.merged(each.original, each.translated, inner, mine, key, last))
        self.extra += [(other, each) for each in extra]
        for unknown in extra:
            message = f"The original has no entry of `{key}` that this translates."
            self._differs(head(unknown), message, head(node), "Remove it, or add it to the original first.")
        return SequenceNode(tuple(children), other.where, other.start, other.end)

    def _mapping(self, node: MappingNode, other: MappingNode, place: Place, old: Place) -> Node:
        mine = {entry.key.value: entry for entry in other.entries}
        names = [entry.key.value for entry in node.entries]
        for name, entry in mine.items():
            if name not in names and name not in FREE:
                near = self.reader.nearest(name, names)
                message = f"The original has no `{name}` here."
                if name in _OF_TRANSLATION:
                    hint = f"Who made and checked the translation stands below `translation:`: move `{name}` there."
                else:
                    hint = f"Is `{near}` meant?" if near else "Remove it, or add it to the original first."
                self._differs(entry.key.span, message, head(node), hint)
        own: list[Entry] = []
        inherited: list[Entry] = []
        before: Node | None = None
        for entry in node.entries:
            name = entry.key.value
            found = mine.get(name)
            if found is not None:
                before = found.value
            elif name not in FREE and self.original.needed(entry.value, name, (*place, name)):
                self.gaps.append(Gap(other, before, entry.value, name, (*place, name)))
            at = found.key.span if found is not None else head(other)
            value = self.merged(entry.value, found.value if found else None, (*place, name), (*old, name), name, at)
            (own if found is not None else inherited).append(Entry(found.key if found else entry.key, value))
        own += [entry for name, entry in mine.items() if name not in names and name in FREE]
        # Its own keys first, so that it is found where it stands in the translation.
        return MappingNode((*own, *inherited), other.where, other.start, other.end, other.repeated)

    def _by_text(self, node: MappingNode, other: MappingNode, place: Place, old: Place) -> Node:
        """A group whose keys are texts: they belong together in order."""
        entries: list[Entry] = []
        for index, entry in enumerate(node.entries):
            inner, mine = (*place, str(index + 1)), (*old, str(index + 1))
            found = other.entries[index] if index < len(other.entries) else None
            at = found.key.span if found is not None else head(other)
            key = self.merged(entry.key, found.key if found else None, (*inner, "key"), (*mine, "key"), KEY_TEXT, at)
            value = self.merged(
                entry.value, found.value if found else None, (*inner, "value"), (*mine, "value"), "", at
            )
            entries.append(Entry(key if isinstance(key, ScalarNode) else entry.key, value))
        for unknown in other.entries[len(node.entries) :]:
            message = "The original has nothing that this translates."
            self._differs(unknown.key.span, message, head(node), "Remove it, or add it to the original first.")
        return MappingNode(tuple(entries), other.where, other.start, other.end, other.repeated)

    def _lacks(self, node: Node, place: Place, key: str, at: Span) -> None:
        if needed := self.original.needed(node, key, place):
            self.missing.append(Missing(place, node, at, len(needed), key))

    def _differs(self, at: Span, message: str, there: Span, hint: str) -> None:
        self.reader.report("S294", at, message, hint, labels=(Label(there, "the original"),))


def _is_copy(pair: Pair) -> bool:
    """Whether the text of the original stands in the place of its translation."""
    return pair.original.value.split() == pair.translated.value.split()


def what_is_missing(missing: Missing) -> str:
    """A sentence that says what is not translated."""
    what = _named(missing.place, missing.key)
    if missing.is_copy:
        return f"{what} still says what the original says: {shown(_words(missing.original))}."
    if isinstance(missing.original, ScalarNode):
        return f"{what} is not translated yet: {shown(missing.original.value)}."
    return f"{what} is not translated yet ({amount(missing.count, 'text')})."


def _words(node: Node) -> str:
    return node.value if isinstance(node, ScalarNode) else ""


def _named(place: Place, key: str) -> str:
    """How a text is called in a sentence."""
    *rest, name = place
    if len(rest) > 1 and key in (KEY_TEXT, "") and name in ("key", "value"):
        entry = f"Entry {rest[-1]} of `{rest[-2]}`"
        return entry if key == KEY_TEXT else f"The text of {entry.lower()}"
    if not rest or not name.isdecimal():
        return f"`{name}`"
    # A number is the place in a list, or the key itself, as the versions below `changes:` are.
    return f"`{name}` of `{rest[-1]}`" if name == key else f"Entry {name} of `{rest[-1]}`"


def _fits(node: Node, other: Node) -> bool:
    """Whether a part of a translation says nothing else than the original does."""
    match node, other:
        case ScalarNode(), ScalarNode():
            return node.value.strip() == other.value.strip()
        case SequenceNode(), SequenceNode():
            return len(node.children) == len(other.children) and all(map(_fits, node.children, other.children))
        case MappingNode(), MappingNode():
            mine = {entry.key.value: entry.value for entry in node.entries}
            return all(entry.key.value in mine and _fits(mine[entry.key.value], entry.value) for entry in other.entries)
        case _:
            return False
