"""GIFT as Moodle's own reader takes it (`question/format/gift/format.php`): a text to questions with their parts.

Nothing is interpreted here: texts keep their format, weights are percentages or None. Positions of `~`, `=`, `#` and
braces are found after escaped characters were put aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guidegen.patterns import pattern
from guidegen.records import dataclass

#: Escaped characters, and what stands for them (of Unicode's private use) while a question is taken apart.
_ESCAPES = {"\\\\": "\ue000", "\\:": "\ue001", "\\#": "\ue002", "\\=": "\ue003", "\\{": "\ue004", "\\}": "\ue005",
            "\\~": "\ue006", "\\n": "\ue007"}  # fmt: skip
_PLAIN = str.maketrans(dict(zip(_ESCAPES.values(), "\\:#={}~\n", strict=True)))
_ESCAPE = pattern(r"\\[\\:#={}~n]")
_FORMAT = pattern(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = pattern(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_LINE_ENDS = pattern(r"[ \t]*\n\s*")
_TITLE = pattern(r"::(.*?)::", re.DOTALL)
_TAG = pattern(r"\[tag:([^\[\]\n]+)\]")
_ID = pattern(r"\[id:([^\[\]\n]+)\]")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
BLANK = "_____"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and its format: html, markdown, plain, or moodle (automatic)."""

    text: str
    format: str = "moodle"


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of the answers. `is_right` says that it began with `=`; `weight` is a percentage."""

    is_right: bool
    weight: Decimal | None
    text: Piece
    feedback: Piece | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `kind` is one of Description, Essay, Numerical, MC, Matching, TF, Short and Category.

    `pairs` are of a Matching, `truth` and the two `feedbacks` (for a wrong and for a right response) of a TF.
    `has_blank` says that the answers stood inside the sentence.
    """

    kind: str
    line: int
    stem: Piece
    title: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    pairs: tuple[tuple[Piece, str], ...] = ()
    truth: bool | None = None
    feedbacks: tuple[Piece | None, Piece | None] = (None, None)
    general_feedback: Piece | None = None
    has_blank: bool = False
    problem: str = ""


@dataclass(slots=True)
class _Block:
    line: int
    lines: list[str]
    comments: list[str]


def parse_gift(text: str) -> list[Question]:
    """The questions of a text in order, categories among them."""
    return [_question(block) for block in _blocks(text)]


def _blocks(text: str) -> Iterator[_Block]:
    """Questions are divided by blank lines, except inside the braces of answers."""
    block = _Block(0, [], [])
    comments: list[str] = []
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            (block.comments if block.lines else comments).append(stripped)
        elif stripped.startswith("$CATEGORY:"):
            if block.lines:
                yield block
            yield _Block(number, [stripped], [])
            block, comments, depth = _Block(0, [], []), [], 0
        elif stripped or depth:
            if not block.lines:
                block, comments = _Block(number, [], comments), []
            block.lines.append(line.rstrip())
            depth = _depth(line, depth)
        elif block.lines:
            yield block
            block = _Block(0, [], [])
    if block.lines:
        yield block


def _depth(line: str, depth: int) -> int:
    """1 while the braces of the answers are open. A second opening brace closes the first: it was never closed."""
    bare = _ESCAPE.sub("", line)
    return 1 if bare.rfind("{") > bare.rfind("}") else 0 if "}" in bare else depth


