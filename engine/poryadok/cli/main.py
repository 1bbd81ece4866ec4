"""The command line's edge: commands loaded when asked for, exit codes, no traceback for bad input."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from poryadok import __version__
from poryadok.cli.groups import lazy_group
from poryadok.cli.options import in_russian, usage_text

__all__ = ["INTERNAL", "OK", "REPORTED", "WRONG_INPUT", "cli", "main", "run"]

OK, REPORTED, WRONG_INPUT, INTERNAL, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 70, 130, 141

# Polars' allocator (where it is jemalloc): threads hand their columns on to each other, so one arena for all
# of them, kept until the end, halves the page faults; measured in docs/performance.md.
ALLOCATOR = ("_RJEM_MALLOC_CONF", "narenas:1,dirty_decay_ms:-1,muzzy_decay_ms:-1")

# How many new objects it takes to look for cycles: thousands of profiles are walked over each time.
SELDOM = (200_000, 20, 20)

# name -> (module, what the command does); a module is imported when its command runs
COMMANDS = {
    "validate": ("poryadok.cli.validate", "Проверить профили и слои: всё, что не так, сразу."),
    "show": ("poryadok.cli.show", "Показать собранный профиль и откуда в нём каждое значение."),
    "obligations": ("poryadok.cli.obligations", "Обязанности и сроки по журналу событий."),
    "check": ("poryadok.cli.check", "Есть ли нарушения: код возврата для проверок."),
    "explain": ("poryadok.cli.explain", "Как получился срок и вывод по одной обязанности."),
    "trace": ("poryadok.cli.trace", "Сверить профиль с текстом акта, пункт за пунктом."),
    "lint": ("poryadok.cli.lint", "Замечания к профилю и к тексту акта, которых не видит проверка."),
    "contacts": ("poryadok.cli.contacts", "Проверить контактные карточки, не показывая их."),
    "diff": ("poryadok.cli.diff", "Что различается в праве между двумя текстами и что из этого следует."),
    "compare": ("poryadok.cli.compare", "Много профилей рядом: что у кого есть, кто выбивается, кто ближе."),
    "new": ("poryadok.cli.new", "Начать новое: папку региона, профиль, сопоставление выгрузки."),
    "draft": ("poryadok.cli.draft", "Черновик профиля по тексту акта: что понято, откуда, что решить."),
    "import": ("poryadok.cli.import_", "Выгрузки — в журнал событий по сопоставлению."),
}


@click.group(
    cls=lazy_group(COMMANDS),
    help="Порядок: муниципальные акты как проверенные профили, журналы событий — как обязанности и сроки.",
    subcommand_metavar="КОМАНДА [АРГУМЕНТЫ]...",
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.version_option(__version__, message="poryadok %(version)s", help="Показать версию и выйти.")
@click.pass_context
def cli(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(WRONG_INPUT)


in_russian(cli)


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Raises nothing, whatever the input."""
    os.environ.setdefault(*ALLOCATOR)  # before a command imports Polars
    try:
        code = cli.main(
            args=None if args is None else list(args), prog_name="poryadok", standalone_mode=False
        )
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else OK if leaving.code is None else REPORTED
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("прервано", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        _say_usage(error)
        return WRONG_INPUT
    except BrokenPipeError:
        # nobody reads any more; keep the interpreter from flushing into the closed pipe
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return BROKEN_PIPE
    except BaseException as error:  # Polars' PanicException is no Exception
        return _say_internal(error)
    return code if isinstance(code, int) else OK


def run() -> NoReturn:
    """The console entry point."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # what goes to a file or a pipe is UTF-8 everywhere; a console keeps its own encoding
            reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
    # profiles are many objects and hardly a cycle: look for cycles seldom, and not at all on leaving
    gc.set_threshold(*SELDOM)
    code = main()
    gc.freeze()
    sys.exit(code)


def _say_usage(error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        # a group without a command: what there is to choose from
        click.echo(error.format_message(), err=True)
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
    click.echo(f"Справка: {context.command_path if context else 'poryadok'} --help\n", err=True)
    click.echo(f"Ошибка: {usage_text(error)}", err=True)


def _say_internal(error: BaseException) -> int:
    if os.environ.get("PORYADOK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    words = " ".join(str(error).split())[:300]
    click.echo(
        f"Внутренняя ошибка программы (не ваших данных): {type(error).__name__}: {words}\n"
        f"Сообщите о ней разработчикам: версия {__version__}, команда и файлы, на которых она случилась.\n"
        "Подробности печатаются, если задать переменную окружения PORYADOK_DEBUG=1.",
        err=True,
    )
    return INTERNAL
