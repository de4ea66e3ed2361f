"""The head of a quiz: title, code and the fields to fill in stay together, whatever follows."""

from __future__ import annotations

import pypdfium2
import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import CopiesWanted
from tests.conftest import TODAY

BANK = "bank: bank\nitems:\n  - {stem: Describe a river., kind: essay, lines: 22}\n"
QUIZ = "quiz: quiz\ntitle: Rivers\nbank: bank\n"


@pytest.mark.parametrize("people", [False, True])
def test_the_fields_stand_below_the_title_where_the_first_item_is_too_high_for_the_page(tmp_path, people):
    for name, text in {"quizzes/bank.yaml": BANK, "quizzes/quiz.yaml": QUIZ}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "class.csv").write_text("name,extra-time\nAda,25%\n")
    copies = CopiesWanted(roster=tmp_path / "class.csv") if people else None
    report = build(tmp_path, today=TODAY, producer="guidegen", copies=copies)
    assert not report.diagnostics
    [path] = [path for path in (tmp_path / "output").glob("quiz*.pdf") if "key" not in path.name]
    with pypdfium2.PdfDocument(path) as pdf:
        first, second = (pdf[index].get_textpage().get_text_range() for index in range(2))
    told = ["Rivers", "Name", "Date", "Score", *(["Extra time"] if people else [])]
    assert all(word in first for word in told), first
    assert "Describe a river." in second and not any(word in second for word in told[1:])
