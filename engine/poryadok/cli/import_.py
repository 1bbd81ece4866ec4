"""``poryadok import``: exports to a log of events."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from poryadok.cli.inputs import PlainOption
from poryadok.cli.mapped import mapping_options
from poryadok.cli.options import configs_option

if TYPE_CHECKING:
    import polars as pl

    from poryadok.log.mapping.convert import Converter

__all__ = ["command"]

FORMATS = ("jsonl", "csv", "parquet", "xlsx")


@click.command(
    "import",
    help="Выгрузки (XLSX, CSV, XES, CloudEvents) — в журнал событий по сопоставлению. Без --out — jsonl в "
    "стандартный вывод. Отклонённые строки называются с причиной и кода возврата не меняют; 2 — файл или "
    "сопоставление негодны.",
)
@click.argument("files", nargs=-1, required=True, metavar="ФАЙЛ...")
@lambda function: mapping_options(function, required=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать журнал в файл; он появится целиком или не появится вовсе. Вид — по расширению.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(FORMATS),
    metavar="ВИД",
    help=f"Вид журнала: {', '.join(FORMATS)} (по умолчанию — по расширению --out, без него jsonl).",
)
@configs_option
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать все отклонённые строки и события с причинами в файл CSV.",
)
@click.option(
    "--preview",
    cls=PlainOption,
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Только показать, что выйдет из первых N строк каждого файла; ничего не записывать.",
)
def command(
    files: tuple[str, ...],
    mapping: str,
    municipality: str | None,
    out: Path | None,
    output: str | None,
    configs: Path | None,
    rejected: Path | None,
    preview: int | None,
) -> None:
    from poryadok.cli.mapped import open_converter, progress_bar, say_rows
    from poryadok.cli.refusal import check_out, refuse, writing
    from poryadok.cli.session import REJECTIONS_SHOWN, known_world, say_log
    from poryadok.log.files import ALL_FORMATS, expand
    from poryadok.log.mapping.read import read_mapped
    from poryadok.report.diagnostics import render_all
    from poryadok.report.imports import rejected_csv
    from poryadok.report.sink import write

    kind = output or _by_suffix(out)
    if kind in ("parquet", "xlsx") and out is None and preview is None:
        refuse(f"Ошибка: --format {kind} пишется только в файл, нужен --out ФАЙЛ")
    check_out(out)
    check_out(rejected, "--rejected")
    world = known_world(configs)
    named, missing = expand(files, ALL_FORMATS)
    if missing:
        refuse(render_all(missing, world.library.source))
    converter = open_converter(
        world.library,
        world.roots,
        mapping,
        municipality,
        world.rules,
        world.names,
        world.vocabulary,
        keep=True,
    )
    if preview is not None:
        _preview(converter, named, preview)
        return
    with progress_bar(converter):
        log = read_mapped(files, world.rules, converter)
    if log.findings:
        refuse(render_all(log.findings, world.library.source))
    frame = _accepted(converter.kept, log.frame["id"])
    with writing(out):
        _write(frame, kind, out)
    if rejected is not None:
        with writing(rejected, "--rejected"):
            write(rejected_csv([*converter.quarantine.rejections, *log.rejections]), rejected)
    say_rows(converter, REJECTIONS_SHOWN)
    say_log(log, REJECTIONS_SHOWN)


def _by_suffix(out: Path | None) -> str:
    suffix = out.suffix.lower().removeprefix(".") if out is not None else ""
    return suffix if suffix in FORMATS else "jsonl"


def _accepted(kept: "list[pl.DataFrame]", ids: "pl.Series") -> "pl.DataFrame":
    """The records that passed the quarantine, each once, as the mapping made them."""
    import polars as pl

    frames = [frame for frame in kept if not frame.is_empty()]
    if not frames:
        return pl.DataFrame(schema=dict.fromkeys(("id", "time", "type", "municipality"), pl.String))
    frame = pl.concat(frames, how="diagonal").filter(pl.col("id").is_in(ids.implode()))
    return frame.unique("id", keep="first", maintain_order=True)


def _write(frame: "pl.DataFrame", kind: str, out: Path | None) -> None:
    """Raises OSError."""
    from poryadok.cli.refusal import refuse
    from poryadok.report.event_files import XLSX_ROWS, csv_of, jsonl_of, parquet_of, xlsx_of
    from poryadok.report.sink import to_file, write

    if kind in ("csv", "jsonl"):
        write(jsonl_of(frame) if kind == "jsonl" else csv_of(frame), out)
        return
    if kind == "xlsx" and frame.height > XLSX_ROWS:
        refuse(
            f"Ошибка: событий {frame.height}, а на лист Excel помещается {XLSX_ROWS}\n"
            "  ожидалось: --format jsonl"
        )
    make = xlsx_of if kind == "xlsx" else parquet_of
    assert out is not None
    to_file(out, lambda stream: make(frame, stream))


def _preview(converter: "Converter", files: list[str], most: int) -> None:
    """Show the first rows of each file, as they are mapped one by one."""
    from poryadok.cli.refusal import refuse
    from poryadok.log.mapping.preview import previews
    from poryadok.report.diagnostics import render_all
    from poryadok.report.imports import preview_lines

    for file in files:
        found, findings = previews(converter, file, most)
        if findings:
            refuse(render_all(findings, lambda _: None))
        click.echo(file)
        for line, result, reasons in found:
            for text in preview_lines(line, result, reasons):
                click.echo(text)
