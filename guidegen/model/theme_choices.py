"""What there is to choose in a theme, by the names of every theme, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.records import dataclass

#: The colours of a theme, and what they are for.
COLOURS: Mapping[str, str] = {
    "ink": "Text, and the lines, boxes and circles to answer in.",
    "soft": "Small print.",
    "primary": "Headings, numbers, links, and the heads of tables.",
    "on-primary": "Text on the primary colour and on ink.",
    "tint": "The ground of boxes and of headings inside tables.",
    "stripe": "The ground of every second row.",
    "rule": "Lines that part things.",
    "warning": "The headings of warnings.",
    "warning-tint": "The ground of warnings.",
    "green": "The green zone, and what to do.",
    "amber": "The amber zone.",
    "red": "The red zone, and what to leave.",
    "series-2": "The second part of a chart; the first has the primary colour.",
    "series-3": "The third part of a chart.",
    "series-4": "The fourth part of a chart.",
    "series-5": "The fifth part of a chart.",
    "series-6": "The sixth part of a chart.",
}

#: The faces of a theme, by which styles name them.
FACES = ("regular", "italic", "semibold", "bold", "bold-italic", "mono", "mono-bold", "extrabold", "display")

#: The text styles of a theme, and what they set.
STYLES: Mapping[str, str] = {
    "body": "Text.",
    "lead": "The line below a title.",
    "audience": "For whom a guide is.",
    "title": "The title of a guide.",
    "h2": "Headings of sections.",
    "h3": "Headings inside sections.",
    "h4": "Headings inside those.",
    "label": "The words above the main message.",
    "main-message": "The main message.",
    "box-title": "The headings of boxes.",
    "warning-title": "The headings of warnings.",
    "card-title": "The headings of cards.",
    "zone-title": "The names of zones.",
    "zone-label": "The headings inside zones.",
    "when": "The times of a timeline.",
    "chart-label": "What stands beside the parts of a chart.",
    "chart-value": "The numbers of a chart.",
    "chart-count": "The count of a pictograph in words.",
    "caption": "Captions of tables.",
    "figure-caption": "Captions of pictures.",
    "table": "Cells of tables.",
    "table-row": "Heads of rows.",
    "data-head": "Heads of plain tables.",
    "table-head": "Heads of columns.",
    "table-group": "Headings inside tables.",
    "band": "Headings of sections of a quiz on a filled band.",
    "tab": "Headings of boxes on a filled band or tab.",
    "quotation": "Quotations.",
    "code": "Program code.",
    "stem": "Stems of items.",
    "cloze": "Texts with blanks.",
    "blank-number": "Numbers of blanks.",
    "directions": "Headings above stimuli.",
    "hint": "How to answer.",
    "option": "Options, and everything else to choose from.",
    "shown": "Answers in their places on a teacher's copy.",
    "letter": "Letters in circles and boxes.",
    "letter-marked": "Letters in circles and boxes that are filled.",
    "number": "Numbers of items.",
    "number-marked": "Numbers of items on a filled disc.",
    "answer": "Answers of a key.",
    "explained": "Explanations of a key.",
    "points": "Points, and labels of lists.",
    "small": "Small print.",
    "source": "Sources.",
    "furniture": "Running heads and feet.",
    "turn": "At the foot of a quiz: that it goes on, or ends.",
    "organisation": "The name of the clinic or school.",
    "key-number": "Numbers and letters of a key.",
    "exam-title": "The title of a quiz that prints alone.",
    "exam-form": "The letter of a form.",
}

#: How a box is drawn.
_BOXES: Mapping[str, str] = {
    "bar": "a tinted ground with a bar at its start",
    "box": "a tinted ground with a line around",
    "tint": "a tinted ground alone",
    "outline": "a line around",
    "frame": "a heavy line around",
    "dashed": "a dashed line around",
    "rules": "a heavy rule above and a rule below",
    "side": "a bar at the start, on the bare paper",
    "band": "a line around, and the heading on a filled band",
    "tab": "a line around, and the heading on a filled tab that stands on it",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page with a make-up to choose: what it is, and how each choice looks."""

    doc: str
    choices: Mapping[str, str]


