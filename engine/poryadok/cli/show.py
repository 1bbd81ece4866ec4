"""``poryadok show``: the resolved profile, and where each value of it was written."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poryadok.cli.options import configs_option, format_option, layer_option

if TYPE_CHECKING:
    from poryadok.norms.resolved import Resolved, VersionDoc

__all__ = ["command"]


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            text = str(value)
            if len(text) != 10:
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"«{value}» — не дата ГГГГ-ММ-ДД", param, ctx)


def _say_force(ctx: click.Context, resolved: "Resolved", version: "VersionDoc", day: date) -> None:
    """Say that the act is not in force on that day; leave with code 2 when nothing of the profile is."""
    from poryadok.norms.force import act_days, in_force_on, norm_days

    act = act_days(resolved.versions)
    if any(first <= day <= last for first, last in act):
        return
    names = list(in_force_on(version, day))
    when = ", ".join(_span_words(*days) for days in act)
    if names:
        listed = ", ".join(names)
        click.echo(
            f"На {day} акт не действует (действует {when}); только нормы со своими днями: {listed}", err=True
        )
        return
    own = {name for one in resolved.versions for name in one.doc.get("norms", {})}
    days = [*act, *(stretch for name in own for stretch in norm_days(resolved.versions, name))]
    words = _span_words(min(first for first, _ in days), max(last for _, last in days))
    click.echo(
        f"Ошибка: --at: на {day} не действует ни акт, ни одна норма профиля {resolved.id}\n"
        f"  ожидалось: день {words}; сам акт действует {when}",
        err=True,
    )
    ctx.exit(2)


def _span_words(first: date, last: date) -> str:
    if last == date.max:
        return f"с {first}"
    return f"по {last}" if first == date.min else f"с {first} по {last}"


@click.command(
    "show", help="Показать профиль, собранный из всех слоёв. ИМЯ — имя профиля или путь к его файлу."
)
@click.argument("name", metavar="ИМЯ")
@configs_option
@layer_option
@click.option("--origins", is_flag=True, help="У каждого значения: файл и строка, слой, ранг, место в акте.")
@click.option(
    "--at", "day", type=_Day(), metavar="ДАТА", help="Редакция на эту дату (по умолчанию последняя)."
)
@format_option("yaml", "json")
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    configs: Path | None,
    layers: tuple[Path, ...],
    origins: bool,
    day: date | None,
    output: str,
) -> None:
    from poryadok.norms.library import Library
    from poryadok.report.diagnostics import render_all
    from poryadok.report.profile_text import origins_record, profile_yaml, profile_yaml_with_origins

    library = Library.open(configs, layers)
    resolved = library.resolve(name)
    if not resolved.valid:
        click.echo(render_all(resolved.errors, library.source), err=True)
        ctx.exit(2)
    version = resolved.versions[-1] if day is None else resolved.at(day)
    if day is not None:
        _say_force(ctx, resolved, version, day)
    if output == "json":
        body = {**version.written, "origins": origins_record(version)} if origins else version.written
        click.echo(json.dumps(body, ensure_ascii=False, indent=2))
    elif origins:
        click.echo(profile_yaml_with_origins(version), nl=False)
    else:
        click.echo(profile_yaml(version.written), nl=False)
    if len(resolved.versions) > 1:
        first = version.first.isoformat() if version.first else "начала"
        last = f"по {version.last.isoformat()}" if version.last else "далее"
        click.echo(f"Редакций: {len(resolved.versions)}; показана с {first} {last}", err=True)
