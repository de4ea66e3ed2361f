"""Form fields to PDF objects (ISO 32000-1, 12.7): widgets with their appearance, and the form that lists them.

Every widget brings its own appearance, so that no viewer has to make one before it shows the page. What a person
types is drawn by the viewer: for that the file holds a simple font with the characters of Western Europe
(WinAnsiEncoding), whole and embedded, since a font of glyph ids cannot be typed with.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from guidegen.records import dataclass, field
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.fonts import load_face, subset, subset_tag
from guidegen.render.pdf.form_fields import Button, DropDown, Field, TextField
from guidegen.render.pdf.operators import fill_colour, number, numbers
from guidegen.render.pdf.pdffile import PdfFile, dictionary, reference, text_string
from guidegen.render.pdf.text import Style

#: Field flags (ISO 32000-1, tables 226, 228 and 230).
_MULTILINE, _RADIO, _COMBO = 1 << 12, 1 << 15, 1 << 17
_FIRST, _LAST = 32, 255
#: What a list shows for no choice: a choice can be taken back.
_NO_CHOICE = ("", "–")

Area = tuple[float, float, float, float]


@dataclass(slots=True)
class _Group:
    """The circles that share a name: the object of the field and those of its widgets."""

    number: int
    said: str
    kids: list[int] = field(default_factory=list)


class AcroForm:
    """Collects the fields of a file. `resources` is the object of the page resources, which appearances share."""

    def __init__(self, file: PdfFile, resources: int) -> None:
        """No fields yet."""
        self.file = file
        self.resources = resources
        self.fields: dict[str, int] = {}
        self.groups: dict[str, _Group] = {}
        self.fonts: dict[str, tuple[str, int]] = {}
        self.defaults = ""
        self._drawn: dict[tuple[str, float, float], int] = {}

    def widget(self, what: Field, area: Area, page: int, parent: int) -> int:
        """The object of a widget on a page; `parent` is its number in the parent tree.

        ValueError when two fields have one name: a mistake in the program, since their answers would be one.
        """
        own = self.file.reserve()
        entries = {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "Rect": f"[{numbers(*area)}]",
            "P": reference(page),
            "F": "4",
            "StructParent": str(parent),
            "Contents": text_string(what.said),
            "TU": text_string(what.said),
        }
        size = (area[2] - area[0], area[3] - area[1])
        if isinstance(what, Button):
            entries |= self._button(what, own, size)
        else:
            entries |= self._typed(what, size)
        if not (isinstance(what, Button) and what.radio):
            self._register(what.name, own)
        self.file.add(dictionary(entries), own)
        return own

    def finish(self) -> str:
        """The form, in PDF syntax. Its fields stand in the order in which they were met."""
        for name, group in self.groups.items():
            kids = " ".join(map(reference, group.kids))
            entries = {"FT": "/Btn", "Ff": str(_RADIO), "T": text_string(name), "TU": text_string(group.said)}
            self.file.add(dictionary({**entries, "Kids": f"[{kids}]"}), group.number)
        entries = {"Fields": f"[{' '.join(map(reference, self.fields.values()))}]"}
        if self.fonts:
            fonts = {resource: reference(font) for resource, font in self.fonts.values()}
            entries |= {"DR": dictionary({"Font": dictionary(fonts)}), "DA": text_string(self.defaults)}
        return dictionary(entries)

    def _register(self, name: str, number_: int) -> None:
        if name in self.fields:
            raise ValueError(f"two fields are called {name}")
        self.fields[name] = number_

    def _button(self, what: Button, own: int, size: tuple[float, float]) -> dict[str, str]:
        # `Off` is the state of a button that is not chosen (ISO 32000-1, 12.7.4.2.3): a label may not be called so.
        value = pdf_name(f"{what.value}." if what.value == "Off" else what.value)
        states = {value[1:]: reference(self._marked(what, size)), "Off": reference(self._appearance("", size))}
        entries = {"AS": "/Off", "AP": dictionary({"N": dictionary(states)})}
        if not what.radio:
            return {**entries, "FT": "/Btn", "T": text_string(what.name)}
        if what.name not in self.groups:
            self.groups[what.name] = _Group(self.file.reserve(), what.group)
            self._register(what.name, self.groups[what.name].number)
        group = self.groups[what.name]
        group.kids.append(own)
        return {**entries, "Parent": reference(group.number)}

    def _marked(self, what: Button, size: tuple[float, float]) -> int:
        _, height = size
        drawn = [
            f"q 1 0 0 1 {numbers(one.x, height - one.y - line.top)} cm {mark.operators} Q"
            for one in what.marked
            for line in one.fragment.lines
            for mark in line.marks
        ]
        return self._appearance("\n".join(drawn), size)

    def _typed(self, what: TextField | DropDown, size: tuple[float, float]) -> dict[str, str]:
        defaults = self._default_appearance(what.style)
        # Not shared: programs that fill a form change this very stream.
        empty = self._stream("/Tx BMC EMC", size, self.fonts[what.style.faces[0]])
        entries = {"T": text_string(what.name), "DA": text_string(defaults), "AP": f"<</N {reference(empty)}>>"}
        if isinstance(what, DropDown):
            options = "".join(f"[{text_string(v)}{text_string(w)}]" for v, w in (_NO_CHOICE, *what.choices))
            centred = {"Q": "1"} if what.centred else {}
            return {**entries, "FT": "/Ch", "Ff": str(_COMBO), "Opt": f"[{options}]", **centred}
        return {**entries, "FT": "/Tx", **({"Ff": str(_MULTILINE)} if what.multiline else {})}

    def _default_appearance(self, style: Style) -> str:
        face = style.faces[0]
        if face not in self.fonts:
            self.fonts[face] = (f"{load_face(face).resource}Typed", typing_font(self.file, face))
        defaults = f"/{self.fonts[face][0]} {number(style.size)} Tf {fill_colour(style.colour)}"
        self.defaults = self.defaults or defaults
        return defaults

    def _appearance(self, operators: str, size: tuple[float, float]) -> int:
        key = (operators, round(size[0], 2), round(size[1], 2))
        if key not in self._drawn:
            self._drawn[key] = self._stream(operators, size)
        return self._drawn[key]

    def _stream(self, operators: str, size: tuple[float, float], font: tuple[str, int] | None = None) -> int:
        resources = f"<</Font <</{font[0]} {reference(font[1])}>>>>" if font else reference(self.resources)
        entries = {"Type": "/XObject", "Subtype": "/Form", "BBox": f"[0 0 {numbers(*size)}]", "Resources": resources}
        return self.file.add_stream(operators.encode("latin-1"), entries)


def pdf_name(text: str) -> str:
    """A name in PDF syntax (ISO 32000-1, 7.3.5).

    >>> pdf_name("A"), pdf_name("Not true"), pdf_name("Sí")
    ('/A', '/Not#20true', '/S#C3#AD')
    """
    return "/" + re.sub(rb"[^A-Za-z0-9._-]", lambda found: b"#%02X" % found[0][0], text.encode("utf-8")).decode("ascii")


@dataclass(frozen=True, slots=True)
class _TypingFont:
    """What a typing font is made of: its name, its program deflated and how long that is, and what describes it."""

    name: str
    program: bytes
    length: int
    described: Mapping[str, str]
    widths: str


def typing_font(file: PdfFile, name: str) -> int:
    """A simple font with every character of WinAnsiEncoding that the face has; returns its object."""
    font = _typing_font(name)
    stream = file.add_stream(font.program, {"Length1": str(font.length)}, compressed=True)
    descriptor = file.add(dictionary({**font.described, "FontFile2": reference(stream)}))
    return file.add(
        f"<</Type /Font /Subtype /TrueType /BaseFont {font.name} /Encoding /WinAnsiEncoding /FirstChar {_FIRST} "
        f"/LastChar {_LAST} /Widths [{font.widths}] /FontDescriptor {reference(descriptor)}>>"
    )


@functools.lru_cache(maxsize=8)
def _typing_font(name: str) -> _TypingFont:
    """All that is the same in every file: copies have the same few."""
    face = load_face(name)
    glyphs = [face.glyphs.get(ord(character), 0) if character else 0 for character in _winansi()]
    used = frozenset([0, *glyphs])
    tagged = f"/{subset_tag(name, used)}+{name}"
    program = subset(name, used)
    box = " ".join(map(str, face.bounding_box))
    metrics: Mapping[str, float] = {
        "ItalicAngle": face.italic_angle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.cap_height,
        "XHeight": face.x_height,
    }
    described = {
        "Type": "/FontDescriptor",
        "FontName": tagged,
        "Flags": "32",
        "FontBBox": f"[{box}]",
        **{key: number(value) for key, value in metrics.items()},
        "StemV": "80",
    }
    widths = " ".join(number(face.advance(glyph)) for glyph in glyphs)
    return _TypingFont(tagged, deflated(program), len(program), described, widths)


def _winansi() -> list[str]:
    """The character of each code; empty where the encoding has none."""
    return [bytes([code]).decode("cp1252", "ignore") for code in range(_FIRST, _LAST + 1)]
