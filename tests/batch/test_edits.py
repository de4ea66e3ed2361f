"""Edits of every kind, one after the other: what an earlier build kept gives the bytes of a clean one."""

from __future__ import annotations

import copy
import random
import shutil
from pathlib import Path

import pytest
import yaml

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.cli.theme import write_specimen
from guidegen.diagnostics import has_errors
from guidegen.kept import folder as kept_folder
from tests.conftest import TODAY
from tests.script_examples import files

#: Sections and blocks that the specimen has not, or not in this way.
MORE = (
    {
        "title": "Added",
        "body": "Said by somebody [@second], and *again* [@first; @second]. See [that](https://example.org/b).",
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
