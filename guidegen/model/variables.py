"""What makes an item parametrised: its variables, and what the values that are drawn for them must fulfil."""

from __future__ import annotations

from fractions import Fraction

from guidegen.diagnostics import Span
from guidegen.model.prose import NOWHERE
from guidegen.records import dataclass, field
from guidegen.typed import Literal


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers `first`, `first + step` and so on, `count` of them."""

    first: Fraction
    step: Fraction
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Fraction:
        return self.first + index * self.step


@dataclass(frozen=True, slots=True)
class Choices:
    """Numbers, or words, of which one is drawn: a list, or a column of a table.

    `leader` is the variable whose draw decides the place in the list, where it is not the variable's own: so the
    values of a row stay together.
    """

    values: tuple[Fraction, ...] | tuple[str, ...]
    leader: str = ""

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: int) -> Fraction | str:
        return self.values[index]


@dataclass(frozen=True, slots=True)
class Computed:
    """The value of an expression of variables that stand earlier."""

    expression: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A name for a value that differs from form to form."""

    name: str
    source: Range | Choices | Computed
    origin: Span = field(default=NOWHERE, compare=False)


Rule = Literal["expression", "distinct", "positive", "decimals"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must hold for the values of a draw; other values are drawn when it does not.

    `distinct`: no two options are printed alike. `positive`: every number is above zero. `decimals`: every number
    takes at most so many decimals. Numbers are those of variables, and those that are printed without a format.
    """

    rule: Rule
    expression: str = ""
    decimals: int = 0
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The variables of an item in the order in which they are declared, and its requirements."""

    variables: tuple[Variable, ...]
    requirements: tuple[Requirement, ...] = ()
