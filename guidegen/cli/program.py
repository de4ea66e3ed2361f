"""The command line: what `guidegen` prints when asked for help, how commands are found, and how it ends.

A command's module is imported only when that command runs, so that `guidegen --help` answers at once.
"""

from __future__ import annotations

from typing import Any

import click

from guidegen import __version__
from guidegen.cli.failures import tell_failure
from guidegen.cli.lazy import LazyCommand, LazyGroup
from guidegen.cli.saying import say_any_letter
from guidegen.ctrl_c import interrupts

COMMANDS: dict[str, LazyCommand] = {
    "new": LazyCommand("guidegen.cli.new:command", "Begin", "Make a project, guide, bank or quiz to start from."),
    "check": LazyCommand(
        "guidegen.cli.check:command", "Every day", "Find every problem in your files; make no PDF files."
    ),
    "build": LazyCommand(
        "guidegen.cli.build:command", "Every day", "Make the PDF files: handouts, quizzes, answer keys."
    ),
    "clean": LazyCommand("guidegen.cli.clean:command", "Every day", "Remove the PDF files that build made."),
    "audit": LazyCommand("guidegen.cli.audit:command", "Every day", "Check whether PDF files are accessible."),
    "verify": LazyCommand(
        "guidegen.cli.verify:command", "Every day", "Say whether a quiz and an answer key belong together."
    ),
    "translation": LazyCommand(
        "guidegen.cli.translation:command", "Every day", "Begin, update and confirm translations."
    ),
    "bank": LazyCommand("guidegen.cli.bank:command", "Look up", "List, import and export items."),
    "explain": LazyCommand("guidegen.cli.explain:command", "Look up", "Say what a problem such as S201 means."),
    "theme": LazyCommand("guidegen.cli.theme:command", "Look up", "List the looks that a project can have."),
    "schema": LazyCommand("guidegen.cli.schema:command", "Look up", "Write a JSON Schema, for help in your editor."),
}

_EXIT_CODES = (
    ("0", "all is done"),
    ("1", "there are problems in your files"),
    ("2", "the command was used wrongly"),
    ("3", "the machine failed (disk, permissions)"),
    ("130", "you interrupted it"),
)


class _Program(LazyGroup):
    """The program: its exit codes, and one place where all failures end."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Exit codes"):
            formatter.write_dl(_EXIT_CODES)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a number that it returns is the exit code."""
        try:
            interrupts()
            result = super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except (KeyboardInterrupt, Exception) as error:
            ctx.exit(tell_failure(error))
        if isinstance(result, int):
            ctx.exit(result)


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    click.echo(f"guidegen {__version__}")
    ctx.exit()


@click.group(
    cls=_Program,
    name="guidegen",
    commands_by_name=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
def main() -> None:
    """Make printable handouts, quizzes and answer keys from YAML files.

    You write guides and questions as plain text; guidegen makes PDF files that look good on paper and that a
    screen reader can read. A first session:

    \b
      guidegen new project my-clinic
      cd my-clinic
      guidegen check
      guidegen build

    Then change the files in content and quizzes, and build again. "guidegen COMMAND --help" tells more.
    """
    say_any_letter()
