"""``poryadok diff``: what differs in law between two texts, which way, and what follows from it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from poryadok.cli.forms import FORMATS, form_module
from poryadok.cli.inputs import PlainOption
from poryadok.cli.options import configs_option, format_option, layer_option

if TYPE_CHECKING:
    from poryadok.compare.model import Diff, Operand
    from poryadok.findings import Finding
    from poryadok.norms.vocabulary import Vocabulary

__all__ = ["command", "finished"]


class _Work(NamedTuple):
    """What is to be compared: pairs, ids on one side only, words, and whether ``--git`` asked for it."""

    pairs: "tuple[tuple[Operand, Operand], ...]"
    added: tuple[str, ...]
    removed: tuple[str, ...]
    vocabulary: "Vocabulary"
    many: bool


class _Classes(click.ParamType[frozenset[str]]):
    """``CLASS[,CLASS]``, ``any`` or ``never``: the classes of change that make the exit code 1."""

    name = "classes"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        from poryadok.compare.model import CHANGE_CLASSES
        from poryadok.norms.names import nearest

        if isinstance(value, frozenset):
            return value
        names = [name.strip() for name in str(value).split(",")]
        if names == ["never"]:
            return frozenset()
        if names == ["any"]:
            return frozenset((*CHANGE_CLASSES, "any"))
        wrong = [name for name in names if name not in CHANGE_CLASSES]
        if wrong:
            known = ", ".join((*CHANGE_CLASSES, "any", "never"))
            near = [found for name in wrong if (found := nearest(name, CHANGE_CLASSES))]
            hint = f"\n  возможно: {', '.join(near)}" if near else ""
            shown = ", ".join(f"«{name}»" for name in wrong)
            self.fail(f"нет класса {shown}\n  ожидалось: {known}{hint}", param, ctx)
        return frozenset(names)


@click.command(
    "diff",
    help="Что различается в праве между двумя текстами, в какую сторону и что из этого следует. "
    "A и B — имя профиля, путь, git:РЕВИЗИЯ:ПУТЬ; редакция на день — ИМЯ@ГГГГ-ММ-ДД (без дня — последняя). "
    "Код возврата: 0 — сравнено, 1 — есть изменение класса из --fail-on, 2 — вход неверен.",
)
@click.argument("names", nargs=-1, metavar="[A B]")
@configs_option
@layer_option
@click.option(
    "--git",
    "revision",
    metavar="РЕВИЗИЯ",
    help="Сравнить ревизию с рабочей папкой: все профили, которые изменились (или только названные).",
)
@click.option(
    "--events",
    cls=PlainOption,
    multiple=True,
    metavar="ФАЙЛ",
    help="Журнал событий муниципалитета A: у каких обязанностей меняется вывод, срок или обязанный; "
    "можно повторять, можно шаблон.",
)
@click.option("--as-of", "as_of", metavar="МОМЕНТ", help="На какой момент считать журнал; нужен с --events.")
@format_option(*FORMATS)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в файл целиком; для docx обязательно.",
)
@click.option(
    "--fail-on",
    type=_Classes(),
    default="never",
    metavar="КЛАССЫ",
    help="При каких изменениях код возврата 1: классы через запятую (tightened, relaxed, reassigned, "
    "duty-new, duty-lifted, right-gained, right-lost, redefined, editorial), any или never (по умолчанию).",
)
@click.option(
    "--driver", is_flag=True, help="Для git: git config diff.poryadok.command 'poryadok diff --driver'."
)
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    configs: Path | None,
    layers: tuple[Path, ...],
    revision: str | None,
    events: tuple[str, ...],
    as_of: str | None,
    output: str,
    out: Path | None,
    fail_on: frozenset[str],
    driver: bool,
) -> None:
    if driver:
        from poryadok.cli.diff_driver import run_driver

        run_driver(names, configs, layers)
        return
    events, names = _logs_apart(events, names)
    if revision is None and len(names) != 2:
        raise click.UsageError(
            f"нужно назвать два текста, A и B, а названо: {len(names)}. Изменения с ревизии — --git РЕВИЗИЯ; "
            "две редакции одного профиля — ИМЯ@ДАТА ИМЯ@ДАТА"
        )
    if events and as_of is None:
        raise click.UsageError("с --events нужен и --as-of")
    if output == "docx" and out is None:
        raise click.UsageError("для docx нужен --out ФАЙЛ")

    from poryadok.cli.refusal import check_out, writing
    from poryadok.compare.changed import once_each
    from poryadok.compare.differences import diff

    check_out(out)
    form = form_module("diff", output)
    work = _named(names, configs, layers) if revision is None else _of_git(revision, names, configs, layers)
    compared = [diff(a, b) for a, b in work.pairs]
    compared = list(once_each(compared)) if work.many else compared
    diffs = [finished(one) for one in compared]
    if as_of is not None:
        from poryadok.cli.diff_log import with_log

        diffs = with_log(diffs, events, as_of, configs, layers, work.vocabulary)
    with writing(out):
        _write(form, work, diffs, out)
    if output != "text" or out is not None:
        click.echo(_summary(work, diffs), err=True)
    found = {change.cls for one in diffs for change in one.changes}
    alone = "any" in fail_on and bool(work.added or work.removed)
    ctx.exit(int(alone or bool(found & fail_on)))


def _logs_apart(events: tuple[str, ...], names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A shell spreads ``--events *.jsonl``: the files after the first one arrive among the names."""
    if not events:
        return events, names
    from poryadok.cli.session import is_log

    more = tuple(name for name in names if is_log(name))
    return (*events, *more), tuple(name for name in names if name not in more)


