"""Counts of an assessment: by municipality and status, breaches, contested verdicts, norms that wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from poryadok.kernel.assess import Assessment, Open
from poryadok.norms.model import Norm
from poryadok.report import words
from poryadok.report.flips import BREACH_TEXTS
from poryadok.report.parties import party
from poryadok.report.table import table

__all__ = ["STATUS_ORDER", "Summary", "open_lines", "status_lines", "summaries", "totals"]

STATUS_ORDER = ("fulfilled", "late", "overdue", "violated", "pending", "cancelled", "undetermined")


@dataclass(slots=True)
class Summary:
    """Counts of one municipality. ``breaches``: late, overdue and violated duties only."""

    municipality: str
    statuses: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATUS_ORDER, 0))
    breaches: int = 0
    contested: int = 0
    open_norms: int = 0

    @property
    def obligations(self) -> int:
        """How many obligations there are."""
        return sum(self.statuses.values())

    def record(self) -> dict[str, object]:
        """The summary as JSON."""
        return {
            "municipality": self.municipality,
            "obligations": self.obligations,
            "statuses": self.statuses,
            "breaches": self.breaches,
            "contested": self.contested,
            "undetermined_norms": self.open_norms,
        }


def summaries(assessment: Assessment) -> list[Summary]:
    """One summary for each municipality, also where there are no obligations; by id."""
    found = {name: Summary(name) for name in sorted(assessment.plan.by_id)}
    status = pl.col("status")
    sums = {
        **{name: status == name for name in STATUS_ORDER},
        "breaches": (pl.col("modality") == "duty") & status.is_in(sorted(BREACH_TEXTS)),
        "contested": pl.col("contested"),
    }
    n = pl.col("n").cast(pl.Int64)
    columns = [pl.when(which).then(n).otherwise(0).alias(name) for name, which in sums.items()]
    counts = assessment.counts.select("municipality", *columns).group_by("municipality").sum()
    for name, *numbers, breaches, contested in counts.iter_rows():
        found[name] = Summary(name, dict(zip(STATUS_ORDER, numbers, strict=True)), breaches, contested)
    for municipality in {(one.municipality, one.norm) for one in assessment.undetermined}:
        found[municipality[0]].open_norms += 1
    return list(found.values())


def totals(found: Sequence[Summary]) -> Summary:
    """All municipalities together."""
    total = Summary("")
    for one in found:
        for status, n in one.statuses.items():
            total.statuses[status] += n
        total.breaches += one.breaches
        total.contested += one.contested
        total.open_norms += one.open_norms
    return total


def status_lines(found: Sequence[Summary]) -> Iterator[str]:
    """A table: a row for each municipality, a column for each status that occurs."""
    total = totals(found)
    shown = [status for status in STATUS_ORDER if total.statuses[status]]
    heads = [
        "муниципалитет",
        *(words.STATUSES[status] for status in shown),
        "всего",
        "нарушений",
        "спорно",
    ]
    rows = [_row(one.municipality, one, shown) for one in found]
    if len(found) > 1:
        rows.append(_row("всего", total, shown))
    yield from table(heads, rows, right=range(1, len(heads)))


def _row(name: str, one: Summary, shown: Sequence[str]) -> list[str]:
    numbers = [*(one.statuses[status] for status in shown), one.obligations, one.breaches, one.contested]
    return [name, *map(str, numbers)]


def open_lines(assessment: Assessment) -> Iterator[str]:
    """The norms that wait for a local decision: which parameter, set by whom, by which clause."""
    for one in assessment.undetermined:
        yield f"  {one.municipality}/{one.norm}: {awaited(assessment, one)}"


def awaited(assessment: Assessment, one: Open) -> str:
    """What a norm waits for: the parameter, who sets it, by which clause; or the value that is left open."""
    if "/" in one.parameter:
        # the path of a hole; a parameter is named by its id
        return "; ".join([f"в профиле ещё не решено: {one.parameter}", *([one.clause] if one.clause else [])])
    profile = assessment.plan.by_id[one.municipality]
    doc = profile.versions[-1].doc
    parameter = doc.get("parameters", {}).get(one.parameter, {})
    title = parameter.get("title", one.parameter)
    setter = party(doc, parameter.get("set_by"))
    clause = parameter.get("clause") or one.clause
    parts = [f"не задан параметр «{one.parameter}» ({title})"]
    if setter:
        parts.append(f"устанавливает: {setter['title']}")
    if clause:
        parts.append(str(clause))
    return "; ".join(parts)


def norm_of(assessment: Assessment, municipality: str, norm: str) -> Norm | None:
    """The norm as it stands at the as-of instant, or in its last version."""
    profile = assessment.plan.by_id.get(municipality)
    for version in reversed(profile.versions if profile else ()):
        for one in version.norms:
            if one.id == norm:
                return one
    return None
