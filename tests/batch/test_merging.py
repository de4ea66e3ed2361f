"""Copies in files for a printer: in order, none parted, each as if it stood alone, and nobody's name on the outside."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from guidegen.audit.pairing import pair
from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.engines.local import Local
from guidegen.cli import main
from tests.batch.test_build import files
from tests.conftest import CLAIMS, TODAY
from tests.pdf_reading import Node, leaves, read, words

GUIDE = """guide: guide
title: Water
main-message: Drink.
version: 1
sections:
  - title: Air
    body: Somebody found this out [@book].
  - title: Water
    id: water
    body: |
      Table: Numbers

      | | one | two |
      |---|--:|---|
      | a | 1 | 2 |
sources:
  book:
    text: A book about water.
    url: https://example.org/water
"""
QUIZ = "quiz: test\ntitle: A test\nbank: bank\nitems: 3\n"
BANK = "bank: bank\nitems:\n" + "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}]\n"
    for n in range(6)
)
ROWS = [f"Canary {n},id{n}," for n in range(1, 10)]
ROSTER = "\n".join(["name,id,size", *ROWS, "Large One,id10,large", "Last,id11,"]) + "\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("quizzes", "content"):
        (tmp_path / name).mkdir()
    (tmp_path / "quizzes" / "bank.yaml").write_text(BANK)
    (tmp_path / "quizzes" / "test.yaml").write_text(QUIZ)
    (tmp_path / "content" / "guide.yaml").write_text(GUIDE)
    (tmp_path / "class.csv").write_text(ROSTER)
    return tmp_path


def run(folder: Path, merge: int = 0, *, what: str = "quizzes/test.yaml", output: str = "output", **options):
    known = {name: options.pop(name) for name in ("spares", "make_up", "two_sided") if name in options}
    jobs = options.pop("jobs", 1)
    wanted = CopiesWanted(folder / "class.csv", merge=merge, **known)
    return build(
        folder,
        folder / output,
        Choices(**options),
        only=frozenset([what]),
        today=TODAY,
        producer="guidegen",
        copies=wanted,
        engine=Local(jobs),
    )


def entries(folder: Path, output: str = "output") -> list[dict]:
    found = json.loads((folder / output / "manifest.json").read_text())["files"]
    return [entry for entry in found if "copy" in entry]


def names(folder: Path, output: str = "output") -> list[str]:
    return list(dict.fromkeys(entry["file"] for entry in entries(folder, output)))


def parts(path: Path) -> list[Node]:
    [document] = read(path).tree.kids
    assert document.role == "Document" and {part.role for part in document.kids} == {"Part"}
    return document.kids


@pytest.mark.parametrize("what", ["quizzes/test.yaml", "content/guide.yaml"])
def test_a_copy_says_in_a_file_of_many_what_it_says_alone(folder, what):
    run(folder, what=what, output="alone", spares=2)
    report = run(folder, 6, what=what, spares=2)
    assert not report.diagnostics and not report.failures
    alone, merged = entries(folder, "alone"), entries(folder)
    assert [entry["copy"] for entry in merged] == [entry["copy"] for entry in alone]
    said = [part for name in names(folder) for part in parts(folder / "output" / name)]
    for entry, single, part in zip(merged, alone, said, strict=True):
        [document] = read(folder / "alone" / single["file"]).tree.kids
        assert leaves(part) == leaves(document)
        assert [node.role for node in part.walk()][1:] == [node.role for node in document.walk()][1:]
        assert part.language == "en" and entry["pages"] == single["pages"]
        for name in ("quiz_code", "key", "kind", "size", "standard", "sources_sha256", "form", "version_code"):
            assert entry.get(name) == single.get(name)


@pytest.mark.parametrize("impose", [None, "2-up"])
def test_pages_look_in_a_file_of_many_as_they_do_alone(folder, impose):
    run(folder, output="alone", impose=impose)
    run(folder, 100, impose=impose)
    alone, merged = entries(folder, "alone"), entries(folder)
    together = pypdfium2.PdfDocument(folder / "output" / names(folder)[0])
    for single, entry in zip(alone, merged, strict=True):
        pages = pypdfium2.PdfDocument(folder / "alone" / single["file"])
        assert len(pages) == entry["pages"]
        for index, page in enumerate(pages):
            same = together[entry["first_page"] - 1 + index]
            assert page.render().to_pil().tobytes() == same.render().to_pil().tobytes()


def test_files_have_as_many_pages_as_asked_for_and_copies_begin_on_front_sides(folder):
    run(folder, 6, spares=1)
    assert names(folder)[0] == "test-copies-0001-0003.pdf" and names(folder)[-1].endswith("-spare-1.pdf")
    for name, found in itertools.groupby(entries(folder), key=lambda entry: entry["file"]):
        starts = [(entry["first_page"], entry["pages"]) for entry in found]
        with pikepdf.open(folder / "output" / name) as pdf:
            assert len(pdf.pages) <= 6 and len(pdf.pages) % 2 == 0
            labels = [page.label for page in pdf.pages]
            expected = []
            for first, pages in starts:
                assert first == len(expected) + 1 and first % 2 == 1
                expected += [str(number) for number in range(1, pages + 1)] + ["–"] * (pages % 2)
            assert labels == expected
            blank = [page for page in pdf.pages if page.label == "–"]
            assert blank and all("/Contents" not in page for page in blank)
            assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_paper_printed_on_one_side_needs_no_blank_pages(folder):
    run(folder, 6, two_sided=False)
    assert entries(folder)[1]["first_page"] == 2
    with pikepdf.open(folder / "output" / names(folder)[0]) as pdf:
        assert [page.label for page in pdf.pages] == ["1"] * 6
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


def test_the_outline_leads_to_each_person_and_below_to_what_their_copy_holds(folder):
    run(folder, 100, what="content/guide.yaml", spares=1)
    [name] = names(folder)
    with pikepdf.open(folder / "output" / name) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        assert [item.title for item in outline.root] == [
            *(f"{n} – Canary {n}" for n in range(1, 10)),
            "10 – Large One",
            "11 – Last",
            "Spare 1",
        ]
        for item, entry in zip(outline.root, entries(folder), strict=True):
            assert pages[item.action.D[0].objgen] == entry["first_page"]
            assert item.is_closed
            inner = list(item.children)
            while inner:
                below = inner.pop()
                page = pages[below.action.D[0].objgen]
                assert entry["first_page"] <= page < entry["first_page"] + entry["pages"]
                inner += below.children
            assert [child.title for child in item.children[0].children][:2] == ["Air", "Water"]


def test_links_stay_in_their_copy_and_cells_name_headers_of_their_own_table(folder):
    run(folder, 100, what="content/guide.yaml")
    path = folder / "output" / names(folder)[0]
    found = Counter(node.id for part in parts(path) for node in part.walk() if node.id)
    assert found and set(found.values()) == {1}
    for part in parts(path):
        own = {node.id for node in part.walk()}
        assert {name for node in part.walk() for name in node.headers} <= own
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for number, page in enumerate(pdf.pages, start=1):
            own = max(entry["first_page"] for entry in entries(folder) if entry["first_page"] <= number)
            for link in (each for each in page.get("/Annots", ()) if each.A.S == "/GoTo"):
                assert own <= pages[link.A.D[0].objgen] <= number
        assert {name for name in pdf.Root.StructTreeRoot.IDTree.Names if isinstance(name, pikepdf.String)} == {*found}


def test_what_all_copies_share_stands_in_the_file_once(folder):
    run(folder, 100, what="content/guide.yaml")
    with pikepdf.open(folder / "output" / names(folder)[0]) as pdf:
        fonts = [each.FontName for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        streams = Counter(part.objgen for page in pdf.pages for part in page.get("/Contents", ()))
    assert len({str(name).partition("+")[2] for name in fonts}) == len(fonts)
    # Ten copies in regular print have one first page but for the values.
    assert streams.most_common(1)[0][1] == 10


def test_names_stand_on_pages_and_in_the_outline_alone(folder):
    run(folder, 6)
    assert "Canary" not in (folder / "output" / "manifest.json").read_text()
    for name in names(folder):
        with pikepdf.open(folder / "output" / name) as pdf:
            assert pdf.docinfo.Title == "A test"
            assert b"Canary" not in pdf.Root.Metadata.read_bytes()
    assert not any("anary" in name for name in files(folder / "output"))


def test_the_bytes_depend_on_neither_processes_nor_earlier_runs(folder):
    first = run(folder, 6, spares=3)
    assert not first.diagnostics
    known = {path.name: path.read_bytes() for path in (folder / "output").iterdir()}
    run(folder, 6, spares=3, output="other", jobs=3)
    assert known == {path.name: path.read_bytes() for path in (folder / "other").iterdir()}
    run(folder, 6, spares=3, jobs=2)
    assert known == {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def test_a_file_has_one_colour_of_paper(folder):
    (folder / "class.csv").write_text("name,paper\nA,\nB,Yellow\nC,yellow\nD,\n")
    report = run(folder, 100)
    assert names(folder) == ["test-copies-0001.pdf", "test-copies-0002-0003.pdf", "test-copies-0004.pdf"]
    assert [(merged.copies, merged.colour) for merged in report.merged] == [(1, ""), (2, "yellow"), (1, "")]


def test_a_copy_that_is_longer_than_a_file_stands_alone_and_that_is_told(folder):
    (folder / "quizzes" / "test.yaml").write_text(QUIZ.replace("items: 3", "items: 6"))
    (folder / "class.csv").write_text("name,size\nA,giant\nB,\nC,\nD,giant\n")
    report = run(folder, 2, two_sided=False)
    long, short = (entries(folder)[n]["pages"] for n in (0, 1))
    assert long > 2 and short == 1
    assert names(folder) == ["test-copies-0001.pdf", "test-copies-0002-0003.pdf", "test-copies-0004.pdf"]
    [problem] = report.diagnostics
    assert problem.code == "C121" and problem.message == "2 copies are longer than the 2 pages of a file."


def test_single_copies_stay_beside_and_other_files_for_the_printer_do_not(folder):
    run(folder)
    alone = files(folder / "output")
    run(folder, 6)
    merged = files(folder / "output") - alone
    assert alone <= files(folder / "output") and merged
    run(folder, 100)
    assert files(folder / "output") == alone | {"test-copies-0001-0011.pdf"}
    # Another arrangement says something else, so that what said the same as before goes.
    run(folder, 100, seed=5)
    assert files(folder / "output") == {"test-copies-0001-0011.pdf", "test-key.pdf", "manifest.json"}
    run(folder, seed=5)
    assert files(folder / "output") == alone | {"test-copies-0001-0011.pdf"}


def test_copies_of_a_handout_without_quiz_replace_each_other(folder):
    run(folder, what="content/guide.yaml")
    (folder / "class.csv").write_text("name\nSomebody Else\n")
    run(folder, 6, what="content/guide.yaml")
    assert files(folder / "output") == {"guide-copies-0001.pdf", "manifest.json"}


def test_every_copy_has_its_key_also_where_a_roster_has_several(folder, monkeypatch):
    monkeypatch.setattr("guidegen.assembly.key_of_roster.MOST_LINES", 4)
    run(folder, 6)
    keys = [entry["key"] for entry in entries(folder)]
    assert keys == ["test-key.pdf"] * 4 + ["test-key-2.pdf"] * 4 + ["test-key-3.pdf"] * 3
    first, second = (folder / "output" / name for name in names(folder)[:2])
    assert pair(first, folder / "output" / "test-key.pdf").sentence.endswith(
        "answers all 3 quizzes of " + first.name + "."
    )
    verdict = pair(second, folder / "output" / "test-key.pdf")
    assert not verdict.together and "2 of the 3 quizzes" in verdict.sentence


def test_a_file_with_a_name_that_is_taken_is_told(folder):
    other = QUIZ.replace("quiz: test", "quiz: test-copies-0001-0011")
    (folder / "quizzes" / "test-copies-0001-0011.yaml").write_text(other)
    build(folder, only=frozenset(["quizzes/test-copies-0001-0011.yaml"]), today=TODAY, producer="guidegen")
    before = (folder / "output" / "test-copies-0001-0011.pdf").read_bytes()
    report = run(folder, 100)
    assert [problem.code for problem in report.diagnostics] == ["S228"]
    assert (folder / "output" / "test-copies-0001-0011.pdf").read_bytes() == before
    # The key would stand beside no copy.
    assert not (folder / "output" / "test-key.pdf").exists()


def test_rows_with_a_mistake_are_told_and_the_others_are_merged(folder):
    (folder / "class.csv").write_text("name,size\nA,\nB,huge\nC,\n")
    report = run(folder, 100)
    assert [(problem.code, problem.span.line) for problem in report.diagnostics] == [("C107", 3)]
    assert [entry["copy"] for entry in entries(folder)] == ["1", "3"]
    assert names(folder) == ["test-copies-0001-0003.pdf"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--merge", "10"], "say whose"),
        (["--merge", "10", "--roster", "class.csv", "--name-by", "id"], "use one of them"),
        (["--merge", "10", "--roster", "class.csv", "--fillable"], "use one of them"),
        (["--merge", "10", "--roster", "class.csv", "--format", "docx"], "leave it out with --format docx"),
        (["--sides", "one", "--roster", "class.csv"], "use it with --merge"),
        (["--merge", "0", "--roster", "class.csv"], "not in the range"),
    ],
)
def test_what_cannot_be_merged_is_refused(folder, monkeypatch, options, said):
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["build", "quizzes/test.yaml", *options])
    assert result.exit_code == 2 and said in words(result.output)
    assert not (folder / "output").exists()


def test_the_command_names_each_file_and_clean_removes_them(folder, monkeypatch):
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["build", "quizzes/test.yaml", "--roster", "class.csv", "--merge", "10"])
    assert result.exit_code == 0
    assert "output/test-copies-0001-0005.pdf  5 copies, 10 pages" in result.stdout
    cleaned = CliRunner().invoke(main, ["clean"])
    assert "removed 11 copies of a roster" in cleaned.stdout and not files(folder / "output")


def test_merged_files_conform(folder, verapdf):
    claims = {}
    for standard, impose in itertools.product(("ua-1", "ua-2"), ("", "booklet", "4-up")):
        for what in ("quizzes/test.yaml", "content/guide.yaml"):
            output = f"{standard}-{impose}"
            report = run(
                folder, 20, what=what, output=output, standard=standard, impose=impose or None, page="legal", spares=1
            )
            assert not report.diagnostics
            claims |= {merged.path: CLAIMS[standard] for merged in report.merged}
    assert len(claims) >= 12
    assert not verapdf(claims, claims)
