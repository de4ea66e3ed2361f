"""What handouts have beside their text: read in its order, conforming, to be filled in, and in Word."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import docx
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from docx.oxml.ns import qn
from PIL import Image

from guidegen.audit import audit
from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.editions import sources_of
from guidegen.document import elements as doc
from guidegen.document.arrangement import NO_ARRANGEMENT
from guidegen.document.dump import pieces
from guidegen.document.elements import Labels
from guidegen.inline import Text
from guidegen.model.guide import CERTAINTIES, MARKS
from guidegen.reading import read_project
from guidegen.render.pdf.draft_mark import mark_grey
from guidegen.render.pdf.fragments import Fragments
from guidegen.render.pdf.layout import Frame, Layout
from guidegen.render.pdf.marks import lay_marked
from guidegen.theme import contrast, known_themes, load_theme
from tests.conftest import CLAIMS
from tests.conftest import build_texts as build_plain
from tests.handout_examples import FILES, with_picture
from tests.pdf_reading import leaves, read, words
from tests.placed_pieces import pieces_on, with_stacks

DPI = 150
PRINTS = [
    {},
    {"size": "large", "theme": "plain"},
    {"size": "giant", "page": "a4"},
    {"page": "a5", "theme": "classroom"},
    {"standard": "ua-2", "page": "legal"},
]


def build_texts(folder, files, **choices):
    """The project built, with the picture that its guide names."""
    return build_plain(with_picture(folder), files, **choices)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The handout in several prints, and to be filled in: the folder and the standard that it claims."""
    made = []
    for index, choices in enumerate([*PRINTS, {"fillable": True}, {"fillable": True, "size": "giant"}]):
        output, problems = build_texts(tmp_path_factory.mktemp(f"p{index}"), FILES, **choices)
        assert not problems
        made += [(path, choices) for path in output.glob("*.pdf")]
    return made


def test_every_print_conforms(verapdf, outputs):
    claims = {}
    for path, choices in outputs:
        accessible, archival = CLAIMS[choices.get("standard", "ua-1")]
        claims[path] = (accessible,) if choices.get("fillable") else (accessible, archival)
    assert not verapdf(claims, claims)


def test_the_audit_finds_nothing(outputs):
    for path, choices in outputs:
        assert audit(path).findings == (), choices


@pytest.mark.parametrize("choices", PRINTS, ids=str)
def test_it_is_read_in_the_order_of_the_document(tmp_path, choices):
    output, _ = build_texts(tmp_path, FILES, **choices)
    project, _, _ = read_project(tmp_path)
    [source] = sources_of(project)
    for made in compile_source(source, project, Choices(**choices)).made:
        pages = made.laid.anchors
        document = with_stacks(made.laid.document) if choices.get("size") == "giant" else made.laid.document
        said = pieces(document, lambda slot, pages=pages: str(pages[slot.anchor]))
        expected = [words(piece.text) for piece in said]
        found = [words(text) for text in leaves(read(output / made.output.file_name()).tree)]
        assert found == expected


def test_how_to_read_a_figure_stands_before_it_on_its_page(outputs):
    for path, _ in outputs:
        texts = [words(text) for text in leaves(read(path).tree)]
        assert texts[texts.index("Break the pill where the line is.") + 1] == "Half a pill"
        assert texts[texts.index("Each icon is a person.") + 1] == "Who felt better"
        pages = pages_of(path)
        assert any("Break the pill" in page and "Half a pill" in page for page in pages)


def test_marks_are_read_as_their_words_and_name_their_headers(outputs):
    for path, choices in outputs:
        tables = read(path).tree.find("Table")
        table = next(each for each in tables if each.text().strip().endswith("None"))
        cells = [words(" ".join(leaves(cell))) for cell in table.find("TD")]
        assert cells == [
            *("Yes", "Not known"),
            *("Partly Only at first.1", "No"),
            "No",
            *("High", "Moderate Two trials."),
            *("Low", "Very low"),
            *("1, 2", "None"),
        ]
        assert all(cell.headers for cell in table.find("TD"))
        # In giant print the features stand across, above the subjects.
        scope = "Column" if choices.get("size") == "giant" else "Row"
        rows = [words(cell.text()) for cell in table.find("TH") if cell.scope == scope]
        names = ["Once a day", "With food", "For children", "Certainty of the evidence", "And for children?", "Sources"]
        assert [row for row in rows if row in names] == names


