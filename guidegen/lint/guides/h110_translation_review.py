"""H110: nobody has read a translation against its original.

Source: 45 CFR 92.201(c)(3), Section 1557 of the Affordable Care Act: where a text is critical, a machine translation
must be reviewed by a qualified human translator. `reviewer: pending` is honest and prints so: a warning. Guides for
students and staff are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground


def find(ground: Ground) -> Iterator[Diagnostic]:
    """One problem at the reviewer of the translation, or at the guide where none is named."""
    translation = ground.guide.translation
    if translation is None or not translation.reviewer.pending or not ground.is_for_lay_readers:
        return
    yield ground.problem(
        "H110",
        translation.reviewer.origin if translation.reviewer.origin.path else ground.guide.origin,
        "Nobody has read this translation against its original yet.",
        "Have somebody who knows both languages read it, then write the name below `translation:`, as `reviewer:`.",
    )
