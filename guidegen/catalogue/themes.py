"""T: themes."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T101", "theme-unknown", ERROR,
        "There is no theme of this name.",
        "Nothing can be printed without a look.",
        "theme: clinik", "theme: clinic",
    ),
    Code(
        "T102", "theme-name-taken", ERROR,
        "A theme of the project has the name of one that comes with guidegen.",
        "Nobody could tell which of the two is meant.",
        "theme: clinic", "theme: riverside\nextends: clinic",
    ),
    Code(
        "T103", "theme-extends-itself", ERROR,
        "A theme extends itself, perhaps by way of others.",
        "There is nothing to begin with.",
        "theme: riverside\nextends: riverside", "theme: riverside\nextends: clinic",
    ),
    Code(
        "T104", "lines-touch", WARNING,
        "The lines of a text style are set so close that they touch.",
        "Lines that touch are hard to read for everybody.",
        "body: {size: 13, leading: 13}", "body: {size: 13, leading: 18}",
    ),
    Code(
        "T105", "text-too-pale", ERROR,
        "Text has too little contrast with the ground that it stands on.",
        "Readers with low vision cannot read it: WCAG 2.2 asks for 4.5 to 1, and 3 to 1 for large text (1.4.3).",
        'soft: "#999999"', 'soft: "#5c5c5c"',
    ),
    Code(
        "T106", "shape-too-pale", ERROR,
        "Boxes, circles or lines to answer in have too little contrast with the paper.",
        "Readers with low vision cannot find where to answer: WCAG 2.2 asks for 3 to 1 (1.4.11).",
        'ink: "#aaaaaa"', 'ink: "#1b2328"',
    ),
    Code(
        "T107", "type-too-small", WARNING,
        "Text of a theme is smaller than 9 points, or the text of handouts smaller than 12.",
        "Patients need 12 points (clear-print guidelines), and nobody should need a lens.",
        "body: {size: 9, leading: 12}", "body: {size: 13, leading: 18}",
    ),
    Code(
        "T110", "letter-too-large-for-its-mark", WARNING,
        "A letter or number is larger than the circle, box or disc that it stands in.",
        "It runs over the line around it and can no longer be told from its neighbours.",
        "marks: {letter: 10}", "marks: {letter: 17}",
    ),
    Code(
        "T111", "line-too-thin", WARNING,
        "Lines to answer on, or circles and boxes to mark, are thinner than half a point.",
        "Copiers and cheap printers lose such lines, and nobody can see where to answer.",
        "strokes: {write: 0.25}", "strokes: {write: 0.9}",
    ),
    Code(
        "T112", "no-room-to-write", WARNING,
        "Lines to write on stand closer than 20 points, or boxes for a letter are smaller than 16.",
        "A hand needs 7 mm from line to line, and more where it is young, old or ill.",
        "marks: {answer-line: 12}", "marks: {answer-line: 27}",
    ),
    Code(
        "T113", "off-the-grid", NOTE,
        "The distance of lines of the body text is no multiple of the theme's `grid`.",
        "Lines no longer stand level with those of the next page, which shine through.",
        "grid: 5", "grid: 3",
    ),
)  # fmt: skip
