"""GIFT as Moodle's own reader takes it (`question/format/gift/format.php`): a text to questions with their parts.

Nothing is interpreted here: texts keep their format, weights are percentages or None. Positions of `~`, `=`, `#` and
braces are found after escaped characters were put aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
#: A title in the middle of a line.
_LATER_TITLE = pattern(r"\s(::[^:\n]+::)")
_BRACE = pattern(r"[{}]")
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
    `has_blank` says that the answers stood inside the sentence; `is_glued` that no blank line parts the question from
    the one before. `title_behind` is a title that stands behind the answers.
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
    is_glued: bool = False
    title_behind: str = ""
    problem: str = ""


@dataclass(slots=True)
class _Block:
    """The lines of a question, and the number that each has in the file."""

    lines: list[str]
    numbers: list[int]
    comments: list[str]
    is_glued: bool = False

    def add(self, number: int, line: str) -> None:
        self.numbers.append(number)
        self.lines.append(line)

    def cut(self, at: int) -> _Block:
        """The lines from one on, taken out of this block."""
        rest = _Block(self.lines[at:], self.numbers[at:], [])
        del self.lines[at:], self.numbers[at:]
        return rest


def parse_gift(text: str) -> list[Question]:
    """The questions of a text in order, categories among them."""
    return [_question(block) for block in _blocks(text)]


def _blocks(text: str) -> Iterator[_Block]:
    """Questions are divided by blank lines, except inside the braces of answers.

    Moodle takes all lines up to a blank one for one question, and a question that follows without one for the end of
    its sentence. A line that begins with a title begins a question here; other braces are named by `_question`.
    """
    block = _Block([], [], [])
    comments: list[str] = []
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            comments.append(stripped)
            continue
        if stripped.startswith("$CATEGORY:"):
            if block.lines:
                block.comments += comments
                yield block
            yield _Block([stripped], [number], [])
            block, comments, depth = _Block([], [], []), [], 0
            continue
        if not stripped and not depth:
            if block.lines:
                block.comments += comments
                yield block
                block, comments = _Block([], [], []), []
            continue
        bare = _ESCAPE.sub("", stripped)
        if block.lines and _TITLE.match(bare):
            yield block
            # What is said of a question stands above it.
            block, depth = _Block([], [], [], is_glued=bool(block.lines[-1])), 0
        elif depth and "{" in bare.partition("}")[0] and "" in block.lines:
            # The answers before were never closed: a blank line ends them all the same.
            rest = block.cut(len(block.lines) - block.lines[::-1].index(""))
            yield block
            block = rest
        block.comments += comments
        comments = []
        block.add(number, line.rstrip())
        depth = _depth(bare, depth)
    if block.lines:
        block.comments += comments
        yield block


def _depth(bare: str, depth: int) -> int:
    """1 while the braces of the answers are open, as they are behind a line without its escaped characters."""
    return 1 if bare.rfind("{") > bare.rfind("}") else 0 if "}" in bare else depth


def _question(block: _Block) -> Question:
    text = "\n".join(block.lines).strip()
    line = block.numbers[0]
    if text.startswith("$CATEGORY:"):
        return Question("Category", line, Piece(text.removeprefix("$CATEGORY:").strip()))
    hidden = _ESCAPE.sub(lambda match: _ESCAPES[match.group()], text)
    comments = "\n".join(block.comments)
    title = ""
    problem = _problem(hidden, block.numbers)
    if match := _TITLE.match(hidden):
        title, hidden = _shown(match[1]), hidden[match.end() :].lstrip()
    tags = tuple(tag.strip() for tag in _TAG.findall(comments))
    found = _ID.search(comments)
    head: dict[str, object] = {
        "line": line,
        "title": title,
        "id": found[1].strip() if found else "",
        "tags": tags,
        "is_glued": block.is_glued,
        "problem": problem,
    }
    opening, closing = hidden.find("{"), hidden.find("}")
    if opening < 0 or closing < opening:
        return Question("Description", stem=_piece(hidden, "moodle"), **head)  # type: ignore[arg-type]
    if later := _LATER_TITLE.search(hidden, closing):
        head["title_behind"] = _shown(later[1])
    before, answers, after = hidden[:opening], hidden[opening + 1 : closing], hidden[closing + 1 :].strip()
    stem = _piece(f"{before}{BLANK} {after}" if after else before, "moodle")
    if after and after[0] in ".,;:!?)":
        stem = _piece(f"{before}{BLANK}{after}", "moodle")
    head |= {"stem": stem, "has_blank": bool(after)}
    return _answered(answers, stem.format, head)


def _problem(hidden: str, numbers: Sequence[int]) -> str:
    """Why the braces are not those of one question's answers, if they are not. Moodle takes the first pair alone."""
    title = _TITLE.match(hidden)
    braces = list(_BRACE.finditer(hidden, title.end() if title else 0))
    if not braces:
        return ""
    lines = [numbers[hidden.count("\n", 0, brace.start())] for brace in braces]
    if braces[0].group() == "}":
        return f"a brace }} stands in line {lines[0]} before any {{; write \\}} where it belongs to the text"
    if len(braces) == 1:
        return f"the brace {{ in line {lines[0]} is never closed; write }} behind its last answer"
    if len(braces) > 2:
        place = 1 if braces[1].group() == "{" else 2
        return (
            f"a second brace {braces[place].group()} stands in line {lines[place]}; put a blank line before each "
            "question, and write \\{ and \\} where they belong to the text"
        )
    if braces[1].group() == "{":
        return "two braces { are never closed; write } behind its last answer, and \\{ where one belongs to the text"
    return ""


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
    for part in answers.split("=")[1:]:
        left, arrow, right = part.partition("->")
        if not arrow:
            head["problem"] = head["problem"] or "a pair of it has no arrow (->)"
            continue
        pairs.append((_piece(left, format), _shown(right.partition("#")[0])))
    return Question("Matching", pairs=tuple(pairs), **head)  # type: ignore[arg-type]


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
