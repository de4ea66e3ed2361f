"""L: the comments that quiet the checks."""

from __future__ import annotations

from guidegen.catalogue.code import WARNING, Code

CODES = (
    Code(
        "L001", "unused-suppression", WARNING,
        "A comment accepts a problem that is not there.",
        "It would hide the problem if it came back, and nobody knows whether it is still meant.",
        "title: Asthma  # guidegen: ignore[R103] the law words it so", "title: Asthma",
    ),
    Code(
        "L002", "unknown-code", WARNING,
        "A comment accepts a rule that does not exist.",
        "The code is misspelt, and the problem is not accepted.",
        "# guidegen: ignore[R999] known", "# guidegen: ignore[R103] the law words it so",
    ),
    Code(
        "L003", "reason-missing", WARNING,
        "A comment accepts a problem and does not say why.",
        "Who reads it next year must know whether the reason still holds.",
        "# guidegen: ignore[R103]", "# guidegen: ignore[R103] the law words it so",
    ),
)  # fmt: skip
