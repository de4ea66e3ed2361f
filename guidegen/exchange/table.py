"""The table of formats: what each is called, which kinds of items it takes, and what it loses.

The documentation prints this table (`docs/make_exchange.py`), the export reports by it, and the tests of round trips
hold each writer and reader to it: what is not declared here comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guidegen.exchange import qti2_writing, rexams_writing
from guidegen.exchange.formats import (
    aiken,
    anki,
    blackboard,
    blooket,
    canvas_qti,
    csv_table,
    gift,
    h5p,
    kahoot,
    moodle_xml,
    qti2,
    rexams,
)
from guidegen.exchange.intake import Intake
from guidegen.exchange.opened import Opened
from guidegen.exchange.outgoing import Outgoing
from guidegen.model.item import Item
from guidegen.records import dataclass

#: What no format has a place for: it belongs to guides and to print.
OF_GUIDEGEN = ("stimulus", "objective", "section", "enemies", "citations")
#: Formats of plain text.
OF_PLAIN_TEXT = ("option-blocks", "pictures", "marks", "structure")

OF_QTI = (
    "multiple-choice", "multiple-response", "true-false", "statements", "matching", "ordering", "short-answer",
    "numerical", "cloze", "essay",
)  # fmt: skip
LOST_IN_QTI = (
    *OF_GUIDEGEN, "statements", "tags", "level", "blank-rationale", "rule-per-option", "rule-of-orders", "space",
    "unit", "rubric", "plain-answers", "plain-blanks", "word-bank", "list-starts", "abbreviations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `recognise` tells it by content; `read` fills an intake; `write` gives the bytes of a file.

    `kinds` are those that can be exported; `loses` are keys of `features.FEATURES`; `limit` says why an item does
    not fit (or nothing). `remarks` stand below the table in the documentation.
    """

    title: str
    suffixes: tuple[str, ...]
    recognise: Callable[[Opened], bool] | None = None
    read: Callable[[Opened, Intake], None] | None = None
    write: Callable[[Outgoing], bytes] | None = None
    kinds: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    limit: Callable[[Item], str] = lambda item: ""
    remarks: str = ""


