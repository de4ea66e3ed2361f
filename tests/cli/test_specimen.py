"""The specimen of a theme has one of everything, so that nothing is printed that nobody has looked at."""

from __future__ import annotations

from guidegen.cli.theme import write_specimen
from guidegen.model.item import kind_name
from guidegen.reading import read_project
from guidegen.reading.guide import BODY_BLOCK
from guidegen.reading.items.record import KINDS


def test_the_specimen_has_every_kind_of_block_and_item(tmp_path):
    write_specimen(tmp_path)
    text = (tmp_path / "content" / "specimen.yaml").read_text(encoding="utf-8")
    # Text stands there without its key, and a claim looks like it.
    kinds = {record.fields[0].name for record in BODY_BLOCK.records} - {"text", "claim"}
    assert {kind for kind in kinds if f"- {kind}:" not in text} == set()
    project, diagnostics = read_project(tmp_path)[:2]
    assert not [each for each in diagnostics if str(each.severity) == "error"]
    assert {kind_name(item) for bank in project.banks.values() for item in bank.items} == set(KINDS)
