"""Sections of a quiz: headings, instructions, points, numbers that run through, items in their sections."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from guidegen.batch.build import build
from tests.conftest import TODAY, build_texts
from tests.pdf_reading import read

QUIZ = """quiz: parts
title: Bones
bank: bones
key: inline
sections:
  - title: "Part A: true or false"
    instructions: Mark one.
    items: 3
    blueprint:
      - items: 3
        kind: true-false
  - title: "Part B: write"
    instructions: Write one word.
    items: 2
    blueprint:
      - items: 2
        kind: short-answer
"""
BANK = "bank: bones\nitems:\n" + "".join(
    f"  - id: t{n}\n    stem: Bone {n} is long.\n    key: true\n"
    f"  - id: w{n}\n    stem: Name bone {n}.\n    answer: rib\n    points: 2\n"
    for n in range(6)
)


def built(folder: Path):
    for sub in ("content", "quizzes"):
        (folder / sub).mkdir()
    (folder / "quizzes" / "parts.yaml").write_text(QUIZ)
    (folder / "quizzes" / "bones.yaml").write_text(BANK)
    report = build(folder, today=TODAY, producer="guidegen")
    assert not report.diagnostics, report.diagnostics
    return folder / "output"


def test_sections_are_printed_in_order(tmp_path):
    output = built(tmp_path)
    for name in ("parts.pdf", "parts-key.pdf"):
        tree = read(output / name).tree
        assert [heading.text() for heading in tree.find("H2")][:2] == ["Part A: true or false", "Part B: write"]
        numbers = [label.text() for label in tree.find("Lbl") if label.text().isdigit()]
        assert numbers == ["1", "2", "3", "4", "5"]
        plain = tree.text()
        first, second = plain.index("Mark one."), plain.index("Write one word.")
        assert "3 questions · 3 points" in plain[:first] and "2 questions · 4 points" in plain[first:second]
        assert plain[first:second].count("is long.") == 3 and plain[second:].count("Name bone") == 2


def test_what_introduces_items_stands_on_their_page(tmp_path):
    # From none to so many lines before the second part: somewhere its heading would fall on the foot of a page.
    for lines in range(8, 17):
        bank = f"""bank: b
items:
  - {{id: essay, stem: Write., kind: essay, lines: {lines}}}
  - {{id: order, stem: Put in order., order: [one, two, three, four, five]}}
"""
        quiz = """quiz: q
title: Q
bank: b
show-points: true
sections:
  - {title: Part A, items: [essay]}
  - {title: Part B, instructions: Number the boxes., items: [order]}
"""
        output, problems = build_texts(tmp_path / str(lines), {"quizzes/b.yaml": bank, "quizzes/q.yaml": quiz})
        assert not problems
        with pypdfium2.PdfDocument(output / "q.pdf") as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        (page,) = [text for text in pages if "Part B" in text]
        assert "Number the boxes." in page and "Put in order." in page, lines
