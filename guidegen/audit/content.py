"""What is drawn on a page: marked content with its text and place, artifacts, and what belongs to neither.

Content streams are interpreted as far as reading needs it: marked content, text with its position, whether
something is painted, forms within the page (ISO 32000-1, 8 to 9 and 14.6). Positions are in points as the page is
seen, turned by its Rotate, y upwards.
"""

from __future__ import annotations

import copy
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pikepdf

from guidegen.audit.fonts import Font, Fonts
from guidegen.audit.objects import (
    TooLarge,
    entry,
    identity,
    is_dictionary,
    is_stream,
    items,
    name,
    number,
    one_or_more,
    raw,
    stream_bytes,
    text,
    whole,
)
from guidegen.records import dataclass, field

Matrix = tuple[float, float, float, float, float, float]

#: Operators that an audit interprets in one file. A book of 2,000 dense pages stays below.
MOST_OPERATORS = 20_000_000
_MOST_BYTES = 2**30
_DEEPEST_FORM = 12
_MOST_SAVED = 4_096
_KEPT_FORM = 5_000  # operators; shorter forms are parsed once
#: A gap in a TJ array from which two words stand apart, in ems.
_WORD_GAP = 0.2
_VISIBLE = 0.05  # ems; a narrower glyph is not seen

#: The page's own content stream in a `Key`; a form has its object number and generation.
OWN = (0, 0)


class Key(NamedTuple):
    """A piece of marked content: page (from 0), content stream, marked-content id."""

    page: int
    stream: tuple[int, int]
    mcid: int


@dataclass(slots=True)
class Run:
    """Text in one place: from x0 to x1 on a baseline. `level` says that it runs from left to right on the page."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    level: bool
    exact: bool


@dataclass(slots=True)
class Content:
    """What a marked-content sequence, or an artifact, draws.

    `unknown` names the fonts of characters that nothing tells; `missing` counts glyphs that the font lacks;
    `lost_hyphens` counts visible soft hyphens inside a line. `kind` is the type of an artifact.
    """

    runs: list[Run] = field(default_factory=list)
    painted: bool = False
    unknown: set[str] = field(default_factory=set)
    missing: int = 0
    lost_hyphens: int = 0
    kind: str = ""

    @property
    def text(self) -> str:
        """The text as it is extracted."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class PageContent:
    """One page. `loose` counts what is drawn outside, by kind; `faults` are codes with what was seen."""

    index: int
    width: float
    height: float
    contents: dict[Key, Content] = field(default_factory=dict)
    artifacts: list[Content] = field(default_factory=list)
    loose: Content = field(default_factory=Content)
    outside: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def fault(self, code: str, words: str) -> None:
        """Remember what was seen, each once."""
        seen = self.faults.setdefault(code, [])
        if words not in seen and len(seen) < 10:
            seen.append(words)


