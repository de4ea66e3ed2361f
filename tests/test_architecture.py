"""The house rules that a machine can hold: imports point one way, heavy libraries stay where they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "guidegen"

#: What stands lower may use what stands higher, never the other way round. Locale stands before document, because
#: assembly needs the words (docs/adr/0007-locale-before-document.md).
ORDER = (
    "ctrl_c",
    "typed",
    "prepared",
    "records",
    "patterns",
    "kept",
    "amounts",
    "diagnostics",
    "content_digest",
    "digest_table",
    "catalogue",
    "source",
    "inline",
    "expressions",
    "mathematics",
    "vector",
    "model",
    "readability",
    "reading",
    "locale",
    "document",
    "assembly",
    "lint",
    "theme",
    "render",
    "exchange",
    "audit",
    "batch",
    "cli",
)

#: Libraries and the only places that may import them.
HEAVY = {
    "reportlab": ("render/pdf/images.py", "vector/svg.py"),
    "svglib": ("vector/svg.py",),
    "pypdfium2": ("render/docx/pixels.py",),
    "uharfbuzz": ("render/pdf/", "reading/fonts.py"),
    "bidi": ("render/direction.py",),
    "uniseg": ("render/pdf/line_classes.py",),
    "fontTools": ("render/pdf/faces.py", "render/pdf/missing.py", "render/pdf/outlines.py", "audit/fonts.py"),
    "pikepdf": ("audit/",),
    "markdown_it": ("reading/",),
    "latex2mathml": ("mathematics/formula.py",),
    "ziamath": ("render/pdf/mathematics.py",),
    "PIL": ("reading/images.py", "render/pdf/images.py", "render/docx/pictures.py", "exchange/pictures.py"),
    "lxml": ("exchange/", "vector/svg.py"),
    "openpyxl": ("exchange/",),
    "docx": ("render/docx/",),
    "segno": ("render/scan_codes.py",),
    "deflate": ("kept/modules.py", "render/pdf/deflating.py"),
    "genanki": ("exchange/formats/anki.py",),
    "babel": ("locale/",),
    "simpleeval": ("expressions/",),
    "mpmath": ("expressions/",),
    "yaml": ("source/", "locale/", "theme/"),
    "click": ("cli/",),
    "distributed": ("batch/engines/cluster.py",),
    "fsspec": ("batch/location.py",),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


def test_every_module_has_its_place_in_the_list_and_the_docs_have_the_list():
    assert {stage_of(path) for path in MODULES} - {"__init__", "__main__"} == set(ORDER)
    assert f"    {', '.join(ORDER)}\n" in (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path):
    stage = stage_of(path)
    if stage in ("__init__", "__main__"):
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "guidegen" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= ORDER.index(stage), f"{stage} may not use {name}"
        if stage == "render":
            assert parts[:2] != ["guidegen", "model"] or parts[2] == "image", "renderers know documents, not the model"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_stay_where_they_are_used(path):
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        allowed = HEAVY.get(name.split(".")[0])
        assert allowed is None or place.startswith(allowed), f"{place} may not import {name}"


def test_no_cycles():
    graph = {}
    for path in MODULES:
        name = ".".join(["guidegen", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
        graph[name] = imports(path)
    known = set(graph)
    edges = {
        # `from package import module` uses the module; `from module import name` uses the module that holds it.
        name: {full if full in known else full.rpartition(".")[0] for full in used} & known - {name}
        for name, used in graph.items()
        if name != "guidegen"
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"a cycle: {' -> '.join((*trail, name))}"
        if name in done:
            return
        for other in sorted(edges.get(name, ())):
            visit(other, (*trail, name))
        done.add(name)

    for name in sorted(edges):
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_module_imports_a_package_that_uses_it(path):
    if path.name == "__init__.py":
        return
    packages = [parent for parent in path.parents if parent.is_relative_to(PACKAGE) and imports(parent / "__init__.py")]
    names = {".".join(["guidegen", *package.relative_to(PACKAGE).parts]) for package in packages} - {"guidegen"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.ImportFrom) or node.module not in names, f"{path}: from {node.module} import"


def test_every_module_says_why_it_exists():
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_there_is_no_utils():
    assert not [path for path in MODULES if path.stem in ("utils", "helpers", "common", "misc")]


def test_reading_a_plain_project_loads_no_heavy_library():
    code = (
        "import sys, guidegen.reading;"
        "print(sorted({'markdown_it', 'PIL', 'reportlab', 'uharfbuzz', 'latex2mathml', 'ziamath'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_diagnostics_are_made_by_the_catalogue(path):
    """So that a problem is never heavier or lighter than `guidegen explain` says."""
    if path.relative_to(PACKAGE).as_posix() == "catalogue/__init__.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Diagnostic")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_classes_of_fields_are_made_by_records(path):
    """So that importing them takes no time that a reader of the screen would notice."""
    if path.relative_to(PACKAGE).as_posix() != "records.py":
        assert not {f"dataclasses.{name}" for name in ("dataclass", "field", "replace")} & {*imports(path)}
