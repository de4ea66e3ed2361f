"""Groups of commands whose modules are imported only when a command runs, so that `--help` answers at once."""

from __future__ import annotations

import importlib
from typing import Any

import click

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command lives, as `module:attribute`, and its line and heading in `guidegen --help`."""

    target: str
    heading: str
    help: str


class LazyGroup(click.Group):
    """A group of commands that are loaded when they are needed, listed under their headings."""

    def __init__(self, *args: Any, commands_by_name: dict[str, LazyCommand], **options: Any) -> None:
        super().__init__(*args, **options)
        self.commands_by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        if cmd_name not in self.commands_by_name:
            return None
        module, attribute = self.commands_by_name[cmd_name].target.split(":")
        from guidegen.kept import preparation

        preparation.load(module)
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; a usage error with the nearest name when there is none."""
        if args[0] not in self.commands_by_name and not ctx.resilient_parsing:
            import difflib

            near = difflib.get_close_matches(args[0], self.commands_by_name, n=1)
            if near:
                ctx.fail(f"There is no command {args[0]!r}. Is {near[0]!r} meant?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings."""
        commands = self.commands_by_name
        for heading in dict.fromkeys(command.heading for command in commands.values()):
            with formatter.section(heading):
                formatter.write_dl([(name, c.help) for name, c in commands.items() if c.heading == heading])
