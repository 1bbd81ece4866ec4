"""How a command leaves when its input is wrong: all of it said, exit code 2, nothing half written."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

__all__ = ["WRONG_INPUT", "check_out", "refuse", "writing"]

WRONG_INPUT = 2
BROKEN_PIPE = 141  # as a shell has it: nobody reads any more


def refuse(*texts: str) -> NoReturn:
    """Say what is wrong with the input, all of it, and leave with exit code 2."""
    click.echo("\n\n".join(texts), err=True)
    raise click.exceptions.Exit(WRONG_INPUT)


def check_out(out: Path | None, option: str = "--out") -> None:
    """Refuse an ``--out`` (or another option's file) that cannot be written, before anything is computed."""
    if out is not None and not out.absolute().parent.is_dir():
        refuse(f"Ошибка: {option}: нет папки «{out.absolute().parent}»")


@contextmanager
def writing(out: Path | None, option: str = "--out") -> Iterator[None]:
    """Say that the file of ``option`` cannot be written; exit code 2; what befalls stdout goes on up."""
    try:
        yield
    except BrokenPipeError:
        # click would make it exit code 1, which means something else here
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        raise click.exceptions.Exit(BROKEN_PIPE) from None
    except OSError as error:
        if out is None:
            raise
        refuse(f"Ошибка: {option}: «{out}» не записывается: {error.strerror}")