def finished(compared: "Diff") -> "Diff":
    """The same differences with a witness for each change that has one, and the derivations of both sides."""
    from poryadok.compare.witness import with_witnesses
    from poryadok.report.comparison.evidence import with_evidence

    return with_evidence(with_witnesses(compared))


def _named(names: Sequence[str], configs: Path | None, layers: Sequence[Path]) -> _Work:
    from poryadok.compare.operands import read_operands

    read = read_operands(names, configs, layers)
    _refuse_if(read.findings, read.source)
    return _Work(((read.found[0], read.found[1]),), (), (), read.vocabulary, many=False)


def _of_git(name: str, names: Sequence[str], configs: Path | None, layers: Sequence[Path]) -> _Work:
    from poryadok.compare.changed import Side, changed
    from poryadok.compare.git import GitError
    from poryadok.compare.operand_names import is_path
    from poryadok.compare.revisions import revision_library, working_root
    from poryadok.norms.library import Library

    def none(_: str) -> None:
        return None

    try:
        repository, root, below = working_root(configs)
        old = revision_library(repository.revision(name), below, layers)
    except GitError as error:
        _refuse_if((error.finding,), none)
        raise
    new = Library.open(root, layers)
    only = [Path(one).stem if is_path(one) else one for one in names]
    found = changed(
        Side(old, lambda one: f"git:{old.name(one.file)}"), Side(new, lambda one: new.name(one.file)), only
    )
    _refuse_if(found.findings, lambda file: old.source(file) or new.source(file))
    return _Work(found.pairs, found.added, found.removed, new.vocabulary, many=True)


def _refuse_if(findings: "Sequence[Finding]", source: Callable[[str], Path | None]) -> None:
    from poryadok.cli.refusal import refuse
    from poryadok.report.diagnostics import render_all

    if findings:
        refuse(render_all(findings, source))


def _write(form: Any, work: _Work, diffs: "Sequence[Diff]", out: Path | None) -> None:
    from poryadok.report.sink import write, write_lines

    if work.many:
        made: bytes | Iterable[str] = form.render_many(diffs, work.added, work.removed, work.vocabulary)
    else:
        made = form.render(diffs[0], work.vocabulary)
    if isinstance(made, bytes):
        write([made], out)
    else:
        write_lines(made, out)


def _summary(work: _Work, diffs: "Sequence[Diff]") -> str:
    """One line for people beside an answer that is read elsewhere."""
    from collections import Counter

    from poryadok.report.comparison.labels import CLASSES

    counts = Counter(change.cls for one in diffs for change in one.changes)
    said = ", ".join(f"{words} {counts[cls]}" for cls, words in CLASSES.items() if counts[cls])
    text = f"Изменений: {counts.total()}" + (f" ({said})" if said else "")
    if not work.many:
        return text
    profiles = len({one.a.id for one in diffs})
    return (
        f"Изменено профилей: {profiles}, добавлено: {len(work.added)}, удалено: {len(work.removed)}. {text}"
    )
