"""Blocks that were kept as they were laid out: an edit lays out its own, and the bytes are those of a clean build."""

from __future__ import annotations

import copy
import dataclasses
import json
import random
import shutil
from pathlib import Path

import pytest
import yaml

from guidegen.batch.choices import Choices
from guidegen.batch.run import build
from guidegen.cli.theme import write_specimen
from guidegen.diagnostics import has_errors
from guidegen.document.elements import PageReference, Slot
from guidegen.kept import folder as kept_folder
from guidegen.kept.folder import KeptFolder
from guidegen.render.pdf.flow import Backdrop, Group, Placed, Stack, Unit
from guidegen.render.pdf.fragments import (
    FieldPlace,
    Fragment,
    FragmentLine,
    InlineElement,
    LinkPlace,
    Mark,
    SlotPlace,
    ornament,
)
from guidegen.render.pdf.kept_blocks import Boxes
from guidegen.render.pdf.layout import Layout
from guidegen.render.pdf.plain_blocks import KeysOfBlock, Unusual, block_from, fragments_from, plain_block
from guidegen.render.pdf.plain_kinds import UNREADABLE
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.text import Style
from tests.conftest import TODAY
from tests.script_examples import files

#: Sections and blocks that the specimen has not, or not in this way.
MORE = (
    {
        "title": "Added",
        "body": "Said by somebody [@second], and *again* [@first, @second]. See [that](https://example.org/b).",
    },
    {
        "title": "Without an id",
        "body": "### One\n\nWords.\n\n### Two\n\nMore, and $`x^2`$.\n\n1. A point\n\n   Its second part.\n2. Another",
    },
    {
        "title": "Long",
        "body": "\n\n".join(f"Paragraph {n} of a section that goes on over a page. " * 6 for n in range(9)),
    },
)
SETTINGS = (
    "",
    "theme: plain\n",
    "theme: exam\n",
    "theme: clinic\ncolumns: 2\n",
    "columns: 2\n",
    "page: a5\n",
    "duplex: true\n",
)


def run(root: Path, **choices):
    report = build(root, choices=Choices(**choices), today=TODAY, producer="guidegen")
    assert not report.failures
    return report


def outputs(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "output").iterdir())}


