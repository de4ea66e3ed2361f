"""veraPDF's own judgement on every kind of output, in both standards: zero failures."""

from __future__ import annotations

import shutil

import pytest

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.run import build
from tests.conftest import CLAIMS, TODAY

IMAGE_GUIDE = """guide: pictures
title: Pictures
main-message: A picture with words.
version: 1
sections:
  - title: A
    body:
      - figure: picture.png
        alt: A grey square
        caption: "[Eau]{lang=fr} and [IBS]{abbr='irritable bowel syndrome'}"
      - figure: photo.jpg
        decorative: true
        width: 0.3
      - figure: clear.png
        alt: A see-through square
      - |
        A [link to $`x^2`$](https://example.org), `code`, a formula $`\\frac{1}{2}`$ and

        $$\\sum_{i=1}^n i$$

        Table: Numbers

        | | one | two |
        |---|--:|---|
        | a | $`1`$ | |

        ![A see-through square](clear.png "Caption"){width=20%}

        ```
        for x in range(3):
            print(x)
        ```

        > somebody's words

        1. one
        2. two
"""

#: How each standard's files are printed: every theme, page size and print size comes up.
PRINTS = {
    "ua-1": [
        Choices(),
        Choices(size="large"),
        Choices(size="giant", page="a4"),
        Choices(page="a5", theme="classroom"),
    ],
    "ua-2": [Choices(standard="ua-2"), Choices(standard="ua-2", size="large", page="legal", theme="classroom")],
}


@pytest.fixture(scope="module")
def matrix(example_project, tmp_path_factory):
    """Every kind of output in both standards: the claims that are expected of each file."""
    from PIL import Image

    root = tmp_path_factory.mktemp("matrix")
    shutil.copytree(example_project, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output"))
    (root / "content" / "pictures.yaml").write_text(IMAGE_GUIDE, encoding="utf-8")
    Image.new("RGB", (40, 40), (120, 120, 120)).save(root / "content" / "picture.png")
    Image.new("L", (40, 40), 90).save(root / "content" / "photo.jpg")
    Image.new("RGBA", (40, 40), (10, 120, 120, 60)).save(root / "content" / "clear.png")
    claims = {}
    for standard, prints in PRINTS.items():
        for index, choices in enumerate(prints):
            report = build(root, root / f"{standard}-{index}", choices, today=TODAY, producer="guidegen")
            assert not report.diagnostics
            claims |= {written.path: CLAIMS[standard] for written in report.written}
    # Copies for people: names in several alphabets, long ones, blank ones, and their key.
    rows = "Student 1,1,25%,,", "Ученица Вторая,2,,yellow,large", f"{'Long Name ' * 8},3,1.5x,blue,"
    (root / "class.csv").write_text("name,id,extra time,paper,size\n" + "\n".join(rows), encoding="utf-8")
    copies = CopiesWanted(root / "class.csv", spares=1)
    only = frozenset(["quizzes/cell-division-quiz.yaml", "content/glutamine-vs-glutathione.yaml"])
    report = build(root, root / "copies", only=only, today=TODAY, producer="guidegen", copies=copies)
    assert not report.diagnostics
    claims |= dict.fromkeys((root / "copies").glob("*.pdf"), CLAIMS["ua-1"])
    return claims


def test_every_kind_of_output_conforms(verapdf, matrix):
    assert len(matrix) >= 52
    assert not verapdf(matrix, matrix)
