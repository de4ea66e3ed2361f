"""The items of earlier forms, which a new quiz leaves out: read from the manifest of their build, or from a list.

A list is a text file with an id on each line; what follows a `#` is a remark. A manifest stores the forms of all
quizzes that were built: those of the quiz that is meant are taken, and where it has another name now, `#NAME` behind
the path says the old one.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

from guidegen.reading.names import IDENTIFIER
from guidegen.source.entries import parse_entries
from guidegen.source.files import Refusal, shortened

SUFFIXES = (".json", ".txt", ".csv")
_CODE = "C119"


def is_item_file(text: str) -> bool:
    """True for what names a file, not an item: no id has a dot in it."""
    return _parted(text)[0].lower().endswith(SUFFIXES)


def used_items_at(typed: str, quiz: str) -> frozenset[str] | Refusal:
    """The ids in the file that was `typed`, for the quiz of this name. It is read entry by entry."""
    path, name = _parted(typed)
    try:
        if Path(path).exists() and not Path(path).is_file():
            return Refusal(_CODE, f"{shortened(path)} is no ordinary file.", _WHAT_IT_IS)
        with Path(path).open(encoding="utf-8-sig") as stream:
            return used_items(stream, path, quiz, named=name)
    except FileNotFoundError:
        return Refusal(_CODE, f"There is no file {shortened(path)} that names items to leave out.")
    except OSError as error:
        return Refusal(_CODE, f"The file {shortened(path)} cannot be read ({error.strerror or 'no reason told'}).")
    except UnicodeDecodeError:
        return Refusal(_CODE, f"The file {shortened(path)} is no text in UTF-8.")


def names_none(typed: str) -> str:
    """That none of the items in the file that was `typed` is in the banks of the quiz, as a sentence."""
    return f"No item that {shortened(path_of(typed))} names is in the banks of this quiz, so it keeps nothing out."


def used_items_in(text: str, typed: str, quiz: str) -> frozenset[str] | Refusal:
    """The same for a text that was read already."""
    path, name = _parted(typed)
    return used_items(io.StringIO(text), path, quiz, named=name)


def path_of(typed: str) -> str:
    """The path alone."""
    return _parted(typed)[0]


def _parted(typed: str) -> tuple[str, str]:
    path, mark, name = typed.rpartition("#")
    return (path, name) if mark and IDENTIFIER.fullmatch(name) else (typed, "")


def used_items(stream: IO[str], path: str, quiz: str, *, named: str = "") -> frozenset[str] | Refusal:
    """The ids that a stream names: those of the forms of the quiz (or of the one that was `named`), or of the list."""
    shown = shortened(path)
    if not path.lower().endswith(".json"):
        return _listed(stream, shown)
    by_quiz: dict[str, set[str]] = {}
    try:
        for entry in parse_entries(stream):
            form = entry.get("form") if isinstance(entry, dict) else None
            if isinstance(form, dict) and isinstance(form.get("items"), list):
                by_quiz.setdefault(str(form.get("quiz")), set()).update(str(item["item"]) for item in form["items"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Refusal(_CODE, f"The file {shown} is no manifest that guidegen wrote.", _WHAT_IT_IS)
    if not by_quiz:
        return Refusal(_CODE, f"The manifest {shown} has no form of any quiz.", _WHAT_IT_IS)
    wanted = named or quiz
    if wanted not in by_quiz and (named or len(by_quiz) > 1):
        names = ", ".join(sorted(by_quiz)[:8])
        hint = f"Write the name of the quiz behind the path: {path}#{min(by_quiz)}. The quizzes in it are: {names}."
        return Refusal(_CODE, f"The manifest {shown} has no form of the quiz `{wanted}`.", hint)
    # Where it holds one quiz only, that one is meant, whatever it was called.
    return frozenset(by_quiz[wanted] if wanted in by_quiz else next(iter(by_quiz.values())))


def _listed(stream: IO[str], shown: str) -> frozenset[str] | Refusal:
    ids: set[str] = set()
    for number, line in enumerate(stream, start=1):
        id_ = line.partition("#")[0].strip().rstrip(",")
        if not id_:
            continue
        if not IDENTIFIER.fullmatch(id_):
            return Refusal(_CODE, f"Line {number} of {shown} is no id of an item.", "Write one id on each line.")
        ids.add(id_)
    return frozenset(ids)


_WHAT_IT_IS = "Name the manifest.json of the output folder in which the earlier forms were built, or a list of ids."
