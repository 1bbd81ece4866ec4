"""Dates, time zones, calendars and office hours: real ones, in a possible order."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from poryadok.norms.checks.context import Context, Path_, Problem
from poryadok.norms.names import wrong_name
from poryadok.timezones import zone_names

__all__ = ["check_dates", "check_place"]


def check_place(context: Context) -> Iterator[Problem]:
    """The municipality's time zone and calendar, and its office hours."""
    municipality = context.section("municipality")
    zone = municipality.get("timezone")
    if isinstance(zone, str) and zone not in zone_names():
        args = wrong_name(zone, zone_names())
        yield Problem("place.timezone", "critical", (("municipality", "timezone"),), args)
    calendar = municipality.get("calendar")
    if isinstance(calendar, str) and context.calendars and calendar not in context.calendars:
        args = wrong_name(calendar, context.calendars)
        yield Problem("place.calendar", "critical", (("municipality", "calendar"),), args)
    for day, intervals in context.section("office_hours").items():
        before = ""
        for index, interval in enumerate(intervals or ()):
            start, end = interval.split("-")
            if start >= end or start < before or end > "24:00":
                path = ("office_hours", day, str(index))
                yield Problem("place.office-hours", "critical", (path,), {"value": interval})
            before = end


def check_dates(context: Context) -> Iterator[Problem]:
    """Every date is a day of the calendar, and no term of force ends before it begins."""
    act = context.section("act")
    yield from _real(act.get("date"), ("act", "date"))
    yield from _in_force(act.get("in_force"), ("act", "in_force"))
    for key, repealed in (act.get("repeals") or {}).items():
        yield from _real(repealed.get("date"), ("act", "repeals", key, "date"))
    for key, norm in context.section("norms").items():
        if "in_force" in norm:
            yield from _in_force(norm["in_force"], ("norms", key, "in_force"))
        due = norm.get("due")
        if isinstance(due, Mapping) and "date" in due:
            yield from _real(due["date"], ("norms", key, "due", "date"))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _real(value: Any, path: Path_) -> Iterator[Problem]:
    if value is not None and _day(value) is None:
        yield Problem("date.impossible", "critical", (path,), {"value": str(value)})


def _in_force(value: Any, path: Path_) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        return
    for key in ("from", "to"):
        yield from _real(value.get(key), (*path, key))
    first, last = _day(value.get("from")), _day(value.get("to"))
    if first is not None and last is not None and last < first:
        args = {"first": str(value["from"]), "last": str(value["to"])}
        yield Problem("in-force.reversed", "critical", ((*path, "to"), (*path, "from")), args)
