"""``poryadok new profile``: a municipality's profile in which all that is not known yet is left open."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from poryadok.cli.asking import ask
from poryadok.cli.options import format_option
from poryadok.findings import Finding, Span

if TYPE_CHECKING:
    from poryadok.norms.library import Library
    from poryadok.norms.resolved import Resolved
    from poryadok.onboard.scaffold.facts import Facts
    from poryadok.onboard.scaffold.shared import Base

__all__ = ["command"]

WRONG_INPUT = 2

KIND_WORDS = {
    "rural-settlement": "сельское поселение",
    "urban-settlement": "городское поселение",
    "urban-okrug": "городской округ",
    "municipal-okrug": "муниципальный округ",
    "municipal-district": "муниципальный район",
}
ACT_WORDS = {"decision": "решение", "resolution": "постановление", "order": "распоряжение", "law": "закон"}


@click.command(
    "profile",
    help="Начать профиль: ПАПКА/РЕГИОН/ИМЯ.yaml. Чего не задано, спросит в терминале; что не отвечено, "
    "останется значением «ещё не решено». Существующий файл не трогает. Код возврата: 0 – записано, 2 – вход "
    "неверен, ничего не записано.",
)
@click.option(
    "--configs",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("configs"),
    metavar="ПАПКА",
    help="Папка конфигурации, в которой начать (по умолчанию configs).",
)
@click.option("--region", metavar="ИМЯ", help="Обязательно. Папка региона латиницей; новая появится сама.")
@click.option("--region-title", metavar="ТЕКСТ", help="Название нового региона.")
@click.option("--id", "name_id", metavar="ИМЯ", help="Обязательно. Имя профиля и файла латиницей.")
@click.option("--like", metavar="ИМЯ", help="Начать с норм другого профиля; его фактов новый не получит.")
@click.option(
    "--family",
    "families",
    multiple=True,
    metavar="ИМЯ",
    help="Семейство актов; можно повторять. С --like – семейства того профиля.",
)
@click.option("--name", metavar="ТЕКСТ", help="Название муниципалитета, как в акте.")
@click.option("--kind", metavar="ВИД", help="Вид муниципалитета: rural-settlement, urban-okrug и другие.")
@click.option("--timezone", metavar="ПОЯС", help="Часовой пояс IANA, если не как у региона.")
@click.option("--act-kind", metavar="ВИД", help="Вид акта: decision, resolution, order, law.")
@click.option("--act-number", metavar="НОМЕР", help="Номер акта.")
@click.option("--act-date", metavar="ДАТА", help="Дата акта, ГГГГ-ММ-ДД.")
@click.option("--act-issuer", metavar="ТЕКСТ", help="Кто принял акт.")
@click.option("--act-title", metavar="ТЕКСТ", help="О чём акт.")
@click.option("--in-force", metavar="ДАТА", help="С какого дня акт действует, ГГГГ-ММ-ДД.")
@format_option("text", "json")
def command(
    configs: Path,
    region: str | None,
    region_title: str | None,
    name_id: str | None,
    like: str | None,
    families: tuple[str, ...],
    name: str | None,
    kind: str | None,
    timezone: str | None,
    act_kind: str | None,
    act_number: str | None,
    act_date: str | None,
    act_issuer: str | None,
    act_title: str | None,
    in_force: str | None,
    output: str,
) -> None:
    from poryadok.norms.library import Library
    from poryadok.onboard.scaffold.facts import ACT_KINDS, KINDS, Facts, check_facts
    from poryadok.onboard.scaffold.shared import base_of, families_needed, family_names, region_layer

    library = Library.open(configs)
    if like is not None and families:
        raise click.UsageError("--like и --family вместе не задают: семейства берутся у профиля --like")
    known_families = family_names(library)
    region = ask("Регион, латиницей", region, wrong=_name)
    known = region_layer(library, region) if region else None
    if region and known is None:
        region_title = ask("Регион новый. Как он называется", region_title)
    name_id = ask("Имя профиля, латиницей", name_id, wrong=_name)
    resolved = None if like is None else _like(like, library)
    if resolved is not None:
        families = _families(resolved, library)
    elif not families:
        words = f"Семейство актов, через запятую ({', '.join(known_families)}); ни одного – пусто"
        families = tuple(one.strip() for one in (ask(words, None) or "").split(",") if one.strip())
    facts = Facts(
        id=name_id or "",
        region=region or "",
        families=families,
        name=ask("Название муниципалитета", name),
        kind=ask("Вид муниципалитета", kind, choices={one: KIND_WORDS.get(one, one) for one in KINDS}),
        timezone=timezone
        if known
        else ask("Часовой пояс региона", timezone, default="Europe/Moscow", wrong=_zone),
        act_kind=ask("Вид акта", act_kind, choices={one: ACT_WORDS.get(one, one) for one in ACT_KINDS}),
        act_number=ask("Номер акта", act_number),
        act_date=ask("Дата акта, ГГГГ-ММ-ДД", act_date, wrong=_day),
        act_issuer=ask("Кто принял акт", act_issuer),
        act_title=ask("О чём акт", act_title),
        in_force=ask("С какого дня действует, ГГГГ-ММ-ДД", in_force, wrong=_day),
    )
    wanted = {
        "--region": region,
        "--id": name_id,
        **({} if known or not region else {"--timezone": facts.timezone}),
    }
    missing = [option for option, value in wanted.items() if not value]
    found = [_missing(option) for option in missing]
    found += [
        one
        for one in check_facts(facts, known_families, families_needed(library, facts.region, families))
        if one.args.get("option") not in missing
    ]
    if found:
        _refuse(found, library)
    base = base_of(library, facts.region, facts.families)
    _write(facts, base, configs, region_title, resolved, output)


def _missing(option: str) -> Finding:
    wanted = {
        "--region": "папка региона латиницей: --region mari-el",
        "--id": "имя профиля латиницей: --id zarechnoe",
        "--timezone": "часовой пояс нового региона: --timezone Europe/Moscow",
    }[option]
    return Finding("new.missing", "critical", (), (), {"option": option, "wanted": wanted})


def _name(text: str) -> str | None:
    from poryadok.onboard.scaffold.facts import check_id

    return "строчные латинские буквы, цифры, дефис: zarechnoe" if list(check_id("--region", text)) else None


def _day(text: str) -> str | None:
    from poryadok.onboard.scaffold.facts import is_day

    return None if is_day(text) else "дата ГГГГ-ММ-ДД"


def _zone(text: str) -> str | None:
    from poryadok.norms.names import nearest
    from poryadok.timezones import zone_names

    if text in zone_names():
        return None
    near = nearest(text, zone_names())
    return f"имя IANA, возможно {near}" if near else "имя IANA: Europe/Moscow, Asia/Yekaterinburg"


def _like(name: str, library: "Library") -> "Resolved":
    """The profile to start from: of the caller's folder, or a bundled one."""
    from poryadok.norms.library import Library

    owner = library if name in library.ids() or "/" in name or name.endswith(".yaml") else Library.open()
    resolved = owner.resolve(name)
    if not resolved.versions:
        _refuse(resolved.errors, owner)
    if not resolved.valid:
        _refuse([Finding("new.like-unfit", "critical", (), (), {"name": name}), *resolved.errors], owner)
    return resolved


