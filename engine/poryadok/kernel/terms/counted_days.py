"""What opening days come to under day terms: counted once for all groups, readings and shares.

A table has ``due`` and ``nom`` (epoch seconds; null: no due instant) and ``unk`` (0, or the year whose
calendar is missing), a row for each place and day, day by day within a place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.terms import DayTerm, last_day
from poryadok.clock.zones import day_end

__all__ = ["COLUMNS", "DAY_ZERO", "Counted", "CountedDays", "DayTable", "Place"]

DAY_ZERO = date(1970, 1, 1).toordinal()
COLUMNS = {"due": pl.Int64, "nom": pl.Int64, "unk": pl.Int32}

Place = tuple[str, str]
"""A time zone and the name of a calendar."""
Ends = tuple[date | None, date | None, int]
"""Last day and last day before the roll, and the missing year (0: none)."""
Counted = tuple[int | None, int | None, int]
"""Due and nominal instant, and the missing year (0: none)."""


@dataclass(frozen=True, slots=True)
class DayTable:
    """A table; ``plain``: nothing in it is rolled, ``certain``: nothing in it is unknown."""

    rows: pl.DataFrame
    plain: bool
    certain: bool

    def at(self, slots: pl.Series) -> pl.DataFrame:
        """The rows of these numbers; there is less to look up where all are alike."""
        due = self.rows["due"].gather(slots)
        nominal = due.rename("nom") if self.plain else self.rows["nom"].gather(slots)
        none = pl.repeat(0, len(slots), dtype=pl.Int32, eager=True).alias("unk")
        return pl.DataFrame([due, nominal, none if self.certain else self.rows["unk"].gather(slots)])


class CountedDays:
    """Counts days and remembers them; ``days`` are the local days of the log, first to last."""

    def __init__(self, calendars: Mapping[str, Calendar], days: range) -> None:
        self.days = days
        self._calendars = calendars
        self._days: dict[tuple[DayTerm, str], dict[int, Ends]] = {}
        self._tables: dict[tuple[DayTerm, tuple[Place, ...]], DayTable] = {}
        self._envelopes: dict[tuple[tuple[DayTerm, ...], int, tuple[Place, ...]], pl.DataFrame] = {}

    def calendar(self, name: str) -> Calendar:
        """A calendar; one without any year if it is not shipped."""
        return self._calendars.get(name) or Calendar.empty(name)

    def table(self, term: DayTerm, places: tuple[Place, ...], days: Sequence[int]) -> DayTable:
        """The table of a term. That of all days of the log is made once, others are asked for once."""
        whole = days is self.days
        found = self._tables.get((term, places)) if whole else None
        if found is None:
            counted = [one for place in places for one in self.each(term, place, days)]
            rows = pl.DataFrame(counted, schema=COLUMNS, orient="row")
            plain = rows["due"].equals(rows["nom"], null_equal=True, check_names=False)
            found = DayTable(rows, plain, bool((rows["unk"] == 0).all()))
            if whole:
                self._tables[term, places] = found
        return found

    def envelope(
        self, terms: tuple[DayTerm, ...], adopted: int, places: tuple[Place, ...], days: Sequence[int]
    ) -> pl.DataFrame:
        """The table of several readings: ``due`` of the adopted one, ``low`` and ``high`` of those counted.

        ``none``: the adopted one has no due instant, or one before the opening day; ``unknown``: some reading
        has none.
        """
        key = (terms, adopted, places) if days is self.days else None
        found = None if key is None else self._envelopes.get(key)
        if found is None:
            ends = [day_end(date.fromordinal(day + DAY_ZERO), zone) for zone, _ in places for day in days]
            columns = [pl.Series("end", ends, dtype=pl.Int64)]
            for number, term in enumerate(terms):
                rows = self.table(term, places, days).rows
                columns += [rows["due"].alias(f"due_{number}"), rows["unk"].alias(f"unk_{number}")]
            known = [pl.col(f"unk_{number}") == 0 for number in range(len(terms))]
            # a term in days ends with a day: if not before the opening's day, then not before the opening
            sound = [one & (pl.col(f"due_{number}") >= pl.col("end")) for number, one in enumerate(known)]
            counted = [pl.when(one).then(pl.col(f"due_{number}")) for number, one in enumerate(sound)]
            found = pl.DataFrame(columns).select(
                pl.col(f"due_{adopted}").alias("due"),
                pl.min_horizontal(counted).alias("low"),
                pl.max_horizontal(counted).alias("high"),
                (~sound[adopted]).fill_null(True).alias("none"),
                (~pl.all_horizontal(known)).alias("unknown"),
            )
            if key is not None:
                self._envelopes[key] = found
        return found

    def each(self, term: DayTerm, place: Place, days: Sequence[int]) -> list[Counted]:
        """What each day (epoch day) comes to at one place; calendars are shared by many time zones."""
        zone, name = place
        known, calendar = self._days.setdefault((term, name), {}), self.calendar(name)
        for day in days:
            if day not in known:
                known[day] = _ends(term, day, calendar)
        return [
            (day_end(due, zone), day_end(nominal, zone), 0) if due and nominal else (None, None, missing)
            for due, nominal, missing in map(known.__getitem__, days)
        ]


def _ends(term: DayTerm, day: int, calendar: Calendar) -> Ends:
    found = last_day(term, date.fromordinal(day + DAY_ZERO), calendar)
    if found.effective is None or found.nominal is None:
        return None, None, found.missing_year or 0
    return found.effective, found.nominal, 0