def _question(block: _Block) -> Question:
    text = "\n".join(block.lines).strip()
    if text.startswith("$CATEGORY:"):
        return Question("Category", block.line, Piece(text.removeprefix("$CATEGORY:").strip()))
    hidden = _ESCAPE.sub(lambda match: _ESCAPES[match.group()], text)
    comments = "\n".join(block.comments)
    title = ""
    if match := _TITLE.match(hidden):
        title, hidden = _shown(match[1]), hidden[match.end() :].lstrip()
    tags = tuple(tag.strip() for tag in _TAG.findall(comments))
    found = _ID.search(comments)
    head = {"line": block.line, "title": title, "id": found[1].strip() if found else "", "tags": tags}
    opening, closing = hidden.find("{"), hidden.find("}")
    if opening < 0 and closing < 0:
        return Question("Description", stem=_piece(hidden, "moodle"), **head)  # type: ignore[arg-type]
    if opening < 0 or closing < opening:
        problem = "the braces around its answers are not both there"
        return Question("Description", stem=_piece(hidden, "moodle"), problem=problem, **head)  # type: ignore[arg-type]
    before, answers, after = hidden[:opening], hidden[opening + 1 : closing], hidden[closing + 1 :].strip()
    stem = _piece(f"{before}{BLANK} {after}" if after else before, "moodle")
    if after and after[0] in ".,;:!?)":
        stem = _piece(f"{before}{BLANK}{after}", "moodle")
    head |= {"stem": stem, "has_blank": bool(after)}
    return _answered(answers, stem.format, head)


def _answered(answers: str, format: str, head: dict[str, object]) -> Question:
    """The kind is told in the order of Moodle's reader."""
    general = None
    if "####" in answers:
        answers, _, remark = answers.partition("####")
        general = _piece(remark, format)
    answers = answers.strip()
    head |= {"general_feedback": general}
    if not answers:
        return Question("Essay", **head)  # type: ignore[arg-type]
    if answers.startswith("#"):
        return Question("Numerical", choices=_numbers(answers[1:], format), **head)  # type: ignore[arg-type]
    if "~" in answers:
        return Question("MC", choices=_choices(answers, format), **head)  # type: ignore[arg-type]
    if "=" in answers and "->" in answers:
        return _matching(answers, format, head)
    truth, *remarks = answers.split("#")
    if truth.strip() in _TRUTHS:
        pieces = [_piece(remark, format) if remark.strip() else None for remark in (*remarks, "", "")[:2]]
        return Question("TF", truth=_TRUTHS[truth.strip()], feedbacks=(pieces[0], pieces[1]), **head)  # type: ignore[arg-type]
    return Question("Short", choices=_choices(answers, format), **head)  # type: ignore[arg-type]


def _choices(answers: str, format: str) -> tuple[Choice, ...]:
    parts = re.split(r"([=~])", answers)
    marks = zip(parts[1::2], parts[2::2], strict=True)
    if parts[0].strip():
        return (_choice("=", parts[0], format), *(_choice(mark, text, format) for mark, text in marks))
    return tuple(_choice(mark, text, format) for mark, text in marks)


def _choice(mark: str, text: str, format: str) -> Choice:
    text = text.strip()
    weight = None
    if match := _WEIGHT.match(text):
        weight, text = Decimal(match[1]), text[match.end() :]
    words, sharp, remark = text.partition("#")
    piece = _piece(words, format)
    return Choice(mark == "=", weight, piece, _piece(remark, piece.format) if sharp and remark.strip() else None)


def _numbers(answers: str, format: str) -> tuple[Choice, ...]:
    """`1822:5`, `3.1..3.2`, or several with `=`; a part with `~` is feedback for all others."""
    if "=" in answers or "~" in answers:
        return _choices(answers, format)
    return (_choice("=", answers, format),)


def _matching(answers: str, format: str, head: dict[str, object]) -> Question:
    pairs = []
    problem = ""
    for part in answers.split("=")[1:]:
        left, arrow, right = part.partition("->")
        if not arrow:
            problem = "a pair of it has no arrow (->)"
            continue
        pairs.append((_piece(left, format), _shown(right.partition("#")[0])))
    return Question("Matching", pairs=tuple(pairs), problem=problem, **head)  # type: ignore[arg-type]


def _piece(text: str, inherited: str) -> Piece:
    text = text.strip()
    if match := _FORMAT.match(text):
        inherited, text = match[1], text[match.end() :]
    if inherited == "markdown":  # its line ends have a meaning
        return Piece(text.strip().translate(_PLAIN), inherited)
    return Piece(_shown(text), inherited)


def _shown(text: str) -> str:
    """The text as it is read: line ends of the file are spaces, escaped ones are line ends."""
    return _LINE_ENDS.sub(" ", text.strip()).translate(_PLAIN).strip()
