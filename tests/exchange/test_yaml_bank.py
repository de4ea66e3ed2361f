"""What the writer of YAML writes reads back as an equal bank, and looks as if an author had written it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from guidegen.diagnostics import has_errors
from guidegen.exchange.importing import import_bank
from guidegen.exchange.yaml_bank import bank_text
from guidegen.reading import read_project
from tests.exchange.banks import DATA, IMAGE, banks


def read_back(root, text: str):
    """The bank that a text is read as, and what was found on the way."""
    (root / "quizzes/bank").mkdir(parents=True, exist_ok=True)
    (root / IMAGE.path).write_bytes(DATA)
    (root / "quizzes/bank.yaml").write_text(text, encoding="utf-8")
    project, problems, _ = read_project(root)
    return project.banks.get("bank"), problems


@given(banks)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_bank_reads_back_equal(tmp_path_factory, bank):
    text = bank_text(bank)
    found, problems = read_back(tmp_path_factory.mktemp("p"), text)
    assert not has_errors(problems), (problems, text)
    assert found is not None
    for was, now in zip(bank.items, found.items, strict=True):
        assert now == was, text
    assert found == replace(bank), text


def question(answers, stem="<p>Which?</p>"):
    inner = "".join(
        f'<answer fraction="{share}" format="html"><text><![CDATA[{text}]]></text></answer>' for share, text in answers
    )
    return f"""<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[{stem}]]></text>
    </questiontext><single>true</single>{inner}</question></quiz>""".encode()


def test_lines_of_an_option_that_look_like_a_list_stay_lines(tmp_path):
    data = question([(100, "First<br>1. one<br>- two"), (0, "<p>Other</p><p># three</p>"), (0, "x")])
    result = import_bank([("a.xml", data)], "quizzes/bank.yaml")
    found, problems = read_back(tmp_path, result.files["quizzes/bank.yaml"].decode())
    assert not has_errors(problems)
    assert found.items == result.bank.items


def test_a_cell_with_several_lines_is_no_broken_table(tmp_path):
    table = "<table><tr><th>a</th><th>b</th></tr><tr><td>1<br><b>x<br>y</b></td><td><p>2</p><p>3</p></td></tr></table>"
    result = import_bank([("a.xml", question([(100, "x"), (0, "y")], f"<p>Look.</p>{table}"))], "quizzes/bank.yaml")
    assert [loss.reason for loss in result.losses] == ["line breaks in the cells of a table are spaces"]
    found, problems = read_back(tmp_path, result.files["quizzes/bank.yaml"].decode())
    assert not has_errors(problems)
    assert found.items == result.bank.items
