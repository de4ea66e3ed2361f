"""H102: is the content still within its review term? The only check that needs to know what day it is."""

from __future__ import annotations

import datetime

from guidegen.diagnostics import Diagnostic
from guidegen.model.guide import Guide


def review_problems(guide: Guide, today: datetime.date) -> list[Diagnostic]:
    """Errors when the guide's review-by date has passed, or its reviewed-on date is still to come."""
    problems = []
    if guide.review_by is not None and guide.review_by < today:
        problems.append(
            Diagnostic(
                "H102",
                f"This guide was to be reviewed by {guide.review_by.isoformat()}, and today is {today.isoformat()}.",
                guide.origin,
                hint="Have the content checked, then set `reviewed-on` and `review-by` anew.",
            )
        )
    if guide.reviewed_on is not None and guide.reviewed_on > today:
        problems.append(
            Diagnostic(
                "H102",
                f"This guide says that it was reviewed on {guide.reviewed_on.isoformat()}, which is still to come.",
                guide.origin,
                hint="Set `reviewed-on` to the day of the review.",
            )
        )
    return problems
