"""Norms of other layers of law about the same case (key ``alongside``), and which obligation is stricter."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.report.order import index_of
from poryadok.report.rows import Obligation, RowMaker

__all__ = ["beside", "related", "stricter"]


def related(doc: Mapping[str, Any], norm: str) -> list[str]:
    """The norms that stand beside a norm, whichever of the two says so; sorted."""
    norms = doc.get("norms", {})
    named = set(_listed(norms.get(norm, {}).get("alongside")))
    return sorted(named | {name for name, body in norms.items() if norm in _listed(body.get("alongside"))})


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def beside(
    assessment: Assessment, log: pl.DataFrame, entry: pl.DataFrame, names: Sequence[str]
) -> list[Obligation]:
    """The obligations of these norms in the case of an entry (an index of one row), of the same number."""
    if not names or entry["case"][0] is None:
        return []
    found = index_of(assessment, log, lambda part: pl.lit(part.group.norm_id in names))
    same = [pl.col(name) == entry[name][0] for name in ("municipality", "case", "n")]
    mine = found.filter(*same)
    return RowMaker(assessment, log).rows(mine) if mine.height else []


def stricter(rows: Sequence[Obligation]) -> str | None:
    """The id of the obligation that falls due before all others; None where none does, or it is not known."""
    if len(rows) < 2 or any(row["status"] == "undetermined" for row in rows):
        return None
    due = [(datetime.fromisoformat(str(row["due_at"])), str(row["id"])) for row in rows if row["due_at"]]
    due.sort()
    if not due or (len(due) > 1 and due[0][0] == due[1][0]):
        return None
    return due[0][1]