#: The parts of a page whose make-up a theme chooses.
PARTS: Mapping[str, Part] = {
    "masthead": Part(
        "The name of the clinic or school on the first page",
        {"line": "above a rule", "plain": "without a rule", "centred": "in the middle, between two rules"},
    ),
    "title": Part(
        "The title of a guide",
        {
            "plain": "large type alone",
            "band": "on a tinted band with a bar above",
            "ruled": "a heavy rule above",
            "underlined": "a short, heavy rule below",
        },
    ),
    "heading": Part(
        "Headings of sections",
        {
            "plain": "large type alone",
            "rule": "a rule above",
            "underlined": "a rule below",
            "bar": "a bar at the start",
            "tint": "on a tinted band",
        },
    ),
    "quiz-part": Part(
        "Headings of the sections of a quiz",
        {"plain": "like other headings", "band": "on a filled band, with the points at its end"},
    ),
    "main-message": Part("The main message", _BOXES),
    "callout": Part("Notes, tips and what is important", _BOXES),
    "warning": Part("Warnings, and when to get help", _BOXES),
    "card": Part("Cards", _BOXES),
    "stimulus": Part("What several items are about", _BOXES),
    "table": Part(
        "Tables",
        {
            "band": "heads of columns on a filled band, rules between rows, every second row striped",
            "tint": "heads of columns on a tinted band, every second row striped, no rules",
            "rules": "heavy rules around the heads of columns and at the end, rules between rows",
            "grid": "lines around every cell",
        },
    ),
    "bullet": Part(
        "Points of lists",
        {"square": "small squares", "disc": "small discs", "ring": "small rings", "dash": "dashes"},
    ),
    "step": Part(
        "Numbers of steps",
        {"ring": "in rings", "disc": "on filled discs", "square": "in squares", "plain": "large, without a line"},
    ),
    "icon": Part("Signs of callouts", {"filled": "white on a filled shape", "outline": "in an outlined shape"}),
    "number": Part(
        "Numbers of items",
        {"margin": "hanging in the margin", "disc": "on filled discs", "box": "in boxes"},
    ),
    "points": Part("Points of items", {"side": "small, at the end", "brackets": "in brackets, at the end"}),
    "items": Part("Items", {"open": "parted by white space", "ruled": "parted by rules"}),
    "answer-line": Part("Lines to write on", {"solid": "solid", "dotted": "dotted"}),
    "exam-head": Part(
        "The head of a quiz that prints alone",
        {
            "box": "title and form in one box, lines to fill in below",
            "sheet": "title and form side by side, and the fields to fill in as boxes",
            "open": "title and form above a rule, lines to fill in below",
        },
    ),
    "head": Part("Running heads", {"rule": "above a rule", "plain": "without a rule", "band": "on a tinted band"}),
    "foot": Part("Feet", {"rule": "below a rule", "plain": "without a rule", "heavy": "below a heavy rule"}),
    "turn": Part(
        "At the foot of a quiz that prints alone",
        {"none": "nothing", "words": "that it goes on on the next page, and where it ends"},
    ),
    "draft": Part(
        "The word on each page of a draft",
        {
            "across": "in large grey outlines across the page, behind the text",
            "margin": "in filled letters the colour of text, up the outer margin",
        },
    ),
}

#: Room between and inside things, in points.
SPACING: Mapping[str, str] = {
    "item": "Between items.",
    "option": "Between options.",
    "point": "Between the points of a list.",
    "step": "Between steps.",
    "box": "Above and below boxes and tables.",
    "box-inside": "Inside boxes, above and below.",
    "box-sides": "Inside boxes, at the sides.",
    "cell": "Inside the cells of tables, above and below.",
    "cell-sides": "Inside the cells of tables, at the sides.",
    "gutter": "Between what stands side by side.",
}

#: How large marks are, in points.
MARKS: Mapping[str, str] = {
    "letter": "The circles and squares of options.",
    "answer-box": "The boxes that a letter or a number is written into.",
    "answer-line": "From one line to write on to the next.",
    "bullet": "The marks of points.",
    "check-box": "The boxes of checklists.",
    "step": "The rings of steps.",
    "icon": "The signs of callouts.",
}

#: How thick lines are, in points.
STROKES: Mapping[str, str] = {
    "rule": "Lines that part things.",
    "edge": "Lines around boxes.",
    "heavy": "Heavy rules and frames.",
    "bar": "Bars at the start of boxes and headings.",
    "mark": "Circles and squares to answer in.",
    "write": "Lines to write on.",
}

#: How round corners are: radii in points.
CORNERS: Mapping[str, str] = {
    "box": "Boxes.",
    "table": "The heads of tables.",
    "mark": "Squares and boxes to answer in.",
}

#: The groups of lengths of a theme: for each the table of its names, and the least and the most of a value.
LENGTHS: Mapping[str, tuple[Mapping[str, str], float, float]] = {
    "spacing": (SPACING, 0.0, 60.0),
    "marks": (MARKS, 3.0, 60.0),
    "strokes": (STROKES, 0.25, 12.0),
    "corners": (CORNERS, 0.0, 24.0),
}
