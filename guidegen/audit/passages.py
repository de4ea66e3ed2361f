"""Passages: the stretches of text that are read without a stop, in reading order.

A passage is the content of one block-level element, with that of the inline elements in it, until another block
begins. Words, order and hidden text are judged on passages.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.audit.content import Content, Run
from guidegen.audit.finished import Finished
from guidegen.audit.tree import Node
from guidegen.records import dataclass, field


@dataclass(slots=True)
class Passage:
    """Text of one block. `spoken` are its runs with replacement texts in place of what they replace.

    `node` is the block; `holders` are the elements that hold its contents, one for each. `replaced` says that the
    whole block has a text of its own (ActualText, or Alt of a picture), so that what is drawn is not read.
    """

    node: Node
    contents: list[Content] = field(default_factory=list)
    holders: list[Node] = field(default_factory=list)
    spoken: list[Run] = field(default_factory=list)
    replaced: bool = False

    def runs(self, page: int) -> list[Run]:
        """What is drawn of it on a page."""
        return [run for content in self.contents for run in content.runs if run.page == page]

    @property
    def pages(self) -> list[int]:
        """The pages on which it stands, in the order of reading."""
        return list(dict.fromkeys(run.page for content in self.contents for run in content.runs))


def passages(file: Finished) -> Iterator[Passage]:
    """All passages of a tagged file, in reading order."""
    if file.tree is None:
        return
    current: Passage | None = None
    said: Node | None = None
    for holder, key in file.tree.leaves():
        content = file.pages[key.page].content.contents.get(key) if 0 <= key.page < len(file.pages) else None
        if content is None:
            continue
        block = holder.block or holder
        if current is None or current.node is not block:
            if current is not None:
                yield current
            current, said = Passage(block, replaced=_replacing(block) is not None), None
        current.contents.append(content)
        current.holders.append(holder)
        replacing = None if current.replaced else _replacing(holder)
        if replacing is None:
            current.spoken += content.runs
        elif replacing is not said and content.runs:
            first = content.runs[0]
            words = replacing.actual or ""
            current.spoken.append(Run(words, first.page, first.x0, first.x1, first.y, first.size, first.level, False))
        said = replacing
    if current is not None:
        yield current


def _replacing(node: Node) -> Node | None:
    """The nearest element whose own text is read in place of what it holds."""
    for each in node.ancestors():
        if each.actual is not None or (each.alt and each.standard in ("Figure", "Formula")):
            return each
    return None