def _families(resolved: "Resolved", library: "Library") -> tuple[str, ...]:
    extends = library.layer(resolved.file).extends
    return tuple(ref.removeprefix("families/") for ref in extends if ref.startswith("families/"))


def _write(
    facts: "Facts",
    base: "Base",
    configs: Path,
    region_title: str | None,
    like: "Resolved | None",
    output: str,
) -> None:
    from poryadok.norms.library import Library
    from poryadok.norms.progress import progress_of
    from poryadok.onboard.scaffold.begin import begin
    from poryadok.report.progress_text import progress_record
    from poryadok.report.sink import write

    target = configs / facts.region / f"{facts.id}.yaml"
    library = Library.open(configs)
    if target.exists() or facts.id in library.ids():
        args = {"id": facts.id}
        _refuse([Finding("new.exists", "critical", (), (Span(library.name(target)),), args)], library)
    begun = begin(facts, base, configs, region_title, like)
    if begun.findings:
        _refuse(begun.findings, library)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path, text in begun.files.items():
            write([text.encode()], path)
    except OSError as error:
        args = {"reason": error.strerror or type(error).__name__}
        _refuse([Finding("new.not-written", "critical", (), (Span(target.as_posix()),), args)], library)
    progress = progress_of(Library.open(configs).resolve(facts.id))
    names = [path.as_posix() for path in begun.files]
    if output == "json":
        body = {"id": facts.id, "files": names, "progress": progress_record(progress)}
        click.echo(json.dumps(body, ensure_ascii=False, indent=2))
        return
    for one in names:
        click.echo(one)
    click.echo(
        f"Записано. Решено {progress.decided} из {progress.total} ({progress.percent} %).\n"
        f"Что осталось: poryadok validate --configs {configs.as_posix()} {facts.id}",
        err=True,
    )


def _refuse(findings: Sequence[Finding], library: "Library") -> NoReturn:
    from poryadok.report.diagnostics import render_all

    click.echo(render_all(findings, library.source), err=True)
    raise click.exceptions.Exit(WRONG_INPUT)
