"""Working hours walked interval by interval, for the derivation of a term in working hours."""

from datetime import timedelta
from functools import lru_cache

from poryadok.clock.calendars import Calendar, MissingYear
from poryadok.clock.office import OfficeHours, intervals
from poryadok.clock.zones import day_end, day_start, local_day
from poryadok.report import step_words, words

__all__ = ["OfficeKey", "add_hours"]

OfficeKey = tuple[tuple[str, tuple[str, ...]], ...] | None
Walked = tuple[int | None, int | None, str]


@lru_cache(maxsize=1024)
def _hours(office: OfficeKey) -> OfficeHours:
    return OfficeHours.parse({day: list(spans) for day, spans in office or ()})


def add_hours(
    t: int, seconds: int, office: OfficeKey, calendar: Calendar, zone: str, presidential_rest: bool
) -> tuple[int | None, list[Walked]]:
    """The earliest instant at which ``seconds`` of working time have passed, and each interval on the way.

    The instant is None where the calendar ends before it. An interval is (from, to, reason).
    """
    walked: list[Walked] = []
    if seconds <= 0:
        return t, walked
    hours = _hours(office)
    day = local_day(t, zone)
    while True:
        try:
            what = calendar.day(day)
            spans = intervals(hours, calendar, zone, day, day, presidential_rest)
        except MissingYear as missing:
            args: dict[str, str | int] = {"calendar": missing.calendar_id, "year": missing.year}
            walked.append((None, None, step_words.missing_words(args)))
            return None, walked
        note = ", сокращённый день" if what.shortened else ""
        if not spans:
            act = f" ({what.act})" if what.act else ""
            off = not what.working or (presidential_rest and what.presidential)
            reason = f"{what.reason}{act}" if off else "по режиму работы рабочего времени нет"
            walked.append((day_start(day, zone), day_end(day, zone), f"{words.day(day)}: {reason}"))
        for start, end in spans:
            begin = max(start, t)
            if begin >= end:
                continue
            taken = min(seconds, end - begin)
            seconds -= taken
            left = f", осталось {words.duration(seconds)}" if seconds else ""
            text = f"{words.day(day)}{note}: рабочее время, {words.duration(taken)}{left}"
            walked.append((begin, begin + taken, text))
            if not seconds:
                return begin + taken, walked
        day += timedelta(days=1)
