"""JSON read without the package: the same values, and a ValueError for whatever is none."""

from __future__ import annotations

import json
import sys

import pytest

from guidegen.kept import quick_json
from guidegen.kept.quick_json import dumps_texts, encoder, loads

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


@pytest.mark.parametrize("text", [*NONE, '["a', "[1 2]", "{1: 2}", r'["\q"]', '["\x01"]'])
def test_what_is_no_json_is_refused_while_the_package_is_not_loaded(text, monkeypatch):
    monkeypatch.setattr(quick_json, "_scanners", [])
    monkeypatch.delitem(sys.modules, "json.decoder", raising=False)
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


VALUES = [
    None,
    'a"\\\u00e9\ud800\n',
    {"b": [1, 2.5, True, None, {}], "a": ("x", [])},
    [float("inf"), -0.0, 1e100, 10**30],
    {1: "one", None: "none"},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("compact", [False, True])
def test_what_is_written_is_what_the_package_writes(way, value, ascii, compact):
    separators = (",", ":") if compact else None
    assert encoder(ascii=ascii, compact=compact)(value) == json.dumps(value, ensure_ascii=ascii, separators=separators)


def test_keys_are_sorted_where_that_is_asked(way):
    assert encoder(sort_keys=True)({"b": {"d": 1, "c": 2}, "a": 3}) == '{"a": 3, "b": {"c": 2, "d": 1}}'


@pytest.mark.parametrize("value", [{1, 2}, b"a", object()])
def test_what_json_does_not_have_is_refused(way, value):
    with pytest.raises(TypeError):
        encoder()([value])
