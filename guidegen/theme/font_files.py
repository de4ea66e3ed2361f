"""Where font files are: with the program, in a package that was installed for a script, or in a project."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

#: Fonts of projects by name, with their bytes and the weight that is wanted of them.
_OF_PROJECTS: dict[str, tuple[bytes, int]] = {}

#: The package with fonts for Chinese, Japanese and Korean: `pip install "guidegen[cjk]"` brings it.
CJK_PACKAGE = "justmytype_intl_cjk"
_REGULAR, _BOLD = 400, 700


def project_font(digest: str, data: bytes, *, bold: bool = False) -> str:
    """The name by which faces of a theme call a font of a project."""
    name = f"Own{digest[:12]}-{'Bold' if bold else 'Regular'}"
    _OF_PROJECTS.setdefault(name, (data, _BOLD if bold else _REGULAR))
    return name


def font_data(name: str) -> tuple[bytes, int]:
    """The bytes of a font file by its name, and the weight that is wanted where one file has many (0: as it is)."""
    if name in _OF_PROJECTS:
        return _OF_PROJECTS[name]
    family, _, weight = name.partition("-")
    if (packaged := packaged_font(family)) is not None:
        return packaged.read_bytes(), _BOLD if weight == "Bold" else _REGULAR
    return Path(__file__).with_name("fonts").joinpath(f"{name}.ttf").read_bytes(), 0


def is_bundled(name: str) -> bool:
    """True for a font file that comes with the program."""
    return name not in _OF_PROJECTS and packaged_font(name.partition("-")[0]) is None


@functools.cache
def packaged_font(family: str) -> Path | None:
    """The file of a family that an installed package holds; None where there is none."""
    if family not in ("NotoSansSC", "NotoSansTC", "NotoSansJP", "NotoSansKR"):
        return None
    folder = _folder_of(CJK_PACKAGE)
    path = Path(folder, "fonts", "ofl", family.lower(), f"{family}[wght].ttf")
    return path if folder and path.is_file() else None


@functools.cache
def _folder_of(package: str) -> str:
    """Where a package is; empty where there is none. Each build asks, and what Python has for it loads much."""
    places = (os.path.join(folder, package) for folder in sys.path)
    return next(filter(os.path.isdir, places), "")
