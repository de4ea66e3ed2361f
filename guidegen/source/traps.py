"""Natural beginnings of a text that YAML takes for something else, and how to quote them.

When a file cannot be parsed, the line at fault is nearly always an ordinary sentence: it starts with `**`,
holds a second colon, or has words after a closing quotation mark. `find_trap` recognises such a line and
says what to insert so that the rest of the file can be read in the same run.
"""

from __future__ import annotations

import re

from guidegen.patterns import pattern
from guidegen.records import dataclass
from guidegen.source.text import WorkingText

_LINE = pattern(r"(?P<lead> *(?:- +)*)(?P<key>(?:[\w.-]+|\"[^\"\n]*\"|'[^'\n]*') *:(?: +|$))?")
_ENTRY = pattern(r" *(?:-(?: |$)|[\w.-]+ *:(?: |$))")
_GLUED_KEY = pattern(r" *(?:- +)*[a-z][a-z0-9-]*(:)(?!//)\S")
_BLOCK_HEADER = pattern(r"[|>][-+0-9]{0,2} *(?:#.*)?$")
_QUOTED = pattern(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'")
_FLOW_THEN_TEXT = pattern(r"(?:\[[^\[\]\n]*\]|\{[^{}\n]*\}|\{\{[^{}\n]*\}\})(?! *(?:#.*)?$)")
_LEAD = pattern(r"(?:[\w.-]{1,40} *: +|- +)$")
_MOST_SHOWN = 160
_NEVER_FIRST = "*&!%@`,]}"


@dataclass(frozen=True, slots=True)
class Trap:
    """A stretch of text that must be quoted: offsets, why, the quoted text, and the characters to insert."""

    start: int
    end: int
    reason: str
    quoted: str
    insertions: tuple[tuple[int, str], ...]


def find_trap(working: WorkingText, offset: int) -> Trap | None:
    """What in the line at `offset` needs quotation marks, or None."""
    start, end = working.line_bounds(offset)
    line = working.text[start:end]
    match = _LINE.match(line)
    lead, key = (match.group("lead"), match.group("key") or "") if match else ("", "")
    rest = line[len(lead) + len(key) :].rstrip()
    reason = _reason(rest, is_value=bool(lead.strip() or key))
    if not reason:
        return None
    indent = len(lead) if key else len(lead.rstrip()) - 1
    return quote(working, start + len(lead) + len(key), _end_of_text(working, end, indent), reason)


def _reason(rest: str, is_value: bool) -> str:
    """Why YAML cannot take `rest` as text, in words that complete "... cannot stand here without quotation marks"."""
    if not rest:
        return ""
    if rest[0] in _NEVER_FIRST:
        return f"the text begins with {_shown(rest[0])}"
    if rest.startswith("[@") or rest.startswith("{{") or _FLOW_THEN_TEXT.match(rest):
        return f"the text begins with {_shown(rest[0])}"
    if rest[0] in "|>" and not _BLOCK_HEADER.match(rest):
        return f"the text begins with {_shown(rest[0])}"
    if rest[0] in "\"'":
        quoted = _QUOTED.match(rest)
        after = rest[quoted.end() :].lstrip() if quoted else ""
        return "words follow the closing quotation mark" if after and after[0] not in "#:,]}" else ""
    if is_value and rest[0] not in "[{|>#" and (": " in rest or rest.endswith(":")):
        return "the text holds a colon followed by a space"
    return ""


def _shown(character: str) -> str:
    return "a backquote" if character == "`" else f"`{character}`"


def _end_of_text(working: WorkingText, end: int, indent: int) -> int:
    """The end of the sentence that starts before `end`: lines that are set further in belong to it."""
    last = end
    text = working.text
    while end < len(text):
        start, end = working.line_bounds(end + 1)
        line = text[start:end]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) <= indent or _ENTRY.match(line) or line.lstrip().startswith("#"):
            break
        last = end
    return last


def quote(working: WorkingText, start: int, end: int, reason: str) -> Trap:
    """The stretch in quotation marks: double ones, or single ones where the text has double ones or backslashes."""
    text = working.text[start:end].rstrip()
    end = start + len(text)
    quoted = in_quotes(text)
    mark = quoted[0]
    doubled = [(start + match.start(), mark) for match in re.finditer("'", text)] if mark == "'" else []
    return Trap(start, end, reason, quoted, ((start, mark), *doubled, (end, mark)))


def in_quotes(text: str) -> str:
    """A text in the quotation marks that need the fewest changes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def to_type(working: WorkingText, start: int, quoted: str) -> str:
    """What to type in place of the text at `start`, with the key or dash before it, for a hint."""
    line_start = working.line_bounds(start)[0]
    lead = _LEAD.search(working.text[line_start:start])
    shown = " ".join(quoted.split())
    if len(shown) > _MOST_SHOWN:
        shown = f"{shown[: _MOST_SHOWN - 3]} … {shown[-1]}"
    return f"{lead.group() if lead else ''}{shown}"


def glued_key(working: WorkingText, offset: int) -> int | None:
    """The offset after the colon of `key:text`, where a space is missing, or None."""
    start, end = working.line_bounds(offset)
    match = _GLUED_KEY.match(working.text, start, end)
    return match.end(1) if match else None
