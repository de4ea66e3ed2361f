"""Word documents: the same words in the same order as the document, in real headings, lists and tables."""

from __future__ import annotations

import itertools
import re
import zipfile
from io import BytesIO

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn

from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.editions import sources_of
from guidegen.cli import main
from guidegen.document.dump import pieces
from guidegen.document.elements import Slot
from guidegen.mathematics.formula import parse
from guidegen.reading import read_project
from guidegen.render.docx.formulas import formula
from tests.conftest import build_texts
from tests.pdf_reading import words

BANK = """
bank: b
stimuli:
  s: A *short* text with $`x^2`$ and [a link](https://example.org).
items:
  - {id: secret-choice, stem: Which?, key: One, distractors: [Two, Three], rationale: So., stimulus: s}
  - {id: secret-several, stem: Which two?, key: [One, Two], distractors: [Three], points: 2}
  - {id: secret-table, stem: True?, statements: {It is so.: true, It is not.: false}}
  - {id: secret-match, stem: Match., pairs: [{premise: a, response: b}, {premise: c, response: d}]}
  - {id: secret-order, stem: Order., order: [first, second, third]}
  - {id: secret-short, stem: What?, answer: [this, that], lines: 2}
  - {id: secret-number, stem: How much?, answer: 12.5, unit: mg}
  - {id: secret-blanks, stem: "The [[heart]] pumps [[blood|~air]].", extra-words: [lung], word-bank: true}
  - {id: secret-essay, stem: Why?, box: 40 mm, rubric: {Says why: 2}}
"""
QUIZ = "quiz: q\ntitle: Unit test\nbank: b\nseed: 7\nshow-points: true\n"
FILES = {"quizzes/banks/b.yaml": BANK, "quizzes/q.yaml": QUIZ}


def built(folder, files=FILES, **choices):
    output, problems = build_texts(folder, files, format="docx", **choices)
    assert not problems
    return output


def lines_of(path):
    """The words of every paragraph, those in tables included, in the order of the file."""
    body = docx.Document(path).element.body
    return [_text(paragraph) for paragraph in body.iter(qn("w:p"))]


def _text(paragraph):
    parts = {qn("w:t"): lambda e: e.text or "", qn("w:tab"): lambda e: " ", qn("w:br"): lambda e: " "}
    return "".join(parts[each.tag](each) for each in paragraph.iter() if each.tag in parts)


def numbers_of(path):
    """The numbers that Word gives the paragraphs of lists: format, number, text."""
    document = docx.Document(path)
    lists = {each.get(qn("w:numId")): each for each in document.part.numbering_part.element.iter(qn("w:num"))}
    kinds = [
        [level.find(qn("w:numFmt")).get(qn("w:val")) for level in shape.iter(qn("w:lvl"))]
        for shape in document.part.numbering_part.element.iter(qn("w:abstractNum"))
    ]
    counts, found = {}, []
    for paragraph in document.element.body.iter(qn("w:p")):
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is None:
            continue
        id_, level = (number.find(qn(tag)).get(qn("w:val")) for tag in ("w:numId", "w:ilvl"))
        kind = kinds[int(lists[id_].find(qn("w:abstractNumId")).get(qn("w:val")))][int(level)]
        start = next((int(s.get(qn("w:val"))) for s in lists[id_].iter(qn("w:startOverride"))), 1)
        counts[id_] = counts.get(id_, start - 1) + 1
        found.append((kind, counts[id_], _text(paragraph).strip()))
    return found


@pytest.mark.parametrize("choices", [Choices(), Choices(key="end", size="large"), Choices(forms=2)], ids=str)
def test_word_says_what_the_document_says(example_project, tmp_path, choices):
    from dataclasses import replace

    project, _, _ = read_project(example_project)
    for source in sources_of(project):
        compiled = compile_source(source, project, replace(choices, format="docx"))
        assert not compiled.problems
        for made in compiled.made:
            path = tmp_path / made.output.file_name()
            path.write_bytes(made.data("guidegen"))
            found, at, missing = words(" ".join(lines_of(path))), 0, []
            document = made.laid.document
            said = list(pieces(document, lambda slot: "" if isinstance(slot, Slot) else "…"))
            drawn = _drawn(document)
            for piece in said:
                # Word counts lists itself; what has no letters is drawn, and formulas are formulas.
                if piece.role == "Lbl" or any(mark in piece.text for mark in drawn):
                    continue
                if re.fullmatch(r"[\d.]+ points?", piece.text):
                    # They stand at the end of the stem, before the hint.
                    assert words(piece.text) in found
                    continue
                place = found.find(words(piece.text), at)
                if place < 0:
                    missing.append(piece.text)
                else:
                    at = place + len(words(piece.text))
            assert missing == []


