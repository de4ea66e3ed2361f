"""S: what handouts have beside their text: places to write, codes to scan, marks in tables, drafts and changes."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, Code

CODES = (
    Code(
        "S320", "field-with-blanks", ERROR,
        "A field to fill in has several blanks, or one where it cannot be.",
        "Each field has one line. With two, nobody could say which of them a screen reader stands on.",
        'fill-in: ["Take ____ mg ____ times a day"]', "fill-in: [\"Dose: ____ mg\", \"Times a day: ____\"]",
    ),
    Code(
        "S321", "field-without-label", ERROR,
        "A field to fill in does not say what belongs on its line.",
        "A line without words is a riddle to readers, and nothing to those who listen.",
        "fill-in: [____]", 'fill-in: ["Your dose: ____"]',
    ),
)  # fmt: skip
