"""H102: the review is missing, still to come, or past its term.

Source: HONcode principle 4 (date of last change). Where no day is set for the next review, a term of three years
counts, which is ours. The only rule that needs to know what day it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground

TERM = datetime.timedelta(days=3 * 365 + 1)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """Errors about the days of the last and the next review."""
    guide, today = ground.guide, ground.today
    anew = "Have the content checked, then set `reviewed-on` and `review-by` anew."
    if guide.reviewed_on is not None and guide.reviewed_on > today:
        day = guide.reviewed_on.isoformat()
        message = f"This guide says that it was reviewed on {day}, which is still to come."
        yield ground.problem("H102", guide.origin, message, "Set `reviewed-on` to the day of the review.")
    if guide.review_by is not None:
        if guide.review_by < today:
            due = guide.review_by.isoformat()
            message = f"This guide was to be reviewed by {due}, and today is {today.isoformat()}."
            yield ground.problem("H102", guide.origin, message, anew)
    elif guide.reviewed_on is not None and guide.reviewed_on + TERM < today:
        message = f"This guide was last reviewed on {guide.reviewed_on.isoformat()}, more than three years ago."
        yield ground.problem("H102", guide.origin, message, anew)
    is_pending = guide.reviewer is not None and guide.reviewer.pending
    if guide.reviewed_on is None and ground.is_for_lay_readers and not is_pending:
        yield ground.problem(
            "H102",
            guide.origin,
            "The guide does not say when its content was last reviewed.",
            "Add `reviewed-on:` with the day, and `review-by:` with the day of the next review.",
        )
