"""The documentation holds: its tables are those of the program, its examples are read, its links lead somewhere."""

import hashlib
import importlib.util
import os
import re
import struct
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from guidegen.audit import FAULTS
from guidegen.batch.look import problems_of_themes
from guidegen.catalogue import CODES
from guidegen.reading import read_project
from guidegen.reading.items.record import KINDS
from tests.small_fonts import small_font

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SKIPPED = {"node_modules", "build", "dist", "output"}
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in SKIPPED for part in path.relative_to(ROOT).parts)
)
FENCE = re.compile(r"^(?P<ticks>`{3,})yaml *(?P<kind>\w*)\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(?P<words>.+?) *$", re.MULTILINE)
TABLE = re.compile(r"\b[\w/-]+\.csv\b")
PICTURE = re.compile(r"\b[\w/-]+\.png\b")
FONT = re.compile(r"fonts/[A-Za-z-]+\.ttf")

# What fragments need around them.
GUIDE = """\
guide: fragment
title: Fragment
main-message: Words
version: 1
sources:
  cdc: CDC
  who-2021: WHO
sections:
  - title: Fragment
    body:
      - "All of them [@cdc; @who-2021]."
"""


@cache
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(page: Path) -> list[tuple[str, str]]:
    """Every example in YAML with what is said after ```yaml: nothing, `body` (blocks) or `items`."""
    # A fence inside an example is indented and does not end it.
    return [(match["kind"], match["text"]) for match in FENCE.finditer(page.read_text(encoding="utf-8"))]


#: Enough for a picture as wide as a page.
_PIXELS = 1000


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", _PIXELS, _PIXELS, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (_PIXELS + 1)) * _PIXELS)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def write(folder: Path, path: str, text: str) -> None:
    """A file of a project, with the pictures and fonts that it names."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    assert not target.exists(), f"two examples are called {path}"
    target.write_text(text, encoding="utf-8")
    for name in TABLE.findall(text):
        (target.parent / name).write_text("name,mass\nneon,20\niron,56\n", encoding="utf-8")
    for name in FONT.findall(text):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(small_font("abc"))
    for name in PICTURE.findall(text):
        picture = target.parent / name
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(png())


def indented(text: str, width: int) -> str:
    return "".join(" " * width + line if line.strip() else line for line in text.splitlines(keepends=True))


def found_in(folder: Path) -> list[str]:
    project, diagnostics, _ = read_project(folder)
    found = [*diagnostics, *problems_of_themes(project)]
    return [f"{d.span.path}:{d.span.line}:{d.span.column} {d.code} {d.message} {d.hint}" for d in found]


def test_tables_of_fields_are_up_to_date() -> None:
    text = (DOCS / "authoring.md").read_text(encoding="utf-8")
    assert reference().missing(text) == []
    assert reference().rewritten(text) == text, "run python docs/make_reference.py"


def test_the_table_of_faults_is_up_to_date() -> None:
    text = (DOCS / "accessibility.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(A\d{3})`", text, re.MULTILINE)) == set(FAULTS)
    assert reference().with_faults(text) == text, "run python docs/make_reference.py"


def test_every_field_stands_in_an_example() -> None:
    examples = "\n".join(text for _, text in blocks(DOCS / "authoring.md"))
    written = set(re.findall(r"^[ -]*([a-z-]+):", examples, re.MULTILINE))
    # The names in the groups of a theme mean what they say in their tables; an example of all would teach nothing.
    groups = ("colours", "styles", "parts", "spacing", "marks", "strokes", "corners")
    by_name = {name: record for name, record in reference().records().items() if name not in groups}
    for name, record in by_name.items():
        assert {field.name for field in record.fields} <= written, name


@pytest.mark.parametrize("page", [DOCS / "authoring.md", ROOT / "README.md"], ids=lambda page: page.name)
def test_complete_files_are_read_without_diagnostics(page: Path, tmp_path: Path) -> None:
    count = 0
    for kind, text in blocks(page):
        first = re.sub(r"\A(?:#.*\n)+", "", text)
        if kind:
            continue
        if text.startswith("# guidegen.yaml"):
            write(tmp_path, "guidegen.yaml", text)
        elif match := re.match(r"(guide|bank|quiz|theme): *([a-z0-9-]+)\n", first):
            folder = {"guide": "content", "theme": "themes"}.get(match[1], "quizzes")
            write(tmp_path, f"{folder}/{match[2]}.yaml", text)
        else:
            raise AssertionError(f"this example is neither a file nor marked as body or items:\n{text}")
        count += 1
    assert count
    assert found_in(tmp_path) == []


def test_fragments_are_read_without_diagnostics(tmp_path: Path) -> None:
    fragments = [(kind, text) for page in PAGES for kind, text in blocks(page) if kind]
    assert {kind for kind, _ in fragments} == {"body", "items"}
    for number, (kind, text) in enumerate(fragments):
        folder = tmp_path / str(number)
        if kind == "body":
            write(folder, "content/fragment.yaml", GUIDE + indented(text, 6))
        else:
            write(folder, "quizzes/fragment.yaml", "bank: fragment\nitems:\n" + indented(text, 2))
        assert found_in(folder) == [], text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    prose = INLINE_CODE.sub("", CODE.sub("", page.read_text(encoding="utf-8")))
    for match in LINK.finditer(prose):
        target, _, place = match["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        other = (page.parent / target).resolve() if target else page
        assert other.exists(), match[0]
        assert not place or place in anchors(other), match[0]


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can name, as GitHub makes them of headings."""
    headings = HEADING.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for words in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_codes_that_are_named_exist(page: Path) -> None:
    named = set(re.findall(r"\[([YSP]\d{3})\]|explain ([YSP]\d{3})\b", page.read_text(encoding="utf-8")))
    assert {one or other for one, other in named} <= set(CODES)


