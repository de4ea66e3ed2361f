"""Two languages on one sheet: row by row, with the same numbers and letters and one key."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegen.assembly.bilingual import Both
from guidegen.audit import audit
from guidegen.batch.translating import Confirmed, confirm
from guidegen.cli import main
from guidegen.document import elements as doc
from guidegen.document.dump import dump
from guidegen.inline import Text, plain_text
from tests.batch.test_translations import codes, project, run, translated, written
from tests.pdf_reading import leaves, read, words
from tests.pseudo_translation import translate
from tests.test_docs import DOCS, GUIDE, blocks, indented, write


def texts(path: Path) -> list[str]:
    return [words(leaf) for leaf in leaves(read(path).tree)]


def test_both_languages_stand_in_one_file_with_one_key(tmp_path: Path) -> None:
    report = run(translated(tmp_path), bilingual="es")
    assert codes(report) <= {"S229"}
    assert written(tmp_path) == {"sleep.en-es.pdf", "sleep-key.en-es.pdf"}
    found = texts(tmp_path / "output" / "sleep.en-es.pdf")
    assert "Walk for 30 minutes.1 Ñ Walk for 30 minutes.1" in found
    assert [text for text in found if re.fullmatch(r"[12]", text)]
    manifest = {e["file"]: e for e in json.loads((tmp_path / "output" / "manifest.json").read_text())["files"]}
    quiz, key = manifest["sleep.en-es.pdf"], manifest["sleep-key.en-es.pdf"]
    assert quiz["quiz_code"] == key["quiz_code"]
    assert quiz["language"] == "en-es"
    assert "content/sleep.es.yaml" in quiz["sources_sha256"]


def test_a_sheet_in_two_languages_stays_beside_those_in_one(tmp_path: Path) -> None:
    run(translated(tmp_path))
    run(tmp_path, bilingual="es")
    run(tmp_path)
    names = {f"sleep{key}{language}.pdf" for key in ("", "-key") for language in ("", ".es", ".en-es")}
    assert written(tmp_path) == names


def test_the_form_of_both_is_that_of_one(tmp_path: Path) -> None:
    run(translated(tmp_path))
    run(tmp_path, bilingual="es")
    entries = {e["file"]: e for e in json.loads((tmp_path / "output" / "manifest.json").read_text())["files"]}
    assert entries["sleep.en-es.pdf"]["form"] == entries["sleep.pdf"]["form"] == entries["sleep.es.pdf"]["form"]
    assert entries["sleep.en-es.pdf"]["quiz_code"] == entries["sleep.pdf"]["quiz_code"]


@pytest.mark.parametrize(
    "choices", [{"teach_back": True}, {"size": "large"}, {"page": "a5", "key": "inline"}, {"forms": 2}]
)
def test_sheets_in_two_languages_pass_the_audit(tmp_path: Path, choices: dict[str, object]) -> None:
    run(translated(tmp_path), bilingual="es", **choices)
    for path in (tmp_path / "output").glob("*.pdf"):
        assert [f"{finding.code} {finding}" for finding in audit(path).findings] == []


def test_sheets_in_two_languages_conform(tmp_path: Path, verapdf) -> None:
    run(translated(tmp_path), bilingual="es")
    assert verapdf([*(tmp_path / "output").glob("*.pdf")]) == []


def test_a_language_that_is_not_there_is_told(tmp_path: Path) -> None:
    project(tmp_path)
    assert codes(run(tmp_path, "content/sleep.yaml", bilingual="es")) == {"S293"}
    assert written(tmp_path) == set()


def test_word_sets_the_other_language_below(tmp_path: Path) -> None:
    run(translated(tmp_path), bilingual="es", format="docx")
    assert {path.name for path in (tmp_path / "output").glob("*.docx")} == {"sleep.en-es.docx", "sleep-key.en-es.docx"}


def test_copies_have_both_languages_or_the_one_of_their_row(tmp_path: Path) -> None:
    roster = write_roster(translated(tmp_path), "name,language\nAnna,\nBo,es\nCy,en\n")
    arguments = ["build", str(tmp_path / "content" / "sleep.yaml"), "--roster", str(roster)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert written(tmp_path) == {"sleep-0001.pdf", "sleep-0002.es.pdf", "sleep-0003.pdf", "sleep-key.pdf"}
    roster.write_text("name\nAnna\nBo\n")
    assert CliRunner().invoke(main, [*arguments, "--bilingual", "es"]).exit_code == 0
    assert {"sleep-0001.en-es.pdf", "sleep-0002.en-es.pdf", "sleep-key.en-es.pdf"} <= written(tmp_path)


STIMULUS = {
    "quizzes/pump.yaml": "quiz: pump\ntitle: Pumps\nbank: pumps\n",
    "quizzes/pump.es.yaml": "quiz: pump\ntitle: Bombas\nlanguage: es\n",
    "quizzes/pumps.yaml": """\