class Reader:
    """Reads the pages of one file; fonts and small forms are read once, and the work is bounded."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Nothing read yet."""
        self.pdf = pdf
        self.fonts = Fonts()
        self.operators = 0
        self.bytes = 0
        self._forms: dict[tuple[int, int], list[Any]] = {}

    def page(self, index: int, page: Any) -> PageContent:
        """The content of a page. TooLarge when the file asks for too much work."""
        x0, y0, x1, y1 = _box(page)
        turn = whole(entry(page, "/Rotate"), 0) % 360
        width, height = (y1 - y0, x1 - x0) if turn in (90, 270) else (x1 - x0, y1 - y0)
        found = PageContent(index, width, height)
        base = _TURNS.get(turn, _TURNS[0])(x0, y0, x1, y1)
        data: list[bytes] = []
        for stream in one_or_more(entry(page, "/Contents")):
            try:
                data.append(self._decoded(stream) if is_stream(stream) else b"")
            except ValueError:
                found.fault("A209", "a stream of the page cannot be decoded")
        run = _Interpreter(self, found, base)
        run.stream(self.parsed(pikepdf.Stream(self.pdf, b"\n".join(data)), found), entry(page, "/Resources"), OWN)
        return found

    def _decoded(self, stream: Any) -> bytes:
        data = stream_bytes(stream)
        self.bytes += len(data)
        if self.bytes > _MOST_BYTES:
            raise TooLarge
        return data

    def parsed(self, stream: Any, page: PageContent) -> list[Any]:
        """The instructions of a stream; what cannot be read is a fault of the page."""
        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            try:
                instructions = list(pikepdf.parse_content_stream(stream))
            except (pikepdf.PdfError, ValueError, TypeError):
                instructions = []
                page.fault("A209", "the instructions of the page cannot be read")
        if complaints:
            page.fault("A209", "the instructions of the page are cut off or damaged")
        self.operators += len(instructions)
        if self.operators > MOST_OPERATORS:
            raise TooLarge
        return instructions

    def form(self, form: Any, page: PageContent) -> list[Any]:
        """The instructions of a form."""
        own = identity(form)
        if own in self._forms:
            self.operators += len(self._forms[own])
            if self.operators > MOST_OPERATORS:
                raise TooLarge
            return self._forms[own]
        try:
            data = self._decoded(form)
        except ValueError:
            page.fault("A209", "a form of the page cannot be decoded")
            return []
        instructions = self.parsed(pikepdf.Stream(self.pdf, data), page)
        if own != OWN and len(instructions) <= _KEPT_FORM:
            self._forms[own] = instructions
        return instructions


def _box(page: Any) -> tuple[float, float, float, float]:
    """The visible part of the page; US letter where a page says nothing that makes sense."""
    for key in ("/CropBox", "/MediaBox"):
        corners = [number(corner) for corner in items(entry(page, key))]
        if len(corners) == 4 and corners[0] != corners[2] and corners[1] != corners[3]:
            (x0, x1), (y0, y1) = sorted(corners[::2]), sorted(corners[1::2])
            return x0, y0, x1, y1
    return 0.0, 0.0, 612.0, 792.0


_TURNS: dict[int, Callable[[float, float, float, float], Matrix]] = {
    0: lambda x0, y0, x1, y1: (1, 0, 0, 1, -x0, -y0),
    90: lambda x0, y0, x1, y1: (0, -1, 1, 0, -y0, x1),
    180: lambda x0, y0, x1, y1: (-1, 0, 0, -1, x1, y1),
    270: lambda x0, y0, x1, y1: (0, 1, -1, 0, y1, -x0),
}


@dataclass(slots=True)
class _State:
    """The part of the graphics state that places text (ISO 32000-1, 8.4 and 9.3)."""

    matrix: Matrix
    font: Font = field(default_factory=lambda: Font(opaque=True))
    size: float = 1.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Mark:
    """A marked-content sequence that is open: whose content it is, and the text that replaces what it shows."""

    owner: Content | None
    actual: str | None = None
    said: Run | None = None


