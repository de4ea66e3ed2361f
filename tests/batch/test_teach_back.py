"""The teach-back page: a file of its own for the clinician, from the same bank, in words without blame."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guidegen.audit import audit
from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.editions import sources_of
from guidegen.cli import main
from guidegen.document.dump import pieces
from guidegen.locale import known_languages, words_for
from guidegen.reading import read_project
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words

BANK = """bank: b
guide: g
items:
  - id: choice
    stem: Which organ makes bile?
    key: The liver
    distractors: [The heart, The lung]
    section: a
    rationale: Bile comes from the liver. [@s]
  - {id: judge, stem: Bile is blue., key: false, rationale: It is yellow or green.}
  - {id: bare, stem: Bile is green., key: true}
  - {id: match, stem: Match., pairs: [{premise: Heart, response: Pumps}, {premise: Lung, response: Breathes}]}
  - {id: written, stem: Name the molecule., answer: ATP}
  - {id: told, stem: Tell what bile does., kind: essay, sample-answer: It helps to digest fat.}
  - id: sums
    stem: "How much is {{n}} halves?"
    kind: numerical
    variables: {n: {from: 2, to: 9}}
    answer: "{{n / 2}}"
"""
GUIDE = """guide: g
title: Bile
main-message: M.
version: 1
readers: students
sources:
  s: A book.
sections:
  - {title: What it is, id: a, body: "Words. [@s]"}
quiz:
  bank: b
  always: [choice]
  items: [choice, judge, bare, match, written, told]
"""
FILES = {"quizzes/b.yaml": BANK, "content/g.yaml": GUIDE.replace("  always: [choice]\n", "")}
NAMED = (
    FILES["content/g.yaml"]
    + """  teach-back:
    written: What gives cells their energy?
    judge: What colour is bile, and why does it matter?
    sums:
