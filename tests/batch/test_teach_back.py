"""The teach-back page: a file of its own for the clinician, from the same bank, in words without blame."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from PIL import Image

from guidegen.audit import audit
from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.editions import sources_of
from guidegen.cli import main
from guidegen.diagnostics import has_errors
from guidegen.document import elements as doc
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
        "Name the molecule.": ["A good answer says:", "ATP"],
    }.items():
        at = texts.index(question)
        assert texts[at + 1 : at + 1 + len(answer)] == answer
    assert "Heart → Pumps Lung → Breathes" in texts
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


ABOUT = """bank: b
guide: g
stimuli:
  leaflet: {title: The leaflet, text: Take two tablets each morning.}
  doses: {text: "| Day | Dose |\\n|---|---|\\n| Monday | 2 mg |"}
items:
  - {id: each, stem: How many tablets?, stimulus: leaflet, key: Two, distractors: [Three, Four]}
  - {id: most, stem: When are they taken?, stimulus: leaflet, answer: in the morning}
  - {id: dose, stem: How much on Monday?, stimulus: doses, kind: numerical, answer: 2, unit: mg}
  - id: parts
    stem: Label the parts.
    figure: inhaler.png
    alt: An inhaler.
    markers: [{at: 50% 45%, label: Can, alt: the body}, {at: 50% 85%, label: Mouthpiece, alt: the part below}]
  - {id: steps, stem: Put these steps in order., order: [Wet your hands, Take soap, Rinse]}
  - id: safe
    stem: What is safe?
    labels: [Safe, Not safe]
    statements: [{text: Walking, key: Safe}, {text: Smoking, key: Not safe}]
  - id: pairs
    stem: What does each do?
    pairs: [{premise: Heart, response: Pumps}, {premise: Lung, response: Breathes}]
  - {id: gap, stem: "Wash for [[twenty]] seconds with [[soap|~gel]]."}
  - {id: told, stem: Tell what bile does., kind: essay, rubric: {Names fat: 1}}
  - {id: whole, stem: Tell it all., kind: essay, sample-answer: "It helps.\\n\\nIt colours.", rubric: {Names colour: 1}}
  - {id: judge, stem: Bile is blue., key: false}
  - id: both
    stem: What is bile?
    shuffle: false
    options: [{text: Green}, {text: Bitter}, {text: Both A and B, key: true}]
