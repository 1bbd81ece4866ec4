"""Obligations of one sort, grouped by norm for people: a few of each with their ids, and how many more."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.report import words
from poryadok.report.flat import STATUS_TEXTS, closed
from poryadok.report.flips import flips
from poryadok.report.moments import with_texts
from poryadok.report.order import ids_of
from poryadok.report.summary import norm_of

__all__ = ["flip_words", "grouped"]


def grouped(
    assessment: Assessment, index: pl.DataFrame, counts: Mapping[str, int], titles: dict[str, str]
) -> Iterator[str]:
    """Lines of an index's obligations, by norm; ``counts`` tell how many of each norm there are in all."""
    shown = index.sort("norm", maintain_order=True)
    turned = flip_words(assessment, shown.filter("contested"))
    for norm, found in groupby(_rows(assessment, shown), lambda row: str(row[0])):
        listed = list(found)
        yield f"{norm} — {titles.get(norm) or _title(assessment, listed[0][1], norm)}: {counts[norm]}"
        for _, _, name, code, due, closed_at, opened in listed:
            yield (
                "  "
                + words.printable(f"{name}: {_state(STATUS_TEXTS[code], due, closed_at, opened)}")
                + _note(turned.get(name))
            )
        more = counts[norm] - len(listed)
        if more:
            yield f"  … и ещё {more}"


def _rows(assessment: Assessment, index: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Of each obligation: norm, municipality, id, status (code), due, closing and opening instant as text."""
    placed = index.with_columns(ids_of(index)).with_row_index("at")
    found = []
    for (number,), rows in placed.group_by("part", maintain_order=True):
        part = assessment.parts[int(number)]
        end = closed(part.group.norms[part.version].verdict, "end_t")
        frame = part.frame[rows["row"]].select("mun", pl.col("due").cast(pl.Int64), end.alias("closed"))
        found.append(rows.hstack(frame))
    whole = pl.concat(found).sort("at")
    whole = whole.with_columns(assessment.plan.towns["zone"].gather(whole["mun"]))
    texts = with_texts(whole, ("due", "closed", "t"), assessment.plan.zones)
    return texts.select("norm", "municipality", "id", "status", "due", "closed", "t").iter_rows()


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


def flip_words(assessment: Assessment, index: pl.DataFrame) -> dict[str, str]:
    """For each contested obligation of an index the questions that turn its verdict, by its id."""
    found = {}
    for (number,), rows in index.with_columns(ids_of(index)).group_by("part", maintain_order=True):
        part = assessment.parts[int(number)]
        norm = part.group.norms[part.version]
        statuses = part.frame.select(f"st_{r}" for r in range(len(norm.readings)))[rows["row"]]
        turning: dict[tuple[int, ...], str] = {}
        for name, codes in zip(rows["id"], statuses.iter_rows(), strict=True):
            if codes not in turning:
                readings = [{"status": STATUS_TEXTS[code], "due_at": None} for code in codes]
                changed = {question for flip in flips(norm, readings) for question, _ in flip.changed}
                turning[codes] = ", ".join(sorted(changed))
            found[name] = turning[codes]
    return found
