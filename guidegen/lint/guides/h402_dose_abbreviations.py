"""H402: a short form in a dose that is known to be misread: U, IU, QD, QOD, MS, MSO4, MgSO4; µg and cc as a warning.

Source: Joint Commission, official "Do Not Use" list. `U` counts only after figures, and `MS` only beside a dose, as it
also stands for multiple sclerosis. A dose is never changed by a fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Severity
from guidegen.lint.guides.ground import Ground

#: What stands there, what to write, whether it is an error.
_FORMS = (
    (re.compile(r"(?<=\d)\s?U(?![\w./])|(?<=\d)\s?u(?![\w./])"), "units", True),
    (re.compile(r"(?<=\d)\s?(?:IU|iu|I\.U\.)(?!\w)"), "international units", True),
    (re.compile(r"(?<![\w.])(?:QD|Q\.D\.|q\.d\.|qd)(?!\w)"), "every day", True),
    (re.compile(r"(?<![\w.])(?:QOD|Q\.O\.D\.|q\.o\.d\.|qod)(?!\w)"), "every other day", True),
    (re.compile(r"(?<!\w)MSO4(?!\w)"), "morphine sulfate", True),
    (re.compile(r"(?<!\w)MgSO4(?!\w)"), "magnesium sulfate", True),
    (re.compile(r"(?<!\w)MS(?=\s+\d[\d.,]*\s?m?g\b)|(?<=mg )MS(?!\w)|(?<=mg of )MS(?!\w)"), "morphine sulfate", True),
    (re.compile(r"(?<=\d)\s?[µμ]g(?!\w)"), "mcg or micrograms", False),
    (re.compile(r"(?<=\d)\s?(?:cc|c\.c\.)(?!\w)"), "mL", False),
)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A problem at each of them, with what to write."""
    for passage in ground.passages:
        for pattern, better, is_error in _FORMS:
            for match in pattern.finditer(passage.text):
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                yield ground.problem(
                    "H402",
                    ground.place(passage, start, match.end()),
                    f"“{match.group().strip()}” is known to be misread in doses.",
                    f"Write {better}.",
                    severity=Severity.ERROR if is_error else Severity.WARNING,
                )
