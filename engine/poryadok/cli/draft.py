"""``poryadok draft``: from the text of an act to a draft profile and a report of what was understood."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from poryadok.cli.options import configs_option, format_option
from poryadok.findings import Finding

if TYPE_CHECKING:
    from poryadok.norms.library import Library
    from poryadok.onboard.draft.profile import Place

__all__ = ["command"]

WRONG_INPUT = 2


@click.command(
    "draft",
    help="Составить по тексту акта черновик профиля: вид и дата акта, роли и состав по должностям, отрасли, "
    "каналы, нормы со сроками, у каждого вывода – место и слова акта. Чего в тексте не видно, то не "
    "придумано, а названо: «решить». text – отчёт по пунктам, yaml – сам черновик, json – всё. "
    "Код возврата: 0 – черновик есть, 2 – файл не читается.",
)
@click.argument("act_file", metavar="ФАЙЛ", type=click.Path(path_type=Path))
@click.option("--id", "name", metavar="ИМЯ", help="Имя профиля; без него – по названию муниципалитета.")
@click.option(
    "--region",
    metavar="РЕГИОН",
    help="Папка региона в конфигурации (там _region.yaml); без неё – по названию региона в акте, если есть.",
)
@click.option(
    "--family",
    "families",
    multiple=True,
    metavar="СЕМЬЯ",
    help="Семья актов (families/ИМЯ), на которой стоит профиль; можно повторять. Без неё нормы записаны "
    "целиком.",
)
@click.option("--timezone", metavar="ПОЯС", help="Часовой пояс IANA (Europe/Samara), если слоя региона нет.")
@configs_option
@format_option("text", "json", "yaml")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в файл; файл появляется целиком или не появляется вовсе. Для yaml – только новый.",
)
@click.pass_context
def command(
    ctx: click.Context,
    act_file: Path,
    name: str | None,
    region: str | None,
    families: tuple[str, ...],
    timezone: str | None,
    configs: Path | None,
    output: str,
    out: Path | None,
) -> None:
    from poryadok.cli.refusal import writing
    from poryadok.norms.library import Library
    from poryadok.onboard.act.read import read_act
    from poryadok.onboard.draft.build import draft_of
    from poryadok.onboard.draft.profile import profile_of
    from poryadok.report.draft_text import draft_lines, summary_line
    from poryadok.report.sink import write_lines

    library = Library.open(configs)
    if output == "yaml" and out is not None and out.exists():
        # a draft is where a person begins to write: it never takes the place of what is there
        _refuse([Finding("draft.exists", "critical", (), (), {"name": str(out)})], library)
    act, findings = read_act(act_file)
    if findings:
        _refuse(findings, library)
    draft = draft_of(act, act_file.name)
    if name is None and output == "yaml" and out is not None:
        # a profile is called as its file
        name = out.stem
    place = _place(library, draft.region, name, region, families, timezone)
    profile = profile_of(draft, act.clauses, library.vocabulary, place)
    if output == "text":
        lines = draft_lines(draft, profile, library.vocabulary)
    elif output == "json":
        from poryadok.report.draft_json import draft_json

        lines = iter([draft_json(draft, profile)])
    else:
        from poryadok.report.draft_yaml import draft_yaml

        text, wrong = draft_yaml(draft, profile, act_file.name)
        if wrong:
            _refuse(wrong, library)
        lines = iter([text.rstrip("\n")])
    with writing(out):
        write_lines(lines, out)
    if output != "text" or out is not None:
        click.echo(summary_line(draft, profile), err=True)


def _place(
    library: "Library",
    named: str,
    name: str | None,
    region: str | None,
    families: Sequence[str],
    timezone: str | None,
) -> "Place":
    """What is known beside the act. Leaves with findings where a name is unknown."""
    from poryadok.norms.names import wrong_name
    from poryadok.onboard.draft.profile import Place
    from poryadok.timezones import zone_names

    wrong: list[Finding] = []
    roots = library.roots()
    regions = {
        path.parent.name: str(library.layer(path).content.get("municipality", {}).get("region", ""))
        for root in reversed(roots)
        for path in sorted(root.glob("*/_region.yaml"))
    }
    if name is not None and not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name):
        wrong.append(Finding("draft.id", "critical", (), (), {"name": name}))
    if region is not None and region not in regions:
        wrong.append(Finding("draft.region", "critical", (), (), wrong_name(region, regions)))
    if timezone is not None and timezone not in zone_names():
        wrong.append(Finding("place.timezone", "critical", (), (), {"name": timezone}))
    norms: dict[str, dict[str, object]] = {}
    parties: set[str] = set()
    known = {
        f"families/{path.stem}": path for root in reversed(roots) for path in root.glob("families/*.yaml")
    }
    for family in families:
        ref = family if family.startswith("families/") else f"families/{family}"
        if ref not in known:
            args = wrong_name(family, [one.removeprefix("families/") for one in known])
            wrong.append(Finding("draft.family", "critical", (), (), args))
            continue
        content = library.layer(known[ref]).content
        norms[ref] = content.get("norms", {})
        parties |= set(content.get("parties", {}))
    if wrong:
        _refuse(wrong, library)
    found = region or next((folder for folder, title in regions.items() if _same(title, named)), "")
    return Place(
        id=name or "",
        region=found,
        regional=bool(found),
        timezone=timezone or "",
        families=norms,
        parties=frozenset(parties),
    )


def _same(title: str, named: str) -> bool:
    """One region by name, whichever way «ё» and capitals are typed; no name is no region."""
    return bool(named) and title.casefold().replace("ё", "е") == named.casefold().replace("ё", "е")


def _refuse(findings: Sequence[Finding], library: "Library") -> NoReturn:
    from poryadok.report.diagnostics import render_all

    click.echo(render_all(findings, library.source), err=True)
    raise click.exceptions.Exit(WRONG_INPUT)
