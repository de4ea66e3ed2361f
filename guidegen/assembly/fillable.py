"""A quiz or handout that can be filled in on the screen: the same document, with words for its fields.

Only what is handed out to be answered gets them. Answer keys and teacher's copies are never passed through here.
"""

from __future__ import annotations

import dataclasses
from dataclasses import fields
from typing import Any

from guidegen.document import elements as doc
from guidegen.inline import Blank, Code, Text, plain_text
from guidegen.locale import Words
from guidegen.model.guide import Checklist, Guide
from guidegen.model.write_on import Acknowledgement, FillIns, Notes
from guidegen.records import replace

#: The most of a sentence that a screen reader hears before a field.
_LONGEST_PROMPT = 80
_ENDS = " .:;,?!\u00a0"
#: So many blocks are remembered: a handout has some dozens, and each copy a few of its own.
_MOST_BLOCKS = 500


def can_be_filled_in(guide: Guide) -> bool:
    """True when there is something to answer, to tick or to write on: a quiz, such blocks, or a blank in the text."""
    if guide.quiz is not None:
        return True
    kinds = Acknowledgement | Checklist | FillIns | Notes
    if any(isinstance(block, kinds) for section in guide.sections for block in section.body):
        return True
    return _has_blank((guide.summary, guide.sections, guide.next_steps, guide.questions, guide.get_help))


class WithFields:
    """Makes documents with a form field at each place where there is something to answer.

    Copies have most blocks in common, by their identity: those are looked through once, and stay the same objects.
    """

    def __init__(self, words: Words) -> None:
        """Nothing was looked through yet."""
        self.words = words
        self.phrases = doc.FieldPhrases(**{each.name: words[f"field-{each.name}"] for each in fields(doc.FieldPhrases)})
        self._known: dict[int, tuple[doc.Block, doc.Block]] = {}

    def document(self, document: doc.Document) -> doc.Document:
        """The document with its fields."""
        template = document.template
        blocks = tuple(self._block(block) for block in template.blocks)
        return replace(document, template=replace(template, blocks=blocks, fields=self.phrases))

    def _block(self, block: doc.Block) -> doc.Block:
        known = self._known.pop(id(block), None)
        if known is None or known[0] is not block:
            known = block, _prompted(block, self.words)
        # The one that was asked for last stands last.
        self._known[id(block)] = known
        if len(self._known) > _MOST_BLOCKS:
            del self._known[next(iter(self._known))]
        return known[1]


def _has_blank(value: Any) -> bool:
    if isinstance(value, Blank):
        return True
    if isinstance(value, tuple):
        return any(_has_blank(each) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return any(_has_blank(getattr(value, each.name)) for each in fields(value) if each.compare)
    return False


def _prompted(value: Any, words: Words) -> Any:
    """Blocks whose blanks say what belongs there. Blanks in items stay as they are: items have fields of their own."""
    if isinstance(value, tuple):
        if any(isinstance(each, Text | Blank) for each in value):
            return _Prompter(words).line(value) if _has_blank(value) else value
        return tuple(_prompted(each, words) for each in value)
    if isinstance(value, doc.ItemList | Text) or not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    if not _has_blank(tuple(getattr(value, each.name) for each in fields(value))):
        return value
    changed = {each.name: _prompted(getattr(value, each.name), words) for each in fields(value) if each.compare}
    return replace(value, **changed)


class _Prompter:
    """Walks a line: what stands before a blank says what belongs there, else what stands behind it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.before = ""

    def line(self, line: Any) -> Any:
        made = []
        for index, node in enumerate(line):
            if isinstance(node, Blank):
                behind = plain_text(tuple(each for each in line[index + 1 :] if isinstance(each, Text)))
                made.append(replace(node, prompt=_short(self.before) or _short(behind) or self.words["blank"]))
                self.before = ""
            elif children := getattr(node, "children", ()):
                made.append(replace(node, children=self.line(children)))
            else:
                self.before += node.text if isinstance(node, Text | Code) else ""
                made.append(node)
        return tuple(made)


def _short(text: str) -> str:
    """The end of a sentence, from the beginning of a word."""
    text = " ".join(text.split()).strip(_ENDS)
    if len(text) <= _LONGEST_PROMPT:
        return text
    return "… " + text[-_LONGEST_PROMPT:].partition(" ")[2]
