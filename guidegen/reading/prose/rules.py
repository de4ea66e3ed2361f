"""The inline rules of the parser: CommonMark without raw HTML, and our own marks."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from guidegen.patterns import pattern
from guidegen.reading.prose.marks import (
    ABBREVIATION,
    BLANK,
    CITATION,
    LANGUAGE,
    note_citation,
    note_finding,
    unreadable,
)
from guidegen.reading.prose.notes import BlankText, Notes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline


_FORMULA_BEGINS = pattern(r"\$(`+)")
_LONGEST_ATTRIBUTE = 200
_VARIABLE = pattern(r"\{\{([^{}]{0,2000})\}\}")
_IMAGE = pattern(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
#: An answer in double brackets; a bracket inside it is escaped. `[[@id]]` is a citation in brackets.
_NUMBERED_BLANK = pattern(r"\[\[(?!@)((?:[^\[\]\\]|\\.){0,2000})\]\]", re.DOTALL)
_ESCAPED_BLANK = pattern(r"\\(_{3,})")
_SAFE_LINK = pattern(r"(?:https?://[^/\s]|mailto:.|tel:.)", re.IGNORECASE)


@functools.cache
def markdown_parser() -> MarkdownIt:
    """The parser, made once."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 60})
    markdown.disable(["html_block", "html_inline", "hr", "lheading", "reference", "code", "image", "entity"])
    markdown.enable("table")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.block.ruler.before("fence", "formula", _formula_block, {"alt": ["paragraph", "blockquote", "list"]})
    rules = markdown.inline.ruler
    rules.at("newline", _newline_rule)
    rules.before("escape", "escaped_blank", _escaped_blank_rule)
    rules.before("backticks", "mathematics", _mathematics_rule)
    rules.before("emphasis", "blank", _blank_rule)
    rules.before("link", "numbered_blank", _numbered_blank_rule)
    rules.before("link", "picture", _picture_rule)
    rules.before("link", "variable", _variable_rule)
    rules.before("link", "citation", _citation_rule)
    rules.before("link", "attribute", _attribute_rule)
    rules.at("link", _link_rule)
    rules.at("autolink", _autolink_rule)
    return markdown


def _note(state: StateInline, code: str, start: int, end: int, message: str, hint: str) -> None:
    note_finding(state.env["notes"], state.env["offset"], code, start, end, message, hint)


