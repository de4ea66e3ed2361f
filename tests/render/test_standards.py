"""What each standard changes in a file, read back."""

from __future__ import annotations

import re

import pikepdf
import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.model import project
from guidegen.render.pdf.standards import ONLY_IN_PDF_1, PDF_1_NAMESPACE, PDF_2_NAMESPACE, STANDARDS
from tests.conftest import TODAY, build_texts
from tests.pdf_reading import leaves, read

GUIDE = """guide: g
title: Links
main-message: M.
version: 1
sections:
  - title: A
    body: |
      Water is wet. [@wet] See `code`.

      > Said by somebody.
sources:
  wet: A book on water, 2020
"""


@pytest.fixture(scope="module")
def second(example_project, tmp_path_factory):
    """The example project as PDF/UA-2 with PDF/A-4."""
    folder = tmp_path_factory.mktemp("ua-2")
    report = build(example_project, folder, Choices(standard="ua-2"), today=TODAY, producer="guidegen")
    assert not report.diagnostics
    return folder


def test_the_names_are_those_of_the_table():
    assert tuple(STANDARDS) == project.STANDARDS


def test_the_standard_changes_nothing_that_is_read_or_seen(examples, second):
    for path in sorted(second.glob("*.pdf")):
        assert leaves(read(path).tree) == leaves(read(examples / path.name).tree)
        with pikepdf.open(path) as new, pikepdf.open(examples / path.name) as old:
            for one, other in zip(new.pages, old.pages, strict=True):
                assert [s.read_bytes() for s in one.Contents] == [s.read_bytes() for s in other.Contents]


def claims(pdf: pikepdf.Pdf) -> dict[str, str]:
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    return dict(re.findall(r"<(pdf(?:ua|a)id:\w+)>(\w+)</", text))


def test_ua_1(examples):
    for path in examples.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert pdf.pdf_version == "1.7"
            assert claims(pdf) == {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
            assert "/Info" in pdf.trailer
            assert "/Namespaces" not in pdf.Root.StructTreeRoot


def test_ua_2(second):
    for path in second.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert path.read_bytes().startswith(b"%PDF-2.0\n")
            assert claims(pdf) == {
                "pdfuaid:part": "2",
                "pdfuaid:rev": "2024",
                "pdfaid:part": "4",
                "pdfaid:rev": "2020",
            }
            assert "/Info" not in pdf.trailer


def elements(element):
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from elements(kid)


def test_ua_2_names_namespaces_and_leads_to_elements(tmp_path):
    output, problems = build_texts(tmp_path, {"content/g.yaml": GUIDE}, standard="ua-2")
    assert not problems
    with pikepdf.open(output / "g.pdf") as pdf:
        [document] = pdf.Root.StructTreeRoot.K
        found = list(elements(document))
        assert {str(e.S)[1:] for e in found} >= ONLY_IN_PDF_1
        for element in found:
            expected = PDF_1_NAMESPACE if str(element.S)[1:] in ONLY_IN_PDF_1 else PDF_2_NAMESPACE
            assert str(element.NS.NS) == expected
        [source] = [a for page in pdf.pages for a in page.get("/Annots", []) if a.A.S == "/GoTo"]
        assert source.A.SD[0].S == "/LI"
        bookmark = pdf.Root.Outlines.First
        assert bookmark.A.SD[0].S == "/H1"
        assert bookmark.A.D[0].objgen == pdf.pages[0].objgen


def test_the_settings_choose_too(tmp_path):
    files = {"content/g.yaml": GUIDE, "guidegen.yaml": "standard: ua-2\n"}
    output, _ = build_texts(tmp_path, files)
    assert (output / "g.pdf").read_bytes().startswith(b"%PDF-2.0")
    assert '"standard": "ua-2"' in (output / "manifest.json").read_text()
    build_texts(tmp_path, files, standard="ua-1")
    assert (output / "g.pdf").read_bytes().startswith(b"%PDF-1.7")
