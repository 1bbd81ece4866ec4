"""``poryadok validate``: profiles and layers against the schema and the cross checks."""

import json
from pathlib import Path
from typing import cast

import click

from poryadok.cli.options import configs_option, fail_on_option, format_option, layer_option
from poryadok.findings import Finding, Severity, at_least

__all__ = ["command", "exit_code"]


def exit_code(findings: tuple[Finding, ...], fail_on: str) -> int:
    """2 for what makes a profile invalid, 1 for findings at or above ``fail_on`` (or ``never``), else 0."""
    if any(finding.severity == "critical" for finding in findings):
        return 2
    if fail_on == "never":
        return 0
    return int(any(at_least(finding.severity, cast(Severity, fail_on)) for finding in findings))


@click.command(
    "validate",
    help="Проверить профили по имени или по пути (файл, папка); без аргументов — всю конфигурацию. "
    "Все замечания сразу. Код возврата: 0 — замечаний нет, 1 — есть замечания от --fail-on, "
    "2 — профиль негоден или вход не читается.",
)
@click.argument("names", nargs=-1, metavar="[ИМЯ|ПУТЬ]...")
@configs_option
@layer_option
@format_option("text", "json")
@fail_on_option("high")
@click.option("--schema-only", is_flag=True, help="Только схема: быстро, без сборки профилей.")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    configs: Path | None,
    layers: tuple[Path, ...],
    output: str,
    fail_on: str,
    schema_only: bool,
) -> None:
    from poryadok.cli.calendars import calendar_findings
    from poryadok.cli.mapped import mapping_findings
    from poryadok.norms.library import Library
    from poryadok.norms.progress import progress_of
    from poryadok.norms.validation import validate
    from poryadok.report.diagnostics import as_record, render_all
    from poryadok.report.progress_text import progress_lines, progress_record

    report, sources = validate(names, configs, layers, schema_only=schema_only)
    found = report.findings
    if not names and not schema_only:
        # what the schema has said of a file is not said again
        known = {span.file for finding in found for span in finding.spans}
        library = Library.open(configs)
        more = calendar_findings(library.roots())
        found = (*found, *(finding for finding in more if finding.spans[0].file not in known))
        found = (*found, *mapping_findings(library))
    profiles_read = sorted(report.profiles, key=lambda one: (one.id, one.file.as_posix()))
    if output == "json":
        profiles = [
            {
                "id": one.id,
                "file": one.file.as_posix(),
                "valid": one.valid,
                "versions": len(one.versions),
                "progress": progress_record(progress_of(one)),
            }
            for one in profiles_read
        ]
        body = {"findings": [as_record(finding) for finding in found], "profiles": profiles}
        click.echo(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        # open values are listed a line each, by profile
        told = [finding for finding in found if finding.rule != "hole.open"]
        pieces = [render_all(told, sources)] if told else []
        for one in profiles_read:
            if (progress := progress_of(one)).open:
                pieces.append("\n".join(progress_lines(one.id, progress)))
        if pieces:
            click.echo("\n\n".join(pieces))
    invalid = sum(finding.severity == "critical" for finding in found)
    click.echo(
        f"Файлов: {report.files}, профилей: {len(report.profiles)}, "
        f"ошибок: {invalid}, замечаний: {len(found) - invalid}",
        err=True,
    )
    ctx.exit(exit_code(found, fail_on))