class _Interpreter:
    def __init__(self, reader: Reader, page: PageContent, base: Matrix) -> None:
        self.reader = reader
        self.page = page
        self.state = _State(base)
        self.saved: list[_State] = []
        self.marks: list[_Mark] = []
        self.resources: Any = None
        self.fonts: dict[str, Font] = {}
        self.own = OWN
        self.open_forms: list[tuple[int, int]] = []
        self.in_text = False
        self.line: Matrix = _IDENTITY
        self.text: Matrix = _IDENTITY

    def stream(self, instructions: Iterable[Any], resources: Any, own: tuple[int, int]) -> None:
        """Run the instructions of the page or of a form, which has to leave everything as it found it."""
        outer = self.resources, self.own, self.in_text, self.fonts
        marks, saved = len(self.marks), len(self.saved)
        self.resources, self.own, self.in_text, self.fonts = resources, own, False, {}
        for instruction in instructions:
            operate = _OPERATORS.get(str(instruction.operator))
            if operate is not None:
                operate(self, instruction.operands if operate in _WITH_OPERANDS else ())
        if len(self.marks) > marks or len(self.saved) > saved or self.in_text:
            self.page.fault("A208", "something is begun and not ended (BDC, q or BT)")
        del self.marks[marks:]
        del self.saved[saved:]
        self.resources, self.own, self.in_text, self.fonts = outer

    @property
    def owner(self) -> Content | None:
        return self.marks[-1].owner if self.marks else None

    # Marked content

    def begin(self, operands: Any) -> None:
        tag = name(operands[0]) if len(operands) else ""
        properties = operands[1] if len(operands) > 1 else None
        if not is_dictionary(properties):
            properties = entry(entry(self.resources, "/Properties"), "/" + name(properties)) if properties else None
        mcid = whole(entry(properties, "/MCID"))
        outer, actual = self.owner, text(entry(properties, "/ActualText"))
        if tag == "Artifact":
            self.marks.append(_Mark(self._artifact(outer, properties)))
        elif mcid >= 0:
            self.marks.append(_Mark(self._content(outer, mcid), actual))
        else:
            self.marks.append(_Mark(outer, actual))

    def _artifact(self, outer: Content | None, properties: Any) -> Content:
        if outer is not None and not outer.kind:
            self.page.fault("A207", "an artifact stands inside content")
        kinds = (name(entry(properties, "/Type")), name(entry(properties, "/Subtype")))
        artifact = Content(kind=" ".join(filter(None, kinds)) or "Artifact")
        self.page.artifacts.append(artifact)
        return artifact

    def _content(self, outer: Content | None, mcid: int) -> Content:
        if outer is not None:
            where = "an artifact" if outer.kind else "other content"
            self.page.fault("A207", f"content {mcid} stands inside {where}")
        key = Key(self.page.index, self.own, mcid)
        if key in self.page.contents:
            self.page.fault("A204", f"the id {mcid} is used twice")
        return self.page.contents.setdefault(key, Content())

    def end(self, _operands: Any) -> None:
        if self.marks:
            self.marks.pop()
        else:
            self.page.fault("A208", "marked content is ended that was never begun (EMC)")

    # Painting

    def paint(self, kind: str) -> Content:
        """Whose the painted thing is; what is nobody's is counted."""
        owner = self.owner
        if owner is None:
            self.page.outside[kind] += 1
            owner = self.page.loose
        owner.painted = True
        return owner

    def path(self, _operands: Any) -> None:
        self.paint("a line or area")

    def picture(self, _operands: Any) -> None:
        self.paint("a picture")

    def external(self, operands: Any) -> None:
        called = name(operands[0]) if len(operands) else ""
        thing = entry(entry(self.resources, "/XObject"), "/" + called)
        if name(entry(thing, "/Subtype")) != "Form":
            self.paint("a picture")
            return
        own = identity(thing)
        if own in self.open_forms or len(self.open_forms) >= _DEEPEST_FORM:
            self.page.fault("A209", "a form draws itself, or forms are nested too deep")
            return
        self.open_forms.append(own)
        outer = self.state, self.line, self.text
        matrix = [number(each) for each in items(entry(thing, "/Matrix"))]
        self.state = copy.copy(self.state)
        if len(matrix) == 6:
            self.state.matrix = _product(_matrix(matrix), self.state.matrix)
        resources = entry(thing, "/Resources")
        self.stream(self.reader.form(thing, self.page), self.resources if resources is None else resources, own)
        self.state, self.line, self.text = outer
        self.open_forms.pop()

    # Graphics state

    def save(self, _operands: Any) -> None:
        if len(self.saved) >= _MOST_SAVED:
            raise TooLarge
        self.saved.append(copy.copy(self.state))

    def restore(self, _operands: Any) -> None:
        if self.saved:
            self.state = self.saved.pop()
        else:
            self.page.fault("A208", "a state is restored that was never saved (Q)")

    def transform(self, operands: Any) -> None:
        if len(operands) == 6:
            self.state.matrix = _product(_matrix(map(number, operands)), self.state.matrix)

    def external_state(self, operands: Any) -> None:
        called = name(operands[0]) if len(operands) else ""
        font = list(items(entry(entry(entry(self.resources, "/ExtGState"), "/" + called), "/Font")))
        if len(font) == 2:
            self.state.font, self.state.size = self.reader.fonts.read(font[0]), number(font[1])

    # Text state and position

    def begin_text(self, _operands: Any) -> None:
        if self.in_text:
            self.page.fault("A208", "a text object is begun inside another (BT)")
        self.in_text = True
        self.line = self.text = _IDENTITY

    def end_text(self, _operands: Any) -> None:
        if not self.in_text:
            self.page.fault("A208", "a text object is ended that was never begun (ET)")
        self.in_text = False

    def font(self, operands: Any) -> None:
        if len(operands) == 2:
            called = name(operands[0])
            if called not in self.fonts:
                self.fonts[called] = self.reader.fonts.read(entry(entry(self.resources, "/Font"), "/" + called))
            self.state.font, self.state.size = self.fonts[called], number(operands[1])

    def character_space(self, operands: Any) -> None:
        self.state.character_space = _first(operands)

    def word_space(self, operands: Any) -> None:
        self.state.word_space = _first(operands)

    def scale(self, operands: Any) -> None:
        self.state.scale = _first(operands, 100.0) / 100

    def leading(self, operands: Any) -> None:
        self.state.leading = _first(operands)

    def rise(self, operands: Any) -> None:
        self.state.rise = _first(operands)

    def move(self, operands: Any) -> None:
        if len(operands) == 2:
            self._move(number(operands[0]), number(operands[1]))

    def move_with_leading(self, operands: Any) -> None:
        if len(operands) == 2:
            self.state.leading = -number(operands[1])
            self._move(number(operands[0]), number(operands[1]))

    def place(self, operands: Any) -> None:
        if len(operands) == 6:
            self.line = self.text = _matrix(map(number, operands))

    def next_line(self, _operands: Any) -> None:
        self._move(0.0, -self.state.leading)

    def _move(self, x: float, y: float) -> None:
        self.line = self.text = _product((1, 0, 0, 1, x, y), self.line)

    # Showing text

    def show(self, operands: Any) -> None:
        if len(operands):
            self._show(raw(operands[-1]))

    def show_on_next_line(self, operands: Any) -> None:
        self.next_line(())
        self.show(operands)

    def show_spaced(self, operands: Any) -> None:
        if len(operands) == 3:
            self.state.word_space, self.state.character_space = number(operands[0]), number(operands[1])
        self.show_on_next_line(operands)

    def show_pieces(self, operands: Any) -> None:
        """A TJ array. Pieces with less than a word gap between them are one run."""
        pieces: list[bytes] = []
        kerned = 0.0
        for piece in items(operands[0]) if len(operands) else ():
            if isinstance(piece, pikepdf.String):
                pieces.append(bytes(piece))
                continue
            shift = -number(piece) / 1000
            if shift > _WORD_GAP:
                self._show(b"".join(pieces), kerned)
                self._advance(shift * self.state.size * self.state.scale)
                pieces, kerned = [], 0.0
            else:
                kerned += shift
        self._show(b"".join(pieces), kerned)

    def _show(self, data: bytes, kerned: float = 0.0) -> None:
        """Show a string; `kerned` is the sum of the shifts within it, in ems."""
        state = self.state
        if not data:
            self._advance(kerned * state.size * state.scale)
            return
        owner = self.paint("text")
        replaced = next((mark for mark in self.marks if mark.actual is not None), None)
        words, width, glyphs = self._read(data, owner, known=replaced is not None)
        matrix = _product(self.text, state.matrix)
        across = (width * state.size + state.character_space * max(glyphs - 1, 0)) * state.scale
        across += kerned * state.size * state.scale
        across += state.word_space * words.count(" ") * state.scale if not state.font.composite else 0.0
        x0, y0 = _point(matrix, 0.0, state.rise)
        x1, y1 = _point(matrix, across, state.rise)
        size = abs(state.size) * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        level = abs(y1 - y0) <= 0.02 * abs(x1 - x0) + 0.01 and x1 >= x0
        self._say(owner, replaced, Run(words, self.page.index, x0, x1, y0, size, level, state.font.exact))
        self._advance(across + state.character_space * state.scale)

    def _say(self, owner: Content, replaced: _Mark | None, run: Run) -> None:
        if replaced is None:
            owner.runs.append(run)
        elif replaced.said is None:
            run.text, replaced.said = replaced.actual or "", run
            owner.runs.append(run)
        elif abs(replaced.said.y - run.y) < 0.1 * run.size:
            replaced.said.x1 = max(replaced.said.x1, run.x1)

    def _read(self, data: bytes, owner: Content, *, known: bool) -> tuple[str, float, int]:
        """Text, width in ems and number of the shown glyphs; notes what their font does not tell."""
        parts: list[str] = []
        width, glyphs, hyphen = 0.0, 0, False
        font = self.state.font
        for glyph in font.glyphs(data):
            glyphs += 1
            width += glyph.width
            if glyph.missing:
                owner.missing += 1
            elif glyph.text is None:
                if not known:
                    owner.unknown.add(font.name)
            else:
                parts.append(glyph.text)
                if hyphen and glyph.text.isalnum() and not known:
                    owner.lost_hyphens += 1
                hyphen = glyph.text == "\u00ad" and glyph.width > _VISIBLE
        return "".join(parts), width, glyphs

    def _advance(self, distance: float) -> None:
        self.text = _product((1, 0, 0, 1, distance, 0), self.text)


