"""The comments of a YAML file with their places. Signs of a comment inside a text are no comments."""

from __future__ import annotations

from guidegen.records import dataclass
from guidegen.source.text import SourceText


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its line and column (from 1), its text without the `#`, and whether it has its line to itself."""

    line: int
    column: int
    text: str
    is_alone: bool


def comments(source: SourceText, containing: str = "") -> list[Comment]:
    """The comments that contain some words, in order; none in a file whose YAML cannot be scanned."""
    if containing not in source.text:
        return []
    spans = _scalars(source.text)
    if spans is None:
        return []
    found = []
    for number in range(1, source.line_count + 1):
        line = source.line(number)
        at = line.find("#")
        while at >= 0:
            is_sign = at == 0 or line[at - 1] in " \t"
            if is_sign and not any(start <= (number, at) < end for start, end in spans):
                if containing in line[at:]:
                    found.append(Comment(number, at + 1, line[at + 1 :].strip(), not line[:at].strip()))
                break
            at = line.find("#", at + 1)
    return found


def _scalars(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]] | None:
    """Where the texts of a file stand: line from 1 and column from 0, the end exclusive."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        tokens = [token for token in yaml.scan(text, Loader=loader) if isinstance(token, yaml.ScalarToken)]
    except yaml.YAMLError:
        return None
    return [
        ((each.start_mark.line + 1, each.start_mark.column), (each.end_mark.line + 1, each.end_mark.column))
        for each in tokens
    ]
