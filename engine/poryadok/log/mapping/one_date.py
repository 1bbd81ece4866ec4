"""One date, slowly and exactly, with the reason why it is none: the twin of `dates`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from poryadok.log.mapping.dates import DAY_ZERO, DAY_ZERO_1904, FIRST_SERIAL, LAST_SERIAL

__all__ = ["DateError", "OneDate", "parse_date"]

_WRITTEN: Final = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})"
    r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(?: ?([Zz]|[+-]\d{2}:?\d{2}))?",
    re.ASCII,
)
_NUMBER: Final = re.compile(r"\d{5,6}(?:[.,]\d{1,15})?", re.ASCII)
_SHORT: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)", re.ASCII)


class DateError(ValueError):
    """No date; the argument is the reason's code."""


@dataclass(frozen=True, slots=True)
class OneDate:
    """local: by the clock; timed: a time of day was given; offset: from UTC in seconds, if named."""

    local: datetime
    timed: bool
    offset: int | None = None


def parse_date(text: str, formats: Sequence[str], native: bool, from_1904: bool) -> OneDate:
    """Read one cleaned text. Raises DateError: bad-date, no-such-day, short-year, date-out-of-range."""
    text = re.sub(r" ?г\.?\Z", "", text)
    reason = "short-year" if _SHORT.match(text) else "bad-date"
    found = None
    if match := _WRITTEN.fullmatch(text):
        for name in (*(("yyyy-mm-dd",) if native else ()), *formats):
            order = _order(match, name)
            if order is None:
                continue
            try:
                found = _made(match, order)
            except ValueError:
                reason = "no-such-day"
                continue
            if native and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00", text):
                found = OneDate(found.local, False)
            break
    elif "excel" in formats and _NUMBER.fullmatch(text):
        found = _serial(text, from_1904)
    if found is None:
        raise DateError(reason)
    if not 1900 <= found.local.year <= 2199:
        raise DateError("date-out-of-range")
    return found


def _order(match: re.Match[str], name: str) -> tuple[str, str, str] | None:
    """Year, month and day of a text, if it is written in this way."""
    if name == "excel":
        return None
    mark = next(one for one in name if one in "./-")
    if match[2] != mark:
        return None
    parts = dict(zip(name.split(mark), (match[1], match[3], match[4]), strict=True))
    if len(parts["yyyy"]) != 4 or len(parts["dd"]) > 2 or len(parts["mm"]) > 2:
        return None
    if match[8] and name != "yyyy-mm-dd":
        return None
    return parts["yyyy"], parts["mm"], parts["dd"]


def _made(match: re.Match[str], order: tuple[str, str, str]) -> OneDate:
    """Raises ValueError for a day, a time or an offset that does not exist."""
    year, month, day = map(int, order)
    timed = match[5] is not None
    clock = time(int(match[5] or 0), int(match[6] or 0), int(match[7] or 0))
    offset = None
    if match[8]:
        if not timed:
            raise ValueError("an offset needs a time")
        offset = _offset(match[8])
    return OneDate(datetime.combine(datetime(year, month, day), clock), timed, offset)  # noqa: DTZ001


def _offset(text: str) -> int:
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        raise ValueError("no such offset")
    return (-1 if text[0] == "-" else 1) * (hours * 3600 + minutes * 60)


def _serial(text: str, from_1904: bool) -> OneDate | None:
    number = Decimal(repr(float(text.replace(",", "."))))
    seconds = int((number * 86_400).quantize(Decimal(1), ROUND_HALF_UP))
    if not FIRST_SERIAL * 86_400 <= seconds < (LAST_SERIAL + 1) * 86_400:
        return None
    start = datetime.combine(DAY_ZERO_1904 if from_1904 else DAY_ZERO, time())
    return OneDate(start + timedelta(seconds=seconds), seconds % 86_400 != 0)
