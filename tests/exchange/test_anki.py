"""Anki decks, read back from their database."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile

from hypothesis import HealthCheck, given, settings

from guidegen.exchange.exporting import export_bank
from guidegen.model.bank import ItemBank
from guidegen.reading import read_project
from tests.exchange.banks import banks
from tests.item_examples import write_every_kind


def notes(data: bytes, folder) -> tuple[list[tuple[str, list[str], str]], dict[str, str]]:
    """The notes of a deck (guid, fields, tags), and its pictures by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (folder / "c.db").write_bytes(archive.read("collection.anki2"))
        media = json.loads(archive.read("media"))
        pictures = {name: archive.read(number) for number, name in media.items()}
    database = sqlite3.connect(folder / "c.db")
    rows = database.execute("select guid, flds, tags from notes order by id").fetchall()
    database.close()
    return [(guid, fields.split("\x1f"), tags.strip()) for guid, fields, tags in rows], pictures


def every_kind(folder) -> ItemBank:
    write_every_kind(folder)
    project, problems, _ = read_project(folder)
    assert not problems
    return project.banks["kinds"]


def test_every_kind_becomes_a_card_or_is_named(tmp_path):
    bank = every_kind(tmp_path)
    exported = export_bank(bank, "anki")
    found, pictures = notes(exported.data, tmp_path)
    assert len(found) == len(exported.items)
    refused = {loss.item: loss.reason for loss in exported.losses if loss.refused}
    assert all("label-figure" in reason or "drawn" in reason for reason in refused.values()) and refused
    assert {item.common.id for item in bank.items} == refused.keys() | {item.common.id for item in exported.items}
    by_stem = {fields[0].split("</p>")[0].removeprefix("<p>"): fields for _, fields, _ in found}
    asked, answer, _ = by_stem["What removes mud from your hands?"]
    assert answer.endswith("Soap and water</div>") and "Hand gel" in asked and "Hand gel" not in answer
    options = [each.partition("</li>")[0] for each in asked.split("<li>")]
    assert options["_ABC".index(answer[8])] == "Soap and water"
    for name in pictures:
        assert any(name in field for _, fields, _ in found for field in fields)


def test_a_cloze_is_anki_own_kind(tmp_path):
    (tmp_path / "quizzes").mkdir()
    stem = "In [[red::ish}}|pink]] light [[5 ± 1]] or [[hot|~cold]]."
    text = f'bank: b\nitems:\n  - {{id: a, stem: "{stem}", tags: [light]}}\n'
    (tmp_path / "quizzes" / "b.yaml").write_text(text)
    bank = read_project(tmp_path)[0].banks["b"]
    [(_, [stem, _], tags)], _ = notes(export_bank(bank, "anki").data, tmp_path)
    assert "{{c1::red:&#58;ish}&#125; / pink}}" in stem
    assert "{{c2::5 ± 1}}" in stem and "{{c3::hot::" in stem
    assert tags == "light"


def test_a_later_export_updates_the_same_cards(tmp_path):
    bank = every_kind(tmp_path)
    first, _ = notes(export_bank(bank, "anki").data, tmp_path)
    again, _ = notes(export_bank(bank, "anki").data, tmp_path)
    assert [guid for guid, _, _ in first] == [guid for guid, _, _ in again]
    assert len({guid for guid, _, _ in first}) == len(first)


@given(bank=banks)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_bank_gives_the_same_bytes_again(bank):
    exported = export_bank(bank, "anki")
    refused = {loss.item for loss in exported.losses if loss.refused}
    assert len(exported.items) == sum(item.common.id not in refused for item in bank.items)
    assert export_bank(bank, "anki").data == exported.data
