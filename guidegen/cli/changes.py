"""Waiting for the files of a project to change."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import click

from guidegen.source.files import READ_FOLDERS, SETTINGS_FILE

_PAUSE = 0.25


def changes(root: Path) -> Iterator[None]:
    """Each change of the files that guidegen reads; without end."""
    click.echo("watching for changes; Ctrl-C ends", err=True)
    before = state(root)
    while True:
        time.sleep(_PAUSE)
        now = state(root)
        if now != before:
            before = now
            yield


def state(root: Path) -> dict[str, tuple[int, int]]:
    """When each file below the folders that are read was written, and how long it is; pictures and tables too."""
    found: dict[str, tuple[int, int]] = {}
    folders = [os.fspath(root / name) for name in READ_FOLDERS]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    own = entry.stat()
                    found[entry.path] = own.st_mtime_ns, own.st_size
            except OSError:
                continue
    settings = root / SETTINGS_FILE
    if settings.is_file():
        found[os.fspath(settings)] = settings.stat().st_mtime_ns, settings.stat().st_size
    return found
