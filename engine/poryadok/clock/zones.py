"""Local days and instants of one time zone.

Instants are whole epoch seconds. The zones come from the ``tzdata`` package alone, never from the machine, so
that the same inputs give the same answer on every system.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]

from poryadok.timezones import zone_names

__all__ = [
    "day_end",
    "day_start",
    "iso",
    "known",
    "local_day",
    "local_instant",
    "offset_at",
    "transitions",
    "tz_version",
]

_DAY = 86_400
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def known(tz: str) -> bool:
    """Tell whether ``tz`` is an IANA name, written exactly as IANA writes it."""
    return tz in zone_names()


def tz_version() -> str:
    """Return the version of the time zone data, such as ``2026f``."""
    return str(tzdata.IANA_VERSION)


@cache
def _zone(tz: str) -> ZoneInfo:
    """Load a zone. Raises ValueError for a name that IANA does not have."""
    if not known(tz):
        raise ValueError(f"unknown time zone: {tz}")
    with files("tzdata").joinpath("zoneinfo", *tz.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=tz)


def offset_at(t: int, tz: str) -> int:
    """Return the offset from UTC in seconds (east is positive) that holds at instant ``t``."""
    offset = datetime.fromtimestamp(t, _zone(tz)).utcoffset()
    assert offset is not None  # a ZoneInfo always has one
    return offset.days * _DAY + offset.seconds


def local_day(t: int, tz: str) -> date:
    """Return the local calendar day of instant ``t``."""
    return datetime.fromtimestamp(t, _zone(tz)).date()


def _change(before: int, after: int, tz: str) -> int:
    """Return the first instant in (before, after] at which the offset is not that of ``before``.

    There must be exactly one change in that span.
    """
    held = offset_at(before, tz)
    while after - before > 1:
        middle = (before + after) // 2
        if offset_at(middle, tz) == held:
            before = middle
        else:
            after = middle
    return after


@lru_cache(maxsize=65_536)
def local_instant(day: date, second: int, tz: str, *, late: bool) -> int:
    """Return the instant of a local clock time, ``second`` seconds (0 to 86400) after midnight by the clock.

    A clock time that comes twice means its later instant when ``late``, else its earlier one. A clock time
    that was skipped means the first instant after the gap.
    """
    if second == _DAY:
        return local_instant(day, _DAY - 1, tz, late=late) + 1
    zone = _zone(tz)
    clock = (datetime.combine(day, time()) + timedelta(seconds=second)).replace(tzinfo=zone)
    first = int(clock.timestamp())
    second_one = int(clock.replace(fold=1).timestamp())
    if first <= second_one:
        return second_one if late else first
    # fold=0 reads a skipped time by the offset before the gap and fold=1 by the one after it, so the
    # two instants lie on either side of the change.
    return _change(second_one, first, tz)


def day_start(d: date, tz: str) -> int:
    """Return the first instant of the local day: 00:00:00, or the end of the gap that swallowed it."""
    return local_instant(d, 0, tz, late=False)


@lru_cache(maxsize=65_536)
def day_end(d: date, tz: str) -> int:
    """Return the last instant of the local day: 23:59:59, the later one if the clock shows it twice.

    Where 23:59:59 was skipped, the last instant before the gap.
    """
    found = local_instant(d, _DAY - 1, tz, late=True)
    local = datetime.fromtimestamp(found, _zone(tz))
    return found if (local.hour, local.minute, local.second) == (23, 59, 59) else found - 1


@lru_cache(maxsize=4096)
def _changes_of_year(tz: str, year: int) -> tuple[tuple[int, int], ...]:
    """Return the (instant, new offset) changes inside one UTC year, in order."""
    if not 1800 <= year < 9999:  # local mean time before; datetime cannot hold the end of 9999
        return ()
    start = (date(year, 1, 1).toordinal() - _EPOCH_ORDINAL) * _DAY
    stop = start + (366 if _leap(year) else 365) * _DAY - 1
    # In the span in which states changed clocks at will no two changes lie within a day of each other;
    # outside of it there is local mean time before and a yearly rule after.
    step = _DAY if 1900 <= year <= 2100 else 20 * _DAY
    marks = [*range(start - 1, stop, step), stop]
    found = []
    for before, after in pairwise(marks):
        if offset_at(before, tz) != offset_at(after, tz):
            at = _change(before, after, tz)
            found.append((at, offset_at(at, tz)))
    return tuple(found)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def transitions(tz: str, t_min: int, t_max: int) -> list[tuple[int, int]]:
    """Return ``(from instant, offset in seconds)`` for every offset that holds inside [t_min, t_max].

    Sorted; the first entry is ``(t_min, offset there)``, each further one is an exact instant of change.
    """
    found = [(t_min, offset_at(t_min, tz))]
    first = datetime.fromtimestamp(t_min, UTC).year
    last = datetime.fromtimestamp(t_max, UTC).year
    for year in range(first, last + 1):
        changes = _changes_of_year(tz, year)
        start = bisect_right(changes, (t_min, _DAY))
        found.extend(change for change in changes[start:] if change[0] <= t_max)
    return found


def iso(t: int, tz: str) -> str:
    """Write an instant as RFC 3339 with the local offset, such as ``2024-06-05T23:59:59+05:00``.

    RFC 3339 has no seconds in offsets: local mean time is written with its offset cut to the minute.
    """
    offset = offset_at(t, tz) // 60
    return datetime.fromtimestamp(t, timezone(timedelta(minutes=offset))).isoformat()
