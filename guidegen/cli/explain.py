"""`guidegen explain`: what a code in a problem's heading means, why it matters and how to write it right."""

from __future__ import annotations

import difflib
import textwrap

import click

from guidegen.catalogue import CODES, Code


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what the problem CODE (such as S201) means, or list all codes when none is given."""
    click.echo(explanation(_find(code)) if code else listing())


def listing() -> str:
    """Every code with its name, one a line."""
    return "\n".join(f"{code.code}  {code.name}" for code in CODES.values())


def explanation(code: Code) -> str:
    """All that the catalogue says about a code."""
    parts = [f"{code.code} {code.name} ({code.severity.value})", textwrap.fill(f"{code.summary} {code.why}", 88)]
    for heading, example in (("Wrong:", code.bad), ("Right:", code.good)):
        if example:
            parts.append(f"{heading}\n{textwrap.indent(example, '    ')}")
    return "\n\n".join(parts)


def _find(asked: str) -> Code:
    """The code of that spelling or name, in any letter case."""
    names = {code.name: code for code in CODES.values()}
    found = CODES.get(asked.upper()) or names.get(asked.lower())
    if found is None:
        near = difflib.get_close_matches(asked.upper(), CODES, n=3) + difflib.get_close_matches(asked.lower(), names)
        advice = f"Is {' or '.join(near)} meant?" if near else "`guidegen explain` alone lists all codes."
        raise click.UsageError(f"There is no code {asked!r}. {advice}")
    return found
