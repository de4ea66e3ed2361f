"""What is installed is all that the program reads: a list of words that is left out finds nothing, without a word."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "guidegen"


def test_every_file_of_the_package_is_installed():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    installed = {
        path
        for package, patterns in told.items()
        for pattern in patterns
        for path in ROOT.joinpath(*package.split(".")).glob(pattern)
    }
    files = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    data = {path for path in files if path.suffix != ".py"}
    assert len(data) > 50
    assert sorted(map(str, data - installed)) == []


def test_every_folder_with_modules_is_a_package():
    """Others would not be found when the program is built."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    templates = PACKAGE / "cli" / "templates"
    bare = [
        str(each) for each in folders if not (each / "__init__.py").is_file() and templates not in [each, *each.parents]
    ]
    assert bare == []
