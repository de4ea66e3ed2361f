"""Options that are more than a line: code keeps its lines, from HTML to the bank and back."""

from __future__ import annotations

import pytest

from guidegen.diagnostics import has_errors
from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.exchange.table import FORMATS
from guidegen.model.prose import BulletList, CodeBlock, Paragraph
from guidegen.reading import read_project

CODE = "for n in range(3):\n    print(n)"
XML = f"""<quiz><question type="multichoice"><name><text>Loops</text></name><questiontext format="html">
<text><![CDATA[<p>Which prints 0, 1, 2?</p>]]></text></questiontext><single>true</single>
<answer fraction="100" format="html"><text><![CDATA[<pre>{CODE}</pre>]]></text></answer>
<answer fraction="0" format="html"><text><![CDATA[<p>Both:</p><ul><li>this</li><li>that</li></ul>]]></text></answer>
<answer fraction="0" format="html"><text><![CDATA[<p>Neither</p>]]></text></answer></question></quiz>"""


def test_code_and_lists_stay(tmp_path):
    result = import_bank([("a.xml", XML.encode())], "quizzes/a.yaml")
    assert not result.losses
    (item,) = result.bank.items
    code, both, neither = item.options
    assert code.blocks == (CodeBlock(CODE),)
    assert [type(block) for block in both.blocks] == [Paragraph, BulletList]
    assert not neither.blocks
    text = result.files["quizzes/a.yaml"].decode()
    assert "- text: |\n          ```\n          for n in range(3):\n              print(n)\n          ```\n" in text
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/a.yaml").write_text(text, encoding="utf-8")
    project, problems, _ = read_project(tmp_path)
    assert not has_errors(problems)
    assert project.banks["a"].items == result.bank.items


@pytest.mark.parametrize("format", ["moodle", "canvas", "qti2", "qti3"])
def test_they_go_out_as_they_came(format):
    bank = import_bank([("a.xml", XML.encode())], "quizzes/a.yaml").bank
    exported = export_bank(bank, format)
    assert not exported.losses
    back = import_bank([(f"a{FORMATS[format].suffixes[0]}", exported.data)], "quizzes/a.yaml", format)
    assert back.bank.items[0].options == bank.items[0].options


def test_where_they_cannot_go_it_is_said():
    bank = import_bank([("a.xml", XML.encode())], "quizzes/a.yaml").bank
    assert [loss.reason for loss in export_bank(bank, "aiken").losses if "lines" in loss.reason] == [
        "options of several lines stand in one line"
    ]


def test_words_in_one_line_follow_from_the_blocks():
    """A change of the words (here a short form that is written out) changes both in the same way."""
    bank = import_bank(
        [("a.xml", XML.replace("Both:", '<abbr title="this and that">Both</abbr>').encode())], "q/a.yaml"
    )
    exported = export_bank(bank.bank, "qti2")
    back = import_bank([("a.zip", exported.data)], "q/a.yaml")
    assert back.bank.items[0].options == exported.items[0].options
