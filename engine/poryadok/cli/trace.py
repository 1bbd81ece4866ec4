"""``poryadok trace``: every clause of an act and what a profile made of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from poryadok.cli.options import configs_option, format_option, layer_option
from poryadok.findings import Finding, Span

if TYPE_CHECKING:
    from poryadok.norms.library import Library
    from poryadok.norms.resolved import VersionDoc
    from poryadok.onboard.coverage import Coverage

__all__ = ["command"]

WRONG_INPUT = 2


@click.command(
    "trace",
    help="Сверить профиль с текстом акта: какой пункт к чему привязан, какие ни к чему, какие привязки ведут "
    "в никуда, у каких пунктов изменился текст. ИМЯ — имя профиля или путь к его файлу. html — акт слева, "
    "профиль справа, связаны ссылками. Код возврата: 0 — привязаны все пункты и всё сходится, 1 — нет, "
    "2 — вход неверен.",
)
@click.argument("name", metavar="ИМЯ")
@click.option(
    "--act",
    "act_file",
    required=True,
    type=click.Path(path_type=Path),
    metavar="ФАЙЛ",
    help="Обязательно. Текст акта: .txt, .docx или .pdf с текстом (для .pdf нужно дополнение poryadok[pdf]).",
)
@configs_option
@layer_option
@format_option("text", "json", "html")
@click.option(
    "--clause", metavar="МЕСТО", help="Показать одно место: «п. 10 абз. 4» или весь «п. 10». Только для text."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в файл; файл появляется целиком или не появляется вовсе.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Записать отпечатки пунктов в файлы профиля на месте; примечания и порядок сохраняются.",
)
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    act_file: Path,
    configs: Path | None,
    layers: tuple[Path, ...],
    output: str,
    clause: str | None,
    out: Path | None,
    write: bool,
) -> None:
    from poryadok.cli.refusal import writing
    from poryadok.norms.library import Library
    from poryadok.norms.names import wrong_name
    from poryadok.onboard.act.locators import near, normal
    from poryadok.onboard.act.read import read_act
    from poryadok.onboard.coverage import cover
    from poryadok.report.sink import write_lines
    from poryadok.report.trace_text import clause_lines, summary_line, trace_lines

    if clause is not None and output != "text":
        raise click.UsageError("--clause годится только для --format text", ctx)
    library = Library.open(configs, layers)
    resolved = library.resolve(name)
    act, findings = read_act(act_file)
    wrong = [*resolved.errors, *findings]
    if wrong:
        _refuse(wrong, library)
    coverage = cover(act, resolved.versions[-1])
    if write:
        _record(coverage, resolved.versions[-1], library)
        library = Library.open(configs, layers)
        resolved = library.resolve(name)
        coverage = cover(act, resolved.versions[-1])
    version = resolved.versions[-1]
    vocabulary = library.vocabulary_for(library.roots(resolved.file))[0]
    if output == "json":
        from poryadok.report.trace_json import trace_json

        lines = iter([trace_json(coverage)])
    elif output == "html":
        from poryadok.report.trace_html import trace_html

        lines = iter([trace_html(coverage, version, vocabulary, resolved.id, act_file.name)])
    elif clause is not None:
        place = normal(clause)
        # a whole point is asked for by its number
        asked = [one for one in act.clauses if one == place or one.startswith(f"{place} ")]
        if not asked:
            args = wrong_name(place, act.clauses)
            if (meant := near(place, act.clauses)) is not None:
                args["suggestion"] = meant
            _refuse([Finding("trace.unknown-clause", "critical", (), (), args)], library)
        lines = clause_lines(coverage, version, vocabulary, asked)
    else:
        lines = trace_lines(coverage)
    with writing(out):
        write_lines(lines, out)
    if output != "text" or out is not None:
        click.echo(summary_line(coverage), err=True)
    ctx.exit(0 if coverage.complete else 1)


def _refuse(findings: Sequence[Finding], library: "Library") -> NoReturn:
    from poryadok.report.diagnostics import render_all

    click.echo(render_all(findings, library.source), err=True)
    raise click.exceptions.Exit(WRONG_INPUT)


def _record(coverage: "Coverage", version: "VersionDoc", library: "Library") -> None:
    """Write the fingerprints; say what was written, or leave with what keeps it from being written."""
    from poryadok.onboard.record import changes, recorded_text
    from poryadok.report.sink import write

    drifted = set(coverage.drifted)
    todo: list[tuple[Path, bytes]] = []
    wrong: list[Finding] = []
    found = changes(coverage, version)
    for change in found:
        path = library.source(change.file)
        try:
            if path is None:
                raise FileNotFoundError(change.file)
            text, findings = recorded_text(change, path.read_bytes())
        except OSError as error:
            findings = (_not_written(change.file, error),)
        wrong.extend(findings)
        if not findings and path is not None:
            todo.append((path, text))
    if wrong:
        # all files or none
        _refuse(wrong, library)
    for change, (path, text) in zip(found, todo, strict=True):
        try:
            write([text], path)
        except OSError as error:
            _refuse([_not_written(change.file, error)], library)
        click.echo(f"{change.file}: записано отпечатков: {len(change.values)}", err=True)
    if drifted:
        click.echo(f"Прежний отпечаток был другим: {', '.join(sorted(drifted))}", err=True)
    if not found:
        click.echo("Записывать нечего: все отпечатки на месте", err=True)


def _not_written(file: str, error: OSError) -> Finding:
    reason = error.strerror or type(error).__name__
    return Finding("trace.not-written", "critical", (), (Span(file),), {"reason": reason})
