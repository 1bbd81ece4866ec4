"""Working hours walked interval by interval, for the derivation of a term in working hours."""

from datetime import date, timedelta
from functools import lru_cache

from poryadok.clock.calendars import Calendar, MissingYear
from poryadok.clock.office import OfficeHours, intervals, next_opening, working_span
from poryadok.clock.zones import day_end, day_start, local_day
from poryadok.report import step_words, words

__all__ = ["OfficeKey", "add_hours", "into_hours"]

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
            reason = _idle(calendar, day, presidential_rest)
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


def into_hours(
    t: int, office: OfficeKey, calendar: Calendar, zone: str, presidential_rest: bool
) -> tuple[int | None, str]:
    """From which instant an event after hours counts, and why.

    It is the event's own within office hours, lunch included; None where the calendar ends before the next
    working day.
    """
    hours, day = _hours(office), local_day(t, zone)
    try:
        span = working_span(hours, calendar, zone, day, presidential_rest)
        if span is not None and t < span[0]:
            return span[0], f"{words.day(day)}: событие до начала рабочего времени, счёт с его начала"
        if span is not None and t <= span[1]:
            return t, ""
        following, start = next_opening(hours, calendar, zone, day, presidential_rest)
    except MissingYear as missing:
        args: dict[str, str | int] = {"calendar": missing.calendar_id, "year": missing.year}
        return None, step_words.missing_words(args)
    why = "событие после окончания рабочего времени"
    if span is None:
        why = f"событие в нерабочий день ({_idle(calendar, day, presidential_rest)})"
    next_day = words.day_of_year(following)
    return start, f"{words.day(day)}: {why}; счёт со следующего рабочего дня, {next_day}"


def _idle(calendar: Calendar, day: date, presidential_rest: bool) -> str:
    """Why there is no working time on a day that the calendar knows."""
    what = calendar.day(day)
    act = f" ({what.act})" if what.act else ""
    off = not what.working or (presidential_rest and what.presidential)
    return f"{what.reason}{act}" if off else "по режиму работы рабочего времени нет"
