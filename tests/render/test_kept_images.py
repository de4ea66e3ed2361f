"""Pictures that are kept are those that would be made, and what cannot be trusted is made again."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys

import pytest
from PIL import Image as Pillow

import guidegen.render.pdf.images as images
from guidegen.kept.folder import KeptFolder
from guidegen.model.image import Image
from guidegen.render.pdf.kept_images import KeptImages

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5" fill="#123456"/></svg>'


TEXT = """\
guide: g
title: G
main-message: Do it.
version: 1
status: draft
sections:
  - title: S
    body:
      - SENTENCE
      - figure: a.png
        alt: A grey noise
        width: 0.02
"""


def picture(mode: str, kind: str) -> Image:
    data = io.BytesIO()
    Pillow.effect_noise((12, 8), 60).convert(mode).save(data, kind)
    return Image("a", 12, 8, hashlib.sha256(data.getvalue()).hexdigest(), data.getvalue())


PICTURES = [
    picture("RGB", "PNG"),
    picture("RGBA", "PNG"),
    picture("L", "PNG"),
    picture("RGB", "JPEG"),
    Image("a.svg", 10, 10, hashlib.sha256(SVG).hexdigest(), SVG, is_vector=True),
]


@pytest.fixture
def folder(tmp_path):
    return KeptFolder(str(tmp_path), "images", most_files=9, most_bytes=1_000_000)


@pytest.fixture
def made(monkeypatch):
    found = []
    original = images.made
    monkeypatch.setattr(images, "made", lambda image: found.append(image.digest) or original(image))
    return found


@pytest.mark.parametrize("image", PICTURES, ids=lambda image: image.digest[:6])
def test_a_picture_comes_back_as_it_was(folder, made, image):
    first = KeptImages(folder).image_object(image)
    assert KeptImages(folder).image_object(image) == first == images.made(image)
    assert len(made) == 2


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"", lambda data: b"{}\n"]
)
def test_what_is_damaged_is_made_again(folder, made, damage):
    [image, *_] = PICTURES
    first = KeptImages(folder).image_object(image)
    name = f"{image.digest}.bin"
    folder.write(name, damage(folder.read(name)))
    assert KeptImages(folder).image_object(image) == first
    assert len(made) == 2


def test_another_program_makes_them_again(folder, made, monkeypatch):
    KeptImages(folder).image_object(PICTURES[0])
    monkeypatch.setattr("guidegen.render.pdf.kept_images.fingerprint", lambda: "another")
    KeptImages(folder).image_object(PICTURES[0])
    assert len(made) == 2


def test_the_library_is_loaded_when_a_picture_changed_and_not_for_an_edited_sentence(tmp_path):
    pictures = tmp_path / "content"
    pictures.mkdir()
    Pillow.new("RGB", (60, 60), "grey").save(pictures / "a.png")
    guide = TEXT
    code = (
        "import sys; from guidegen.cli import main\n"
        "try: main(['build', '-q'])\nexcept SystemExit: pass\n"
        "print('reportlab' in sys.modules)"
    )

    def build(sentence: str) -> str:
        (pictures / "g.yaml").write_text(guide.replace("SENTENCE", sentence), encoding="utf-8")
        result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert (tmp_path / "output" / "g.pdf").is_file(), result.stdout + result.stderr
        return result.stdout.splitlines()[-1]

    assert build("One sentence.") == "True"
    assert build("Another sentence.") == "False"
    Pillow.new("RGB", (60, 60), "black").save(pictures / "a.png")
    assert build("Another sentence.") == "True"
