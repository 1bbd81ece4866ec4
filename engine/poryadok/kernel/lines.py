"""The lines of a group (its municipalities) and the events that bear on them."""

from collections.abc import Sequence

import polars as pl

from poryadok.kernel.coding import Coder
from poryadok.kernel.dues import Places
from poryadok.kernel.plan import Group

__all__ = ["events_of", "line_of", "type_in", "with_lines"]


def type_in(coder: Coder, names: Sequence[str]) -> pl.Expr:
    """Whether the coded type is one of these event types."""
    codes = sorted(coder.type_codes[name] for name in names if name in coder.type_codes)
    return pl.col("type").is_in(codes) if codes else pl.lit(False)


def with_lines(group: Group, places: Places, coder: Coder) -> pl.DataFrame:
    """The group's lines with the number of their ``place`` and their ``as_of`` instant."""
    lines = group.frame()
    table = pl.DataFrame(
        {"tz": [tz for tz, _ in places.pairs], "cal": [cal for _, cal in places.pairs]},
        schema={"tz": pl.String, "cal": pl.String},
    ).with_row_index("place")
    placed = lines.join(table, on=["tz", "cal"], how="left", maintain_order="left").drop("tz", "cal")
    return placed.with_columns(coder.municipalities["as_of"].gather(lines["mun"]))


def line_of(coder: Coder, lines: pl.DataFrame) -> pl.Expr:
    """The group's line of an event's municipality, as the column ``line``; null if it has none."""
    table = pl.repeat(None, len(coder.plan.profiles), dtype=pl.UInt32, eager=True)
    return pl.lit(table.scatter(lines["mun"], lines["line"])).gather("mun").alias("line")


def events_of(group: Group, coder: Coder, events: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The group's events with ``line``, and ``ver``, the version in force on their day (null: none)."""
    named = pl.col("norm").is_in([0, coder.norm_code(group.norm_id)])
    mine = type_in(coder, sorted(group.types)) & named
    found = events.lazy().filter(mine).with_columns(line_of(coder, lines))
    if len(group.lines) < len(coder.plan.profiles):
        found = found.filter(pl.col("line").is_not_null())
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
