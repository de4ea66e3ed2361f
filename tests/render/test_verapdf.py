"""veraPDF's own judgement on every kind of output: PDF/UA-1 and PDF/A-2a in the same file, zero failures."""

from __future__ import annotations

from guidegen.batch.compile import Choices
from guidegen.batch.run import build
from tests.conftest import TODAY, build_texts

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
"""


def test_every_kind_of_output_conforms(verapdf, example_project, tmp_path):
    for index, choices in enumerate(
        [Choices(), Choices(size="large"), Choices(size="giant", page="a4"), Choices(page="a5", theme="classroom")]
    ):
        report = build(example_project, tmp_path / str(index), choices, today=TODAY, producer="guidegen")
        assert not report.diagnostics
    assert not verapdf(sorted(tmp_path.rglob("*.pdf")))


def test_pictures_links_and_languages_conform(verapdf, tmp_path):
    from PIL import Image

    content = tmp_path / "content"
    content.mkdir()
    Image.new("RGB", (40, 40), (120, 120, 120)).save(content / "picture.png")
    Image.new("L", (40, 40), 90).save(content / "photo.jpg")
    Image.new("RGBA", (40, 40), (10, 120, 120, 60)).save(content / "clear.png")
    output, problems = build_texts(tmp_path, {"content/pictures.yaml": IMAGE_GUIDE})
    assert not problems
    assert not verapdf(sorted(output.glob("*.pdf")))
