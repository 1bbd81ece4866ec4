"""Reporting periods and their due days.

A period is written ``2024``, ``2024-H1``, ``2024-Q1``, ``2024-03``, ``2024-W17`` or ``2024-04-26``. Weeks are
ISO weeks. Years run from 1900 to 2199: anything else in a log or an act is a slip of the pen.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "EVERY",
    "Period",
    "add_months",
    "due_day",
    "granularity",
    "parse_period",
    "period_of",
    "periods_between",
]

EVERY = ("day", "week", "month", "quarter", "half-year", "year")
"""Granularities, short to long."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_FORMS = {
    "year": re.compile(r"([0-9]{4})"),
    "half-year": re.compile(r"([0-9]{4})-H([12])"),
    "quarter": re.compile(r"([0-9]{4})-Q([1-4])"),
    "month": re.compile(r"([0-9]{4})-([0-9]{2})"),
    "week": re.compile(r"([0-9]{4})-W([0-9]{2})"),
    "day": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
}
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The local days ``first`` to ``last``, both included; ``label`` as written, ``every`` as in EVERY."""

    first: date
    last: date
    label: str
    every: str


def granularity(text: str) -> str | None:
    """Return the granularity of the way a period is written, or None. The period itself may not exist."""
    for every, form in _FORMS.items():
        if form.fullmatch(text):
            return every
    return None


def parse_period(text: str) -> Period | None:
    """Read a period, or return None if there is no such one (week 53 of a year that has 52, 30 February)."""
    every = granularity(text)
    if every is None:
        return None
    match = _FORMS[every].fullmatch(text)
    assert match is not None  # granularity() matched it
    year, *rest = (int(part) for part in match.groups())
    if year not in _YEARS:
        return None
    try:
        if every == "week":
            return period_of(date.fromisocalendar(year, rest[0], 1), every)
        if every == "day":
            return period_of(date(year, rest[0], rest[1]), every)
        length = _MONTHS[every]
        number = rest[0] if rest else 1
        return period_of(date(year, (number - 1) * length + 1, 1), every)
    except ValueError:
        return None


def period_of(d: date, every: str) -> Period:
    """Return the period of that granularity which holds day ``d``. Raises KeyError for another word."""
    if every == "day":
        return Period(d, d, d.isoformat(), every)
    if every == "week":
        year, week, weekday = d.isocalendar()
        first = d - timedelta(days=weekday - 1)
        return Period(first, first + timedelta(days=6), f"{year:04d}-W{week:02d}", every)
    length = _MONTHS[every]
    number = (d.month - 1) // length + 1
    first = date(d.year, (number - 1) * length + 1, 1)
    last_month = number * length
    last = date(d.year, last_month, calendar.monthrange(d.year, last_month)[1])
    suffix = {"month": f"-{number:02d}", "quarter": f"-Q{number}", "half-year": f"-H{number}", "year": ""}[
        every
    ]
    return Period(first, last, f"{d.year:04d}{suffix}", every)


def periods_between(first: date, last: date, every: str) -> list[Period]:
    """Return all periods that share a day with [first, last], in order; none for an empty span."""
    found: list[Period] = []
    if first > last:
        return found
    period = period_of(first, every)
    while period.first <= last:
        found.append(period)
        period = period_of(period.last + timedelta(days=1), every)
    return found


def add_months(d: date, months: int) -> date:
    """Return the same day number ``months`` later, or the last day of a shorter month.

    Raises ValueError beyond the year 9999.
    """
    index = d.year * 12 + d.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError("year out of range")
    return date(year, month, min(d.day, calendar.monthrange(year, month)[1]))


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def due_day(period: Period, due: Mapping[str, object]) -> date:
    """Return the day on which a report for ``period`` falls due, as written (before readings and roll).

    Forms: ``{end_of: period}``; ``{day: N, of: next_month|last_month}``, counted from the month of the
    period's last day; ``{month: M, day: N, year: same|next}``; ``{weekday: NAME, of: same_week|next_week}``,
    counted from the ISO week of the period's last day. A day number beyond the month's length is
    its last day.
    Raises ValueError for any other form.
    """
    end = period.last
    match dict(due):
        case {"end_of": "period", **rest} if not rest:
            return end
        case {"day": int(day), "of": "next_month", **rest} if day >= 1 and not rest:
            month = add_months(end.replace(day=1), 1)
            return _clipped(month.year, month.month, day)
        case {"day": int(day), "of": "last_month", **rest} if day >= 1 and not rest:
            return _clipped(end.year, end.month, day)
        case {"month": int(month_number), "day": int(day), **rest} if (
            1 <= month_number <= 12 and day >= 1 and rest in ({}, {"year": "same"}, {"year": "next"})
        ):
            return _clipped(end.year + (rest.get("year") == "next"), month_number, day)
        case {"weekday": str(name), **rest} if name in WEEKDAYS and rest in (
            {},
            {"of": "same_week"},
            {"of": "next_week"},
        ):
            monday = end - timedelta(days=end.weekday())
            weeks = 1 if rest.get("of") == "next_week" else 0
            return monday + timedelta(days=WEEKDAYS.index(name), weeks=weeks)
    raise ValueError(f"not a due day: {dict(due)!r}")
