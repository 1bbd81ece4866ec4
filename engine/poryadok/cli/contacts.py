"""``poryadok contacts check``: a private file of contact cards, against what the act wants of a card."""

import json
from pathlib import Path
from typing import Any, cast

import click

from poryadok.cli.options import configs_option, fail_on_option, format_option
from poryadok.findings import Finding, Severity, Span, at_least

__all__ = ["command"]


@click.command(
    "contacts",
    help="Проверить файл контактных карточек: ФИО полностью, должность, почта, телефон и роль из профиля. "
    "ДЕЙСТВИЕ — check. Сообщения называют строку и поле, но не то, что в нём записано. "
    "Код возврата: 0 — замечаний от --fail-on нет, 1 — есть, 2 — файл или профиль негоден.",
)
@click.argument("action", type=click.Choice(["check"]), metavar="ДЕЙСТВИЕ")
@click.argument("file", type=click.Path(path_type=Path), metavar="ФАЙЛ")
@click.option("--profile", metavar="ИМЯ", help="Профиль, чьи роли; по умолчанию названный в файле.")
@configs_option
@format_option("text", "json")
@fail_on_option("medium")
@click.option("--show", is_flag=True, help="Показать сами карточки, приведённые к одному виду.")
@click.pass_context
def command(
    ctx: click.Context,
    action: str,
    file: Path,
    profile: str | None,
    configs: Path | None,
    output: str,
    fail_on: str,
    show: bool,
) -> None:
    from poryadok.norms.library import Library
    from poryadok.onboard.contacts import check_cards, is_private, read_cards
    from poryadok.report.contacts_text import cards_text, contacts_record, findings_text
    from poryadok.report.diagnostics import render_all

    read = read_cards(file)
    if read.unread:
        click.echo(findings_text(read.findings), err=True)
        ctx.exit(2)
    library = Library.open(configs)
    name = profile or read.profile
    roles: dict[str, Any] = dict(library.vocabulary.roles)
    wanted: list[str] = []
    if name is not None:
        # a name out of the file may be anything; it is looked up, never opened as a path
        known = profile is not None or name in library.ids()
        resolved = library.resolve(name) if known else None
        if resolved is None or not resolved.valid:
            click.echo(
                render_all(resolved.errors, library.source)
                if resolved is not None
                else f"Ошибка: {read.text.file}: профиля, который назван в файле, нет\n"
                f"  ожидалось: одно из: {', '.join(library.ids())}",
                err=True,
            )
            ctx.exit(2)
        roles = resolved.versions[-1].doc.get("roles") or {}
        wanted = [key for key, body in roles.items() if body.get("holders") or body.get("appointed")]
    cards, findings = check_cards(read, roles, wanted)
    if not is_private(file):
        findings = (*findings, Finding("contacts.not-private", "low", (), (Span(read.text.file),)))
    if output == "json":
        click.echo(json.dumps(contacts_record(name, cards, findings, show), ensure_ascii=False, indent=2))
    else:
        said = [findings_text(findings), cards_text(cards) if show else ""]
        text = "\n\n".join(one for one in said if one)
        if text:
            click.echo(text)
    click.echo(f"Карточек: {len(cards)}, замечаний: {len(findings)}", err=True)
    if any(one.severity == "critical" for one in findings):
        ctx.exit(2)
    failing = fail_on != "never" and any(at_least(one.severity, cast(Severity, fail_on)) for one in findings)
    ctx.exit(int(failing))
