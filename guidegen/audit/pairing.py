"""Whether a printed quiz and an answer key belong together, by the codes that both carry in their metadata."""

from __future__ import annotations

from pathlib import Path

from guidegen.audit.finished import LARGEST_FILE, Unreadable, read_catalog_of
from guidegen.records import dataclass

_QUIZ, _KEY = "quiz:", "key:"


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a file: that of the quiz which it prints, or those of the quizzes which it answers."""

    quiz: str = ""
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
    return Codes(quiz=identifier.removeprefix(_QUIZ) if identifier.startswith(_QUIZ) else "")


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
    if not printed.quiz:
        return Verdict(False, f"{quiz.name} carries no quiz code: it holds no quiz, or guidegen did not build it.")
    if not answering.is_key:
        return Verdict(False, f"{key.name} is no answer key that guidegen built.")
    if printed.quiz in answering.answers:
        sentence = f"{key.name} (key revision {answering.revision}) answers quiz {printed.quiz} of {quiz.name}."
        return Verdict(True, sentence)
    others = ", ".join(answering.answers[:4]) + (" and others" if len(answering.answers) > 4 else "")
    return Verdict(False, f"{quiz.name} is quiz {printed.quiz}, but {key.name} answers {others}.")
