"""What speaks against printing a source as it is asked for, before anything of it is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.form import Form
from guidegen.batch.choices import Choices
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label
from guidegen.locale import Words, known_languages
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide, Source
from guidegen.model.quiz import Quiz

#: Readers who may be handed compact print.
_READ_COMPACT = ("students", "staff")
_MOST_NAMED = 8


def too_small(source: Guide | Quiz, choices: Choices) -> list[Diagnostic]:
    """That a handout for patients is asked for in compact print."""
    if choices.size != "compact" or not isinstance(source, Guide) or source.readers in _READ_COMPACT:
        return []
    message = "Compact print is smaller than the 12 points that readers of a handout need."
    hint = "Print it in `--size regular` or `large`; compact print is for quizzes, and for guides of students or staff."
    return [diagnosed("S284", message, source.origin, hint=hint)]


def drafted(source: Guide | Quiz, words: Words) -> list[Diagnostic]:
    """That nobody has reviewed the words that the program adds in the language of the source."""
    if not words.is_drafted:
        return []
    message = f"The words that guidegen adds in {words.name}, such as “{words['answers-title']}”, are a draft."
    hint = "No speaker has reviewed them. Read the print once with that in mind, and tell us what is wrong."
    return [diagnosed("S229", message, source.origin, hint=hint)]


def no_words(source: Guide | Quiz) -> Diagnostic:
    """That the program has no words of its own in the language of a source."""
    return diagnosed(
        "S227",
        f"Guidegen has no words in the language “{source.language}” yet, such as “Answers” or “Page 1 of 5”.",
        source.origin,
        hint=f"The languages are: {', '.join(known_languages())}.",
    )


def clash(user: Guide | Quiz, one: Source, other: Source) -> Diagnostic:
    """That an id which items use stands for two sources."""
    return diagnosed(
        "S206",
        f"The source `{one.id}` is not the same in all the guides whose questions are printed here.",
        user.origin,
        hint="Give it another id in one of the guides.",
        labels=(Label(one.origin, "one of them"), Label(other.origin, "the other")),
    )


def untranslated(source: Guide | Quiz, banks: Sequence[ItemBank], forms: Sequence[Form]) -> list[Diagnostic]:
    """That forms draw items that are not translated."""
    problems = []
    for bank in banks:
        lacking = bank.translation.lacking if bank.translation is not None else frozenset()
        drawn = sorted({item.common.id for form in forms for item in form.items} & lacking)
        if drawn:
            names = ", ".join(f"`{id_}`" for id_ in drawn[:_MOST_NAMED])
            more = f" and {len(drawn) - _MOST_NAMED} more" if len(drawn) > _MOST_NAMED else ""
            message = f"This quiz draws items that are not translated into `{bank.language}`: {names}{more}."
            hint = f"Translate them in {bank.path}."
            problems.append(diagnosed("S293", message, source.origin, hint=hint))
    return problems
