"""Answer space: the room in which an answer is written or drawn."""

from __future__ import annotations

from fractions import Fraction

from guidegen.records import dataclass

LOOKS = ("lines", "box", "grid", "blank")


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """`look` is one of LOOKS: ruled lines, a frame, squared paper, or paper that stays blank.

    Its height is `amount` of `measure`: `line` (one line of handwriting), `mm`, or `page` (the height of the text
    on a page). Lines and squares grow with the print size; millimetres do not.
    """

    look: str
    amount: Fraction
    measure: str


#: What is printed where nothing is asked for: for a few words, and for an essay.
ONE_LINE = AnswerSpace("lines", Fraction(1), "line")
EIGHT_LINES = AnswerSpace("lines", Fraction(8), "line")
