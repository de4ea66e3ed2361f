"""Hard content: laid out well, or refused with a diagnostic at its place. Never clipped, never lost."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.render.pdf.wide_words import word_too_wide
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words

HEAD = "guide: limits\ntitle: Limits\nmain-message: Nothing is lost.\nversion: 1\n"


def guide(tmp_path, body: str, **choices):
    output, problems = build_texts(tmp_path, {"content/limits.yaml": HEAD + body}, **choices)
    return output / "limits.pdf", problems


def texts(path) -> list[str]:
    return [words(text) for text in leaves(read(path).tree)]


def test_a_word_wider_than_the_line_is_refused_at_its_place(tmp_path):
    path, problems = guide(tmp_path, f"sections:\n  - title: A\n    body: |\n      Short.\n\n      {'x' * 200}\n")
    assert [(p.code, p.span.line) for p in problems] == [("P102", 10)]
    assert not path.exists()


def test_an_address_breaks_where_unicode_allows(tmp_path):
    url = "https://example.org/" + "/".join(["a-rather-long-part"] * 12)
    path, problems = guide(tmp_path, f"sections:\n  - title: A\n    body: See <{url}>.\n")
    assert not problems
    assert f"See {url}." in texts(path)


def test_a_character_that_no_font_draws_is_refused(tmp_path):
    path, problems = guide(tmp_path, "sections:\n  - title: A\n    body: A robot 🤖 came.\n")
    assert [(p.code, p.span.line) for p in problems] == [("P101", 7)]
    assert not path.exists()


def test_characters_outside_the_first_font_come_from_the_next(tmp_path):
    path, problems = guide(tmp_path, "sections:\n  - title: A\n    body: α → β, Tiếng Việt, Русский, ✓ done, ≥ 5 µg.\n")
    assert not problems
    assert "α → β, Tiếng Việt, Русский, ✓ done, ≥ 5 µg." in texts(path)


def test_five_hundred_rows_are_one_table(tmp_path):
    rows = "".join(f"          - feature: Row {i}\n            cells: [left {i}, right {i}]\n" for i in range(500))
    body = "sections:\n  - title: A\n    body:\n      - comparison: Many\n        subjects: [L, R]\n        features:\n"
    body += rows
    path, problems = guide(tmp_path, body)
    assert not problems
    reading = read(path)
    [table] = reading.tree.find("Table")
    assert len(table.find("TR")) == 501
    assert [words(cell.text()) for cell in table.find("TR")[500].kids] == ["Row 499", "left 499", "right 499"]
    assert reading.pages > 10
    # The header is drawn at the top of each further page as an artifact, and read once.
    repeated = ["Feature" in "".join(artifacts) for artifacts in reading.artifacts]
    assert repeated == [False, *[True] * repeated.count(True), *[False] * (reading.pages - 1 - repeated.count(True))]
    assert repeated.count(True) > 9
    assert [node.text() for node in table.find("TH")].count("Feature") == 1


def test_ten_columns_fit_or_are_stacked(tmp_path):
    subjects = ", ".join(f"S{i}" for i in range(10))
    cells = ", ".join(["ok"] * 10)
    body = (
        "sections:\n  - title: A\n    body:\n      - comparison: Wide\n"
        f"        subjects: [{subjects}]\n        features:\n          - feature: F\n            cells: [{cells}]\n"
    )
    path, problems = guide(tmp_path, body)
    assert not problems
    assert len(read(path).tree.find("TH")) == 12
    path, problems = guide(tmp_path, body.replace("ok", "extraordinarily"))
    assert not problems
    assert [words(cell.text()) for cell in read(path).tree.find("TD")] == ["extraordinarily"] * 10
    path.unlink()
    _, problems = guide(tmp_path, body.replace("[ok", f"[{'unbreakable' * 12}"))
    assert {problem.code for problem in problems} == {"P102"}
    assert not path.exists()


def test_a_cell_longer_than_a_page_is_parted_between_lines(tmp_path):
    long = " ".join(f"word{i}" for i in range(1500))
    body = (
        "sections:\n  - title: A\n    body:\n      - comparison: Long\n        subjects: [L, R]\n"
        f"        features:\n          - feature: F\n            cells: [{long}, short]\n"
    )
    path, problems = guide(tmp_path, body)
    assert not problems
    assert long in texts(path)
    assert read(path).pages > 2


def bank(items: str) -> str:
    return f"bank: b\nitems:\n{items}"


QUIZ = "quiz: q\ntitle: Q\nbank: b\n"


def test_an_item_that_fits_a_page_is_never_parted(tmp_path):
    items = "".join(
        f"  - id: i{i}\n    stem: Question number {i}, which asks something?\n    key: right {i}\n"
        f"    distractors: [wrong {i}, other {i}, another answer that is long enough for one column {i}]\n"
        for i in range(300)
    )
    output, problems = build_texts(tmp_path, {"quizzes/b.yaml": bank(items), "quizzes/q.yaml": QUIZ})
    assert not problems
    reading = read(output / "q.pdf")
    text = [words(t) for t in leaves(reading.tree)]
    assert sum(t.startswith("Question number") for t in text) == 300
    assert _pages_of_items(output / "q.pdf") == [1] * 300


def _pages_of_items(path) -> list[int]:
    """For each item, the number of pages that it stands on."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        lists = [kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/L"]
        return [len(_pages(item)) for item in lists[0].K]


def _pages(element, page=None) -> set:
    page = element.get("/Pg", page)
    found = set()
    for kid in element.K:
        if isinstance(kid, int):
            found.add(page.objgen)
        elif kid.get("/Type") == "/MCR":
            found.add(kid.Pg.objgen)
        elif "/S" in kid:
            found |= _pages(kid, page)
    return found


def test_an_item_longer_than_a_page_is_printed_whole(tmp_path):
    stem = "\n\n".join("      " + " ".join(f"w{i}x{j}" for j in range(60)) for i in range(40))
    items = f"  - stem: |\n{stem}\n    key: yes\n    distractors: [no, maybe]\n"
    output, problems = build_texts(tmp_path, {"quizzes/b.yaml": bank(items), "quizzes/q.yaml": QUIZ})
    assert not problems
    text = [words(t) for t in leaves(read(output / "q.pdf").tree)]
    assert [t for t in text if t.startswith("w")] == [" ".join(f"w{i}x{j}" for j in range(60)) for i in range(40)]


def test_reportlab_markup_prints_as_text(tmp_path):
    markup = "<font color=red>red</font> <img src=x.png> <b>bold</b> &lt;"
    path, problems = guide(tmp_path, f"sections:\n  - title: A\n    body: '{markup}'\n")
    assert not problems
    assert any("<font color=red>red</font> <img src=x.png> <b>bold</b>" in text for text in texts(path))


def test_headings_stay_with_what_follows(tmp_path):
    sections = "".join(
        f"  - title: Section {i}\n    body: {'Some words of prose. ' * (i % 13 + 1)}\n" for i in range(80)
    )
    path, problems = guide(tmp_path, "sections:\n" + sections)
    assert not problems
    import pikepdf

    with pikepdf.open(path) as pdf:
        for section in pdf.Root.StructTreeRoot.K[0].K:
            if section.S == "/Sect":
                heading, paragraph = section.K[0], section.K[1]
                assert heading.Pg.objgen == paragraph.Pg.objgen


def test_a_line_without_any_room_has_no_negative_width():
    problem = word_too_wide("diary", -2.0, Span("bank.yaml", 7))
    assert "(0 points)" in problem.message and "larger page" in problem.hint
