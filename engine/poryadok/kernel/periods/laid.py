"""The periods of a norm laid out for each place: which there are, when each opens and falls due.

A table has a row for each place and period, in the order of the periods' labels within a place: ``place``,
``period`` (code of the label), ``p_first`` and ``p_last`` (epoch days), ``inside`` (it opens inside the
period), ``from_t`` and ``after_t`` (the first instant of the period, and after it), and for each reading R
``due_R`` and ``nom_R`` (epoch seconds), ``unk_R`` (the year whose calendar is missing) and ``applies_R``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from poryadok.clock.calendars import MissingYear
from poryadok.clock.periods import Period, due_day, periods_between
from poryadok.clock.terms import roll_day
from poryadok.clock.zones import day_start
from poryadok.kernel.norm_table.spans import epoch_day
from poryadok.kernel.terms.dues import Places
from poryadok.norms.model import Norm, Rule

__all__ = ["Labels", "periods_of", "table_of"]

EARLIEST = date(1990, 1, 1)
DAY_ZERO = date(1970, 1, 1)
FLAG = {"due": pl.Int64, "nom": pl.Int64, "unk": pl.Int32, "applies": pl.Boolean}

Labels = Mapping[str, int]
"""The labels of all periods of a group by their codes, in the order of the labels."""
Flags = tuple[int | None, int | None, int, bool]


def periods_of(norm: Norm, act_first: int, until: int) -> list[Period]:
    """The periods of a norm from the first day of its acts (epoch days) on, and a little before it.

    A one-off duty has one, named after the date as written.
    """
    if norm.kind == "once":
        written = norm.base.due_date or EARLIEST
        return [Period(written, written, written.isoformat(), "day")]
    first = max(EARLIEST, DAY_ZERO + timedelta(days=max(act_first, -7300)))
    last = DAY_ZERO + timedelta(days=until)
    return periods_between(first, last, norm.base.every) if norm.base.every else []


def table_of(norm: Norm, periods: Sequence[Period], labels: Labels, places: Places) -> pl.DataFrame:
    """The table of one version of a norm."""
    schema: dict[str, type[pl.DataType]] = {
        "place": pl.UInt32,
        "period": pl.UInt32,
        "p_first": pl.Int32,
        "p_last": pl.Int32,
        "inside": pl.Boolean,
        "from_t": pl.Int64,
        "after_t": pl.Int64,
    }
    schema |= {f"{name}_{r}": kind for r in range(len(norm.readings)) for name, kind in FLAG.items()}
    ordered = sorted(periods, key=lambda period: labels[period.label])
    rows = [
        (place, labels[period.label], *_bounds(norm, period, zone), *flags)
        for place, (zone, _) in enumerate(places.pairs)
        for period, flags in zip(ordered, _flags(norm, ordered, places, place), strict=True)
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _bounds(norm: Norm, period: Period, zone: str) -> tuple[int, int, bool, int, int]:
    written = due_day(period, norm.base.due.mapping) if norm.base.due else period.last
    return (
        epoch_day(period.first),
        epoch_day(period.last),
        period.first <= written <= period.last,
        day_start(period.first, zone),
        day_start(period.last + timedelta(days=1), zone),
    )


def _flags(
    norm: Norm, periods: Iterable[Period], places: Places, place: int
) -> Iterable[tuple[int | bool | None, ...]]:
    """The columns of all readings, period by period; readings that count alike are counted once."""
    rules = [reading.rule for reading in norm.readings]
    keys = [
        (rule.due, rule.due_date, rule.roll, rule.presidential_rest, rule.day_kind, rule.every)
        for rule in rules
    ]
    first = [keys.index(key) for key in keys]
    for period in periods:
        known = {r: _of_reading(norm, rules[r], period, places, place) for r in sorted(set(first))}
        yield tuple(value for r in first for value in known[r])


def _of_reading(norm: Norm, rule: Rule, period: Period, places: Places, place: int) -> Flags:
    calendar = places.calendar(place)
    if norm.kind == "activity":
        working = True
        if rule.day_kind == "working" and rule.every == "day":
            try:
                working = calendar.is_working(period.first, presidential_rest=rule.presidential_rest)
            except MissingYear as missing:
                return None, None, missing.year, True
        end = places.end_of(place, period.last)
        return end, end, 0, working
    if norm.kind == "once":
        assert rule.due_date is not None  # the schema asks for it
        written = rule.due_date
    else:
        written = due_day(period, rule.due.mapping) if rule.due else period.last
    due = roll_day(written, rule.roll, calendar, rule.presidential_rest)
    if due.effective is None or due.nominal is None:
        return None, None, due.missing_year or 0, True
    return places.end_of(place, due.effective), places.end_of(place, due.nominal), 0, True
