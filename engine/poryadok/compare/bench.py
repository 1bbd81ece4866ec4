"""Texts as norms of made-up profiles, the made-up log that opens them, and the kernel's due instants."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any, Final

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.zones import local_instant, transitions
from poryadok.compare.model import Operand
from poryadok.compare.openings import CLOSE, EXTEND, OPEN, events
from poryadok.compare.texts import Text
from poryadok.kernel.assess import assess
from poryadok.kernel.judge import Status
from poryadok.kernel.terms.dues import NO_NUMBER
from poryadok.norms.model import Profile
from poryadok.norms.readings import build_profile

__all__ = ["NEVER", "Bench", "Place", "places_of"]

NEVER: Final = 2**62
"""Later than any instant: no due instant."""

_MANY: Final = 400
_YEAR: Final = 366 * 86_400
_YEARS: Final = frozenset({2024, 2025})
_ROWS: Final = ("place", "key", "due", "count", "unknown")


@dataclass(frozen=True)
class Place:
    """Where due instants are counted."""

    timezone: str
    calendar: Calendar

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the calendar's years (of two ordinary years if it has none)."""
        years = self.calendar.years or _YEARS
        return date(min(years), 1, 1), date(max(years), 12, 31)

    @property
    def steady(self) -> bool:
        """Tell whether the clock is never changed in these years: then all such zones count alike."""
        first, last = (local_instant(day, 0, self.timezone, late=False) for day in self.days)
        return len(transitions(self.timezone, first, last + _YEAR)) == 1


def places_of(a: Operand, b: Operand) -> tuple[Place, ...]:
    """The places of two operands, whichever comes first; those that count alike once."""
    found: dict[tuple[str, str], Place] = {}
    for operand in (a, b):
        name = operand.profile.calendar
        place = Place(operand.profile.timezone, operand.calendars.get(name) or Calendar.empty(name))
        said = "steady" if place.steady else place.timezone
        key = (said, place.calendar.digest)
        if key not in found or place.timezone < found[key].timezone:
            found[key] = place
    return tuple(found[key] for key in sorted(found))


class Bench:
    """Texts put to the same openings; ``dues`` gives the kernel's answer for one of them."""

    def __init__(self, texts: Sequence[Text], places: Sequence[Place]) -> None:
        self.texts = list(texts)
        self.places = list(places)
        self._docs = {text: [json.loads(one) for one in text.readings] for text in self.texts}
        self._norms = [(text, n) for text in self.texts for n in range(len(text.readings))]
        self._offices = sorted({text.office for text in self.texts}, key=str)

    def every(self, text: Text) -> str:
        """The periodicity that all readings of a text share, as text."""
        return repr(sorted({str(doc.get("every")) for doc in self._docs[text]}))

    def dues(self, text: Text, *, by_order: bool) -> pl.DataFrame:
        """The earliest and latest due instant over the readings, one row an obligation.

        Columns: place, key (opening, period, or with ``by_order`` its number), early, late (NEVER: none),
        count (events asked for), unknown (0 known, 1 the calendar's years are out, 2 the text has no number).
        """
        frames = [self._answers[self._norms.index((text, n))] for n in range(len(text.readings))]
        if by_order:
            frames = [_in_order(frame) for frame in frames]
        rows = pl.concat(frames) if len(frames) > 1 else frames[0]
        if len(frames) == 1:
            return rows.with_columns(pl.col("due").alias("early"), pl.col("due").alias("late"))
        whole = pl.len() == len(frames)
        return rows.group_by("place", "key").agg(
            pl.col("due").min().alias("early"),
            pl.when(whole).then(pl.col("due").max()).otherwise(pl.lit(NEVER, dtype=pl.Int64)).alias("late"),
            pl.col("count").max(),
            pl.col("unknown").max(),
        )

    @cached_property
    def _answers(self) -> list[pl.DataFrame]:
        """The kernel's due instants of each norm (text and reading): place, key, due, count, unknown."""
        profiles, calendars, as_of = self._profiles()
        offsets, log = self._log(profiles)
        empty = {"place": pl.UInt32, "key": pl.String, "due": pl.Int64, "count": pl.Int64, "unknown": pl.Int8}
        found: list[list[pl.DataFrame]] = [[] for _ in self._norms]
        for part in assess(profiles, calendars, log, as_of).parts:
            number = int(part.group.norm_id[1:])
            text, reading = self._norms[number]
            found[number].append(_shaped(part.frame, text, self._docs[text][reading], offsets, self))
        return [pl.concat(frames) if frames else pl.DataFrame(schema=empty) for frames in found]

    def _profiles(self) -> tuple[list[Profile], dict[str, Calendar], date]:
        """One profile for each place and kind of office hours: municipality = place × offices + office."""
        profiles: list[Profile] = []
        for (p, place), office in product(enumerate(self.places), self._offices):
            norms = {
                f"t{number:05d}": _norm(text, self._docs[text][reading], place)
                for number, (text, reading) in enumerate(self._norms)
                if text.office == office
            }
            doc = {
                "municipality": {"timezone": place.timezone, "calendar": str(p)},
                "act": {"in_force": {"from": place.days[0].isoformat()}},
                "office_hours": json.loads(office or "{}"),
                "norms": norms,
            }
            name = f"m{len(profiles):02d}"
            profiles.append(build_profile(name, [(None, None, doc)], name))
        calendars = {str(p): place.calendar for p, place in enumerate(self.places)}
        return profiles, calendars, max(place.days[1] for place in self.places)

    def place_of(self, municipality: int) -> int:
        """The number of a profile's place."""
        return municipality // len(self._offices)

    def _log(self, profiles: Sequence[Profile]) -> tuple[list[int], pl.DataFrame]:
        """The openings of every profile, and for each profile the row that its openings begin with."""
        docs = [doc for text in self.texts if text.family == "case" for doc in self._docs[text]]
        offices = [office for office in self._offices if office]
        made = [events(docs, offices, place.days, place.timezone) for place in self.places]
        names = pl.Enum([profile.id for profile in profiles])
        offsets, frames, height = [], [], 0
        for municipality, profile in enumerate(profiles):
            frame = made[self.place_of(municipality)]
            offsets.append(height)
            height += frame.height
            frames.append(frame.with_columns(pl.lit(profile.id).cast(names).alias("municipality")))
        return offsets, pl.concat(frames)


