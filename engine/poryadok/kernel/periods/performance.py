"""What performs a duty by periods: submissions, counted events, the one event of a one-off duty (DESIGN §7).

The opened obligations of all versions are numbered: their ``slot``. Closing events (``line``, ``t``, ``src``,
``day``, ``period``, sorted by t, id) are matched to slots; the matches come in the order of the events.
"""

from datetime import date, timedelta

import polars as pl

from poryadok.clock.periods import periods_between
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.periods.laid import Labels

__all__ = ["counted", "day_codes", "matched"]

DAY_ZERO = date(1970, 1, 1)
MATCH = {"slot": pl.UInt32, "nth": pl.UInt32, "t": pl.Int64, "src": pl.UInt32}


def matched(group: Group, events: pl.DataFrame, slots: pl.DataFrame, labels: Labels) -> pl.DataFrame:
    """Match each closing event to the obligations that it may perform: slot, t, src.

    ``slots``: ``slot``, ``line``, ``period`` (code), ``ver``, ``t``.
    """
    if events.is_empty() or slots.is_empty():
        return pl.DataFrame(schema=MATCH).drop("nth")
    find = {"report": _submissions, "activity": _of_period, "once": _since_opening}[group.family]
    parts = [part.select(*MATCH) for part in find(group, events.with_row_index("nth"), slots, labels)]
    found = parts[0] if len(parts) == 1 else pl.concat(parts).sort("nth")
    return found.drop("nth")


def counted(matches: pl.DataFrame, count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first ``count`` matches of each slot; and of them the last where there are as many."""
    if count == 1:
        first = matches.filter(pl.col("slot").is_first_distinct())
        return first, first
    ordered = matches.sort("slot", maintain_order=True)
    at = pl.int_range(pl.len())
    begins = pl.when(pl.col("slot").ne_missing(pl.col("slot").shift())).then(at).forward_fill()
    ranked = ordered.with_columns(rank=at - begins + 1).filter(pl.col("rank") <= count)
    return ranked, ranked.filter(pl.col("rank") == count)


def _found(slots: pl.DataFrame, periods: int) -> pl.Expr:
    """The slot of an event's ``line`` and ``period``; null where there is none. One slot each at most."""
    place = pl.col("line").cast(pl.UInt64) * periods + pl.col("period")
    lines = int(slots["line"].max() or 0) + 1  # type: ignore[arg-type]
    table = pl.repeat(None, lines * periods, dtype=pl.UInt32, eager=True)
    table = table.scatter(slots.select(place).to_series(), slots["slot"])
    return pl.lit(table).gather(pl.when(pl.col("line") < lines).then(place)).alias("slot")


def _submissions(
    group: Group, events: pl.DataFrame, slots: pl.DataFrame, labels: Labels
) -> list[pl.DataFrame]:
    """A submission that names its period closes it, even early; one that does not, the latest opened."""
    code = pl.col("period").cast(pl.Enum(list(labels)), strict=False).to_physical().cast(pl.UInt32)
    named = events.filter(pl.col("period").is_not_null()).with_columns(code)
    parts = [
        named.with_columns(_found(own, len(labels))).drop_nulls("slot") for own in slots.partition_by("ver")
    ]
    unnamed = events.filter(pl.col("period").is_null()).drop("period")
    if not unnamed.is_empty():
        latest = slots.sort("t", "period").select("line", "slot", pl.col("t").alias("opened_t"))
        asked = unnamed.join_asof(
            latest, left_on="t", right_on="opened_t", by="line", strategy="backward", check_sortedness=False
        )
        parts.append(asked.drop_nulls("slot"))
    return parts


def _of_period(group: Group, events: pl.DataFrame, slots: pl.DataFrame, labels: Labels) -> list[pl.DataFrame]:
    """Events count for the period that holds their local day."""
    parts = []
    for (version,), own in slots.group_by("ver", maintain_order=True):
        dated = events.with_columns(day_codes(group.norms[int(version)].base.every, events, labels))
        parts.append(dated.with_columns(_found(own, len(labels))).drop_nulls("slot"))
    return parts


def day_codes(every: str | None, events: pl.DataFrame, labels: Labels) -> pl.Series:
    """For each event the code of the period that holds its local ``day``; null where there is none."""
    low, high = events.select(pl.col("day").min().alias("low"), pl.col("day").max().alias("high")).row(0)
    codes: list[int | None] = []
    if every and low is not None:
        first, last = DAY_ZERO + timedelta(low), DAY_ZERO + timedelta(high)
        for period in periods_between(first, last, every):
            days = (min(period.last, last) - max(period.first, first)).days + 1
            codes += [labels.get(period.label)] * days
    table = pl.Series("period", codes, dtype=pl.UInt32)
    if table.is_empty():
        return pl.repeat(None, events.height, dtype=pl.UInt32, eager=True).alias("period")
    return table.gather(events["day"] - low)


def _since_opening(
    group: Group, events: pl.DataFrame, slots: pl.DataFrame, labels: Labels
) -> list[pl.DataFrame]:
    """A one-off duty is performed at or after its opening."""
    opened = slots.select("slot", "line", pl.col("t").alias("opened_t"))
    found = events.join(opened, on="line", how="inner", maintain_order="left")
    return [found.filter(pl.col("t") >= pl.col("opened_t"))]