def clean_copy(root: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(root, to, ignore=shutil.ignore_patterns("output", kept_folder.NAME))
    return to


def same_as_clean(root: Path, clean: Path, *, may_be_refused: bool = False) -> None:
    report, fresh = run(root), run(clean_copy(root, clean))
    assert report.diagnostics == fresh.diagnostics
    if not (may_be_refused and has_errors(fresh.diagnostics)):
        assert not has_errors(fresh.diagnostics)
        assert outputs(root) == outputs(clean)


class Edits:
    """Random edits of the files of a project."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = root
        self.guide = next(iter((root / "content").glob("*.yaml")))
        self.bank = next(
            path for path in sorted((root / "quizzes").glob("*.yaml")) if "items" in path.stem + path.read_text()[:400]
        )
        self.number = 0
        # PyYAML reads them as truth values, and writes these.
        marks = self.guide.read_text(encoding="utf-8").replace("marks: [yes, no]", "marks: ['yes', 'no']")
        self.guide.write_text(marks, encoding="utf-8")

    def make(self) -> None:
        self.number += 1
        edit = self.chance.choice(
            (
                *[self._words] * 4,
                self._sections,
                self._blocks,
                self._more,
                self._remove,
                self._double,
                self._item,
                self._settings,
                self._lines,
                self._sources,
            )
        )
        edit()

    def _changed(self, path: Path, change) -> None:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def _words(self) -> None:
        def change(data):
            section = self.chance.choice(data["sections"])
            if isinstance(section["body"], str):
                section["body"] = f"Edit {self.number}. {section['body']}" + " More of it." * self.chance.randrange(9)
                return
            block = self.chance.choice(section["body"])
            if isinstance(block, str):
                section["body"][section["body"].index(block)] = f"Edit {self.number}.\n\n{block}"
            elif "callout" in block:
                block["callout"] += f" Edit {self.number}." * self.chance.randrange(1, 30)
            elif "steps" in block:
                block["steps"].append(f"Step {self.number}")
            elif "comparison" in block:
                block["comparison"] += f" {self.number}"
            else:
                section["body"].append({"callout": f"Edit {self.number}"})

        self._changed(self.guide, change)

    def _sections(self) -> None:
        self._changed(self.guide, lambda data: self.chance.shuffle(data["sections"]))

    def _blocks(self) -> None:
        def change(data):
            section = self.chance.choice(data["sections"])
            if isinstance(section["body"], list):
                self.chance.shuffle(section["body"])

        self._changed(self.guide, change)

    def _more(self) -> None:
        def change(data):
            section = {**self.chance.choice(MORE)}
            section["title"] += f" {self.number}"
            data["sections"].insert(self.chance.randrange(len(data["sections"]) + 1), section)
            data.setdefault("sources", {})["second"] = "A second source"
            data["sources"].setdefault("first", "A first source")

        self._changed(self.guide, change)

    def _remove(self) -> None:
        def change(data):
            if len(data["sections"]) > 2:
                data["sections"].pop(self.chance.randrange(len(data["sections"])))

        self._changed(self.guide, change)

    def _double(self) -> None:
        def change(data):
            section = copy.deepcopy(self.chance.choice(data["sections"]))
            section["title"] += f" {self.number}"
            section.pop("id", None)
            data["sections"].append(section)

        self._changed(self.guide, change)

    def _sources(self) -> None:
        self._changed(self.guide, lambda data: data.setdefault("key-points", []).append(f"Point {self.number}"))

    def _item(self) -> None:
        def change(data):
            item = self.chance.choice(data["items"])
            item["stem"] = f"Edit {self.number}: {item['stem']}" if "___" not in item["stem"] else item["stem"]
            if self.chance.random() < 0.3:
                self.chance.shuffle(data["items"])

        self._changed(self.bank, change)

    def _settings(self) -> None:
        (self.root / "guidegen.yaml").write_text(
            "organisation:\n  name: The Name of a Clinic\n" + self.chance.choice(SETTINGS), encoding="utf-8"
        )

    def _lines(self) -> None:
        """Nothing is said otherwise, and everything stands elsewhere in its file."""
        self.guide.write_text("# A comment.\n\n" + self.guide.read_text(encoding="utf-8"), encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_any_edits_of_every_kind_of_block_give_the_bytes_of_a_clean_build(tmp_path, seed):
    write_specimen(tmp_path / "project")
    edits = Edits(tmp_path / "project", seed)
    run(edits.root)
    for _ in range(7):
        edits.make()
        same_as_clean(edits.root, tmp_path / "clean", may_be_refused=True)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_any_edits_of_text_to_the_left_give_the_bytes_of_a_clean_build(tmp_path, language):
    root = tmp_path / "project"
    for name, text in files(language).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    edits = Edits(root, len(language))
    run(root)
    for _ in range(3):
        edits.make()
        same_as_clean(root, tmp_path / "clean", may_be_refused=True)


# What an edit costs

GUIDE = """guide: g
title: A guide
main-message: Drink water.
version: 1
sections:
  - id: water
    title: Water
    body: Water is wet.
  - id: stone
    title: Stone
    body:
      - Stone is hard. Water is [elsewhere](https://example.org/water).
      - callout: Stone is heavy.
  - id: air
    title: Air
    body: |
      Air is thin.

      - A point
      - Another
quiz:
  bank: bank
  items: [one, two]
"""
BANK = """bank: bank
items:
  - {id: one, stem: What is water?, key: Wet, distractors: [Dry, Loud], rationale: See above.}
  - {id: two, stem: What is stone?, key: Hard, distractors: [Soft, Loud]}
"""


@pytest.fixture
def project(tmp_path) -> Path:
    root = tmp_path / "project"
    for name, text in {"content/g.yaml": GUIDE, "quizzes/bank.yaml": BANK, "guidegen.yaml": "{}"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture
def laid(monkeypatch) -> list[str]:
    """What is said by the blocks that are laid out; those of the key are of no interest."""
    found: list[str] = []
    original = Layout.anew

    def noted(self, block, frame, headers):
        if type(block).__name__ != "KeyList":
            found.append(repr(block))
        return original(self, block, frame, headers)

    monkeypatch.setattr(Layout, "anew", noted)
    return found


def test_an_edit_lays_out_the_section_with_the_edit(project, laid):
    run(project)
    assert len(laid) > 8
    before = "Stone is hard."
    for word in ("very", "quite", "rather"):
        laid.clear()
        change(project / "content" / "g.yaml", before, f"Stone is {word} hard.")
        before = f"Stone is {word} hard."
        run(project)
        # What tells the version and its code is another one, too.
        [section] = [each for each in laid if "About this handout" not in each]
        assert f"Stone is {word} hard." in section


def test_an_edit_of_an_item_lays_out_the_items(project, laid):
    run(project)
    for stem in ("How is stone?", "Which is stone?"):
        change(project / "quizzes" / "bank.yaml", "What is stone?" if stem[0] == "H" else "How is stone?", stem)
        before = len(laid)
        run(project)
    assert any(stem in each for each in laid[before:])
    assert not any(words in each for each in laid[before:] for words in ("is wet.", "is heavy.", "is thin."))


def test_an_edit_finds_the_texts_of_what_it_lays_out_anew(project, monkeypatch):
    """Also in the run after one that took the section whole."""
    from guidegen.render.pdf.fragments import Fragments

    run(project)
    for number in range(2):
        change(project / "content" / "g.yaml", "version: 1", f"version: 1{number}")
        run(project)
    texts = []
    original = Fragments._laid
    monkeypatch.setattr(
        Fragments, "_laid", lambda self, facts, *rest: texts.append(repr(facts.line)) or original(self, facts, *rest)
    )
    change(project / "content" / "g.yaml", "Another", "Another one")
    run(project)
    # The code of the version is another one, too.
    assert "Another one" in "".join(texts)
    assert not any(word in "".join(texts) for word in ("Water", "Stone", "Air is", "A point", "What is"))


def test_nothing_is_written_where_nothing_is_said_otherwise(project):
    run(project)
    change(project / "content" / "g.yaml", "version: 1", "version: 2")
    run(project)
    folder = project / kept_folder.NAME / "fragments"
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    (project / "output" / "g.pdf").unlink()
    run(project)
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before


def test_what_is_wrong_with_kept_blocks_is_told_at_its_place(project, monkeypatch):
    """It is found when pages are filled, and the block that was kept does not know where it was typed."""
    from guidegen.catalogue import diagnosed
    from guidegen.diagnostics import Severity, Span
    from guidegen.render import pdf

    guide, replace = project / "content" / "g.yaml", dataclasses.replace
    alone = replace(diagnosed("P141", "A widow.", Span(""), hint=""), severity=Severity.WARNING)
    original = pdf.flow_in_columns

    def noticed(units, *rest):
        pages, problems = original(units, *rest)
        # As if a heading stood alone.
        found = [unit.origin for unit in units if "section:air" in unit.anchors] if wrong else []
        return pages, [*problems, *(replace(alone, span=origin) for origin in found)]

    monkeypatch.setattr(pdf, "flow_in_columns", noticed)
    wrong = False
    run(project)
    change(guide, "version: 1", "version: 2")
    run(project)
    wrong = True
    told = []
    for _ in range(3):
        guide.write_text("# A comment\n" + guide.read_text().replace("Drink", "Drink a"))
        report = run(project)
        told += [each.span.line for each in report.diagnostics if each.code == "P141"]
        fresh = run(clean_copy(project, project.parent / "clean"))
        assert fresh.diagnostics == report.diagnostics
        assert outputs(project) == outputs(project.parent / "clean")
    assert told == [told[0], told[0] + 1, told[0] + 2]


# Boxes


def test_a_box_of_another_height_is_drawn_by_the_block_laid_out_anew(project, tmp_path, monkeypatch):
    guide = project / "content" / "g.yaml"
    points = "\n".join(f"          - Point {number} of many in a box" for number in range(60))
    change(guide, "      - callout: Stone is heavy.\n", f"      - callout: |\n{points}\n")
    run(project)
    anew = []
    original = Boxes._drawn_anew
    monkeypatch.setattr(Boxes, "_drawn_anew", lambda self, *at: anew.append(at) or original(self, *at))
    change(guide, "Water is wet.", "Water is very wet.")
    same_as_clean(project, tmp_path / "clean")
    assert not anew
    for number in range(1, 5):
        change(guide, " wet.", " wet." + " It is wet and wet and" * 9 * number + " wet.")
        same_as_clean(project, tmp_path / "clean")
    assert anew


# Plain data

STYLE = Style(("Face", "Other"), 13.5, (0.1, 0.2, 1), 3.0, "es", True)
LINE = FragmentLine(
    0.0,
    16.5,
    (Mark(2, "BT (x) Tj ET"), Mark(-1, "")),
    (
        SlotPlace(1, Slot("name", "W", inline=True), 1.5, -3.0, 20, STYLE),
        SlotPlace(0, Slot("place", "W"), 1.5, -3.0, 20, STYLE),
        SlotPlace(3, PageReference("section:a", "other"), 0.0, -1.0, 2.5, dataclasses.replace(STYLE, size=9)),
    ),
    (LinkPlace(1, 2.0, 3.0, "https://example.org", "an example"),),
    1.75,
    (FieldPlace(2, 1.0, -2.0, 3.0, 4.0, 5, "a word"),),
)
TEXT = Fragment(
    1.25,
    33,
    (LINE, FragmentLine(16.5, 16.5, (Mark(0, "BT (y) Tj ET"),))),
    (0, InlineElement("Span", (1, InlineElement("Em", (2,))), "fr", "long form", "actual", "alt", 4)),
    5,
    (("Face", 0b1110), ("Other", (3, 40_000))),
    extent=9.5,
    mirrors=True,
)
WORDS = Fragment(5.0, 12.0, (FragmentLine(0.0, 12.0, (Mark(0, "BT (z) Tj ET"),)),), (0,), 1, (("Face", 0b10001),))
FIRST, FIRST_LINK = 100, 40


def sample() -> tuple[list[Unit], list[Element], KeysOfBlock]:
    """Units and elements that have every field; their keys begin at these."""
    header = Unit(12, [Placed(WORDS, 1, 2, FIRST + 7, 0, 0, 1)], before=1.5)
    apart = Unit(9.5, [Placed(ornament("0 0 m", 5, 9.5), 0, 0.5, -1, last=1, artifact="Layout")], after=2)
    group = Group(True, Backdrop(3.5, lambda height: ornament("re f", 4, height)), 6.0, [header, apart])
    inner = Group(False)
    units = [
        header,
        Unit(
            33.0,
            [Placed(TEXT, 4.5, 1, FIRST, FIRST_LINK, 0, 1), Placed(TEXT, 4.5, 1, FIRST, FIRST_LINK, 1, 2)],
            1.0,
            2.0,
            True,
            True,
            "page",
            True,
            True,
            True,
            (group, inner),
            ("a", "b"),
            stack=Stack((Placed(WORDS, 0, 0, FIRST + 5, 0, 0, 1),), of_copy=True),
        ),
        Unit(3, [], groups=(inner,)),
        Unit(4, [], stack=Stack((Placed(WORDS, 0, 0, FIRST + 6, 0, 0, 1),))),
    ]
    link = Element("Link", [FIRST + 1, FIRST + 2], link=FIRST_LINK + 2, anchor="a", id="th1", title="T", language="fr")
    link.alt, link.actual_text, link.expansion = "alt", "actual", "E"
    cell = Element("TD", [FIRST + 5], {"Table": {"Headers": "[(th1)]"}, "Layout": {"W": "1"}}, rank=2, named=True)
    tree = [Element("Sect", [Element("P", [FIRST, link, FIRST + 3, FIRST + 4]), cell, Element("P", [FIRST + 7])])]
    return units, [*tree, Element("P", [FIRST + 6])], KeysOfBlock(FIRST, FIRST_LINK, 8, 5)


def through_json(data: object) -> object:
    return json.loads(json.dumps(data))


def restored(data, content: int = FIRST, links: int = FIRST_LINK) -> tuple[list[Unit], list[Element]]:
    return block_from(data, content, links, lambda place: lambda height: ornament(f"box {place}", 4, height))


def as_drawn(units: list[Unit]) -> list[object]:
    """What is asked of units, with the number of each group."""
    numbers: dict[int, int] = {}

    def of_placed(placed: Placed) -> tuple[object, ...]:
        fragment = dataclasses.replace(placed.fragment, kids=(), glyphs=())
        # Of one without links nobody asks for the first.
        link = placed.link if any(line.links or line.fields for line in fragment.lines) else None
        return (fragment, placed.x, placed.y, placed.key, link, placed.first, placed.last, placed.artifact)

    told: list[object] = []
    for unit in units:
        for group in unit.groups:
            numbers.setdefault(id(group), len(numbers))
        stack = unit.stack and ([of_placed(each) for each in unit.stack.placed], unit.stack.of_copy)
        plain = dataclasses.replace(unit, placed=[], groups=(), stack=None)
        told.append((plain, [of_placed(each) for each in unit.placed], stack, [numbers[id(g)] for g in unit.groups]))
    return told


def test_a_block_comes_back_as_it_was():
    units, elements, keys = sample()
    plain = plain_block(units, elements, keys)
    found, tree = restored(through_json(plain.data))
    assert as_drawn(found) == as_drawn(units)
    assert tree == elements
    assert repr(tree) == repr(elements)
    [group, inner], [was, _] = found[1].groups, units[1].groups
    assert (group.keep, group.padding, group.backdrop.x, inner.backdrop) == (True, 6.0, 3.5, None)
    assert group.backdrop.draw(7.5) == ornament("box 0", 4, 7.5)
    assert as_drawn(group.repeat) == as_drawn(was.repeat)
    assert group.repeat[0] is found[0]


def test_keys_are_counted_from_the_first():
    units, elements, keys = sample()
    found, tree = restored(through_json(plain_block(units, elements, keys).data), 7, 3)
    assert [each.key for unit in found for each in unit.pieces] == [14, 7, 7, 12, 13]
    assert tree[0].kids[0].kids[1].kids == [8, 9]
    assert tree[0].kids[0].kids[1].link == 5
    assert found[1].placed[0].link == 3


def test_a_document_asks_for_the_glyphs_of_all_that_is_drawn_and_of_nothing_else():
    units, elements, keys = sample()
    unseen = dataclasses.replace(WORDS, glyphs=(("Face", 1 << 30),))
    units[2].placed.append(Placed(unseen, 0, 0, FIRST + 5, 0, 0, 0))
    found, _ = restored(through_json(plain_block(units, elements, keys).data))
    asked = [each.fragment.glyphs for unit in found for each in unit.pieces if each.fragment.glyphs]
    assert set(asked) == {(("Face", 0b11111), ("Other", (3, 40_000)))}


def test_fragments_of_a_block_come_back_whole():
    units, elements, keys = sample()
    plain = plain_block(units, elements, keys)
    assert fragments_from(through_json(plain.data), through_json(plain.apart)) == plain.fragments
    assert repr(plain.fragments) == repr(fragments_from(through_json(plain.data), through_json(plain.apart)))


def test_the_sample_leaves_out_no_field():
    """A field that is new must be kept as well: give it a value above, and see to it in `plain_blocks`."""
    units, elements, _ = sample()
    walked = [each for element in elements for each in element.walk()]
    group = units[1].groups[0]
    never_kept = {"origin", "problems", "images", "written", "slots", "drawn", "came"}
    for parts in (units, walked, [group], [units[1].stack], units[1].placed + group.repeat[1].placed, [TEXT]):
        for field in dataclasses.fields(parts[0]):
            default = field.default if field.default is not dataclasses.MISSING else None
            if field.default_factory is not dataclasses.MISSING:
                default = field.default_factory()
            if field.name not in never_kept and default is not None:
                assert any(getattr(part, field.name) != default for part in parts), field.name


@pytest.mark.parametrize(
    "change",
    [
        lambda units, elements: units[1].placed.append(Placed(dataclasses.replace(WORDS, images=("a",)), 0, 0, FIRST)),
        lambda units, elements: units[1].placed.append(Placed(WORDS, 0, 0, FIRST - 1)),
        lambda units, elements: units[1].placed.append(Placed(WORDS, 0, 0, FIRST + 8)),
        lambda units, elements: units[1].placed.append(Placed(TEXT, 0, 0, FIRST, FIRST_LINK - 1)),
        lambda units, elements: setattr(units[1].stack, "drawn", "drawn"),
        lambda units, elements: setattr(units[0], "stack", units[1].stack),
        lambda units, elements: setattr(elements[0], "written", {}),
        lambda units, elements: elements[0].kids.append(FIRST + 8),
        lambda units, elements: elements[0].kids.append(FIRST - 1),
        lambda units, elements: elements[0].kids.append(Element("Link", [], link=FIRST_LINK + 5)),
    ],
)
def test_what_belongs_to_other_documents_is_not_kept(change):
    units, elements, keys = sample()
    change(units, elements)
    with pytest.raises(Unusual):
        plain_block(units, elements, keys)


WRONG = (None, "x", -1, 1.5, 10**30, 1e300, True, [], ["x"], {}, {"a": 1}, [[]])


def places(data, path=()):
    """Every place in plain data."""
    yield path
    inner = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def with_other(data, path, value):
    """The data with another value at a place."""
    if not path:
        return value
    copied = data.copy()
    copied[path[0]] = with_other(data[path[0]], path[1:], value)
    return copied


def kinds(value):
    """The types of all that is in a record, a list or another of the containers; whole numbers are numbers."""
    if dataclasses.is_dataclass(value):
        return {(type(value).__name__, f.name): kinds(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [kinds(each) for each in value]
    return "number" if type(value) in (int, float) else type(value).__name__


def test_what_is_of_another_kind_is_refused_wherever_it_stands():
    units, elements, keys = sample()
    plain = through_json(plain_block(units, elements, keys).data)
    allowed = _leaves(kinds(restored(plain)))
    for path in places(plain):
        for wrong in WRONG:
            try:
                found, tree = restored(with_other(plain, path, wrong))
                for unit in found:
                    assert not unit.groups or unit.groups[0].keep in (True, False)
                assert _leaves(kinds((found, tree))) <= allowed, (path, wrong)
            except UNREADABLE:
                continue


def _leaves(told, name=()) -> set[tuple[object, ...]]:
    """Which kinds are in which fields."""
    if isinstance(told, dict):
        return {leaf for key, value in told.items() for leaf in _leaves(value, key)}
    if isinstance(told, list):
        return {leaf for each in told for leaf in _leaves(each, name)}
    return {(name, told)}


# Damage


def with_block_parts(root: Path, alter) -> None:
    """Alter what the kept blocks say (`alter` gets each part as data and gives another), well sealed."""
    part = KeptFolder(str(root), "fragments", most_files=99, most_bytes=9**9)
    for path in (root / kept_folder.NAME / "fragments").iterdir():
        head, told, pieces = part.read(path.name).split(b"\n", 2)
        size, index = json.loads(told)
        made, at = [pieces[:size]], size
        for _, _, sizes in index:
            made.append(pieces[at : at + sizes[0]])
            at += sizes[0]
            for place, length in enumerate(sizes[1:], start=1):
                data = json.loads(pieces[at : at + length].decode("utf-8", "surrogatepass"))
                at += length
                made.append(json.dumps(alter(data)).encode())
                sizes[place] = len(made[-1])
        part.write(path.name, b"\n".join([head, json.dumps([size, index]).encode(), b"".join(made)]))


def prepared(root: Path) -> None:
    """A project with blocks of every kind that are kept."""
    write_specimen(root)
    run(root)
    change(root / "content" / "specimen.yaml", "version: 1", "version: 2")
    run(root)


@pytest.mark.parametrize("seed", range(6))
def test_blocks_of_other_kinds_give_the_bytes_of_a_clean_build(tmp_path, seed):
    chance = random.Random(seed)
    root = tmp_path / "project"
    prepared(root)

    def alter(data):
        path = chance.choice(list(places(data)))
        whole = data
        for key in path:
            whole = whole[key]
        # Another value of the same kind is another block, as is a value that all of a list have, or a box for a group
        # that had none: that is no damage that can be noticed.
        if isinstance(whole, bool | list) or whole is None:
            return data
        other = [wrong for wrong in (None, "x", 1.5, [], {}, [[]]) if kinds(wrong) != kinds(whole)]
        other = [wrong for wrong in other if not (isinstance(whole, dict) and isinstance(wrong, list | dict))]
        # A list without glyphs is one as well.
        other = [wrong for wrong in other if not (isinstance(whole, str) and wrong == [])]
        return with_other(data, path, chance.choice(other))

    with_block_parts(root, alter)
    change(root / "content" / "specimen.yaml", "Text runs", f"Text {seed} runs")
    same_as_clean(root, tmp_path / "clean")


@pytest.mark.parametrize("seed", range(6))
def test_damaged_bytes_give_the_bytes_of_a_clean_build(tmp_path, seed):
    chance = random.Random(seed)
    root = tmp_path / "project"
    prepared(root)
    for path in (root / kept_folder.NAME / "fragments").iterdir():
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 9, 200))):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(data)
    change(root / "content" / "specimen.yaml", "Text runs", f"Text {seed} runs")
    same_as_clean(root, tmp_path / "clean")


def test_an_index_of_nonsense_is_none(project, tmp_path):
    run(project)
    change(project / "content" / "g.yaml", "version: 1", "version: 2")
    run(project)
    part = KeptFolder(str(project), "fragments", most_files=99, most_bytes=9**9)
    [path] = (project / kept_folder.NAME / "fragments").iterdir()
    whole = part.read(path.name)
    head, told, pieces = whole.split(b"\n", 2)
    chance = random.Random(1)
    for _ in range(12):
        data = json.loads(told)
        place = chance.choice([*places(data[:1]), *places(data)])
        spoilt = json.dumps(with_other(data, place, chance.choice(WRONG)))
        part.write(path.name, b"\n".join([head, spoilt.encode(), pieces]))
        change(project / "content" / "g.yaml", "Drink", "Drink a")
        same_as_clean(project, tmp_path / "clean")


def test_nothing_of_copies_for_people_is_kept_as_blocks(project):
    from guidegen.batch.choices import CopiesWanted

    roster = project / "class.csv"
    roster.write_text("name,id\nZebulon,1\n")
    for _ in range(2):
        build(
            project, today=TODAY, producer="guidegen", copies=CopiesWanted(roster), only=frozenset(["content/g.yaml"])
        )
        change(project / "content" / "g.yaml", "Drink", "Drink a")
    assert not (project / kept_folder.NAME / "fragments").exists()
