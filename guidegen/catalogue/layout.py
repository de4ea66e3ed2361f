"""P: the printed page."""

from __future__ import annotations

from guidegen.catalogue.code import ERROR, Code

CODES = (
    Code(
        "P101", "character-missing", ERROR,
        "No font of the theme can draw a character.",
        "An empty box would stand in its place.",
        "title: Gut health \U0001f600", "title: Gut health",
    ),
    Code(
        "P120", "script-without-font", ERROR,
        "No font at hand has the letters of a script, such as Chinese, Korean or Hindi.",
        "Empty boxes would stand in place of its words.",
        "language: zh-Hans",
        "language: zh-Hans  # and in guidegen.yaml: fonts: [{regular: fonts/NotoSansSC-Regular.ttf}]",
    ),
    Code(
        "P102", "word-too-wide", ERROR,
        "A word is wider than its line and has no place to break.",
        "Its end would be cut off.",
        "- https://example.org/a-very-long-address-without-a-break", "- [the clinic's page](https://example.org)",
    ),
    Code(
        "P103", "table-too-wide", ERROR,
        "The columns of a table cannot hold their longest words, and it cannot be stacked.",
        "Words would be cut or run into the next column.",
    ),
    Code(
        "P104", "page-too-small", ERROR,
        "Something cannot be laid out on the page, because it is larger than the page.",
        "A part of it would be lost.",
        "page: a5", "page: a4",
    ),
    Code(
        "P111", "formula-not-drawn", ERROR,
        "A formula cannot be drawn.",
        "There would be a hole in its place.",
    ),
    Code(
        "P112", "formula-without-words", ERROR,
        "A formula cannot be said in words, in the language around it.",
        "Readers who listen would not hear what it says.",
        "language: xx", "language: en",
    ),
    Code(
        "P113", "formula-too-wide", ERROR,
        "A formula is wider than its line.",
        "Its end would be cut off; formulas are not broken by themselves.",
    ),
    Code(
        "P135", "chart-too-narrow", ERROR,
        "The numbers of a chart, with their unit, leave no room for the chart.",
        "Bars too short to compare show nothing.",
        "unit: people who were asked in the survey of the region", "unit: people",
    ),
    Code(
        "P140", "picture-blurred", ERROR,
        "A picture has too few pixels for the width at which it is to be printed.",
        "Enlarged pixels are blocks and steps: 150 to an inch is the least for print.",
        "figure: small.png\nwidth: 1", "figure: small.png\nwidth: 0.3",
    ),
    Code(
        "P141", "widow-heading", ERROR,
        "A heading ends its page alone, since what it heads is too large to stand on the same page.",
        "Readers turn the page to find out what it was about, or take it for the heading of nothing. A table stands "
        "across the page, turned or stacked, as it fits, and is refused where it fits in no way, or not in the "
        "`arrangement` that you chose.",
        "page: a5", "page: a4",
    ),
    Code(
        "P142", "alike-in-grey", ERROR,
        "Two colours of a theme that must be told apart are as light as each other.",
        "A copier, or a printer without colour, makes them one.",
        'rule: "#f5f5f5"', 'rule: "#c3d0d3"',
    ),
)  # fmt: skip
