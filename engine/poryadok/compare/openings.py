"""The made-up events that texts are put to: openings on every day of a calendar, what comes with them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Any, Final

import polars as pl

from poryadok.clock.zones import local_instant

__all__ = ["CLOSE", "EXTEND", "OPEN", "events"]

OPEN, CLOSE, EXTEND = "open", "close", "extend"
_DAY: Final = 86_400
_FAR: Final = 20 * 366 * _DAY
_EXTENSIONS: Final = 3
_CARRIED: Final = (1, 90)
_EMPTY: Final = ("norm", "period", "channel", "sector", "track", "priority", "actor")
_Row = tuple[int, str, int | None, str | None]


@dataclass(frozen=True)
class _Opening:
    """What comes with an opening: a due instant that it sets (seconds after it), extensions, their length."""

    due: int | None = None
    extensions: int = 0
    carried: int = 0


def events(
    docs: Sequence[Mapping[str, Any]], offices: Iterable[str], days: tuple[date, date], timezone: str
) -> pl.DataFrame:
    """A log's frame without ``municipality``: each day's openings, each in a case of its own.

    ``docs``: the terms that will be counted (none: no events). Where one lets the request set a due instant,
    requests set none, none of their time, or twenty years; where one can be lengthened, it is, as often as
    any of them allows. ``offices``: office hours (JSON) whose bounds count. The n-th opening of all is row n.
    """
    instants = list(_instants(offices, days, timezone)) if docs else []
    rows: list[_Row] = []
    openings = _openings(docs)
    for opening in openings:
        rows += [(t, OPEN, None if opening.due is None else t + opening.due, None) for t in instants]
    cases = list(range(len(rows)))
    for number, opening in enumerate(openings):
        start = number * len(instants)
        data = json.dumps(_carried(docs, opening.carried)) if opening.carried else None
        for _ in range(opening.extensions):
            rows += [(t, EXTEND, None, data) for t in instants]
            cases += range(start, start + len(instants))
    types = pl.Enum([OPEN, CLOSE, EXTEND])
    frame = pl.DataFrame(
        rows, schema={"t": pl.Int64(), "type": types, "due": pl.Int64(), "data": pl.String()}, orient="row"
    )
    return frame.with_columns(
        pl.Series("id", [f"e{n:07d}" for n in range(len(rows))], dtype=pl.String),
        pl.Series("case", cases, dtype=pl.Int64).cast(pl.String),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in _EMPTY),
    )


def _instants(offices: Iterable[str], days: tuple[date, date], timezone: str) -> Iterator[int]:
    seconds = _seconds(offices)
    for n in range((days[1] - days[0]).days + 1):
        day = days[0] + timedelta(days=n)
        yield from (local_instant(day, second, timezone, late=True) for second in seconds)


def _seconds(offices: Iterable[str]) -> list[int]:
    """Seconds of the day at which something opens: its ends, and the bounds of office hours."""
    found = {0, _DAY - 1}
    for office in offices:
        for span in (one for spans in json.loads(office).values() for one in spans or ()):
            for clock in str(span).split("-"):
                hour, minute = clock.strip().split(":")
                bound = int(hour) * 3600 + int(minute) * 60
                # what opens some hours before a bound is due at it
                found |= {second for n in range(9) for second in (bound - n * 3600 - 1, bound - n * 3600)}
                # what opens after the end, an hour earlier on a shortened day, may count from the next day
                found |= {bound - 3600 + 1, bound + 1}
    return sorted(second for second in found if 0 <= second < _DAY)


def _openings(docs: Sequence[Mapping[str, Any]]) -> list[_Opening]:
    found = [_Opening()]
    if any((doc.get("within") or {}).get("field") == "due" for doc in docs):
        found += [_Opening(due=0), _Opening(due=_FAR)]
    extended = [doc["extend"] for doc in docs if doc.get("extend")]
    if extended:
        times = min(_EXTENSIONS, max(int(one.get("times") or 1) for one in extended))
        amounts = _CARRIED if any("field" in one["by"] for one in extended) else (0,)
        found += [
            _Opening(one.due, n, amount) for one in found for n in range(1, times + 1) for amount in amounts
        ]
    return found


def _carried(docs: Sequence[Mapping[str, Any]], amount: int) -> dict[str, Any]:
    """The data of an extending event: every field that some text takes its length from."""
    data: dict[str, Any] = {}
    for doc in docs:
        name = ((doc.get("extend") or {}).get("by") or {}).get("field")
        if name:
            *above, last = str(name).removeprefix("data.").split(".")
            reduce(lambda inner, key: inner.setdefault(key, {}), above, data)[last] = amount
    return data
