"""What reading makes of good files, how problems spread between files, and that nothing ever raises."""

import io
import random
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidegen.diagnostics import Severity
from guidegen.inline import Blank, Citation, Code, Emphasis, Link, Mathematics, Strong, Text, plain_text
from guidegen.model.item import Matching, MultipleChoice, MultipleResponse, ShortAnswer, TrueFalse
from guidegen.model.project import Project
from guidegen.reading import read_project
from guidegen.reading.prose import Notes, parse_blocks, parse_inline
from guidegen.reading.schema import KINDS, field_reference, json_schema

CASES = Path(__file__).parent.parent / "cases"
SEEDS = sorted(path for path in CASES.rglob("*.yaml") if "settings" not in path.name)


def project(folder: Path, **contents: str | bytes) -> tuple[Project, list[str]]:
    """Read a project of guides (`g_name`), quizzes and banks; what was found as code and place."""
    for name, content in contents.items():
        kind, _, stem = name.partition("_")
        path = folder / ("content" if kind == "g" else "quizzes") / f"{stem.replace('_', '-')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    found, diagnostics, _ = read_project(folder)
    return found, [f"{d.code} {d.span.path}:{d.span.line}:{d.span.column}" for d in diagnostics]


def test_every_kind_of_item_is_told_by_its_keys(tmp_path: Path) -> None:
    found, problems = project(tmp_path, q_good_bank=(CASES / "good-bank.yaml").read_text())
    assert not problems
    items = found.banks["good-bank"].items
    kinds = [MultipleChoice, MultipleResponse, MultipleChoice, MultipleChoice, TrueFalse, Matching, ShortAnswer]
    assert [type(item) for item in items] == kinds
    first, long, by_words, matching = items[0], items[2], items[3], items[5]
    assert isinstance(first, MultipleChoice)
    assert [plain_text(option.prose) for option in first.options] == ["No", "~", "Yes"]  # by id, never key first
    assert first.common.id == "choose-one"
    assert isinstance(long, MultipleChoice)
    assert [option.is_key for option in long.options] == [False, True, False]
    assert long.options[2].anchored
    assert isinstance(by_words, MultipleChoice)
    assert [option.is_key for option in by_words.options] == [False, True, False]
    assert isinstance(matching, Matching)
    assert len(matching.responses) == 2
    assert len({premise.response for premise in matching.premises}) == 1


def test_ids_of_options_do_not_tell_the_key(tmp_path: Path) -> None:
    text = "bank: {0}\nitems:\n- stem: S\n  key: {1}\n  distractors: [{2}]\n"
    found, _ = project(tmp_path, q_a=text.format("a", "x", "y"), q_b=text.format("b", "y", "x"))
    ids = []
    for name in ("a", "b"):
        item = found.banks[name].items[0]
        assert isinstance(item, MultipleChoice)
        ids.append({plain_text(option.prose): option.id for option in item.options})
    assert ids[0] == ids[1]


def test_a_good_guide_is_read_whole(tmp_path: Path) -> None:
    shared = (CASES / "shared/quizzes/shared-bank.yaml").read_text().replace("guide: shared-guide\n", "")
    shared = shared.replace("    section: what-it-is\n", "")
    found, problems = project(tmp_path, g_good_guide=(CASES / "good-guide.yaml").read_text(), q_shared_bank=shared)
    assert not problems
    guide = found.guides["good-guide"]
    assert plain_text(guide.title) == "No"
    assert plain_text(guide.main_message) == "3.10"
    assert guide.version == "012"
    assert guide.language == "no"
    assert [block.id for block in guide.sections[0].body][:2] == ["all-1", "all-2"]
    assert len(guide.sections[1].id) == 8
    assert guide.reviewer is not None
    assert guide.reviewer.pending
    assert guide.quiz is not None
    assert (guide.quiz.name, guide.quiz.blueprint.count, guide.quiz.blueprint.items) == ("good-guide", 1, ("two",))


