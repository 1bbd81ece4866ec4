"""Norms by periods: reports, activities and one-off duties (DESIGN §4, §5).

The periods of a norm are laid out once for each place and joined to all municipalities that share them; a
municipality's own first day in force only clips the result.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from poryadok.clock.calendars import MissingYear
from poryadok.clock.periods import Period, due_day, periods_between
from poryadok.clock.terms import DueDay, roll_day
from poryadok.clock.zones import day_end, day_start
from poryadok.kernel.coding import Coder
from poryadok.kernel.dues import Places
from poryadok.kernel.judge import Status, judged, reading_status
from poryadok.kernel.lines import events_of, type_in, with_lines
from poryadok.kernel.matching import Part
from poryadok.kernel.performance import SLOT, matched
from poryadok.kernel.plan import Group, epoch_day
from poryadok.kernel.samples import given_by, sampled
from poryadok.kernel.stretch import Events
from poryadok.norms.model import Norm, Rule

__all__ = ["PeriodEvents", "period_events", "periodic_parts"]

EARLIEST = date(1990, 1, 1)
FLAG = {"due": pl.Int32, "nom": pl.Int32, "unk": pl.Int32, "applies": pl.Boolean}


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
    lines = with_lines(group, places, coder)
    events = events_of(group, coder, others.performing, lines)
    laid = [
        sampled(norm, _opened(group, version, lines, places), coder, others.counted)
        for version, norm in enumerate(group.norms)
    ]
    opened = pl.concat(laid, how="diagonal")
    ends = _Ends(group, coder, events, opened)
    parts = []
    for version, norm in enumerate(group.norms):
        frame = opened.filter(pl.col("ver") == version)
        for r in range(len(norm.readings)):
            frame = ends.add(frame, version, r)
            due, unknown, applies = (pl.col(f"{name}_{r}") for name in ("due", "unk", "applies"))
            status = reading_status(due, unknown, pl.col("t"), pl.col(f"end_t_{r}"), pl.lit(False), applies)
            frame = frame.with_columns(status.alias(f"st_{r}"))
        used = ends.used(frame, version)
        frame = judged(frame, len(norm.readings), norm.verdict)
        parts.append(Part(group, version, _numbered(frame), used))
    return parts


class _Ends:
    """What performs the opened obligations, by the closing types and the number that a reading asks for."""

    def __init__(self, group: Group, coder: Coder, events: pl.DataFrame, opened: pl.DataFrame) -> None:
        self.group, self.coder, self.events, self.opened = group, coder, events, opened
        self.found: dict[tuple[object, ...], pl.DataFrame] = {}

    def _matched(self, version: int, reading: int) -> pl.DataFrame:
        closes = self.group.norms[version].readings[reading].rule.closes
        given = given_by(self.group, version, reading)
        key = (closes,) if given is None else (closes, version, reading)
        if key not in self.found:
            done = self.events.filter(type_in(self.coder, closes))
            columns = done.select("line", "t", "src", "day", "period")
            opened = self.opened if given is None else self.opened.filter(given)
            self.found[key] = matched(self.group, columns, opened)
        return self.found[key]

    def add(self, frame: pl.DataFrame, version: int, reading: int) -> pl.DataFrame:
        """Add ``end_t_R`` and ``end_src_R``; null where the duty is not performed."""
        count = self.group.norms[version].readings[reading].rule.count
        ends = self._matched(version, reading).filter(pl.col("rank") == count)
        ends = ends.select(
            *SLOT, pl.col("t").alias(f"end_t_{reading}"), pl.col("src").alias(f"end_src_{reading}")
        )
        return frame.join(ends, on=SLOT, how="left", maintain_order="left")

    def used(self, frame: pl.DataFrame, version: int) -> tuple[pl.Series, ...]:
        """The log's rows that count towards an obligation under a reading that gives it."""
        rows = []
        for r, reading in enumerate(self.group.norms[version].readings):
            counted = self._matched(version, r).filter(pl.col("rank") <= reading.rule.count)
            given = frame.filter(pl.col(f"st_{r}") != Status.NOT_APPLICABLE).select(SLOT)
            rows.append(counted.join(given, on=SLOT, how="semi")["src"])
        return tuple(rows)


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """A period that two versions open is told apart by its number, like a case that opens twice."""
    return frame.sort("line", "period", "t").with_columns(
        n=pl.int_range(pl.len(), dtype=pl.UInt32).over("line", "period"), variant=pl.lit(0, dtype=pl.UInt8)
    )


