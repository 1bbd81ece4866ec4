"""Groups of commands whose modules are imported only when their command runs."""

from collections.abc import Mapping
from importlib import import_module

import click

from poryadok.cli.options import RussianContext, in_russian

__all__ = ["lazy_group"]


def lazy_group(commands: Mapping[str, tuple[str, str]]) -> type[click.Group]:
    """A group of ``commands``: name -> (module with ``command``, what it does in one Russian line)."""

    class LazyGroup(click.Group):
        context_class = RussianContext

        def list_commands(self, ctx: click.Context) -> list[str]:
            return list(commands)

        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            if cmd_name not in commands:
                return None
            command = import_module(commands[cmd_name][0]).command
            if not isinstance(command, click.Command):
                raise TypeError(f"{commands[cmd_name][0]}.command is not a click command")
            return in_russian(command)

        def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
            # help of the group names the commands without importing them
            with formatter.section("Commands"):
                formatter.write_dl([(name, words) for name, (_, words) in commands.items()])

    return LazyGroup
