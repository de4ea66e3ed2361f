"""Compact print: smaller margins, tighter lines and less air between blocks, for quizzes that must save paper.

The size of the letters is that of the print size; nothing that is to be read gets smaller than SMALLEST, though.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.records import replace
from guidegen.theme.styles import PageStyle, TextStyle, Theme

#: In points on paper. Patients need more: 12 points are the least for handouts.
SMALLEST = 9.0
_SIDE, _TOP, _BOTTOM, _GAP = 46.0, 28.0, 24.0, 9.0
_TIGHTER, _LESS_AIR = 0.95, 0.6
#: Lines of up to about 78 characters, in place of 68.
_LONGER = 1.15
#: Room to write by hand stays as it is.
_KEPT = frozenset({"cloze"})
_SIDES = frozenset({"box-sides", "cell-sides", "gutter"})


def compact(theme: Theme, scale: float) -> Theme:
    """The theme in compact print; `scale` is that of the print size, by which all its lengths are multiplied."""
    page = theme.page
    return replace(
        theme,
        page=PageStyle(
            start=min(page.start, _SIDE),
            end=min(page.end, _SIDE),
            top=min(page.top, _TOP),
            bottom=min(page.bottom, _BOTTOM),
            gap=min(page.gap, _GAP),
        ),
        measure=theme.measure * _LONGER,
        styles={name: _tighter(name, style, scale) for name, style in theme.styles.items()},
        lengths={**theme.lengths, "spacing": _less(theme.lengths["spacing"])},
    )


def _less(spacing: Mapping[str, float]) -> Mapping[str, float]:
    """Less room between things; what keeps words from lines stays."""
    return {name: value if name in _SIDES else value * _LESS_AIR for name, value in spacing.items()}


def _tighter(name: str, style: TextStyle, scale: float) -> TextStyle:
    """The style with less leading and air, and letters that are no smaller than can be read."""
    size = max(style.size, SMALLEST / scale)
    leading = max(style.leading * (1.0 if name in _KEPT else _TIGHTER), size * 1.2)
    return replace(style, size=size, leading=leading, before=style.before * _LESS_AIR, after=style.after * _LESS_AIR)