def _opened(group: Group, version: int, lines: pl.DataFrame, places: Places) -> pl.DataFrame:
    """All obligations of one version that are open by the as-of instant, with each reading's due instant."""
    norm = group.norms[version]
    first, last = _span(lines, version)
    table = _table(norm, first, last, places) if group.family != "once" else _once_table(norm, places)
    act, start = pl.col(f"act_{version}"), pl.col(f"first_{version}")
    crossed = lines.join(table, on="place", how="inner")
    if group.family == "once":
        crossed = crossed.with_columns(start.alias("open_day")).filter(pl.lit(version == 0))
    else:
        inside = pl.max_horizontal(pl.col("p_first"), act)
        crossed = crossed.filter(pl.col("p_last") >= act).with_columns(
            pl.when("inside").then(inside).otherwise(pl.col("p_last") + 1).alias("open_day")
        )
    crossed = crossed.filter(pl.col("open_day").is_between(start, pl.col(f"last_{version}")))
    for r, reading in enumerate(norm.readings):
        if reading.rule.first_period == "full-only" and group.family == "report":
            crossed = crossed.with_columns(
                (pl.col(f"applies_{r}") & (pl.col("p_first") >= act)).alias(f"applies_{r}")
            )
    crossed = _instants(
        crossed, [f"{name}_{r}" for r in range(len(norm.readings)) for name in ("due", "nom")], places
    )
    return crossed.filter(pl.col("t") <= pl.col("as_of")).with_columns(
        pl.lit(version, dtype=pl.UInt8).alias("ver")
    )


def _span(lines: pl.DataFrame, version: int) -> tuple[date, date]:
    first = int(lines[f"act_{version}"].min() or 0)  # type: ignore[arg-type]
    until = int(lines["as_of"].max() or 0) // 86_400 + 2  # type: ignore[arg-type]
    return max(EARLIEST, date(1970, 1, 1) + timedelta(days=max(first, -7300))), date(1970, 1, 1) + timedelta(
        days=until
    )


def _table(norm: Norm, first: date, last: date, places: Places) -> pl.DataFrame:
    """One row for each place and period; day columns are local epoch days."""
    rows = []
    every = norm.base.every
    for period in periods_between(first, last, every) if every else []:
        written = due_day(period, norm.base.due.mapping) if norm.base.due else period.last
        inside = period.first <= written <= period.last
        for place in range(len(places.pairs)):
            days: list[object] = []
            for reading in norm.readings:
                days += _reading_days(norm, reading.rule, period, places, place)
            rows.append((place, period.label, epoch_day(period.first), epoch_day(period.last), inside, *days))
    return pl.DataFrame(rows, schema=_schema(norm), orient="row")


def _schema(norm: Norm) -> dict[str, type[pl.DataType]]:
    own: dict[str, type[pl.DataType]] = {
        "place": pl.UInt32,
        "period": pl.String,
        "p_first": pl.Int32,
        "p_last": pl.Int32,
        "inside": pl.Boolean,
    }
    return own | {f"{name}_{r}": kind for r in range(len(norm.readings)) for name, kind in FLAG.items()}


def _reading_days(
    norm: Norm, rule: Rule, period: Period, places: Places, place: int
) -> tuple[int | None, int | None, int, bool]:
    calendar = places.calendar(place)
    if norm.kind == "report":
        written = due_day(period, rule.due.mapping) if rule.due else period.last
        return (*_days(roll_day(written, rule.roll, calendar, rule.presidential_rest)), True)
    if rule.day_kind == "working" and rule.every == "day":
        try:
            working = calendar.is_working(period.first, presidential_rest=rule.presidential_rest)
        except MissingYear as missing:
            return None, None, missing.year, True
        return epoch_day(period.last), epoch_day(period.last), 0, working
    return epoch_day(period.last), epoch_day(period.last), 0, True


def _days(due: DueDay) -> tuple[int | None, int | None, int]:
    if due.effective is None or due.nominal is None:
        return None, None, due.missing_year or 0
    return epoch_day(due.effective), epoch_day(due.nominal), 0


def _once_table(norm: Norm, places: Places) -> pl.DataFrame:
    rows = []
    for place in range(len(places.pairs)):
        days: list[object] = []
        for reading in norm.readings:
            rule = reading.rule
            assert rule.due_date is not None  # the schema asks for it
            days += (
                *_days(roll_day(rule.due_date, rule.roll, places.calendar(place), rule.presidential_rest)),
                True,
            )
        written = norm.base.due_date or EARLIEST
        rows.append((place, written.isoformat(), epoch_day(written), epoch_day(written), True, *days))
    return pl.DataFrame(rows, schema=_schema(norm), orient="row")


def _instants(frame: pl.DataFrame, ends: list[str], places: Places) -> pl.DataFrame:
    """Turn local days into instants: ``open_day`` into its first second ``t``, due days into their last."""
    frame = _looked_up(frame, "open_day", "t", places, start=True)
    for name in ends:
        frame = _looked_up(frame.rename({name: "due_day"}), "due_day", name, places, start=False).drop(
            "due_day"
        )
    return frame


def _looked_up(frame: pl.DataFrame, source: str, target: str, places: Places, *, start: bool) -> pl.DataFrame:
    distinct = frame.select("place", source).unique().drop_nulls()
    convert = day_start if start else day_end
    made = [
        convert(date(1970, 1, 1) + timedelta(days=day), places.pairs[place][0])
        for place, day in distinct.iter_rows()
    ]
    table = distinct.with_columns(pl.Series(target, made, dtype=pl.Int64))
    return frame.join(table, on=["place", source], how="left", maintain_order="left")
