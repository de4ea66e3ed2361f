"""S: what handouts have beside their text: places to write, codes to scan, marks in tables, drafts and changes."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, NOTE, WARNING, Code

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
    Code(
        "S322", "changes-not-of-version", WARNING,
        "The newest of the changes is not about the version of the guide.",
        "Readers would be told the changes of another version than the one that they hold.",
        "version: 3\nchanges:\n  2: The dose is new.", "version: 3\nchanges:\n  3: The dose is new.",
    ),
    Code(
        "S323", "approved-unreviewed", WARNING,
        "A guide is approved while its reviewer is pending.",
        "The sheet would say that nobody has reviewed it, and carry no mark of a draft.",
        "status: approved\nreviewer: pending", "status: draft\nreviewer: pending",
    ),
    Code(
        "S324", "code-without-address", ERROR,
        "A source asks for a code to scan and has no address.",
        "The code would lead nowhere.",
        "cdc: {text: Clean Hands, qr: true}",
        "cdc: {text: Clean Hands, url: https://www.cdc.gov/clean-hands, qr: true}",
    ),
    Code(
        "S325", "code-too-long", ERROR,
        "An address is too long for a code that is scanned from paper.",
        "The more a code holds, the finer its squares; a photocopy blurs them.",
    ),
    Code(
        "S326", "unknown-place", ERROR,
        "An address has a place in braces for something that guidegen does not know.",
        "The page behind the code would not be found.",
        "current-at: https://clinic.example/{nam}", "current-at: https://clinic.example/{name}",
    ),
    Code(
        "S327", "notice-unknown", ERROR,
        "The language-help notice is asked for in a language of which guidegen has no notice.",
        "Those who read that language would not be told.",
        "language-help: {languages: [so]}",
        "language-help:\n  languages:\n    - {language: so, text: \"...\"}",
    ),
    Code(
        "S328", "notice-undrawable", ERROR,
        "No font of the theme has the letters of a language of the language-help notice.",
        "Empty boxes would stand in its place, for those who need it most.",
        "language-help: {languages: [es, hi]}", "language-help: {languages: [es]}",
    ),
    Code(
        "S329", "notice-drafted", NOTE,
        "The words of the language-help notice are drafts of the program.",
        "No speaker of these languages has reviewed them.",
    ),
)  # fmt: skip
