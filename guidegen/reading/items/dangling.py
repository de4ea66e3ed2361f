"""Options that are only labels of a list, `1, 3 and 4`, where the stem labels nothing.

Source: a measurement. Of 5,700 public items (MMLU-Redux) it points at 16, all of which lost the numbers of their list.
Pairs of digits may be numbers (the roots 2 and 3), so that one option must name three; Roman pairs are labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidegen.inline import plain_text
from guidegen.model.item import ItemCommon, Option
from guidegen.model.prose import Blocks, BulletList, NumberedList, Paragraph
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LABEL = r"(?:[ivx]{1,4}|[1-9])"
_BETWEEN = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)"
_LABELS = pattern(rf"(?:only\s+)?({_LABEL}(?:{_BETWEEN}{_LABEL})*),?(?:\s+only)?\.?", re.IGNORECASE)
_MANY = 3


def report_dangling_labels(common: ItemCommon, options: Sequence[Option], reader: Reader) -> None:
    """Report the first option that names labels which neither stem, picture nor stimulus has."""
    if common.stimulus or common.figure is not None:
        return
    named = [(option, _labels(plain_text(option.prose).strip())) for option in options]
    lists = [(option, labels) for option, labels in named if labels]
    longest = max((len(labels) for _, labels in lists), default=0)
    if len(lists) < 2 or longest < 2 or (longest < _MANY and lists[0][1][0].isdigit()):
        return
    every = {label for _, labels in lists for label in labels}
    series = [str(number) for number in range(1, 10)] if lists[0][1][0].isdigit() else list(_ROMAN)
    if every != set(series[: len(every)]) or len(every) < _MANY:
        return
    missing = [label for label in series[: len(every)] if not _stands_in(common.stem, label)]
    if missing:
        first = next(option for option, labels in lists if len(labels) > 1)
        message = f"This option names labels, and the stem has nothing that is called {missing[0]}."
        reader.report("S103", first.origin, message, "Number the statements in the stem: `1. ...`, `2. ...`.")


def _labels(text: str) -> list[str]:
    """The labels of which a text consists, in small letters; none when it has other words, or is out of order."""
    match = _LABELS.fullmatch(text)
    return re.findall(_LABEL, match[1].lower()) if match else []


def _stands_in(blocks: Blocks, label: str) -> bool:
    """True where something in the blocks may be called by the label."""
    for block in blocks:
        match block:
            case Paragraph(prose):
                if re.search(rf"(?<!\w){label}(?!\w)", plain_text(prose), re.IGNORECASE):
                    return True
            case BulletList(points):
                if any(_stands_in(point, label) for point in points):
                    return True
            case NumberedList(points):
                if any(_stands_in(point, label) for point in points) or (label.isdigit() and int(label) <= len(points)):
                    return True
            case _:
                # Tables, code and formulas have names of their own for what is in them.
                return True
    return False