def test_each_mark_has_a_shape_of_its_own():
    theme = load_theme("plain")
    layout = Layout(Fragments(theme, 1.0, Labels("", "", "", ""), "en"), NO_ARRANGEMENT, 700.0, {})
    drawings = set()
    for mark in (*MARKS, *CERTAINTIES):
        laid = lay_marked(layout, doc.Marked(mark, (Text(mark),)), Frame(0.0, 200.0))
        [sign] = [each for unit in laid.units for each in unit.placed if each.artifact]
        # In the plain theme all is black and white: what differs is the shape.
        drawings.add(sign.fragment.lines[0].marks[0].operators)
    assert len(drawings) == len(MARKS) + len(CERTAINTIES)


def test_word_has_marks_as_characters(tmp_path):
    output, _ = build_texts(tmp_path, FILES, format="docx")
    found = lines_of(output / "medicine.docx")
    signs = ["✔\u00a0Yes", "✘\u00a0No", "◐\u00a0Partly", "?\u00a0Not known"]
    assert {*signs, "●●●●High", "●●●○Moderate", "●○○○Very low"} <= set(found)


def codes_in(path) -> list[tuple[int, str, str, float, float]]:
    """The codes that a phone would read from a black-and-white print: page, kind, text, side in mm, border in mm."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, start=1):
            picture = page.render(scale=DPI / 72).to_pil().convert("L")
            for code in zxingcpp.read_barcodes(picture):
                at = code.position
                side = (at.top_right.x - at.top_left.x) / DPI * 25.4
                border = min(_border(picture, at.top_left.x, at.top_left.y), picture.width)
                found.append((number, str(code.format), code.text, side, border / DPI * 25.4))
    return found


def _border(picture, x, y) -> int:
    """How many light pixels there are to the left of a code."""
    return next((step for step in range(2, x) if picture.getpixel((x - step, y + 4)) < 250), x)


@pytest.mark.parametrize("choices", PRINTS, ids=str)
def test_codes_are_read_back_from_the_page(tmp_path, choices):
    output, problems = build_texts(tmp_path, FILES, **choices)
    assert not problems
    [path] = output.glob("*.pdf")
    found = codes_in(path)
    version_code = json.loads((output / "manifest.json").read_text())["files"][0]["version_code"]
    assert [text for _, _, text, _, _ in found] == [
        "https://example.org/a-page/about/this-medicine",
        f"https://clinic.example/medicine?v=3&c={version_code}&l=en",
    ]
    for _, kind, _, side, border in found:
        assert "QR" in kind and "Micro" not in kind
        assert side >= 19.5
        assert border >= 4 * 0.5 - 0.2


def test_a_code_is_a_figure_that_says_where_it_leads_beside_a_link(outputs):
    for path, _ in outputs:
        tree = read(path).tree
        alts = [node.alt for node in tree.find("Figure") if node.alt.startswith("Code to scan")]
        assert alts[0] == "Code to scan, which leads to https://example.org/a-page/about/this-medicine"
        with pikepdf.open(path) as pdf:
            links = {
                str(each.A.URI)
                for page in pdf.pages
                for each in page.get("/Annots", [])
                if each.Subtype == "/Link" and "/URI" in each.A
            }
        assert {alt.removeprefix("Code to scan, which leads to ") for alt in alts} <= links


def test_word_has_the_codes_as_pictures(tmp_path):
    output, _ = build_texts(tmp_path, FILES, format="docx")
    with zipfile.ZipFile(output / "medicine.docx") as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
        heads = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
    texts = {code.text for data in pictures for code in zxingcpp.read_barcodes(Image.open(BytesIO(data)))}
    assert "https://example.org/a-page/about/this-medicine" in texts
    assert len(texts) == 2
    body = docx.Document(output / "medicine.docx").element.body
    paragraphs = list(body.iter(qn("w:p")))
    coded = [index for index, each in enumerate(paragraphs) if each.find(f".//{qn('w:drawing')}") is not None]
    # A code stays with the words that say where it leads.
    kept = [paragraphs[index - 1].find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for index in coded[1:]]
    assert kept[-2:] == [True, True]
    assert sum('string="DRAFT"' in head for head in heads) == 2
    assert lines_of(output / "medicine.docx")[0] == "Draft"


def watermarks(path) -> list[int]:
    """How often each page has something marked as a watermark, before everything else that it draws."""
    found = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            marks = [operands for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"]
            subtypes = [str(mark[1].get("/Subtype", "")) for mark in marks]
            assert "/Watermark" not in subtypes[1:]
            found.append(subtypes.count("/Watermark"))
    return found


def test_a_draft_says_so_on_every_page_and_in_words_before_all_else(outputs):
    for path, _ in outputs:
        reading = read(path)
        assert watermarks(path) == [1] * reading.pages
        assert leaves(reading.tree)[0] == "Draft"
        assert all("DRAFT" in "".join(drawn) and "Draft ·" in "".join(drawn) for drawn in reading.artifacts)


def test_what_is_approved_has_the_code_of_its_draft_and_no_mark(tmp_path):
    guide = FILES["content/medicine.yaml"]
    codes = []
    for status in ("status: draft", "status: approved"):
        output, _ = build_texts(tmp_path, {"content/medicine.yaml": guide.replace("status: draft", status)})
        codes.append(json.loads((output / "manifest.json").read_text())["files"][0]["version_code"])
    assert codes[0] == codes[1]
    assert set(watermarks(output / "medicine.pdf")) == {0}
    assert leaves(read(output / "medicine.pdf").tree)[0] == "Your new medicine"


def test_the_settings_mark_what_nobody_reviewed(tmp_path):
    guide = FILES["content/medicine.yaml"].replace("status: draft\n", "")
    pending = guide.replace("{name: A. Example, credentials: RN}", "pending")
    marks = {}
    for name, text in {
        "reviewed": guide,
        "pending": pending,
        "missing": guide.replace("reviewer:", "# reviewer:"),
    }.items():
        folder = tmp_path / name
        build_texts(folder, {"content/medicine.yaml": text, "guidegen.yaml": "draft-until-reviewed: true\n"})
        marks[name] = watermarks(folder / "output" / "medicine.pdf")[0]
    assert marks == {"reviewed": 0, "pending": 1, "missing": 1}


@pytest.mark.parametrize(("theme", "filled", "turned"), [("clinic", False, "315"), ("plain", True, "270")])
def test_the_mark_in_word_is_that_of_the_theme(tmp_path, theme, filled, turned):
    output, _ = build_texts(tmp_path, {**FILES, "guidegen.yaml": f"theme: {theme}\n"}, format="docx")
    with zipfile.ZipFile(output / "medicine.docx") as file:
        heads = [file.read(name).decode() for name in file.namelist() if name.startswith("word/header")]
    marks = [head for head in heads if 'string="DRAFT"' in head]
    assert len(marks) == 2
    for mark in marks:
        assert f"rotation:{turned};" in mark
        assert ('fillcolor="#000000"' in mark and 'stroked="f"' in mark) == filled


@pytest.mark.parametrize("name", known_themes())
@pytest.mark.parametrize("paper", [{}, {"page": "a4", "size": "large"}, {"page": "a5", "size": "giant"}], ids=str)
def test_a_mark_that_fills_its_letters_stands_beside_the_text(tmp_path, name, paper):
    made = compiled(tmp_path, f"theme: {name}\nmargins: mirrored\nbinding: 8 mm\n", **paper)
    places = []
    for page, area in zip(made.layered.pages, made.layered.areas, strict=True):
        [mark] = [each for each in pieces_on(page) if each.artifact == "Watermark"]
        [line] = mark.fragment.lines
        operators = line.marks[0].operators
        places.append(area.start + mark.x)
        if load_theme(name).parts["draft"] == "across":
            assert " 1 Tr " in operators and places[-1] == pytest.approx(area.width / 2)
            continue
        assert "0 0 0 rg" in operators and " 0 Tr " in operators and "RG" not in operators
        inside = area.width - area.start - load_theme(name).page.end
        assert mark.x < 0 if len(places) % 2 == 0 else mark.x > inside
    assert len(places) > 1
    if load_theme(name).parts["draft"] == "margin":
        assert places[0] == pytest.approx(made.layered.areas[0].width - places[1])


def compiled(root, settings, guide=FILES["content/medicine.yaml"], **choices):
    """The guide, laid out."""
    for path, text in {"content/medicine.yaml": guide, "guidegen.yaml": settings}.items():
        (with_picture(root) / path).write_text(text, encoding="utf-8")
    project, problems, _ = read_project(root)
    assert not problems
    [made, *_] = compile_source(next(iter(project.guides.values())), project, Choices(**choices)).made
    return made.laid


def test_plain_drafts_are_black_on_white_alone(tmp_path):
    settings = {"guidegen.yaml": "theme: plain\n"}
    output, _ = build_texts(tmp_path, {"content/medicine.yaml": FILES["content/medicine.yaml"], **settings})
    with pikepdf.open(output / "medicine.pdf") as pdf:
        drawn = [each for page in pdf.pages for each in pikepdf.parse_content_stream(page)]
    colours = {tuple(map(float, operands)) for operands, operator in drawn if str(operator) in ("rg", "RG", "g", "G")}
    assert colours <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


@pytest.mark.parametrize("theme", ["clinic", "plain"])
@pytest.mark.parametrize("language", ["ar", "he", "ur", "ru", "vi", "pl"])
def test_the_mark_has_the_letters_of_its_language(tmp_path, language, theme):
    guide = FILES["content/medicine.yaml"].replace("guide: medicine\n", f"guide: medicine\nlanguage: {language}\n")
    assert f"language: {language}" in guide
    made = compiled(tmp_path, f"theme: {theme}\n", guide)
    [mark, *_] = [each for each in pieces_on(made.layered.pages[0]) if each.artifact == "Watermark"]
    operators = mark.fragment.lines[0].marks[0].operators
    assert "<0000" not in operators
    # Joined letters are drawn as outlines, in the same manner as others are shown.
    filled = theme == "plain"
    assert (" 1 Tr " in operators or " S Q" in operators) != filled
    assert (" 0 Tr " in operators or " f Q" in operators) == filled


@pytest.mark.parametrize("name", known_themes())
def test_text_keeps_its_contrast_on_the_mark(name):
    theme = load_theme(name)
    inks = [theme.colours[ink] for ink in ("ink", "soft", "primary", "warning")]
    assert min(contrast(ink, mark_grey(inks)) for ink in inks) >= 4.5


def test_changes_are_told_from_the_newest_on(tmp_path):
    output, _ = build_texts(tmp_path, FILES)
    texts = [words(text) for text in leaves(read(output / "medicine.pdf").tree)]
    at = texts.index("What changed since version 2")
    assert texts[at + 1 : at + 5] == [
        "Call us before you stop.1",
        "You can sign a copy.",
        "What changed since version 1: The dose is new.",
        "What is new in version 1: First version.",
    ]


def test_one_guide_can_have_no_code_though_the_project_asks_for_them(tmp_path):
    guide = FILES["content/medicine.yaml"]
    line = next(line for line in guide.splitlines() if line.startswith("current-at"))
    settings = {"guidegen.yaml": "current-at: https://clinic.example/{name}\n"}
    own = build_texts(tmp_path / "own", {"content/medicine.yaml": guide.replace(line, ""), **settings})[0]
    none = build_texts(
        tmp_path / "none", {"content/medicine.yaml": guide.replace(line, "current-at: none"), **settings}
    )[0]
    assert [text for _, _, text, _, _ in codes_in(own / "medicine.pdf")][1:] == ["https://clinic.example/medicine"]
    assert len(codes_in(none / "medicine.pdf")) == 1


def fields(path) -> dict[str, str]:
    with pikepdf.open(path) as pdf:
        return {str(each.T): str(each.TU) for each in pdf.Root.AcroForm.Fields}


def test_every_place_to_write_is_one_field_that_says_what_belongs_there(outputs):
    path = next(path for path, _ in outputs if path.name == "medicine-fillable.pdf")
    assert list(fields(path).values()) == [
        "Bring this sheet to your visit on",
        "at",
        "with your",
        "I have a scale at home.",
        "I have a thermometer.",
        "Your dose",
        "Take it",
        "What it is for",
        "A label that is so long that it can stand beside no line, whatever the paper and the size of its print",
        "Notes: lines to write on",
        "My questions: lines to write on",
        *(f"Please sign: {label}" for label in ("Name", "Signature", "Date")),
        *(f"Copy received: {label}" for label in ("Name", "Signature", "Relationship", "Date")),
    ]


def test_fields_of_one_label_are_told_apart(tmp_path):
    guide = FILES["content/medicine.yaml"].replace("        title: My questions\n", "")
    output, problems = build_texts(tmp_path, {"content/medicine.yaml": guide}, fillable=True)
    assert not problems
    assert {"Notes: lines to write on", "Notes: lines to write on 2"} <= set(fields(output / "medicine-fillable.pdf"))


def pages_of(path) -> list[str]:
    """The text of each page as it is drawn."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.parametrize("lines", [4, 9, 12])