def test_a_bad_bank_takes_out_what_needs_it_and_says_so_once(tmp_path: Path) -> None:
    found, problems = project(
        tmp_path,
        q_bad="bank: bad\nitems:\n- stem: x\n",
        q_quiz="quiz: quiz\ntitle: T\nbank: bad\nitems: [a]\n",
        q_fine="quiz: fine\ntitle: T\nbank: good\n",
        q_good="bank: good\nitems:\n- stem: x\n  key: true\n",
    )
    assert problems == ["S101 quizzes/bad.yaml:3:3", "S225 quizzes/quiz.yaml:3:7", "S224 quizzes/quiz.yaml:4:9"]
    assert (set(found.banks), set(found.quizzes)) == ({"good"}, {"fine"})


FAULTY_GUIDE = """guide: {0}
title: T
main-message: M
version: 1
sections: [{{id: a, title: A, {1}: "B [@who]"}}]
sources: {{who: WHO}}
{2}"""


@pytest.mark.parametrize("needs", ["rationale: So it is. [@who]", "section: a"])
@pytest.mark.parametrize(("key", "site"), [("bdy", ""), ("body", "site: nowhere\n")])
def test_a_bad_guide_takes_out_quizzes_whose_bank_needs_it(tmp_path: Path, needs: str, key: str, site: str) -> None:
    item = "- stem: x\n  key: true\n"
    files = {
        "g_bad": FAULTY_GUIDE.format("bad", key, site),
        "q_bank": f"bank: bank\nguide: bad\nitems:\n{item}  {needs}\n",
        "q_quiz": "quiz: quiz\ntitle: T\nbank: bank\n",
        "q_plain": f"bank: plain\nguide: bad\nitems:\n{item}",
        "q_fine": "quiz: fine\ntitle: T\nbank: plain\n",
    }
    found, problems = project(tmp_path, **files)
    assert [problem for problem in problems if "content/bad" not in problem] == ["S225 quizzes/quiz.yaml:3:7"]
    assert (set(found.banks), set(found.quizzes)) == ({"bank", "plain"}, {"fine"})


def test_a_guide_that_is_left_out_takes_out_what_needs_it(tmp_path: Path) -> None:
    bank = "bank: {0}\nguide: {1}\nitems:\n- stem: x\n  key: true\n  rationale: So. [@who]\n"
    found, problems = project(
        tmp_path,
        g_first=FAULTY_GUIDE.format("first", "body", "quiz: {bank: of-second}\n"),
        g_second=FAULTY_GUIDE.format("second", "body", "quiz: {bank: of-third}\n"),
        g_third=FAULTY_GUIDE.format("third", "bdy", "quiz: {bank: of-third}\n"),
        q_of_second=bank.format("of-second", "second"),
        q_of_third=bank.format("of-third", "third"),
    )
    assert problems == [
        "S225 content/first.yaml:7:14",
        "S225 content/second.yaml:7:14",
        "S201 content/third.yaml:5:30",
    ]
    assert not found.guides


def test_a_bank_that_cannot_be_parsed_is_known_by_its_file(tmp_path: Path) -> None:
    _, problems = project(tmp_path, q_bad="bank: bad\n items: x\n", q_quiz="quiz: quiz\ntitle: T\nbank: bad\n")
    assert [problem.split()[0] for problem in problems] == ["Y205", "S225"]


