"""Selection: which items of the banks a form draws, and which row of the blueprint each of them fills.

`plan` says what a quiz asks for, `drawing` applies the rule that decides what is drawn, with `matching`, `feasible`
and `search` to answer its questions, `placing` assigns rows, `shortfall` and `wording` say why nothing can be drawn.
`distinct` draws forms that share no item, each with an eye to those to come (`later`).
"""

from guidegen.assembly.selection.plan import Plan, Row, plan_for
from guidegen.assembly.selection.selecting import Refusal, Selection, select, select_from

__all__ = ["Plan", "Refusal", "Row", "Selection", "plan_for", "select", "select_from"]
