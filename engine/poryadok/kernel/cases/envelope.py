"""Verdicts from the earliest and the latest due instant, for obligations that are only counted (DESIGN §6).

Where readings change nothing but a term in days, each local day has one earliest and one latest due instant.
Whether some reading has a breach and another has none follows from these two; what each reading says by
itself is worked out for the obligations that are shown.
"""

import polars as pl

from poryadok.kernel.cases.single import comparable
from poryadok.kernel.judge import Status
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.structures import runs_of
from poryadok.kernel.terms.after_hours import moves
from poryadok.kernel.terms.dues import Openings, day_term, in_days

__all__ = ["enveloped", "verdicts"]


def enveloped(group: Group) -> bool:
    """Whether the obligations of a group can be judged so: all readings open alike, and one is adopted."""
    if not comparable(group) or len(group.norms[0].verdict) > 1 or len(runs_of(group.norms)) > 1:
        return False
    rules = [reading.rule for reading in group.norms[0].readings]
    return all(in_days(rule) and not moves(rule) and not rule.exceptions for rule in rules)


def verdicts(group: Group, frame: pl.DataFrame, openings: Openings) -> pl.DataFrame:
    """``status`` and ``contested`` of obligations without extensions, as ``judge.judged`` has them.

    ``frame``: ``as_of`` and ``end_t`` of the ``openings``.
    """
    (norm,) = group.norms
    terms = tuple(day_term(reading.rule) for reading in norm.readings)
    days, slots = openings.days
    table = openings.places.counted.envelope(terms, norm.verdict[0], openings.places.pairs, days)
    ended, done = pl.col("end_t").is_not_null(), pl.coalesce("end_t", "as_of")
    late = done > pl.lit(table["due"].gather(slots))
    status = _chosen(late & ended, Status.LATE, _chosen(late, Status.OVERDUE, _code(Status.PENDING)))
    status = _chosen(ended & ~late, Status.FULFILLED, status)
    if table["none"].any():
        status = _chosen(pl.lit(table["none"].gather(slots)), Status.UNDETERMINED, status)
    if len(terms) == 1:
        contested = pl.lit(False)
    else:
        sound = done <= pl.lit(table["high"].gather(slots))
        if table["unknown"].any():
            sound = sound.fill_null(False) | pl.lit(table["unknown"].gather(slots))
        contested = ((done > pl.lit(table["low"].gather(slots))) & sound).fill_null(False)
    return frame.select(status.alias("status"), contested.alias("contested"))


def _code(status: Status) -> pl.Expr:
    return pl.lit(int(status), dtype=pl.UInt8)


def _chosen(where: pl.Expr, status: Status, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(where).then(_code(status)).otherwise(otherwise)