def test_an_acknowledgement_stays_on_one_page(tmp_path, lines):
    guide = FILES["content/medicine.yaml"].replace("notes: 4", f"notes: {lines}")
    output, _ = build_texts(tmp_path, {"content/medicine.yaml": guide}, size="large")
    [page] = [page for page in pages_of(output / "medicine-large.pdf") if "Please sign" in page]
    assert all(part in page for part in ("when to call.", "Name", "Signature", "Date"))


@pytest.mark.parametrize("settings", ["", "duplex: true\n"])
def test_what_is_torn_off_begins_a_page_or_a_sheet(tmp_path, settings):
    output, problems = build_texts(tmp_path, {**FILES, "guidegen.yaml": settings})
    assert not problems
    pages = pages_of(output / "medicine.pdf")
    [number] = [number for number, page in enumerate(pages, start=1) if "Copy received" in page]
    first = pages[number - 1].split("Copy received")[0]
    assert "Please sign" not in pages[number - 1] and "when to call." not in first
    if settings:
        assert number % 2


def lines_of(path) -> list[str]:
    """The paragraphs of a Word document; a line to write on is a tab."""
    body = docx.Document(path).element.body
    parts = {qn("w:t"): lambda each: each.text or "", qn("w:tab"): lambda _: "\t"}
    return [
        "".join(parts[each.tag](each) for run in paragraph.iter(qn("w:r")) for each in run.iter() if each.tag in parts)
        for paragraph in body.iter(qn("w:p"))
    ]


def test_word_has_every_line(tmp_path):
    output, problems = build_texts(tmp_path, FILES, format="docx")
    assert not problems
    found = lines_of(output / "medicine.docx")
    at = found.index("The clinic fills this in")
    assert found[at + 1 : at + 8] == [
        "Your dose: \t mg",
        "Take it: \t times a day, with food",
        "What it is for \t",
        "\t",
        "A label that is so long that it can stand beside no line, whatever the paper and the size of its print",
        "\t",
        "Notes",
    ]
    assert found[at + 8 : at + 12] == ["\t"] * 4
    assert [line for line in found if line.startswith(("Name", "Signature", "Relationship", "Date"))] == [
        *("Name \t", "Signature \t", "Date \t"),
        *("Name \t", "Signature \t", "Relationship: \t (if you sign for somebody)", "Date \t"),
    ]
