"""Files that can be filled in: a field for each answer, named and told apart, in its place in the reading order."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter

import pikepdf
import pytest
from click.testing import CliRunner

from guidegen.audit import audit
from guidegen.cli import main
from guidegen.document import elements as doc
from guidegen.inline import plain_text
from guidegen.reading.items.record import KINDS
from guidegen.render.pdf import blocks
from guidegen.render.pdf.layouts import LAYOUTS
from tests.conftest import build_texts
from tests.item_examples import examples, write_every_kind
from tests.pdf_reading import read, words

BANK = """bank: bank
items:
  - stem: Which organ makes bile?
    options:
      - {text: The liver, key: true}
      - {text: The heart}
  - stem: Which are fruits?
    kind: multiple-response
    options:
      - {text: Apple, key: true}
      - {text: Pear, key: true}
      - {text: Carrot}
  - stem: Judge them.
    kind: statements
    statements:
      - {text: Mitosis makes two cells., key: true}
      - {text: Meiosis makes one., key: false}
  - stem: Match them.
    kind: matching
    pairs:
      - {premise: Heart, response: Pumps}
      - {premise: Lung, response: Breathes}
  - stem: Put in order.
    kind: ordering
    order: [first thing, second thing, third thing]
  - stem: Name the molecule.
    answer: ATP
  - stem: How much?
    answer: 12
    unit: mg
    space: 2 lines
  - stem: Explain it.
    kind: essay
    space: 6 lines
  - stem: In [[anaphase]] the chromatids part. There are [[46|~23|~92]].
    points: 2
