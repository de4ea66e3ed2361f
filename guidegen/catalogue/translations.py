"""Codes about translations."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, WARNING, Code

CODES: tuple[Code, ...] = (
    Code(
        "S290", "translation-of-nothing", ERROR,
        "A file is named as a translation, and there is nothing that it could translate.",
        "`NAME.es.yaml` holds the Spanish texts of `NAME.yaml` beside it, and cannot be printed without it.",
        "content/gut-helth.es.yaml", "content/gut-health.es.yaml",
    ),
    Code(
        "S291", "translation-missing", ERROR,
        "A text of the original is not translated.",
        "A sheet in two languages by accident says half of what it should to each of its readers.",
        "title:", "title: Su intestino",
    ),
    Code(
        "S292", "item-not-translated", WARNING,
        "An item of a bank is not translated, or not wholly.",
        "A quiz that draws it cannot be printed in this language; others can.",
        "- id: tight-junctions\n  stem:", "- id: tight-junctions\n  stem: ¿Qué hacen las uniones estrechas?",
    ),
    Code(
        "S293", "translation-incomplete", ERROR,
        "A guide or quiz in another language needs a bank or items that are not translated.",
        "Its questions would be in a language that its readers did not choose.",
        "quizzes/gut.yaml alone", "quizzes/gut.yaml, quizzes/gut.es.yaml",
    ),
    Code(
        "S294", "translation-differs", ERROR,
        "A translation has something else than its original, beside the words.",
        "Ids, keys and numbers are the same in every language, so that forms and answers are.",
        "key: false  (the original says true)", "key: true",
    ),
    Code(
        "S295", "translation-stale", WARNING,
        "The original of a text has changed since its translation was confirmed.",
        "The sheet may tell its readers what is no longer right. `--strict` does not print it.",
    ),
    Code(
        "S296", "translation-unconfirmed", WARNING,
        "Nobody has said from which text of the original a translation was made.",
        "Without that nothing can tell when it becomes stale. `--strict` does not print it.",
    ),
    Code(
        "S297", "translation-marks", ERROR,
        "A translated text has other citations, variables or blanks than its original.",
        "A statement would lose its source, or a blank its answer.",
        "Las uniones cierran los huecos.", "Las uniones cierran los huecos. [@cleveland]",
    ),
    Code(
        "S298", "translation-rows", WARNING,
        "A translated text is divided into other paragraphs or points than its original.",
        "Printed side by side, the two would not stand row by row.",
    ),
    Code(
        "S299", "translation-numbers", WARNING,
        "A translated text has other numbers than its original.",
        "A dose that became ten times as much in translation does harm, and hardly anybody sees it.",
        "Tome 50 g al día.  (5 g in the original)", "Tome 5 g al día.",
    ),
)  # fmt: skip
