"""``poryadok new workspace``: a region's own repository."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from poryadok import __version__
from poryadok.cli.asking import ask
from poryadok.cli.options import format_option
from poryadok.findings import Finding, Span

__all__ = ["command"]

WRONG_INPUT = 2


@click.command(
    "workspace",
    help="Разложить в ПАПКЕ репозиторий региона: конфигурация с образцом профиля, пример журнала, README, "
    "проверки для GitLab и GitHub, настройки редактора. ПАПКА – новая или пустая. Что не задано, берётся "
    "как у образца. Код возврата: 0 – готово, 2 – вход неверен, ничего не записано.",
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="ПАПКА")
@click.option("--region", metavar="ИМЯ", help="Папка региона латиницей (по умолчанию primer).")
@click.option("--region-title", metavar="ТЕКСТ", help="Название региона (по умолчанию Примерная область).")
@click.option("--timezone", metavar="ПОЯС", help="Часовой пояс IANA (по умолчанию Europe/Moscow).")
@click.option(
    "--family",
    "families",
    multiple=True,
    metavar="ИМЯ",
    help="Семейство актов, на котором стоит образец; можно повторять (по умолчанию mcu).",
)
@click.option("--profile", metavar="ИМЯ", help="Имя профиля-образца латиницей (по умолчанию primernoe).")
@click.option("--name", metavar="ТЕКСТ", help="Название муниципалитета-образца.")
@click.option(
    "--package",
    default=f"poryadok=={__version__}",
    metavar="ЧТО",
    help="Что ставит pip на сервере проверок: имя и версия, адрес git или файл .whl.",
)
@format_option("text", "json")
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path,
    region: str | None,
    region_title: str | None,
    timezone: str | None,
    families: tuple[str, ...],
    profile: str | None,
    name: str | None,
    package: str,
    output: str,
) -> None:
    from poryadok.norms.library import Library
    from poryadok.onboard.scaffold.facts import Facts, check_facts
    from poryadok.onboard.scaffold.folder import fits, lay_out
    from poryadok.onboard.scaffold.shared import families_needed, family_names
    from poryadok.onboard.scaffold.workspace import Workspace, finish, workspace_files

    library = Library.open()
    try:
        if not fits(folder):
            _refuse([Finding("new.not-empty", "critical", (), (Span(folder.as_posix()),))], library)
        region = ask("Регион, латиницей", region, default="primer") or "primer"
        region_title = ask("Название региона", region_title, default="Примерная область")
        timezone = ask("Часовой пояс", timezone, default="Europe/Moscow")
        sample = Facts(
            id=profile or "primernoe",
            region=region,
            families=families or ("mcu",),
            name=name or "Примерное поселение",
            kind="rural-settlement",
            timezone=timezone or "Europe/Moscow",
        )
        title = region_title or "Примерная область"
        found = check_facts(sample, family_names(library), families_needed(library, region, sample.families))
        for option, text in (("--region-title", title), ("--package", package)):
            if not text.strip() or not text.isprintable():
                found.append(Finding("new.text", "critical", (), (), {"option": option}))
        if found:
            _refuse([_own_words(one) for one in found], library)
        workspace = Workspace(sample, title, package)
        wrong: list[Finding] = []

        def accept(made: Path) -> bool:
            wrong.extend(finish(made, workspace))
            return not wrong

        if not lay_out(folder, workspace_files(workspace, library), accept):
            _refuse(wrong, library)
    except OSError as error:
        args = {"reason": error.strerror or type(error).__name__}
        _refuse([Finding("new.not-written", "critical", (), (Span(folder.as_posix()),), args)], library)
    if output == "json":
        laid = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        click.echo(json.dumps({"folder": folder.as_posix(), "files": laid}, ensure_ascii=False, indent=2))
    else:
        click.echo(folder.as_posix())
    click.echo(
        f"Готово. Дальше: откройте {(folder / 'README.md').as_posix()} – первые пять минут;\n"
        "git init – если папка будет в git.",
        err=True,
    )


def _own_words(finding: Finding) -> Finding:
    """This command names the sample's id ``--profile``."""
    if finding.args.get("option") != "--id":
        return finding
    return Finding(
        finding.rule, finding.severity, (), (), {**finding.args, "option": "--profile"}, finding.fix
    )


def _refuse(findings: Sequence[Finding], library: object) -> NoReturn:
    from poryadok.report.diagnostics import render_all

    source = getattr(library, "source", lambda _: None)
    click.echo(render_all(findings, source), err=True)
    raise click.exceptions.Exit(WRONG_INPUT)
