"""Where on the calendar two texts may part: an ordinary week, evenings, eves, ends, transfers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from poryadok.clock.calendars import Calendar
from poryadok.clock.zones import day_end, day_start, local_instant
from poryadok.compare.model import Operand

__all__ = ["WEEK", "Window", "common_window"]

DAY = timedelta(days=1)
MORNING, NOON, LATE, EVENING, NIGHT = (
    h * 3600 + m * 60 for h, m in ((10, 0), (11, 30), (16, 30), (18, 10), (23, 30))
)
WEEK = 14
"""How many moments of ``Window.moments`` lie in its ordinary week."""
ENOUGH = 60
LONG = 3
WIDE = 2


@dataclass(frozen=True)
class Window:
    """The local days ``first`` to ``last`` on which both acts are in force and the calendar is known."""

    first: date
    last: date
    zone: str
    calendar: Calendar

    @cached_property
    def years(self) -> list[int]:
        """Years with a calendar that the window touches: the newest one with enough days first."""
        found = [year for year in sorted(self.calendar.years, reverse=True) if self.days(year)]
        ample = next((year for year in found if len(self.days(year)) >= ENOUGH), None)
        return found if ample is None else [ample, *(year for year in found if year != ample)]

    def days(self, year: int) -> list[date]:
        """The days of a year inside the window."""
        first, last = max(self.first, date(year, 1, 1)), min(self.last, date(year, 12, 31))
        return [first + DAY * n for n in range((last - first).days + 1)]

    @property
    def instants(self) -> tuple[int, int]:
        """The first and the last second of the window."""
        return day_start(self.first, self.zone), day_end(self.last, self.zone)

    def holds(self, day: date) -> bool:
        """Whether both acts are in force on a day."""
        return self.first <= day <= self.last

    def moments(self, *, wide: bool = False) -> list[int]:
        """Instants to begin with, the plainest first; ``wide``: every day of the newest years besides."""
        clock = [*self._week(), *self._marked()]
        if wide:
            for year in self.years[:WIDE]:
                clock += [(day, MORNING) for day in self.days(year)]
        return [local_instant(day, second, self.zone, late=False) for day, second in dict.fromkeys(clock)]

    def _working(self, day: date) -> bool:
        return day.year in self.calendar.years and self.calendar.is_working(day)

    @cached_property
    def monday(self) -> date:
        """The first day of an ordinary week: five working days between two ordinary weekends, near March."""
        days = self.days(self.years[0])
        mondays = [day for day in days if day.weekday() == 0 and self._ordinary(day)]
        spring = date(self.years[0], 3, 11)
        return min(mondays or days, key=lambda day: (abs(day - spring), day))

    def _week(self) -> Iterator[tuple[date, int]]:
        monday = self.monday
        week = [monday + DAY * n for n in (2, 1, 3, 0, 4)]
        wednesday, friday, saturday = week[0], week[4], monday + DAY * 5
        clock = [(day, MORNING) for day in week]
        clock += [(wednesday, second) for second in (LATE, EVENING, NIGHT, NOON, 1800)]
        clock += [(friday, LATE), (friday, EVENING), (saturday, MORNING), (saturday + DAY, MORNING)]
        yield from (one for one in clock if self.holds(one[0]))

    def _ordinary(self, monday: date) -> bool:
        around = [monday + DAY * n for n in range(-3, 8)]
        free = {-2, -1, 5, 6}
        usual = (self._working(day) != (n in free) for n, day in enumerate(around, -3))
        inside = all(self.holds(day) for day in around[3:])
        return inside and all(usual) and not any(self.calendar.day(day).shortened for day in around[3:8])

    def _marked(self) -> Iterator[tuple[date, int]]:
        for year in self.years:
            for day in self.days(year):
                if self._marks(day):
                    yield from ((day, MORNING), (day, EVENING))

    def _marks(self, day: date) -> bool:
        """Eves of long rests, ends of months, 29 to 31 January, days at the year's end, worked days off."""
        after = day + DAY
        if after.day == 1 or (day.month, day.day) in ((1, 29), (1, 30), (12, 20), (12, 29), (12, 30)):
            return True
        what = self.calendar.day(day)
        if what.kind == "working-weekend" or what.shortened:
            return True
        if after.year not in self.calendar.years:
            return False
        next_one = self.calendar.day(after)
        if next_one.kind == "working-weekend" or next_one.presidential != what.presidential:
            return True
        return what.working and not any(self._working(day + DAY * n) for n in range(1, LONG + 1))


def common_window(a: Operand, b: Operand) -> Window | None:
    """The days on which both acts are in force, in the place of ``a``; None where there is no such day."""
    calendar = a.calendars.get(a.profile.calendar)
    if calendar is None or not calendar.years:
        return None
    spans = [side.profile.versions[-1].act_in_force for side in (a, b)]
    first = max([date(min(calendar.years), 1, 1), *(start for start, _ in spans if start)])
    last = min([date(max(calendar.years), 12, 31), *(end for _, end in spans if end)])
    window = Window(first, last, a.profile.timezone, calendar)
    return window if first <= last and window.years else None
