"""Counting day terms: from the opening day to the last day, with every counting step.

Only days are counted here; instants and office hours are elsewhere. Words for people are made at the edge
from the codes and arguments of the steps:

``opened``           ``after`` is the opening day
``count``            ``before`` the opening day, ``after`` the unrolled last day; unit, n, day_zero, clipped
``extend``           one extension: unit, n, clipped, number
``given``            ``after`` is a day that the norm states itself (a report's due day, an absolute date)
``skip``             ``before`` is a non-working day passed over, ``after`` the next day looked at; reason,
                     kind, act, phase (count, extend or roll)
``working-weekend``  a working Saturday or Sunday that was counted: reason, act, phase
``presidential``     a presidential day counted as a working day: reason, act, phase
``roll-keep``        the last day is not working, yet stays: reason, kind, act
``roll``             the last day moved: roll, reason, kind, act of the day it moved from
``year-missing``     the calendar lacks a year: year, calendar, phase
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from .days import Calendar, Day, MissingYear
from .periods import add_months

__all__ = ["DAY_UNITS", "DayTerm", "DueDay", "Step", "last_day", "roll_day"]

DAY_UNITS = ("days", "calendar_days", "working_days", "weeks", "months")
"""Units of the day family."""

_BEYOND = 10_000
"""The year after the last one that dates can hold: no calendar will ever have it."""


@dataclass(frozen=True, slots=True)
class DayTerm:
    """A term in days. ``unit`` is one of DAY_UNITS, ``count`` is 0 or more, ``day_zero`` exclude or include,
    ``roll`` keep, next or previous; ``extensions`` are (unit, n) added to the unrolled last day in order.
    """

    unit: str
    count: int
    day_zero: str = "exclude"
    roll: str = "keep"
    presidential_rest: bool = False
    extensions: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One counting step; see the module's list of codes."""

    code: str
    before: date | None = None
    after: date | None = None
    args: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class DueDay:
    """``nominal``: the last day before the roll, extensions included; ``effective``: after it.

    Either is None where a year of the calendar was needed and missing; ``missing_year`` then names it
    (10000 for a term that runs past the last date there is).
    """

    nominal: date | None
    effective: date | None
    missing_year: int | None
    steps: tuple[Step, ...]


@lru_cache(maxsize=262_144)
def last_day(term: DayTerm, opened: date, calendar: Calendar) -> DueDay:
    """Count ``term`` from the local day ``opened``. Raises ValueError for a unit or roll that is not one."""
    steps = [Step("opened", after=opened)]
    day = opened
    parts = [("count", term.unit, term.count), *(("extend", unit, n) for unit, n in term.extensions)]
    for number, (phase, unit, n) in enumerate(parts):
        include = phase == "count" and term.day_zero == "include"
        try:
            if unit == "working_days":
                end = _working(day, n, include, calendar, term.presidential_rest, steps, phase)
            else:
                end = _plain(unit, n, day, include)
        except MissingYear as missing:
            return _missing(None, missing.year, calendar, steps, phase)
        except (OverflowError, ValueError):
            if unit not in DAY_UNITS or n < 0:
                raise
            return _missing(None, _BEYOND, calendar, steps, phase)
        args: dict[str, str | int] = {"unit": unit, "n": n}
        if phase == "count":
            args["day_zero"] = term.day_zero
        else:
            args["number"] = number
        if unit == "months" and add_months(day, n).day != day.day:
            args["clipped"] = 1
        steps.append(Step(phase, day, end, MappingProxyType(args)))
        day = end
    return _rolled(day, term.roll, calendar, term.presidential_rest, steps)


@lru_cache(maxsize=65_536)
def roll_day(day: date, roll: str, calendar: Calendar, presidential_rest: bool = False) -> DueDay:
    """Roll a day that the norm states itself. Raises ValueError for a roll that is not one."""
    return _rolled(day, roll, calendar, presidential_rest, [Step("given", after=day)])


def _plain(unit: str, n: int, day: date, include: bool) -> date:
    """Count calendar units. Zero of anything is the day itself, also when the first day is included."""
    if n < 0:
        raise ValueError(f"negative amount: {n}")
    if unit == "months":
        end = add_months(day, n)
    elif unit in ("days", "calendar_days"):
        end = day + timedelta(days=n)
    elif unit == "weeks":
        end = day + timedelta(weeks=n)
    else:
        raise ValueError(f"not a unit of days: {unit}")
    return end - timedelta(days=1) if include and n > 0 else end


def _working(
    day: date, n: int, include: bool, calendar: Calendar, rest: bool, steps: list[Step], phase: str
) -> date:
    """Return the n-th working day after ``day`` (at or after it when ``include``). Raises MissingYear."""
    if n < 0:
        raise ValueError(f"negative amount: {n}")
    if n == 0:
        return day
    if not include:
        day += timedelta(days=1)
    while True:
        what = calendar.day(day)
        if what.working and not (rest and what.presidential):
            n -= 1
            if what.kind == "working-weekend" or what.presidential:
                code = "presidential" if what.presidential else "working-weekend"
                steps.append(Step(code, day, day, _why(what, phase)))
            if n == 0:
                return day
        else:
            steps.append(Step("skip", day, day + timedelta(days=1), _why(what, phase)))
        day += timedelta(days=1)


def _why(what: Day, phase: str) -> Mapping[str, str | int]:
    args: dict[str, str | int] = {"reason": what.reason, "kind": what.kind, "phase": phase}
    if what.act is not None:
        args["act"] = what.act
    return MappingProxyType(args)


def _rolled(day: date, roll: str, calendar: Calendar, rest: bool, steps: list[Step]) -> DueDay:
    if roll == "keep":
        # The calendar is only asked for the reason; without the year the day stays all the same.
        if day.year in calendar.years and not calendar.is_working(day, presidential_rest=rest):
            steps.append(Step("roll-keep", day, day, _why(calendar.day(day), "roll")))
        return DueDay(day, day, None, tuple(steps))
    if roll not in ("next", "previous"):
        raise ValueError(f"not a roll: {roll}")
    way = timedelta(days=1 if roll == "next" else -1)
    found = day
    try:
        while not calendar.is_working(found, presidential_rest=rest):
            steps.append(Step("skip", found, found + way, _why(calendar.day(found), "roll")))
            found += way
    except MissingYear as missing:
        return _missing(day, missing.year, calendar, steps, "roll")
    if found != day:
        why: dict[str, str | int] = dict(_why(calendar.day(day), "roll"))
        why["roll"] = roll
        steps.append(Step("roll", day, found, MappingProxyType(why)))
    return DueDay(day, found, None, tuple(steps))


def _missing(nominal: date | None, year: int, calendar: Calendar, steps: list[Step], phase: str) -> DueDay:
    args: dict[str, str | int] = {"year": year, "calendar": calendar.id, "phase": phase}
    steps.append(Step("year-missing", nominal, None, MappingProxyType(args)))
    return DueDay(nominal, None, year, tuple(steps))