"""
QUIZ = "quiz: test\ntitle: Test\nbank: bank\nshuffle-items: false\nshuffle-options: false\n"
FILES = {"quizzes/bank.yaml": BANK, "quizzes/test.yaml": QUIZ}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fillable")
    built, problems = build_texts(folder, FILES, fillable=True)
    assert not problems
    return built


@pytest.fixture
def form(output):
    with pikepdf.open(output / "test-fillable.pdf") as pdf:
        yield pdf


def widgets(pdf):
    return [each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == "/Widget"]


def fields(pdf) -> dict[str, pikepdf.Object]:
    return {str(each.T): each for each in pdf.Root.AcroForm.Fields}


def test_every_answer_has_a_field_named_by_what_is_printed(form):
    assert list(fields(form)) == [
        *("Name", "Class", "Date", "Score (of 10)"),
        "question-1",
        *("question-2-A", "question-2-B", "question-2-C"),
        *("question-3-A", "question-3-B"),
        *("question-4-1", "question-4-2"),
        *("question-5-A", "question-5-B", "question-5-C"),
        "question-6",
        *("question-7-work", "question-7"),
        "question-8",
        *("question-9-blank-1", "question-9-blank-2"),
    ]


def test_fields_are_of_the_kind_that_the_answer_asks_for(form):
    found = {name: (str(each.FT), int(each.get("/Ff", 0))) for name, each in fields(form).items()}
    radio, drop_down, multiline = 1 << 15, 1 << 17, 1 << 12
    assert found["question-1"] == found["question-3-A"] == ("/Btn", radio)
    assert found["question-2-A"] == ("/Btn", 0)
    assert found["question-4-1"] == found["question-5-A"] == found["question-9-blank-2"] == ("/Ch", drop_down)
    assert found["question-6"] == found["question-7"] == found["question-9-blank-1"] == found["Name"] == ("/Tx", 0)
    assert found["question-8"] == found["question-7-work"] == ("/Tx", multiline)


def test_each_place_says_in_words_what_it_asks(form):
    said = [str(each.Contents) for each in widgets(form)]
    assert said == [str(each.TU) for each in widgets(form)]
    assert len(set(said)) == len(said)
    assert "Name" in said
    assert re.search(r"Question 1, [AB]: The liver\|", "|".join(said))
    assert re.search(r"Question 3, [AB]: Meiosis makes one.: False\|", "|".join(said))
    assert "Question 4, letter of the response to: Heart" in said
    assert "Question 7: Line for a number, mg" in said
    assert said[-2:] == ["Question 9, blank 1", "Question 9, blank 2"]
    assert str(fields(form)["question-1"].TU) == "Question 1"


def test_nothing_is_chosen_or_written_beforehand(form):
    for each in [*widgets(form), *fields(form).values()]:
        assert not {"/V", "/DV"} & set(each.keys())
        assert str(each.get("/AS", "/Off")) == "/Off"


def test_values_are_printed_letters_and_labels(form):
    groups = {name: each for name, each in fields(form).items() if "/Kids" in each}
    values = {name: sorted(str(key) for kid in each.Kids for key in kid.AP.N) for name, each in groups.items()}
    assert values["question-1"] == ["/A", "/B", "/Off", "/Off"]
    assert values["question-3-A"] == ["/False", "/Off", "/Off", "/True"]
    chosen = [[str(part) for part in pair] for pair in fields(form)["question-9-blank-2"].Opt]
    assert [pair[0] for pair in chosen] == ["", "A", "B", "C"]
    assert sorted(pair[1][3:] for pair in chosen[1:]) == ["23", "46", "92"]


def test_each_place_stands_alone_in_a_form_element(form):
    numbers = form.Root.StructTreeRoot.ParentTree.Nums
    tree = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for widget in widgets(form):
        element = tree[int(widget.StructParent)]
        assert str(element.S) == "/Form"
        [reference] = element.K
        assert reference.Obj.objgen == widget.objgen
    assert all(str(page.Tabs) == "/S" for page in form.pages)


def test_fields_are_read_where_they_stand(output):
    text = words(read(output / "test-fillable.pdf").tree.text())
    assert "Name Name Class Class" in text
    assert re.search(r"A Question 1, A: (The \w+) \1", text)
    assert "In Blank 1 Question 9, blank 1 the chromatids part. There are Blank 2 Question 9, blank 2 ." in text
    assert re.search(r"Explain it\.1 point Question 8: ", text)


def test_what_is_typed_has_a_font_in_the_file(form):
    fonts = form.Root.AcroForm.DR.Font
    assert "/NeedAppearances" not in form.Root.AcroForm
    for widget in widgets(form):
        assert "/N" in widget.AP
        if "/DA" in widget:
            font = fonts[str(widget.DA).split()[0]]
            assert str(font.Encoding) == "/WinAnsiEncoding"
            assert "/FontFile2" in font.FontDescriptor
            assert float(font.Widths[ord("é") - 32]) > 0


def test_it_can_be_filled_in(form, tmp_path):
    found = fields(form)
    found["question-6"].V = pikepdf.String("ATP")
    found["question-1"].V = pikepdf.Name.B
    for kid in found["question-1"].Kids:
        kid.AS = pikepdf.Name.B if "/B" in kid.AP.N else pikepdf.Name.Off
    form.save(tmp_path / "filled.pdf")
    with pikepdf.open(tmp_path / "filled.pdf") as filled:
        again = fields(filled)
        assert str(again["question-6"].V) == "ATP"
        assert sorted(str(kid.AS) for kid in again["question-1"].Kids) == ["/B", "/Off"]
        # What is shown when it is chosen is drawn: a filled circle and its letter.
        chosen = next(kid for kid in again["question-1"].Kids if str(kid.AS) == "/B")
        operators = {str(operator) for _, operator in pikepdf.parse_content_stream(chosen.AP.N["/B"])}
        assert {"B", "TJ"} <= operators or {"f", "TJ"} <= operators


def test_nothing_tells_which_option_is_right(tmp_path):
    other = BANK.replace("{text: The liver, key: true}", "{text: The liver}")
    other = other.replace("{text: The heart}", "{text: The heart, key: true}")
    other = other.replace("cells., key: true", "cells., key: false").replace("{text: Pear, key: true}", "{text: Pear}")
    other = other.replace("[[46|~23|~92]]", "[[~46|23|~92]]").replace("answer: ATP", "answer: DNA")
    assert other != BANK
    one, _ = build_texts(tmp_path / "one", FILES, fillable=True)
    two, _ = build_texts(tmp_path / "two", {**FILES, "quizzes/bank.yaml": other}, fillable=True)
    assert (one / "test-fillable.pdf").read_bytes() == (two / "test-fillable.pdf").read_bytes()
    assert (one / "test-key.pdf").read_bytes() != (two / "test-key.pdf").read_bytes()


def test_keys_and_teachers_copies_never_have_fields(tmp_path, output):
    plain, _ = build_texts(tmp_path, FILES)
    assert (plain / "test-key.pdf").read_bytes() == (output / "test-key.pdf").read_bytes()
    inline, _ = build_texts(tmp_path, FILES, key="inline", fillable=True)
    with pikepdf.open(inline / "test-key.pdf") as copy:
        assert "/AcroForm" not in copy.Root
        assert not widgets(copy)


def test_the_claim_of_pdf_a_is_dropped(output):
    report = audit(output / "test-fillable.pdf")
    assert report.findings == ()
    assert report.facts.claims == ("PDF/UA-1",)


@pytest.mark.parametrize("choices", [{}, {"size": "giant", "standard": "ua-2"}, {"forms": 2, "size": "large"}])
def test_every_kind_of_item_has_fields(tmp_path, choices):
    write_every_kind(tmp_path)
    output, problems = build_texts(tmp_path, {}, fillable=True, **choices)
    assert not problems
    for path in output.glob("*-fillable.pdf"):
        assert audit(path).findings == ()
        with pikepdf.open(path) as pdf:
            numbers = {int(name.split("-")[1]) for name in fields(pdf) if name.startswith("question-")}
            count = len(read(path).tree.find("Form"))
            assert count == len(widgets(pdf))
        items = sum(text.count("- stem:") for text in examples().values())
        assert numbers == set(range(1, items + 1))
    assert set(examples()) == set(KINDS)


def test_fields_stand_on_the_page_and_apart(tmp_path):
    write_every_kind(tmp_path)
    output, _ = build_texts(tmp_path, {}, fillable=True, size="large")
    with pikepdf.open(output / "every-kind-large-fillable.pdf") as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(side) for side in page.MediaBox)
            areas = [[float(side) for side in each.Rect] for each in page.get("/Annots", [])]
            for left, bottom, right, top in areas:
                assert 0 <= left < right <= width
                assert 0 <= bottom < top <= height
                assert min(right - left, top - bottom) >= 12
            for one, other in itertools.combinations(areas, 2):
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (one, other)


def test_a_handout_with_a_quiz_inside_has_fields(example_project, tmp_path):
    from guidegen.batch.build import build
    from guidegen.batch.choices import Choices
    from tests.conftest import TODAY

    report = build(example_project, tmp_path, Choices(fillable=True), today=TODAY, producer="guidegen")
    assert not report.diagnostics
    names = {path.name for path in tmp_path.glob("*.pdf")}
    assert "mitosis-vs-meiosis-fillable.pdf" in names
    with pikepdf.open(tmp_path / "mitosis-vs-meiosis-fillable.pdf") as pdf:
        assert "question-1" in fields(pdf)


# Files


def test_it_stands_beside_the_printed_file_of_the_same_form(tmp_path):
    build_texts(tmp_path, FILES)
    output, _ = build_texts(tmp_path, {}, fillable=True)
    assert {path.name for path in output.glob("*.pdf")} == {"test.pdf", "test-fillable.pdf", "test-key.pdf"}
    entries = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {entry["file"]: entry["fillable"] for entry in entries} == {
        "test-fillable.pdf": True,
        "test-key.pdf": False,
        "test.pdf": False,
    }


def test_a_file_of_another_form_does_not_stay_beside_a_key_that_is_not_its_own(tmp_path):
    build_texts(tmp_path, {**FILES, "quizzes/test.yaml": "quiz: test\ntitle: Test\nbank: bank\n"})
    output, _ = build_texts(tmp_path, {}, fillable=True, seed=77)
    assert {path.name for path in output.glob("*.pdf")} == {"test-fillable.pdf", "test-key.pdf"}


def test_a_guide_without_a_quiz_has_nothing_to_fill_in(tmp_path):
    guide = (
        "guide: plain\ntitle: Plain\nmain-message: Words.\nversion: 1\nsections:\n  - title: A\n    body: [Words.]\n"
    )
    output, _ = build_texts(tmp_path, {"content/plain.yaml": guide}, fillable=True)
    assert [path.name for path in output.glob("*.pdf")] == ["plain.pdf"]
    assert audit(output / "plain.pdf").facts.claims == ("PDF/UA-1", "PDF/A-2a")


def test_the_command_says_what_the_file_does_not_claim(tmp_path, monkeypatch):
    build_texts(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", "--fillable"])
    assert result.exit_code == 0
    assert "test-fillable.pdf" in result.stdout
    assert "do not claim PDF/A" in result.stderr


def test_copies_of_a_roster_ask_for_what_is_not_known(tmp_path):
    from guidegen.batch.build import build
    from guidegen.batch.choices import Choices, CopiesWanted
    from tests.conftest import TODAY

    build_texts(tmp_path, FILES)
    roster = tmp_path / "class.csv"
    roster.write_text("name\nAda\n", encoding="utf-8")
    copies = CopiesWanted(roster=roster, spares=1)
    report = build(tmp_path, None, Choices(fillable=True), today=TODAY, producer="guidegen", copies=copies)
    assert not report.diagnostics
    assert report.fillable
    with pikepdf.open(tmp_path / "output" / "test-0001-fillable.pdf") as pdf:
        assert "Name" not in fields(pdf)
        assert {"Date", "question-1"} <= set(fields(pdf))
    with pikepdf.open(tmp_path / "output" / "test-spare-1-fillable.pdf") as pdf:
        assert "Name" in fields(pdf)
    assert audit(tmp_path / "output" / "test-0001-fillable.pdf").findings == ()


GUIDE = """\
guide: sleep
title: Sleep
main-message: Go to bed at the same time.
version: 1
sections:
  - title: Why
    body:
      - Sleep repairs the body, and everybody needs it.
      - "- One point.\n- Another point."
  - title: To do
    body:
      - checklist: [Go to bed., Get up.]
      - checklist: [Go to bed.]
  - title: After that
    body:
      - Write down how it went.
      - I went to bed at ____.
