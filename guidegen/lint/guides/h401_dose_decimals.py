"""H401: a dose whose decimal point is easily overlooked: `.5 mg` is read as 5, `5.0 mg` as 50.

Source: Joint Commission, official "Do Not Use" list. Results of a laboratory and sizes of lesions are exempt. A dose is
never changed by a fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.doses import LABORATORY, UNITS
from guidegen.lint.guides.ground import Ground

_NAKED = r"(?<![\d\w.,]){point}\d+(?=\s?{units}\b)"
#: In English a comma divides thousands; elsewhere it is the decimal point, unless three figures follow.
_TRAILING = r"(?<![\d.,])\d+{point}0{{1,2}}(?=\s?{units}\b(?!{laboratory}))"


def find(ground: Ground) -> Iterator[Diagnostic]:
    """An error at each such number, with how to write it."""
    point = r"\." if ground.language == "en" else "[.,]"
    naked, trailing = (
        re.compile(pattern.format(point=point, units=UNITS, laboratory=LABORATORY), re.IGNORECASE)
        for pattern in (_NAKED, _TRAILING)
    )
    for passage in ground.passages:
        for match in naked.finditer(passage.text):
            yield ground.problem(
                "H401",
                ground.place(passage, *match.span()),
                f"The point of “{match.group()}” is easily overlooked, and the dose is then ten times as high.",
                f"If {match.group()} is meant, write 0{match.group()}.",
            )
        for match in trailing.finditer(passage.text):
            whole = re.split(r"[.,]", match.group())[0]
            yield ground.problem(
                "H401",
                ground.place(passage, *match.span()),
                f"“{match.group()}” is easily read as {re.sub(r'[.,]', '', match.group())}.",
                f"If {whole} is meant, write {whole}.",
            )
