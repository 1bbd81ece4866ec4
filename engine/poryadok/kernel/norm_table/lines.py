"""The lines of a group (its municipalities) and the events that bear on them."""

from collections.abc import Sequence

import polars as pl

from poryadok.kernel.events.coding import Coder
from poryadok.kernel.norm_table.plan import Group

__all__ = ["events_of", "line_of", "mine_of", "type_in", "with_lines"]


def type_in(coder: Coder, names: Sequence[str]) -> pl.Expr:
    """Whether the coded type is one of these event types."""
    codes = sorted(coder.type_codes[name] for name in names if name in coder.type_codes)
    return pl.col("type").is_in(codes) if codes else pl.lit(False)


def with_lines(group: Group, coder: Coder) -> pl.DataFrame:
    """The group's lines with their ``as_of`` instant."""
    return group.lines.drop("said").with_columns(coder.municipalities["as_of"].gather(group.lines["mun"]))


def line_of(coder: Coder, lines: pl.DataFrame) -> pl.Expr:
    """The group's line of an event's municipality, as the column ``line``; null if it has none."""
    table = pl.repeat(None, len(coder.plan.profiles), dtype=pl.UInt32, eager=True)
    return pl.lit(table.scatter(lines["mun"], lines["line"])).gather("mun").alias("line")


def mine_of(group: Group, coder: Coder, events: pl.DataFrame, lines: pl.DataFrame) -> pl.LazyFrame:
    """The group's events with ``line``."""
    named = pl.col("norm").is_in([0, coder.norm_code(group.norm_id)])
    mine = type_in(coder, sorted(group.types)) & named
    found = events.lazy().filter(mine).with_columns(line_of(coder, lines))
    if lines.height < len(coder.plan.profiles):
        found = found.filter(pl.col("line").is_not_null())
    return found


def events_of(group: Group, coder: Coder, events: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The group's events with ``line``, and ``ver``, the version in force on their day (null: none)."""
    found = mine_of(group, coder, events, lines)
    version = pl.lit(None, dtype=pl.UInt8)
    if len(group.norms) == 1 and _always(lines, events):
        return found.with_columns(pl.lit(0, dtype=pl.UInt8).alias("ver")).collect(engine="in-memory")
    for k in range(len(group.norms)):
        first, last = (pl.lit(lines[f"{name}_{k}"]).gather("line") for name in ("first", "last"))
        inside = pl.col("day").is_between(first, last)
        version = pl.when(inside).then(pl.lit(k, dtype=pl.UInt8)).otherwise(version)
    return found.with_columns(version.alias("ver")).collect(engine="in-memory")


def _always(lines: pl.DataFrame, events: pl.DataFrame) -> bool:
    """Whether the only version of a norm is in force on every day of the events, in every municipality."""
    days = events.select(pl.col("day").min().alias("low"), pl.col("day").max().alias("high")).row(0)
    bounds = lines.select(pl.col("first_0").max(), pl.col("last_0").min()).row(0)
    return None not in (*days, *bounds) and bounds[0] <= days[0] and days[1] <= bounds[1]
