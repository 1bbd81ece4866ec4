"""``poryadok explain``: how one verdict came about."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from poryadok.cli.inputs import input_options
from poryadok.cli.mapped import mapping_options
from poryadok.cli.options import format_option

if TYPE_CHECKING:
    import polars as pl

    from poryadok.cli.session import Session

__all__ = ["command"]

LISTED = 20


@click.command(
    "explain",
    help="Как получились срок и вывод. ОБЯЗАННОСТЬ — как её называют obligations и check: "
    "МУНИЦИПАЛИТЕТ/НОРМА/ДЕЛО или МУНИЦИПАЛИТЕТ/НОРМА/ПЕРИОД, для повторных с #2, #3. "
    "МУНИЦИПАЛИТЕТ/НОРМА — о самой норме: что она говорит и чего ждёт.",
)
@click.argument("name", metavar="ОБЯЗАННОСТЬ")
@input_options
@mapping_options
@format_option("text", "json")
def command(
    name: str,
    events: tuple[str, ...],
    as_of: str,
    configs: Path | None,
    layers: tuple[Path, ...],
    mapping: str | None,
    municipality: str | None,
    output: str,
) -> None:
    from poryadok.cli.refusal import refuse
    from poryadok.cli.session import open_session

    parts = name.split("/", 2)
    if len(parts) < 2 or not all(parts):
        refuse(
            f"Ошибка: «{name}» — не имя обязанности.\n"
            "  ожидалось: МУНИЦИПАЛИТЕТ/НОРМА/ДЕЛО, например kuzhmara/comment.draft/М-1"
        )
    session = open_session(
        parts[:1], events, as_of, configs, layers, brief=True, mapping=mapping, municipality=municipality
    ).only(parts[0])
    if len(parts) == 3:
        _explain_one(session, name, parts[1], output)
    else:
        _explain_norm(session, parts[1], output)


def _explain_one(session: "Session", name: str, norm: str, output: str) -> None:
    import polars as pl

    from poryadok.report.explain_text import obligation_lines
    from poryadok.report.explanation import explain_obligation
    from poryadok.report.order import ids_of, index_of

    _known_norm(session, norm, "/" + name.split("/", 2)[2])
    assessment = session.assess()
    log = session.rows
    index = index_of(assessment, log)
    ids = ids_of(index)
    entry = index.filter(ids == name)
    if entry.is_empty():
        _unknown(session, name, norm, index.filter(pl.col("norm") == norm), index)
    made = explain_obligation(assessment, log, entry.head(1), session.vocabulary.event_types)
    made = {"as_of": session.as_of_text, "digests": session.head(assessment)["digests"], **made}
    _print(made, obligation_lines(made), output)


def _explain_norm(session: "Session", norm: str, output: str) -> None:
    import polars as pl

    from poryadok.report.explain_text import norm_lines
    from poryadok.report.explanation import explain_norm
    from poryadok.report.order import ids_of, index_of

    _known_norm(session, norm)
    assessment = session.assess()
    made = explain_norm(assessment, session.profiles[0], norm)
    ids = ids_of(index_of(assessment, session.rows).filter(pl.col("norm") == norm)).to_list()
    made = {
        "as_of": session.as_of_text,
        "digests": session.head(assessment)["digests"],
        **made,
        "obligations": ids,
    }
    _print(made, norm_lines(made, ids[:LISTED], max(0, len(ids) - LISTED)), output)


def _print(made: dict[str, object], lines: Iterable[str], output: str) -> None:
    from poryadok.report.json_ import encoded
    from poryadok.report.sink import to_stdout, write_lines

    if output == "json":
        to_stdout([encoded(made) + b"\n"])
    else:
        write_lines(lines, None)


def _unknown(
    session: "Session", name: str, norm: str, of_norm: "pl.DataFrame", index: "pl.DataFrame"
) -> NoReturn:
    """Say that there is no such obligation, and name those that are like it."""
    import polars as pl

    from poryadok.cli.refusal import refuse
    from poryadok.report.nearest_ids import nearest_ids
    from poryadok.report.order import ids_of

    tail = name.split("/", 2)[2].partition("#")[0]
    same = index.filter((pl.col("case") == tail) | (pl.col("period") == tail)).head(5)
    near = nearest_ids(name, ids_of(of_norm).to_list())
    listed = list(dict.fromkeys([*near, *ids_of(same)]))
    text = f"Ошибка: обязанности «{name}» на {session.as_of_text} нет"
    if of_norm.is_empty():
        municipality = name.split("/", 1)[0]
        text += f"; по норме {norm} к этому моменту нет ни одной."
        text += f"\n  о самой норме: poryadok explain {municipality}/{norm}"
    refuse(text + "".join(f"\n  возможно: {one}" for one in listed))


def _known_norm(session: "Session", norm: str, rest: str = "") -> None:
    from poryadok.cli.refusal import refuse
    from poryadok.norms.names import wrong_name

    profile = session.profiles[0]
    known = {one.id for version in profile.versions for one in version.norms}
    if norm not in known:
        args = wrong_name(norm, known)
        text = f"Ошибка: в профиле «{profile.id}» нет нормы «{norm}».\n  ожидалось: {args['known']}"
        refuse(
            text + (f"\n  возможно: {profile.id}/{args['suggestion']}{rest}" if "suggestion" in args else "")
        )
