"""Lines of text stand level across pages: what stands between them is a multiple of the theme's grid."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from guidegen.theme import known_themes, load_theme
from tests.conftest import build_texts
from tests.render.test_ink import FILES

BODY = """  - title: More
    body:
      - |
        Words in a paragraph that goes on for so long that it takes more than a line, and perhaps another one after it.

        ### A heading

        1. A number
        2. Another
      - checklist: [Something, Something else]
      - {callout: A note., kind: note}
      - |
        Words after a box.
"""


def baselines(path: Path, size: float, grid: float) -> Counter[float]:
    """How far above a line of the grid the lines of a size of type stand, over all pages."""
    found: Counter[float] = Counter()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            down, current = [0.0], 0.0
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), instruction.operands
                if operator == "q":
                    down.append(down[-1])
                elif operator == "Q":
                    down.pop()
                elif operator == "cm":
                    down[-1] += float(operands[5])
                elif operator == "Tf":
                    current = float(operands[1])
                elif operator == "Tm" and abs(current - size) < 0.01:
                    found[round((down[-1] + float(operands[5])) % grid, 1) % grid] += 1
    return found


@pytest.mark.parametrize("theme", known_themes())
def test_lines_of_text_stand_on_the_grid_of_their_theme(tmp_path, theme):
    files = {**FILES, "content/sheet.yaml": FILES["content/sheet.yaml"] + BODY}
    output, _ = build_texts(tmp_path, files, theme=theme)
    look = load_theme(theme)
    found = baselines(output / "sheet.pdf", look.styles["body"].size, look.grid)
    assert sum(found.values()) > 10
    # Numbers are rounded to hundredths when they are written.
    most = max(found, key=lambda each: found[each])
    away = {each: count for each, count in found.items() if min(abs(each - most), look.grid - abs(each - most)) > 0.11}
    assert sum(away.values()) <= 0.1 * sum(found.values()), found
