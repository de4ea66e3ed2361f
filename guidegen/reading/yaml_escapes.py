"""Commands of LaTeX whose beginning YAML took for an escape: nothing in the value tells of them any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Span
from guidegen.patterns import pattern
from guidegen.source.nodes import ScalarNode

_TYPED_FORMULA = pattern(r"\$(`+)(?:[^`]|(?!\1\$)`)*", re.DOTALL)
#: Escapes of YAML that begin LaTeX commands too, behind an even number of backslashes.
_YAML_ESCAPE = pattern(r"(?<!\\)(?:\\\\)*(\\[abefnrtvNLP_0])")


def taken_for_escapes(node: ScalarNode) -> Iterator[tuple[Span, str]]:
    """The escapes in the formulas of a text between double quotation marks, as they are typed: one of each formula."""
    for formula in _TYPED_FORMULA.finditer(node.where.text, node.start, node.end):
        if (escape := _YAML_ESCAPE.search(formula.group())) is not None:
            start = formula.start() + escape.start(1)
            yield node.where.span(start, start + 2), escape[1]
