"""What performs a duty by periods: submissions, counted events, the one event of a one-off duty (DESIGN §7).

Each function takes the opened obligations and gives them back with ``end_t`` and ``end_src`` (null: not
performed), and the log's rows that were used.
"""

from datetime import date, timedelta

import polars as pl

from poryadok.clock.periods import periods_between
from poryadok.kernel.cases import type_in
from poryadok.kernel.coding import Coder
from poryadok.kernel.plan import Group, epoch_day

__all__ = ["activity_ends", "once_ends", "report_ends"]

Ends = tuple[pl.DataFrame, pl.Series]
ROW = ["line", "period", "ver"]


def _first(events: pl.DataFrame) -> pl.DataFrame:
    """The earliest event of each obligation; events come sorted by (t, id)."""
    return events.group_by(ROW, maintain_order=True).agg(
        pl.col("t").first().alias("end_t"), pl.col("src").first().alias("end_src")
    )


def _closing(group: Group, coder: Coder, events: pl.DataFrame) -> pl.DataFrame:
    types = sorted({t for norm in group.norms for r in norm.readings for t in r.rule.closes})
    return events.filter(type_in(coder, types)).select("line", "t", "src", "day", "period", "type")


def _known(coder: Coder, group: Group) -> pl.Expr:
    """Whether the closing event is one of the obligation's own version."""
    known = pl.lit(False)
    for version, norm in enumerate(group.norms):
        known = known | ((pl.col("ver") == version) & type_in(coder, norm.base.closes))
    return known


def report_ends(group: Group, coder: Coder, events: pl.DataFrame, opened: pl.DataFrame) -> Ends:
    """A submission that names its period closes it, even early; one that does not, the latest opened."""
    submitted = _closing(group, coder, events).with_row_index("nth")
    slots = opened.select("line", "period", "ver", pl.col("t").alias("opened_t"))
    named = submitted.filter(pl.col("period").is_not_null()).join(slots, on=["line", "period"], how="inner")
    unnamed = (
        submitted.filter(pl.col("period").is_null())
        .drop("period")
        .sort("t")
        .join_asof(
            slots.sort("opened_t", "period"),
            left_on="t",
            right_on="opened_t",
            by="line",
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("period").is_not_null())
    )
    columns = ["nth", "line", "period", "ver", "t", "src", "type"]
    both = pl.concat([named.select(columns), unnamed.select(columns)]).filter(_known(coder, group))
    ends = _first(both.sort("nth"))
    closed = opened.join(ends, on=ROW, how="left", maintain_order="left")
    return closed, closed["end_src"].drop_nulls()


def activity_ends(group: Group, coder: Coder, events: pl.DataFrame, opened: pl.DataFrame) -> Ends:
    """The N-th event of a period, by its local date, performs it; a later one is a repeat."""
    done = _closing(group, coder, events).drop("period").with_row_index("nth")
    spans = opened.select("line", "period", "ver", "p_first", "p_last")
    inside = (pl.col("p_first") <= pl.col("day")) & (pl.col("day") <= pl.col("p_last"))
    if opened.is_empty() or done.is_empty():
        none = opened.with_columns(
            pl.lit(None, dtype=pl.Int64).alias("end_t"), pl.lit(None, dtype=pl.UInt32).alias("end_src")
        )
        return none, pl.Series("end_src", [], dtype=pl.UInt32)
    parts = []
    for version, norm in enumerate(group.norms):
        labels = _labels(norm.base.every, done)
        dated = done.join(labels, on="day", how="inner")
        mine = dated.join(spans.filter(pl.col("ver") == version), on=["line", "period"], how="inner").filter(
            inside
        )
        parts.append(
            mine.filter(type_in(coder, norm.base.closes)).with_columns(
                pl.lit(norm.base.count).alias("wanted")
            )
        )
    matched = pl.concat(parts).sort("nth")
    matched = matched.with_columns(rank=pl.int_range(1, pl.len() + 1).over(ROW))
    counted = matched.filter(pl.col("rank") <= pl.col("wanted"))
    ends = _first(counted.filter(pl.col("rank") == pl.col("wanted")))
    return opened.join(ends, on=ROW, how="left", maintain_order="left"), counted["src"]


def _labels(every: str | None, events: pl.DataFrame) -> pl.DataFrame:
    """The period label of each local day of the events."""
    zero = date(1970, 1, 1)
    low, high = (zero + timedelta(days=int(d)) for d in (events["day"].min(), events["day"].max()))  # type: ignore[arg-type]
    rows = [
        (day, period.label)
        for period in (periods_between(low, high, every) if every else [])
        for day in range(epoch_day(period.first), epoch_day(period.last) + 1)
    ]
    return pl.DataFrame(rows, schema={"day": pl.Int32, "period": pl.String}, orient="row")


def once_ends(group: Group, coder: Coder, events: pl.DataFrame, opened: pl.DataFrame) -> Ends:
    """The first event at or after the opening performs a one-off duty."""
    done = _closing(group, coder, events).drop("period")
    slots = opened.select("line", "period", "ver", pl.col("t").alias("opened_t"))
    matched = done.join(slots, on="line", how="inner", maintain_order="left").filter(
        (pl.col("t") >= pl.col("opened_t")) & _known(coder, group)
    )
    closed = opened.join(_first(matched), on=ROW, how="left", maintain_order="left")
    return closed, closed["end_src"].drop_nulls()
