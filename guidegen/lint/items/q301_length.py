"""Q301: the right option is much longer than all others.

Source: NBME (longest answer). On 5,700 keyed items the longest option, 1.25 times the next and 15 characters longer,
was the key in 39 of 100 cases against 25 by chance; about a third of what fires is a real cue.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Label
from guidegen.lint.items.ground import ItemGround

_TIMES, _MORE, _WORDS = 1.25, 15, 4


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the key, with the next longest."""
    if ground.key is None or ground.has_variables or len(ground.texts) < 3:
        return
    lengths = [len(text) for text in ground.texts]
    own = lengths[ground.key]
    next_long = max((n for n in range(len(lengths)) if n != ground.key), key=lambda n: lengths[n])
    if own < lengths[next_long] * _TIMES or own < lengths[next_long] + _MORE:
        return
    if len(ground.texts[ground.key].split()) < _WORDS:
        return
    label = Label(ground.options[next_long].origin, f"the runner-up has {lengths[next_long]} characters")
    yield ground.problem(
        "Q301",
        ground.options[ground.key].origin,
        f"The right option is the longest by far, with {own} characters.",
        "Shorten it, or say as much in a distractor.",
        (label,),
    )
