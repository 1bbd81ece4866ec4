"""Options that several commands share, and click in Russian."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from poryadok.findings import SEVERITIES, Severity

__all__ = [
    "RussianContext",
    "configs_option",
    "fail_on_option",
    "format_option",
    "in_russian",
    "layer_option",
    "usage_text",
]

F = TypeVar("F", bound=Callable[..., Any])

_HEADINGS = {"Options": "Параметры", "Commands": "Команды", "Arguments": "Аргументы"}

# what click says in English, by its own patterns; the last resort is its text as it is
_PHRASES = (
    (r"No such command '(.+?)'\.", r"нет команды «\1»"),
    (r"No such option:? '?(-[^\s']+)'?\.?", r"нет параметра \1"),
    (r"Did you mean (.+?)\?", r"Возможно, \1?"),
    (r"Got unexpected extra arguments? \((.+)\)", r"лишние аргументы: \1"),
    (r"Option '(.+?)' requires an argument\.", r"параметру \1 нужно значение"),
    (r"Option '(.+?)' requires (\d+) arguments\.", r"параметру \1 нужно значений: \2"),
    (r"Option '(.+?)' does not take a value\.", r"параметр \1 значения не принимает"),
    (r"Missing argument '(.+?)'\.", r"не задан аргумент \1"),
    (r"Missing option '(.+?)'\.", r"не задан параметр \1"),
    (r"Missing parameter: (.+)", r"не задан параметр \1"),
    (r"Missing command\.", "не задана команда"),
    (r"Invalid value for '(.+?)':", r"неверное значение \1:"),
    (r"Invalid value:", "неверное значение:"),
    (r"'(.*?)' is not one of (.+?)\.", r"«\1» — не одно из: \2"),
    (r"'(.*?)' is not a valid integer( range)?\.", r"«\1» — не целое число"),
    (r"'(.*?)' is not a valid (float|boolean)\.?", r"«\1» не подходит"),
    (r"(?:File|Path|Directory|File or directory) '(.*?)' does not exist\.", r"«\1» не найден"),
    (r"(?:File|Path) '(.*?)' is a directory\.", r"«\1» — папка, а нужен файл"),
    (r"Directory '(.*?)' is a file\.", r"«\1» — файл, а нужна папка"),
    (r"\S+ '(.*?)' is not readable\.", r"«\1» не читается"),
    (r"(.+) is not in the range (.+)\.", r"\1 вне диапазона \2"),
    (r"Choose from:", "Одно из:"),
)


class _RussianFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args.replace("[OPTIONS]", "[ПАРАМЕТРЫ]"), prefix or "Использование: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class RussianContext(click.Context):
    """A context whose help is in Russian."""

    formatter_class = _RussianFormatter


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def in_russian(command: click.Command) -> click.Command:
    """Give a command Russian help."""
    if command.add_help_option:
        command.context_class = RussianContext
        command.add_help_option = False
        option = click.Option(
            ["--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help="Показать эту справку и выйти.",
        )
        command.params.append(option)
    return command


def usage_text(error: click.ClickException) -> str:
    """What click says about the command line, in Russian."""
    text = error.format_message()
    for pattern, words in _PHRASES:
        text = re.sub(pattern, words, text)
    return text


def configs_option(function: F) -> F:
    """``--configs DIR``: a folder of configuration in place of the bundled one."""
    return click.option(
        "--configs",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="ПАПКА",
        help="Папка конфигурации вместо поставляемой; слои, которых в ней нет, берутся из поставляемой.",
    )(function)


def layer_option(function: F) -> F:
    """``--layer FILE``, repeatable: layers to lay over the profiles."""
    return click.option(
        "--layer",
        "layers",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="ФАЙЛ",
        help="Дополнительный слой поверх профиля; можно повторять.",
    )(function)


def fail_on_option(default: Severity) -> Callable[[F], F]:
    """``--fail-on``: from which severity on the exit code is 1."""
    return click.option(
        "--fail-on",
        type=click.Choice([*SEVERITIES, "never"]),
        default=default,
        metavar="ТЯЖЕСТЬ",
        help=f"С какой тяжести код возврата 1: {', '.join(SEVERITIES)} или never (по умолчанию {default}).",
    )


def format_option(*formats: str) -> Callable[[F], F]:
    """``--format``; the first of ``formats`` is the default."""
    return click.option(
        "--format",
        "output",
        type=click.Choice(formats),
        default=formats[0],
        metavar="ВИД",
        help=f"Вид вывода: {', '.join(formats)} (по умолчанию {formats[0]}).",
    )
