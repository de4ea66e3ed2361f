"""What was read of a file and kept is what reading it gives, to the last place, and is never trusted."""

from __future__ import annotations

import importlib
import json
import random
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.batch.content import content_problems
from guidegen.batch.dry_run import plan
from guidegen.inline import TypedProse
from guidegen.kept import folder as kept_folder
from guidegen.kept.folder import KeptFolder
from guidegen.lint.selection import Selection
from guidegen.reading import kept_files, plain_records, read_project
from guidegen.reading.content_file import read_content
from guidegen.reading.items.kinds import KIND_NAMES
from guidegen.reading.items.record import KINDS
from guidegen.reading.kept_files import KeptReadings
from guidegen.reading.reader import Reader
from guidegen.records import field_names, is_record
from guidegen.source.files import ProjectFiles
from tests.conftest import TODAY
from tests.generated_banks import generated
from tests.handout_examples import FILES, with_picture
from tests.item_examples import write_every_kind
from tests.test_docs import DOCS, GUIDE, PAGES, blocks, indented, write
from tests.visual_guide import write_visual_guide

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"


def whole(value: object) -> object:
    """All that a value holds, with the types, and with the places that do not count when values are compared."""
    kind = type(value).__name__
    if isinstance(value, TypedProse):
        node = value.node
        place = [node.value, node.style, node.start, node.end, whole(node.span), node.place(0, len(node.value))]
        return [kind, place, value.original, [whole(each) for each in value]]
    if is_record(type(value)):
        return [kind, [(name, whole(getattr(value, name))) for name in field_names(type(value))]]
    if isinstance(value, tuple | list):
        return [kind, [whole(each) for each in value]]
    if isinstance(value, dict):
        return [kind, [(key, whole(each)) for key, each in value.items()]]
    return [kind, repr(sorted(value)) if isinstance(value, frozenset) else repr(value)]


def kept_in(root: Path) -> dict[str, bytes]:
    """The files that are kept whole."""
    folder = root / kept_folder.NAME / "readings"
    found = {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}
    return {name: data for name, data in found.items() if data.count(b"\n") == 2 and not data.endswith(b"\n")}


def read(root: Path, *, kept: bool = False) -> object:
    """All that is read of a project."""
    project, problems, sources = read_project(root, kept=KeptReadings(root) if kept else None)
    return whole([project, problems, sources])


def read_again_and_again(root: Path) -> object:
    """The same, for the third time with what is kept."""
    for _ in range(2):
        read(root, kept=True)
    return read(root, kept=True)


def copied(folder: Path, *parts: str) -> Path:
    for part in parts:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / Path(part).name)
        else:
            shutil.copy(ROOT / part, folder)
    return folder


def examples(folder: Path) -> None:
    copied(folder, "content", "quizzes", "guidegen.yaml")


def specimen(folder: Path) -> None:
    shutil.copytree(ROOT / "guidegen/cli/templates/specimen", folder, dirs_exist_ok=True)


def random_banks(folder: Path) -> None:
    generated(3, 60).write(folder)


def documented(folder: Path) -> None:
    """Each example of the documentation, in which every field stands; settings that name no files."""
    for kind, text in blocks(DOCS / "authoring.md"):
        match = re.search(r"^(guide|bank|quiz): *([a-z0-9-]+)\n", text, re.MULTILINE)
        if not kind and match and not text.startswith("# guidegen.yaml"):
            write(folder, f"{'content' if match[1] == 'guide' else 'quizzes'}/{match[2]}.yaml", text)
    fragments = [(kind, text) for page in PAGES for kind, text in blocks(page) if kind]
    for number, (kind, text) in enumerate(fragments):
        if kind == "body":
            guide = GUIDE.replace("guide: fragment", f"guide: fragment-{number}")
            write(folder, f"content/fragment-{number}.yaml", guide + indented(text, 6))
        else:
            bank = f"bank: fragment-{number}\nitems:\n{indented(text, 2)}"
            write(folder, f"quizzes/fragment-{number}.yaml", bank)
    write(
        folder,
        "content/lines.yaml",
        GUIDE.replace("fragment", "lines") + "      - |\n        `Code`.\\\n        A line.\n",
    )
    (folder / "guidegen.yaml").write_text(SETTINGS)


