"""Pictures with few pixels: printed no larger than they are sharp, or refused where they are to be larger."""

from __future__ import annotations

import pikepdf
import pytest
from PIL import Image

from guidegen.batch.check import check
from tests.conftest import TODAY, build_texts
from tests.pdf_reading import read

GUIDE = """guide: g
title: Pictures
main-message: M.
version: 1
sections:
  - title: A
    body:
      - figure: small.png
        alt: A square
"""


def figure_box(path) -> list[float]:
    """The place of the only figure on its page."""
    with pikepdf.open(path) as pdf:
        [figure] = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
        return [float(number) for number in figure.A.BBox]


def project(tmp_path, text: str, size: tuple[int, int] = (300, 200), **choices):
    folder = tmp_path / "content"
    folder.mkdir(exist_ok=True)
    Image.new("L", size, 90).save(folder / "small.png")
    output, problems = build_texts(tmp_path, {"content/g.yaml": text}, **choices)
    return output / "g.pdf", problems


@pytest.mark.parametrize(("pixels", "points"), [(300, 144), (60, 28.8), (4000, None)])
def test_a_picture_of_no_chosen_width_is_as_wide_as_it_is_sharp(tmp_path, pixels, points):
    path, problems = project(tmp_path, GUIDE, (pixels, pixels // 2))
    assert not problems
    left, _, right, _ = figure_box(path)
    assert right - left == pytest.approx(points, abs=0.1) if points else right - left > 400


def test_a_chosen_width_that_is_too_large_is_refused_with_the_cure(tmp_path):
    path, problems = project(tmp_path, f"{GUIDE}        width: 0.9\n")
    [problem] = problems
    assert (problem.code, problem.span.path, problem.span.line) == ("P140", "content/g.yaml", 8)
    assert "small.png is 300 pixels wide" in problem.message
    assert not path.exists()
    # What the hint says helps.
    share = problem.hint.split("`width` ")[1].split()[0]
    path, problems = project(tmp_path, f"{GUIDE}        width: {share}\n")
    assert not problems
    pixels = int(problem.hint.split("that is ")[1].split()[0])
    path, problems = project(tmp_path, f"{GUIDE}        width: 0.9\n", (pixels, 40))
    assert not problems


def test_check_shows_it_too(tmp_path):
    project(tmp_path, f"{GUIDE}        width: 0.9\n")
    found = [problem.code for problem in check(tmp_path, today=TODAY).diagnostics if problem.code[0] == "P"]
    assert found == ["P140"]


def test_pictures_in_prose_and_of_stimuli(tmp_path):
    prose = GUIDE.replace(
        "      - figure: small.png\n        alt: A square\n",
        "      - |\n        Words.\n\n        ![A square](small.png){width=90%}\n",
    )
    _, problems = project(tmp_path, prose)
    assert [problem.code for problem in problems] == ["P140"]
    path, problems = project(tmp_path, prose.replace("{width=90%}", ""))
    assert not problems
    assert read(path).tree.find("Figure")
