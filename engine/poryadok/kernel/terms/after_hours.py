"""Openings outside office hours: the term runs from the next working day (key ``after_hours``).

What an opening day holds is looked up once for each distinct day; the rest is comparing with its bounds.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from poryadok.clock.calendars import Calendar, MissingYear
from poryadok.clock.office import OfficeHours, next_opening, working_span
from poryadok.kernel.norm_table.plan import OfficeKey
from poryadok.norms.model import Rule

__all__ = ["moved", "moves"]

DAY_ZERO = date(1970, 1, 1).toordinal()
Bounds = tuple[int | None, int | None, int | None, int | None, int]
"""First and last working instant of a day (null: none), first instant and number of the next working day,
and the year that the calendar lacks (else 0)."""
SCHEMA = {"from": pl.Int64, "to": pl.Int64, "next": pl.Int64, "next_day": pl.Int32, "lacks": pl.Int32}


def moves(rule: Rule) -> bool:
    """Whether an opening after hours moves the count. Working hours do not run then anyway."""
    amount = rule.term.amount if rule.term else None
    return rule.after_hours == "next_working_day" and amount is not None and amount.unit != "working_hours"


def moved(
    frame: pl.DataFrame,
    index: pl.Series,
    days: Sequence[tuple[date, str, Calendar]],
    office: OfficeKey,
    rest: bool,
) -> tuple[pl.DataFrame, pl.Series]:
    """The frame with ``t`` and ``day`` moved into working time, and for each row the missing year (else 0).

    ``days`` are the distinct (day, time zone, calendar), ``index`` says for each row which of them it is.
    """
    hours = OfficeHours.parse({day: list(spans) for day, spans in office or ()})
    rows = [_bounds(day, zone, calendar, hours, rest) for day, zone, calendar in days]
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    # only what lies after hours asks for the next day: a year that it lacks has no say in the others
    late = pl.col("from").is_null() | (pl.col("t") > pl.col("to"))
    known = late & (pl.col("lacks") == 0)
    found = frame.hstack(table[index]).with_columns(
        # a day without bounds leaves ``t`` as it is: of nothing and ``t`` the greater is ``t``
        pl.when(known).then("next").otherwise(pl.max_horizontal("t", "from")).alias("t"),
        pl.when(known).then("next_day").otherwise("day").alias("day"),
        pl.when(late).then("lacks").otherwise(0).cast(pl.Int32).alias("lacks"),
    )
    return found.drop(SCHEMA), found["lacks"]


def _bounds(day: date, zone: str, calendar: Calendar, hours: OfficeHours, rest: bool) -> Bounds:
    first = last = None
    try:
        span = working_span(hours, calendar, zone, day, rest)
        if span is not None:
            first, last = span
        following, start = next_opening(hours, calendar, zone, day, rest)
    except MissingYear as missing:
        return first, last, None, None, missing.year
    return first, last, start, following.toordinal() - DAY_ZERO, 0
