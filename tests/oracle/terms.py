"""How a due instant is found: a term from an instant, its extension, its roll.

A running term is kept unrolled: a last day (day units) or an instant (all others).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from oracle.calendar import OracleCalendar, Unknown, is_working
from oracle.clockface import at, days_later, end_of, local_day, months_later, parse_instant
from oracle.patches import field_of
from oracle.periods import WEEKDAYS

DAY_UNITS = ("days", "calendar_days", "working_days", "weeks", "months")
UNITS = ("minutes", "hours", "working_hours", *DAY_UNITS)


@dataclass(frozen=True)
class Place:
    """Where and by which clock one municipality counts, under one version of its profile."""

    zone: ZoneInfo
    calendar: OracleCalendar
    office_hours: dict[str, list[str]]
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Running:
    """Exactly one of the two: the unrolled last day, or the instant."""

    last_day: date | None = None
    moment: int | None = None


def begin(norm: dict[str, Any], event: dict[str, Any], opened: int, place: Place) -> Running | None:
    """The term from its opening; None: there is no term. Raises Unknown."""
    within = norm.get("within")
    if within is not None and "parameter" in within:
        within = place.parameters[within["parameter"]]["value"]
    if not within:
        return None
    if "standard" in within:
        raise Unknown("a standard without a number")
    if "field" in within:
        text = event.get("due")
        return None if text is None else Running(moment=instant_of_due(text, place.zone))
    ((unit, count),) = within.items()
    presidential = norm.get("presidential_days", "working")
    if norm.get("after_hours", "keep") == "next_working_day":
        opened = in_office_hours(opened, presidential, place)
    if unit not in DAY_UNITS:
        return Running(moment=seconds_later(opened, unit, int(count), presidential, place))
    include = norm.get("day_zero", "exclude") == "include"
    opening_day = local_day(opened, place.zone)
    return Running(last_day=last_day(opening_day, unit, int(count), include, presidential, place.calendar))


def extend(running: Running, unit: str, count: int, norm: dict[str, Any], place: Place) -> Running:
    """The term made longer; the opening day's counting rule has no say here. Raises Unknown."""
    presidential = norm.get("presidential_days", "working")
    if running.last_day is not None:
        longer = last_day(running.last_day, unit, count, False, presidential, place.calendar)
        return Running(last_day=longer)
    assert running.moment is not None
    return Running(moment=seconds_later(running.moment, unit, count, presidential, place))


def finish(running: Running, norm: dict[str, Any], place: Place) -> tuple[int, int]:
    """The nominal and the effective due instants. Raises Unknown."""
    if running.moment is not None:
        return running.moment, running.moment
    assert running.last_day is not None
    rolled = roll(running.last_day, norm, place.calendar)
    return end_of(running.last_day, place.zone), end_of(rolled, place.zone)


def roll(day: date, norm: dict[str, Any], calendar: OracleCalendar) -> date:
    """The day itself, or the next or previous working day if it is not one."""
    how = norm.get("roll", "keep")
    if how == "keep":
        return day
    step = 1 if how == "next" else -1
    while not is_working(calendar, day, norm.get("presidential_days", "working")):
        day = days_later(day, step)
    return day


def instant_of_due(text: str, zone: ZoneInfo) -> int:
    """What a request sets: an instant, or a date, whose last second it is."""
    if len(text) == len("2024-01-31"):
        return end_of(date.fromisoformat(text), zone)
    return parse_instant(text)


def last_day(
    start: date, unit: str, count: int, include: bool, presidential: str, calendar: OracleCalendar
) -> date:
    """The last day of a term in days that starts on `start`; `include`: that day is day 1."""
    if count == 0:
        return start
    if unit == "working_days":
        day = start if include else days_later(start, 1)
        left = count
        while True:
            if is_working(calendar, day, presidential):
                left -= 1
            if left == 0:
                return day
            day = days_later(day, 1)
    if unit == "months":
        end = months_later(start, count)
    else:
        end = days_later(start, count * (7 if unit == "weeks" else 1))
    return days_later(end, -1) if include else end


def seconds_later(start: int, unit: str, count: int, presidential: str, place: Place) -> int:
    """An instant a number of minutes, hours or working hours after another."""
    if unit == "minutes":
        return start + count * 60
    if unit == "hours":
        return start + count * 3600
    left = count * 3600
    if left == 0:
        return start
    day = local_day(start, place.zone)
    while True:
        for opens, shuts in open_hours(day, presidential, place):
            begins = max(opens, start)
            if begins >= shuts:
                continue
            if shuts - begins >= left:
                return begins + left
            left -= shuts - begins
        day = days_later(day, 1)


def in_office_hours(moment: int, presidential: str, place: Place) -> int:
    """The moment itself between the first and the last second of a day's office hours, lunch included.

    Before them: their first second. After them, or on a day that has none: the first second of the next day
    that has some.
    """
    day = local_day(moment, place.zone)
    hours = open_hours(day, presidential, place)
    if hours and moment < hours[0][0]:
        return hours[0][0]
    if hours and moment <= hours[-1][1]:
        return moment
    while True:
        day = days_later(day, 1)
        hours = open_hours(day, presidential, place)
        if hours:
            return hours[0][0]


def open_hours(day: date, presidential: str, place: Place) -> list[tuple[int, int]]:
    """The intervals (instants) in which the office works that day; the calendar must know the day's year."""
    if not is_working(place.calendar, day, presidential):
        return []
    name = day.isoformat()
    # a weekend day that is worked instead of another day keeps that day's hours
    pattern = day
    if name in place.calendar.on and name in place.calendar.instead_of:
        pattern = date.fromisoformat(place.calendar.instead_of[name])
    intervals = []
    for text in place.office_hours.get(WEEKDAYS[pattern.weekday()], []):
        opens, shuts = (at(day, time.fromisoformat(part), place.zone) for part in text.split("-"))
        intervals.append((opens, shuts))
    intervals.sort()
    if intervals and name in place.calendar.shortened:
        end = intervals[-1][1] - 3600
        intervals = [(opens, min(shuts, end)) for opens, shuts in intervals if opens < end]
    return intervals


def extension_of(norm: dict[str, Any], event: dict[str, Any]) -> tuple[str, int] | None:
    """Unit and count by which this event extends; None: it carries no usable number."""
    by = norm["extend"]["by"]
    if "field" not in by:
        ((unit, count),) = by.items()
        return unit, int(count)
    carried = field_of(event, by["field"])
    if isinstance(carried, bool) or not str(carried).isascii() or not str(carried).isdigit():
        return None
    return by["unit"], int(str(carried))
