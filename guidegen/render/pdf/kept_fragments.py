"""Fragments that are kept between runs: a text that was set before is not shaped and broken again.

They are found by the digest of all that decides them: the runs, the style and the width, and, for all in a file
together, look, labels, language and program. So what is found is what would be made. What is kept is plain data in the
folder `.guidegen`; a file that is damaged, or of another program, is as good as absent, and so is an entry that does
not read as a fragment. A fragment with problems is never kept, since they know places in files; nor is any of a copy
for a person (`batch` sees to that).

The file has a line for each fragment, its key before it. A line is read when its fragment is asked for, and written
again as it is. To write the file takes longer than to lay out a few lines, so after a small edit it stays as it is.
"""

from __future__ import annotations

import sys
from typing import Any

from guidegen.content_digest import content_digest
from guidegen.diagnostics import Span
from guidegen.document.elements import Labels, PageReference, Slot
from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.quick_json import encoder, loads
from guidegen.render.pdf.deflating import deflated, inflated
from guidegen.render.pdf.fragment import FieldPlace, Fragment, FragmentLine, InlineElement, LinkPlace, Mark, SlotPlace
from guidegen.render.pdf.glyph_sets import as_text, from_text
from guidegen.render.pdf.text import Style

_FORMAT = 4
#: The length of the text stands before it as so many bytes.
_LENGTH = 8
_LARGEST = 64 * 1024 * 1024
#: So many texts are set sooner than all are written down.
_FEW = 8
Extent = tuple[float, float]


class KeptFragments:
    """The fragments of one source in one look. When they are written, those are that the run used, and no others."""

    def __init__(
        self, folder: KeptFolder, name: str, look: str, labels: Labels, language: str, *, right_to_left: bool
    ) -> None:
        """What an earlier run kept under this name, if it holds for this look, of which `look` is the digest."""
        self._folder = folder
        self._name = f"{name}.json.z"
        self._base = content_digest((fingerprint(), look, labels, language, right_to_left))
        #: What each fragment was written down as, by its key.
        self._known = self._read()
        self._used: dict[str, str] = {}
        self._made: dict[str, Fragment | Extent] = {}

    def fragment(self, key: str, origin: Span) -> Fragment | None:
        """The fragment of this key, as one that stands at `origin`."""
        written = self._known.get(key)
        if written is None:
            return None
        try:
            found = _fragment(loads(written), origin)
        except (TypeError, ValueError, KeyError, IndexError, RecursionError):
            return None
        self._used[key] = written
        return found

    def put(self, key: str, fragment: Fragment) -> None:
        """Keep a fragment that was made, unless something is wrong with it."""
        if not fragment.problems:
            self._made[key] = fragment

    def extent(self, key: str) -> Extent | None:
        """How narrow and how wide the text of this key can be set."""
        written = self._known.get(key)
        if written is None:
            return None
        try:
            [narrowest, widest] = loads(written)
        except (TypeError, ValueError, RecursionError):
            return None
        if not (type(narrowest) is type(widest) is float):
            return None
        self._used[key] = written
        return narrowest, widest

    def put_extent(self, key: str, extent: Extent) -> None:
        """Keep how narrow and how wide a text can be set."""
        self._made[key] = extent

    def save(self) -> None:
        """Write down what was used, if it is not nearly what was there."""
        if self._is_near():
            return
        self._used.update(_written(self._made))
        lines = [f"{_FORMAT} {self._base}", *(f"{key} {written}" for key, written in self._used.items())]
        text = "\n".join(lines).encode("utf-8", "surrogatepass")
        self._folder.write(self._name, len(text).to_bytes(_LENGTH, "big") + deflated(text, quickly=True))
        self._known, self._made = self._used, {}

    def _is_near(self) -> bool:
        """Whether the next run gains little by what this one made, and loses little by what it did not use."""
        made = len(self._made)
        if made > (_FEW if self._known else 0) or 2 * len(self._used) < len(self._known):
            return False
        # To load HarfBuzz takes long: what it shaped is kept.
        return not made or "uharfbuzz" not in sys.modules

    def _read(self) -> dict[str, str]:
        packed = self._folder.read(self._name)
        if packed is None:
            return {}
        length = min(int.from_bytes(packed[:_LENGTH], "big"), _LARGEST)
        try:
            head, *lines = inflated(packed[_LENGTH:], length).decode("utf-8", "surrogatepass").split("\n")
            found = dict([line.split(" ", 1) for line in lines])
        except ValueError:
            return {}
        if head != f"{_FORMAT} {self._base}":
            return {}
        self._folder.touch(self._name)
        return found