def _begins(place: Place) -> date:
    """A first day in force that is inside of every period: not the first of a month, not a Monday."""
    day = date(place.days[0].year, 2, 13)
    return day if day.weekday() else day + timedelta(days=1)


def _norm(text: Text, doc: Mapping[str, Any], place: Place) -> dict[str, Any]:
    if text.family != "case":
        in_force = {"from": _begins(place).isoformat()}
        return {"kind": text.family, "closes": CLOSE, "in_force": in_force, **doc}
    extend = {"extend": {**doc["extend"], "event": EXTEND}} if doc.get("extend") else {}
    return {"kind": "response", "opens": OPEN, "closes": CLOSE, **doc, **extend}


def _shaped(
    frame: pl.DataFrame, text: Text, doc: Mapping[str, Any], offsets: Sequence[int], bench: Bench
) -> pl.DataFrame:
    """The columns of ``Bench.dues`` from the kernel's frame. A reading due before it opens is due then."""
    count = doc.get("count", 1)
    mun = pl.col("mun")
    place = mun.replace_strict({m: bench.place_of(m) for m in range(len(offsets))}, return_dtype=pl.UInt32)
    unknown = pl.when(pl.col("unk_0") == NO_NUMBER).then(2).when(pl.col("unk_0") != 0).then(1).otherwise(0)
    columns = [
        place.alias("place"),
        pl.col("due_0").fill_null(NEVER).alias("due"),
        pl.lit(count if isinstance(count, int) else 1, dtype=pl.Int64).alias("count"),
        unknown.cast(pl.Int8).alias("unknown"),
    ]
    if text.family == "case":
        first = mun.replace_strict(dict(enumerate(offsets)), return_dtype=pl.Int64)
        return frame.select(
            (pl.col("src").cast(pl.Int64) - first).cast(pl.String).alias("key"), *columns
        ).select(*_ROWS)
    frame = frame.filter(pl.col("st_0") != int(Status.NOT_APPLICABLE))
    frame = frame.select(*columns, pl.col("period").alias("key"), pl.col("p_last"))
    return frame.select(*_ROWS) if text.family == "once" else _ended(frame, bench)


def _ended(frame: pl.DataFrame, bench: Bench) -> pl.DataFrame:
    """Periods that end before the calendar's last year: what follows is counted on both sides or on none."""
    ends = {
        p: (date(place.days[1].year, 1, 1) - date(1970, 1, 1)).days
        for p, place in enumerate(bench.places)
        if place.days[0].year < place.days[1].year
    }
    until = pl.col("place").replace_strict(ends, default=10**7, return_dtype=pl.Int64)
    return frame.filter(pl.col("p_last") < until).select(*_ROWS)


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The k-th due instant, each as often as events are asked for, where periods do not line up."""
    known = frame.filter(pl.col("unknown") != 1).sort("place", "due")
    repeated = known.with_columns(n=pl.col("count").clip(upper_bound=_MANY))
    repeated = repeated.select(pl.col(*_ROWS).repeat_by("n")).explode(*_ROWS)
    number = pl.int_range(pl.len()).over("place").cast(pl.String)
    return repeated.with_columns(number.alias("key"), pl.lit(1, dtype=pl.Int64).alias("count"))
