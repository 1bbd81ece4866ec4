"""Instants and local days. An instant is whole seconds since 1970-01-01T00:00:00Z (int, floored)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(moment: datetime) -> int:
    """Whole seconds of an aware datetime, floored."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime is no instant")
    return (moment - EPOCH) // timedelta(seconds=1)


def parse_instant(text: str) -> int:
    return instant(datetime.fromisoformat(text))


def at(day: date, clock: time, zone: ZoneInfo) -> int:
    """The instant at which the clocks of the zone show this date and time."""
    return instant(datetime.combine(day, clock, tzinfo=zone))


def start_of(day: date, zone: ZoneInfo) -> int:
    return at(day, time(0, 0, 0), zone)


def end_of(day: date, zone: ZoneInfo) -> int:
    return at(day, time(23, 59, 59), zone)


def local_day(moment: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(moment, UTC).astimezone(zone).date()


def written(moment: int | None, zone: ZoneInfo) -> str | None:
    """RFC 3339 in the zone's offset of that instant."""
    if moment is None:
        return None
    return datetime.fromtimestamp(moment, UTC).astimezone(zone).isoformat()


def days_later(day: date, count: int) -> date:
    return day + timedelta(days=count)


def months_later(day: date, count: int) -> date:
    """The same day number `count` months later, or the last day of a shorter month."""
    months = day.year * 12 + (day.month - 1) + count
    return day_of_month(months // 12, months % 12 + 1, day.day)


def day_of_month(year: int, month: int, number: int) -> date:
    """Day `number` of the month; the month's last day where the month is shorter."""
    after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return date(year, month, min(number, (after - timedelta(days=1)).day))
