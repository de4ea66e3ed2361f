"""The rules about quizzes, one row each. Adding a rule is a module, a row here and an entry in the catalogue.

F106 and F107 of the catalogue of rules are no rows: a form that holds enemies, or not what its blueprint asks for, is
never drawn. A quiz that asks for it is refused (S280 to S283).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.quizzes import (
    f101_key_position,
    f102_key_run,
    f103_longest_is_key,
    f104_near_duplicate,
    f105_inter_item_cue,
    f108_reading_load,
    q402_balance,
)
from guidegen.lint.quizzes.ground import QuizGround
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz

Rule = Callable[[QuizGround], Iterator[Diagnostic]]

QUIZ_RULES: dict[str, Rule] = {
    "F101": f101_key_position.find,
    "F102": f102_key_run.find,
    "F103": f103_longest_is_key.find,
    "F104": f104_near_duplicate.find,
    "F105": f105_inter_item_cue.find,
    "F108": f108_reading_load.find,
    "Q402": q402_balance.find,
}


def quizzes_of(project: Project) -> list[Quiz]:
    """The quizzes that print alone, and those inside guides."""
    return [*project.quizzes.values(), *(guide.quiz for guide in project.guides.values() if guide.quiz is not None)]


def quiz_problems(quiz: Quiz, project: Project) -> list[Diagnostic]:
    """What the rules say about a quiz of a project."""
    ground = QuizGround.of(quiz, project)
    return [problem for rule in QUIZ_RULES.values() for problem in rule(ground)]


def notes(code: str) -> str:
    """What the rule's module says of it below its first line: where it comes from, what it leaves alone."""
    module = inspect.getmodule(QUIZ_RULES[code])
    return (inspect.getdoc(module) or "").partition("\n\n")[2]
