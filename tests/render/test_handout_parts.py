"""What handouts have beside their text: read in its order, conforming, to be filled in, and in Word."""

from __future__ import annotations

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from guidegen.audit import audit
from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source, sources_of
from guidegen.document.dump import pieces
from guidegen.reading import read_project
from tests.conftest import CLAIMS, build_texts
from tests.handout_examples import FILES
from tests.pdf_reading import leaves, read, words

PRINTS = [
    {},
    {"size": "large", "theme": "plain"},
    {"size": "giant", "page": "a4"},
    {"page": "a5", "theme": "classroom"},
    {"standard": "ua-2", "page": "legal"},
]


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
        said = pieces(made.laid.document, lambda slot, pages=pages: str(pages[slot.anchor]))
        expected = [words(piece.text) for piece in said]
        found = [words(text) for text in leaves(read(output / made.output.file_name()).tree)]
        assert found == expected


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
