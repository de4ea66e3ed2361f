"""Reading order against the page, and text that was taken out of it.

The order of elements is compared with the page where there is no doubt: an element contradicts the page when all
of its lines on a page stand above all lines of one of the elements read just before it, in the same column (they
overlap sideways by half of the narrower one, and begin near each other or share a middle). Columns, cells of one
row, captions, notes, pictures and labels stand beside the text and are not compared. Inside an element the lines
have to go down, and along a line the pieces have to go on in the direction of the script.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from guidegen.audit.content import Content, Run
from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished, Page
from guidegen.audit.passages import Passage, passages
from guidegen.audit.roles import ASIDE_ROLES
from guidegen.audit.tree import Node
from guidegen.patterns import pattern
from guidegen.records import dataclass

_LOOK_BACK = 8  # elements
_SAME_START = 0.25  # of the page's width
_SAME_MIDDLE = 0.05
_SAME_LINE = 0.2  # of the size
_LINE_UP = 0.9
_MARGIN = 0.1  # of the page's height or width, where running heads and footers stand
_OUTER_PART = 0.25
_FEW_LETTERS = 3  # fewer letters and digits are a sign, such as a bullet or the number of a page
_DIGITS = pattern(r"\d+")
_SHOWN_WORDS = 60


def check(file: Finished) -> Iterator[Finding]:
    """Elements in the wrong order, and text that nobody hears."""
    if file.tree is None:
        return
    recent: dict[int, deque[_Part]] = {}
    for passage in passages(file):
        if _stands_beside(passage.node):
            continue
        for page in passage.pages:
            runs = [run for run in passage.runs(page) if run.level and run.text.strip()]
            if runs:
                part = _part(passage.node, runs)
                yield from _against(recent.setdefault(page, deque(maxlen=_LOOK_BACK)), part, file.pages[page], page)
        if not passage.replaced:
            yield from _within(passage)
    yield from _hidden(file)


# Order of elements


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of an element on a page: baselines of the first and last, sides, size of the text."""

    node: Node
    top: float
    bottom: float
    x0: float
    x1: float
    size: float


def _part(node: Node, runs: list[Run]) -> _Part:
    heights = [run.y for run in runs]
    sides = min(run.x0 for run in runs), max(run.x1 for run in runs)
    return _Part(node, max(heights), min(heights), *sides, min(run.size for run in runs))


def _stands_beside(node: Node) -> bool:
    return any(each.standard in ASIDE_ROLES for each in node.ancestors())


def _against(recent: deque[_Part], part: _Part, page: Page, index: int) -> Iterator[Finding]:
    """At most one finding for an element; it then counts as read where it stands."""
    for before in reversed(recent):
        above = part.bottom >= before.top + 0.5 * max(part.size, before.size)
        if above and _same_column(before, part, page.content.width) and not _same_row(before.node, part.node):
            message = f"The element is read after {before.node.path}, and stands above it on the page."
            yield Finding("A401", message, index + 1, part.node.path)
            break
    recent.append(part)


def _same_column(one: _Part, other: _Part, width: float) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    if shared < 0.5 * min(one.x1 - one.x0, other.x1 - other.x0):
        return False
    middles = abs(one.x0 + one.x1 - other.x0 - other.x1) / 2
    return abs(one.x0 - other.x0) <= _SAME_START * width or middles <= _SAME_MIDDLE * width


def _same_row(one: Node, other: Node) -> bool:
    rows = {id(each) for each in one.ancestors() if each.standard == "TR"}
    return any(id(each) in rows for each in other.ancestors())


# Order inside an element


def _within(passage: Passage) -> Iterator[Finding]:
    """The first place of a passage where reading goes up the column or back along the line."""
    runs = [run for run in passage.spoken if run.level and run.text.strip()]
    for before, after in pairwise(runs):
        if before.page != after.page:
            continue
        size = max(before.size, after.size)
        if after.y - before.y > _LINE_UP * size:
            wrong = after.x0 < before.x1 and before.x0 < after.x1
        else:
            level = abs(after.y - before.y) < _SAME_LINE * size
            wrong = level and after.x1 <= before.x0 and _runs_right(before.text) and _runs_right(after.text)
        if wrong:
            words = _shown(after.text)
            message = f"Inside the element “{words}” is read too late: it stands before what is read before it."
            yield Finding("A401", message, after.page + 1, passage.node.path)
            return


def _runs_right(text: str) -> bool:
    """Whether a text has letters that run from left to right, and none that run the other way."""
    directions = {unicodedata.bidirectional(character) for character in text}
    return "L" in directions and not directions & {"R", "AL"}


# Text among the artifacts


def _hidden(file: Finished) -> Iterator[Finding]:
    """Artifacts with words that are neither at the edge of the page, nor repeated, nor read elsewhere on it."""
    seen = Counter(words for page in file.pages for words in {_words(a.text) for a in page.content.artifacts})
    spoken = [_words(_page_text(page)) for page in file.pages]
    headers = _repeatable(file)
    for index, page in enumerate(file.pages):
        for artifact in page.content.artifacts:
            words = _words(artifact.text)
            if sum(character.isalnum() for character in artifact.text) < _FEW_LETTERS:
                continue
            if seen[words] > 1 or words in spoken[index]:
                continue
            within = [run.text for run in artifact.runs if run.text.strip() and not _at_edge(run, artifact, page)]
            if within and not _is_of_header_row(within, artifact, headers.get(index, ())):
                yield Finding("A402", f"Nobody hears “{_shown(artifact.text)}”.", index + 1)


def _page_text(page: Page) -> str:
    return " ".join(content.text for content in page.content.contents.values())


def _words(text: str) -> str:
    """Text to compare by: numbers differ from page to page."""
    return _DIGITS.sub("#", " ".join(text.split())).casefold()


def _at_edge(run: Run, artifact: Content, page: Page) -> bool:
    """Whether text of an artifact stands in the margin; one that says it belongs to the page may stand further in."""
    part = _OUTER_PART if artifact.kind.startswith("Pagination") else _MARGIN
    width, height = page.content.width, page.content.height
    return not part * height < run.y < (1 - part) * height or run.x1 < part * width or run.x0 > (1 - part) * width


def _repeatable(file: Finished) -> dict[int, list[str]]:
    """The texts of header cells, longest first, by the pages on which their table goes on."""
    headers: dict[int, list[str]] = {}
    pages: dict[int, set[int]] = {}
    for passage in passages(file):
        around = list(passage.node.ancestors())
        table = next((id(each) for each in around if each.standard == "Table"), None)
        if table is None:
            continue
        pages.setdefault(table, set()).update(passage.pages)
        if any(each.standard == "TH" for each in around):
            text = _squeezed("".join(content.text for content in passage.contents))
            headers.setdefault(table, []).append(text)
    found: dict[int, list[str]] = {}
    for table, texts in headers.items():
        for page in sorted(pages[table])[1:]:
            found.setdefault(page, []).extend(sorted(filter(None, texts), key=len, reverse=True))
    return found


def _is_of_header_row(within: Sequence[str], artifact: Content, headers: Sequence[str]) -> bool:
    """Whether these pieces of an artifact are of a header row that is drawn again where its table goes on.

    The row may be one artifact with a running line above it, and the rows of long cells may reach into the margin.
    """
    whole = _squeezed(artifact.text)
    drawn = [header for header in headers if header in whole]
    return all(any(_squeezed(piece) in header for header in drawn) for piece in within)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _shown(words: str) -> str:
    shown = " ".join(words.split())
    return f"{shown[:_SHOWN_WORDS]}…" if len(shown) > _SHOWN_WORDS else shown