SETTINGS = """organisation:
  name: A school
sites:
  north: {name: A school in the north, page: a4}
language-help:
  phone: 555-0142
  languages: [es, fr]
check:
  ignore: [R104]
creep: 0.1 mm
"""
PROJECTS = {
    make.__name__: make for make in (examples, specimen, write_every_kind, write_visual_guide, random_banks, documented)
}


@pytest.mark.parametrize("name", PROJECTS)
def test_what_was_kept_is_what_was_read(tmp_path, name):
    PROJECTS[name](tmp_path)
    expected = read(tmp_path)
    assert read_again_and_again(tmp_path) == expected
    assert kept_in(tmp_path)


#: Records beside those that a file is read into.
NOT_READ = {"Originals", "Parallel", "Project", "Reader", "Translated", "Translation"}


def test_every_kind_of_record_was_met(tmp_path):
    met: set[str] = set()
    for name in ("examples", "documented"):
        PROJECTS[name](tmp_path / name)
        read_again_and_again(tmp_path / name)
        for data in kept_in(tmp_path / name).values():
            met |= set(json.loads(data.split(b"\n")[2])[0])
    for module in plain_records._MODULES:
        for name, kind in vars(importlib.import_module(module)).items():
            if isinstance(kind, type) and is_record(kind) and kind.__module__ == module and name not in NOT_READ:
                assert f"{module}.{name}" in met
                assert field_names(kind) == field_names(kind, "init"), "what is kept says all of a record"


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_said_of_files_at_fault_stays_the_same(tmp_path, path):
    (tmp_path / "content").mkdir()
    shutil.copy(path, tmp_path / "content")
    expected = read(tmp_path)
    assert read_again_and_again(tmp_path) == expected


def test_a_file_knows_all_that_it_knew(tmp_path):
    """What it declares and mentions as well, by which it is held against others."""
    examples(tmp_path)
    read_again_and_again(tmp_path)
    files, kept = ProjectFiles(tmp_path), KeptReadings(tmp_path)
    paths = [path for path in files.content_files()[0] if ".es." not in path]
    restored = []
    for path in paths:
        source, _ = files.read_text(path)
        first, second = Reader(source, files), Reader(source, files)
        anew, found = read_content(first), kept.content(second, files.digests[path])
        if found is None:
            continue
        restored.append(path)
        assert whole([found.kind, found.name, found.name_span, found.value]) == whole(
            [anew.kind, anew.name, anew.name_span, anew.value]
        )
        for name in ("mentions", "declarations", "unsure", "items_wanted", "items_held", "diagnostics", "language"):
            assert getattr(second, name) == getattr(first, name)
    assert any("quizzes/" in path for path in restored)
    assert any("content/" in path for path in restored)


def test_nothing_is_parsed_where_all_is_kept(tmp_path, monkeypatch):
    examples(tmp_path)
    for translation in tmp_path.rglob("*.es.yaml"):
        translation.unlink()
    read_again_and_again(tmp_path)

    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("guidegen.reading.content_file.parse_yaml", refused)
    read(tmp_path, kept=True)
    with pytest.raises(AssertionError):
        read(tmp_path)


def test_a_new_bank_is_kept_at_once_and_what_is_edited_when_it_was_read_twice(tmp_path):
    write_linked(tmp_path)
    read(tmp_path, kept=True)
    assert len(kept_in(tmp_path)) == 1
    read(tmp_path, kept=True)
    assert len(kept_in(tmp_path)) == 2
    for path, word in (("content/water.yaml", "is wet"), ("quizzes/bank.yaml", "Loud")):
        file = tmp_path / path
        file.write_text(file.read_text().replace(word, f"{word} and edited"))
        read(tmp_path, kept=True)
        assert len(kept_in(tmp_path)) == 1
        read(tmp_path, kept=True)
        assert len(kept_in(tmp_path)) == 2


