"""Y: what goes wrong when a file is read, before anything in it has a meaning."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, Code

CODES = (
    Code(
        "Y101", "text-cut-by-hash", ERROR,
        "A text ends early, because a space and `#` begin a comment.",
        "What follows the `#` would not be printed, and nobody would notice.",
        "- Take room #2 on the left", '- "Take room #2 on the left"',
    ),
    Code(
        "Y102", "coerced-value", ERROR,
        "A number, date or switch is spelled in a way that programs read differently.",
        "`012` is ten to one program and twelve to another; `yes` is a word to one and true to another.",
        "points: 012", "points: 12",
    ),
    Code(
        "Y201", "unreadable-file", ERROR,
        "A file or folder cannot be read.",
        "It is missing, is no ordinary file, or you may not open it.",
    ),
    Code(
        "Y202", "not-utf-8", ERROR,
        "A file is not saved with the encoding UTF-8.",
        "In another encoding letters such as é or ñ would be printed wrong.",
    ),
    Code(
        "Y203", "file-too-large", ERROR,
        "A file is larger than 32 MB.",
        "Such a file is nearly always there by mistake, and would use up the computer's memory.",
    ),
    Code(
        "Y204", "too-deep", ERROR,
        "Lists or markup are nested too deep.",
        "No reader can follow so many levels, and no page has room for them.",
        "- - - - - - - - a  (more than 64 levels)", "- a",
    ),
    Code(
        "Y205", "syntax", ERROR,
        "A line does not fit the lines around it, or something is opened and never closed.",
        "What the line belongs to cannot be told.",
        "title:Gut health", "title: Gut health",
    ),
    Code(
        "Y206", "duplicate-key", ERROR,
        "A key stands twice in the same group.",
        "Only one of the two could count, and the text of the other would be lost.",
        "audience: Adults\naudience: Carers", "audience: Adults and carers",
    ),
    Code(
        "Y207", "type-declared", ERROR,
        "A type is declared with `!!`.",
        "Guidegen takes every text as it is typed and makes nothing else of it; this keeps strangers' files safe.",
        "title: !!binary R3V0", "title: Gut health",
    ),
    Code(
        "Y208", "too-much-repetition", ERROR,
        "Repeated parts (`&name` and `*name`) stand for too much, or for themselves.",
        "A few lines could stand for more than any computer can hold.",
        "sections: &all [*all]", "sections:\n  - title: Rest\n    body: Sleep well.",
    ),
    Code(
        "Y209", "several-documents", ERROR,
        "A file holds more than one document, divided by `---`.",
        "A file holds one guide, one bank or one quiz.",
        "guide: a\n---\nguide: b", "guide: a",
    ),
    Code(
        "Y210", "empty-file", ERROR,
        "A file is empty.",
        "It was perhaps saved before it was written.",
        "", "guide: gut-health",
    ),
    Code(
        "Y211", "unknown-kind", ERROR,
        "The first key of a file is none of `guide:`, `bank:` and `quiz:`.",
        "The first key tells what the file is.",
        "title: Gut health\nguide: gut-health", "guide: gut-health\ntitle: Gut health",
    ),
    Code(
        "Y212", "control-character", ERROR,
        "An invisible control character stands in the text.",
        "It comes along when text is pasted, cannot be printed, and upsets screen readers.",
    ),
    Code(
        "Y213", "needs-quotes", ERROR,
        "A text begins with a character, or holds a colon, that has a meaning of its own.",
        "Without quotation marks the text would be taken for something else.",
        "stem: Glutamine: what is it?", 'stem: "Glutamine: what is it?"',
    ),
)  # fmt: skip
