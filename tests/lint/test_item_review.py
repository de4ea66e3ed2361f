"""H106: an item whose section has changed since it was last reviewed."""

from __future__ import annotations

from guidegen.assembly.codes import section_code
from guidegen.lint.item_review import review_problems
from guidegen.reading import read_project

GUIDE = "guide: g\ntitle: T\nmain-message: M\nversion: 1\nsections:\n  - title: A\n    id: a\n    body: {body}\n"
BANK = "bank: b\nguide: g\nitems:\n  - stem: Q?\n    key: true\n    section: a\n{reviewed}"


def check(tmp_path, reviewed, body="One."):
    for folder, name, text in (
        ("content", "g", GUIDE.format(body=body)),
        ("quizzes", "b", BANK.format(reviewed=reviewed)),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.yaml").write_text(text)
    project, problems, sources = read_project(tmp_path)
    assert not problems, problems
    return review_problems(project.banks["b"], project.guides["g"]), project, sources["quizzes/b.yaml"]


def applied(text, fix):
    lines = text.splitlines(keepends=True)
    assert fix.span.line == fix.span.end_line
    line = lines[fix.span.line - 1]
    lines[fix.span.line - 1] = line[: fix.span.column - 1] + fix.replacement + line[fix.span.end_column - 1 :]
    return "".join(lines)


def test_a_change_of_the_section_is_reported(tmp_path):
    _, project, _ = check(tmp_path, "")
    code = section_code(project.guides["g"].sections[0])
    good = f"    reviewed: {{on: 2026-01-31, section-code: {code}}}\n"
    assert check(tmp_path, good)[0] == []
    (problem,), _, source = check(tmp_path, good, body="Two.")
    assert problem.code == "H106" and problem.severity.value == "warning" and not problem.fix.safe
    assert source.line(problem.span.line)[problem.span.column - 1 : problem.span.end_column - 1] == code
    assert problem.fix.replacement != code


def test_a_missing_code_can_be_put_in(tmp_path):
    for reviewed in ("    reviewed: {on: 2026-01-31}\n", "    reviewed:\n      on: 2026-01-31\n"):
        (problem,), _, source = check(tmp_path, reviewed)
        assert problem.severity.value == "note" and problem.fix.safe
        mended = applied(source.text, problem.fix)
        assert check(tmp_path, mended.partition("    section: a\n")[2])[0] == []


def test_items_without_a_review_or_a_section_are_left_alone(tmp_path):
    assert check(tmp_path, "")[0] == []
