"""Reports that are owed only for periods with enough events (key ``sample``).

The events are counted by their local day, whatever norm they name; counting does not make them used.
"""

import polars as pl

from poryadok.kernel.events.coding import Coder, holds
from poryadok.kernel.norm_table.lines import type_in
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.periods.laid import Labels
from poryadok.kernel.periods.performance import day_codes
from poryadok.norms.model import Norm, Sample

__all__ = ["given_by", "sampled"]


def sampled(
    norm: Norm, opened: pl.DataFrame, coder: Coder, events: pl.DataFrame, labels: Labels
) -> pl.DataFrame:
    """Add ``smp_R``, how many events the sample of reading R counts; too few and ``applies_R`` is false."""
    for r, reading in enumerate(norm.readings):
        sample = reading.rule.sample
        if sample is None:
            continue
        counts = _counts(norm.base.every, sample, coder, events, labels).rename({"count": f"smp_{r}"})
        opened = opened.join(counts, on=["mun", "period"], how="left", maintain_order="left")
        enough = pl.col(f"smp_{r}").fill_null(0)
        opened = opened.with_columns(
            enough.alias(f"smp_{r}"),
            (pl.col(f"applies_{r}") & (enough >= sample.at_least)).alias(f"applies_{r}"),
        )
    return opened


def _counts(
    every: str | None, sample: Sample, coder: Coder, events: pl.DataFrame, labels: Labels
) -> pl.DataFrame:
    """How many events of the sample each municipality has in each period: mun, period, count."""
    wanted = type_in(coder, sample.of) & holds(coder.plan.predicates, sample.where)
    by_day = events.filter(wanted).group_by("mun", "day").len("count")
    if by_day.is_empty():
        return pl.DataFrame(schema={"mun": pl.UInt32, "period": pl.UInt32, "count": pl.UInt32})
    dated = by_day.with_columns(day_codes(every, by_day, labels)).drop_nulls("period")
    return dated.group_by("mun", "period").agg(pl.col("count").sum())


def given_by(group: Group, version: int, reading: int) -> pl.Expr | None:
    """Whether an opened obligation of any version is one under a reading; None where all of them are.

    The other versions answer the questions alike, where they have them, else as they have adopted.
    """
    if not group.sampled:
        return None
    found = pl.lit(False)
    choice = group.norms[version].readings[reading].choice
    for number, norm in enumerate(group.norms):
        same = (index for index, one in enumerate(norm.readings) if one.choice == choice)
        index = reading if number == version else next(same, norm.verdict[0])
        found = found | ((pl.col("ver") == number) & pl.col(f"applies_{index}"))
    return found
