"""``poryadok lint``: static findings over profiles, and over the text of an act."""

import json
from pathlib import Path
from typing import cast

import click

from poryadok.cli.options import configs_option, fail_on_option, format_option, layer_option
from poryadok.findings import Finding, Severity, at_least

__all__ = ["command"]


def _exit_code(findings: list[Finding], fail_on: str) -> int:
    if fail_on == "never":
        return 0
    return int(any(at_least(finding.severity, cast(Severity, fail_on)) for finding in findings))


def _explain(ctx: click.Context, name: str) -> None:
    """Print the page of a rule; leave with code 2 when there is none of that name."""
    from poryadok.norms.names import wrong_name
    from poryadok.onboard.lint.registry import PREFIX, all_rules, full_id
    from poryadok.report.lint_text import rule_page

    rules = all_rules()
    rule = rules.get(full_id(name))
    if rule is None:
        known = [one.removeprefix(PREFIX) for one in rules]
        wrong = wrong_name(name, known)
        click.echo(f"Ошибка: нет правила «{name}»\n  ожидалось: одно из: {', '.join(known)}", err=True)
        if "suggestion" in wrong:
            click.echo(f"  возможно: {wrong['suggestion']}", err=True)
        ctx.exit(2)
    click.echo(rule_page(rule), nl=False)


@click.command(
    "lint",
    help="Замечания к профилю, которых не видит проверка: нормы без обязанного, спорящие сроки, сферы без "
    "руководителя и другое; с --act — и к тексту самого акта. Без имён — все профили. "
    "Код возврата: 0 — замечаний от --fail-on нет, 1 — есть, 2 — вход негоден.",
)
@click.argument("names", nargs=-1, metavar="[ИМЯ]...")
@configs_option
@layer_option
@click.option(
    "--act",
    type=click.Path(path_type=Path),
    metavar="ФАЙЛ",
    help="Текст акта (.txt, .docx, .pdf): проверить и его. Профиль тогда один.",
)
@format_option("text", "json")
@fail_on_option("low")
@click.option("--explain", "rule", metavar="ПРАВИЛО", help="Показать страницу правила и выйти.")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    configs: Path | None,
    layers: tuple[Path, ...],
    act: Path | None,
    output: str,
    fail_on: str,
    rule: str | None,
) -> None:
    if rule is not None:
        _explain(ctx, rule)
        return
    if act is not None and len(names) != 1:
        raise click.UsageError("с --act нужно назвать один профиль")

    from poryadok.clock.calendars import CalendarError, load_calendars
    from poryadok.norms.library import Library
    from poryadok.norms.resolved import once
    from poryadok.onboard.lint.act_text import read_act_text
    from poryadok.onboard.lint.run import lint
    from poryadok.report.diagnostics import render_all
    from poryadok.report.lint_json import lint_record
    from poryadok.report.lint_text import lint_text, summary

    library = Library.open(configs, layers)
    resolved = [library.resolve(name) for name in names or library.ids()]
    wrong = [render_all(once(finding for one in resolved for finding in one.errors), library.source)]
    text, findings = (None, ()) if act is None else read_act_text(act)
    wrong.append(render_all(findings, library.source))
    calendars = {}
    roots = next((library.roots(one.file) for one in resolved if len(names) == 1), library.roots())
    try:
        calendars = load_calendars([root / "calendars" for root in roots])
    except CalendarError as error:
        wrong.extend(f"Ошибка: {problem}" for problem in error.problems)
    if not resolved:
        wrong.append("Ошибка: в папке конфигурации нет ни одного профиля (РЕГИОН/ИМЯ.yaml)")
    if any(wrong):
        click.echo("\n\n".join(one for one in wrong if one), err=True)
        ctx.exit(2)
    reports = [lint(one, calendars, text) for one in sorted(resolved, key=lambda one: one.id)]

    if output == "json":
        click.echo(json.dumps(lint_record(reports), ensure_ascii=False, indent=2))
    else:
        # no excerpt of the act: a table of staff may name people
        said = lint_text(reports, library.source)
        if said:
            click.echo(said)
    click.echo(summary(reports), err=True)
    ctx.exit(_exit_code([finding for report in reports for finding in report.open], fail_on))
