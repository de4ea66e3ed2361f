"""The page about exchange is in step with the table of formats."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_page_is_what_the_table_says():
    filled = runpy.run_path(str(DOCS / "make_exchange.py"))["filled"]
    page = (DOCS / "exchange.md").read_text(encoding="utf-8")
    assert filled(page) == page, "run: python docs/make_exchange.py"
