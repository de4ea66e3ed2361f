"""Options that are pictures: printed with their letter, named in the key by what they show."""

from __future__ import annotations

from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words
from tests.reading.test_cases import png

BANK = """bank: dots
items:
  - stem: Which is wide?
    options:
      - {figure: wide.png, alt: A wide dot, key: true}
      - {figure: tall.png, alt: A tall dot}
      - text: Both
        figure: wide.png
        alt: Two dots
"""
QUIZ = "quiz: dots-quiz\ntitle: Dots\nbank: dots\nseed: 5\n"


def test_letters_belong_to_pictures_and_the_key_names_them(tmp_path):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "wide.png").write_bytes(png(4, 2))
    (tmp_path / "quizzes" / "tall.png").write_bytes(png(2, 4))
    output, problems = build_texts(tmp_path, {"quizzes/dots.yaml": BANK, "quizzes/dots-quiz.yaml": QUIZ})
    assert not problems
    tree = read(output / "dots-quiz.pdf").tree
    options = {}
    for entry in tree.find("LI"):
        figures = entry.find("Figure")
        if len(figures) == 1:
            options[figures[0].alt] = (entry.kids[0].text(), entry.kids[1].text())
    assert sorted(letter for letter, _ in options.values()) == ["A", "B", "C"]
    assert {alt: said for alt, (_, said) in options.items()} == {"A wide dot": "", "A tall dot": "", "Two dots": "Both"}
    key = [words(text) for text in leaves(read(output / "dots-quiz-key.pdf").tree)]
    assert f"{options['A wide dot'][0]} A wide dot" in key
