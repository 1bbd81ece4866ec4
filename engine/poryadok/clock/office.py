"""Office hours: which instants are working time, and when enough of it has passed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

from .days import Calendar
from .periods import WEEKDAYS
from .zones import local_day, local_instant

__all__ = ["OfficeHours", "add_working_seconds", "intervals", "next_opening", "working_span"]

_INTERVAL = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
_HOUR = 3600

Interval = tuple[int, int]
"""Start and end, the end not included: seconds after local midnight in a week, epoch seconds in time."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Working intervals of the seven weekdays, Monday first, in seconds after midnight by the clock."""

    week: tuple[tuple[Interval, ...], ...]

    @classmethod
    def parse(cls, hours: Mapping[str, object]) -> Self:
        """Read ``{monday: ["08:00-12:00", "13:00-17:00"], …}``; a day that is not named has no hours.

        Raises ValueError, in Russian, with everything that is wrong, one thing a line.
        """
        wrong: list[str] = []
        week: dict[str, tuple[Interval, ...]] = {}
        for name, texts in hours.items():
            if name not in WEEKDAYS:
                wrong.append(f"«{name}» не день недели, ожидается: {', '.join(WEEKDAYS)}")
            elif not isinstance(texts, (list, tuple)):
                wrong.append(f'{name}: ожидается список вида ["08:00-12:00", "13:00-17:00"]')
            else:
                week[name] = _day_hours(name, texts, wrong)
        if not wrong and not any(week.values()):
            wrong.append("в рабочем времени нет ни одного промежутка")
        if wrong:
            raise ValueError("\n".join(wrong))
        return cls(tuple(week.get(name, ()) for name in WEEKDAYS))

    def on(self, d: date, calendar: Calendar, presidential_rest: bool = False) -> tuple[Interval, ...]:
        """Return the clock intervals worked on local day ``d``. Raises MissingYear.

        The calendar says whether the day is worked: hours on a Saturday are those of working Saturdays.
        A working weekend day without hours of its own has those of the day it stands in for.
        """
        what = calendar.day(d)
        if not what.working or (presidential_rest and what.presidential):
            return ()
        own = self.week[d.weekday()]
        if what.kind == "working-weekend" and not own and what.instead_of is not None:
            own = self.week[what.instead_of.weekday()]
        if not (what.shortened and own):
            return own
        close = own[-1][1] - _HOUR
        return tuple((start, min(end, close)) for start, end in own if start < close)


def _day_hours(name: str, texts: list[object] | tuple[object, ...], wrong: list[str]) -> tuple[Interval, ...]:
    found: list[Interval] = []
    for text in texts:
        match = _INTERVAL.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            wrong.append(f"{name}: «{text}» не промежуток, ожидается ЧЧ:ММ-ЧЧ:ММ")
            continue
        hour, minute, end_hour, end_minute = (int(part) for part in match.groups())
        start, end = hour * _HOUR + minute * 60, end_hour * _HOUR + end_minute * 60
        if minute > 59 or end_minute > 59 or end > 24 * _HOUR:
            wrong.append(f"{name}: «{text}» — нет такого времени суток")
        elif start >= end:
            wrong.append(f"{name}: «{text}» — конец не позже начала")
        elif found and start < found[-1][1]:
            wrong.append(f"{name}: «{text}» начинается раньше, чем кончается предыдущий промежуток")
        else:
            found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=65_536)
def _worked(
    hours: OfficeHours, calendar: Calendar, tz: str, d: date, presidential_rest: bool
) -> tuple[Interval, ...]:
    """Return the instants worked on one local day; a clock hour that comes twice is worked twice."""
    found = []
    for start, end in hours.on(d, calendar, presidential_rest):
        first, stop = local_instant(d, start, tz, late=False), local_instant(d, end, tz, late=True)
        if first < stop:
            found.append((first, stop))
    return tuple(found)


def intervals(
    hours: OfficeHours,
    calendar: Calendar,
    tz: str,
    first: date,
    last: date,
    presidential_rest: bool = False,
) -> list[Interval]:
    """Return the working time of the local days [first, last] as half-open [start, end) epoch seconds.

    Sorted, without overlaps. Raises MissingYear if the calendar lacks one of the days.
    """
    found: list[Interval] = []
    for number in range((last - first).days + 1):
        found.extend(_worked(hours, calendar, tz, first + timedelta(days=number), presidential_rest))
    return found


def add_working_seconds(
    t: int,
    seconds: int,
    hours: OfficeHours,
    calendar: Calendar,
    tz: str,
    presidential_rest: bool = False,
) -> int:
    """Return the earliest instant at which ``seconds`` of working time have passed since ``t``.

    An hour from 17:00 in an office that closes at 18:00 ends at 18:00 the same day; no time at all has passed
    at ``t`` itself. Raises MissingYear when the calendar ends before the working time is found.
    """
    if seconds <= 0:
        return t
    day = local_day(t, tz)
    while True:
        for start, end in _worked(hours, calendar, tz, day, presidential_rest):
            begin = max(start, t)
            if begin < end:
                if seconds <= end - begin:
                    return begin + seconds
                seconds -= end - begin
        day += timedelta(days=1)


def working_span(
    hours: OfficeHours, calendar: Calendar, tz: str, day: date, presidential_rest: bool = False
) -> Interval | None:
    """The first and the last instant of a local day's working time; None if none is worked.

    Raises MissingYear.
    """
    found = _worked(hours, calendar, tz, day, presidential_rest)
    return (found[0][0], found[-1][1]) if found else None


def next_opening(
    hours: OfficeHours, calendar: Calendar, tz: str, day: date, presidential_rest: bool = False
) -> tuple[date, int]:
    """The next day after ``day`` on which there is working time, and the instant at which that begins.

    Raises MissingYear.
    """
    while True:
        day += timedelta(days=1)
        span = working_span(hours, calendar, tz, day, presidential_rest)
        if span is not None:
            return day, span[0]