def _written(made: dict[str, Fragment | Extent]) -> dict[str, str]:
    """What was made as lines, in which no line ends."""
    if not made:
        return {}
    encode = encoder(ascii=False, compact=True)
    return {key: encode(_plain(each) if isinstance(each, Fragment) else each) for key, each in made.items()}


# To plain data and back


def _plain(fragment: Fragment) -> list[Any]:
    return [
        fragment.width,
        fragment.height,
        [_plain_line(line) for line in fragment.lines],
        [_plain_kid(kid) for kid in fragment.kids],
        fragment.runs,
        [[face, as_text(glyphs)] for face, glyphs in fragment.glyphs],
        list(fragment.images),
        fragment.extent,
        fragment.mirrors,
    ]


def _plain_line(line: FragmentLine) -> list[Any]:
    told = [line.top, line.height, [[mark.run, mark.operators] for mark in line.marks]]
    if not (line.slots or line.links or line.lowered or line.fields):
        # As most lines are.
        return told
    return [
        *told,
        [_plain_slot(slot) for slot in line.slots],
        [[link.link, link.x, link.width, link.target, link.contents] for link in line.links],
        line.lowered,
        [[f.link, f.x, f.bottom, f.width, f.height, f.blank, f.prompt] for f in line.fields],
    ]


def _plain_slot(slot: SlotPlace) -> list[Any]:
    value, style = slot.value, slot.style
    if isinstance(value, Slot):
        told = ["inline" if value.inline else "slot", value.name, value.sample]
    else:
        told = ["page", value.anchor, value.document]
    set_in = [list(style.faces), style.size, list(style.colour), style.rise, style.language, style.tabular]
    return [slot.run, told, slot.x, slot.baseline, slot.width, set_in]


def _plain_kid(kid: int | InlineElement) -> Any:
    if isinstance(kid, int):
        return kid
    kids = [_plain_kid(each) for each in kid.kids]
    return [kid.role, kids, kid.language, kid.expansion, kid.actual_text, kid.alt, kid.link]


def _fragment(data: Any, origin: Span) -> Fragment:
    width, height, lines, kids, runs, glyphs, images, extent, mirrors = data
    return Fragment(
        width,
        height,
        tuple([_line(*line) for line in lines]),
        tuple([kid if type(kid) is int else _kid(kid) for kid in kids]),
        runs,
        tuple([(face, from_text(told)) for face, told in glyphs]),
        tuple(images),
        (),
        origin,
        extent,
        mirrors,
    )


def _line(
    top: Any, height: Any, marks: Any, slots: Any = (), links: Any = (), lowered: Any = 0.0, fields: Any = None
) -> FragmentLine:
    drawn = tuple([Mark(run, operators) for run, operators in marks])
    if fields is None:
        return FragmentLine(top, height, drawn)
    return FragmentLine(
        top,
        height,
        drawn,
        tuple(_slot(*slot) for slot in slots),
        tuple(LinkPlace(*link) for link in links),
        lowered,
        tuple(FieldPlace(*each) for each in fields),
    )


def _slot(run: Any, told: Any, x: Any, baseline: Any, width: Any, set_in: Any) -> SlotPlace:
    kind, name, more = told
    value = PageReference(name, more) if kind == "page" else Slot(name, more, inline=kind == "inline")
    faces, size, colour, rise, language, tabular = set_in
    style = Style(tuple(faces), size, tuple(colour), rise, language, tabular)
    return SlotPlace(run, value, x, baseline, width, style)


def _kid(data: Any) -> int | InlineElement:
    if isinstance(data, int):
        return data
    role, kids, language, expansion, actual_text, alt, link = data
    return InlineElement(role, tuple(_kid(kid) for kid in kids), language, expansion, actual_text, alt, link)
