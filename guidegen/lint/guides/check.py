"""All rules about guides, over one guide."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.lint.guides.table import GUIDE_RULES, OFF
from guidegen.model.guide import Guide
from guidegen.source.text import SourceText


def guide_problems(
    guide: Guide, today: datetime.date, source: SourceText | None = None, selected: Collection[str] = ()
) -> list[Diagnostic]:
    """What the rules say about a guide; those that are off run only when `selected` names them."""
    ground = Ground(guide, today, source)
    codes = [code for code in GUIDE_RULES if code not in OFF or code in selected]
    return [problem for code in codes for problem in GUIDE_RULES[code](ground)]