@pytest.mark.parametrize("page", sorted((DOCS / "items").glob("*.md")), ids=lambda page: page.stem)
def test_pictures_of_items_show_the_yaml_beside_them(page: Path) -> None:
    text = "".join(text for kind, text in blocks(page) if kind in ("items", ""))
    pictures = re.findall(r"\]\((\.\./images/items/[^)]+\.png)\)", page.read_text(encoding="utf-8"))
    if page.stem == "README":
        assert not text and not pictures
        return
    assert len(pictures) == 2
    for picture in pictures:
        with Image.open(page.parent / picture) as image:
            assert image.info["source"] == hashlib.sha256(text.encode()).hexdigest(), "run docs/make_item_pictures.py"


def test_pictures_of_blocks_show_the_yaml_beside_them() -> None:
    spec = importlib.util.spec_from_file_location("make_block_pictures", DOCS / "make_block_pictures.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (DOCS / "authoring.md").read_text(encoding="utf-8")
    for heading, name in module.SHOWN.items():
        assert f"](images/blocks/{name}.png)" in page
        with Image.open(DOCS / "images" / "blocks" / f"{name}.png") as image:
            wanted = module.digest(module.example(heading))
            assert image.info["source"] == wanted, "run docs/make_block_pictures.py"


def test_every_kind_of_item_has_a_page() -> None:
    assert set(KINDS) <= {page.stem for page in (DOCS / "items").glob("*.md")}


def output_of(*arguments: str) -> str:
    """What a terminal shows when a command runs: standard output and standard error."""
    command = [sys.executable, "-m", "guidegen", *arguments]
    env = {**os.environ, "PYTHONUTF8": "1"}
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=env)
    return result.stdout.strip()


def transcripts() -> list[str]:
    """The outputs that README.md shows."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [match.strip() for match in re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


def test_readme_shows_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built, mistaken = transcripts()
    monkeypatch.chdir(tmp_path)
    output_of("new", "project", "my-clinic")
    monkeypatch.chdir(tmp_path / "my-clinic")
    # The order of standard output and standard error depends on the terminal; README shows the files alone.
    assert set(built.splitlines()) <= set(output_of("build", "--today", "2026-11-23").splitlines())
    guide = Path("content/my-clinic.yaml")
    text = guide.read_text(encoding="utf-8")
    wrong = re.sub(r"^title: .*$", "title: Water: tap or bottle?", text, count=1, flags=re.MULTILINE)
    guide.write_text(wrong.replace("\nkey-points:", "\nkey-point:"), encoding="utf-8")
    assert output_of("check") == mistaken


def test_the_gallery_shows_every_theme_and_the_pictures_that_are_there() -> None:
    from guidegen.theme import known_themes

    page = (DOCS / "gallery.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\(images/gallery/([a-z-]+)\.png\)", page))
    pictures = {file.stem for file in (DOCS / "images" / "gallery").glob("*.png")}
    assert shown == pictures >= {f"theme-{name}" for name in known_themes()}
    assert sum(file.stat().st_size for file in (DOCS / "images" / "gallery").glob("*.png")) < 3_000_000
