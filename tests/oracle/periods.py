"""Periods: their names, first and last days, and the day a report on one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from oracle.clockface import day_of_month, days_later, months_later

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True, order=True)
class Period:
    first: date
    last: date
    name: str


def period_of(day: date, every: str) -> Period:
    """The period of that granularity in which the day lies."""
    if every == "day":
        return Period(day, day, day.isoformat())
    if every == "week":
        year, week, weekday = day.isocalendar()
        monday = days_later(day, 1 - weekday)
        return Period(monday, days_later(monday, 6), f"{year:04}-W{week:02}")
    length = MONTHS[every]
    number = (day.month - 1) // length  # 0-based number of the period in its year
    first = date(day.year, number * length + 1, 1)
    last = days_later(months_later(first, length), -1)
    name = {
        "month": f"{day.year:04}-{number + 1:02}",
        "quarter": f"{day.year:04}-Q{number + 1}",
        "half-year": f"{day.year:04}-H{number + 1}",
        "year": f"{day.year:04}",
    }[every]
    return Period(first, last, name)


def periods_between(start: date, stop: date, every: str) -> list[Period]:
    """All periods that touch the days from start to stop."""
    found = []
    day = start
    while day <= stop:
        period = period_of(day, every)
        found.append(period)
        day = days_later(period.last, 1)
    return found


def due_day(due: dict[str, Any] | None, period: Period) -> date:
    """The last day for a report on the period, as written: no roll."""
    due = due or {"end_of": "period"}
    last = period.last
    if "end_of" in due:
        return last
    if "month" in due:
        year = last.year + (1 if due.get("year") == "next" else 0)
        return day_of_month(year, int(due["month"]), int(due["day"]))
    if "weekday" in due:
        monday = days_later(last, -last.weekday())
        if due.get("of") == "next_week":
            monday = days_later(monday, 7)
        return days_later(monday, WEEKDAYS.index(due["weekday"]))
    month = date(last.year, last.month, 1)
    if due.get("of") == "next_month":
        month = months_later(month, 1)
    return day_of_month(month.year, month.month, int(due["day"]))
