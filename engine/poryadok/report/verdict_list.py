"""Obligations of one sort, grouped by norm for people: a few of each with their ids, and how many more."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.report import words
from poryadok.report.columns import flat_chunks
from poryadok.report.flips import flips
from poryadok.report.order import ids_of
from poryadok.report.rows import RowMaker
from poryadok.report.summary import norm_of

__all__ = ["flip_words", "grouped"]


def grouped(
    assessment: Assessment,
    log: pl.DataFrame,
    index: pl.DataFrame,
    counts: Mapping[str, int],
    titles: dict[str, str],
) -> Iterator[str]:
    """Lines of an index's obligations, by norm; ``counts`` tell how many of each norm there are in all."""
    shown = index.sort("norm", maintain_order=True)
    turned = flip_words(assessment, log, shown.filter("contested"))
    rows = [
        row
        for chunk in flat_chunks(assessment, log, shown)
        for row in chunk.select(
            "norm", "id", "municipality", "status", "due_at", "closed_at", "opened_at"
        ).iter_rows()
    ]
    for norm, found in groupby(rows, lambda row: str(row[0])):
        listed = list(found)
        yield f"{norm} — {titles.get(norm) or _title(assessment, listed[0][2], norm)}: {counts[norm]}"
        for _, name, _, status, due, closed, opened in listed:
            yield (
                "  "
                + words.printable(f"{name}: {_state(status, due, closed, opened)}")
                + _note(turned.get(name))
            )
        more = counts[norm] - len(listed)
        if more:
            yield f"  … и ещё {more}"


def _title(assessment: Assessment, municipality: str, norm: str) -> str:
    found = norm_of(assessment, municipality, norm)
    return found.title if found else norm


def _state(status: str, due: str | None, closed: str | None, opened: str) -> str:
    text = words.STATUSES[status]
    if status == "violated":
        return f"{text}: {words.written(opened)}"
    if due:
        text += f"; срок {words.written(due)}"
    if closed and status != "fulfilled":
        text += f"; исполнено {words.written(closed)}"
    return text


def _note(questions: str | None) -> str:
    return f"; спорно, решает вопрос {questions}" if questions else ""


def flip_words(assessment: Assessment, log: pl.DataFrame, index: pl.DataFrame) -> dict[str, str]:
    """For each contested obligation of an index the questions that turn its verdict, by its id."""
    maker = RowMaker(assessment, log, with_steps=False)
    found = {}
    for start in range(0, index.height, 20_000):
        part = index.slice(start, 20_000)
        rows = zip(ids_of(part), part["part"], maker.rows(part), strict=True)
        for name, number, row in rows:
            one = assessment.parts[number]
            turning = flips(one.group.norms[one.version], row["readings"])
            found[name] = ", ".join(sorted({question for flip in turning for question, _ in flip.changed}))
    return found
