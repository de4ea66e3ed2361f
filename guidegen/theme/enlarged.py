"""Large print: what is larger than the text grows less than the text, so that titles leave room for what they head.

The text itself, and everything smaller, keeps its full size: nobody gets less than they asked for.
"""

from __future__ import annotations

import math

from guidegen.records import replace
from guidegen.theme.styles import TextStyle, Theme

#: How much less of what a style has over the text is left with each step of the print size.
_LESS = 0.45
#: From this print size on margins are no wider than so many points: lines of large letters need the room.
_GIANT, _MARGIN = 1.5, 54.0


def enlarged(theme: Theme, scale: float) -> Theme:
    """The theme for large print; `scale` is that of the print size, by which all its lengths are multiplied."""
    share = max(0.5, 1 - _LESS * (scale - 1))
    body = theme.styles["body"].size
    page = theme.page
    if scale >= _GIANT:
        page = replace(page, start=min(page.start, _MARGIN), end=min(page.end, _MARGIN))
    styles = {name: _less(style, body, share, theme.grid) for name, style in theme.styles.items()}
    return replace(theme, page=page, styles=styles)


def _less(style: TextStyle, body: float, share: float, grid: float) -> TextStyle:
    if style.size <= body:
        return style
    size = body + (style.size - body) * share
    leading = math.ceil(size * style.leading / style.size / grid - 0.01) * grid
    before = math.ceil(style.before * share / grid - 0.01) * grid
    return replace(style, size=size, leading=leading, before=before)
