"""X: banks from and for other programs."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, WARNING, Code

CODES = (
    Code(
        "X101", "unreadable-import", ERROR,
        "A file that is to be imported cannot be read.",
        "It is missing, is no ordinary file, or is of a kind that holds no questions.",
    ),
    Code(
        "X102", "damaged-import", ERROR,
        "A file that is to be imported is damaged or incomplete.",
        "Half of a file might look like all of it, and the other half would be missed in the exam.",
    ),
    Code(
        "X103", "dangerous-import", ERROR,
        "A file that is to be imported does what no question bank needs: it declares entities, leads out of its "
        "package, or is far too large when it is unpacked.",
        "Such files are made to read other files of your computer or to fill its memory.",
    ),
    Code(
        "X104", "import-not-utf-8", ERROR,
        "A file that is to be imported is not saved with the encoding UTF-8.",
        "In another encoding letters such as é or ñ would be read wrong.",
    ),
    Code(
        "X105", "unknown-format", ERROR,
        "The format of a file is not known, or is not the one that was named.",
        "Guessing would turn questions into something else.",
    ),
    Code(
        "X106", "nothing-to-import", ERROR,
        "A file holds no question that could be taken over.",
        "An empty bank would hide that something went wrong.",
    ),
    Code(
        "X107", "loss", WARNING,
        "Something of an item is lost when it is imported or exported.",
        "The other format has no place for it. With --strict a loss is an error, and nothing is written.",
    ),
    Code(
        "X108", "item-refused", WARNING,
        "An item is not imported or exported at all; the reason stands beside it.",
        "What cannot be carried over whole enough to be used is named, never dropped in silence.",
    ),
)  # fmt: skip
