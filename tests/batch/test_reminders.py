"""Pages that begin with items say on which page their text stands, however the items are shuffled."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

import guidegen.render.pdf.laying_out as laying_out
from guidegen.cli import main
from guidegen.render.pdf.reminders import Reminder

SENTENCE = "The cell grows and copies its DNA before it divides into two. "
BANK = f"""\
bank: cells
stimuli:
  letter: {{title: A letter, text: {SENTENCE * 8}}}
items:
  - {{id: one, stem: About the letter, stimulus: letter, kind: essay, lines: 14}}
  - {{id: two, stem: About the letter too, stimulus: letter, kind: essay, lines: 14}}
""" + "".join(
    f"  - {{id: o{n}, stem: Explain {n}., kind: essay, lines: {lines}}}\n" for n, lines in enumerate([4, 9, 18, 30])
)
QUIZ = "quiz: test\ntitle: Test\nbank: cells\nkey: none\n"
WORDS = "La célula crece. " * 20
#: The same in Spanish.
SPANISH = {
    "cells.es.yaml": f"""\
bank: cells
language: es
stimuli:
  letter: {{title: Una carta, text: {WORDS}}}
items:
  - {{id: one, stem: Sobre la carta}}
  - {{id: two, stem: Sobre la carta también}}
"""
    + "".join(f"  - {{id: o{n}, stem: Explique {n}.}}\n" for n in range(4)),
    "test.es.yaml": "quiz: test\ntitle: Prueba\nlanguage: es\n",
}
ROWS = 9


def written(folder: Path, *options: str) -> dict[str, Path]:
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "cells.yaml").write_text(BANK, encoding="utf-8")
    (folder / "quizzes" / "test.yaml").write_text(QUIZ, encoding="utf-8")
    for name, text in SPANISH.items() if "--bilingual" in options else ():
        (folder / "quizzes" / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder / "quizzes"), "--jobs", "1", *options])
    assert result.exit_code == 0, result.stderr
    return {path.name: path for path in (folder / "output").glob("*.pdf")}


def built(folder: Path, rows: range, *more: str) -> dict[str, Path]:
    """Copies for people with these ids."""
    folder.mkdir()
    roster = folder / "class.csv"
    roster.write_text("name,id\n" + "".join(f"Ada,{row}\n" for row in rows), encoding="utf-8")
    return written(folder, "--roster", str(roster), "--name-by", "id", *more)


def pages_of(path: Path) -> tuple[int, list[tuple[int, int]]]:
    """The page of the text, and which pages name which page."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage() for page in pdf]
        [text] = [number for number, page in enumerate(pages, start=1) if page.search("about this text.").get_next()]
        return text, [(number, page) for number, each in enumerate(pages, start=1) if (page := _named(each))]


def _named(page: pypdfium2.PdfTextPage) -> int:
    """The page that a page names behind `see page`, where it says that; 0 where it does not."""
    found = page.search("A letter: see page").get_next()
    if found is None:
        return 0
    _, bottom, right, top = page.get_charbox(found[0] + found[1] - 1)
    return int(page.get_text_bounded(right, bottom - 1, right + 3 * (top - bottom), top + 1).strip())


@pytest.mark.parametrize("more", [(), ("--size", "giant"), ("--bilingual", "es"), ("--columns", "2")])
def test_pages_name_the_page_of_the_text_in_each_copy(tmp_path, monkeypatch, more):
    flowed, times = laying_out._flowed, []
    monkeypatch.setattr(laying_out, "_flowed", lambda *given: times.append(given) or flowed(*given))
    copies = built(tmp_path / "all", range(ROWS), *more)
    # Once for a copy that nobody gets, and once for each other.
    assert len(times) == 1 + ROWS
    told = [pages_of(path) for path in copies.values()]
    assert len({text for text, _ in told}) > 1 and any(named for _, named in told)
    assert all(page == text <= number for text, named in told for number, page in named)


@pytest.mark.parametrize("people", [True, False])
def test_a_line_that_would_be_higher_has_the_document_laid_out_anew(tmp_path, monkeypatch, people):
    def made(folder: Path) -> dict[str, bytes]:
        files = built(folder, range(ROWS)) if people else written(folder, "--forms", "4")
        return {name: path.read_bytes() for name, path in files.items()}

    set_again = made(tmp_path / "again")
    flowed, times = laying_out._flowed, []
    monkeypatch.setattr(laying_out, "_flowed", lambda *given: times.append(given) or flowed(*given))
    monkeypatch.setattr(Reminder, "is_as_high", lambda self: False)
    assert made(tmp_path / "anew") == set_again
    assert len(times) > len(set_again) + 1


@pytest.mark.parametrize("more", [(), ("--size", "giant"), ("--bilingual", "es"), ("--columns", "2")])
def test_copies_are_alone_what_they_are_among_others(tmp_path, more):
    copies = built(tmp_path / "all", range(ROWS), *more)
    for row in range(ROWS):
        [(name, path)] = built(tmp_path / f"{row}", range(row, row + 1), *more).items()
        assert path.read_bytes() == copies[name].read_bytes(), name
