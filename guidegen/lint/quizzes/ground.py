"""What every rule about quizzes stands on: the items that the quiz draws with its own seed, in printed order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from guidegen.assembly.form import make_form
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label, Span
from guidegen.lint.items.ground import ItemGround
from guidegen.model.item import MultipleChoice
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass


@dataclass(frozen=True)
class QuizGround:
    """A quiz with the items of its own form, as their banks hold them; none where a bank is missing."""

    quiz: Quiz
    drawn: Sequence[ItemGround]

    @classmethod
    def of(cls, quiz: Quiz, project: Project) -> QuizGround:
        """What the quiz draws from the banks of its project."""
        banks = [project.banks[reference.name] for reference in quiz.banks if reference.name in project.banks]
        if len(banks) < len(quiz.banks):
            return cls(quiz, ())
        known = {item.common.id: (item, bank.language) for bank in banks for item in bank.items}
        placed = make_form(quiz, banks).arrangement.items
        return cls(quiz, [ItemGround(*known[each.item]) for each in placed])

    @cached_property
    def keyed(self) -> list[ItemGround]:
        """The items with one right option among several."""
        return [ground for ground in self.drawn if ground.key is not None]

    @cached_property
    def in_order(self) -> list[ItemGround]:
        """Those of them whose options are printed in the author's order."""
        return [
            ground
            for ground in self.keyed
            if isinstance(ground.item, MultipleChoice) and not (ground.item.shuffle and self.quiz.shuffle_options)
        ]

    @cached_property
    def constant(self) -> list[ItemGround]:
        """The items whose words are the same in every form."""
        return [ground for ground in self.drawn if not ground.has_variables]

    def problem(
        self, code: str, message: str, hint: str, span: Span | None = None, labels: Sequence[Label] = ()
    ) -> Diagnostic:
        """A diagnostic at the quiz, or at an item of it."""
        return diagnosed(code, message, span or self.quiz.origin, hint=hint, labels=labels)
