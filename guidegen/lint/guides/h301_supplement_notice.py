"""H301: a guide about a supplement says what it does for the body and lacks the notice that the law words.

Source: 21 CFR 101.93(c)(1) and (2), the exact texts. The rule binds labels and labeling of supplements, so it is asked
only of guides that say `supplement: true`. On 11 December 2025 the FDA said that it will not insist on the notice on
each panel while it considers a change; the notice itself is still expected.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Fix, Span
from guidegen.lint.guides.denial import is_denied
from guidegen.lint.guides.ground import Ground
from guidegen.lint.phrases import phrases
from guidegen.readability.passages import Passage

_END = (
    " not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure, or prevent any disease."
)
NOTICES = ("This statement has" + _END, "These statements have" + _END)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """An error at the first such claim."""
    if not ground.guide.supplement:
        return
    whole = " ".join(" ".join(passage.text.split()) for passage in ground.passages)
    claims = list(_claims(ground))
    if not claims or any(notice in whole for notice in NOTICES):
        return
    passage, start, end = claims[0]
    notice = NOTICES[1] if len(claims) > 1 else NOTICES[0]
    yield ground.problem(
        "H301",
        ground.place(passage, start, end),
        f"“{passage.text[start:end]}” says what a supplement does for the body, and the notice of the law is missing.",
        f"Add to `disclaimer:` exactly: {notice}",
        fix=_insertion(ground, notice),
    )


def _claims(ground: Ground) -> Iterator[tuple[Passage, int, int]]:
    listed = phrases("structure-claims", ground.guide.language)
    for passage in ground.body:
        for match, _ in listed.find(passage.text) if listed is not None else ():
            if not is_denied(passage, *match.span(), ground.language):
                yield passage, *match.span()


def _insertion(ground: Ground, notice: str) -> Fix | None:
    """The notice as a disclaimer on the line below the guide's name; none when there is a disclaimer already."""
    line = ground.guide.origin.line + 1
    if ground.guide.disclaimer or ground.source is None or line > ground.source.line_count:
        return None
    return Fix(Span(ground.guide.path, line, 1, line, 1), f"disclaimer: {notice}\n")
