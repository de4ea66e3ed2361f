"""A PDF with everything in it that an audit looks at, as guidegen makes it: good in every way."""

from __future__ import annotations

import pytest

from tests.conftest import build_texts

GUIDE = """guide: good
title: Good in every way
main-message: Nothing is wrong with this guide.
version: 1
sources:
  first: A book about it
sections:
  - title: Prose
    body:
      - >-
        A paragraph of several lines, with a link to [the page of the clinic](https://example.org) in the middle,
        so that the words of more than one line have to be held apart by white space at the end of each of them.
      - Another paragraph, which cites the book [@first] and goes on after that.
      - |
        - A first thing to do
        - A second thing to do, with words enough to fill more than one line of the page, and then some more of them
  - title: A table and a picture
    body:
      - figure: square.png
        alt: A grey square
      - comparison: Two of a kind
        subjects: [One, Other]
        features:
          - feature: Colour
            cells: [Green, Blue]
          - feature: Size
            cells: [Small, Large]
"""


@pytest.fixture(scope="session")
def good(tmp_path_factory) -> bytes:
    """The bytes of the good PDF."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("audit")
    (folder / "content").mkdir()
    Image.new("RGB", (1000, 1000), (120, 120, 120)).save(folder / "content" / "square.png")
    output, problems = build_texts(folder, {"content/good.yaml": GUIDE})
    assert not problems
    return (output / "good.pdf").read_bytes()
