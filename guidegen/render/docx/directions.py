"""Which way the paragraphs, runs and tables of a Word document run.

Word orders characters by what is said of their paragraph (`w:bidi`) and run (`w:rtl`), other programs by Unicode alone
(UAX 9). Both are told the same: runs are parted where the direction changes, and a mark that nobody sees stands where
plain text would be ordered otherwise.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence, Set
from typing import cast

from docx.oxml.ns import qn

from guidegen.locale import words_for
from guidegen.render.direction import base_level, latin_numbers, levels
from guidegen.render.docx.elements import Element, element, value

#: Marks without a width, in whose direction the characters beside them are ordered.
_MARKS = TO_THE_RIGHT, TO_THE_LEFT = "\u200e", "\u200f"
_P, _R, _RPR, _T, _TBL = (qn(f"w:{name}") for name in ("p", "r", "rPr", "t", "tbl"))
#: What stands in a line where a run has no text.
_INSTEAD = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:drawing"): "\ufffc"}
_SLANTED = (qn("w:i"), qn("w:iCs"))
_SECTION, _BETWEEN = qn("w:sectPr"), qn("w:cr")
#: What follows `w:spacing` among the properties of a paragraph; `w:bidi` stands before that.
_AFTER_SPACING = frozenset(qn(f"w:{name}") for name in ("ind", "jc", "outlineLvl", "rPr", "sectPr"))
#: What only the first of two paragraphs has, and what stands behind `w:bidi` of a section.
_OF_THE_FIRST = tuple(qn(f"w:{name}") for name in ("numPr", "pageBreakBefore"))
_BEHIND_SECTION_BIDI = frozenset(qn(f"w:{name}") for name in ("rtlGutter", "docGrid", "printerSettings"))


def runs_to_the_left(language: str) -> bool:
    """Whether documents in this language are laid out from the right."""
    words = words_for(language)
    return words is not None and words.direction == "rtl"


def between_languages(one: str, other: str) -> Element:
    """What stands between two languages: a new line, and a new paragraph where they run in different directions."""
    return element("w:cr") if runs_to_the_left(one) != runs_to_the_left(other) else element("w:br")


def set_directions(part: Element, *, to_the_left: bool) -> None:
    """Say of everything in a part of a file which way it runs; `to_the_left` is the direction of the document."""
    for paragraph in _all(part, _P):
        sides = _sides(paragraph)
        for side in sides:
            _set_paragraph(side, to_the_left=to_the_left, is_side=len(sides) > 1)
    if not to_the_left:
        return
    for table in _all(part, _TBL):
        table[0].insert(0, value("w:bidiVisual"))
    for section in _all(part, _SECTION):
        section.insert(_first_of(section, _BEHIND_SECTION_BIDI), value("w:bidi"))


def _all(parent: Element, tag: str) -> list[Element]:
    """All elements with a tag, however deep."""
    return cast(list[Element], list(parent.iter(tag)))


def _child(parent: Element, tag: str) -> Element | None:
    return cast("Element | None", parent.find(tag))


def _properties(paragraph: Element) -> Element:
    """Every paragraph begins with them."""
    return cast(Element, paragraph[0])


def _first_of(properties: Element, tags: Set[str]) -> int:
    """Where the first property with one of the tags stands, or the end."""
    return next((index for index, child in enumerate(properties) if child.tag in tags), len(properties))


def _sides(paragraph: Element) -> list[Element]:
    """The paragraph, parted where a language of the other direction begins."""
    sides = [paragraph]
    for run in [child for child in paragraph if child.tag == _R]:
        if run.find(_BETWEEN) is None:
            continue
        before, after = sides[-1], element("w:p", {}, copy.deepcopy(_properties(paragraph)))
        after.extend(list(run.itersiblings()))
        before.remove(run)
        before.addnext(after)
        _join(_properties(before), _properties(after))
        sides.append(after)
    return sides


def _join(first: Element, second: Element) -> None:
    """The properties of two paragraphs that were one: no page between them, no room, and one number."""
    if first.find(qn("w:keepNext")) is None:
        first.insert(1, value("w:keepNext"))
    for old in [child for child in second if child.tag in _OF_THE_FIRST]:
        second.remove(old)
    for properties, side in ((first, "w:after"), (second, "w:before")):
        spacing = properties.find(qn("w:spacing"))
        if spacing is None:
            spacing = element("w:spacing")
            properties.insert(_first_of(properties, _AFTER_SPACING), spacing)
        spacing.set(qn(side), "0")
    indent = second.find(qn("w:ind"))
    if indent is not None and qn("w:hanging") in indent.attrib:
        del indent.attrib[qn("w:hanging")]


def _set_paragraph(paragraph: Element, *, to_the_left: bool, is_side: bool) -> None:
    """Its direction, and that of each of its runs.

    What is wholly in a script of the other direction runs as that does where it is one of two languages, or stands in a
    document from the left. Behind a number, and in a document from the right, it stays in its place, and its characters
    alone run the other way.
    """
    runs = _all(paragraph, _R)
    of_paragraph = int(to_the_left)
    of_text = _level(runs, to_the_left=to_the_left)
    may_turn = _properties(paragraph).find(qn("w:numPr")) is None and (is_side or not to_the_left)
    if of_text != of_paragraph and may_turn:
        _turn(_properties(paragraph), of_text)
        of_paragraph = of_text
    if of_text or of_paragraph:
        _mark(runs, of_text, is_against=of_text != of_paragraph)
    found = levels("".join(map(_text_of, runs)), of_text)
    start = 0
    for run in runs if found else ():
        end = start + len(_text_of(run))
        text = _child(run, _T)
        if text is not None:
            _part(run, text.text or "", found[start:end])
        start = end


def _level(runs: Sequence[Element], *, to_the_left: bool) -> int:
    """1 where the text of a paragraph runs to the left: as its language does where that is marked, else its letters."""
    languages = {_language(run) for run in runs if not _text_of(run).isspace() and run.find(_T) is not None}
    known = words_for(languages.pop()) if len(languages) == 1 else None
    if known is not None:
        return int(known.direction == "rtl")
    return base_level("".join(map(_text_of, runs)), to_the_left)


def _language(run: Element) -> str:
    found = run.find(f"{_RPR}/{qn('w:lang')}")
    return "" if found is None else found.get(qn("w:val")) or ""


def _turn(properties: Element, level: int) -> None:
    """A paragraph that runs against the document: it stays set in on the side where it is."""
    bidi = value("w:bidi") if level else value("w:bidi", 0)
    properties.insert(_first_of(properties, {qn("w:spacing"), *_AFTER_SPACING}), bidi)
    indent, alignment = properties.find(qn("w:ind")), properties.find(qn("w:jc"))
    if indent is not None:
        indent.set(qn("w:right"), indent.get(qn("w:left")) or "0")
        indent.set(qn("w:left"), "0")
    if alignment is not None and alignment.get(qn("w:val")) == "right":
        # Left and right mean start and end.
        alignment.set(qn("w:val"), "left")


def _text_of(run: Element) -> str:
    """The text of a run; a character stands for what is none."""
    text = _child(run, _T)
    if text is not None:
        return text.text or ""
    return "".join(_INSTEAD.get(child.tag, "") for child in run)


def _mark(runs: Sequence[Element], of_text: int, *, is_against: bool) -> None:
    """Marks around numbers that plain text would order from the right, and around what runs against its paragraph."""
    start = 0
    numbers = latin_numbers("".join(map(_text_of, runs))) if of_text else []
    begins = {begin for begin, _, _ in numbers}
    # What follows digits would be ordered as they are: hours in brackets behind a telephone number.
    ends = {end for _, end, is_digits in numbers if is_digits}
    spoken: list[Element] = []
    for run in runs:
        length, held = len(_text_of(run)), _child(run, _T)
        if held is not None and held.text:
            marked = "".join(
                f"{TO_THE_RIGHT if at in begins else ''}{character}{TO_THE_LEFT if at + 1 in ends else ''}"
                for at, character in enumerate(held.text, start)
            )
            spoken += [held] if held.text.strip() else []
            held.text = marked
        start += length
    if is_against and spoken:
        spoken[0].text = f"{_MARKS[of_text]}{spoken[0].text}"
        spoken[-1].text = f"{spoken[-1].text}{_MARKS[of_text]}"


def _part(run: Element, text: str, found: Sequence[int]) -> None:
    """A run as one for each direction in it."""
    start = 0
    directions = [(level, len(list(same))) for level, same in itertools.groupby(found, key=lambda level: level % 2)]
    for index, (level, length) in enumerate(directions):
        made = run if index == len(directions) - 1 else copy.deepcopy(run)
        if made is not run:
            run.addprevious(made)
        held = _child(made, _T)
        assert held is not None
        held.text = text[start : start + length]
        if level:
            _run_to_the_left(made)
        start += length


def _run_to_the_left(run: Element) -> None:
    """Say that it runs to the left. These scripts have no italics: what is stressed is bold."""
    properties = _child(run, _RPR)
    if properties is None:
        properties = element("w:rPr")
        run.insert(0, properties)
    slanted = [child for child in properties if child.tag in _SLANTED]
    if slanted and properties.find(qn("w:b")) is None:
        slanted[0].addprevious(value("w:b"))
        slanted[0].addprevious(value("w:bCs"))
    for old in slanted:
        properties.remove(old)
    properties.insert(_first_of(properties, {qn("w:lang")}), value("w:rtl"))