FORMATS: Mapping[str, Format] = {
    "gift": Format(
        "GIFT",
        (".gift", ".txt"),
        gift.recognise,
        gift.read,
        gift.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "statements", "matching", "short-answer",
            "numerical", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, "option-blocks", "statements", "points", "level", "order", "anchored", "shares",
            "case", "space", "unit", "relative-tolerance", "rubric", "sample", "pictures", "plain-answers",
        ),
        limit=gift.limit,
        remarks="Tags and ids are written as comments, `// [id:x] [tag:y]`.",
    ),
    "aiken": Format(
        "Aiken",
        (".txt",),
        aiken.recognise,
        aiken.read,
        aiken.write,
        kinds=("multiple-choice", "true-false"),
        loses=(
            *OF_GUIDEGEN, *OF_PLAIN_TEXT, "ids", "points", "tags", "level", "rationale", "option-rationale", "order",
            "anchored", "option-credit",
        ),
        limit=aiken.limit,
    ),
    "moodle": Format(
        "Moodle XML",
        (".xml",),
        moodle_xml.recognise,
        moodle_xml.read,
        moodle_xml.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "statements", "matching", "ordering", "short-answer",
            "numerical", "cloze", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, "statements", "level", "anchored", "shares", "unit", "relative-tolerance", "range", "rubric",
            "word-bank", "space", "plain-answers", "blank-pictures",
        ),
        limit=moodle_xml.limit,
    ),
    "canvas": Format(
        "Canvas QTI 1.2 package",
        (".zip", ".imscc"),
        canvas_qti.recognise,
        canvas_qti.read,
        canvas_qti.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "statements", "matching", "short-answer", "numerical",
            "cloze", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, "statements", "tags", "level", "order", "anchored", "option-credit", "rule-all-or-nothing",
            "space", "unit", "rubric", "sample", "plain-answers", "word-bank", "blank-points", "blank-rationale",
            "number-blanks",
        ),
        limit=canvas_qti.limit,
        remarks="Canvas, and other programs that read QTI 1.2 and Common Cartridge, import it as a quiz.",
    ),
    "qti2": Format(
        "QTI 2.1 and 2.2",
        (".zip", ".xml"),
        qti2.recognise_2,
        qti2.read,
        qti2_writing.write_2,
        kinds=OF_QTI,
        loses=(*LOST_IN_QTI, "picture-captions"),
        limit=qti2_writing.limit,
        remarks="Single items and packages are read; a package of version 2.1 is written.",
    ),
    "qti3": Format(
        "QTI 3.0",
        (".zip", ".xml"),
        qti2.recognise_3,
        qti2.read,
        qti2_writing.write_3,
        kinds=OF_QTI,
        loses=LOST_IN_QTI,
        limit=qti2_writing.limit,
        remarks="Single items and packages are read; a package is written.",
    ),
    "csv": Format(
        "Plain table",
        (".csv", ".xlsx"),
        csv_table.recognise,
        csv_table.read,
        csv_table.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "statements", "matching", "ordering", "short-answer",
            "numerical", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, "option-blocks", "statements", "option-rationale", "anchored", "option-credit", "case",
            "space", "rubric", "pictures",
        ),
        limit=csv_table.limit,
        remarks="Cells hold texts as they are typed in a bank. See [the columns](#the-plain-table).",
    ),
    "kahoot": Format(
        "Kahoot sheet",
        (".xlsx", ".csv"),
        kahoot.recognise,
        kahoot.read,
        kahoot.write,
        kinds=("multiple-choice", "multiple-response", "true-false"),
        loses=(
            *OF_GUIDEGEN, *OF_PLAIN_TEXT, "ids", "points", "tags", "level", "rationale", "option-rationale", "order",
            "anchored", "option-credit", "rule-all-or-nothing",
        ),
        limit=kahoot.limit,
        remarks="A question of at most 120 characters, at most four answers of at most 75; 30 seconds for each.",
    ),
    "blooket": Format("Blooket sheet", (".csv", ".xlsx"), blooket.recognise, blooket.read),
    "blackboard": Format(
        "Blackboard text",
        (".txt",),
        blackboard.recognise,
        blackboard.read,
        blackboard.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "statements", "matching", "ordering", "short-answer",
            "numerical", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, *OF_PLAIN_TEXT, "statements", "ids", "points", "tags", "level", "rationale",
            "option-rationale", "order", "anchored", "option-credit", "rule-all-or-nothing", "case", "space", "unit",
            "relative-tolerance", "range", "rubric",
        ),
        limit=blackboard.limit,
        remarks="Blackboard uploads at most 500 questions at once.",
    ),
    "anki": Format(
        "Anki deck",
        (".apkg",),
        write=anki.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "statements", "matching", "ordering", "short-answer",
            "numerical", "cloze", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, "points", "level", "order", "anchored", "option-credit", "case", "space", "rubric",
            "word-bank", "blank-points",
        ),
        limit=anki.limit,
        remarks="Cards to learn with. A later export of the same bank brings the cards up to date and keeps what was "
        "learned.",
    ),
    "rexams": Format(
        "R/exams",
        (".zip", ".Rmd"),
        rexams.recognise,
        rexams.read,
        rexams_writing.write,
        kinds=(
            "multiple-choice", "multiple-response", "true-false", "short-answer", "numerical", "cloze", "essay",
        ),
        loses=(
            *OF_GUIDEGEN, "option-blocks", "level", "anchored", "option-credit", "rule-all-or-nothing", "case",
            "space", "unit", "relative-tolerance", "range", "rubric", "sample", "plain-answers", "plain-blanks",
            "word-bank", "blank-points", "blank-rationale",
        ),
        limit=rexams_writing.limit,
        remarks="Exercises in R Markdown that need no R but to copy their pictures; a package of them is written.",
    ),
    "h5p": Format("H5P", (".h5p",), h5p.recognise, h5p.read),
}  # fmt: skip
