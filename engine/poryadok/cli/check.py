"""``poryadok check``: are there breaches; the exit code answers."""

from pathlib import Path

import click

from poryadok.cli.inputs import PlainOption, buckets_option, input_options
from poryadok.cli.mapped import mapping_options
from poryadok.cli.options import format_option

__all__ = ["command"]

FAIL_ON = ("breach", "never", "contested", "undetermined")


@click.command(
    "check",
    help="Есть ли нарушения на момент --as-of: исполнено с нарушением срока, просрочено, нарушен порядок — "
    "только по обязанностям (не по целевым показателям и рекомендациям). ИМЯ — имя профиля или путь к его "
    "файлу; без имён — все профили. Код возврата: 0 — нет, 1 — есть (см. --fail-on), 2 — вход неверен. "
    "Отклонённые записи журнала кода не меняют. junit: набор на муниципалитет, проверка на норму.",
)
@click.argument("names", nargs=-1, metavar="[ИМЯ|ПУТЬ]...")
@input_options
@mapping_options
@format_option("text", "json", "junit")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="breach",
    metavar="ЧТО",
    help="Когда код возврата 1: breach — есть нарушение (по умолчанию); contested — есть нарушение или "
    "спорный вывод; undetermined — есть нарушение, спорный или не определённый вывод либо норма ждёт "
    "местного решения; never — никогда.",
)
@click.option(
    "--limit",
    cls=PlainOption,
    type=click.IntRange(0),
    default=10,
    metavar="N",
    help="Сколько обязанностей каждой нормы перечислять в text (по умолчанию 10; 0 — только подсчёт).",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Записать в файл; файл появляется целиком или не появляется вовсе.",
)
@buckets_option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    events: tuple[str, ...],
    as_of: str,
    configs: Path | None,
    layers: tuple[Path, ...],
    mapping: str | None,
    municipality: str | None,
    output: str,
    fail_on: str,
    limit: int,
    out: Path | None,
    buckets: int,
) -> None:
    from poryadok.cli.refusal import check_out, writing
    from poryadok.log.ahead import Ahead

    check_out(out)
    # the log is being read while all the rest of the program is imported
    with Ahead(() if mapping else events) as ahead:
        from poryadok.cli.session import open_session
        from poryadok.report.check_text import check_lines, exit_code, exit_words, kept
        from poryadok.report.order import BREACH, breaches_of, ids_of, index_of
        from poryadok.report.sink import write, write_lines
        from poryadok.report.summary import summaries, totals

        session = open_session(
            names,
            events,
            as_of,
            configs,
            layers,
            mapping=mapping,
            municipality=municipality,
            buckets=buckets,
            ahead=ahead,
        )
    log = session.rows
    keep = {"json": None, "junit": BREACH, "text": kept(fail_on)}[output]
    # without a list only the counts are needed
    assessment = session.assess(detail=output != "text" or limit > 0, keep=keep)
    found = summaries(assessment)
    with writing(out):
        if output == "json":
            from poryadok.report.json_ import json_object
            from poryadok.report.rows import RowMaker

            head = session.head(assessment)
            head["summary"] = [one.record() for one in found]
            head["breaches"] = ids_of(breaches_of(assessment, log)).to_list()
            write(json_object(head, RowMaker(assessment, log).chunks(index_of(assessment, log))), out)
        elif output == "junit":
            from poryadok.report.junit import junit

            write([junit(assessment, log, session.as_of_text)], out)
        else:
            titles = dict(session.vocabulary.norms)
            lines = check_lines(assessment, log, found, fail_on, limit, titles)
            write_lines(lines, out)
    total = totals(found)
    click.echo(exit_words(total, fail_on), err=output != "text" or out is not None)
    ctx.exit(exit_code(total, fail_on))
