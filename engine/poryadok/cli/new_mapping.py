"""``poryadok new mapping``: propose a mapping for an export."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poryadok.cli.options import configs_option, format_option

if TYPE_CHECKING:
    from poryadok.cli.session import World
    from poryadok.onboard.mapping.propose import Known

__all__ = ["command"]


@click.command(
    "mapping",
    help="Предложить сопоставление для выгрузки (XLSX, CSV) по заголовкам и образцу. У каждой догадки — "
    "основание в комментарии; чего понять нельзя, помечено словом РЕШИТЬ. Значения столбцов, похожих на "
    "персональные данные, никуда не попадают.",
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="ФАЙЛ")
@click.option(
    "--like", metavar="ИМЯ|ФАЙЛ", help="По образцу этого сопоставления; по умолчанию — самого похожего."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в новый файл .yaml (его имя станет именем сопоставления); готовый не перезаписывается.",
)
@configs_option
@format_option("yaml", "json")
def command(file: Path, like: str | None, out: Path | None, configs: Path | None, output: str) -> None:
    from poryadok.cli.refusal import check_out, refuse, writing
    from poryadok.cli.session import known_world
    from poryadok.log.files import file_finding
    from poryadok.log.mapping.places import places_of
    from poryadok.onboard.mapping.propose import propose
    from poryadok.onboard.mapping.translit import slug
    from poryadok.report.diagnostics import render_all
    from poryadok.report.sink import write

    check_out(out)
    if out is not None and out.exists():
        refuse(f"Ошибка: --out: файл «{out}» уже есть\n  ожидалось: новое имя")
    name = slug(out.stem if out is not None else file.stem) or "export"
    if out is not None and name != out.stem:
        refuse(f"Ошибка: --out: имя «{out.stem}» не годится сопоставлению\n  возможно: {name}.yaml")
    world = known_world(configs)
    known = _known(world, like)
    try:
        places = places_of(world.rules, world.names)
        made = propose(str(file), name, known, places, world.vocabulary.sectors)
    except FileNotFoundError:
        made = (file_finding("log.missing-file", str(file)),)
    except OSError as error:
        made = (file_finding("log.unreadable", str(file), error=error.strerror or ""),)
    if isinstance(made, tuple):
        refuse(render_all(made, lambda _: None))
    with writing(out):
        if out is not None or output == "yaml":
            write([made.text.encode()], out)
    if output == "json":
        said = {"mapping": made.text, "like": made.like, "holes": made.holes, "out": out and out.as_posix()}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    base = f"по образцу «{made.like}»" if made.like else "без образца: похожего сопоставления нет"
    todo = (
        f"осталось решить мест: {made.holes} (слово РЕШИТЬ)"
        if made.holes
        else "нерешённого нет; проверьте догадки"
    )
    click.echo(f"Предложено {base}; {todo}", err=True)


def _known(world: "World", like: str | None) -> "list[Known]":
    """The mappings to learn from: the chosen one, or all that can be read."""
    from poryadok.cli.refusal import refuse
    from poryadok.findings import Finding
    from poryadok.onboard.mapping.load import load_mapping, mapping_files, mapping_path
    from poryadok.onboard.mapping.propose import Known
    from poryadok.report.diagnostics import render_all

    if like is None:
        paths = list(mapping_files(world.roots).values())
    else:
        found = mapping_path(like, world.roots)
        if isinstance(found, Finding):
            refuse(render_all([found], world.library.source))
        paths = [found]
    loaded = [load_mapping(path, world.vocabulary.event_types) for path in paths]
    if like is not None and loaded[0].mapping is None:
        refuse(render_all(loaded[0].findings, {loaded[0].text.file: loaded[0].path}.get))
    return [
        Known(one.mapping, one.text.doc)
        for one in loaded
        if one.mapping is not None and (like is not None or one.mapping.format in ("auto", "xlsx", "csv"))
    ]
