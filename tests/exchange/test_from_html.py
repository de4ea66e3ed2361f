"""HTML to prose: the quick way for simple texts gives what the parser of HTML gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.exchange.from_html import _Reader, _tree, blocks_from_html, no_picture

PIECES = st.sampled_from(
    (
        "word", "two words", " ", "  ", "\n", "\xa0", "5\xa0mg", ".", "<strong>bold</strong>", "<em>it</em>",
        "<b> b </b>", "</p><p>", "</p>\n<p>", "<p>", "</p>", "<br>", '<span style="font-size: 0.9rem;">', "<span>",
        "</span>",
        '<span style="color: red">', '<span lang="es">', "&nbsp;", "&amp;", "_____",
        "\\(x\\)", "<span></span>", "*", "\x85",
    )
)  # fmt: skip


@given(st.lists(PIECES, max_size=8))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_quick_way_is_the_same(pieces):
    html = f"<p>{''.join(pieces)}</p>"
    heard = []
    quick = blocks_from_html(html, heard.append)
    told = []
    reader = _Reader(told.append, no_picture)
    reader.flow(_tree(html), 0)
    assert quick == reader.done()
    assert heard == told
