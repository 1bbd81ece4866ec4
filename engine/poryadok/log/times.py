"""Instants and dates in text and in typed columns, vectorised; and the same for one value, for messages."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import polars as pl

__all__ = [
    "DATE",
    "INSTANT",
    "NAIVE",
    "T_MAX",
    "T_MIN",
    "day_end",
    "instant",
    "is_date",
    "is_instant",
    "typed_instant",
]

_DAY: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_CLOCK: Final = r"[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
DATE: Final = rf"^{_DAY}$"
INSTANT: Final = rf"^{_DAY}{_CLOCK}(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"
NAIVE: Final = rf"^{_DAY}[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$"

T_MIN: Final = -2208988800
"""1900-01-01T00:00:00Z. Other years are slips of the pen, and might leave the range of dates."""
T_MAX: Final = 7258118399
"""2199-12-31T23:59:59Z."""


def instant(text: pl.Expr) -> pl.Expr:
    """RFC 3339 text -> Int64 epoch seconds, fractions floored; null outside 1900 to 2199 or if it is none."""

    def number(start: int, length: int) -> pl.Expr:
        return text.str.slice(start, length).cast(pl.Int64, strict=False)

    # text is ASCII wherever the pattern holds, so fixed positions are safe; dates are checked by to_date.
    days = text.str.head(10).str.to_date("%Y-%m-%d", strict=False).cast(pl.Int64)
    tail = text.str.tail(6)
    sign = pl.when(tail.str.starts_with("-")).then(-1).otherwise(1)
    minutes = tail.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + tail.str.slice(4, 2).cast(
        pl.Int64, strict=False
    )
    zulu = text.str.ends_with("Z") | text.str.ends_with("z")
    offset = pl.when(zulu).then(0).otherwise(sign * minutes * 60)
    seconds = days * 86400 + number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2) - offset
    fits = text.str.contains(INSTANT) & seconds.is_between(T_MIN, T_MAX)
    return pl.when(fits).then(seconds)


def typed_instant(column: pl.Expr, dtype: pl.Datetime) -> pl.Expr:
    """A timestamp column with a zone -> Int64 epoch seconds, floored; the years are not checked."""
    divisor = {"ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[dtype.time_unit]
    return column.to_physical() // divisor


def day_end(day: pl.Expr, municipality: pl.Expr, zones: Mapping[str, list[str]]) -> pl.Expr:
    """Local 23:59:59 of a date, in epoch seconds.

    zones: IANA zone -> municipalities of it, only those present. Where the clock shows the second twice the
    later one is meant; a date that the zone skipped gives null.
    """
    real = pl.when(day.dt.year().is_between(1900, 2199)).then(day)
    local = real.cast(pl.Datetime("us")) + pl.duration(seconds=86399)
    result = pl.lit(None, dtype=pl.Int64)
    for zone, names in zones.items():
        there = local.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null").dt.epoch("s")
        result = pl.when(municipality.is_in(names)).then(there).otherwise(result)
    return result


def matches(pattern: str, text: str) -> bool:
    """Tell whether the whole text matches; unlike `$` of Python's `re`, a final line end does not count."""
    return re.fullmatch(pattern, text) is not None and not text.endswith("\n")


def is_instant(text: str) -> bool:
    """Tell whether `text` is an instant that `instant` accepts."""
    seconds = _seconds(text)
    return seconds is not None and T_MIN <= seconds <= T_MAX


def is_far(text: str) -> bool:
    """Tell whether `text` is an instant outside the years 1900 to 2199."""
    seconds = _seconds(text)
    return matches("[+-][0-9]{5,}-.*", text) or (seconds is not None and not T_MIN <= seconds <= T_MAX)


def _seconds(text: str) -> int | None:
    if not matches(INSTANT, text):
        return None
    tail = "+00:00" if text[-1] in "Zz" else text[-6:]
    try:
        # The fraction is floored, so it is left out.
        local = datetime.fromisoformat(text[:19].upper() + "+00:00")
    except ValueError:
        return None
    minutes = int(tail[1:3]) * 60 + int(tail[4:6])
    return int(local.timestamp()) - (-60 if tail[0] == "-" else 60) * minutes


def is_date(text: str) -> bool:
    """Tell whether `text` is a real date YYYY-MM-DD of 1900 to 2199."""
    if not matches(DATE, text) or not "1900" <= text[:4] <= "2199":
        return False
    try:
        datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return False
    return True
