"""Imposed files: sheets that fold to a booklet or read side by side, and are read in the order of their pages."""

from __future__ import annotations

import json
import re

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from guidegen.audit.pairing import pair
from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.cli import main
from guidegen.render.pdf.imposition import imposed, page_size, with_blanks
from guidegen.theme import load_theme
from tests.conftest import CLAIMS, TODAY, build_texts
from tests.pdf_reading import leaves, read, words

PAGE = (400.0, 600.0)
GUIDE = """guide: g
title: Sleep well
main-message: Go to bed at the same time every day.
version: 1
sections:
""" + "".join(
    f"""  - title: Part {part}
    body: |
      {"Rest helps the body and the mind to grow strong again. " * 12}

      See [the clinic](https://example.org/{part}).[@one]
"""
    for part in range(1, 9)
)
QUIZ = """quiz:
  bank: b
"""
SOURCES = "sources:\n  one: A book on sleep, 2020\n"
BANK = """bank: b
items:
  - stem: What helps?
    key: Rest
    distractors: [Noise, Light]
"""


def folded(sides, right_to_left=False):
    """The pages of a booklet as a reader turns them, from what stands left and right on each side."""
    leaves_ = [[None, None] for _ in range(len(sides))]
    for number, side in enumerate(sides):
        for place in side.places:
            leaves_[number][0 if place.x < PAGE[0] * 0.6 else 1] = place.page
    count = 2 * len(sides)
    pages = [None] * count
    for sheet in range(len(sides) // 2):
        front, back = leaves_[2 * sheet], leaves_[2 * sheet + 1]
        if right_to_left:
            front, back = front[::-1], back[::-1]
        pages[2 * sheet], pages[count - 1 - 2 * sheet] = front[1], front[0]
        pages[2 * sheet + 1], pages[count - 2 - 2 * sheet] = back[0], back[1]
    return pages


@given(st.integers(1, 70), st.booleans(), st.booleans())
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(count, closes, right_to_left):
    sides = imposed("booklet", count, PAGE, closes=closes, creep=0.3, right_to_left=right_to_left)
    pages = folded(sides, right_to_left)
    assert len(pages) % 4 == 0 and len(pages) < count + 4
    assert [page for page in pages if page is not None] == list(range(count))
    assert pages == with_blanks(count, closes=closes)


def test_blank_pages_part_nothing_that_runs_on():
    assert with_blanks(5, closes=False) == [0, 1, 2, 3, 4, None, None, None]
    assert with_blanks(6, closes=True) == [0, 1, 2, 3, 4, None, None, 5]
    assert with_blanks(8, closes=True) == list(range(8))
    assert with_blanks(1, closes=True) == [0, None, None, None]


def test_inner_sheets_stand_closer_to_the_fold():
    sides = imposed("booklet", 12, PAGE, creep=0.5)
    starts = [[place.x for place in side.places] for side in sides]
    assert starts == [[0, 400], [0, 400], [0.5, 399.5], [0.5, 399.5], [1, 399], [1, 399]]


def test_pages_side_by_side():
    two, four = imposed("2-up", 3, PAGE), imposed("4-up", 6, PAGE)
    assert [(side.width, side.height) for side in (*two, *four)] == [(800, 600)] * 2 + [(800, 1200)] * 2
    assert [[(place.page, place.x, place.y) for place in side.places] for side in two] == [
        [(0, 0, 0), (1, 400, 0)],
        [(2, 0, 0)],
    ]
    assert [(place.page, place.x, place.y) for place in four[0].places] == [
        (0, 0, 600),
        (1, 400, 600),
        (2, 0, 0),
        (3, 400, 0),
    ]
    assert page_size("2-up", 600, 800) == (400, 600)
    assert [side.label for side in four] == ["1, 2, 3, 4", "5, 6"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A guide with a quiz, printed a page a side and in each imposition."""
    root = tmp_path_factory.mktemp("imposed")
    files = {"content/g.yaml": GUIDE + QUIZ + SOURCES, "quizzes/b.yaml": BANK}
    for kind in ("none", "booklet", "2-up", "4-up"):
        _, problems = build_texts(root, files, page="a4", impose=kind, key="apart")
        assert not problems
    return root


IMPOSED = ("booklet", "2-up", "4-up")


@pytest.mark.parametrize("kind", IMPOSED)
def test_the_pages_are_read_in_their_order(project, kind):
    plain, other = (read(project / "output" / name) for name in ("g.pdf", f"g-{kind}.pdf"))
    assert leaves(other.tree) == leaves(plain.tree)
    assert other.pages < plain.pages


@pytest.mark.parametrize("kind", IMPOSED)
def test_every_side_has_the_size_of_the_sheet_and_the_names_of_its_pages(project, kind):
    with pikepdf.open(project / "output" / f"g-{kind}.pdf") as pdf:
        turned = kind != "4-up"
        expected = sorted((595.28, 841.89), reverse=turned)
        assert all([float(v) for v in page.MediaBox[2:]] == pytest.approx(expected) for page in pdf.pages)
        labels = [str(label.get("/P", "")) for label in list(pdf.Root.PageLabels.Nums)[1::2]]
    count = sum(label.count(",") + 1 for label in labels if label != "–")
    assert sorted(int(n) for label in labels if label != "–" for n in label.split(", ")) == list(range(1, count + 1))


@pytest.mark.parametrize("kind", IMPOSED)
def test_links_lie_on_their_words_and_lead_to_their_page(project, kind):
    with pikepdf.open(project / "output" / f"g-{kind}.pdf") as pdf:
        sheets = {page.objgen: page for page in pdf.pages}
        rects, destinations = [], []
        for page in pdf.pages:
            width, height = (float(v) for v in page.MediaBox[2:])
            for annotation in page.get("/Annots", []):
                left, bottom, right, top = (float(v) for v in annotation.Rect)
                assert 0 < left < right < width and 0 < bottom < top < height
                # A link stands on one page: it does not reach over the fold.
                assert (left < width / 2) == (right < width / 2)
                rects.append((left, bottom))
                if annotation.A.S == "/GoTo":
                    target, _, x, y, _ = annotation.A.D
                    assert target.objgen in sheets
                    destinations.append((float(x), float(y)))
    assert len(rects) == 16
    # All lead to the one source, on one page of one side.
    assert len(set(destinations)) == 1


def test_the_key_is_not_imposed_and_belongs_to_the_booklet(project):
    output = project / "output"
    with pikepdf.open(output / "g-key-booklet.pdf") as key:
        assert [float(v) for v in key.pages[0].MediaBox[2:]] == pytest.approx([595.28, 841.89])
    for kind in IMPOSED:
        assert pair(output / f"g-{kind}.pdf", output / "g-key.pdf").together
        assert pair(output / f"g-{kind}.pdf", output / f"g-key-{kind}.pdf").together


def test_the_key_names_the_folios_of_the_booklet(tmp_path):
    bank = BANK.replace("bank: b\n", "bank: b\nguide: g\n").replace("    key:", "    section: part-8\n    key:")
    output, problems = build_texts(
        tmp_path, {"content/g.yaml": GUIDE + QUIZ + SOURCES, "quizzes/b.yaml": bank}, impose="booklet", key="apart"
    )
    assert not problems
    key = words(read(output / "g-key-booklet.pdf").tree.text())
    printed = read(output / "g-booklet.pdf")
    with pikepdf.open(output / "g-booklet.pdf") as pdf:
        [item] = [item for item in outline(pdf.Root.Outlines) if str(item.Title) == "Part 8"]
        target = item.A.D[0].objgen
        [side] = [number for number, page in enumerate(pdf.pages) if page.objgen == target]
    [folio] = [int(n) for n in (key.split("page ")[1].split(".")[0],)]
    assert f"Page{folio}of" in "".join("".join(printed.artifacts[side]).split())


def outline(item):
    kid = item.get("/First")
    while kid is not None:
        yield kid
        yield from outline(kid)
        kid = kid.get("/Next")


def test_what_says_the_same_stays_beside_it_until_it_says_something_else(tmp_path):
    files = {"content/g.yaml": GUIDE + QUIZ + SOURCES, "quizzes/b.yaml": BANK}
    build_texts(tmp_path, files)
    output, _ = build_texts(tmp_path, files, impose="booklet")
    assert {path.name for path in output.glob("*.pdf")} == {"g.pdf", "g-key.pdf", "g-booklet.pdf", "g-key-booklet.pdf"}
    entries = {entry["file"]: entry for entry in json.loads((output / "manifest.json").read_text())["files"]}
    assert {name: entry["impose"] for name, entry in entries.items()} == {
        "g.pdf": "",
        "g-key.pdf": "",
        "g-booklet.pdf": "booklet",
        "g-key-booklet.pdf": "booklet",
    }
    for name, entry in entries.items():
        with pikepdf.open(output / name) as pdf:
            assert len(pdf.pages) == entry["pages"]
    assert entries["g-booklet.pdf"]["pages"] % 2 == 0
    changed = {**files, "content/g.yaml": files["content/g.yaml"].replace("Part 8", "Part eight")}
    build_texts(tmp_path, {**changed, "quizzes/b.yaml": BANK.replace("Noise", "Sound")})
    assert {path.name for path in output.glob("*.pdf")} == {"g.pdf", "g-key.pdf"}


def test_the_settings_can_ask_for_a_booklet(tmp_path):
    files = {"content/g.yaml": GUIDE + SOURCES, "guidegen.yaml": "impose: booklet\ncreep: 0.1\n"}
    output, problems = build_texts(tmp_path, files)
    assert not problems
    assert [path.name for path in output.glob("*.pdf")] == ["g-booklet.pdf"]
    build_texts(tmp_path, files, impose="none")
    assert (output / "g.pdf").exists()


def test_copies_of_a_roster_are_booklets(tmp_path):
    (tmp_path / "class.csv").write_text("name\nPupil One\nPupil Two\n", encoding="utf-8")
    quiz = "quiz: q\ntitle: Q\nbank: b\n"
    for name, text in {"quizzes/q.yaml": quiz, "quizzes/b.yaml": BANK}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = build(
        tmp_path,
        choices=Choices(impose="2-up"),
        only=frozenset(["quizzes/q.yaml"]),
        today=TODAY,
        producer="guidegen",
        copies=CopiesWanted(tmp_path / "class.csv"),
    )
    assert not report.diagnostics
    names = {path.name for path in (tmp_path / "output").glob("*.pdf")}
    assert names == {"q-0001-2-up.pdf", "q-0002-2-up.pdf", "q-key-2-up.pdf"}
    assert "Pupil One" in read(tmp_path / "output" / "q-0001-2-up.pdf").tree.text()


@pytest.mark.parametrize("margins", ["same", "mirrored"])
def test_room_for_binding(tmp_path, margins):
    settings = f"margins: {margins}\nbinding: 1 cm\n"
    output, problems = build_texts(tmp_path, {"content/g.yaml": GUIDE + SOURCES, "guidegen.yaml": settings})
    assert not problems
    starts = text_starts(output / "g.pdf")
    margin = load_theme("clinic").page.start
    inner = margin + 72 / 2.54
    assert starts[0] == pytest.approx(inner, abs=0.01)
    assert starts[1] == pytest.approx(inner if margins == "same" else margin, abs=0.01)
    assert starts[2] == pytest.approx(inner, abs=0.01)


def text_starts(path):
    """For each page the x of its head and foot, which are placed together."""
    with pikepdf.open(path) as pdf:
        starts = []
        for page in pdf.pages:
            text = "".join(stream.read_bytes().decode("latin-1") for stream in page.Contents)
            placed = [line.split() for line in text.splitlines() if re.fullmatch(r"q 1 0 0 1 \S+ \S+ cm", line)]
            starts.append(min(float(x) for *_, x, _, _ in placed))
        return starts


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--impose", "booklet", "--fillable"], "--fillable is for the screen and --impose for paper"),
        (["--impose", "booklet", "--format", "docx"], "--impose is about PDFs"),
        (["--impose", "3-up"], "'3-up' is not one of"),
    ],
)
def test_what_does_not_go_together(project, monkeypatch, arguments, said):
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["build", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr


def test_how_to_print_a_booklet_is_told(project, monkeypatch):
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["build", "--impose", "booklet"])
    assert result.exit_code == 0
    assert "turned over the short edge" in result.stderr


def test_imposed_files_conform(verapdf, project):
    paths = sorted(path for path in (project / "output").glob("*.pdf") if path.stem.startswith("g-"))
    assert len(paths) == 7
    assert not verapdf(paths, dict.fromkeys(paths, CLAIMS["ua-1"]))