"""
)


def said(path) -> list[str]:
    return [words(text) for text in leaves(read(path).tree)]


def test_it_is_a_file_of_its_own_that_asks_all_that_is_drawn(tmp_path):
    output, problems = build_texts(tmp_path, FILES, teach_back=True)
    assert not problems
    assert {path.name for path in output.glob("*.pdf")} == {"g.pdf", "g-key.pdf", "g-teach-back.pdf"}
    texts = said(output / "g-teach-back.pdf")
    assert texts[0] == "Teach-back: Bile"
    for question, answer in {
        "Which organ makes bile?": ["A good answer says:", "The liver", "Bile comes from the liver.1"],
        "Bile is blue.": ["A good answer says:", "False", "It is yellow or green."],
        "Bile is green.": ["A good answer says:", "True"],
        "Match.": ["A good answer says:", "Heart → Pumps Lung → Breathes"],
        "Name the molecule.": ["A good answer says:", "ATP"],
    }.items():
        at = texts.index(question)
        assert texts[at + 1 : at + 1 + len(answer)] == answer
    assert texts[texts.index("Bile is blue.") - 1] == "Ask what the person would say about this:"
    assert any("It helps to digest fat." in text for text in texts)
    assert texts.count("Explained clearly") == texts.count("Explain again") == 6
    assert "See “What it is”, page 1." in texts
    assert audit(output / "g-teach-back.pdf").findings == ()


def test_the_author_names_what_is_asked_and_how(tmp_path):
    output, problems = build_texts(tmp_path, {**FILES, "content/g.yaml": NAMED})
    assert not problems
    texts = said(output / "g-teach-back.pdf")
    at = texts.index("What gives cells their energy?")
    assert texts[at + 1 : at + 3] == ["A good answer says:", "ATP"]
    at = texts.index("What colour is bile, and why does it matter?")
    # Whether the statement is true does not answer another question.
    assert texts[at + 1 : at + 3] == ["A good answer says:", "It is yellow or green."]
    # The values of the third are drawn in forms that have it.
    assert texts.count("Explained clearly") == 2


@pytest.mark.parametrize("choices", [{}, {"size": "giant", "page": "a4"}, {"size": "large", "theme": "plain"}], ids=str)
def test_it_is_read_in_the_order_of_the_document_and_conforms(tmp_path, verapdf, choices):
    output, _ = build_texts(tmp_path, FILES, teach_back=True, **choices)
    project, _, _ = read_project(tmp_path)
    [source] = sources_of(project)
    made = {each.kind: each for each in compile_source(source, project, Choices(teach_back=True, **choices)).made}
    pages = made["handout"].laid.anchors
    path = output / made["teach-back"].output.file_name()
    expected = [words(p.text) for p in pieces(made["teach-back"].laid.document, lambda slot: str(pages[slot.anchor]))]
    assert said(path) == expected
    assert not verapdf([path])


def test_that_of_a_draft_is_a_draft(tmp_path):
    guide = FILES["content/g.yaml"].replace("guide: g\n", "guide: g\nstatus: draft\n", 1)
    output, _ = build_texts(tmp_path, {**FILES, "content/g.yaml": guide}, teach_back=True)
    reading = read(output / "g-teach-back.pdf")
    assert leaves(reading.tree)[0] == "Draft"
    assert all("DRAFT" in "".join(drawn) for drawn in reading.artifacts)


def test_the_handout_is_the_same_with_and_without_it(tmp_path):
    with_page, _ = build_texts(tmp_path / "one", FILES, teach_back=True)
    without, _ = build_texts(tmp_path / "two", FILES)
    for name in ("g.pdf", "g-key.pdf"):
        assert (with_page / name).read_bytes() == (without / name).read_bytes()


def test_it_is_made_though_answers_are_printed_nowhere(tmp_path):
    output, _ = build_texts(tmp_path, FILES, teach_back=True, key="none")
    assert {path.name for path in output.glob("*.pdf")} == {"g.pdf", "g-teach-back.pdf"}
    assert "The liver" not in said(output / "g.pdf")[-1]


def test_it_goes_when_nobody_asks_for_it_and_stays_beside_other_formats(tmp_path):
    output, _ = build_texts(tmp_path, {**FILES, "content/g.yaml": NAMED})
    build_texts(tmp_path, {}, format="docx")
    build_texts(tmp_path, {}, fillable=True)
    names = {path.name for path in output.iterdir()}
    assert {"g-teach-back.pdf", "g-teach-back.docx", "g.pdf", "g.docx", "g-fillable.pdf"} <= names
    build_texts(tmp_path, FILES)
    assert not (output / "g-teach-back.pdf").exists()
    entries = json.loads((output / "manifest.json").read_text())["files"]
    assert "teach-back" not in {entry["kind"] for entry in entries if entry["format"] == "pdf"}


def test_it_is_made_again_when_an_item_that_is_not_drawn_changes(tmp_path):
    guide = NAMED.replace("written, told]", "told]")
    output, _ = build_texts(tmp_path, {**FILES, "content/g.yaml": guide})
    before = (output / "g-teach-back.pdf").read_bytes()
    build_texts(tmp_path, {"quizzes/b.yaml": BANK.replace("answer: ATP", "answer: Adenosine triphosphate")})
    assert (output / "g-teach-back.pdf").read_bytes() != before


def test_word_has_it(tmp_path):
    import docx

    output, _ = build_texts(tmp_path, FILES, teach_back=True, format="docx")
    lines = [paragraph.text for paragraph in docx.Document(output / "g-teach-back.docx").paragraphs]
    assert "Which organ makes bile?" in lines
    assert lines.count("☐\u00a0Explained clearly\u2003☐\u00a0Explain again") == 6


def test_copies_have_no_page_of_their_own(tmp_path, monkeypatch):
    build_texts(tmp_path, FILES)
    (tmp_path / "class.csv").write_text("name\nAda\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", "content/g.yaml", "--roster", "class.csv", "--teach-back"])
    assert result.exit_code == 2
    assert "without a roster" in result.stderr


@pytest.mark.parametrize("language", known_languages())
def test_the_page_blames_nobody(language):
    """Its words are about the explanation: they neither fail nor score anybody."""
    phrases = [text for key, text in words_for(language).phrases.items() if key.startswith("teach-")]
    assert len(phrases) >= 13
    blaming = ("fail", "wrong", "mistake", "incorrect", "did not understand", "score", "test ")
    if language == "en":
        assert not [text for text in phrases if any(word in text.lower() for word in blaming)]