quiz: {bank: bank}
"""


def test_fillable_copies_take_what_has_no_field_from_earlier_ones(tmp_path, monkeypatch):
    def copies(folder, rows):
        (folder / "quizzes").mkdir(parents=True)
        (folder / "content").mkdir()
        (folder / "quizzes" / "bank.yaml").write_text(BANK)
        (folder / "content" / "sleep.yaml").write_text(GUIDE)
        (folder / "class.csv").write_text("name,id\n" + "".join(f"Ada,{row}\n" for row in rows))
        arguments = ["build", str(folder / "content"), "--roster", str(folder / "class.csv"), "--name-by", "id"]
        result = CliRunner().invoke(main, [*arguments, "--fillable", "--jobs", "1"])
        assert result.exit_code == 0, result.stderr
        return {path.name: path.read_bytes() for path in (folder / "output").glob("sleep-*-fillable.pdf")}

    lay, laid = blocks.lay_paragraph, Counter()
    monkeypatch.setitem(LAYOUTS, doc.Paragraph, lambda *given: laid.update([plain_text(given[1].line)]) or lay(*given))
    among_others = copies(tmp_path / "all", range(8))
    assert len(among_others) == 8
    # For nobody, for the first, and for the second, which is kept.
    assert laid["Sleep repairs the body, and everybody needs it."] <= 3
    assert laid["I went to bed at ____."] >= 8
    for row in (0, 5):
        [(name, alone)] = copies(tmp_path / f"{row}", [row]).items()
        assert among_others[name] == alone


def test_a_label_that_is_called_off_can_be_chosen(tmp_path):
    bank = """bank: bank
items:
  - stem: Judge the switch.
    kind: statements
    labels: ["On", "Off"]
    statements:
      - {text: The lamp is lit., key: true}
      - {text: The lamp is dark., key: false}
"""
    output, problems = build_texts(tmp_path, {"quizzes/bank.yaml": bank, "quizzes/test.yaml": QUIZ}, fillable=True)
    assert not problems
    with pikepdf.open(output / "test-fillable.pdf") as pdf:
        states = {
            str(state)
            for each in widgets(pdf)
            if each.get("/FT", each.get("/Parent", each).get("/FT")) == "/Btn"
            for state in each.AP.N
        }
    assert states == {"/On", "/Off.", "/Off"}
