"""The lint is proven on files broken on purpose: each break is found, as what it is, and nothing else is found."""

from __future__ import annotations

import io

import pikepdf
import pytest

from guidegen.audit import AREAS, FAULTS, audit, finished, tree
from guidegen.audit.checks import CHECKS
from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from tests.audit.breaking import BREAKS, broken, elements, put, saved
from tests.conftest import TODAY, build_texts
from tests.pseudo_translation import translate
from tests.test_docs import write

CASES = [(code, function) for code, functions in BREAKS.items() for function in functions]
#: Faults of the file itself; they have tests of their own.
OF_THE_FILE = {"A001", "A002", "A003", "A004"}


def test_the_good_file_has_no_findings(good):
    report = audit(good)
    assert report.findings == ()
    assert report.passed == tuple(AREAS)
    assert report.facts.claims == ("PDF/UA-1", "PDF/A-2a")


@pytest.mark.parametrize(("code", "function"), CASES, ids=[f"{code}-{f.__name__}" for code, f in CASES])
def test_each_break_is_found_and_nothing_else(good, code, function):
    report = audit(broken(good, function))
    assert set(report.counts) == {code}, report.findings
    assert FAULTS[code].area not in report.passed
    assert all(finding.message.endswith(".") and finding.message[0].isupper() for finding in report.findings)


def test_every_fault_is_proven():
    assert set(BREAKS) | OF_THE_FILE == set(FAULTS)


def test_the_table_is_in_order():
    assert list(FAULTS) == sorted(FAULTS)
    assert set(CHECKS) | {"File"} == set(AREAS)
    assert list(CHECKS) == list(AREAS)[1:]
    for fault in FAULTS.values():
        assert fault.area in AREAS
        assert fault.summary.endswith(".") and fault.remedy.endswith("."), fault.code
    assert len({fault.name for fault in FAULTS.values()}) == len(FAULTS)


def test_findings_tell_page_and_element(good):
    [finding] = audit(broken(good, BREAKS["A502"][0])).findings
    assert (finding.page, finding.path) == (2, "Document > Sect 2 > Figure")
    [finding] = audit(broken(good, BREAKS["A104"][1])).findings
    assert (finding.page, finding.path) == (1, "Document > Div > P 1")


def test_findings_of_a_kind_are_told_so_far_and_counted(good):
    def many_empty(pdf):
        for _ in range(40):
            put(pdf, {"S": pikepdf.Name.P}, elements(pdf, "Sect")[0])

    report = audit(broken(good, many_empty))
    assert report.counts == {"A501": 40}
    assert len(report.findings) == 25


# The file


@pytest.mark.parametrize("data", [b"", b"nonsense", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\ntrailer<</Root 1 0 R>>"])
def test_no_pdf(data):
    report = audit(data)
    assert set(report.counts) == {"A001"}
    assert report.checked == ("File",)


def test_locked_with_a_password(good):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))
    [finding] = audit(data).findings
    assert (finding.code, finding.message) == ("A001", "The file is locked with a password.")


def test_assistive_technology_locked_out(good):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        allow = pikepdf.Permissions(accessibility=False, extract=False)
        data = saved(
            pdf, encryption=pikepdf.Encryption(owner="o", user="", R=3, allow=allow, aes=False, metadata=False)
        )
    assert set(audit(data).counts) == {"A004"}


def test_repaired_on_opening(good):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert set(audit(data.replace(b"startxref\n", b"startxref\n9")).counts) == {"A003"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off_files_are_reported(good, share):
    assert audit(good[: int(len(good) * share)]).errors


def test_too_much_work(good, monkeypatch):
    monkeypatch.setattr(tree, "MOST_ELEMENTS", 3)
    report = audit(good)
    assert set(report.counts) == {"A002"}
    assert report.checked == ("File",)


def test_too_large_a_file(good, tmp_path, monkeypatch):
    from guidegen.audit import run

    monkeypatch.setattr(run, "LARGEST_FILE", 100)
    path = tmp_path / "large.pdf"
    path.write_bytes(good)
    assert set(audit(path).counts) == {"A002"}
    assert finished.LARGEST_FILE > 100


def test_roles_of_pdf_2_may_be_mapped_in_older_files(good):
    """Title, Em and Strong are standard in PDF 2.0 alone; before that a file must say what they stand for."""

    def titled(pdf):
        elements(pdf, "P")[0].S = pikepdf.Name.Title

    def mapped(pdf):
        titled(pdf)
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(Title=pikepdf.Name.P)

    assert set(audit(broken(good, titled)).counts) == {"A507"}
    assert not audit(broken(good, mapped)).counts


def test_the_circles_of_a_group_say_the_same_and_are_one_field(tmp_path):
    bank = "bank: b\nitems:\n  - {stem: Which?, key: This, distractors: [That]}\n  - {stem: Why?, answer: So}\n"
    files = {"quizzes/b.yaml": bank, "quizzes/q.yaml": "quiz: q\ntitle: Q\nbank: b\n"}
    build_texts(tmp_path, files)
    build(tmp_path, choices=Choices(fillable=True), today=TODAY, producer="test")
    assert not audit((tmp_path / "output" / "q-fillable.pdf").read_bytes()).counts


def test_a_reminder_above_a_header_row_that_is_drawn_again_hides_nothing(tmp_path):
    rows = "".join(f"      Statement {n} of a long table: true\n" for n in range(3))
    item = f"  - stem: Are these true of it?\n    stimulus: text\n    statements:\n{rows}"
    stimulus = "  text:\n    title: The water\n    text: A text.\n"
    write(tmp_path, "quizzes/bank.yaml", f"bank: bank\nstimuli:\n{stimulus}items:\n{item}")
    write(tmp_path, "quizzes/quiz.yaml", "quiz: quiz\ntitle: A test of breathing at the end of the year\nbank: bank\n")
    write(tmp_path, "guidegen.yaml", "organisation:\n  name: The School Clinic of the Old Town\n")
    translate(tmp_path, "bank")
    translate(tmp_path, "quiz")
    choices = Choices(size="giant", bilingual="es", page="a4")
    assert not build(tmp_path, choices=choices, today=TODAY, producer="guidegen").failures
    quiz = (tmp_path / "output" / "quiz.en-es-giant.pdf").read_bytes()
    assert "A402" not in {finding.code for finding in audit(quiz).findings}
