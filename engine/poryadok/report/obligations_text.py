"""Obligations as a table for people: what, in which state, until when."""

from collections.abc import Iterator

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.report import words
from poryadok.report.columns import flat_chunks
from poryadok.report.parties import party
from poryadok.report.summary import open_lines, status_lines, summaries
from poryadok.report.table import table
from poryadok.report.verdict_list import flip_words

__all__ = ["obligations_text"]


def obligations_text(assessment: Assessment, log: pl.DataFrame, index: pl.DataFrame) -> Iterator[str]:
    """The lines of the table, then the counts and the norms that wait for a decision."""
    contested = flip_words(assessment, index.filter("contested"))
    docs = {profile.id: profile.versions[-1].doc for profile in assessment.plan.profiles}
    rows = []
    for chunk in flat_chunks(assessment, log, index):
        columns = chunk.select("municipality", "id", "status", "due_at", "safe_due_at", "closed_at", "bearer")
        for municipality, name, status, due, safe, closed, bearer in columns.iter_rows():
            until = words.written(due) if due or not safe else f"не позже {words.written(safe)}"
            note = f"спорно: {contested[name]}" if name in contested else ""
            found = party(docs[municipality], bearer)
            who = str(found["title"]) if found else "—"
            rows.append((name, words.STATUSES[status], until, words.written(closed), who, note))
    heads = ("обязанность", "состояние", "срок", "исполнено или прекращено", "исполнитель", "примечание")
    if rows:
        yield from table(heads, rows)
        yield ""
    yield from status_lines(summaries(assessment))
    waiting = list(open_lines(assessment))
    if waiting:
        yield ""
        yield "Не исчисляются, пока не принято решение:"
        yield from waiting
