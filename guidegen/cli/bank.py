"""`guidegen bank`: the commands about banks, each in a file of its own."""

from __future__ import annotations

import click

from guidegen.cli.lazy import LazyCommand, LazyGroup

COMMANDS: dict[str, LazyCommand] = {
    "list": LazyCommand("guidegen.cli.bank_list:command", "Look at banks", "List the items of the banks."),
    "stats": LazyCommand(
        "guidegen.cli.bank_stats:command", "Look at banks", "Count what banks cover, and what quizzes leave of them."
    ),
    "import": LazyCommand(
        "guidegen.cli.bank_import:command", "Other programs", "Make a bank of questions from other programs."
    ),
    "export": LazyCommand(
        "guidegen.cli.bank_export:command", "Other programs", "Write the items of a quiz or bank for another program."
    ),
    "formats": LazyCommand(
        "guidegen.cli.bank_formats:command", "Other programs", "List the formats that can be imported and exported."
    ),
}


@click.group("bank", cls=LazyGroup, commands_by_name=COMMANDS)
def command() -> None:
    """Item banks: the questions that a project has, and what quizzes can draw from them."""