bank: pumps
stimuli: {read: {title: A text, text: Ana saw pumps.}}
items:
  - {id: one, stem: Explain one., stimulus: read, lines: 20}
  - {id: two, stem: Explain two., stimulus: read, lines: 20}
""",
    "quizzes/pumps.es.yaml": """\
bank: pumps
language: es
stimuli: {read: {title: Un texto, text: Ana vio bombas.}}
items:
  - {id: one, stem: Explique uno.}
  - {id: two, stem: Explique dos.}
""",
}


@pytest.mark.parametrize("people", [False, True])
def test_pages_without_the_stimulus_say_in_both_languages_where_it_is(tmp_path: Path, people: bool) -> None:
    for name, text in STIMULUS.items():
        write(tmp_path, name, text)
    roster = ["--roster", str(write_roster(tmp_path, "name\nAnna\nBo\n"))] if people else []
    result = CliRunner().invoke(main, ["build", str(tmp_path / "quizzes"), "--bilingual", "es", *roster])
    assert "mistake in guidegen" not in result.stderr
    papers = ["pump-0001.en-es.pdf", "pump-0002.en-es.pdf"] if people else ["pump.en-es.pdf"]
    for paper in papers:
        said = [words("".join(page)) for page in read(tmp_path / "output" / paper).artifacts]
        reminded = [text for text in said if "A text: see page" in text]
        assert len(reminded) == len(said) - 1
        # Page numbers are written last, one for each language.
        assert all("A text: see page Un texto: véase la página" in text for text in reminded)
        assert all(text.endswith("Pumps11") for text in reminded)


def write_roster(folder: Path, text: str) -> Path:
    (folder / "class.csv").write_text(text)
    return folder / "class.csv"


def test_a_row_in_a_language_that_is_not_there_is_skipped(tmp_path: Path) -> None:
    roster = write_roster(translated(tmp_path), "name,language\nAnna,fr\nBo,es\n")
    arguments = ["build", str(tmp_path / "content" / "sleep.yaml"), "--roster", str(roster)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "C108" in result.stderr
    assert {name for name in written(tmp_path) if "key" not in name} == {"sleep-0002.es.pdf"}


@pytest.mark.parametrize("other", [["--fillable"], ["--language", "es"]])
def test_options_that_contradict_are_refused(tmp_path: Path, other: list[str]) -> None:
    project(tmp_path)
    result = CliRunner().invoke(main, ["build", str(tmp_path), "--bilingual", "es", *other])
    assert result.exit_code == 2
    assert "leave" in result.stderr


# The documents themselves


def document(language: str, *blocks: doc.Block) -> doc.Document:
    furniture = doc.Furniture((), "", "", "")
    labels = doc.Labels("blank", "box", "source {number}", "blank {number}")
    return doc.Document(doc.Template("name", "Title", language, blocks, furniture, labels))


def paragraph(text: str) -> doc.Paragraph:
    return doc.Paragraph((Text(text),))


def shown(*blocks: doc.Block) -> list[str]:
    return [plain_text(block.line) for block in blocks if isinstance(block, doc.Paragraph)]  # type: ignore[arg-type]


def test_texts_stand_beside_each_other_and_equal_ones_once() -> None:
    both = Both("en", "es").document(
        document("en", paragraph("One"), paragraph("12 mg")), document("es", paragraph("Uno"), paragraph("12 mg"))
    )
    assert shown(*both.template.blocks) == ["One / Uno", "12 mg"]
    assert "One / Uno" in dump(both, lambda slot: "")


def test_what_has_no_counterpart_stands_alone() -> None:
    both = Both("en", "es").document(
        document("en", paragraph("One"), doc.ListBlock("bullet", ((paragraph("Point"),),))),
        document("es", paragraph("Uno"), paragraph("Otro"), paragraph("Más")),
    )
    blocks = both.template.blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "ListBlock", "Paragraph", "Paragraph"]
    assert shown(*blocks) == ["One / Uno", "Otro", "Más"]


def chart(caption: str, alt: str, *names: str, unit: str = "%") -> doc.Chart:
    corner = (Text(f"corner of {caption}"),)
    series = (doc.Series("", (30.0, 70.0), (f"30 {unit}", f"70 {unit}")),)
    return doc.Chart("bars", (Text(caption),), names, series, alt, corner=corner, source=(Text(f"by {caption}"),))


def pictograph(caption: str, alt: str, said: str) -> doc.Pictograph:
    return doc.Pictograph((Text(caption),), 100, (doc.IconGroup("", 70, said),), alt)


def test_a_chart_stands_once_where_nothing_in_it_differs() -> None:
    one, other = chart("Sleep", "Sleep, all of it", "2019", "2020"), chart("Sueño", "Todo el sueño", "2019", "2020")
    [made] = Both("en", "es").document(document("en", one), document("es", other)).template.blocks
    assert isinstance(made, doc.Chart)
    assert plain_text(made.caption) == "Sleep / Sueño"  # type: ignore[arg-type]
    assert plain_text(made.source) == "by Sleep / by Sueño"  # type: ignore[arg-type]
    assert made.alt == "Sleep, all of it / Todo el sueño"
    assert made.series == one.series


@pytest.mark.parametrize(
    "other", [chart("Sueño", "Todo", "2019", "2020", unit="por ciento"), chart("Sueño", "Todo", "2019", "veinte")]
)
def test_a_chart_with_words_that_differ_stands_once_for_each_language(other: doc.Chart) -> None:
    one = chart("Sleep", "All of it", "2019", "2020")
    made = Both("en", "es").document(document("en", one), document("es", other)).template.blocks
    assert [type(block) for block in made] == [doc.Chart, doc.Chart]
    assert [block.series for block in made] == [one.series, other.series]  # type: ignore[union-attr]


@pytest.mark.parametrize(("said", "times"), [("70 in 100", 1), ("70 de cada 100", 2)])
def test_a_pictograph_stands_once_where_its_counts_are_said_alike(said: str, times: int) -> None:
    one, other = pictograph("People", "Seventy", "70 in 100"), pictograph("Personas", "Setenta", said)
    made = Both("en", "es").document(document("en", one), document("es", other)).template.blocks
    assert [type(block) for block in made] == [doc.Pictograph] * times


@pytest.mark.parametrize("choices", [{}, {"size": "giant"}, {"format": "docx"}], ids=str)
def test_charts_in_two_languages_are_printed_once_or_twice(tmp_path: Path, choices: dict[str, object]) -> None:
    translated(tmp_path)
    for name, mark in (("sleep", ""), ("sleep.es", "Ñ ")):
        charts = (
            f"      - {{chart: {mark}Hours, unit: h, data: {{2019: 7, 2020: 8}}}}\n"
            f"      - {{chart: {mark}Naps, kind: columns, data: {{{mark}long: 7, {mark}short: 8}}}}\n"
        )
        path = tmp_path / "content" / f"{name}.yaml"
        path.write_text(path.read_text().replace("sources:\n", f"{charts}sources:\n", 1))
    assert isinstance(confirm(tmp_path, "sleep", "es", None), Confirmed)
    report = run(tmp_path, bilingual="es", **choices)
    assert codes(report) <= {"S229"}
    if "format" in choices:
        return
    path = tmp_path / "output" / f"sleep.en-es{'-giant' if choices else ''}.pdf"
    assert [f"{finding.code} {finding}" for finding in audit(path).findings] == []
    said = [each.alt for each in read(path).tree.find("Figure")]
    assert [text.count("2019") for text in said] == [2, 0, 0]


def test_a_glossary_stands_in_one_order(tmp_path: Path) -> None:
    guide = (tmp_path / "content" / "sleep.yaml", "glossary:\n  apnoea: no breath\n  zzz: sleep\n")
    project(tmp_path)
    guide[0].write_text(guide[0].read_text().replace("quiz:\n  bank: bank\n  items: 2\n", guide[1]))
    write(
        tmp_path,
        "content/sleep.es.yaml",
        "guide: sleep\ntitle: Duerma bien\nmain-message: Acuéstese a la misma hora.\nsections:\n"
        '  - title: Qué ayuda\n    body: ["Camine 30 minutos. [@who]", Duerma la siesta.]\n'
        "glossary:\n  zeta: sin aliento\n  alfa: sueño\n",
    )
    run(tmp_path, bilingual="es")
    found = " ".join(texts(tmp_path / "output" / "sleep.en-es.pdf"))
    assert found.index("zeta") < found.index("alfa")
    run(tmp_path)
    found = " ".join(texts(tmp_path / "output" / "sleep.es.pdf"))
    assert found.index("alfa") < found.index("zeta")


def test_every_block_of_the_documentation_is_printed_in_both_languages(tmp_path: Path) -> None:
    bodies = [text for page in sorted(DOCS.glob("*.md")) for kind, text in blocks(page) if kind == "body"]
    # Formulas are said in English alone, and would be refused; a word before `Table:` makes another paragraph of it.
    bodies = [body for body in bodies if "$`" not in body and "$$" not in body and "Table:" not in body]
    sections = "".join(f"  - title: Part {n}\n    body:\n{indented(body, 6)}" for n, body in enumerate(bodies))
    write(tmp_path, "content/fragment.yaml", GUIDE + '      - "More [@cdc]."\n' + sections)
    translate(tmp_path, "fragment")
    report = run(tmp_path, bilingual="es")
    assert [d for d in report.diagnostics if d.code not in ("S229", "S296")] == []
    assert written(tmp_path) == {"fragment.en-es.pdf"}
    assert [str(finding) for finding in audit(tmp_path / "output" / "fragment.en-es.pdf").findings] == []
    assert not codes(run(tmp_path)) & {"S291", "S294", "S297", "S298", "S299"}
    assert "fragment.es.pdf" in written(tmp_path)
