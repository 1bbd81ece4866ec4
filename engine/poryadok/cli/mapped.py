"""Logs made of exports: the mapping that is named, its converter, and what people are told of the rows."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from poryadok.cli.inputs import PlainOption

if TYPE_CHECKING:
    from poryadok.findings import Finding
    from poryadok.log.mapping.convert import Converter
    from poryadok.log.record import Log
    from poryadok.log.rules import LogRules
    from poryadok.norms.library import Library
    from poryadok.norms.vocabulary import Vocabulary

__all__ = [
    "mapping_findings",
    "mapping_options",
    "open_converter",
    "progress_bar",
    "read_exports",
    "say_rows",
]

F = TypeVar("F", bound=Callable[..., Any])


def mapping_options(function: F, *, required: bool = False) -> F:
    """``--mapping``, ``--municipality``."""
    function = click.option(
        "--municipality",
        metavar="ИМЯ",
        help="Один муниципалитет на весь файл: имя профиля. Сильнее того, что сказано в сопоставлении.",
    )(function)
    return click.option(
        "--mapping",
        cls=PlainOption,
        required=required,
        metavar="ИМЯ|ФАЙЛ",
        help=("Обязательно. " if required else "")
        + "Сопоставление: как строки выгрузки (.xlsx, .csv, .xes, .json) становятся событиями; "
        "имя из папки mappings или путь к файлу.",
    )(function)


def open_converter(
    library: "Library",
    roots: Sequence[Path],
    name: str,
    municipality: str | None,
    rules: "LogRules",
    names: Mapping[str, tuple[str, ...]],
    vocabulary: "Vocabulary",
    *,
    keep: bool = False,
) -> "Converter":
    """Read the mapping and make its converter. Leaves with code 2 on error; all mistakes at once."""
    from poryadok.cli.refusal import refuse
    from poryadok.findings import Finding
    from poryadok.log.mapping.convert import Converter
    from poryadok.log.mapping.model import FieldMap
    from poryadok.log.mapping.places import places_of
    from poryadok.log.read import DETAILS
    from poryadok.log.record import Quarantine
    from poryadok.norms.names import wrong_name
    from poryadok.onboard.mapping.load import load_mapping, mapping_path
    from poryadok.report.diagnostics import render_all

    path = mapping_path(name, roots)
    if isinstance(path, Finding):
        refuse(render_all([path], library.source))
    loaded = load_mapping(path, vocabulary.event_types, rules.municipalities)
    wrong = []
    if loaded.mapping is None:
        wrong.append(render_all(loaded.findings, {loaded.text.file: path}.get))
    if municipality is not None and municipality not in rules.municipalities:
        args = wrong_name(municipality, rules.municipalities)
        text = f"Ошибка: --municipality: нет профиля «{municipality}»\n  ожидалось: одно из: {args['known']}"
        wrong.append(text + (f"\n  возможно: {args['suggestion']}" if "suggestion" in args else ""))
    if wrong or loaded.mapping is None:
        refuse(*wrong)
    mapping = loaded.mapping
    if municipality is not None:
        mapping = replace(mapping, municipality=FieldMap(constant=municipality))
    return Converter(mapping, places_of(rules, names), Quarantine(DETAILS), keep=keep)


def read_exports(
    paths: Sequence[str],
    library: "Library",
    roots: Sequence[Path],
    name: str,
    municipality: str | None,
    rules: "LogRules",
    names: Mapping[str, tuple[str, ...]],
    vocabulary: "Vocabulary",
) -> "tuple[Log, Converter]":
    """Read exports by a mapping, and tell how far. Leaves with code 2 where the mapping is wrong."""
    from poryadok.log.mapping.read import read_mapped

    converter = open_converter(library, roots, name, municipality, rules, names, vocabulary)
    with progress_bar(converter):
        return read_mapped(paths, rules, converter), converter


def mapping_findings(library: "Library") -> "list[Finding]":
    """What is wrong with the mappings of the configuration, the caller's if there is one."""
    from poryadok.onboard.mapping.load import load_mapping, mapping_files

    types = library.vocabulary.event_types
    files = mapping_files(library.roots()[:1]).values()
    return [one for path in files for one in load_mapping(path, types, library.ids()).findings]


@contextmanager
def progress_bar(converter: "Converter | None") -> Iterator[None]:
    """Show on a terminal how far each file has been read; elsewhere nothing."""
    stream = sys.stderr
    if converter is None or not stream.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(path: str, done: int, size: int) -> None:
            if path not in tasks:
                tasks[path] = bar.add_task(Path(path).name, total=size)
            bar.update(tasks[path], completed=done)

        converter.progress = told
        yield
        converter.progress = None


def say_rows(converter: "Converter", most: int) -> None:
    """Tell how the rows of the exports were read; the first ``most`` rejected ones by reason."""
    from poryadok.report.imports import rejected_lines, report_lines

    _echo(rejected_lines(converter.quarantine, most))
    _echo(line for report in converter.reports for line in report_lines(report))


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