_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


def _matrix(values: Iterable[float]) -> Matrix:
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def _first(operands: Any, default: float = 0.0) -> float:
    return number(operands[0], default) if len(operands) else default


_Operation = Callable[[_Interpreter, Any], None]

_OPERATORS: dict[str, _Operation] = {
    "BMC": _Interpreter.begin,
    "BDC": _Interpreter.begin,
    "EMC": _Interpreter.end,
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"), _Interpreter.path),
    "Do": _Interpreter.external,
    "INLINE IMAGE": _Interpreter.picture,
    "q": _Interpreter.save,
    "Q": _Interpreter.restore,
    "cm": _Interpreter.transform,
    "gs": _Interpreter.external_state,
    "BT": _Interpreter.begin_text,
    "ET": _Interpreter.end_text,
    "Tf": _Interpreter.font,
    "Tc": _Interpreter.character_space,
    "Tw": _Interpreter.word_space,
    "Tz": _Interpreter.scale,
    "TL": _Interpreter.leading,
    "Ts": _Interpreter.rise,
    "Td": _Interpreter.move,
    "TD": _Interpreter.move_with_leading,
    "Tm": _Interpreter.place,
    "T*": _Interpreter.next_line,
    "Tj": _Interpreter.show,
    "'": _Interpreter.show_on_next_line,
    '"': _Interpreter.show_spaced,
    "TJ": _Interpreter.show_pieces,
}

#: Operators whose operands are looked at; taking them out of the library costs time.
_WITH_OPERANDS = frozenset(_OPERATORS.values()) - {
    _Interpreter.end,
    _Interpreter.path,
    _Interpreter.picture,
    _Interpreter.save,
    _Interpreter.restore,
    _Interpreter.begin_text,
    _Interpreter.end_text,
    _Interpreter.next_line,
}
