"""``poryadok obligations``: all obligations of a log as of an instant."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from poryadok.cli.inputs import buckets_option, input_options
from poryadok.cli.mapped import mapping_options
from poryadok.cli.options import format_option

if TYPE_CHECKING:
    from poryadok.cli.session import Session
    from poryadok.kernel.assess import Assessment

__all__ = ["command"]

FORMATS = ("table", "json", "jsonl", "csv", "parquet")


@click.command(
    "obligations",
    help="Обязанности и сроки по журналу событий на момент --as-of. ИМЯ — имя профиля или путь к его файлу; "
    "без имён — все профили. json и jsonl содержат всё, csv и parquet — без хода счёта (steps).",
)
@click.argument("names", nargs=-1, metavar="[ИМЯ|ПУТЬ]...")
@input_options
@mapping_options
@format_option(*FORMATS)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в файл; файл появляется целиком или не появляется вовсе. Для parquet обязателен.",
)
@buckets_option
@click.option(
    "--unused", is_flag=True, help="Перечислить события, которые не понадобились ни одной норме, и почему."
)
def command(
    names: tuple[str, ...],
    events: tuple[str, ...],
    as_of: str,
    configs: Path | None,
    layers: tuple[Path, ...],
    mapping: str | None,
    municipality: str | None,
    output: str,
    out: Path | None,
    buckets: int,
    unused: bool,
) -> None:
    from poryadok.cli.refusal import check_out, refuse, writing
    from poryadok.cli.session import open_session

    if output == "parquet" and out is None:
        refuse("Ошибка: --format parquet пишется только в файл, нужен --out ФАЙЛ")
    check_out(out)
    session = open_session(
        names,
        events,
        as_of,
        configs,
        layers,
        mapping=mapping,
        municipality=municipality,
        buckets=buckets,
    )
    assessment = session.assess()
    with writing(out):
        _write(session, assessment, output, out, unused)
    _say(session, assessment, output, unused)


def _write(session: "Session", assessment: "Assessment", output: str, out: Path | None, unused: bool) -> None:
    """Write the answer. Raises OSError."""
    from poryadok.report.columns import flat_chunks
    from poryadok.report.csv_ import csv_pieces
    from poryadok.report.json_ import json_object, jsonl
    from poryadok.report.obligations_text import obligations_text
    from poryadok.report.order import index_of
    from poryadok.report.parquet import write_parquet
    from poryadok.report.rows import RowMaker
    from poryadok.report.sink import to_file, write, write_lines
    from poryadok.report.unused import unused_events

    log = session.rows
    index = index_of(assessment, log)
    if output == "parquet" and out is not None:
        to_file(out, lambda stream: write_parquet(flat_chunks(assessment, log, index, typed=True), stream))
        return
    if output == "csv":
        write(csv_pieces(flat_chunks(assessment, log, index)), out)
        return
    if output == "table":
        lines = obligations_text(assessment, log, index)
        write_lines(lines, out)
        return
    chunks = RowMaker(assessment, log).chunks(index)
    if output == "jsonl":
        write(jsonl(chunks), out)
        return
    head = session.head(assessment)
    if unused:
        head["unused"] = list(unused_events(assessment, log))
    write(json_object(head, chunks), out)


def _say(session: "Session", assessment: "Assessment", output: str, unused: bool) -> None:
    """Words for people beside the answer."""
    from poryadok.report.unused import unused_events
    from poryadok.report.words import printable

    count = int(assessment.unused.sum())
    click.echo(f"Событий, не понадобившихся ни одной норме: {count}", err=True)
    if unused and output != "json":
        for one in unused_events(assessment, session.rows):
            text = f"  {one['municipality']} {one['time']} {one['id']} ({one['type']}): {one['reason']}"
            click.echo(printable(text), err=True)
