"""Days of a production calendar: which local day is a working day, and by which act.

A calendar knows whole years. A day of a year that it does not know raises :class:`MissingYear`: nothing is
ever guessed from the weekday alone, because a year without its published act may still get moved days.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

__all__ = ["Calendar", "Day", "Kind", "MissingYear"]

Kind = Literal["workday", "weekend", "holiday", "moved-off", "working-weekend"]


class MissingYear(LookupError):
    """The calendar has no data for a year. ``year`` and ``calendar_id`` say which."""

    def __init__(self, year: int, calendar_id: str) -> None:
        super().__init__(f"calendar {calendar_id} has no year {year}")
        self.year = year
        self.calendar_id = calendar_id


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar.

    ``shortened``: work ends an hour earlier. ``presidential``: a working day declared non-working by decree
    of the President; ``working`` stays true, since such a day moves no term unless a norm says so.
    ``instead_of``: for ``moved-off`` the day off that was moved here, for ``working-weekend`` the day that is
    off in exchange. ``reason`` is Russian; ``act`` is the act behind any difference from a plain week.
    """

    working: bool
    kind: Kind
    shortened: bool = False
    presidential: bool = False
    instead_of: date | None = None
    reason: str = "рабочий день"
    act: str | None = None


_WORKDAY = Day(True, "workday")
_SATURDAY = Day(False, "weekend", reason="выходной день, суббота")
_SUNDAY = Day(False, "weekend", reason="выходной день, воскресенье")
_WEEK = (*(_WORKDAY,) * 5, _SATURDAY, _SUNDAY)


class Calendar:
    """The days of the years in ``years``; ``digest`` is the SHA-256 of what it says, not how."""

    __slots__ = ("_days", "_free", "_rest", "digest", "id", "special", "years")

    def __init__(self, id: str, years: frozenset[int], special: Mapping[date, Day]) -> None:
        self.id = id
        self.years = years
        self.special = dict(sorted(special.items()))
        self.digest = _digest(id, years, self.special)
        self._days: dict[date, Day] = {}
        for year in sorted(years):
            first = date(year, 1, 1)
            for number in range((date(year, 12, 31) - first).days + 1):
                day = first + timedelta(days=number)
                self._days[day] = self.special.get(day) or _WEEK[day.weekday()]
        self._free = {day: what.working for day, what in self._days.items()}
        self._rest = {day: what.working and not what.presidential for day, what in self._days.items()}

    @classmethod
    def empty(cls, id: str) -> Self:
        """Return a calendar without any year: every question about a day raises MissingYear."""
        return cls(id, frozenset(), {})

    def day(self, d: date) -> Day:
        """Return what the calendar says about ``d``. Raises MissingYear."""
        try:
            return self._days[d]
        except KeyError:
            raise MissingYear(d.year, self.id) from None

    def is_working(self, d: date, *, presidential_rest: bool = False) -> bool:
        """Tell whether ``d`` is a working day; presidential days are not when ``presidential_rest``.

        Raises MissingYear.
        """
        try:
            return self._rest[d] if presidential_rest else self._free[d]
        except KeyError:
            raise MissingYear(d.year, self.id) from None

    def __repr__(self) -> str:
        return f"Calendar({self.id!r}, years={sorted(self.years)})"


def _digest(id: str, years: frozenset[int], special: Mapping[date, Day]) -> str:
    rows = [
        [d.isoformat(), x.kind, x.shortened, x.presidential, x.instead_of and x.instead_of.isoformat(), x.act]
        for d, x in special.items()
    ]
    text = json.dumps([id, sorted(years), rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
