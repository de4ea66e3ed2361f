"""A bank with every kind of item: the examples that `docs/items` prints, one page for each kind."""

from __future__ import annotations

from pathlib import Path

from guidegen.reading.items.record import KINDS
from tests.test_docs import DOCS, blocks, indented, write

QUIZ = "quiz: every-kind\ntitle: Every kind of question\nbank: kinds\nshow-points: true\n"


def examples() -> dict[str, str]:
    """The items of each kind that has a page, as YAML, by the name of the kind."""
    pages = [DOCS / "items" / f"{kind}.md" for kind in KINDS]
    texts = {
        page.stem: "".join(text for kind, text in blocks(page) if kind == "items") for page in pages if page.exists()
    }
    return {kind: text for kind, text in texts.items() if text}


def write_every_kind(folder: Path) -> None:
    """A bank with all of them, the pictures that they name, and a quiz that draws all."""
    items = "".join(indented(text, 2) for text in examples().values())
    write(folder, "quizzes/kinds.yaml", f"bank: kinds\nitems:\n{items}")
    write(folder, "quizzes/every-kind.yaml", QUIZ)
