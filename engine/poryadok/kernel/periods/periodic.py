"""Norms by periods: reports, activities and one-off duties (DESIGN §4, §5).

The periods of a norm are laid out once for each place and joined to all municipalities that share them; a
municipality's own first day in force only clips the result. Periods are codes until the answer is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from poryadok.clock.zones import day_start
from poryadok.kernel.events.coding import Coder
from poryadok.kernel.events.stretch import Events
from poryadok.kernel.judge import Status, judged, reading_status
from poryadok.kernel.matching import Part
from poryadok.kernel.norm_table.lines import mine_of, type_in, with_lines
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.periods.laid import Labels, periods_of, table_of
from poryadok.kernel.periods.performance import counted, matched
from poryadok.kernel.periods.samples import given_by, sampled
from poryadok.kernel.terms.dues import Places

__all__ = ["PeriodEvents", "period_events", "periodic_parts"]

DAY_ZERO = date(1970, 1, 1)
TOLD = ("t", "src")


@dataclass(frozen=True, slots=True)
class PeriodEvents:
    """The coded events that perform duties by periods, in order; and those that are only counted."""

    performing: pl.DataFrame
    counted: pl.DataFrame


def period_events(events: Events, coder: Coder) -> PeriodEvents:
    """What reports, activities and one-off duties look at, with a case or without."""
    performing = coder.dated(events.performing).sort("t", "id").drop("id")
    return PeriodEvents(performing, coder.dated(events.counted))


def periodic_parts(group: Group, coder: Coder, others: PeriodEvents, places: Places) -> list[Part]:
    """Compute a group of reports, activities or one-off duties over the coded events."""
    lines = with_lines(group, coder)
    events = mine_of(group, coder, others.performing, lines).collect(engine="in-memory")
    until = int(lines["as_of"].max() or 0) // 86_400 + 2  # type: ignore[arg-type]
    periods = [
        periods_of(norm, int(lines[f"act_{version}"].min() or 0), until)  # type: ignore[arg-type]
        for version, norm in enumerate(group.norms)
    ]
    names = sorted({period.label for some in periods for period in some})
    labels = {name: code for code, name in enumerate(names)}
    opened: list[pl.DataFrame] = []
    for version, norm in enumerate(group.norms):
        table = table_of(norm, periods[version], labels, places)
        frame = _opened(group, version, lines, table, places)
        for before in opened:
            # a period is owed once, by the version that opens it first
            frame = frame.join(before, on=["line", "period"], how="anti", maintain_order="left")
        opened.append(sampled(norm, frame, coder, others.counted, labels))
    ends = _Ends(group, coder, events, opened, labels)
    words = pl.Series("period", names, dtype=pl.String)
    parts = []
    for version, norm in enumerate(group.norms):
        numbers = range(len(norm.readings))
        frame = opened[version].hstack([end for r in numbers for end in ends.of(version, r)])
        frame = frame.with_columns(_status(r).alias(f"st_{r}") for r in numbers)
        used = ends.used(frame, version)
        frame = frame.drop(f"applies_{r}" for r in numbers).with_columns(words.gather(frame["period"]))
        parts.append(Part(group, version, judged(frame, len(norm.readings), norm.verdict), used))
    return parts


def _status(reading: int) -> pl.Expr:
    due, unknown, end, applies = (pl.col(f"{name}_{reading}") for name in ("due", "unk", "end_t", "applies"))
    return reading_status(due, unknown, pl.col("t"), end, pl.lit(False), applies)


class _Ends:
    """What performs the opened obligations, by the closing types and the number that a reading asks for.

    The obligations of all versions are numbered through (``slot``): an event may perform those of two.
    """

    def __init__(
        self,
        group: Group,
        coder: Coder,
        events: pl.DataFrame,
        opened: Sequence[pl.DataFrame],
        labels: Labels,
    ) -> None:
        self.group, self.coder, self.events, self.labels = group, coder, events, labels
        self.heights = [frame.height for frame in opened]
        frames = [
            frame.select(
                "line",
                "period",
                "t",
                *(pl.col(f"applies_{r}") for r in range(len(norm.readings)) if group.sampled),
                pl.lit(version, dtype=pl.UInt8).alias("ver"),
            )
            for version, (frame, norm) in enumerate(zip(opened, group.norms, strict=True))
        ]
        self.slots = pl.concat(frames, how="diagonal").with_row_index("slot")
        self._counted: dict[tuple[object, ...], tuple[pl.DataFrame, pl.DataFrame]] = {}
        self._ends: dict[tuple[object, ...], list[pl.Series]] = {}

    def _key(self, version: int, reading: int) -> tuple[object, ...]:
        """What tells the readings' matches apart: what closes, how often, and which obligations they give."""
        rule = self.group.norms[version].readings[reading].rule
        given = (version, reading) if self.group.sampled else ()
        return (rule.closes, rule.count, *given)

    def _found(self, version: int, reading: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The matches that count under a reading; those of them that complete an obligation."""
        key = self._key(version, reading)
        if key not in self._counted:
            rule = self.group.norms[version].readings[reading].rule
            done = self.events.filter(type_in(self.coder, rule.closes))
            given = given_by(self.group, version, reading)
            slots = self.slots if given is None else self.slots.filter(given)
            self._counted[key] = counted(matched(self.group, done, slots, self.labels), rule.count)
        return self._counted[key]

    def of(self, version: int, reading: int) -> list[pl.Series]:
        """``end_t_R`` and ``end_src_R`` of a version's obligations; null where the duty is not performed."""
        key = (version, *self._key(version, reading))
        if key not in self._ends:
            rows = self._own(self._found(version, reading)[1], version)
            told = rows.select(TOLD)
            none = [pl.repeat(None, self.heights[version], dtype=dtype, eager=True) for dtype in told.dtypes]
            self._ends[key] = [
                column.scatter(rows["slot"], values) for column, values in zip(none, told, strict=True)
            ]
        names = (f"end_{name}_{reading}" for name in TOLD)
        return [column.alias(name) for column, name in zip(self._ends[key], names, strict=True)]

    def _own(self, found: pl.DataFrame, version: int) -> pl.DataFrame:
        """The matches of one version's obligations, which are numbered from 0 then."""
        if len(self.heights) == 1:
            return found
        begins = sum(self.heights[:version])
        own = found.filter(pl.col("slot").is_between(begins, begins + self.heights[version], closed="left"))
        return own.with_columns(pl.col("slot") - begins)

    def used(self, frame: pl.DataFrame, version: int) -> tuple[pl.Series, ...]:
        """The log's rows that count towards an obligation under a reading that gives it."""
        alike: dict[tuple[object, ...], list[int]] = {}
        for r in range(len(self.group.norms[version].readings)):
            alike.setdefault(self._key(version, r), []).append(r)
        rows = []
        for readings in alike.values():
            counts = self._own(self._found(version, readings[0])[0], version)
            given = frame.select(
                pl.any_horizontal(pl.col(f"st_{r}") != int(Status.NOT_APPLICABLE) for r in readings)
            )
            rows.append(counts.filter(given.to_series().gather(counts["slot"]))["src"])
        return tuple(rows)


def _opened(
    group: Group, version: int, lines: pl.DataFrame, table: pl.DataFrame, places: Places
) -> pl.DataFrame:
    """All obligations of one version that are open by the as-of instant, by line and period.

    Columns: mun, line, as_of, period (code), p_last, t and those of the readings (see ``laid``).
    """
    norm = group.norms[version]
    first, last, act = (pl.col(f"{name}_{version}") for name in ("first", "last", "act"))
    laid = table.select("place", "period", "p_first", "p_last", "inside", "from_t", "after_t")
    if group.family == "once":
        mine = _started(lines if version == 0 else lines.clear(), f"first_{version}", None, places)
        inside, day, t = pl.lit(True), first, pl.col("start_t")
    else:
        mine = _started(lines, f"act_{version}", table["p_first"].min(), places)  # type: ignore[arg-type]
        inside = pl.col("p_last") >= act
        day = pl.when("inside").then(pl.max_horizontal("p_first", act)).otherwise(pl.col("p_last") + 1)
        t = pl.when("inside").then(pl.max_horizontal("from_t", "start_t")).otherwise("after_t")
    wanted = inside & day.is_between(first, last) & (t <= pl.col("as_of"))
    crossed = mine.join(laid.with_row_index("row"), on="place", how="inner", maintain_order="left_right")
    crossed = crossed.filter(wanted).with_columns(t.alias("t"))
    flags = table.drop(*laid.columns)[crossed["row"]]
    late = [
        (pl.col(f"applies_{r}") & (crossed["p_first"] >= crossed[f"act_{version}"])).alias(f"applies_{r}")
        for r, reading in enumerate(norm.readings)
        if reading.rule.first_period == "full-only" and group.family == "report"
    ]
    return crossed.select(
        "mun",
        "line",
        "as_of",
        "period",
        "p_last",
        "t",
        pl.lit(0, dtype=pl.UInt32).alias("n"),
        pl.lit(0, dtype=pl.UInt8).alias("variant"),
    ).hstack(flags.with_columns(late))


def _started(lines: pl.DataFrame, day: str, low: int | None, places: Places) -> pl.DataFrame:
    """The lines with ``start_t``, the first instant of a day of theirs; null for a day before ``low``."""
    distinct = lines.select("place", day).unique()
    distinct = distinct if low is None else distinct.filter(pl.col(day) > low)
    made = [day_start(DAY_ZERO + timedelta(at), places.pairs[place][0]) for place, at in distinct.iter_rows()]
    table = distinct.with_columns(pl.Series("start_t", made, dtype=pl.Int64))
    return lines.join(table, on=["place", day], how="left", maintain_order="left")
