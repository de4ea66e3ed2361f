"""The fragments of prose, made and remembered: the same content, style and width is laid out once.

A fragment depends on its content, style and width, and on the setting, only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.content_digest import content_digest
from guidegen.diagnostics import Span
from guidegen.document.elements import Labels, Line, PageReference, Run
from guidegen.inline import Citation, Code, LineBreak, NumberedBlank, Text
from guidegen.kept.digests import blake2b
from guidegen.records import dataclass, field
from guidegen.render.pdf.fragment import Fragment
from guidegen.render.pdf.late import late
from guidegen.render.pdf.line_breaking import Breakable
from guidegen.render.pdf.memory import Bound, Memory
from guidegen.render.pdf.plain_text import word_by_word
from guidegen.render.pdf.prose_fragments import prose_fragment
from guidegen.render.pdf.prose_runs import OneRun, Runs, runs_of
from guidegen.render.pdf.setting import Setting
from guidegen.theme import Theme

if TYPE_CHECKING:
    from guidegen.render.pdf.fragment_keeper import Keeper
    from guidegen.render.pdf.pieced_text import PiecedText, Pieces

#: How much is remembered: documents share what they have in common, and a long batch does not fill the memory.
_FRAGMENTS, _SHAPED, _LINES = Bound(600), Bound(200), Bound(1_200)
#: Kinds of nodes with nothing in them.
_CHILDLESS: frozenset[type] = frozenset({Text, LineBreak, Code})
#: Lines of more nodes may be made of pieces that come again and again; others are set as a whole.
MANY = 8
_no_pieces: Callable[[Setting], Pieces] = late("pieced_text", "Pieces")
_shaped_text: Callable[..., Breakable] = late("shaped_text", "ShapedText")
_with_blanks_for: Callable[[Line, float, float], Line] = late("numbered_blanks", "with_blanks_for")

#: What the look of a line depends on beside its content: places of sources, widths of page numbers.
_Context = tuple[str, ...]


class _Content:
    """A line as a key. Its hash is worked out once: that of a line of many words takes as long as setting a word."""

    __slots__ = ("hash", "line")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.hash: int | None = None

    def __hash__(self) -> int:
        if self.hash is None:
            self.hash = hash(self.line)
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and (self.line is other.line or self.line == other.line)


@dataclass(slots=True)
class _Line:
    """A line with what its look depends on, and the fragments that were made of it. It keeps the line alive.

    Words alone are told by themselves. A line that `is_alike` looks the same wherever it stands. In `shaped` waits what
    was measured and is still to be set, in `pieces` what a line of many pieces is in each style.
    """

    line: Line
    content: _Content | str
    is_alike: bool = True
    has_blanks: bool = False
    has_citation: bool = False
    references: tuple[PageReference, ...] = ()
    fragments: dict[tuple[str, float, str, _Context], Fragment] = field(default_factory=dict)
    shaped: dict[tuple[object, ...], tuple[Breakable, Runs | OneRun]] = field(default_factory=dict)
    extents: dict[tuple[object, ...], tuple[float, float]] = field(default_factory=dict)
    pieces: dict[str, PiecedText | None] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Line) -> _Line:
        """What is to be known of a line."""
        if len(line) == 1 and type(line[0]) is Text:
            return cls(line, line[0].text)
        kinds = _kinds(line)
        references = tuple(run for run in line if isinstance(run, PageReference)) if PageReference in kinds else ()
        has_citation = Citation in kinds
        is_alike = not (references or has_citation)
        return cls(line, _Content(line), is_alike, NumberedBlank in kinds, has_citation, references)


@dataclass(frozen=True, slots=True)
class SetOnce:
    """How a line was set in a document, if in one way only."""

    style: str
    width: float
    align: str
    fragment: Fragment


class Fragments(Setting):
    """Makes fragments and remembers them."""

    def __init__(
        self, theme: Theme, scale: float, labels: Labels, language: str, *, right_to_left: bool = False
    ) -> None:
        """An empty memory for one theme, print size and language."""
        super().__init__(theme, scale, labels, language, right_to_left=right_to_left)
        #: Fragments of earlier runs, where they may be kept.
        self.kept: Keeper | None = None
        #: Whether fragments are remembered by what they say: of thousands of items hardly a text comes again.
        self.remembers = True
        self._known: Memory[Fragment] = Memory(_FRAGMENTS)
        self._shaped: Memory[tuple[Breakable, Runs | OneRun]] = Memory(_SHAPED)
        self._lines: Memory[_Line] = Memory(_LINES)
        self._times_aged = _LINES.times_aged
        self._pieces: Pieces | None = None
        #: Ornaments that stand in thousands of places, by what they are.
        self.drawings: dict[tuple[object, ...], Fragment] = {}
        #: What is placed in thousands of items, by what it is.
        self.letters: dict[tuple[object, ...], Any] = {}

    def forget(self) -> None:
        """Remember nothing of what was laid out until now."""
        self._known.clear()
        self._shaped.clear()
        self._lines.clear()

    def paragraph(self, line: Line, style: str, width: float, origin: Span, *, align: str = "start") -> Fragment:
        """The line of prose set in a style of the theme, `width` points wide. `align`: start, centre or end."""
        facts = self._facts(line)
        context = () if facts.is_alike else self._context(facts)
        # Nothing but what the fragment is remembered by may decide it.
        width = round(width, 2)
        key = (style, width, align, context)
        known = facts.fragments.get(key)
        if known is None:
            set_as = facts
            if facts.has_blanks:
                set_as = self._facts(_with_blanks_for(line, width, self.theme.styles[style].size * self.scale))
            if (pieced := self._pieced(set_as, style)) is not None and pieced.widest() <= width + 0.01:
                # Two such lines are hardly ever the same, so their content is not remembered.
                known = facts.fragments[key] = pieced.fragment(self, style, width, align, origin)
                return known
            known = self._known.get((set_as.content, *key)) if self.remembers else None
            if known is None or (known.problems and known.origin != origin):
                known = self._found_or_laid(set_as, context, style, width, origin, align)
                if self.remembers:
                    self._known.put((set_as.content, *key), known)
            facts.fragments[key] = known
        elif known.problems and known.origin != origin:
            known = facts.fragments[key] = self._found_or_laid(facts, context, style, width, origin, align)
        return known

    def set_once(self, line: Line) -> SetOnce | None:
        """How this very line was set: None where that depends on pages, where it was set in several ways, and where
        anybody asked how wide it is; nor is anything said once lines may have been forgotten.
        """
        if _LINES.times_aged >= self._times_aged + 2:
            return None
        facts = self._lines.get(id(line))
        if facts is None or facts.references or facts.has_blanks or facts.extents or len(facts.fragments) != 1:
            return None
        [((style, width, align, _), fragment)] = facts.fragments.items()
        return SetOnce(style, width, align, fragment)

    def extent(self, line: Line, style: str) -> tuple[float, float]:
        """The narrowest and the widest that the line can be set, in points."""
        facts = self._facts(line)
        context = () if facts.is_alike else self._context(facts)
        own = style, context
        if (known := facts.extents.get(own)) is not None:
            return known
        key = self._kept_key("extent", facts, context, style) if self.kept is not None else ""
        found = self.kept.extent(key) if self.kept is not None else None
        if found is None:
            shaped: Breakable | PiecedText
            if (pieced := self._pieced(facts, style)) is not None:
                shaped = pieced
            else:
                pending = facts.shaped[own] = self._shape(facts, context, style)
                shaped = pending[0]
            found = shaped.narrowest(), shaped.widest()
            if self.kept is not None:
                self.kept.put_extent(key, found)
        facts.extents[own] = found
        return found

    # Making

    def _found_or_laid(
        self, facts: _Line, context: _Context, style: str, width: float, origin: Span, align: str
    ) -> Fragment:
        """The fragment that an earlier run kept, or a new one."""
        if self.kept is None:
            return self._laid(facts, context, style, width, origin, align)
        key = self._kept_key("paragraph", facts, context, style, width, align)
        found = self.kept.fragment(key, origin)
        if found is None:
            found = self._laid(facts, context, style, width, origin, align)
            self.kept.put(key, found)
        return found

    def _kept_key(self, kind: str, facts: _Line, context: _Context, *others: str | float) -> str:
        if isinstance(facts.content, str):
            # Most lines are words alone. The words stand last, so that nothing else can read like them.
            told = f"{kind} {others}\n{facts.content}"
            return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return content_digest((kind, facts.line, *others, context))

    def _facts(self, line: Line) -> _Line:
        """What is known of a line, found by its identity: copies share their lines, and comparing words takes long."""
        facts = self._lines.get(id(line))
        if facts is None:
            facts = _Line.of(line)
            self._lines.put(id(line), facts)
        return facts

    def _context(self, facts: _Line) -> _Context:
        """What the look of a line that is not alike everywhere depends on beside its content."""
        pages = [self.page_text(reference) for reference in facts.references]
        return (*pages, *(self.sources if facts.has_citation else ()))

    def _pieced(self, facts: _Line, style: str) -> PiecedText | None:
        """The line as pieces, if it is one of many that come again and again."""
        if len(facts.line) <= MANY or self.right_to_left or self.kept is not None:
            return None
        if style not in facts.pieces:
            if self._pieces is None:
                self._pieces = _no_pieces(self)
            facts.pieces[style] = self._pieces.text(facts.line, style)
        return facts.pieces[style]

    def _shape(self, facts: _Line, context: _Context, style: str) -> tuple[Breakable, Runs | OneRun]:
        if (pending := facts.shaped.pop((style, context), None)) is not None:
            return pending
        runs = runs_of(facts.line, style, self)
        if not self.right_to_left and (plain := word_by_word(runs.text_runs)) is not None:
            # Its words are remembered.
            return plain, runs
        key = (facts.content, style, context)
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = _shaped_text(runs.text_runs, right_to_left=self.right_to_left), runs
            self._shaped.put(key, shaped)
        return shaped

    def _laid(self, facts: _Line, context: _Context, style: str, width: float, origin: Span, align: str) -> Fragment:
        shaped, runs = self._shape(facts, context, style)
        return prose_fragment(shaped, runs, self, style, width, align, origin)


def _kinds(line: Sequence[Run]) -> set[type]:
    """The kinds of nodes in a line, at any depth."""
    kinds = set(map(type, line))
    if kinds - _CHILDLESS:
        children = [child for node in line for child in getattr(node, "children", ())]
        kinds |= _kinds(children) if children else set()
    return kinds
