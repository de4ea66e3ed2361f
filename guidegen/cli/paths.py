"""Where a command works: the project around the folder or the files that were named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.kept.project import READ_FOLDERS, SETTINGS_FILE, root_of
from guidegen.records import dataclass

if TYPE_CHECKING:
    import click


#: How the files end that are read.
_READ = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Place:
    """A project's root and the files that were named in it (None: all of them). It was looked for from `start` up."""

    root: Path
    only: frozenset[str] | None
    start: Path = Path()


def find_place(paths: tuple[str, ...]) -> Place:
    """The project of the current folder, or of the named files and folders; a usage error when there is none."""
    place = place_of(paths)
    if isinstance(place, str):
        raise _wrong_usage(place)
    return place


def place_of(paths: tuple[str, ...]) -> Place | str:
    """The same, or the reason why there is none."""
    if not paths:
        start = Path.cwd()
        found = root_of(str(start))
        return Place(Path(found), None, start) if found is not None else _no_project(start)
    named = [Path(path) for path in paths]
    for path in named:
        if not path.exists():
            return f"there is no file or folder {path}{_meant(path)}"
    start = named[0].resolve() if named[0].is_dir() else named[0].resolve().parent
    found = root_of(str(start))
    if found is None:
        return _no_project(start)
    root = Path(found)
    only: set[str] = set()
    for path in named:
        files = _files_in(path.resolve(), root)
        if files is None:
            return Place(root, None, start)
        if isinstance(files, str):
            return files
        only |= files
    return Place(root, frozenset(only), start)


def _meant(path: Path) -> str:
    """The files of the project that have the name which was given without folder and ending."""
    found = root_of(str(Path.cwd()))
    if found is None or path.name != str(path):
        return ""
    name = path.name.lower().removesuffix(".yaml").removesuffix(".yml")
    files = (file for folder in READ_FOLDERS for file in sorted(Path(found, folder).rglob("*")))
    named = [file for file in files if file.suffix.lower() in _READ and file.stem.lower() == name]
    shown = [os.path.relpath(file) for file in named]
    return f"; is {' or '.join(shown)} meant?" if shown else ""


def place_of_unsaved(path: Path) -> tuple[Place, str]:
    """The project of a file that need not be there yet, and its path in it."""
    whole = path.resolve()
    folder = next(parent for parent in whole.parents if parent.is_dir())
    root = project_root(folder)
    found = _files_in(whole, root)
    if isinstance(found, str):
        raise _wrong_usage(found)
    if not found or whole.is_dir():
        raise _wrong_usage(f"{path} is not the path of a file")
    return Place(root, found), next(iter(found))


def project_root(folder: Path) -> Path:
    """The nearest folder upwards that is a project."""
    if (root := root_of(str(folder))) is not None:
        return Path(root)
    raise _wrong_usage(_no_project(folder))


def _no_project(folder: Path) -> str:
    return (
        f"there is no guidegen project in {folder}: no {SETTINGS_FILE} and no folder `content`. "
        "Make one with: guidegen new project NAME"
    )


def _files_in(path: Path, root: Path) -> frozenset[str] | str | None:
    """The named file, or the files below the named folder, relative to the root; None for the root itself. A reason
    where it cannot be named.
    """
    if path == root:
        return None
    try:
        relative = path.relative_to(root).as_posix()
    except ValueError:
        return f"{path} does not belong to the project {root}"
    if relative.split("/")[0] not in READ_FOLDERS:
        return f"{relative} stands neither in `content`, `quizzes` nor `themes`; guidegen reads only those"
    if path.is_dir():
        files = (*path.rglob("*.yaml"), *path.rglob("*.yml"))
        return frozenset(file.relative_to(root).as_posix() for file in files)
    if not relative.lower().endswith(_READ):
        return f"{relative} is not read: guidegen reads files that end in {' or '.join(_READ)}"
    return frozenset([relative])


def _wrong_usage(reason: str) -> click.UsageError:
    import click

    return click.UsageError(reason)
