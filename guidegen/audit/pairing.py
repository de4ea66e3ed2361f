"""Whether a printed quiz and an answer key belong together, by the codes that both carry in their metadata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guidegen.audit.finished import LARGEST_FILE, Unreadable, read_catalog_of
from guidegen.records import dataclass

_QUIZ, _KEY = "quiz:", "key:"


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a file: of what it prints, a quiz or copies one after the other, or of the quizzes it answers."""

    quizzes: tuple[str, ...] = ()
    revision: str = ""
    answers: tuple[str, ...] = ()

    @property
    def is_key(self) -> bool:
        """True for an answer key or a teacher's copy."""
        return bool(self.revision)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two files belong together, and a sentence that says why."""

    together: bool
    sentence: str


def codes_of(path: Path) -> Codes:
    """The codes that a build put into the file. Raises OSError, and Unreadable for what is no PDF."""
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable("A002", "The file is too large to be a quiz.")
    catalog = read_catalog_of(path.read_bytes())
    identifier = catalog.identifier
    answers = tuple(each.removeprefix(_QUIZ) for each in catalog.relations if each.startswith(_QUIZ))
    if identifier.startswith(_KEY):
        return Codes(revision=identifier.removeprefix(_KEY), answers=answers)
    return Codes(quizzes=(identifier.removeprefix(_QUIZ),) if identifier.startswith(_QUIZ) else answers)


def pair(quiz: Path, key: Path) -> Verdict:
    """Compare the files in the order in which they are named. Raises OSError."""
    found = []
    for path in (quiz, key):
        try:
            found.append(codes_of(path))
        except Unreadable as error:
            return Verdict(False, f"{path.name} cannot be read: {error.message}")
    printed, answering = found
    if printed.is_key and not answering.is_key:
        return Verdict(False, f"{quiz.name} is an answer key: name the quiz first and then its key.")
    if not printed.quizzes:
        return Verdict(False, f"{quiz.name} carries no quiz code: it holds no quiz, or guidegen did not build it.")
    if not answering.is_key:
        return Verdict(False, f"{key.name} is no answer key that guidegen built.")
    unanswered = [code for code in printed.quizzes if code not in answering.answers]
    if len(printed.quizzes) > 1:
        return _of_many(quiz, key, len(printed.quizzes), unanswered, answering.revision)
    code = printed.quizzes[0]
    if not unanswered:
        return Verdict(True, f"{key.name} (key revision {answering.revision}) answers quiz {code} of {quiz.name}.")
    return Verdict(False, f"{quiz.name} is quiz {code}, but {key.name} answers {_some(answering.answers)}.")


def _of_many(quiz: Path, key: Path, count: int, unanswered: list[str], revision: str) -> Verdict:
    """The verdict on a file with many copies."""
    if not unanswered:
        return Verdict(True, f"{key.name} (key revision {revision}) answers all {count} quizzes of {quiz.name}.")
    missing = f"{len(unanswered)} of the {count} quizzes of {quiz.name}: {_some(unanswered)}"
    return Verdict(False, f"{key.name} does not answer {missing}.")


def _some(codes: Sequence[str]) -> str:
    return ", ".join(codes[:4]) + (" and others" if len(codes) > 4 else "")