def _drawn(document):
    """What stands for things without letters."""
    labels = document.template.labels
    blank = labels.numbered_blank.split("{")[0]
    return (
        labels.blank,
        blank,
        "Box for",
        "circle to mark",
        "line to write on",
        "lines to write on",
        "or your answer",
        "Line for",
    )


def test_same_document_same_bytes(tmp_path):
    first = built(tmp_path / "one")
    second = built(tmp_path / "two")
    for name in ("q.docx", "q-key.docx"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_items_and_options_are_numbered_by_word(tmp_path):
    output = built(tmp_path)
    numbers = numbers_of(output / "q.docx")
    items = [number for kind, number, _ in numbers if kind == "decimal"]
    assert items == list(range(1, 10))
    letters = [number for kind, number, _ in numbers if kind == "upperLetter"]
    # Each list of options begins with A.
    assert [a for a, b in itertools.pairwise([*letters, 1]) if b != a + 1][-1] == letters[-1]
    assert letters.count(1) == 5


def test_numbers_of_a_teachers_copy_begin_anew_with_each_form(tmp_path):
    output = built(tmp_path, forms=2, key="inline")
    items = [number for kind, number, _ in numbers_of(output / "q-key.docx") if kind == "decimal"]
    assert items == [*range(1, 10), *range(1, 10)]


def test_nothing_tells_the_bank_or_the_key(tmp_path):
    output = built(tmp_path)
    with zipfile.ZipFile(output / "q.docx") as archive:
        for name in archive.namelist():
            assert b"secret" not in archive.read(name)
            assert archive.getinfo(name).date_time == (1980, 1, 1, 0, 0, 0)
    text = " ".join(lines_of(output / "q.docx"))
    assert "So." not in text
    assert "✓" not in text


def test_teachers_copy_ticks_the_right_options(tmp_path):
    output = built(tmp_path, key="inline")
    ticked = [text for kind, _, text in numbers_of(output / "q-key.docx") if kind == "upperLetter" and "✓" in text]
    assert sorted(ticked) == ["✓ One", "✓ One", "✓ Two", "✓ blood"]
    text = " ".join(lines_of(output / "q-key.docx"))
    assert text.count("●") == 2
    entries = [text for kind, _, text in numbers_of(output / "q-key.docx") if "first" in text and kind == "upperLetter"]
    assert entries == ["1  first"]
    runs = [run for p in docx.Document(output / "q-key.docx").paragraphs for run in p.runs if run.text == "first"]
    assert runs[0].bold is None
    assert "12.5\u00a0mg" in text


def test_headings_tables_and_pictures_say_what_they_are(example_project):
    report_folder = example_project / "word"
    result = CliRunner().invoke(
        main, ["build", str(example_project), "--format", "docx", "-o", str(report_folder), "--today", "2026-12-01"]
    )
    assert result.exit_code == 0, result.output
    handout = docx.Document(report_folder / "mitosis-vs-meiosis.docx")
    headings = [p.text for p in handout.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == "Mitosis or meiosis?"
    assert handout.core_properties.title == "Mitosis or meiosis?"
    assert handout.core_properties.language == "en"
    assert handout.core_properties.author == ""
    headed = [t for t in handout.tables if t.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert [cell.text for cell in headed[0].rows[0].cells] == ["Feature", "Mitosis", "Meiosis"]
    quiz = docx.Document(report_folder / "cell-division-quiz.docx")
    described = [each.get("descr") for each in quiz.element.body.iter(qn("wp:docPr"))]
    assert described
    assert all(described)
    bookmarks = {each.get(qn("w:name")) for each in handout.element.body.iter(qn("w:bookmarkStart"))}
    linked = {each.get(qn("w:anchor")) for each in handout.element.body.iter(qn("w:hyperlink"))} - {None}
    assert linked
    assert linked <= bookmarks


def test_key_for_word_names_no_pages(example_project, tmp_path):
    project, _, _ = read_project(example_project)
    (source,) = [each for each in sources_of(project) if each.name == "mitosis-vs-meiosis"]
    *_, key = compile_source(source, project, Choices(format="docx")).made
    path = tmp_path / "key.docx"
    path.write_bytes(key.data("guidegen"))
    assert any("See “" in line for line in lines_of(path))
    assert not re.search(r"See “[^”]*”, page", " ".join(lines_of(path)))


def test_answers_begin_on_the_front_of_a_sheet(tmp_path):
    files = {**FILES, "guidegen.yaml": "duplex: true\n"}
    output = built(tmp_path, files, forms=2, key="inline")
    sections = docx.Document(output / "q-key.docx").sections
    assert [section.start_type.name for section in sections] == ["NEW_PAGE", "ODD_PAGE"]
    assert [section.different_first_page_header_footer for section in sections] == [True, False]
    assert sections[1].footer.paragraphs[0].text.startswith("Key to 2 forms")


def test_pdf_and_word_stay_beside_each_other_while_they_say_the_same(tmp_path):
    folder, problems = build_texts(tmp_path, FILES)
    assert not problems
    built(tmp_path)
    assert {path.name for path in folder.iterdir()} == {"q.pdf", "q-key.pdf", "q.docx", "q-key.docx", "manifest.json"}
    built(tmp_path, {**FILES, "quizzes/banks/b.yaml": BANK.replace("rationale: So.", "rationale: Because.")})
    # The quiz says what it said; its key does not.
    assert {path.name for path in folder.iterdir()} == {"q.pdf", "q.docx", "q-key.docx", "manifest.json"}
    built(tmp_path, {**FILES, "quizzes/q.yaml": QUIZ.replace("7", "8")})
    assert {path.name for path in folder.iterdir()} == {"q.docx", "q-key.docx", "manifest.json"}


def test_what_is_about_pdfs_is_refused(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for option in (["--fillable"], ["--standard", "ua-2"]):
        result = CliRunner().invoke(main, ["build", str(tmp_path), "--format", "docx", *option])
        assert result.exit_code == 2
        assert "about PDFs" in result.output
        assert not (tmp_path / "output").exists()


def test_a_copy_for_each_person(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "class.csv").write_text("name\nAda\nBo\n", encoding="utf-8")
    arguments = ["build", str(tmp_path / "quizzes/q.yaml"), "--format", "docx", "--roster", str(tmp_path / "class.csv")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    output = tmp_path / "output"
    assert {path.suffix for path in output.iterdir()} == {".docx", ".json"}
    assert "Ada" in " ".join(lines_of(output / "q-0001.docx"))
    assert "Ada" not in " ".join(lines_of(output / "q-key.docx"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\frac{a}{b}", "f(num(a),den(b))"),
        (r"\binom{n}{k}", "d(e(f(num(n),den(k))))"),
        (r"\sqrt[3]{x}", "rad(deg(3),e(x))"),
        (r"\sum_{i=1}^{n} i^2 = 3", "nary(sub(i,=,1),sup(n),e(sSup(e(i),sup(2)))),=,3"),
        (r"\left(x\right)^2", "sSup(e(d(e(x))),sup(2))"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "d(e(m(mr(e(1),e(2)),mr(e(3),e(4)))))"),
        (r"\begin{cases}1\\2\end{cases}", "d(e(m(mr(e(1)),mr(e(2)))))"),
        (r"\hat{x}+\overline{AB}", "acc(e(x)),+,bar(e(A,B))"),
        (r"x_1^2", "sSubSup(e(x),sub(1),sup(2))"),
        (r"5\,\mathrm{mg}", "5,\u2009,mg"),
    ],
)
def test_formulas_are_office_math(source, expected):
    def shown(node):
        name = node.tag.partition("}")[2]
        if name == "r":
            return node.find(qn("m:t")).text
        inside = [shown(child) for child in node if not child.tag.endswith("Pr")]
        return f"{name}({','.join(inside)})"

    found = ",".join(shown(child) for child in formula(parse(source).root))
    assert found == expected


def test_pictures_are_upright_and_numbered(tmp_path):
    from PIL import Image as Pillow

    from guidegen.document.elements import Place
    from guidegen.model.image import Image
    from guidegen.render.docx.pictures import picture_file

    data, exif = BytesIO(), Pillow.Exif()
    exif[0x0112] = 6
    Pillow.new("RGB", (40, 20), (0, 128, 0)).save(data, "JPEG", exif=exif)
    image = Image("a.jpg", 20, 40, "", data.getvalue())
    with Pillow.open(BytesIO(picture_file(image, ()))) as upright:
        assert upright.size == (20, 40)
    place = Place((0.5, 0.5), (0.1, 0.1), "1: the middle.", "Box for 1")
    with Pillow.open(BytesIO(picture_file(image, (place,)))) as numbered:
        assert numbered.size == (600, 1200)
        # The white disc of the number, at its place.
        assert (255, 255, 255) in {color for _, color in numbered.crop((30, 90, 90, 150)).getcolors(9999)}


def test_a_picture_to_label_names_each_place_once(tmp_path):
    from PIL import Image as Pillow

    (tmp_path / "quizzes/banks").mkdir(parents=True)
    Pillow.new("RGB", (40, 20), (0, 128, 0)).save(tmp_path / "quizzes/banks/eye.png")
    item = (
        "bank: b\nitems:\n  - {id: eye, stem: Label., figure: eye.png, alt: An eye., markers: "
        "[{at: 50% 50%, label: Pupil, alt: the dark hole}, {at: 62% 50%, label: Iris, alt: the ring}]}\n"
    )
    document = docx.Document(built(tmp_path, {**FILES, "quizzes/banks/b.yaml": item}) / "q.docx")
    [said] = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert said == "An eye. 1: the dark hole. 2: the ring."


def test_nothing_touches_the_last_line_to_write_on(tmp_path):
    """What follows may be a box, which has no room above it."""
    guide = """guide: g
title: Notes
version: 1
main-message: Write it down.
sections:
  - title: One
    body:
      - notes: 2
      - callout: In a box.
      - fill-in: [{label: Questions, lines: 2}]
      - callout: In a box.
      - fill-in: [Question]
      - callout: In a box.
"""
    document = docx.Document(built(tmp_path, {"content/g.yaml": guide}) / "g.docx")
    body = list(document.element.body)
    before = [body[index - 1] for index, each in enumerate(body) if each.tag == qn("w:tbl")]
    lines = [each for each in before if "underscore" in {tab.get(qn("w:leader")) for tab in each.iter(qn("w:tab"))}]
    assert len(lines) == 3
    assert all(int(each.find(f".//{qn('w:spacing')}").get(qn("w:after"))) >= 200 for each in lines)


def test_lines_to_answer_on_stay_with_their_question(tmp_path):
    """But more lines than a page should keep together may go on over it."""
    files = {**FILES, "quizzes/banks/b.yaml": "bank: b\nitems:\n  - {id: a, stem: Why?, lines: %d}\n"}
    kept = {}
    for count in (3, 40):
        text = files["quizzes/banks/b.yaml"] % count
        folder = tmp_path / str(count)
        folder.mkdir()
        document = docx.Document(built(folder, {**files, "quizzes/banks/b.yaml": text}) / "q.docx")
        ruled = [
            each for each in document.element.body.iter(qn("w:p")) if each.find(f".//{qn('w:between')}") is not None
        ]
        kept[count] = [each.find(f".//{qn('w:keepNext')}") is not None for each in ruled]
    assert kept[3] == [True, True, False]
    assert kept[40] == [True, True] + [False] * 38


def test_long_words_and_long_footers_have_room_in_large_print(example_project, tmp_path):
    project, _, _ = read_project(example_project)
    guide = next(source for source in sources_of(project) if source.name == "mitosis-vs-meiosis")
    for size, parted in (("regular", False), ("large", True)):
        made = compile_source(guide, project, Choices(format="docx", size=size)).made[0]
        path = tmp_path / f"{size}.docx"
        path.write_bytes(made.data("guidegen"))
        document = docx.Document(path)
        table = next(t for t in document.tables if "Feature" in t.cell(0, 0).text)
        points = 11 * (1 if size == "regular" else 1.2)
        assert table.cell(0, 0).width.pt > 0.5 * points * len("Chromosomes")
        breaks = list(document.sections[0].footer.part.element.iter(qn("w:br")))
        assert bool(breaks) == parted


def test_a_number_of_points_stays_with_its_word(tmp_path):
    lines = lines_of(built(tmp_path) / "q.docx")
    assert any(line.endswith("2\u00a0points") for line in lines)
    assert not any("2 points" in line for line in lines if line.startswith("Which"))


@pytest.mark.parametrize("size", ["regular", "giant"])
def test_codes_and_answers_have_room_in_their_cells(tmp_path, size):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "class.csv").write_text("name\n" + "Ada\n" * 9, encoding="utf-8")
    arguments = ["build", str(tmp_path / "quizzes/q.yaml"), "--format", "docx", "--size", size]
    result = CliRunner().invoke(main, [*arguments, "--roster", str(tmp_path / "class.csv")])
    assert result.exit_code == 0, result.output
    (key,) = (tmp_path / "output").glob("q-key*.docx")
    cells = [cell for table in docx.Document(key).tables for row in table.rows for cell in row.cells]
    codes = [cell for cell in cells if re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}  \d", cell.text)]
    assert len(codes) == 9
    letter = 0.6 * (22 if size == "giant" else 11)
    assert all(cell.width.pt - 10 > len(cell.text) * letter for cell in codes)
