"""veraPDF's own judgement on every kind of output, in both standards: zero failures."""

from __future__ import annotations

import itertools
import shutil

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.outputs import SIZES
from guidegen.model.project import PAGE_SIZES, STANDARDS
from guidegen.model.quiz import KEY_MODES
from guidegen.theme import known_themes
from tests.conftest import CLAIMS, TODAY
from tests.item_examples import write_every_kind
from tests.visual_guide import write_visual_guide

THEMES = known_themes()

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
        Choices(size="compact"),
        Choices(size="giant", page="a4"),
        Choices(page="a5", theme="classroom"),
    ],
    "ua-2": [Choices(standard="ua-2"), Choices(standard="ua-2", size="large", page="legal", theme="classroom")],
}


#: Every kind of item on every paper in every print size; the rest takes turns, so that each value meets each other.
EVERY_KIND = [
    Choices(
        page=page,
        size=size,
        key=KEY_MODES[index % len(KEY_MODES)],
        standard=STANDARDS[index // 2 % 2],
        fillable=index % 2 == 0,
        forms=(1, 3)[index // 3 % 2],
        theme=THEMES[index % len(THEMES)],
    )
    for index, (page, size) in enumerate(itertools.product(PAGE_SIZES, SIZES))
]
#: Where an item does not fit its page, the quiz is refused in words; nothing else may stand in the way.
DOES_NOT_FIT = {"P102", "P103", "P104", "P113"}


def every_kind(root, output) -> dict:
    """The claims of a quiz with every kind of item, in every print that it fits."""
    write_every_kind(root)
    claims, refused = {}, []
    for index, choices in enumerate(EVERY_KIND):
        report = build(root, output / str(index), choices, today=TODAY, producer="guidegen")
        assert {problem.code for problem in report.diagnostics} <= DOES_NOT_FIT
        if report.diagnostics:
            refused.append((choices.page, choices.size))
        for written in report.written:
            accessible, archival = CLAIMS[choices.standard]
            is_fillable = written.path.stem.endswith("-fillable")
            claims[written.path] = (accessible,) if is_fillable else (accessible, archival)
    assert set(refused) <= {("a5", "giant"), ("a5", "large")}
    return claims


@pytest.fixture(scope="module")
def matrix(example_project, tmp_path_factory):
    """Every kind of output in both standards: the claims that are expected of each file."""
    from PIL import Image

    root = tmp_path_factory.mktemp("matrix")
    shutil.copytree(example_project, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output"))
    (root / "content" / "pictures.yaml").write_text(IMAGE_GUIDE, encoding="utf-8")
    write_visual_guide(root)
    Image.new("RGB", (1000, 1000), (120, 120, 120)).save(root / "content" / "picture.png")
    Image.new("L", (1000, 1000), 90).save(root / "content" / "photo.jpg")
    Image.new("RGBA", (1000, 1000), (10, 120, 120, 60)).save(root / "content" / "clear.png")
    claims = {}
    for standard, prints in PRINTS.items():
        for index, choices in enumerate(prints):
            report = build(root, root / f"{standard}-{index}", choices, today=TODAY, producer="guidegen")
            # Compact print of a handout is warned about, and conforms all the same.
            assert {problem.code for problem in report.diagnostics} <= {"S284"}
            claims |= {written.path: CLAIMS[standard] for written in report.written}
    # Copies for people: names in several alphabets, long ones, blank ones, and their key.
    rows = "Student 1,1,25%,,", "Ученица Вторая,2,,yellow,large", f"{'Long Name ' * 8},3,1.5x,blue,"
    (root / "class.csv").write_text("name,id,extra time,paper,size\n" + "\n".join(rows), encoding="utf-8")
    copies = CopiesWanted(root / "class.csv", spares=1)
    only = frozenset(["quizzes/cell-division-quiz.yaml", "content/glutamine-vs-glutathione.yaml"])
    report = build(root, root / "copies", only=only, today=TODAY, producer="guidegen", copies=copies)
    assert not report.diagnostics
    claims |= dict.fromkeys((root / "copies").glob("*.pdf"), CLAIMS["ua-1"])
    kinds = tmp_path_factory.mktemp("kinds")
    return claims | every_kind(kinds, kinds / "output")


def test_every_kind_of_output_conforms(verapdf, matrix):
    assert len(matrix) >= 76
    assert sum(path.stem.endswith("-fillable") for path in matrix) >= 7
    assert not verapdf(matrix, matrix)
