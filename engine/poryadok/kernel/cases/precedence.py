"""Precedence: each event of the second type is judged at its own instant (DESIGN §4)."""

import polars as pl

from poryadok.kernel.cases.machine import numbered, ordered
from poryadok.kernel.cases.share import Cases
from poryadok.kernel.events.coding import Coder, holds
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part, judged_parts
from poryadok.kernel.norm_table.lines import events_of, type_in, with_lines
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.structures import Run, runs_of
from poryadok.kernel.terms.dues import Places

__all__ = ["precedence_parts"]


def precedence_parts(group: Group, coder: Coder, cases: Cases, places: Places) -> list[Part]:
    """Judge a group's precedence norm over the coded cases."""
    lines = with_lines(group, coder)
    _, ordered_events = cases.of(group)
    events = events_of(group, coder, ordered_events, lines)
    runs = [(run, _run(run, coder, events)) for run in runs_of(group.norms)]
    used: list[pl.Series] = []
    for _, opened in runs:
        used += [opened["src"], opened["before_src"].drop_nulls()]
    versions = range(len(group.norms))
    framed = [
        (run, [_statuses(opened.filter(pl.col("ver") == k), run.readings[k], lines) for k in versions])
        for run, opened in runs
    ]
    return judged_parts(group, framed, tuple(used))


def _run(run: Run, coder: Coder, events: pl.DataFrame) -> pl.DataFrame:
    opens, requires = pl.lit(False), pl.lit(False)
    for version, rule in enumerate(run.rules):
        own = pl.col("ver") == version
        judged_here = own & type_in(coder, rule.opens) & holds(coder.plan.predicates, rule.where)
        opens = opens | judged_here.fill_null(False)
        requires = requires | type_in(coder, rule.requires)
    flagged = events.with_columns(opens.alias("opens"), requires.alias("requires"))
    # «At or before»: an event of the first type at the same instant counts, whatever its id.
    flagged = ordered(flagged.filter(pl.any_horizontal("opens", "requires")), pl.col("requires"))
    new_case = pl.col("key").ne_missing(pl.col("key").shift())
    position = pl.int_range(pl.len(), dtype=pl.UInt32)
    start = pl.when(new_case).then(position).forward_fill()
    last = pl.when(pl.col("requires")).then(position).forward_fill()
    found = flagged.with_columns(pl.when(last >= start).then(last).alias("at"))
    firsts = found.select(
        position.alias("at"), pl.col("t").alias("before_t"), pl.col("src").alias("before_src")
    )
    opened = found.filter("opens").join(firsts, on="at", how="left", maintain_order="left")
    return numbered(opened.drop("at", "opens", "requires"))


def _statuses(opened: pl.DataFrame, readings: tuple[int, ...], lines: pl.DataFrame) -> pl.DataFrame:
    kept = pl.col("before_t").is_not_null()
    status = pl.when(kept).then(int(Status.FULFILLED)).otherwise(int(Status.VIOLATED)).cast(pl.UInt8)
    none = pl.lit(None, dtype=pl.Int64)
    columns = [pl.lit(0, dtype=pl.UInt8).alias("variant"), pl.col("before_t").alias("end_t")]
    for r in readings:
        columns += [status.alias(f"st_{r}"), none.alias(f"due_{r}"), none.alias(f"nom_{r}")]
        columns += [pl.lit(0, dtype=pl.Int32).alias(f"unk_{r}"), pl.lit(0, dtype=pl.UInt8).alias(f"cnt_{r}")]
    columns += [pl.lit(lines[name]).gather("line").alias(name) for name in ("place", "as_of")]
    return opened.rename({"before_src": "end_src"}).with_columns(columns)