"""
_ALL = "each, most, dose, parts, steps, safe, pairs, gap, told, whole, judge, both"


def about(asked: str) -> dict[str, str]:
    guide = GUIDE.replace("always: [choice]", f"items: [{_ALL}]").split("  items: [choice,")[0]
    return {"quizzes/b.yaml": ABOUT, "content/g.yaml": f"{guide}  teach-back: {asked}\n"}


@pytest.fixture
def picture(tmp_path):
    (tmp_path / "quizzes").mkdir()
    Image.new("RGB", (900, 600), "white").save(tmp_path / "quizzes" / "inhaler.png")


def test_what_a_question_needs_is_printed_with_it(tmp_path, picture, verapdf):
    output, problems = build_texts(tmp_path, about(f"[{_ALL}]"))
    assert not has_errors(problems)
    texts = said(output / "g-teach-back.pdf")

    def from_to(first: str, last: str) -> list[str]:
        start = texts.index(first)
        return [text for text in texts[start + 1 : texts.index(last, start)] if text != "•"]

    assert from_to("Questions 1 and 2 are about this text.", "1") == [
        "The leaflet",
        "Take two tablets each morning.",
    ]
    assert from_to("Question 3 is about this table.", "3") == ["Day", "Dose", "Monday", "2 mg"]
    good = "A good answer says:"
    assert set(from_to("Put these steps in order.", good)) == {"Wet your hands", "Take soap", "Rinse"}
    assert set(from_to("What is safe?", good)) == {"Safe / Not safe", "Walking", "Smoking"}
    assert {"Heart", "Lung", "Pumps", "Breathes"} < set(from_to("What does each do?", good))
    assert from_to("What is bile?", good) == ["A Green", "B Bitter", "C Both A and B"]
    # Other options stay away: the answer is free.
    assert from_to("How many tablets?", good) == []
    start = texts.index("Tell what bile does.")
    assert texts[start + 1 : start + 3] == [good, "Rubric"]
    assert "Names fat" in texts
    assert {"Sample answer: It helps.", "It colours.", "Names colour"} < set(texts)
    report = audit(output / "g-teach-back.pdf")
    assert report.findings == ()
    assert not verapdf([output / "g-teach-back.pdf"])


def test_the_picture_to_label_has_its_numbers(tmp_path, picture):
    build_texts(tmp_path, about("true"))
    project, _, _ = read_project(tmp_path)
    [source] = sources_of(project)
    made = {each.kind: each for each in compile_source(source, project, Choices()).made}
    entries = [
        entry
        for block in made["teach-back"].laid.document.template.blocks
        if isinstance(block, doc.KeyList)
        for entry in block.entries
    ]
    [figure] = [block for entry in entries for block in entry.blocks if isinstance(block, doc.Figure)]
    assert len(figure.places) == 2
    assert "the part below" in figure.alt


def test_a_stimulus_is_printed_once_and_named_later(tmp_path, picture):
    output, _ = build_texts(tmp_path, about("[each, judge, most, dose, gap]"))
    texts = said(output / "g-teach-back.pdf")
    assert texts.count("Take two tablets each morning.") == 1
    assert texts.index("Question 1 is about this text.") < texts.index("How many tablets?")
    assert texts[texts.index("When are they taken?") - 1] == "About “The leaflet”"


def test_answers_to_the_authors_words_make_sense(tmp_path, picture):
    asked = "{judge: What colour is bile?, gap: How do you wash?, parts: What is what?, each: How many?}"
    output, _ = build_texts(tmp_path, about(asked))
    texts = said(output / "g-teach-back.pdf")
    at = texts.index("What colour is bile?")
    assert texts[at + 1 : at + 4] == ["A good answer says:", "Bile is blue.", "False"]
    at = texts.index("How do you wash?")
    assert texts[at + 1] == "A good answer says:"
    assert texts[at + 2].startswith("Wash for")
    assert "Take two tablets each morning." in texts


TWO_LANGUAGES = {
    "content/g.yaml": """guide: g
title: Pumps
main-message: M.
version: 1
sections: [{title: What they are, id: a, body: Words.}]
quiz: {bank: b, teach-back: true}
""",
    "content/g.es.yaml": """guide: g
language: es
title: Bombas
main-message: M.
sections: [{title: Qué son, id: a, body: Palabras.}]
""",
    "quizzes/b.yaml": """bank: b
stimuli: {read: {title: A text, text: Ana saw pumps.}}
items:
  - {id: one, stem: Explain one., stimulus: read, answer: One.}
  - {id: two, stem: Explain two., stimulus: read, answer: Two.}
""",
    "quizzes/b.es.yaml": """bank: b
language: es
stimuli: {read: {title: Un texto, text: Ana vio bombas.}}
items:
  - {id: one, stem: Explique uno., answer: Uno.}
  - {id: two, stem: Explique dos., answer: Dos.}
""",
}


def test_both_languages_have_what_is_asked_about(tmp_path):
    output, problems = build_texts(tmp_path, TWO_LANGUAGES, bilingual="es")
    assert not has_errors(problems), problems
    assert "Ana saw pumps. Ana vio bombas." in said(output / "g-teach-back.en-es.pdf")


def test_word_has_what_is_asked_about(tmp_path):
    import docx

    output, _ = build_texts(tmp_path, TWO_LANGUAGES, format="docx")
    word = docx.Document(output / "g-teach-back.docx")
    assert "Questions 1 and 2 are about this text." in [paragraph.text for paragraph in word.paragraphs]
    assert any("Ana saw pumps." in table.cell(0, 0).text for table in word.tables)


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
