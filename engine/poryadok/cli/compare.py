"""``poryadok compare``: many profiles side by side, or ranked by their distance to one."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from poryadok.cli.forms import FORMATS, form_module
from poryadok.cli.options import configs_option, format_option, layer_option

if TYPE_CHECKING:
    from poryadok.compare.model import Operand
    from poryadok.norms.vocabulary import Vocabulary

__all__ = ["command"]

_SELECTORS = {"family": ("--family", "семейства"), "region": ("--region", "региона")}


@click.command(
    "compare",
    help="Много профилей рядом: понятия × муниципалитеты, что у кого есть, кто выбивается, где пробелы. "
    "ИМЯ — как в diff: имя профиля, путь, git:РЕВИЗИЯ:ПУТЬ, с @ГГГГ-ММ-ДД или без; без имён — все профили. "
    "Код возврата: 0 — сравнено, 2 — вход неверен.",
)
@click.argument("names", nargs=-1, metavar="[ИМЯ]...")
@configs_option
@layer_option
@click.option("--family", metavar="СЕМЕЙСТВО", help="Только профили этого семейства актов (families/ИМЯ).")
@click.option("--region", metavar="РЕГИОН", help="Только профили этого региона (имя его слоя: mari-el).")
@click.option("--all-rows", "every", is_flag=True, help="Все строки, а не только те, что различаются.")
@click.option(
    "--nearest",
    metavar="ИМЯ",
    help="Вместо таблицы: кто ближе всего к этому профилю и чем от него отличается ближайший.",
)
@format_option(*FORMATS)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в файл целиком; для docx обязательно.",
)
def command(
    names: tuple[str, ...],
    configs: Path | None,
    layers: tuple[Path, ...],
    family: str | None,
    region: str | None,
    every: bool,
    nearest: str | None,
    output: str,
    out: Path | None,
) -> None:
    if output == "docx" and out is None:
        raise click.UsageError("для docx нужен --out ФАЙЛ")
    if every and nearest is not None:
        raise click.UsageError("--all-rows — о таблице, с --nearest её нет")

    from poryadok.cli.refusal import check_out, writing

    check_out(out)
    form = form_module("matrix", output)
    found, target, vocabulary = _operands(names, nearest, configs, layers)
    for rank, wanted in (("family", family), ("region", region)):
        if wanted is not None:
            found = _selected(found, rank, wanted)
    with writing(out):
        if target is None:
            _write_matrix(form, found, vocabulary, output, out, every=every)
        else:
            _write_nearest(form, found, target, vocabulary, out)


def _operands(
    names: Sequence[str], nearest: str | None, configs: Path | None, layers: Sequence[Path]
) -> "tuple[list[Operand], Operand | None, Vocabulary]":
    """The operands in the order named, each once; all of them by region and id; and the one asked about."""
    from poryadok.cli.refusal import refuse
    from poryadok.compare.operands import read_operands
    from poryadok.norms.library import Library
    from poryadok.report.diagnostics import render_all

    wanted = list(dict.fromkeys(names or Library.open(configs, layers).ids()))
    if not wanted:
        refuse("Ошибка: в папке конфигурации нет ни одного профиля (РЕГИОН/ИМЯ.yaml)")
    read = read_operands([*wanted, *([] if nearest is None else [nearest])], configs, layers)
    if read.findings:
        refuse(render_all(read.findings, read.source))
    found = list(read.found)
    target = None if nearest is None else found.pop()
    if not names:
        found.sort(key=lambda one: (min(_layers(one, "region"), default=""), one.id))
    return found, target, read.vocabulary


def _layers(operand: "Operand", rank: str) -> set[str]:
    """The ids of the layers of a rank that a profile stands on."""
    return {layer.id for layer in operand.version.origins.layers if layer.rank == rank}


def _selected(found: "Sequence[Operand]", rank: str, wanted: str) -> "list[Operand]":
    from poryadok.cli.refusal import refuse
    from poryadok.norms.names import wrong_name

    wanted = wanted.rpartition("/")[2]
    kept = [one for one in found if wanted in _layers(one, rank)]
    if not kept:
        option, words = _SELECTORS[rank]
        wrong = wrong_name(wanted, {name for one in found for name in _layers(one, rank)})
        near = f"\n  возможно: {wrong['suggestion']}" if "suggestion" in wrong else ""
        refuse(
            f"Ошибка: {option}: среди сравниваемых нет профилей {words} «{wanted}»\n"
            f"  ожидалось: одно из: {wrong['known']}{near}"
        )
    return kept


def _write_matrix(
    form: Any,
    found: "Sequence[Operand]",
    vocabulary: "Vocabulary",
    output: str,
    out: Path | None,
    *,
    every: bool,
) -> None:
    from poryadok.cli.refusal import refuse
    from poryadok.compare.matrix import matrix

    if len(found) < 2:
        refuse(f"Ошибка: сравнивать нечего: профиль один ({found[0].label})\n  ожидалось: два или больше")
    whole = matrix(found)
    shown = whole if every else whole.differing
    if output == "text":
        _write(form.render(shown, vocabulary, _width(out)), out)
    elif output == "html":
        _write(form.render(whole, vocabulary, every=every), out)
    else:
        _write(form.render(shown, vocabulary), out)
    if output != "text" or out is not None:
        rows = sum(1 + len(row.rows) for row in shown.rows)
        click.echo(f"Профилей: {len(found)}, строк: {rows}", err=True)


def _write_nearest(
    form: Any, found: "Sequence[Operand]", target: "Operand", vocabulary: "Vocabulary", out: Path | None
) -> None:
    from poryadok.cli.refusal import refuse
    from poryadok.compare.differences import diff
    from poryadok.compare.distance import nearest

    others = [one for one in found if (one.id, one.label) != (target.id, target.label)]
    if not others:
        refuse(f"Ошибка: --nearest: кроме «{target.label}», сравнивать не с чем")
    ranking = nearest(target, others)
    _write(form.render_nearest(target, ranking, diff(target, ranking[0].operand), vocabulary), out)


def _width(out: Path | None) -> int:
    """The width of the terminal; of a page where the text goes elsewhere."""
    import shutil
    import sys

    from poryadok.report.comparison.matrix_text import WIDTH

    shown = out is None and sys.stdout.isatty()
    return shutil.get_terminal_size((WIDTH, 24)).columns if shown else WIDTH


def _write(made: bytes | Iterable[str], out: Path | None) -> None:
    from poryadok.report.sink import write, write_lines

    if isinstance(made, bytes):
        write([made], out)
    else:
        write_lines(made, out)