def test_links_to_other_files_are_checked_each_time(tmp_path):
    """A problem of a bank that is kept, because of an edited guide, stands where it would stand."""
    write_linked(tmp_path)
    read_again_and_again(tmp_path)
    guide = tmp_path / "content" / "water.yaml"
    for old, new in (("cdc:", "who:"), ("id: wet", "id: dry"), ("guide: water", "guide: fire")):
        before = guide.read_text()
        guide.write_text(before.replace(old, new))
        _, problems, _ = read_project(tmp_path)
        assert {problem.span.path for problem in problems} >= {"quizzes/bank.yaml"}
        assert read_again_and_again(tmp_path) == read(tmp_path)
        guide.write_text(before)
        assert read(tmp_path, kept=True) == read(tmp_path)


def write_linked(folder: Path) -> None:
    """A guide with a source that only its bank cites."""
    for name, text in {
        "content/water.yaml": "guide: water\ntitle: Water\nmain-message: Drink.\nversion: 1\nsections:\n"
        "  - id: wet\n    title: Wet\n    body: Water is wet.\nsources:\n  cdc: A source\nquiz:\n  bank: bank\n",
        "quizzes/bank.yaml": "bank: bank\nguide: water\nitems:\n  - id: one\n    stem: What is water? [@cdc]\n"
        "    key: Wet\n    distractors: [Dry, Loud]\n    section: wet\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_what_the_rules_say_is_the_same(tmp_path):
    """They look for words by the places that the model has."""
    examples(tmp_path)
    expected = content_problems(tmp_path, Selection(), TODAY)
    for _ in range(3):
        report = build(tmp_path, strict=True, today=TODAY, producer="guidegen")
    forced = build(tmp_path, strict=True, today=TODAY, producer="guidegen", force=True)
    assert report.diagnostics == forced.diagnostics
    assert content_problems(tmp_path, Selection(), TODAY) == expected


def write_pictured(folder: Path) -> None:
    for path, text in FILES.items():
        write(with_picture(folder), path, text)


def test_a_picture_counts_by_its_content(tmp_path):
    write_pictured(tmp_path)
    assert read_again_and_again(tmp_path) == read(tmp_path)
    assert kept_in(tmp_path)
    [picture] = tmp_path.rglob("*.png")
    data = picture.read_bytes()
    other = BytesIO()
    Pillow.new("L", (30, 20)).save(other, "PNG")
    for changed in (other.getvalue(), data[:-30], b"", data):
        picture.write_bytes(changed)
        assert read(tmp_path, kept=True) == read(tmp_path)
    picture.unlink()
    assert read(tmp_path, kept=True) == read(tmp_path)


def test_a_picture_that_is_the_same_is_not_decoded(tmp_path, monkeypatch):
    write_pictured(tmp_path)
    read_again_and_again(tmp_path)
    monkeypatch.setattr("guidegen.reading.images.read_image", None)
    project, problems, _ = read_project(tmp_path, kept=KeptReadings(tmp_path))
    assert project.guides
    assert not problems


def test_what_names_other_files_is_read_each_time(tmp_path):
    (tmp_path / "quizzes").mkdir(exist_ok=True)
    (tmp_path / "quizzes" / "table.csv").write_text("a,b\n1,2\n3,4\n")
    (tmp_path / "quizzes" / "used.txt").write_text("one\n")
    (tmp_path / "quizzes" / "drawn.yaml").write_text(
        "bank: drawn\nitems:\n  - id: one\n    stem: What is {{a}} + {{b}}?\n    variables:\n"
        "      a: {column: a, of: table.csv}\n      b: {column: b, of: table.csv}\n    answer: '{{a + b}}'\n"
    )
    (tmp_path / "quizzes" / "plain.yaml").write_text("bank: plain\nitems:\n  - stem: One?\n    answer: word\n")
    (tmp_path / "quizzes" / "old.yaml").write_text(
        "quiz: old\ntitle: Old\nbank: plain\nexclude: [used.txt]\nitems: 1\n"
    )
    (tmp_path / "guidegen.yaml").write_text("output: elsewhere\n")
    assert read_again_and_again(tmp_path) == read(tmp_path)
    assert len(kept_in(tmp_path)) == 1
    (tmp_path / "quizzes" / "table.csv").write_text("a,b\n1,2\n9,4\n")
    (tmp_path / "quizzes" / "used.txt").write_text("two three\n")
    assert read(tmp_path, kept=True) == read(tmp_path)


@pytest.mark.parametrize("settings", ["language: es\n", "language: de\n", ""])
def test_the_language_of_the_project_counts(tmp_path, settings):
    write_linked(tmp_path)
    read_again_and_again(tmp_path)
    (tmp_path / "guidegen.yaml").write_text(settings)
    assert read(tmp_path, kept=True) == read(tmp_path)


def test_a_file_that_moved_is_read_anew(tmp_path):
    write_linked(tmp_path)
    read_again_and_again(tmp_path)
    shutil.move(tmp_path / "quizzes" / "bank.yaml", tmp_path / "content" / "bank.yaml")
    assert read(tmp_path, kept=True) == read(tmp_path)


def test_another_program_reads_anew(tmp_path, monkeypatch):
    write_linked(tmp_path)
    read_again_and_again(tmp_path)
    monkeypatch.setattr(kept_files, "fingerprint", lambda: "another")
    monkeypatch.setattr(kept_files, "made_of", None)
    assert read(tmp_path, kept=True) == read(tmp_path)


def test_long_files_are_read_each_time(tmp_path, monkeypatch):
    write_linked(tmp_path)
    monkeypatch.setattr(kept_files, "_LONGEST", 10)
    assert read_again_and_again(tmp_path) == read(tmp_path)
    assert not kept_in(tmp_path)


def test_what_is_forced_is_read_anew_and_a_plan_keeps_nothing(tmp_path, monkeypatch):
    write_linked(tmp_path)
    folder = tmp_path / kept_folder.NAME / "readings"
    for _ in range(3):
        plan(tmp_path, today=TODAY, producer="guidegen")
        build(tmp_path, today=TODAY, producer="guidegen", force=True)
    assert not folder.exists()
    for _ in range(3):
        build(tmp_path, today=TODAY, producer="guidegen")
    assert kept_in(tmp_path)
    monkeypatch.setattr(kept_files, "made_of", None)
    build(tmp_path, today=TODAY, producer="guidegen", force=True)
    assert kept_folder.clear(str(tmp_path))[0]
    assert not folder.exists()


def test_choices_of_a_build_do_not_matter(tmp_path):
    write_linked(tmp_path)
    for key in ("end", "apart", "none", "end"):
        report = build(tmp_path, choices=Choices(key=key), today=TODAY, producer="guidegen")
        assert not report.failures
    assert read(tmp_path, kept=True) == read(tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_any_edits_are_read_as_if_nothing_was_kept(tmp_path, seed):
    """Lines that go, come twice or say something else, in one file or another, and are put back."""
    examples(tmp_path)
    chance = random.Random(seed)
    paths = sorted(path for path in tmp_path.rglob("*.yaml") if seed % 2 or ".es." not in path.name)
    for path in set(tmp_path.rglob("*.yaml")) - set(paths):
        path.unlink()
    first = {path: path.read_text() for path in paths}
    for _ in range(30):
        path = chance.choice(paths)
        lines = path.read_text().splitlines(keepends=True)
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                words = lines[at].split(" ")
                words[-1] = f"{chance.choice(['other', 'words', '12', 'glutamine', '[@none]'])}\n"
                lines[at] = " ".join(words)
            case 3:
                lines.insert(at, "# A remark.\n")
            case _:
                lines = [first[path]]
        path.write_text("".join(lines))
        for _ in range(chance.choice([1, 1, 2, 3])):
            assert read(tmp_path, kept=True) == read(tmp_path)


def _replaced(data: object, chance: random.Random) -> object:
    """Plain data with something else at one place."""
    anything = [None, 0, -1, 10**30, 1.5, "", "x" * 99, [], [0], [99], [8, 1], {}, {"a": 1}, [[[]]], True]
    if not isinstance(data, list) or not data or chance.random() < 0.1:
        return chance.choice(anything)
    place = chance.randrange(len(data))
    match chance.randrange(8):
        case 0:
            return [*data[:place], *data[place + 1 :]]
        case 1:
            return [*data[:place], chance.choice(anything), *data[place:]]
        case _:
            return [*data[:place], _replaced(data[place], chance), *data[place + 1 :]]


@pytest.mark.parametrize("seed", range(6))
def test_damage_is_noticed(tmp_path, seed):
    examples(tmp_path)
    expected = read_again_and_again(tmp_path)
    assert expected == read(tmp_path)
    chance = random.Random(seed)
    whole_files = kept_in(tmp_path)
    folder = tmp_path / kept_folder.NAME / "readings"
    for _ in range(12):
        for name, data in whole_files.items():
            at = chance.randrange(len(data))
            seal, head, told = data.split(b"\n")
            (folder / name).write_bytes(
                chance.choice(
                    [
                        data[:at],
                        data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :],
                        data + data,
                        chance.choice([*whole_files.values()][::-1]) if len(whole_files) > 1 else b"",
                        b"\n".join([seal, head, json.dumps(_replaced(json.loads(told), chance)).encode()]),
                        b"",
                        chance.randbytes(99),
                    ]
                )
            )
        assert read(tmp_path, kept=True) == expected


@pytest.mark.parametrize("seed", range(6))
def test_nonsense_with_a_good_seal_stops_nothing(tmp_path, seed):
    write_linked(tmp_path)
    (tmp_path / "guidegen.yaml").write_text("organisation:\n  name: A school\n")
    read_again_and_again(tmp_path)
    chance = random.Random(seed)
    files = kept_in(tmp_path)
    assert len(files) == 3
    part = KeptFolder(str(tmp_path), "readings", most_files=9, most_bytes=9**9)
    for _ in range(60):
        for name, data in files.items():
            _, head, told = data.split(b"\n")
            nonsense = [
                json.dumps(_replaced(json.loads(told), chance)),
                "[" * 9_999,
                f"[[], {'[0,' * 2_000}0{']' * 2_000}]",
                "{",
                '[["os.path", "guidegen.cli.main.main", "guidegen.model.guide.Span"], [8]]',
            ]
            part.write(name, head + b"\n" + chance.choice(nonsense).encode())
        KeptReadings(tmp_path)
        kept_alone(tmp_path)


def kept_alone(root: Path) -> None:
    """Take each file as it is kept: it is good for something, or for nothing."""
    files, kept = ProjectFiles(root), KeptReadings(root, writes=False)
    for path in ("guidegen.yaml", *files.content_files()[0]):
        source, _ = files.read_text(path)
        take = kept.settings if path == "guidegen.yaml" else kept.content
        take(Reader(source, files), files.digests[path])


@pytest.mark.parametrize("settings", ["output: ../elsewhere\n", "output: /tmp\n", "output: content\n"])
def test_paths_are_never_taken_from_what_is_kept(tmp_path, settings):
    """Though the seal is right: who can make one could have the files written anywhere."""
    write_linked(tmp_path)
    settings_file = tmp_path / "guidegen.yaml"
    settings_file.write_text("theme: plain\n")
    expected = read_again_and_again(tmp_path)
    part = KeptFolder(str(tmp_path), "readings", most_files=9, most_bytes=9**9)
    for name in kept_in(tmp_path):
        data = part.read(name)
        assert data is not None
        wrong = json.dumps(settings.partition(" ")[2].strip()).encode()
        is_bank = b"ItemBank" in data
        part.write(name, data.replace(b'"output"', wrong).replace(b'"bank"' if is_bank else b'"water"', b'"../water"'))
    assert read(tmp_path, kept=True) == expected


def test_the_kinds_of_items_are_named_where_they_need_no_shapes():
    assert tuple(KINDS) == KIND_NAMES
