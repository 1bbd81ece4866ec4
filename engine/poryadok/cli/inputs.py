"""Options of the commands that compute: the log, the instant, the configuration."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.types import OptionHelpExtra

from poryadok.cli.options import configs_option, layer_option

__all__ = ["PlainOption", "buckets_option", "input_options"]

F = TypeVar("F", bound=Callable[..., Any])


class PlainOption(click.Option):
    """An option whose help says all by itself: click's own «[required]» and ranges are English."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        return {}


def input_options(function: F) -> F:
    """``--events``, ``--as-of``, ``--configs``, ``--layer``."""
    function = layer_option(configs_option(function))
    function = click.option(
        "--as-of",
        "as_of",
        cls=PlainOption,
        required=True,
        metavar="МОМЕНТ",
        help="Обязательно. На какой момент: 2024-06-05T18:00:00+05:00 или дата 2024-06-05 "
        "(конец этого дня по местному времени каждого муниципалитета).",
    )(function)
    return click.option(
        "--events",
        cls=PlainOption,
        multiple=True,
        metavar="ФАЙЛ",
        help="Журнал событий: .jsonl, .csv, .parquet, .xlsx, а с --mapping — выгрузка; "
        "можно повторять, можно шаблон вида 'логи/*.jsonl'. "
        "Без журнала считается, что событий не было.",
    )(function)


def buckets_option(function: F) -> F:
    """``--buckets``: how many parts the cases are cut into."""
    return click.option(
        "--buckets",
        cls=PlainOption,
        type=click.IntRange(1, 4096),
        default=1,
        metavar="N",
        help="Считать дела N частями: меньше памяти, тот же ответ (по умолчанию 1).",
    )(function)
