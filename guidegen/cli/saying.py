"""Saying a line on the terminal, without the library for command lines where the terminal is an ordinary one."""

from __future__ import annotations

import io
import sys

_ESCAPE = "\x1b"


def say(line: str, *, err: bool = False) -> None:
    """Write a line to stdout, or to stderr, and see that it arrives."""
    stream = sys.stderr if err else sys.stdout
    if isinstance(stream, io.TextIOWrapper) and stream.encoding == "utf-8" and _ESCAPE not in line:
        stream.write(f"{line}\n")
        stream.flush()
        return
    # It knows of terminals without colours, of old encodings, and of programs without a terminal.
    import click

    click.echo(line, err=err)


def say_any_letter() -> None:
    """An old terminal lacks letters; that must stop nothing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
