"""`guidegen explain`: what a code in a problem's heading means, why it matters and how to write it right."""

from __future__ import annotations

import difflib
import textwrap

import click

from guidegen.audit.faults import FAULTS, Fault
from guidegen.catalogue import CODES
from guidegen.catalogue.code import Code
from guidegen.lint.guides import table as guides
from guidegen.lint.items import table as items

EXPLAINED: dict[str, Code | Fault] = {**CODES, **FAULTS}


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what the problem CODE (such as S201) means, or list all codes when none is given."""
    click.echo(explanation(_find(code)) if code else listing())


def listing() -> str:
    """Every code with its name, one a line."""
    return "\n".join(f"{code.code}  {code.name}" for code in EXPLAINED.values())


def explanation(code: Code | Fault) -> str:
    """All that the catalogue, or the table of faults in finished PDFs, says about a code."""
    if isinstance(code, Fault):
        return _about_fault(code)
    parts = [f"{code.code} {code.name} ({code.severity.value})", textwrap.fill(f"{code.summary} {code.why}", 88)]
    for heading, example in (("Wrong:", code.bad), ("Right:", code.good)):
        if example:
            parts.append(f"{heading}\n{textwrap.indent(example, '    ')}")
    for rules, notes in ((guides.GUIDE_RULES, guides.notes), (items.ITEM_RULES, items.notes)):
        if code.code in rules:
            parts += [textwrap.fill(paragraph, 88) for paragraph in notes(code.code).split("\n\n")]
    return "\n\n".join(parts)


def _about_fault(fault: Fault) -> str:
    parts = [f"{fault.code} {fault.name} ({fault.severity.value})", textwrap.fill(fault.summary, 88)]
    parts.append(textwrap.fill(f"What to do: {fault.remedy}", 88))
    if fault.rule:
        parts.append(f"Rule: {fault.rule}")
    return "\n\n".join(parts)


def _find(asked: str) -> Code | Fault:
    """The code of that spelling or name, in any letter case."""
    names = {code.name: code for code in EXPLAINED.values()}
    found = EXPLAINED.get(asked.upper()) or names.get(asked.lower())
    if found is None:
        near = difflib.get_close_matches(asked.upper(), EXPLAINED, n=3) + difflib.get_close_matches(
            asked.lower(), names
        )
        advice = f"Is {' or '.join(near)} meant?" if near else "`guidegen explain` alone lists all codes."
        raise click.UsageError(f"There is no code {asked!r}. {advice}")
    return found