def test_an_unused_source_is_only_a_warning(tmp_path: Path) -> None:
    text = "guide: g\ntitle: T\nmain-message: M\nversion: 1\nsections: [{title: A, body: B}]\nsources: {a: A}\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "content/g.yaml").write_text(text)
    found, diagnostics, _ = read_project(tmp_path)
    assert [(d.code, d.severity) for d in diagnostics] == [("S223", Severity.WARNING)]
    assert "g" in found.guides


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    found, diagnostics, sources = read_project(tmp_path / "nothing")
    assert (found, [d.code for d in diagnostics], sources) == (Project(), ["Y201"], {})
    assert read_project(tmp_path) == (Project(), [], {})


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (4, 3), **options: object) -> bytes:
    from PIL import Image as Pillow

    stream = io.BytesIO()
    Pillow.new(mode, size).save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def huge() -> bytes:
    """A picture whose header tells four thousand million pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 65_535, 65_535, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + header
        + struct.pack(">I", zlib.crc32(header))
        + picture("PNG")[33:]
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("fine.png", ""), ("fine.jpg", ""), ("cut.png", "S216"), ("cut.jpg", "S216"), ("cmyk.jpg", "S216"),
     ("gif.png", "S216"), ("huge.png", "S216"), ("moving.png", "S216")],
)  # fmt: skip
def test_pictures_are_checked_before_they_are_used(tmp_path: Path, name: str, expected: str) -> None:
    from PIL import Image as Pillow

    frames = [Pillow.new("RGB", (2, 2), colour) for colour in ("red", "blue")]
    data = {
        "fine.png": picture("PNG"),
        "fine.jpg": picture("JPEG"),
        "cut.png": picture("PNG", size=(400, 400))[:-30],
        "cut.jpg": picture("JPEG", size=(400, 400))[:-300],
        "cmyk.jpg": picture("JPEG", mode="CMYK"),
        "gif.png": picture("GIF"),
        "huge.png": huge(),
        "moving.png": picture("PNG", save_all=True, append_images=frames),
    }[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "guidegen.yaml").write_text(f"organisation:\n  name: A\n  logo: {name}\n")
    found, diagnostics, _ = read_project(tmp_path)
    assert [d.code for d in diagnostics] == ([expected] if expected else [])
    assert (found.settings.organisation.logo is None) == bool(expected)


# Prose


def test_inline_markup() -> None:
    prose = parse_inline("**a** *b* `c` [d](https://e.org) [@f; @g] ____ {h} \\*i\\* <b>j</b> &lt; 1. k")
    assert prose == (
        Strong((Text("a"),)),
        Text(" "),
        Emphasis((Text("b"),)),
        Text(" "),
        Code("c"),
        Text(" "),
        Link("https://e.org", (Text("d"),)),
        Text(" "),
        Citation(("f", "g")),
        Text(" "),
        Blank(4),
        Text(" {h} *i* <b>j</b> &lt; 1. k"),
    )


HOSTILE = {
    "brackets": "[" * 50_000,
    "links": "[" * 20_000 + "](" * 20_000 + "]{",
    "stars": "*a " * 30_000,
    "closed-stars": "*a " * 9_000 + "b* " * 9_000,
    "quotations": ">" * 90_000,
    "lists": "- " * 45_000,
    "angles": "<a" * 45_000,
    "citations": "[@a;" * 20_000,
    "pictures": "![" * 40_000,
    "formulas": "$`" * 20_000,
    "open-links": "[a](b" * 10_000,
    "backquotes": "`" * 50_000,
    "formulas-never-closed": "$`a" * 30_000 + "``$",
    "attributes": "[a]{lang" * 12_000,
    "stairs": "\n".join(" " * n + "- a" for n in range(300)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_prose_is_quick(text: str) -> None:
    begun = time.process_time()
    notes = Notes()
    parse_inline(text, notes)
    parse_blocks(text, notes)
    assert time.process_time() - begun < 8


def test_a_formula_ends_at_as_many_backquotes_as_it_began_with() -> None:
    assert parse_inline("$``a`$b``$ $```c $`d`$") == (
        Mathematics("a`$b"),
        Text(" $```c "),
        Mathematics("d"),
    )


def test_a_text_that_is_repeated_is_parsed_once(tmp_path: Path) -> None:
    text = "guide: g\ntitle: &a '" + "[a](b" * 19_000 + "'\nmain-message: [@x]\nversion: 1\nkey-points:\n"
    begun = time.perf_counter()
    project(tmp_path, g_g=text + "- *a\n" * 5_000)
    assert time.perf_counter() - begun < 8


# Everything at once


JUNK = [
    *("", "\t", ":", ": ", "- ", "'", '"', "[", "}", "*a", "&a ", "!x ", "\x00", "{{a}}", "\n", "  ", "é\u202e"),
    *("#", " #", "|", ">", "? ", "%", "@", "---\n", "[@a]", "![a](b)", "9" * 5000),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mangled_files_never_raise(data: st.DataObject, tmp_path: Path) -> None:
    text = data.draw(st.sampled_from(SEEDS)).read_text()
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice([0, 1, 1, 5, 40]))
        junk = chance.choice(JUNK)
        text = text[:start] + junk + text[end:]
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content/a.yaml").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "guidegen.yaml").write_text(text, encoding="utf-8", newline="")
    _, diagnostics, sources = read_project(tmp_path)
    for diagnostic in diagnostics:
        source = sources[diagnostic.span.path]
        assert 0 <= diagnostic.span.line <= source.line_count
        assert (diagnostic.span.line, diagnostic.span.column) <= (diagnostic.span.end_line, diagnostic.span.end_column)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_never_raise(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content/a.yaml").write_bytes(content)
    _, diagnostics, _ = read_project(tmp_path)
    assert diagnostics


def test_a_large_bank_is_read_in_seconds(tmp_path: Path) -> None:
    items = "".join(
        f"- id: item-{n}\n  stem: What is the **answer** to question {n}?\n  key: Answer {n}\n"
        f"  distractors: [One {n}, Two {n}, Three {n}]\n  rationale: Because it is so.\n  points: 2\n"
        for n in range(5_000)
    )
    # A guard against work that grows with the square, which would take minutes; other processes do not count.
    begun = time.process_time()
    found, problems = project(tmp_path, q_large=f"bank: large\nitems:\n{items}")
    assert not problems
    assert len(found.banks["large"].items) == 5_000
    assert time.process_time() - begun < 30


def test_importing_costs_nothing_that_is_not_needed() -> None:
    heavy = ("markdown_it", "PIL", "reportlab", "jsonschema")
    script = f"import sys, guidegen.reading; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Schemas


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_schemas(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))
    assert all(row.doc.endswith((".", ")", "text")) for row in field_reference(kind))


@pytest.mark.parametrize(("kind", "name"), [("guide", "good-guide"), ("bank", "good-bank"), ("quiz", "good-quiz")])
def test_good_files_fit_their_schema(kind: str, name: str) -> None:
    content = yaml.load((CASES / f"{name}.yaml").read_text(), Loader=yaml.BaseLoader)
    validator = jsonschema.Draft202012Validator(_as_text(json_schema(kind)))
    assert [error.message for error in validator.iter_errors(content)] == []


def _as_text(schema: object) -> object:
    """The schema for a loader that gives only texts."""
    if isinstance(schema, dict):
        if schema.get("type") in ("integer", "number", "boolean"):
            return {}
        return {key: _as_text(value) for key, value in schema.items()}
    return [_as_text(each) for each in schema] if isinstance(schema, list) else schema


def test_the_beginning_of_an_id_tells_which_is_meant(tmp_path):
    (tmp_path / "quizzes").mkdir()
    ids = ("which-of-the-two-blurs-your-sight-longer", "which-of-them")
    items = "".join(f"  - {{id: {id_}, stem: {id_}, key: true}}\n" for id_ in ids)
    (tmp_path / "quizzes" / "b.yaml").write_text(f"bank: b\nitems:\n{items}")
    for typed, hint in (("which-of-the-two", f"Is `{ids[0]}` meant?"), ("which", "Write the `id:` of an item.")):
        (tmp_path / "quizzes" / "q.yaml").write_text(f"quiz: q\ntitle: Q\nbank: b\nitems: [{typed}]\n")
        _, diagnostics, _ = read_project(tmp_path)
        assert [each.hint for each in diagnostics] == [hint]
