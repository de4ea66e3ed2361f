"""Tagging cannot be turned off: only the benchmark of its cost has a writer without it."""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import inspect
import pkgutil

import pytest

import guidegen
from guidegen.batch.choices import Choices
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.render.look import Look
from guidegen.render.pdf.writer import DocumentWriter, write
from guidegen.theme import load_theme
from tests.conftest import ROOT

LABELS = doc.Labels("Blank", "To do", "Source {number}", "Blank {number}")
FURNITURE = doc.Furniture((), "", "", "Page {page} of {pages}")
BLOCKS = (doc.Heading(1, (Text("Title"),), "title"), doc.Paragraph((Text("Words."),)))
DOCUMENT = doc.Document(doc.Template("name", "Title", "en", BLOCKS, FURNITURE, LABELS))


def benchmark():
    spec = importlib.util.spec_from_file_location("tagging", ROOT / "benchmarks" / "tagging.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_benchmark_compares_files_with_and_without_tags(monkeypatch):
    # Streams stay as they are, so that the marks can be seen.
    monkeypatch.setattr("guidegen.render.pdf.drawing.deflated", lambda data, *, quickly: data)
    module, look = benchmark(), Look(load_theme("clinic"))
    _, with_tags = module.tagged(DOCUMENT, look)
    _, without = module.untagged(DOCUMENT, look)
    assert b"/MCID 0" in with_tags
    assert b"BDC" not in without
    assert len(without) < len(with_tags)


def test_no_option_reaches_another_writer():
    names = {field.name for kind in (Choices, Look) for field in dataclasses.fields(kind)}
    assert not {name for name in names if "tag" in name}
    assert list(inspect.signature(write).parameters) == ["document", "value_of", "producer", "observer"]
    for module in pkgutil.walk_packages(guidegen.__path__, "guidegen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert [each for each in DocumentWriter.__subclasses__() if each.__module__.startswith("guidegen.")] == []


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_what_benchmarks_use_of_the_program_is_there(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("guidegen"):
            module = importlib.import_module(node.module)
            for alias in node.names:
                assert hasattr(module, alias.name) or importlib.util.find_spec(f"{node.module}.{alias.name}")
