"""The list of all keys: it is that of the schemas, and a key in a wrong place is no text."""

from __future__ import annotations

import datetime

import pytest

from guidegen.batch.fixing import fix_project
from guidegen.lint.selection import Selection
from guidegen.reading import read_project
from guidegen.reading.schema import json_schema
from guidegen.reading.shapes.words import WORDS


def keys(schema):
    if isinstance(schema, list):
        for each in schema:
            yield from keys(each)
    elif isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from value
            yield from keys(list(value.values()) if name == "properties" else value)


def test_the_safe_fix_leaves_a_key_as_it_is(tmp_path):
    problems(tmp_path, "  - callout: Keep dry.\n  - kind: tip\n  - image: a.png\n")
    assert not fix_project(tmp_path, Selection(), datetime.date(2026, 1, 1), unsafe=False, write=False).changes


def test_the_list_is_that_of_the_schemas():
    assert {key for kind in ("guide", "bank", "quiz") for key in keys(json_schema(kind))} == WORDS


HEAD = "guide: a\ntitle: A\nlanguage: en\nmain-message: M\nversion: 1\nsections:\n- title: S\n  body:\n"


def problems(folder, body):
    path = folder / "content/a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + body, encoding="utf-8")
    return read_project(folder)[1]


def test_a_key_below_the_dash_of_its_entry_is_told_where_it_belongs(tmp_path):
    (found,) = problems(tmp_path, "    - callout: Keep dry.\n    kind: tip\n")
    assert found.code == "Y205" and found.hint
    assert found.hint.startswith("If `kind:` belongs to the entry above, set it in as far as `callout:` there.")
    (found,) = problems(tmp_path, "    - Keep dry.\n    kind: tip\n")
    assert found.hint and found.hint.startswith("Begin each entry with `- `")


def test_a_key_as_far_left_as_the_dashes_of_the_list_above_is_told_where_it_belongs(tmp_path):
    (found,) = problems(tmp_path, "  - callout: Keep dry.\n  kind: tip\n")
    assert found.code == "S201" and found.hint
    assert found.hint.startswith("If it belongs to the last entry of `body`, set it in as far as the keys there. These")
    (found,) = problems(tmp_path, "  - Keep dry.\n  kind: tip\n")
    assert found.hint == "Write `id`."


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ("- kind: tip", "`kind` is a key of a callout; no block begins with it.", "set it in as far as the keys"),
        ("- tip: Dry.", "No block is called `tip`; is `callout` meant?", "below it `kind: tip`"),
        ("- picture: a.png", "No block is called `picture`; is `figure` meant?", "Write `figure:`"),
        ("- checklist:\n    - alt: x", "This is the key `alt` with its value, where text belongs.", "without `alt:`"),
    ],
)
def test_a_known_key_is_never_offered_as_text(tmp_path, entry, message, hint):
    found = problems(tmp_path, f"  {entry}\n")
    assert found[0].message == message and hint in (found[0].hint or "")
    assert all(each.fix is None for each in found)


def test_what_could_be_a_key_is_put_in_quotation_marks_only_when_asked(tmp_path):
    (found,) = problems(tmp_path, "  - video: hands\n")
    assert found.code == "Y213" and found.fix is not None and not found.fix.safe
    (found,) = problems(tmp_path, "  - Washed hands: good\n")
    assert found.code == "Y213" and found.fix is not None and found.fix.safe
