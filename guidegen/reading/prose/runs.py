"""Inline runs: the tokens of the parser as nodes of `guidegen.inline`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Inline,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Prose,
    Strong,
    Text,
    Variable,
)
from guidegen.reading.prose.notes import Finding, Notes
from guidegen.reading.prose.simple import simple_runs
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST_MARKUP = 12


@dataclass(slots=True)
class _OpenRun:
    token: Token | None
    nodes: list[Inline] = field(default_factory=list)


def inline_runs(content: str, offset: Callable[[int], int], notes: Notes) -> Prose:
    """The runs of one line of prose. `offset` turns a place in `content` into one in the whole text."""
    simple = simple_runs(content, offset, notes)
    tokens: Sequence[Any] = simple if simple is not None else _parsed(content, offset, notes)
    stack = [_OpenRun(None)]
    too_deep = False
    for token in tokens:
        if token.nesting == 1:
            stack.append(_OpenRun(token))
            too_deep = too_deep or len(stack) > _DEEPEST_MARKUP
        elif token.nesting == -1:
            done = stack.pop()
            children = _joined(done.nodes)
            node = None if len(stack) > _DEEPEST_MARKUP else _wrapped(done.token, children)
            stack[-1].nodes.extend(children if node is None else (node,))
        else:
            stack[-1].nodes.append(_leaf(token))
    if too_deep:
        start = offset(0)
        notes.findings.append(
            Finding("Y204", start, start + 1, "Bold, italics and links are nested too deep here.", "Use fewer of them.")
        )
    return _joined(stack[0].nodes)


def _parsed(content: str, offset: Callable[[int], int], notes: Notes) -> list[Token]:
    from guidegen.reading.prose.rules import markdown_parser

    tokens: list[Token] = []
    markdown = markdown_parser()
    # Looked up once, as a search for each bracket would make a long line of brackets quadratic; so would a search for
    # each formula that is never closed, whose numbers of backquotes are in `unclosed`.
    env: dict[str, Any] = {
        "notes": notes,
        "offset": offset,
        "has_links": "](" in content,
        "has_attributes": "]{" in content,
        "unclosed": set(),
    }
    markdown.inline.parse(content, markdown, env, tokens)
    return tokens


def _leaf(token: Token) -> Inline:
    match token.type:
        case "code_inline":
            return Code(token.content.replace("\t", " "))
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return LineBreak()
        case "citation":
            return Citation(tuple(token.meta["sources"]))
        case "mathematics":
            return Mathematics(" ".join(token.content.split()))
        case "blank":
            return Blank(len(token.content))
        case "numbered_blank":
            return NumberedBlank(token.meta["number"])
        case "variable":
            return Variable(token.content, origin=token.meta["origin"])
        case _:
            # A tab is white space like another.
            return Text(token.content.replace("\t", " "))


def _wrapped(token: Token | None, children: Prose) -> Inline | None:
    kind = token.type if token is not None else ""
    if token is None or not children:
        return None
    match kind:
        case "strong_open":
            return Strong(children)
        case "em_open":
            return Emphasis(children)
        case "link_open":
            return Link(str(token.attrs.get("href", "")), children)
        case "language_open":
            return Language(str(token.meta["value"]), children)
        case "abbreviation_open":
            return Abbreviation(str(token.meta["value"]), children)
        case _:
            return None


def _joined(nodes: list[Inline]) -> Prose:
    """Neighbouring plain texts as one, empty ones left out."""
    joined: list[Inline] = []
    run: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            run.append(node.text)
            continue
        if text := "".join(run):
            joined.append(Text(text))
        run = []
        joined.append(node)
    if text := "".join(run):
        joined.append(Text(text))
    return tuple(joined)