def _formula_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`$$` alone on the lines around a formula, or at both ends of its only line: a price never looks like that."""

    def line(number: int) -> str:
        return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()

    opening = line(first)
    if not opening.startswith("$$"):
        return False
    if len(opening) > 4 and opening.endswith("$$") and "$$" not in opening[2:-2]:
        content, last = opening[2:-2], first + 1
    elif opening == "$$":
        closing = first + 1
        while closing < end and line(closing) not in ("", "$$") and state.sCount[closing] >= state.blkIndent:
            closing += 1
        if closing == end or line(closing) != "$$":
            return False
        content, last = "\n".join(map(line, range(first + 1, closing))), closing + 1
    else:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.map = content, [first, last]
        state.line = last
    return True


def _newline_rule(state: StateInline, silent: bool) -> bool:
    """A line end is a space, whatever white space stands around it."""
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("softbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _escaped_blank_rule(state: StateInline, silent: bool) -> bool:
    match = _ESCAPED_BLANK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match.group(1)
    state.pos = match.end()
    return True


def _blank_rule(state: StateInline, silent: bool) -> bool:
    match = BLANK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("blank", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _numbered_blank_rule(state: StateInline, silent: bool) -> bool:
    notes: Notes = state.env["notes"]
    if notes.blanks is None:
        return False
    match = _NUMBERED_BLANK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        offset = state.env["offset"]
        notes.blanks.append(BlankText(match.group(1), offset(match.start()), offset(match.end() - 1) + 1))
        state.push("numbered_blank", "", 0).meta = {"number": len(notes.blanks)}
    state.pos = match.end()
    return True


def _mathematics_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("$`", state.pos):
        return False
    opening = _FORMULA_BEGINS.match(state.src, state.pos, state.posMax)
    if opening is None or (marks := len(opening.group(1))) in state.env["unclosed"]:
        return False
    match = re.compile(rf".+?(?<!`)`{{{marks}}}\$", re.DOTALL).match(state.src, opening.end(), state.posMax)
    if match is None:
        if state.posMax == len(state.src):
            state.env["unclosed"].add(marks)
        return False
    if not silent:
        from guidegen.mathematics.formula import Unreadable, parse

        source = match.group()[: -marks - 1]
        state.push("mathematics", "", 0).content = source
        problem = parse(source)
        if isinstance(problem, Unreadable):
            _note(state, "S270", opening.start(), match.end(), unreadable(problem), problem.hint)
    state.pos = match.end()
    return True


def _variable_rule(state: StateInline, silent: bool) -> bool:
    match = _VARIABLE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        offset, notes = state.env["offset"], state.env["notes"]
        token = state.push("variable", "", 0)
        token.content = " ".join(match.group(1).split())
        token.meta = {"origin": notes.place(offset(match.start()), offset(match.end() - 1) + 1)}
    state.pos = match.end()
    return True


def _picture_rule(state: StateInline, silent: bool) -> bool:
    match = _IMAGE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match.group()
        _note(
            state,
            "S218",
            match.start(),
            match.end(),
            "A picture cannot stand inside a sentence.",
            "Put it on a line of its own between blank lines, where lists and paragraphs may stand; "
            "elsewhere there is `figure:` with `alt:`.",
        )
    state.pos = match.end()
    return True


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        sources = note_citation(match, state.env["offset"], state.env["notes"])
        state.push("citation", "", 0).meta = {"sources": sources}
    state.pos = match.end()
    return True


def _attribute_rule(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=es}` and `[IBS]{abbr="..."}`."""
    if state.src[state.pos] != "[" or not state.env["has_attributes"]:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start)
    if end < 0:
        return False
    kind = "language"
    match = LANGUAGE.match(state.src, end + 1, state.posMax)
    if match is None:
        kind = "abbreviation"
        match = ABBREVIATION.match(state.src, end + 1, state.posMax)
    if match is None:
        if not silent and state.src.startswith(("{lang", "{abbr"), end + 1):
            closing = state.src.find("}", end, end + _LONGEST_ATTRIBUTE) + 1 or end + _LONGEST_ATTRIBUTE
            _note(
                state,
                "S218",
                end + 1,
                min(closing, state.posMax),
                "This is neither a language nor an abbreviation.",
                'Write [palabras]{lang=es} or [IBS]{abbr="irritable bowel syndrome"}.',
            )
        return False
    if not silent:
        after = state.posMax
        state.pos, state.posMax = start + 1, end
        state.push(f"{kind}_open", "span", 1).meta = {"value": match[match.lastindex or 1]}
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", "span", -1)
        state.posMax = after
    state.pos = match.end()
    return True


def _link_rule(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline import link

    return state.src[state.pos] == "[" and state.env["has_links"] and _checked_link(link, state, silent)


def _autolink_rule(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline import autolink

    return state.src[state.pos] == "<" and _checked_link(autolink, state, silent)


def _checked_link(rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:
    start, count = state.pos, len(state.tokens)
    if not rule(state, silent):
        return False
    opened = next((token for token in state.tokens[count:] if token.type == "link_open"), None)
    if not silent and opened is not None:
        href = str(opened.attrs.get("href", ""))
        if not _SAFE_LINK.match(href):
            _note(
                state,
                "S217",
                start,
                state.pos,
                f"This link leads to `{href[:60]}`, which no reader can follow safely.",
                "Links begin with https://, http://, mailto: or tel:.",
            )
    return True
