"""What performs a duty by periods: submissions, counted events, the one event of a one-off duty (DESIGN §7).

Closing events (sorted by t, id) are matched to the opened obligations (``line``, ``period``, ``ver``, ``t``);
the matches come in that order, with ``rank``, the number of the event within its obligation.
"""

from datetime import date, timedelta

import polars as pl

from poryadok.clock.periods import periods_between
from poryadok.kernel.plan import Group, epoch_day

__all__ = ["SLOT", "labels", "matched"]

SLOT = ["line", "period", "ver"]
DAY_ZERO = date(1970, 1, 1)


def matched(group: Group, events: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    """Match each closing event to the obligations it may perform: SLOT, t, src, rank (from 1)."""
    events = events.with_row_index("nth")
    if events.is_empty() or opened.is_empty():
        return pl.DataFrame(
            schema={**_slot_schema(opened), "t": pl.Int64, "src": pl.UInt32, "rank": pl.Int64}
        )
    find = {"report": _submissions, "activity": _of_period, "once": _since_opening}[group.family]
    found = find(group, events, opened).select(*SLOT, "nth", "t", "src").sort("nth")
    return found.with_columns(rank=pl.int_range(1, pl.len() + 1).over(SLOT)).drop("nth")


def _slot_schema(opened: pl.DataFrame) -> dict[str, pl.DataType]:
    return {name: opened.schema[name] for name in SLOT}


def _submissions(group: Group, events: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    """A submission that names its period closes it, even early; one that does not, the latest opened."""
    slots = opened.select(*SLOT, pl.col("t").alias("opened_t"))
    named = events.filter(pl.col("period").is_not_null()).join(slots, on=["line", "period"], how="inner")
    latest = slots.sort("opened_t", "period")
    unnamed = events.filter(pl.col("period").is_null()).drop("period").sort("t")
    unnamed = unnamed.join_asof(
        latest, left_on="t", right_on="opened_t", by="line", strategy="backward", check_sortedness=False
    ).filter(pl.col("period").is_not_null())
    columns = [*SLOT, "nth", "t", "src"]
    return pl.concat([named.select(columns), unnamed.select(columns)])


def _of_period(group: Group, events: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    """Events count for the period that holds their local day."""
    parts = []
    for version, norm in enumerate(group.norms):
        dated = events.drop("period").join(labels(norm.base.every, events), on="day", how="inner")
        slots = opened.filter(pl.col("ver") == version).select(SLOT)
        parts.append(dated.join(slots, on=["line", "period"], how="inner"))
    return pl.concat(parts)


def labels(every: str | None, events: pl.DataFrame) -> pl.DataFrame:
    """The period label of each local day of the events."""
    low, high = events.select(pl.col("day").min().alias("low"), pl.col("day").max().alias("high")).row(0)
    periods = periods_between(DAY_ZERO + timedelta(low), DAY_ZERO + timedelta(high), every) if every else []
    rows = [
        (day, period.label)
        for period in periods
        for day in range(epoch_day(period.first), epoch_day(period.last) + 1)
    ]
    return pl.DataFrame(rows, schema={"day": pl.Int32, "period": pl.String}, orient="row")


def _since_opening(group: Group, events: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    """A one-off duty is performed at or after its opening."""
    slots = opened.select(*SLOT, pl.col("t").alias("opened_t"))
    return events.drop("period").join(slots, on="line", how="inner").filter(pl.col("t") >= pl.col("opened_t"))
