"""JSON read without the package: the same values, and a ValueError for whatever is none."""

from __future__ import annotations

import json
import sys

import pytest

from guidegen.kept import quick_json
from guidegen.kept.quick_json import dumps_texts, loads

TEXTS = [
    "{}",
    "[]",
    '"a"',
    "0",
    "-1.5e3",
    "null",
    '{"a": [true, false, null, 1, 2.5, "\\u00e9\\n\\"", {"b": {}}], "é": "\ud800"}',
    "[NaN, Infinity, -Infinity]",
    '{"a": 1, "a": 2}',
    "12345678901234567890123",
]
NONE = ["", " ", "{", "[1,]", '{"a"}', "[1] 2", "nul", "'a'", '"\n"', '{"a": 1,}', "\ufeff{}", '["a" "b"]']


@pytest.fixture(params=["in C", "the package"])
def way(request, monkeypatch):
    monkeypatch.setattr(quick_json, "_scanners", [])
    if request.param == "the package":
        monkeypatch.setitem(sys.modules, "_json", None)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_read_is_what_the_package_reads(way, text):
    assert repr(loads(text)) == repr(json.loads(text))


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_json_is_refused(way, text):
    with pytest.raises(ValueError, match=r"."):
        loads(text)


def test_what_follows_is_refused():
    with pytest.raises(ValueError, match="more than one"):
        loads("[1]\n")


@pytest.mark.parametrize("depth", [100_000])
def test_a_deep_value_is_refused(way, depth):
    with pytest.raises((ValueError, RecursionError)):
        loads("[" * depth)


@pytest.mark.parametrize("texts", [[], ["a"], ["build", "-q", 'é\ud800"\\\n']])
def test_texts_are_written_as_by_the_package(way, texts):
    assert dumps_texts(texts) == json.dumps(texts)
